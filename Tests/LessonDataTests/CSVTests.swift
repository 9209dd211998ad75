import Testing

@testable import LessonData

/// Tables as text: what is read, and what is refused with which sentence.
@Suite struct CSVTests {
  @Test func fieldsMayBeQuotedAndHoldCommasAndLineEnds() throws {
    let csv = try CSV(
      text: "name,note\r\n\"Ada, Countess\",\"two\nlines\"\r\nBob,\"a \"\"b\"\"\"\n")
    #expect(csv.header == ["name", "note"])
    #expect(csv.rows == [["Ada, Countess", "two\nlines"], ["Bob", "a \"b\""]])
  }

  @Test func aMarkOfByteOrderIsNoPartOfTheFirstName() throws {
    #expect(try CSV(text: "\u{FEFF}a,b\n1,2\n").header == ["a", "b"])
  }

  @Test(arguments: [
    ("", "is empty: expected a first row with the names of the columns"),
    ("a,a\n1,2\n", "has two columns 'a': expected each name once"),
    ("a,b\n1,2,3\n", "row 1 below the header has 3 fields: expected 2"),
    ("a,b\n1,\"2\"x\n", "has a quotation that goes on after its closing quote"),
  ])
  func whatIsNoTableIsRefused(text: String, message: String) {
    let error = #expect(throws: DataError.self) { try CSV(text: text) }
    #expect(error?.message == message)
  }

  @Test func aFieldThatIsMissingIsNoNumber() throws {
    let csv = try CSV(text: "a,b\n1,2\n3\n")
    let error = #expect(throws: DataError.self) { try csv.numbers() }
    #expect(error?.message == "row 2 below the header, column 'b': expected a number, got nothing")
  }

  @Test func aFieldThatIsNoNumberIsNamedWithItsPlace() throws {
    let csv = try CSV(text: "age,height\n7,1.2\n8,tall\n")
    let error = #expect(throws: DataError.self) { try csv.numbers() }
    #expect(
      error?.message == "row 2 below the header, column 'height': expected a number, got 'tall'")
  }
}
