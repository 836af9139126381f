import Screen

/// What the loop draws on. Only the loop's thread calls it.
package protocol Display: AnyObject {
  /// A frame is shown when this takes bytes.
  var descriptor: Int32 { get }

  /// Asks how large the terminal is now, and adapts.
  func fit() -> Size

  /// Brings the frame on the screen: what differs from the one before.
  func show(_ frame: Frame)

  /// Sends everything again: something else has written on the screen.
  func redraw()

  /// Puts text into the person's clipboard, where the terminal can. ``Clipboard/holds(_:)`` says what is too long.
  func copy(_ text: String)

  /// Gives the terminal back for a while.
  func suspend()
  /// Takes the terminal again, and shows the last frame.
  func resume()
}
