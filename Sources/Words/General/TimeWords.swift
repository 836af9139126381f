import Model

extension Catalogue {
  /// How long ago something was: `3 分钟前`, `3 min ago`. A moment to come counts as now.
  package func age(_ span: TimeSpan) -> SafeText {
    switch span.seconds {
    case ..<60: say(zh: "刚刚", en: "just now")
    case ..<3600: say(zh: "\(count: Int(span.seconds / 60)) 分钟前", en: "\(count: Int(span.seconds / 60)) min ago")
    case ..<86_400: say(zh: "\(count: Int(span.seconds / 3600)) 小时前", en: "\(count: Int(span.seconds / 3600)) h ago")
    default: say(zh: "\(count: days(span)) 天前", en: "\(days(span), "day", "days") ago")
    }
  }

  /// A length of time, by its largest one or two units: `41 秒`, `3 小时`, `1 天 2 小时`.
  package func duration(_ span: TimeSpan) -> SafeText {
    let seconds = max(0, Int(span.seconds))
    let (minutes, hours) = (seconds / 60, seconds / 3600)
    switch seconds {
    case ..<60: return say(zh: "\(count: seconds) 秒", en: "\(count: seconds) s")
    case ..<3600:
      return seconds % 60 == 0 || minutes >= 10
        ? say(zh: "\(count: minutes) 分钟", en: "\(count: minutes) min")
        : say(zh: "\(count: minutes) 分 \(count: seconds % 60) 秒", en: "\(count: minutes) min \(count: seconds % 60) s")
    case ..<86_400:
      return minutes % 60 == 0 || hours >= 10
        ? say(zh: "\(count: hours) 小时", en: "\(count: hours) h")
        : say(zh: "\(count: hours) 小时 \(count: minutes % 60) 分", en: "\(count: hours) h \(count: minutes % 60) min")
    default:
      let rest = hours % 24
      return rest == 0 || days(span) >= 10
        ? say(zh: "\(count: days(span)) 天", en: "\(days(span), "day", "days")")
        : say(zh: "\(count: days(span)) 天 \(count: rest) 小时", en: "\(days(span), "day", "days") \(count: rest) h")
    }
  }

  /// A moment as people say it today: `14:32`, `明天 09:00`, `11-23 09:00`, `2027-01-02 09:00` (Shanghai).
  package func moment(_ moment: Timestamp, now: Timestamp) -> SafeText {
    let time = SafeText(TimeOfDay(at: moment).text)
    let day = Day(at: moment)
    switch day.number - Day(at: now).number {
    case 0: return time
    case 1: return say(zh: "明天 \(time)", en: "\(time) tomorrow")
    case -1: return say(zh: "昨天 \(time)", en: "\(time) yesterday")
    default: return SafeText("\(self.day(day, now: now).text) \(time.text)")
    }
  }

  /// A day: `11-23`, with its year where that is another one.
  package func day(_ day: Day, now: Timestamp) -> SafeText {
    let text = day.description
    return SafeText(day.civil.year == Day(at: now).civil.year ? String(text.dropFirst(5)) : text)
  }

  /// A number, grouped: `1 204`.
  package func number(_ number: Int) -> SafeText { SafeText(NumberFormat.grouped(number)) }

  /// `50 %`; the whole must not be 0, else nothing is said.
  package func percent(_ part: Int, of whole: Int) -> SafeText {
    // 100 % is said only when nothing is left.
    whole > 0 ? SafeText("\(part >= whole ? 100 : max(0, part * 100 / whole)) %") : ""
  }

  private func days(_ span: TimeSpan) -> Int { Int(span.seconds / 86_400) }
}
