import Model
import Storage
import Testing
import Words

@Suite("Words of the audit", .timeLimit(.minutes(5)))
struct AuditWordsTests {
  private func entry(_ act: String, _ detail: String) -> AuditEntry {
    AuditEntry(
      seq: 1, at: Timestamp(seconds: 0), actor: "kim@desk", act: act, subject: "c-1", detail: detail, previous: "",
      hash: "")
  }

  @Test(
    "a call about a join way is named with its configuration, and its end with what became of it",
    arguments: [
      ("intent", "api=add_join_way join_way=w-1 config=- body=00 content=11", "add_join_way"),
      ("intent", "api=update_join_way join_way=w-1 config=9ad7 body=00 content=11", "update_join_way 9ad7"),
      ("recorded", "outcome=timedOut api=add_join_way join_way=w-1", "add_join_way: timedOut"),
      ("recorded", "outcome=done api=del_join_way join_way=w-1 config=9ad7", "del_join_way 9ad7: done"),
      ("import", "config=9ad7 end=imported", "9ad7"), ("forget", "standing=gone config=9ad7", "9ad7"),
      (
        "refused", "act=intent reason=openCall api=del_join_way",
        "about to send: an earlier call about the join way is open"
      ),
    ])
  func joinWays(_ act: String, _ detail: String, _ words: String) {
    #expect(Catalogue(.en).summary(of: entry(act, detail)) == SafeText(words))
  }
}
