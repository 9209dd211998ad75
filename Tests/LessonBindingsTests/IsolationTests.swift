import Foundation
import LessonInterpreter
import Testing

@testable import LessonBindings

/// Nothing that a cell can call reaches a file, the network, the clock, the environment or a process.
///
/// The proof has three steps. A cell runs on functions of the library only, and the library is made in
/// one place, of declarations whose functions lie in the targets below. Those targets import each other
/// and, but for the files named here, nothing that could reach outside. What Swift itself offers without
/// an import is looked for by name.
@Suite struct IsolationTests {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The targets whose code a call from a cell may run, each with what its files may import.
  static let targets: [String: Set<String>] = [
    "LessonModel": [],
    "LessonMath": ["LessonModel"],
    "LessonSyntax": [
      "LessonModel", "SwiftSyntax", "SwiftParser", "SwiftOperators", "SwiftDiagnostics",
      "SwiftParserDiagnostics",
    ],
    "LessonNumerics": [],
    "LessonInterpreter": ["LessonModel", "LessonSyntax", "LessonNumerics"],
    "Neural": ["CKernels"],
    "LessonKit": ["Neural", "LessonModel", "LessonMath", "LessonNumerics", "Synchronization"],
    "LessonBindings": ["LessonInterpreter", "LessonKit", "LessonModel", "Neural"],
  ]

  /// The files that may import more, and what they do with it.
  static let exceptions: [String: (imports: Set<String>, why: String)] = [
    "LessonSyntax/LargeStack.swift": (
      ["Darwin", "Glibc", "Musl"], "makes a thread with a large stack; called by runners"
    ),
    "LessonSyntax/ThreadSlot.swift": (
      ["Darwin", "Glibc", "Musl"], "keeps a pointer for each thread; called by the interpreter"
    ),
    "LessonKit/Checks.swift": (
      ["Darwin", "Glibc", "Musl"], "what checks become in plain Swift; no cell reaches it"
    ),
    "LessonKit/Data/DataAccess.swift": (
      ["LessonData", "Foundation", "FoundationEssentials"],
      "reads published data sets by name, through the store that the runner gives it"
    ),
    "LessonKit/Data/MNIST.swift": (["LessonData"], "names published data sets"),
    "LessonKit/Data/Tables.swift": (["LessonData"], "names published data sets"),
  ]

