import Testing

@testable import LessonData

@Suite struct IDXTests {
  func imageProblem(_ bytes: [UInt8]) -> String? {
    dataError { _ = try IDX.images(bytes) }?.problem
  }

  func labelProblem(_ bytes: [UInt8]) -> String? {
    dataError { _ = try IDX.labels(bytes) }?.problem
  }

  @Test func readsPictures() throws {
    let images = try IDX.images(idx([2, 1, 3], [1, 2, 3, 4, 5, 6]))
    #expect(images == IDX.Images(pixels: [1, 2, 3, 4, 5, 6], count: 2, rows: 1, columns: 3))
  }

  @Test func readsLabels() throws {
    #expect(try IDX.labels(idx([3], [7, 0, 9])) == [7, 0, 9])
  }

  @Test func readsSizesWithTheHighestByteFirst() throws {
    let header = try IDX.header([0, 0, 8, 3, 0, 0, 0xea, 0x60, 0, 0, 0, 28, 0, 0, 0, 28], rank: 3)
    #expect(header.dimensions == [60_000, 28, 28])
    #expect(header.elementCount == 47_040_000)
  }

  @Test func refusesAnotherFormat() {
    #expect(
      imageProblem([0x89, 0x50, 0x4e, 0x47, 0])
        == "is no IDX file: expected the first bytes 00 00, got 89 50 4e 47")
    #expect(imageProblem([]) == "is empty")
  }

  @Test func refusesAnotherType() {
    #expect(
      labelProblem(idx([1], [0, 0, 0, 0], type: 0x0d))
        == "has the wrong type: expected unsigned bytes (08), got 32-bit floats")
    #expect(
      labelProblem(idx([1], [0], type: 1))
        == "has the wrong type: expected unsigned bytes (08), got the unknown type 01")
  }

  @Test func refusesLabelsForPictures() {
    #expect(
      imageProblem(idx([1], [0]))
        == "has the wrong dimensions: expected 3 dimensions (pictures, rows, columns), "
        + "got 1 dimension (labels)")
  }

  @Test func refusesEveryPrefixOfAHeader() {
    let file = idx([2, 1, 1], [0, 0])
    for count in 1..<16 {
      #expect(
        imageProblem(Array(file[..<count]))
          == "ends in its header: expected \(count < 4 ? 4 : 16) bytes, got \(count)")
    }
  }

  @Test func refusesMissingAndFurtherElements() {
    #expect(labelProblem(idx([3], [1])) == "is cut short: expected 3 bytes after the header, got 1")
    #expect(
      labelProblem(idx([1], [1, 2])) == "is too long: expected 1 byte after the header, got more")
  }

  @Test func refusesEmptyDimensions() {
    #expect(
      imageProblem(idx([1, 0, 3], []))
        == "has nothing in it: expected dimension 2 to be at least 1, got 0")
  }

  @Test func sizesThatOverflowAreNoTrap() {
    let largest = Int(UInt32.max)
    #expect(
      imageProblem(idx([largest, largest, largest], []))
        == "has dimensions whose product does not fit 64 bits")
    #expect(
      imageProblem(idx([largest, 1, largest], []))
        == "has dimensions whose product does not fit 64 bits")
    #expect(
      imageProblem(idx([largest, largest / 2, 1], []))
        == "is cut short: expected 9,223,372,030,412,324,865 bytes after the header, got 0")
  }
}
