/// A link as it is compared: people type and copy the same one in several ways.
struct CodeLink: Hashable, Sendable {
  private let text: String

  /// White space around it, the case of scheme and host, and `http` for `https` make no difference; everything else does.
  init(_ typed: String) {
    let trimmed = typed.drop(while: \.isWhitespace)
    let link = trimmed.prefix(trimmed.count - trimmed.reversed().prefix(while: \.isWhitespace).count)
    guard let mark = link.firstRange(of: "://") else {
      text = String(link)
      return
    }
    let scheme = link[..<mark.lowerBound].lowercased()
    let rest = link[mark.upperBound...]
    let host = rest.prefix { !"/?#".contains($0) }
    text = (scheme == "http" ? "https" : scheme) + "://" + host.lowercased() + rest[host.endIndex...]
  }
}
