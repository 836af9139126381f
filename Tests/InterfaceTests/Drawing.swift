import Interface
import Model
import Screen

/// What a drawing leaves on a canvas of that size.
func drawn(_ width: Int, _ height: Int, _ body: (inout Canvas) -> Void) -> Frame {
  var canvas = Canvas(size: Size(width: width, height: height))
  body(&canvas)
  return canvas.frame
}

extension Frame {
  /// The layer of every cell of a line.
  func layers(y: Int) -> [Layer] { (0..<size.width).map { self[$0, y].look.layer } }
}

extension CommandInfo {
  static func sample(
    _ id: String, _ keys: [Key] = [], _ name: SafeText = "", help: SafeText = "", disabled: SafeText? = nil,
    isDestructive: Bool = false, isInFooter: Bool = true
  ) -> CommandInfo {
    CommandInfo(
      id, keys, name, help: help, isDestructive: isDestructive, disabled: disabled, isInFooter: isInFooter)
  }
}
