import Testing

@Suite("groups show --opengid", .timeLimit(.minutes(5)))
struct OpenGIDTests {
  private struct Opened: Decodable { let opengid: String }
  private struct Page: Decodable { let chat_id: String }

  @Test("the group a mini program was opened from is shown, one that WeCom does not know is said")
  func show() async throws {
    try await JoinWayRun.withCompany { desk in
      let chat = try await desk.openGroups(1)[0]
      let opened = try await desk.control.get("opengid?chat_id=\(chat)", as: Opened.self).opengid
      let run = try await desk.program.run("groups", "show", "--opengid", opened, "--json")
      #expect(run.status == 0, "\(run.stderr)")
      #expect(try run.json(Page.self).chat_id == chat)
      let bad = try await desk.program.run("groups", "show", "--opengid", "og-nothing")
      #expect(bad.status == 3 && bad.stderr.contains("opengid"), "\(bad.status) \(bad.stderr)")
    }
  }
}
