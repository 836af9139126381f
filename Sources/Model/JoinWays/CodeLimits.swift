/// What is fetched, decoded and believed of a QR code's image.
package enum CodeLimits {
  /// Bytes of an image.
  package static let longestImage = 1 << 20
  /// Texts that one image is read for.
  package static let mostTexts = 16
  /// Bytes of one text as the code has them: 7 089 digits (ISO/IEC 18004, table 7).
  package static let longestText = 7089
}
