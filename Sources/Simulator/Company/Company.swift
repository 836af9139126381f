/// A company that uses WeCom, and the vendor's API in front of it: a value that answers calls.
///
/// It has no clock, does no I/O and draws from one seeded generator, so the same seed, calls and times give the same
/// answers; ``Server`` puts HTTP, time and stops around it. Times are milliseconds since 1970, company time.
///
/// **Modelled as documented or observed:** HTTP 200 for errors with `Error-Code` and `Error-Msg`; hints, ips and addresses
/// in `errmsg`; leniency about unknown members and 40058 for wrong types; tokens, early deaths, blocks for wrong secrets;
/// trusted addresses, allowed APIs, visible range; opaque cursors; 81017; both rules about resigned owners; the inner
/// codes of both transfers; 300 groups a person and Shanghai day; follow-up status 1 → 2 → 3; the delay of `get`; call
/// limits with their blocks; too many calls at a time; join ways that only their maker sees and that nobody lists, an update
/// that overwrites, a remark cut in silence, places for five groups, a quota; scanning, and groups made when all are full.
///
/// **Chosen, because nobody published it** (each a value of ``Rules``): the codes past the daily cap, past the on-job limit
/// and for owners who left over a year ago; how long status 2 lasts; how many wrong secrets and how many parallel calls are
/// too many. Also chosen: both kinds of transfer spend one quota; a refused group spends none; `expires_in` always says the
/// whole life; an altered or foreign cursor is 40058; an unknown path is 40066; outside the visible range is 60011.
package struct Company: Sendable {
  package let configuration: CompanyConfiguration
  /// What may change while the company runs.
  package var rules: Rules
  package internal(set) var journal = Journal()
  var people: People
  var groups: Groups
  let contents: GroupContents
  var tokens = Tokens()
  var limits = RateLimits()
  var quota = TransferQuota()
  var disturbances = Disturbances()
  var generator: SeededGenerator
  var traffic = Traffic()
  /// By the groups' numbers.
  var groupTexts: [Int: GroupTexts] = [:]
  var joinWays: JoinWays
  var strangers = Strangers()
  /// What stands behind image addresses in place of a join way's code, by the last part without `.png`.
  var codeImages: [String: CodeImage] = [:]
  /// Where the images of codes are: `http://127.0.0.1:PORT` of a server; nil for the vendor's image host.
  package var imageOrigin: String?

  /// - Parameter start: the first moment; resignations and ages count back from it.
  package init(_ configuration: CompanyConfiguration = CompanyConfiguration(), start: Int64) {
    self.configuration = configuration
    rules = configuration.rules
    var maker = PeopleMaker(configuration, start: start)
    let (persons, owned) = maker.make()
    people = People(persons)
    let rows = GroupMaker(configuration).make(owned: owned, people: people)
    groups = Groups(rows, people: persons.count, ids: IdentifierShape(kind: "wr", seed: configuration.seed))
    contents = GroupContents(
      seed: configuration.seed, start: start, groups: rows.count, hasStrangeNames: configuration.hasStrangeNames)
    generator = SeededGenerator(seed: mixed(configuration.seed, 0x434F))
    joinWays = JoinWays(seed: configuration.seed)
    makeJoinWays(configuration.joinWays, start: start)
  }

  /// Answers a call at once: ``admit(_:at:)``, ``perform(_:at:)`` and ``finish(_:delivered:at:)`` in one. Holds do not
  /// stop it, delays do not delay it.
  package mutating func answer(_ call: Call, at now: Int64) -> Reply {
    let ticket = admit(call, at: now)
    let reply = perform(ticket, at: now)
    finish(ticket, delivered: reply.delivery == .whole, at: now)
    return reply
  }

  /// Answers a read from what was true a while ago, as a server does that has not heard of the latest changes; calls are
  /// counted and let in as they are now.
  /// - Parameter past: the ``view`` of that moment.
  package mutating func answer(_ call: Call, at now: Int64, seeing past: View) -> Reply {
    let present = groups
    groups = past.groups
    defer { groups = present }
    return answer(call, at: now)
  }

  /// Whose the groups are and how they stand, at one moment.
  package struct View: Sendable {
    fileprivate let groups: Groups
  }

  package var view: View { View(groups: groups) }
}
