/// What can be wrong with folders, profiles, secrets and themes: codes and parameters, for Words to make sentences of.
package enum SettingsError: Error, Sendable, Hashable {
  // MARK: Files
  /// The file system said no; `code` is errno.
  case file(path: String, operation: FileOperation, code: Int32)
  /// Others than the user may read it (secrets: 0600 is what is allowed) or write it (what names commands to run).
  case tooOpen(path: String, mode: UInt32)
  /// It belongs to somebody else.
  case foreignOwner(path: String)
  /// A link, a folder, a pipe: only plain files are read.
  case notAPlainFile(path: String)
  case tooLarge(path: String, limit: Int)
  case notUTF8(path: String)
  /// `--home` or `HOME` is needed and there is none, or it is not an absolute path.
  case noHome

  // MARK: Configuration
  /// Everything that is wrong with one file, in the order of its lines.
  case configuration([ConfigurationFault])
  case noSuchProfile(name: ProfileName, known: [ProfileName])
  case profileExists(ProfileName)
  /// Not a name a profile or theme can have.
  case badName(String)
  case noSuchTheme(name: String, known: [String])

  // MARK: Whom to talk to
  /// Neither environment nor profile says whom to talk to.
  case noConnection
  /// The environment names a vendor host or a corp, but not all that goes with it.
  case incomplete(missing: String)
  /// A variable or an option has a value that cannot be.
  case badValue(name: String, value: String, allowed: Allowed)

  // MARK: Secrets
  /// No source of a secret is known for this connection.
  case noSecret
  case secret(SecretBackend, SecretFault)
}

/// What was tried with a file.
package enum FileOperation: String, Sendable, Hashable, CaseIterable {
  case read, write, createFolder, list
}

/// One thing that is wrong in a configuration file.
package struct ConfigurationFault: Sendable, Hashable {
  package enum Problem: Sendable, Hashable {
    /// Not TOML; the parser's own English words.
    case syntax(String)
    /// `suggestion` is the known key that looks most like it.
    case unknownKey(suggestion: String?)
    case missing
    case notAllowed(value: String)
    /// These exclude each other.
    case together(with: String)
  }

  package let file: String
  /// Counted from 1; nil where there is no line to point at (a key that is missing).
  package let line: Int?
  /// Dotted, as `secret.command`; nil for the file as a whole.
  package let key: String?
  package let problem: Problem
  /// What may stand there.
  package let allowed: Allowed?

  package init(file: String, line: Int?, key: String?, problem: Problem, allowed: Allowed? = nil) {
    self.file = file
    self.line = line
    self.key = key
    self.problem = problem
    self.allowed = allowed
  }
}

/// What a value may be.
package enum Allowed: Sendable, Hashable {
  case oneOf([String])
  case wholeNumber(ClosedRange<Int>)
  case yesOrNo
  case text
  case table
  /// A corp id: printable ASCII without spaces, ≤ 256 bytes.
  case corpID
  /// `https://HOST`, or `http://` for a loopback host; no path, no user.
  case baseURL
  /// `HH:MM-HH:MM`, the first before the second.
  case window
  /// A command as an array, the first an absolute path.
  case command
  case absolutePath
  /// Letters, digits, `._-`, at most 64, the first a letter or a digit.
  case name
  /// The name of an environment variable.
  case variableName
  /// The name of an entry in a password store: no leading hyphen.
  case entry
  /// One of the terminal's 16 colours, `#rrggbb`, or a name the palette gives one.
  case colour
  /// One of the terminal's 16 colours, or `#rrggbb`.
  case paletteColour
}

/// Why a secret could not be had from where it should be.
package enum SecretFault: Sendable, Hashable {
  /// The credential, variable, file or entry is not there.
  case absent(String)
  /// Something is stored there already, and nothing is overwritten.
  case alreadyThere(String)
  case notInstalled(program: String)
  /// The program is there but could not be started or spoken to; `code` is errno.
  case cannotRun(program: String, code: Int32)
  /// The command ended with this status, or by a signal (negative).
  case commandFailed(program: String, status: Int)
  case timedOut(program: String, seconds: Int)
  case tooLong(limit: Int)
  /// Empty, or with white space or control characters inside.
  case malformed
}
