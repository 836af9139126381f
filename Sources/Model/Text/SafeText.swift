/// Text that may go to a terminal, a log, a CSV or a table: the only kind of text those take.
///
/// Strangers write group names and nicknames. Their text is stored unchanged and becomes a `SafeText` at the way out:
/// every cluster is then one spacing scalar and at most two marks, of a width libc, tmux and the terminal agree on.
/// The rules:
/// control characters and separators become a visible mark, bidi controls, zero-width characters, tags and fillers are
/// removed and counted, emoji are reduced to their first scalar, what has no width becomes `□`.
package struct SafeText: Hashable, Sendable {
  package let text: String
  /// How many scalars were dropped without a mark in their place.
  package let removed: Int

  /// - Parameters:
  ///   - stranger: any text.
  ///   - limit: how many of its characters to keep (a flag becomes two letters); what is longer ends in `…`.
  package init(_ stranger: String, limit: Int = 4096) {
    // Nearly every text is plain; checking is cheaper than rebuilding.
    if stranger.utf8.count <= limit, stranger.unicodeScalars.allSatisfy(\.isPlain) {
      text = stranger
      removed = 0
      return
    }
    var cleaner = Cleaner()
    var kept = 0
    for cluster in stranger {
      if kept == limit {
        cleaner.output.unicodeScalars.append("…")
        break
      }
      cleaner.add(cluster)
      kept += 1
    }
    text = cleaner.output
    removed = cleaner.removed
  }

  /// Identifiers are checked when they are made: printable ASCII without spaces.
  package init(_ identifier: some Identifier) {
    text = identifier.rawValue
    removed = 0
  }

  package var isEmpty: Bool { text.isEmpty }
}

extension SafeText: CustomStringConvertible, ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
  package var description: String { text }
  /// The program's own words; cleaned all the same.
  package init(stringLiteral value: String) { self.init(value) }
}

private struct Cleaner {
  var output = ""
  var removed = 0

  mutating func add(_ cluster: Character) {
    var base: Unicode.Scalar?
    var marks = 0
    var regional = false
    for scalar in cluster.unicodeScalars {
      switch scalar.safety {
      case .mark where base != nil && !regional:
        // A mark newer than libc has no width there, and the terminal would draw it anywhere.
        if marks < 2, CharacterType.width(scalar) == 0 {
          output.unicodeScalars.append(scalar)
          marks += 1
        } else {
          removed += 1
        }
      case .control:
        output.unicodeScalars.append(visibleMark(scalar))
        base = scalar
      case .invisible, .mark:
        removed += 1
      case .regionalIndicator:
        // A flag is shown as its two letters.
        output.unicodeScalars.append(Unicode.Scalar(UInt8(scalar.value - 0x1F1E6) + 0x41))
        regional = true
        base = scalar
      case .spacing:
        // A picture made of several keeps the first; conjoined letters (Hangul jamo, Indic) stay together.
        if base?.isPicture != true || !scalar.isPicture {
          output.unicodeScalars.append(CharacterType.width(scalar) < 0 ? "□" : scalar)
          base = base ?? scalar
        } else {
          removed += 1
        }
      }
    }
  }

  private func visibleMark(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0x00..<0x20: Unicode.Scalar(0x2400 + scalar.value) ?? "□"
    case 0x7F: "␡"
    default: "□"
    }
  }
}

private enum Safety { case control, invisible, mark, regionalIndicator, spacing }

extension Unicode.Scalar {
  /// Whether the scalar may never leave as itself: control, separator, bidi control, zero-width, tag or filler.
  /// JSON output escapes these as `\u`.
  package var isHostile: Bool { safety == .control || safety == .invisible }

  /// A character of its own whatever stands beside it, with a width libc knows: printable ASCII and Latin 1, Chinese,
  /// its punctuation and full-width signs, dashes and quotes, arrows, lines and blocks.
  fileprivate var isPlain: Bool {
    switch value {
    case 0x20..<0x7F, 0xA1...0xAC, 0xAE...0xFF, 0x2010...0x2027, 0x2190...0x21FF, 0x2500...0x259F, 0x3001...0x3029,
      0x4E00...0x9FFF, 0xFF01...0xFF5E:
      true
    default: false
    }
  }

  /// Emoji, but not the digits and signs that are emoji only with a keycap.
  fileprivate var isPicture: Bool { value > 0xFF && properties.isEmoji }

  fileprivate var safety: Safety {
    switch value {
    case 0x00..<0x20, 0x7F..<0xA0, 0x2028, 0x2029: return .control
    case 0xAD, 0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B...0x180F, 0x200B...0x200F, 0x202A...0x202E,
      0x2060...0x206F, 0x3164, 0xFE00...0xFE0F, 0xFEFF, 0xFFA0, 0xFFF0...0xFFFB, 0x1F3FB...0x1F3FF, 0xE0000...0xE0FFF:
      return .invisible
    case 0x1F1E6...0x1F1FF: return .regionalIndicator
    case ..<0x300: return .spacing
    default: break
    }
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark: return .mark
    case .control, .format, .surrogate, .lineSeparator, .paragraphSeparator: return .invisible
    default: return .spacing
    }
  }
}
