extension QRCode {
  /// A square of modules that need not say anything: an image without a code, or with several.
  /// Nil unless there are `size` × `size` modules and at least one.
  package init?(size: Int, modules: [Bool]) {
    guard size > 0, modules.count == size * size else { return nil }
    self.size = size
    self.modules = modules
  }
}
