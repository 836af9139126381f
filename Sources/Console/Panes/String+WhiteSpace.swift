extension String {
  /// Without the white space at both ends.
  var trimmingWhiteSpace: String {
    String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
  }
}
