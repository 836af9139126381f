import HTTPTypes

/// An HTTP answer before it is written.
struct Answer: Sendable {
  var status: Int
  var headers: [(name: String, value: String)]
  var body: [UInt8]

  static func json(_ body: [UInt8]) -> Answer {
    Answer(status: 200, headers: [("Content-Type", "application/json; charset=UTF-8")], body: body)
  }

  /// The status line and the headers, the length of the whole body among them.
  var head: HTTPResponse {
    var fields = HTTPFields()
    for (name, value) in headers {
      if let name = HTTPField.Name(name) { fields.append(HTTPField(name: name, value: value)) }
    }
    fields[.contentLength] = String(body.count)
    return HTTPResponse(status: HTTPResponse.Status(code: status), headerFields: fields)
  }
}