  /// What Swift offers without an import, and where it may stand.
  static let words: [(pattern: String, allowed: Set<String>)] = [
    (#"\breadLine\b"#, []), (#"\bCommandLine\b"#, []), (#"\bSystemRandomNumberGenerator\b"#, []),
    // A budget of last resort.
    (
      #"\bContinuousClock\b"#,
      ["LessonInterpreter/Run/Machine.swift", "LessonInterpreter/Run/Budget.swift"]
    ),
    (#"\bSuspendingClock\b"#, []), (#"\bTask\b"#, []), (#"\bTask\.sleep\b"#, []),
    (#"@_silgen_name"#, []), (#"@_extern"#, []), (#"\bdlsym\b"#, []),
    // Chance that no seed governs.
    // The one use spreads the keys of a table, whose order does not depend on it.
    (#"\.random\(in: (?![^)]*using)[^)]*\)"#, ["LessonInterpreter/Run/HashTable.swift"]),
    (#"\.randomElement\(\)"#, []),
    (#"\.shuffled\(\)"#, []), (#"\.shuffle\(\)"#, []),
    // Only the runner and plain programs ask the environment.
    (#"\bProcessInfo\b"#, ["LessonKit/Data/DataAccess.swift"]),
    (#"\bFileManager\b"#, []), (#"\bFileHandle\b"#, []), (#"\bURLSession\b"#, []),
    (#"\bURL\b"#, []),
    (#"\bgetenv\b"#, []), (#"\bfopen\b"#, []), (#"\bsocket\b"#, []), (#"\bDate\b"#, []),
    (#"\bBundle\b"#, []), (#"\bUserDefaults\b"#, []), (#"\bProcess\b"#, []),
  ]

  struct Source: Sendable, CustomTestStringConvertible {
    /// `LessonKit/Recorder.swift`.
    var name: String
    /// Its lines without comments and without the text of string literals.
    var lines: [String]
    var testDescription: String { name }
  }

  static func sources(of target: String, ending endings: [String] = ["swift"]) -> [Source] {
    let folder = root.appendingPathComponent("Sources").appendingPathComponent(target)
    let paths = FileManager.default.enumerator(atPath: folder.path)?.allObjects as? [String] ?? []
    return paths.filter { path in endings.contains { path.hasSuffix("." + $0) } }.sorted().map {
      path in
      let text =
        (try? String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)) ?? ""
      let lines = text.components(separatedBy: "\n").map { line -> String in
        let code = line.replacing(/"(\\.|[^"\\])*"/, with: "\"\"")
        return code.range(of: "//").map { String(code[..<$0.lowerBound]) } ?? code
      }
      return Source(name: "\(target)/\(path)", lines: lines)
    }
  }

  static let sources = targets.keys.sorted().flatMap { sources(of: $0) }

  @Test func theSourcesAreThere() {
    #expect(Self.sources.count > 100)
    for name in Self.exceptions.keys {
      #expect(Self.sources.contains { $0.name == name }, "\(name)")
    }
    for (_, allowed) in Self.words {
      for name in allowed { #expect(Self.sources.contains { $0.name == name }, "\(name)") }
    }
  }

  @Test(arguments: sources)
  func aFileImportsNothingThatReachesOutside(_ source: Source) {
    let target = String(source.name.prefix { $0 != "/" })
    let allowed = (Self.targets[target] ?? []).union(Self.exceptions[source.name]?.imports ?? [])
    for line in source.lines {
      guard
        let match = line.firstMatch(
          of:
            /^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:public |package |internal |private |fileprivate )?import\s+(?:(?:struct|class|enum|func|var|let|protocol|typealias)\s+)?(\w+)/
        )
      else { continue }
      #expect(allowed.contains(String(match.1)), "\(source.name) imports \(match.1)")
    }
  }

  @Test func noFileNamesWhatSwiftOffersWithoutAnImport() throws {
    for (pattern, allowed) in Self.words {
      let expression = try NSRegularExpression(pattern: pattern)
      for source in Self.sources where !allowed.contains(source.name) {
        for (index, line) in source.lines.enumerated() {
          let range = NSRange(line.startIndex..., in: line)
          #expect(
            expression.firstMatch(in: line, range: range) == nil,
            "\(source.name):\(index + 1): \(line)")
        }
      }
    }
  }

  @Test func theKernelsCallNothingOfTheSystemButThreads() {
    let allowed: Set<String> = [
      "math.h", "stddef.h", "stdint.h", "string.h", "stdatomic.h", "immintrin.h", "arm_neon.h",
      "cpuid.h",
    ]
    // Threads need the processors' number, and a helper that has nothing to do asks the time before it
    // sleeps; no number of a lesson depends on either.
    let threads: Set<String> = ["pthread.h", "sched.h", "signal.h", "time.h", "unistd.h"]
    for source in Self.sources(of: "CKernels", ending: ["c", "h"]) {
      for line in source.lines {
        guard let match = line.firstMatch(of: /^\s*#\s*include\s*<([^>]+)>/) else { continue }
        let header = String(match.1)
        #expect(
          allowed.contains(header)
            || source.name == "CKernels/threads.c" && threads.contains(header),
          "\(source.name) includes \(header)")
      }
    }
    let calls: Set<String> = [
      "open", "fopen", "socket", "connect", "getenv", "system", "popen", "fork", "execve", "read",
      "write", "time", "rand", "random", "dlopen", "syscall", "getpid", "gettimeofday",
    ]
    for source in Self.sources(of: "CKernels", ending: ["c", "h"]) {
      for line in source.lines {
        for match in line.matches(of: /\b([a-z_]+)\s*\(/) {
          #expect(!calls.contains(String(match.1)), "\(source.name): \(line)")
        }
      }
    }
  }

  /// The functions behind the declarations are written where the scan above looks: the library is made
  /// in one file, of lists that this module and the interpreter have.
  @Test func theLibraryIsMadeInOnePlace() {
    let makers = Self.sources.filter { source in
      source.lines.contains { $0.contains("Library(types:") || $0.contains("Library(\n") }
        || source.lines.contains { $0.firstMatch(of: /=\s*Library\(/) != nil }
    }
    #expect(makers.map(\.name) == ["LessonBindings/LessonLibrary.swift"])
    for target in ["LessonRunner", "lesson"] {
      for source in Self.sources(of: target) {
        #expect(!source.lines.contains { $0.contains("Binding(") || $0.contains("Library(types") })
      }
    }
  }

  /// The declarations whose functions read data, by name: all that a cell has of the outside.
  @Test func onlyDataSetsAreRead() {
    let readers = LessonLibrary.library.documentation.types.filter { type in
      type.members.contains { $0.declaration.contains("loadData") }
    }.map(\.name)
    let named = Self.sources(of: "LessonKit").filter { source in
      source.name != "LessonKit/Data/DataAccess.swift"
        && source.lines.contains { $0.contains("DataAccess") }
    }.map(\.name)
    #expect(named == ["LessonKit/Data/MNIST.swift", "LessonKit/Data/Tables.swift"])
    #expect(
      readers.sorted() == [
        "BreastCancer", "Diabetes", "Digits", "FashionMNIST", "Iris", "MNIST", "Wine",
      ])
    // And none of them is told a path, an address or a name by the cell.
    for type in LessonLibrary.library.documentation.types where readers.contains(type.name) {
      for member in type.members {
        #expect(!member.declaration.contains("String)"), "\(member.declaration)")
        #expect(!member.declaration.contains(": String,"), "\(member.declaration)")
      }
    }
  }

  /// Every function a cell can reach stands in the documentation, where people see it.
  @Test func everyFunctionIsListed() throws {
    let page = try String(
      contentsOf: Self.root.appendingPathComponent("docs/api.md"), encoding: .utf8)
    let declarations = LibraryText(LessonLibrary.library).sections.flatMap { section in
      section.text.components(separatedBy: "\n").filter { !$0.contains("///") && !$0.isEmpty }
    }
    #expect(declarations.count > 400)
    let lines = Set(page.components(separatedBy: "\n"))
    for line in declarations { #expect(lines.contains(line), "\(line)") }
  }
}
