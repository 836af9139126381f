import Interface
import Model
import Screen
import Services
import Storage
import Words

extension AuditPane {
  func commands(_ world: World) -> [Command<Self>] {
    [open(world), verify(world), filterRows(world), export(world), copy(world)]
  }

  private func info(
    _ id: String, _ keys: [Key], _ term: AuditCommandTerm, _ world: World, disabled: SafeText? = nil,
    isInFooter: Bool = true
  ) -> CommandInfo {
    CommandInfo(
      "audit.\(id)", keys, world.words[term], help: world.words.auditHelp(term), disabled: disabled,
      isInFooter: isInFooter)
  }

  private func open(_ world: World) -> Command<Self> {
    let why = entry == nil ? world.words.noAuditRowChosen : nil
    return Command(info("open", [.enter], .open, world, disabled: why)) { pane, world in
      if let entry = pane.entry { pane.mode = .reading(world.words.box(of: entry)) }
      return []
    }
  }

  private func verify(_ world: World) -> Command<Self> {
    Command(info("verify", [.character("v")], .verify, world)) { _, _ in [.ask(.verifyAudit)] }
  }

  private func filterRows(_ world: World) -> Command<Self> {
    Command(info("filter", [.character("/")], .filter, world)) { pane, _ in
      pane.mode = .filtering(FilterPrompt(pane.filter))
      return []
    }
  }

  private func export(_ world: World) -> Command<Self> {
    let why = list.isEmpty ? world.words.noAuditRows : nil
    return Command(info("export", [.character("e")], .export, world, disabled: why)) { pane, world in
      let field = TextField("audit-\(Day(at: world.now)).csv", limit: 1000)
      pane.mode = .exporting(Prompt(world.words[AuditCommandTerm.exportLabel], field))
      return []
    }
  }

  private func copy(_ world: World) -> Command<Self> {
    let why = entry == nil ? world.words.noAuditRowChosen : nil
    return Command(info("copy", [.character("y")], .copy, world, disabled: why, isInFooter: false)) { pane, _ in
      pane.entry.map { [.copy($0.subject)] } ?? []
    }
  }
}

extension Catalogue {
  /// All there is to say of a row.
  func box(of entry: AuditEntry) -> TextBox {
    var lines = [summary(of: entry), ""]
    func add(_ term: some Term, _ value: SafeText) { lines.append(labelled(term, value)) }
    add(AuditTerm.row, number(Int(entry.seq)))
    add(GeneralTerm.time, SafeText(entry.at.description))
    add(AuditTerm.actor, SafeText(entry.actor))
    add(AuditTerm.subject, SafeText(entry.subject))
    add(GeneralTerm.details, SafeText(entry.detail))
    add(AuditTerm.previous, entry.previous.isEmpty ? "—" : SafeText(entry.previous))
    add(AuditTerm.hash, SafeText(entry.hash))
    return TextBox(act(of: entry), lines: lines.filter { !$0.isEmpty || $0 == lines[1] })
  }

  /// Whether the audit is whole, and if not which rows are wrong and what to do.
  func box(of found: AuditVerification) -> TextBox {
    var lines = auditIsWholeOrNot(found)
    if let head = found.head.last, !found.isWhole {
      lines += ["", labelled(AuditTerm.head, SafeText("\(head.count) · \(head.hash)"))]
      lines.append(labelled(AuditTerm.row, SafeText("\(found.tip.count) · \(found.tip.hash)")))
    }
    return TextBox(self[AuditTerm.audit], lines: lines)
  }

  private func auditIsWholeOrNot(_ found: AuditVerification) -> [SafeText] {
    found.isWhole
      ? [auditIsWhole(found.tip)] : found.faults.map(auditFault) + ["", line(auditIsNotWhole(found))]
  }
}
