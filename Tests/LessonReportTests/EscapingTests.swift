import LessonModel
import Testing

@testable import LessonReport

/// Whatever a lesson says, the page shows it and does nothing else with it.
@Suite struct EscapingTests {
  static let attacks = [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onload='alert(1)",
    "</style><script>alert(1)</script>", "</title><svg onload=alert(1)>", "]]><!--", "&lt;b&gt;",
    "javascript:alert(1)", "\u{0}\u{1B}[31m\u{202E}\u{FFFF}", "{{x}}${x}", "</pre></code><iframe>",
  ]

  /// A report that says one thing in each of its fields.
  static func report(saying text: String) -> Report {
    let inlines: [Inline] = [
      .text(text), .code(text), .emphasis([.text(text)]),
      .link(Inline.Link(destination: text, title: text, content: [.text(text)])),
      .link(Inline.Link(destination: "https://e.org/" + text, title: text, content: [])),
      .image(Inline.Image(source: text, title: text, alternative: text)),
      .image(
        Inline.Image(source: "data:image/png;base64," + text, title: text, alternative: text)),
      .math(MathFormula(source: text, display: false, root: nil)),
    ]
    let chart = Chart(
      title: text, summary: text, x: Chart.Axis(text, categories: [text, text]),
      y: Chart.Axis(text),
      series: [
        Chart.Series(text, .bars, x: [0, 1], y: [1, 2]),
        Chart.Series(text, .line, x: [0, 1], y: [1, .nan]),
      ])
    let table = Table(
      title: text, summary: text,
      columns: [Table.Column(text, .text), Table.Column(text, .code)],
      rows: [Table.Row([.text(text), .text(text)])], rowHeaders: true)
    let images = ImageGrid(
      title: text, summary: text,
      images: [ImageGrid.Image(width: 1, height: 1, pixels: [0], caption: text)])
    let explanation = Explanation(
      topic: text, title: text, parts: [.paragraph(inlines), .images(images), .table(table)])
    let range = SampleReport.range(10, 1, 3)
    let diagnostic = Diagnostic(
      .error, id: text, text, at: range, notes: [Diagnostic.Note(text, at: range)],
      fix: Diagnostic.Fix(text, range: range, replacement: text))
    let cell = Cell(
      id: text, source: text,
      lineStarts: text.split(separator: "\n", omittingEmptySubsequences: false).indices.map {
        SourcePosition(line: 10 + $0, column: 1)
      }, options: Cell.Options(label: text, figureCaption: text),
      highlights: [Cell.Highlight(offset: 1, length: 3, kind: .string)])
    return Report(
      toolVersion: text,
      lesson: Lesson(
        name: text, title: text,
        metadata: Lesson.Metadata(
          authors: [text], date: text, description: text, language: text),
        hash: text,
        blocks: [
          .heading(Block.Heading(level: 2, content: inlines, anchor: text)), .paragraph(inlines),
          .code(Block.Code(language: text, text: text)),
          .math(
            MathFormula(source: text, display: true, root: nil)),
          .details(Block.Details(summary: inlines, blocks: [.quote([.paragraph(inlines)])])),
          .table(Block.ProseTable(alignments: [], header: [inlines], rows: [[inlines]])),
          .cell(text),
        ],
        footnotes: [Lesson.Footnote(number: 1, references: 1, blocks: [.paragraph(inlines)])],
        cells: [cell]),
      seed: 0,
      datasets: [
        DatasetRecord(
          name: text, origin: .sample, licence: text,
          files: [DatasetRecord.File(role: text, sha256: text, count: 1)])
      ],
      cells: [
        CellResult(
          id: text, status: .failed,
          outputs: [
            .printed(text), .value(text), .notice(text), .table(table), .chart(chart),
            .images(images), .explanation(explanation),
          ], diagnostics: [diagnostic])
      ],
      trainings: [
        Training(cell: text, epochs: [1], metrics: [Training.Metric(name: text, values: [1])])
      ],
      diagnostics: [Diagnostic(.warning, id: text, text, at: nil)])
  }

