import LessonModel

/// Diagnostics in the Static Analysis Results Interchange Format 2.1.0 (OASIS, 2020).
enum SARIF {
  struct Log: Encodable {
    var schema = "https://json.schemastore.org/sarif-2.1.0.json"
    var version = "2.1.0"
    var runs: [Run]

    enum CodingKeys: String, CodingKey {
      case schema = "$schema"
      case version, runs
    }
  }

  struct Run: Encodable {
    var tool: Tool
    var columnKind = "utf16CodeUnits"
    var results: [Result]
  }

  struct Tool: Encodable {
    var driver: Driver
  }

  struct Driver: Encodable {
    var name = "lesson"
    var version = LessonRunner.version
    var rules: [Rule]
  }

  struct Rule: Encodable {
    var id: String
  }

  struct Message: Encodable {
    var text: String
  }

  struct Result: Encodable {
    var ruleId: String
    var ruleIndex: Int
    var level: String
    var message: Message
    var locations: [Location]
    var relatedLocations: [Location]?
    var fixes: [Fix]?
  }

  struct Location: Encodable {
    var physicalLocation: PhysicalLocation
    var message: Message?
  }

  struct PhysicalLocation: Encodable {
    var artifactLocation: Artifact
    var region: Region?
  }

  struct Artifact: Encodable {
    var uri: String
  }

  struct Region: Encodable {
    var startLine: Int
    var startColumn: Int
    var endLine: Int
    var endColumn: Int
  }

  struct Fix: Encodable {
    var description: Message
    var artifactChanges: [Change]
  }

  struct Change: Encodable {
    var artifactLocation: Artifact
    var replacements: [Replacement]
  }

  struct Replacement: Encodable {
    var deletedRegion: Region
    var insertedContent: Message
  }

  static func log(_ files: [DiagnosticLog.File]) -> Log {
    let ids = Set(files.flatMap { $0.diagnostics.map(\.id) }).sorted()
    let results = files.flatMap { file in
      let columns = ColumnCounter(file.source)
      let artifact = Artifact(uri: uri(file.path))
      return file.diagnostics.map { result($0, artifact, columns, ids) }
    }
    let driver = Driver(rules: ids.map(Rule.init))
    return Log(runs: [Run(tool: Tool(driver: driver), results: results)])
  }

  private static func result(
    _ diagnostic: Diagnostic, _ artifact: Artifact, _ columns: ColumnCounter, _ ids: [String]
  ) -> Result {
    func region(_ range: SourceRange) -> Region {
      Region(
        startLine: range.start.line, startColumn: columns.column(range.start),
        endLine: range.end.line, endColumn: columns.column(range.end))
    }
    func location(_ range: SourceRange?, _ message: String?) -> Location {
      Location(
        physicalLocation: PhysicalLocation(
          artifactLocation: artifact, region: range.map(region)),
        message: message.map(Message.init))
    }
    let level =
      switch diagnostic.severity {
      case .error: "error"
      case .warning: "warning"
      case .toDo: "note"
      }
    let notes = diagnostic.notes.map { location($0.range, $0.message) }
    return Result(
      ruleId: diagnostic.id, ruleIndex: ids.firstIndex(of: diagnostic.id) ?? -1, level: level,
      message: Message(text: diagnostic.message),
      locations: [location(diagnostic.range, nil)],
      relatedLocations: notes.isEmpty ? nil : notes,
      fixes: diagnostic.fix.map { fix in
        let change = Change(
          artifactLocation: artifact,
          replacements: [
            Replacement(
              deletedRegion: region(fix.range),
              insertedContent: Message(text: fix.replacement))
          ])
        return [Fix(description: Message(text: fix.message), artifactChanges: [change])]
      })
  }

  /// The path as a reference that RFC 3986 allows: what is no letter, digit or one of `-._~/` is
  /// written as its bytes.
  static func uri(_ path: String) -> String {
    var result = ""
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "/"):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        result += "%" + (byte < 16 ? "0" : "") + digits
      }
    }
    return result
  }
}
