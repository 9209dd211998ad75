// swift-tools-version: 6.0
import PackageDescription

// A package of its own, so that the project has no product that only measures. What it measures is the
// project's own targets, built as its manifest says: a dependency by path may keep its unsafe flags.
let package = Package(
  name: "engine-bench",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "lesson", path: "../..")],
  targets: [
    .executableTarget(
      name: "engine-bench", dependencies: [.product(name: "LessonKit", package: "lesson")])
  ],
  swiftLanguageModes: [.v6]
)
