// swift-tools-version: 6.0
import PackageDescription

// People type `swift run`, which is a debug build, so our own code is optimised in both
// configurations. SwiftPM refuses unsafe flags in a versioned dependency: leave them out when this
// package is checked out as one, so that `LessonKit` stays usable from other packages.
let isDependency = Context.packageDirectory.split(separator: "/").dropLast().last == "checkouts"
let swiftFlags: [SwiftSetting] = isDependency ? [] : [.unsafeFlags(["-O"])]
/// Where the time goes: the engine, the interpreter and what joins them see their whole module.
let hotFlags: [SwiftSetting] =
  isDependency
  ? [] : [.unsafeFlags(["-O", "-wmo", "-num-threads", "2", "-disable-batch-mode"])]
let cFlags: [CSetting] = isDependency ? [] : [.unsafeFlags(["-O3"])]
/// The same bits everywhere: only a written `fma` fuses, and nothing is reordered.
let cNumerics: [CSetting] =
  isDependency ? [] : [.unsafeFlags(["-ffp-contract=off", "-fno-fast-math"])]

func test(
  _ name: String, _ dependencies: [Target.Dependency], fixtures: [String] = []
) -> Target {
  .testTarget(name: name, dependencies: dependencies, exclude: fixtures)
}

func library(
  _ name: String, _ dependencies: [Target.Dependency], resources: [Resource] = [],
  hot: Bool = false
) -> Target {
  .target(
    name: name, dependencies: dependencies, resources: resources,
    swiftSettings: hot ? hotFlags : swiftFlags)
}

let package = Package(
  name: "lesson",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "lesson", targets: ["lesson"]),
    .library(name: "LessonKit", targets: ["LessonKit"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
    .package(url: "https://github.com/swiftlang/swift-syntax", from: "603.0.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.0.0"),
    .package(url: "https://github.com/swiftcsv/SwiftCSV", from: "0.10.0"),
  ],
  targets: [
    // System libraries and C.
    .systemLibrary(
      name: "CMarkGFM", pkgConfig: "libcmark-gfm",
      providers: [
        .apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"]), .brew(["cmark-gfm"]),
      ]),
    .systemLibrary(
      name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    .systemLibrary(
      name: "CCrypto", pkgConfig: "libcrypto",
      providers: [.apt(["libssl-dev"]), .brew(["openssl@3"])]),
    .target(name: "CKernels", cSettings: cFlags + cNumerics),

    // The values everything exchanges, and the engine: neither knows the other.
    library("LessonModel", []),
    library("Neural", ["CKernels"], hot: true),
    library(
      "LessonData",
      // macOS has CommonCrypto.
      [
        "CZlib", .target(name: "CCrypto", condition: .when(platforms: [.linux])),
        .product(name: "SwiftCSV", package: "SwiftCSV"),
      ],
      resources: [.copy("Resources/mnist-sample"), .copy("Resources/tables")]),

    // Reading. Formulas are a target of their own because explanations need them too.
    library("LessonMath", ["LessonModel"]),
    library(
      "LessonMarkdown",
      ["LessonModel", "LessonMath", "CMarkGFM", .product(name: "Yams", package: "Yams")]),
    library(
      "LessonSyntax",
      [
        "LessonModel",
        .product(name: "SwiftParser", package: "swift-syntax"),
        .product(name: "SwiftOperators", package: "swift-syntax"),
        .product(name: "SwiftParserDiagnostics", package: "swift-syntax"),
      ]),

    // Running. The mathematics is a target of its own because a lesson as plain Swift needs it too.
    library("LessonNumerics", [], hot: true),
    library("LessonInterpreter", ["LessonSyntax", "LessonModel", "LessonNumerics"], hot: true),
    library("LessonKit", ["Neural", "LessonData", "LessonModel", "LessonMath", "LessonNumerics"]),
    library("LessonBindings", ["LessonInterpreter", "LessonKit"], hot: true),

    // Showing.
    library("LessonReport", ["LessonModel"]),
    library(
      "LessonRunner",
      [
        "LessonMarkdown", "LessonSyntax", "LessonInterpreter", "LessonBindings", "LessonKit",
        "LessonData", "LessonReport",
      ]),
    .executableTarget(
      name: "lesson",
      dependencies: [
        "LessonRunner", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: swiftFlags),

    test("LessonModelTests", ["LessonModel"]),
    .target(name: "AllocationCount", path: "Tests/AllocationCount"),
    test("NeuralTests", ["Neural", "CKernels", "AllocationCount"], fixtures: ["Fixtures"]),
    test("LessonDataTests", ["LessonData"]),
    test("LessonMathTests", ["LessonMath"]),
    test("LessonMarkdownTests", ["LessonMarkdown"]),
    test("LessonSyntaxTests", ["LessonSyntax"]),
    test("LessonInterpreterTests", ["LessonInterpreter"]),
    test("LessonKitTests", ["LessonKit"]),
    test("LessonReportTests", ["LessonReport", "LessonMath"]),
    test("LessonBindingsTests", ["LessonBindings"]),
    test("LessonCommandTests", ["lesson"]),
  ],
  swiftLanguageModes: [.v6]
)
