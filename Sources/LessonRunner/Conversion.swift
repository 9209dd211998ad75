import LessonModel
import LessonSyntax

/// A lesson written as something else.
struct Conversion {
  /// The files, by their paths in the folder that is written.
  var files: [(name: String, text: String)]

  /// A package that builds with the Swift compiler and prints what the lesson prints.
  ///
  /// - Parameters:
  ///   - prepared: the lesson, without mistakes and without holes.
  ///   - seed: where its random numbers come from.
  ///   - kit: the folder of the package that `LessonKit` is a product of, as the manifest names it.
  /// - Returns: the files; `nil` for a lesson with mistakes or holes.
  static func swiftPackage(_ prepared: Preparation, seed: UInt64, kit: String) -> Conversion? {
    guard let checked = prepared.checked, prepared.holes.isEmpty else { return nil }
    var export = SwiftExport(
      throwingCalls: checked.throwingCalls, shownValues: checked.shownValues)
    return Conversion(files: [
      ("Package.swift", manifest(name: prepared.lesson.name, kit: kit)),
      ("Sources/Lesson/main.swift", export.program(of: prepared.lesson, seed: seed)),
    ])
  }

  private static func manifest(name: String, kit: String) -> String {
    """
    // swift-tools-version: 6.2
    import PackageDescription

    // The lesson '\(literal(name))' as plain Swift: `swift run -c release` prints what it prints.
    let package = Package(
      name: "\(literal(name))-lesson",
      platforms: [.macOS(.v15)],
      dependencies: [.package(name: "lesson", path: "\(literal(kit))")],
      targets: [
        .executableTarget(
          name: "Lesson",
          dependencies: [.product(name: "LessonKit", package: "lesson")],
          // As in a lesson, functions may use the variables of the top level, and String(format:) is
          // LessonKit's.
          swiftSettings: [
            .defaultIsolation(MainActor.self), .enableUpcomingFeature("MemberImportVisibility"),
          ])
      ],
      swiftLanguageModes: [.v6]
    )

    """
  }

  /// The text within a string literal.
  private static func literal(_ text: String) -> String {
    text.unicodeScalars.map { scalar in
      switch scalar {
      case "\"", "\\": "\\\(scalar)"
      case "\n", "\r": " "
      default: String(scalar)
      }
    }.joined()
  }
}
