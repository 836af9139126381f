import Testing

@testable import WeCom

@Suite("Where images may be fetched from", .timeLimit(.minutes(5)))
struct ImageAddressTests {
  private static let vendor = Connection.Address.vendor

  @Test(
    "the vendor's hosts over https, and its image hosts' http as https",
    arguments: [
      ("https://wework.qpic.cn/wwpic3az/a_0/0", "https://wework.qpic.cn/wwpic3az/a_0/0"),
      ("http://p.qpic.cn/wwhead/nMl9/0", "https://p.qpic.cn/wwhead/nMl9/0"),
      ("HTTP://P.QPIC.CN/A", "https://p.qpic.cn/A"),
      ("http://p.qpic.cn:80/a", "https://p.qpic.cn/a"),
      ("https://wx.qlogo.cn:443/a?b=c&d=%2F#frag", "https://wx.qlogo.cn/a?b=c&d=%2F"),
      ("https://work.weixin.qq.com/gm/abc", "https://work.weixin.qq.com/gm/abc"),
      ("https://open.work.weixin.qq.com?x=1", "https://open.work.weixin.qq.com/?x=1"),
      ("https://p.qpic.cn", "https://p.qpic.cn/"),
    ])
  func allowed(_ text: String, _ url: String) throws {
    let address = try ImageAddress(text, base: Self.vendor)
    #expect(address.url == url && !address.isOwn)
  }

  @Test(
    "everything else is refused with its reason",
    arguments: [
      ("", .notURL), ("p.qpic.cn/a", .notURL), ("https://", .notURL), ("https:///a", .notURL),
      ("https://user@p.qpic.cn/a", .notURL), ("https://p.qpic.cn@evil.example/a", .notURL),
      ("https://evil.example\\@p.qpic.cn/a", .notURL), ("https://p.qpic.cn%2eevil.example/", .notURL),
      ("https://p.qpic.cn./a", .notURL), ("https://p..qpic.cn/a", .notURL), ("https://p.qpic.cn:/a", .notURL),
      ("https://p.qpic.cn:0/a", .notURL), ("https://p.qpic.cn:65536/a", .notURL), ("https://p.qpic.cn:+443/a", .notURL),
      ("https://p.qpic.cn/a b", .notURL), ("https://p.qpic.cn/\r\nHost: x", .notURL), ("https://p.qpic.cn/图", .notURL),
      ("https://[::1", .notURL), ("https://[1.2.3.4]x/", .notURL),
      ("https://" + String(repeating: "a", count: 2048) + ".qpic.cn/", .notURL),
      ("ftp://p.qpic.cn/a", .notHTTPS), ("file:///etc/passwd", .notHTTPS),
      ("javascript://p.qpic.cn/%0aalert", .notHTTPS),
      ("http://work.weixin.qq.com/gm/abc", .notHTTPS),
      ("https://evil.example/a", .foreignHost("evil.example")), ("https://qpic.cn/a", .foreignHost("qpic.cn")),
      ("https://evilqpic.cn/a", .foreignHost("evilqpic.cn")),
      ("https://p.qpic.cn.evil.example/a", .foreignHost("p.qpic.cn.evil.example")),
      ("https://p.qpic.cn:8443/a", .foreignHost("p.qpic.cn:8443")),
      ("https://p.qpic.cn:80/a", .foreignHost("p.qpic.cn:80")),
      ("http://evil.example/a", .foreignHost("evil.example")),
      ("https://93.184.216.34/", .foreignHost("93.184.216.34")),
      ("https://2130706433/", .foreignHost("2130706433")), ("https://0x7f.1/", .foreignHost("0x7f.1")),
      ("http://127.0.0.1:8080/a", .privateAddress("127.0.0.1")), ("https://10.1.2.3/", .privateAddress("10.1.2.3")),
      ("https://169.254.169.254/latest/meta-data", .privateAddress("169.254.169.254")),
      ("https://[::1]/", .privateAddress("::1")), ("https://[::ffff:10.0.0.1]/", .privateAddress("::ffff:10.0.0.1")),
      ("https://[fe80::1]/", .privateAddress("fe80::1")), ("http://localhost/", .foreignHost("localhost")),
    ] as [(String, ImageAddress.Fault)])
  func refused(_ text: String, _ fault: ImageAddress.Fault) {
    #expect(throws: fault) { try ImageAddress(text, base: Self.vendor) }
  }

  @Test("with a base URL on this machine that very origin is allowed, and nothing else besides")
  func own() throws {
    let base = try Connection.Address("http://127.0.0.1:8080/cgi-bin/")
    let own = try ImageAddress("http://127.0.0.1:8080/qr/1.png", base: base)
    #expect(own.isOwn && own.url == "http://127.0.0.1:8080/qr/1.png")
    #expect(try !ImageAddress("http://p.qpic.cn/a", base: base).isOwn)
    for other in [
      "http://127.0.0.1:8081/a", "https://127.0.0.1:8080/a", "http://127.0.0.2:8080/a", "http://127.0.0.1/a",
    ] {
      #expect(throws: ImageAddress.Fault.self, "\(other)") { try ImageAddress(other, base: base) }
    }
    #expect(throws: ImageAddress.Fault.foreignHost("localhost")) {
      try ImageAddress("http://localhost:8080/a", base: base)
    }
    // One that is not on this machine gives its origin no rights.
    let proxy = try Connection.Address("https://proxy.example")
    #expect(throws: ImageAddress.Fault.foreignHost("proxy.example")) {
      try ImageAddress("https://proxy.example/a", base: proxy)
    }
  }
}

@Suite("Addresses somewhere in the internet", .timeLimit(.minutes(5)))
struct IPAddressTests {
  @Test(
    "this machine, its own networks, many at once and nobody are not",
    arguments: [
      "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.255.0.1",
      "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.8", "192.0.2.1", "192.168.1.1", "198.18.0.1",
      "198.19.255.255", "198.51.100.1", "203.0.113.9", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255",
      "::", "::1", "::ffff:8.8.8.8", "::ffff:127.0.0.1", "::8.8.8.8", "fe80::1", "fec0::1", "fc00::1", "fdff::1",
      "ff02::1",
      "2001::1", "2001:db8::1", "2002:7f00:1::", "3fff::1", "64:ff9b::7f00:1", "64:ff9b::a00:1", "64:ff9b:1::808:808",
      "100::1", "4000::1",
    ])
  func inner(_ text: String) throws {
    #expect(try !#require(IPAddress(text)).isGlobal)
  }

  @Test(
    "others are, up to the edges of what is not",
    arguments: [
      "1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "172.15.255.255", "172.32.0.0",
      "192.167.0.1",
      "198.17.255.255", "198.20.0.0", "223.255.255.255", "2001:200::1", "240e:0:1::1", "2408:8000::1",
      "64:ff9b::808:808",
    ])
  func global(_ text: String) throws {
    #expect(try #require(IPAddress(text)).isGlobal)
  }

  @Test(
    "a text that is not exactly an address is none",
    arguments: ["", "1.2.3", "01.2.3.4", "1.2.3.4.", "fe80::1%eth0", "1\0"])
  func malformed(_ text: String) { #expect(IPAddress(text) == nil) }
}
