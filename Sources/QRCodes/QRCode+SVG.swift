extension QRCode {
  /// The code as a picture for print: one SVG with nothing in it but a white square and a black path, a module a unit.
  ///
  /// - Parameter quietZone: white modules around.
  package func svg(quietZone: Int = QRCode.quietZone) -> String {
    let quiet = max(0, quietZone)
    let side = size + 2 * quiet
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(side) \(side)" width="\(side * 8)" height="\(side * 8)" \
      shape-rendering="crispEdges">
      <rect width="\(side)" height="\(side)" fill="#fff"/>
      <path fill="#000" d="\(path(offset: quiet))"/>
      </svg>

      """
  }

  /// A rectangle for each run of black modules in a row: squares side by side would show seams.
  private func path(offset: Int) -> String {
    var path = ""
    for y in 0..<size {
      var x = 0
      while x < size {
        guard isBlack(x: x, y: y) else {
          x += 1
          continue
        }
        let start = x
        while isBlack(x: x, y: y) { x += 1 }
        path += "M\(start + offset) \(y + offset)h\(x - start)v1H\(start + offset)z"
      }
    }
    return path
  }
}