  @Test(arguments: attacks)
  func textNeverBecomesMarkup(attack: String) {
    // An address with a space in it is not linked, whatever else it holds.
    let isAddress = attack.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F }
    let attacked = elements(saying: attack)
    let harmless = elements(saying: isAddress ? "words" : "two words")
    #expect(attacked.map(\.name) == harmless.map(\.name))
    // An attack is no language, so such a page is English and needs no word about it.
    func names(_ elements: [PageReader.Element]) -> [[String]] {
      elements.map { $0.attributes.keys.filter { $0 != "lang" && $0 != "dir" }.sorted() }
    }
    #expect(names(attacked) == names(harmless))
  }

  /// The elements of a page, but for the words of a chart, of which fewer are shown when they are
  /// long.
  private func elements(saying text: String) -> [PageReader.Element] {
    let reader = PageReader(page: HTMLReport.render(Self.report(saying: text)))
    #expect(reader.error == nil)
    return reader.elements.filter { $0.name != "text" && $0.name != "tspan" }
  }

  @Test(arguments: attacks)
  func textIsShownAsItIs(attack: String) {
    let reader = PageReader(
      page: HTMLReport.render(SampleReport.prose([.paragraph([.text(attack)])])))
    let shown = PageReader(element("p", [:], attack)).words
    #expect(!shown.isEmpty)
    #expect(reader.words.contains(shown))
  }

  @Test(arguments: attacks)
  func nothingIsLoadedOrRun(attack: String) {
    let reader = PageReader(page: HTMLReport.render(Self.report(saying: attack)))
    for element in reader.elements {
      #expect(!element.attributes.keys.contains { $0.hasPrefix("on") })
      if let source = element.attributes["src"] { #expect(source.hasPrefix("data:image/")) }
      if let target = element.attributes["href"] {
        #expect(target.hasPrefix("#") || target.hasPrefix("https://e.org/"))
      }
    }
  }

  @Test(arguments: [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)",
    "\u{1}javascript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd",
    "//example.org", "page.html", "", "https:/\u{0}/x", "\thttps://example.org",
  ])
  func otherAddressesAreWordsOnly(destination: String) {
    let link = Inline.Link(destination: destination, content: [.text("words")])
    let reader = PageReader(
      page: HTMLReport.render(SampleReport.prose([.paragraph([.link(link)])])))
    #expect(reader.words.contains("words"))
    #expect(!reader.all("a").contains { $0.attributes["href"] == destination })
  }

  @Test(arguments: ["https://example.org/a?b=c&d=e", "HTTP://example.org", "mailto:a@example.org"])
  func linksOutHaveARelation(destination: String) {
    let link = Inline.Link(destination: destination, content: [.text("words")])
    let reader = PageReader(
      page: HTMLReport.render(SampleReport.prose([.paragraph([.link(link)])])))
    let found = reader.all("a").first { $0.attributes["href"] == destination }
    #expect(found?.attributes["rel"] == "noopener noreferrer")
  }

  @Test func thePolicyNamesTheOnlyScript() throws {
    let page = HTMLReport.render(SampleReport.everything)
    let scripts = page.split(separator: "<script>").dropFirst()
    #expect(scripts.count == 1)
    let script = try #require(scripts.first?.split(separator: "</script>").first)
    #expect(SHA256.digest(Array(script.utf8)).base64 == PageScript.digest)
    let policy = PageReader(page: page).all("meta").first {
      $0.attributes["http-equiv"] == "Content-Security-Policy"
    }
    #expect(
      policy?.attributes["content"]
        == "default-src 'none'; img-src data:; style-src 'unsafe-inline'; "
        + "script-src 'sha256-\(PageScript.digest)'; base-uri 'none'; form-action 'none'")
  }
}

/// SHA-256 as FIPS 180-4 describes it.
enum SHA256 {
  static func digest(_ message: [UInt8]) -> [UInt8] {
    let primes = (2...311).filter { n in !(2..<n).contains { n % $0 == 0 } }
    func root(_ prime: Int, _ power: Double) -> UInt32 {
      // The first 32 bits of the fraction of a root, found by bisection on whole numbers.
      var value = UInt64(0)
      for bit in (0..<36).reversed() {
        let trial = value | 1 << UInt64(bit)
        let wide = power == 2 ? product([trial, trial]) : product([trial, trial, trial])
        let bound = product([UInt64(prime)], shiftedBy: power == 2 ? 64 : 96)
        if !wide.reversed().lexicographicallyPrecedes(bound.reversed()), wide != bound { continue }
        value = trial
      }
      return UInt32(truncatingIfNeeded: value)
    }
    let constants = primes.prefix(64).map { root($0, 3) }
    var state = primes.prefix(8).map { root($0, 2) }
    var data = message + [0x80]
    while data.count % 64 != 56 { data.append(0) }
    data += (0..<8).map { UInt8(truncatingIfNeeded: (message.count * 8) >> (56 - 8 * $0)) }
    func rotate(_ x: UInt32, _ n: UInt32) -> UInt32 { x >> n | x << (32 - n) }
    for block in stride(from: 0, to: data.count, by: 64) {
      var w = (0..<16).map { i in
        (0..<4).reduce(UInt32(0)) { $0 << 8 | UInt32(data[block + 4 * i + $1]) }
      }
      for i in 16..<64 {
        let a = rotate(w[i - 15], 7) ^ rotate(w[i - 15], 18) ^ w[i - 15] >> 3
        let b = rotate(w[i - 2], 17) ^ rotate(w[i - 2], 19) ^ w[i - 2] >> 10
        w.append(w[i - 16] &+ a &+ w[i - 7] &+ b)
      }
      var s = state
      for i in 0..<64 {
        let e = rotate(s[4], 6) ^ rotate(s[4], 11) ^ rotate(s[4], 25)
        let choice = s[4] & s[5] ^ ~s[4] & s[6]
        let first = s[7] &+ e &+ choice &+ constants[i] &+ w[i]
        let a = rotate(s[0], 2) ^ rotate(s[0], 13) ^ rotate(s[0], 22)
        let majority = s[0] & s[1] ^ s[0] & s[2] ^ s[1] & s[2]
        s = [first &+ a &+ majority, s[0], s[1], s[2], s[3] &+ first, s[4], s[5], s[6]]
      }
      state = zip(state, s).map { $0 &+ $1 }
    }
    return state.flatMap { word in [24, 16, 8, 0].map { UInt8(word >> $0 & 255) } }
  }

  /// A product as six limbs of 32 bits, least significant first.
  private static func product(_ factors: [UInt64], shiftedBy bits: Int = 0) -> [UInt32] {
    var limbs = [UInt32](repeating: 0, count: 6)
    limbs[bits / 32] = 1
    for factor in factors {
      var sum = [UInt32](repeating: 0, count: 6)
      for (shift, part) in [factor & 0xFFFF_FFFF, factor >> 32].enumerated() {
        var carry: UInt64 = 0
        for index in 0..<(6 - shift) {
          let value = UInt64(limbs[index]) * part + UInt64(sum[index + shift]) + carry
          sum[index + shift] = UInt32(truncatingIfNeeded: value)
          carry = value >> 32
        }
      }
      limbs = sum
    }
    return limbs
  }
}
