import Model
import Services

/// Why there is no QR code to show.
extension Catalogue {
  package func code(_ trouble: CodeTrouble) -> Advice {
    switch trouble {
    case .noImage:
      advice(
        .init("小程序按钮没有二维码图片", "a mini-program button has no image of a code"),
        next: .init("复制小程序组件链接", "copy its component URL"), by: .you)
    case .noURL:
      advice(
        .init("企业微信没有给出二维码", "WeCom told no QR code"),
        next: way(
          .init("用 join-ways refresh 再读一次", "read it again with join-ways refresh"),
          console: .init("同步后再看", "refresh, and look again")),
        by: .you)
    case .address(let fault): address(fault)
    case .redirected:
      advice(
        .init("二维码的地址转到了别处，没有跟随", "the address of the code leads elsewhere, which is not followed"),
        next: readAgain, by: .you)
    case .httpStatus(let status):
      advice(
        .init("二维码图片没有取到（HTTP \(code: status)）", "the image of the code was not got (HTTP \(code: status))"),
        next: readAgain, by: .you)
    case .tooLarge:
      advice(.init("二维码图片超过 1 MiB，没有读取", "the image is larger than 1 MiB and was not read"), next: nil, by: .nobody)
    case .timedOut:
      advice(.init("二维码图片没有及时取到", "the image did not come in time"), next: .init("稍后再试", "try again later"), by: .you)
    case .unreachable:
      advice(
        .init("连接不上二维码图片的主机", "the image's host cannot be reached"), next: .init("检查网络", "check the network"), by: .you)
    case .notAnImage:
      advice(
        .init("不是可以读取的图片（PNG、JPEG、GIF 等），或图片已损坏", "not an image that can be read, or a broken one"),
        next: nil, by: .nobody)
    case .decoderDied:
      advice(
        .init(
          "读取图片的进程出错或超出限制，已结束；程序不受影响",
          "the process that read the image broke or went beyond its limits, and was ended; nothing else happened"),
        next: nil, by: .nobody)
    case .decoderMissing:
      advice(
        .init("读取图片的进程无法启动", "the process that reads images could not be started"),
        next: .init("检查安装是否完整", "check that the installation is complete"), by: .you)
    case .noCode: advice(.init("图片里没有二维码", "there is no QR code in the image"), next: nil, by: .nobody)
    case .severalCodes(let links):
      advice(
        .init(
          "图片里有 \(count: links.count) 个二维码", "there are \(links.count, "QR code", "QR codes") in the image"),
        next: .init("裁剪成只有一个码的图片", "cut the image so that one is left"), by: .you)
    case .notDrawable:
      advice(.init("二维码的内容太长，无法重新绘制", "what the code says is too long to be drawn again"), next: nil, by: .nobody)
    }
  }

  private func address(_ fault: CodeTrouble.AddressFault) -> Advice {
    switch fault {
    case .notURL: notFetched(.init("二维码的地址不是网址", "the address of the code is no URL"))
    case .notHTTPS: notFetched(.init("二维码的地址不是 https", "the address of the code is not https"))
    case .foreignHost(let host):
      notFetched(
        .init(
          "二维码在企业微信以外的主机上（\(SafeText(host, limit: 80))）",
          "the code is on a host that is not WeCom's (\(SafeText(host, limit: 80)))"))
    case .privateAddress(let host):
      notFetched(
        .init(
          "\(SafeText(host, limit: 80)) 指向内部网络的地址",
          "\(SafeText(host, limit: 80)) leads to an address of a private network"))
    case .notResolved(let host):
      notFetched(.init("找不到主机 \(SafeText(host, limit: 80))", "there is no host \(SafeText(host, limit: 80))"))
    }
  }

  private func notFetched(_ why: Bilingual) -> Advice {
    advice(.init("\(why.zh)，没有读取", "\(why.en): it was not fetched"), next: readAgain, by: .you)
  }

  private var readAgain: Bilingual {
    way(
      .init("用 join-ways refresh 再读一次配置", "read the configuration again with join-ways refresh"),
      console: .init("同步后再试", "refresh, and try again"))
  }
}
