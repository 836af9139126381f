import Foundation
import Model
import Screen
import Services
import Settings
import Testing

@testable import Console

/// The pictures of the guide, so that they always show the program as it is. `GROUPDESK_RECORD=1` draws them anew.
@Suite("the pictures of the guide")
struct Pictures {
  enum Picture: String, CaseIterable {
    case overview, groups, handover
    case newOwners = "new-owners"
    case preview, progress, queue
    case joinWays = "join-ways"
  }

  @Test("show what the console shows", arguments: Picture.allCases, [Language.zh, .en])
  func picture(_ picture: Picture, _ language: Language) throws {
    let frame = stage(picture, PictureCompany(language: language)).frame
    let folders = try Folders(home: "/nowhere", environment: [:])
    let theme = try ThemeStore(folders: folders, executable: nil).load("dark")
    let drawn = frame.svg(theme: theme, title: title(picture, language))
    #expect(drawn.utf8.count < 60_000)
    let name = "\(picture.rawValue).\(language.rawValue).svg"
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("docs/pictures/\(name)")
    if ProcessInfo.processInfo.environment["GROUPDESK_RECORD"] == "1" {
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(drawn.utf8).write(to: file)
    }
    let kept = try? String(decoding: Data(contentsOf: file), as: UTF8.self)
    #expect(drawn == kept, "docs/pictures/\(name) shows another screen; GROUPDESK_RECORD=1 draws it anew")
  }

  private func title(_ picture: Picture, _ language: Language) -> SafeText {
    let (zh, en): (SafeText, SafeText) =
      switch picture {
      case .overview: ("总览", "overview")
      case .groups: ("客户群和群详情", "groups and the details of one")
      case .handover: ("选择离职成员和客户群", "choosing an old owner and groups")
      case .newOwners: ("选择新群主", "choosing new owners")
      case .preview: ("分配预览，正在输入确认的数量", "the preview, with the number being typed")
      case .progress: ("进行中的继承", "a handover under way")
      case .queue: ("任务", "the queue")
      case .joinWays: ("加入群聊：列表、详情和二维码", "join ways: the list, one's details and its code")
      }
    return "groupdesk · \(language == .zh ? zh : en)"
  }

  private func stage(_ picture: Picture, _ company: PictureCompany) -> Stage {
    let selection = HandoverSelection(kind: .resigned, oldOwner: PictureCompany.wang, chats: nil)
    let (place, width, height): (Place, Int, Int) =
      switch picture {
      case .overview: (.overview, 96, 18)
      case .groups: (.groups(owner: PictureCompany.zhang), 120, 30)
      case .handover: (.handover(.resigned), 100, 20)
      case .newOwners: (.newOwners(selection), 96, 14)
      case .preview: (.preview(company.plan), 96, 20)
      case .progress: (.progress(PictureCompany.job), 96, 20)
      case .queue: (.queue, 100, 12)
      case .joinWays: (.joinWays(nil), 150, 40)
      }
    var stage = Stage(company.language, width: width, height: height, at: place) { world in
      company.fill(&world)
      if [.overview, .progress, .queue].contains(picture) { company.begin(&world) }
      if [.overview, .joinWays].contains(picture) { world.joinWays = JoinWaysSnapshot(version: 1, company.joinWays) }
    }
    switch picture {
    case .overview, .progress: break
    case .groups: stage.press("jj")
    case .handover: stage.press("j<enter>vjjjjvjj")
    case .newOwners:
      stage.hear(
        .answer(.newOwners(oldOwner: PictureCompany.wang), .newOwners(company.newOwners)))
      stage.press("<space><space>")
    case .preview: stage.press("c64")
    case .queue: stage.press("j")
    // The poster that lets nobody in.
    case .joinWays: stage.press(company.language == .zh ? "jjj" : "jj")
    }
    return stage
  }
}
