/// "Did you mean": the known word that looks most like what was written.
package enum Spelling {
  /// Nil where nothing is near: more than two letters, or a third of the word, would have to change.
  package static func nearest(to word: String, among known: some Collection<String>) -> String? {
    let limit = max(1, min(2, word.count / 3))
    let near = known.filter { abs($0.count - word.count) <= limit }
    let ranked = near.map { (distance: distance(word, $0), word: $0) }.filter { $0.distance <= limit }
    return ranked.min { ($0.distance, $0.word) < ($1.distance, $1.word) }?.word
  }

  /// Letters inserted, removed, changed, or swapped with their neighbour.
  private static func distance(_ left: String, _ right: String) -> Int {
    let left = Array(left.lowercased())
    let right = Array(right.lowercased())
    var rows = [Array(0...right.count)]
    for i in left.indices {
      var row = [i + 1]
      for j in right.indices {
        let changed = rows[i][j] + (left[i] == right[j] ? 0 : 1)
        var best = min(rows[i][j + 1] + 1, row[j] + 1, changed)
        if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] { best = min(best, rows[i - 1][j - 1] + 1) }
        row.append(best)
      }
      rows.append(row)
    }
    return rows[left.count][right.count]
  }
}
