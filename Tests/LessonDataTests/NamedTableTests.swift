import Testing

@testable import LessonData

/// The tables that come with the program.
@Suite struct NamedTableTests {
  static let tables: [NamedTable] = [.breastCancer, .iris, .wine, .digits, .diabetes]

  @Test(arguments: tables)
  func aTableIsWhatItSays(table: NamedTable) throws {
    let data = try DataStore(environment: [:]).load(table)
    #expect(data.count == table.count)
    #expect(data.featureNames == table.featureNames)
    #expect(data.features.count == table.count * table.featureNames.count)
    #expect(data.features.allSatisfy { $0.isFinite })
    if !table.classNames.isEmpty {
      #expect(Set(data.targets) == Set(table.classNames.indices.map(Double.init)))
    }
  }

  @Test func aTumourIsMalignantWhenItsLabelIsOne() throws {
    let data = try DataStore(environment: [:]).load(.breastCancer)
    #expect(data.targets.count { $0 == 1 } == 212)
    // The first patient, with the largest nuclei of the first ten, had a malignant one.
    #expect(data.features[0] == 17.99)
    #expect(data.targets[0] == 1)
  }

  @Test func aTableThatIsNotThereIsAnErrorWithAMend() {
    var store = DataStore(environment: [:])
    store.sampleFolders = { ["/nowhere/\($0)"] }
    let error = #expect(throws: DataError.self) { try store.load(.iris) }
    #expect(
      error?.description
        == "the table Iris is missing: expected 'lesson_LessonData.resources/tables/iris.csv' beside "
        + "the program; build the program again with 'swift build', and keep that folder with it")
  }

  @Test func aTableWithAnotherDigestIsRefused() throws {
    let folder = try TemporaryFolder()
    try folder.write(Array("a,b\n1,2\n".utf8), to: "tables/iris.csv")
    var store = DataStore(environment: [:])
    let path = folder.path
    store.sampleFolders = { ["\(path)/\($0)"] }
    let error = #expect(throws: DataError.self) { try store.load(.iris) }
    #expect(error?.kind == .mismatch)
  }
}
