/// Reading a body's members as strictly as the vendor does: another type than documented is 40058.
extension [String: JSONValue] {
  /// A whole number inside a range; the default if it is absent and has one.
  func integer(_ name: String, in range: ClosedRange<Int64>, orElse absent: Int64? = nil) throws(Refusal) -> Int {
    guard let value = present(name) else {
      if let absent { return Int(absent) }
      throw .parameter(name)
    }
    guard let number = value.integer, range.contains(number) else { throw .parameter(name) }
    return Int(number)
  }

  /// A string that must be there and not empty.
  func text(_ name: String) throws(Refusal) -> String {
    guard let text = present(name)?.string, !text.isEmpty else { throw .parameter(name) }
    return text
  }

  /// A string; empty if absent.
  func optionalText(_ name: String) throws(Refusal) -> String {
    guard let value = present(name) else { return "" }
    guard let text = value.string else { throw .parameter(name) }
    return text
  }

  /// A string that may be absent.
  func sentText(_ name: String) throws(Refusal) -> String? {
    guard let value = present(name) else { return nil }
    guard let text = value.string else { throw .parameter(name) }
    return text
  }

  /// A whole number inside a range that may be absent.
  func sentInteger(_ name: String, in range: ClosedRange<Int64>) throws(Refusal) -> Int? {
    present(name) == nil ? nil : try integer(name, in: range)
  }

  /// True or false, or absent.
  func sentFlag(_ name: String) throws(Refusal) -> Bool? {
    guard let value = present(name) else { return nil }
    guard let flag = value.boolean else { throw .parameter(name) }
    return flag
  }

  /// An array of strings, none of them empty.
  func texts(_ name: String, count: ClosedRange<Int>) throws(Refusal) -> [String] {
    guard let texts = present(name)?.strings, count.contains(texts.count), !texts.contains("") else {
      throw .parameter(name)
    }
    return texts
  }

  private func present(_ name: String) -> JSONValue? { self[name] == .null ? nil : self[name] }
}
