import LessonModel
import Testing

@testable import LessonReport

@Suite struct PageTests {
  private func read(_ report: Report) -> PageReader { PageReader(page: HTMLReport.render(report)) }

  @Test func everythingIsOneWellFormedPage() {
    let page = read(SampleReport.everything)
    #expect(page.error == nil)
    #expect(page.all("html").first?.attributes["lang"] == "en-GB")
    #expect(page.all("h1").count == 1)
    #expect(page.all("meta").contains { $0.attributes["charset"] == "utf-8" })
  }

  @Test func theSameReportGivesTheSameBytes() {
    #expect(
      HTMLReport.render(SampleReport.everything) == HTMLReport.render(SampleReport.everything))
  }

  @Test func idsAreUniqueAndLinksInsideLeadSomewhere() {
    let page = read(SampleReport.everything)
    let ids = page.elements.compactMap { $0.attributes["id"] }
    #expect(Set(ids).count == ids.count)
    for link in page.all("a") {
      let target = link.attributes["href"] ?? ""
      if target.hasPrefix("#") { #expect(ids.contains(String(target.dropFirst())), "\(target)") }
    }
    for element in page.elements {
      for id in (element.attributes["aria-labelledby"] ?? "").split(separator: " ") {
        #expect(ids.contains(String(id)))
      }
    }
  }

  @Test func nothingComesFromElsewhere() {
    let page = read(SampleReport.everything)
    #expect(page.all("link").isEmpty)
    #expect(page.all("iframe").isEmpty)
    #expect(
      page.elements.compactMap { $0.attributes["src"] }.allSatisfy { $0.hasPrefix("data:image/") })
  }

  @Test func everyPictureHasWords() {
    let page = read(SampleReport.everything)
    #expect(!page.all("img").isEmpty)
    #expect(page.all("img").allSatisfy { !($0.attributes["alt"] ?? "").isEmpty })
    #expect(page.all("svg").allSatisfy { $0.attributes["role"] == "img" })
  }

  // MARK: Header

  @Test func theTitleStandsOnce() {
    let page = read(SampleReport.everything)
    #expect(page.all("h1").first?.attributes["id"] == "everything")
    #expect(page.words.contains("All there is."))
    #expect(page.words.contains("Ada, Grace · 2026-09-01"))
  }

  @Test func headingsMoveDownUnderTheTitle() {
    let page = read(
      SampleReport.prose([
        .heading(Block.Heading(level: 1, content: [.text("One")], anchor: "one")),
        .heading(Block.Heading(level: 2, content: [.text("Two")], anchor: "two")),
        .heading(Block.Heading(level: 6, content: [.text("Six")], anchor: "six")),
      ]))
    #expect(page.all("h2").first?.attributes["id"] == "one")
    #expect(page.all("h3").map { $0.attributes["id"] } == ["two"])
    #expect(page.all("h6").map { $0.attributes["id"] } == ["six"])
  }

  @Test func contentsLeadToTheSections() {
    let page = read(SampleReport.everything)
    #expect(page.all("nav").count == 2)
    for target in ["#a-heading", "#deeper", "#report:provenance"] {
      #expect(page.all("a").count { $0.attributes["href"] == target } >= 2)
    }
  }

  @Test func theLastEpochStandsAtTheTop() {
    let page = read(SampleReport.everything)
    #expect(page.words.contains("After 2 epochs of training"))
    #expect(page.words.contains("Validation accuracy95.75%"))
    #expect(page.words.contains("Training lossinf"))
  }

  @Test func aSampleIsSaidAtTheTop() {
    let words = read(SampleReport.everything).words
    #expect(words.contains("MNIST: the bundled sample was used"))
    #expect(words.contains("4,000 training and 1,000 validation examples"))
  }

  @Test func whereTheRunCameFrom() {
    let words = read(SampleReport.everything).words
    #expect(words.contains("lesson 1.2.3"))
    #expect(words.contains("18446744073709551615"))
    #expect(words.contains(String(repeating: "ab", count: 32)))
    #expect(words.contains("training labels4,00000ff"))
    #expect(words.contains("Licence: CC BY-SA 3.0"))
  }

  // MARK: Prose

  @Test func proseAsHTML() {
    let page = HTMLReport.render(
      SampleReport.prose([
        .paragraph([
          .text("a "), .emphasis([.text("b")]), .strong([.text("c")]),
          .strikethrough([.text("d")]), .code("e < f"), .lineBreak, .softBreak,
          .link(
            Inline.Link(destination: "https://e.org", title: "t", content: [.text("g")])),
        ]),
        .list(
          Block.List(
            start: 2, tight: true,
            items: [
              Block.List.Item(
                blocks: [
                  .paragraph([.text("x")]),
                  .list(
                    Block.List(
                      start: nil, tight: false,
                      items: [Block.List.Item(blocks: [.paragraph([.text("y")])])])),
                ])
            ])), .quote([.paragraph([.text("z")])]), .rule,
      ]))
    #expect(
      page.contains(
        "<article><p>a <em>b</em><strong>c</strong><del>d</del><code>e &lt; f</code><br/>\n"
          + "<a href=\"https://e.org\" rel=\"noopener noreferrer\" title=\"t\">g</a></p>"
          + "<ol start=\"2\"><li>x<ul><li><p>y</p></li></ul></li></ol>"
          + "<blockquote><p>z</p></blockquote><hr/></article>"))
  }

  @Test func tablesKeepTheirAlignment() {
    let page = HTMLReport.render(SampleReport.everything)
    #expect(
      page.contains(
        "<tr><td>1</td><td class=\"left\">2</td><td class=\"center\">3</td>"
          + "<td class=\"right\">4</td></tr>"))
  }

  @Test func tasksSayWhetherTheyAreDone() {
    let page = read(SampleReport.everything)
    #expect(page.withClass("box").map { $0.attributes["aria-label"] } == ["done", "to do"])
  }

  @Test func footnotesLeadThereAndBack() {
    let page = read(SampleReport.everything)
    let ids = page.elements.compactMap { $0.attributes["id"] }.filter { $0.hasPrefix("fn") }
    #expect(ids == ["fnref:1", "fnref:1-2", "fn:1"])
    let back = page.all("a").filter { $0.attributes["role"] == "doc-backlink" }
    #expect(back.map { $0.attributes["href"] } == ["#fnref:1", "#fnref:1-2"])
  }

  @Test func deepNestingEnds() {
    var block = Block.paragraph([.text("inside")])
    for _ in 0..<1000 { block = .quote([block]) }
    var inline = Inline.text("inside")
    for _ in 0..<1000 { inline = .emphasis([inline]) }
    let page = read(SampleReport.prose([block, .paragraph([inline])]))
    #expect(page.error == nil)
    #expect(page.all("blockquote").count == 100)
    #expect(page.all("em").count == 100)
  }

  @Test func aFormulaThatWasNotUnderstoodShowsItsSource() {
    let formula = MathFormula(source: "s_i < 1 & z", display: true, root: nil)
    #expect(read(SampleReport.prose([.math(formula)])).words.contains("s_i < 1 & z"))
  }

  // MARK: Size and speed

  @Test func aPageIsSmallAndQuick() {
    let report = SampleReport.everything
    let page = HTMLReport.render(report)
    #expect(page.utf8.count < 100_000)
    // The bar for a whole lesson is 50 ms; this page is a part of one, and a loaded machine is slow.
    let time = ContinuousClock().measure { _ = HTMLReport.render(report) }
    #expect(time < .milliseconds(50))
  }
}
