import LessonModel
import Testing

@testable import LessonReport

/// Which stage of the work a cell belongs to, by what it calls.
@Suite struct WorkflowTests {
  private func cell(_ source: String, _ calls: [String]) -> Cell {
    let bytes = Array(source.utf8)
    return Cell(
      id: "c", source: source, lineStarts: [SourcePosition(line: 1, column: 1)],
      highlights: calls.compactMap { call in
        let word = Array(call.utf8)
        guard
          let start = (0...max(0, bytes.count - word.count)).first(where: {
            bytes[$0...].starts(with: word)
          })
        else { return nil }
        return Cell.Highlight(offset: start, length: word.count, kind: .call)
      })
  }

  @Test func aCellBelongsToWhatItCalls() {
    #expect(Workflow.stages(of: cell("MNIST.loadData()", ["loadData"])) == [.collect])
    #expect(Workflow.stages(of: cell("x = x / 255.0", [])) == [.preprocess])
    #expect(
      Workflow.stages(of: cell("m.fit(x); m.evaluate(x)", ["fit", "evaluate"])) == [
        .train, .evaluate,
      ])
    #expect(Workflow.stages(of: cell("print(1)", ["print"])).isEmpty)
  }

  @Test func aWordThatIsNoCallIsNoStage() {
    #expect(Workflow.stages(of: cell("// fit", [])).isEmpty)
  }

  @Test func placesOutsideTheSourceAreIgnored() {
    let cell = Cell(
      id: "c", source: "fit", lineStarts: [],
      highlights: [
        Cell.Highlight(offset: -1, length: 3, kind: .call),
        Cell.Highlight(offset: 1, length: .max, kind: .call),
      ])
    #expect(Workflow.stages(of: cell).isEmpty)
  }

  @Test func theRailLeadsToTheFirstCellOfEachStage() {
    var report = SampleReport.cell("MNIST.loadData() + m.fit()\n")
    report.lesson.cells[0].highlights = [
      Cell.Highlight(offset: 6, length: 8, kind: .call),
      Cell.Highlight(offset: 21, length: 3, kind: .call),
    ]
    let page = PageReader(page: HTMLReport.render(report))
    let rail = page.withClass("rail")
    #expect(rail.count == 1)
    #expect(page.withClass("absent").count == 4)
    #expect(page.words.contains("Collectcell 1"))
  }

  @Test func theProgramsWordsAreEnglishInAnyPage() {
    var report = SampleReport.everything
    report.lesson.metadata.language = "de"
    let page = PageReader(page: HTMLReport.render(report))
    #expect(page.all("html").first?.attributes["lang"] == "de")
    #expect(page.withClass("provenance").first?.attributes["lang"] == "en")
    #expect(page.withClass("cell").allSatisfy { $0.attributes["lang"] == "en" })
    #expect(page.withClass("banner").allSatisfy { $0.attributes["lang"] == "en" })
    let english = PageReader(page: HTMLReport.render(SampleReport.everything))
    #expect(english.withClass("provenance").first?.attributes["lang"] == nil)
  }

  @Test func thePageCarriesItsLessonForPrograms() throws {
    var report = SampleReport.everything
    report.lesson.source = "# </script> & \"quotes\"\n"
    let page = HTMLReport.render(report)
    #expect(page.contains("\"seed\":\"18446744073709551615\""))
    #expect(
      page.contains("\"source\":\"# \\u003c/script\\u003e \\u0026 \\\"quotes\\\"\\u000a\""))
  }
}
