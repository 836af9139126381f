import Model
import Testing

@testable import WeCom

@Suite("Connection's address", .timeLimit(.minutes(5)))
struct ConnectionTests {
  @Test(
    "the same place however it is written",
    arguments: [
      "https://qyapi.weixin.qq.com", "https://qyapi.weixin.qq.com/", "https://qyapi.weixin.qq.com/cgi-bin/",
      "HTTPS://QYAPI.weixin.qq.com/cgi-bin",
    ])
  func same(_ text: String) throws {
    #expect(try Connection.Address(text) == .vendor)
  }

  @Test("a path before the API's own is kept")
  func path() throws {
    #expect(try Connection.Address("https://proxy.example:8443/wecom/").origin == "https://proxy.example:8443/wecom")
  }

  @Test(
    "http is for this machine only",
    arguments: ["http://127.0.0.1:80", "http://localhost:8080", "http://[::1]:9", "http://127.3.2.1"])
  func loopback(_ text: String) throws {
    #expect(try Connection.Address(text).isLoopback)
  }

  @Test(
    "http to elsewhere is refused",
    arguments: ["http://qyapi.weixin.qq.com", "http://127.0.0.1.evil.example", "http://10.0.0.1", "http://127.1"])
  func plain(_ text: String) {
    #expect(throws: Connection.Address.Fault.needsHTTPS) { try Connection.Address(text) }
  }

  @Test(
    "what is no address is refused",
    arguments: [
      "", "qyapi.weixin.qq.com", "ftp://a", "https://", "https://a:0", "https://a:b", "https://a:+80", "https://a b",
      "https://:1",
    ])
  func malformed(_ text: String) {
    #expect(throws: Connection.Address.Fault.notAnAddress) { try Connection.Address(text) }
  }

  @Test("nothing secret fits into it", arguments: ["https://u:p@h", "https://h/?a=b", "https://h#f"])
  func tooMuch(_ text: String) {
    #expect(throws: Connection.Address.Fault.tooMuch) { try Connection.Address(text) }
  }

  @Test("the ordinary port does not make another host")
  func ordinaryPort() throws {
    #expect(try Connection.Address("https://a.example:443").host == "a.example")
    #expect(try Connection.Address("https://a.example:8443").host == "a.example:8443")
  }
}

@Suite("Date header", .timeLimit(.minutes(5)))
struct HTTPDateTests {
  @Test("is read as the moment it means")
  func moment() {
    #expect(HTTPDate.parse("Sun, 06 Nov 1994 08:49:37 GMT") == Timestamp(seconds: 784_111_777))
  }

  @Test(
    "anything else is none",
    arguments: [
      "", "yesterday", "Sun, 06 Nov 1994 08:49:37 CST", "Sun, 31 Feb 1994 08:49:37 GMT", "Sun, 06 Nov 1994 8:49 GMT",
    ])
  func malformed(_ text: String) { #expect(HTTPDate.parse(text) == nil) }
}
