import Model
import Settings

/// Titles of the list of themes.
package enum ThemeTerm: Term {
  case theme, origin, inUse

  package var words: Bilingual {
    switch self {
    case .theme: .init("主题", "theme")
    case .origin: .init("来源", "from")
    case .inUse: .init("使用中", "in use")
    }
  }
}

extension ThemeStore.Origin: Term {
  package var words: Bilingual {
    switch self {
    case .own: .init("自己的", "your own")
    case .installed: .init("随程序安装", "installed")
    case .builtIn: .init("内置", "built in")
    }
  }
}

extension Catalogue {
  /// Follows what is wrong with the theme that was chosen, which names it.
  package var standardThemeUsed: Advice {
    advice(
      .init("这个主题不可用，已改用内置的默认主题", "this theme cannot be used; the built-in standard one is"),
      next: .init("用 groupdesk themes check 检查", "check it with groupdesk themes check"), by: .you)
  }

  /// `roles.dim 在 layers.bar 上的对比度为 3.1 : 1，应不低于 4.5 : 1`
  ///
  /// - Parameters:
  ///   - role: the theme's key of the text, and `layer` of what it stands on.
  ///   - contrast: found; cut after a tenth, so that 4.49 does not read as 4.5.
  package func poorContrast(
    role: SafeText, layer: SafeText, contrast: Double, needed: Double
  ) -> SafeText {
    let (contrast, needed) = (tenths(contrast), tenths(needed))
    return say(
      zh: "\(role) 在 \(layer) 上的对比度为 \(contrast) : 1，应不低于 \(needed) : 1",
      en: "\(role) on \(layer) has a contrast of \(contrast) : 1, which should be \(needed) : 1 or more")
  }

  private func tenths(_ number: Double) -> SafeText {
    let tenths = Int(number * 10)
    return SafeText("\(tenths / 10).\(tenths % 10)")
  }
}
