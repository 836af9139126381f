import Foundation
import Model

/// What a program wrote to its terminal, taken apart strictly: control sequences the program may use, text it may show,
/// and everything else.
struct TerminalBytes {
  /// The control sequences ncurses and the console use.
  private(set) var sequences: [String] = []
  /// Every escape, control character or broken text that is none of theirs, with what surrounds it.
  private(set) var strangers: [String] = []
  private(set) var text: [UInt8] = []

  init(_ bytes: [UInt8]) {
    var position = 0
    while position < bytes.count {
      let length: Int?
      switch bytes[position] {
      case 0x1B:
        length = Self.sequence(bytes, at: position)
        if let length { sequences.append(String(decoding: bytes[position..<position + length], as: UTF8.self)) }
      // Back, line feed, return, and the two that change the character set.
      case 0x08, 0x0A, 0x0D, 0x0E, 0x0F: length = 1
      default: length = Self.character(bytes, at: position)
      }
      if let length {
        if bytes[position] != 0x1B { text += bytes[position..<position + length] }
        position += length
      } else {
        let near = bytes[max(0, position - 8)..<min(bytes.count, position + 12)]
        strangers.append("at \(position): \(String(decoding: near, as: UTF8.self).debugDescription)")
        position += 1
      }
    }
  }

  /// How long the character is that stands there; nil for one that is broken or may not be shown.
  private static func character(_ bytes: [UInt8], at start: Int) -> Int? {
    let length =
      switch bytes[start] {
      case 0x20..<0x7F: 1
      case 0xC2..<0xE0: 2
      case 0xE0..<0xF0: 3
      case 0xF0..<0xF5: 4
      default: 0
      }
    guard length > 0, start + length <= bytes.count,
      let text = String(validating: bytes[start..<start + length], as: UTF8.self),
      let scalar = text.unicodeScalars.first,
      text.unicodeScalars.count == 1
    else { return nil }
    return scalar.isHostile || CharacterType.width(scalar) < 0 ? nil : length
  }

  /// How long the known sequence is that begins there; nil for one that is none.
  private static func sequence(_ bytes: [UInt8], at start: Int) -> Int? {
    let rest = bytes[start...].prefix(80_000)
    guard let second = rest.dropFirst().first else { return nil }
    switch second {
    case UInt8(ascii: "("), UInt8(ascii: ")"):
      return rest.dropFirst(2).first.map { "B0".utf8.contains($0) } == true ? 3 : nil
    case UInt8(ascii: "="), UInt8(ascii: ">"), UInt8(ascii: "7"), UInt8(ascii: "8"), UInt8(ascii: "M"): return 2
    case UInt8(ascii: "["): return control(rest)
    case UInt8(ascii: "]"): return clipboard(rest)
    default: return nil
    }
  }

  /// Modes of the cursor, wrapping, the other screen, paste and whole frames.
  private static let modes: Set<Int> = [1, 3, 4, 7, 12, 25, 34, 1000, 1002, 1003, 1004, 1006, 1049, 2004, 2026]
  /// Moves, erasing, inserting and deleting, repeating, attributes, tabulators, margins, and the window's title stack.
  private static let finals = Set("ABCDGHJKLMPSTXZbcdfghlmrt@".utf8)

  private static func control(_ bytes: ArraySlice<UInt8>) -> Int? {
    let parameters = bytes.dropFirst(2).prefix { (0x30..<0x40).contains($0) }
    guard parameters.endIndex < bytes.endIndex, finals.contains(bytes[parameters.endIndex]) else { return nil }
    let final = bytes[parameters.endIndex]
    let length = parameters.count + 3
    let isPrivate = parameters.first == UInt8(ascii: "?")
    let numbers = parameters.dropFirst(isPrivate ? 1 : 0).split(separator: UInt8(ascii: ";")).map {
      Int(String(decoding: $0, as: UTF8.self))
    }
    // The program's own numbers are places, colours and attributes.
    guard numbers.allSatisfy({ $0.map { $0 < 3000 } ?? false }) else { return nil }
    let isSwitch = final == UInt8(ascii: "h") || final == UInt8(ascii: "l")
    guard isSwitch else {
      let isPlain =
        final != UInt8(ascii: "c")
        && parameters.allSatisfy {
          (0x30...0x39).contains($0) || $0 == UInt8(ascii: ";") || $0 == UInt8(ascii: ":")
        }
      // The cursor's shape on a Linux console.
      if isPrivate, final == UInt8(ascii: "c") { return parameters.count == 2 ? length : nil }
      // Title stack only (22 and 23): another `t` resizes or asks.
      return isPlain && (final != UInt8(ascii: "t") || [22, 23].contains(numbers.first ?? nil)) ? length : nil
    }
    return numbers.allSatisfy { $0.map(modes.contains) ?? false } ? length : nil
  }

  /// `OSC 52`, the clipboard, with nothing but base64 in it.
  private static func clipboard(_ bytes: ArraySlice<UInt8>) -> Int? {
    let start = Array("\u{1B}]52;c;".utf8)
    guard bytes.starts(with: start) else { return nil }
    let content = bytes.dropFirst(start.count).prefix { $0 != 0x07 }
    let isBase64 = content.allSatisfy {
      $0 < 0x80 && (Character(.init($0)).isLetter || Character(.init($0)).isNumber || "+/=".utf8.contains($0))
    }
    return isBase64 && content.endIndex < bytes.endIndex ? start.count + content.count + 1 : nil
  }
}
