import Testing

@testable import LessonData

@Suite struct ImageDatasetTests {
  let images = IDX.Images(pixels: [1, 2, 3], count: 3, rows: 1, columns: 1)

  @Test func everyPictureNeedsALabel() {
    let error = dataError { _ = try ImageDataset.Part(images: images, labels: [0, 1], classes: 2) }
    #expect(
      error?.description == "the labels do not fit the pictures: expected 3 labels, got 2")
  }

  @Test func everyLabelNamesAClass() {
    let error = dataError {
      _ = try ImageDataset.Part(images: images, labels: [0, 2, 1], classes: 2)
    }
    #expect(error?.description == "label 1 names no class: expected 0 to 1, got 2")
  }

  @Test func namedSetsHaveANameForEachClass() {
    #expect(NamedDataset.mnist.classNames == ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"])
    #expect(NamedDataset.fashionMNIST.classNames.count == 10)
    #expect(NamedDataset.fashionMNIST.classNames[9] == "Ankle boot")
  }
}
