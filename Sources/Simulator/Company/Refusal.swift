/// A refusal by the vendor, of a whole call or of one group in it.
package struct Refusal: Error, Sendable, Hashable {
  package let code: Int
  /// The text in front of hint, ip and address; ASCII.
  package let text: String

  init(_ code: Int, _ detail: String? = nil) {
    self.code = code
    let known = Self.texts[code] ?? "unknown error"
    text = detail.map { "\(known), \($0)" } ?? known
  }

  /// `externalcontact/groupchat/list` and its kind take no such parameter.
  static func parameter(_ name: String) -> Refusal { Refusal(40058, "\(name)") }

  private static let texts: [Int: String] = [
    -1: "system busy", 0: "ok",
    40001: "invalid credential", 40003: "invalid userid", 40013: "invalid corpid", 40014: "invalid access_token",
    40050: "invalid chatid", 40058: "invalid Request Parameter", 40066: "invalid url",
    40082: "invalid suite_access_token", 40098: "userid has no real name",
    40205: "user has not logged in within a year",
    41001: "access_token missing", 41002: "corpid missing", 41004: "corpsecret missing", 41009: "userid missing",
    41043: "config_id missing", 41044: "invalid config_id", 41045: "join way quota used up",
    41091: "too many chats in a join way", 41022: "suite_access_token missing", 41054: "user is not activated",
    42001: "access_token expired",
    45009: "api freq out of limit", 45033: "api concurrent out of limit", 46004: "user no exist",
    48002: "api forbidden",
    49008: "the chat is dismissed", 60011: "no privilege to access/modify contact/party/agent ",
    60020: " not allow to access from your ip", 60111: "userid not found", 60123: "invalid party id",
    81017: "too many userid, please use owner_filter", 84074: "no permission of external contact",
    84083: "user has no permission of external contact",
    90500: "the owner of this chat is not resigned", 90501: "the chat is not an external group chat",
    90502: "the owner of this chat is resigned", 90503: "the chat is full",
    90504: "the owner of this chat is not changed",
    90506: "the owner of this chat resigned too long ago", 90507: "the chat is being handed over",
    90508: "the chat has been handed over", 90509: "the chat is not an external group chat",
    90513: "the chat has been handed over too often", 90511: "invalid opengid",
    90514: "too many chats of this owner today",
  ]
}
