import Foundation
import Testing

/// `lesson api` and `lesson convert`.
@Suite struct LibraryCommandTests {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  @Test func theLibraryIsSwift() throws {
    let program = try Program()
    defer { program.clean() }
    let text = try program.run("api").output
    #expect(text.contains("class Dense: Layer {"), "\(text.prefix(400))")
    #expect(text.contains("func print("))
    #expect(text.contains("extension Array"))
  }

  @Test func aNameIsFound() throws {
    let program = try Program()
    defer { program.clean() }
    let type = try program.run("api", "dense")
    #expect(type.status == 0)
    #expect(type.output.contains("init(_ units: Int, activation: Activation = .linear"))
    #expect(!type.output.contains("Dropout"))
    let function = try program.run("api", "toCategorical")
    #expect(function.output.contains("func toCategorical("))
    #expect(!function.output.contains("Dense"))
    let wrong = try program.run("api", "Dens")
    #expect(wrong.status == 1)
    #expect(wrong.errors == "error: nothing is called 'Dens'; did you mean 'Dense'?\n")
  }

  @Test func thePageIsUpToDate() throws {
    let program = try Program()
    defer { program.clean() }
    let page = try String(
      contentsOf: Self.root.appendingPathComponent("docs/api.md"), encoding: .utf8)
    let isCurrent = try program.run("api", "--markdown").output == page
    #expect(isCurrent, "write it anew: lesson api --markdown > docs/api.md")
  }

  @Test func aLessonBecomesPlainSwift() throws {
    let program = try Program()
    defer { program.clean() }
    try program.write(
      """
      ---
      seed: 7
      title: A line
      ---
      # A line

      ```swift
      #| label: train
      let x = Tensor([[1.0], [2.0]])
      var model = Sequential([Dense(1, inputShape: [1])])
      model.compile(optimizer: .sgd, loss: .mse)
      func mean(_ x: Tensor) -> Double { model.predict(x).mean() }
      #expect(mean(x) < 100)
      let sizes = [1, 2].map { Tensor.zeros([$0]).sum() }
      model.predict(x).shape
      ```

      ```swift ignore
      let never = 1
      ```
      """, to: "t.md")
    let outcome = try program.run("convert", "t.md", "--to", "swift", "--kit", "/kit")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.errors == "wrote output/t-swift\n")
    let manifest = String(
      decoding: try #require(program.read("output/t-swift/Package.swift")), as: UTF8.self)
    #expect(manifest.contains(".package(name: \"lesson\", path: \"/kit\")"))
    let main = String(
      decoding: try #require(program.read("output/t-swift/Sources/Lesson/main.swift")),
      as: UTF8.self)
    #expect(
      main == """
        // A line: a lesson as plain Swift.
        import LessonKit

        RandomSource.current.restart(seed: 7)

        // MARK: train

        let x = try Tensor([[1.0], [2.0]])
        var model = try Sequential([Dense(1, inputShape: [1])])
        try model.compile(optimizer: .sgd, loss: .mse)
        func mean(_ x: Tensor) -> Double { try! model.predict(x).mean() }
        LessonKit.expect(mean(x) < 100)
        let sizes = [1, 2].map { try! Tensor.zeros([$0]).sum() }
        _ = try model.predict(x).shape

        LessonKit.endChecks()

        """, "\(main)")
  }

  @Test func anUnfinishedLessonIsNotConverted() throws {
    let program = try Program()
    defer { program.clean() }
    try program.write("print(<#what#>)\n", to: "t.swift")
    let outcome = try program.run("convert", "t.swift", "--to", "swift", "--kit", "/kit")
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("the lesson has holes"))
    #expect(program.read("output/t-swift/Package.swift") == nil)
  }
}
