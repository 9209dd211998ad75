import Foundation
import Testing

@testable import LessonData

private let environment = ProcessInfo.processInfo.environment

/// The real data: the bundled sample always, the whole sets where they are.
@Suite struct NamedDatasetTests {
  /// MNIST's sample as the program finds it.
  func sample() throws -> ImageDataset {
    try DataStore(environment: [:], isOffline: true).load(.mnist).dataset
  }

  @Test func theSampleIsBundled() throws {
    let sample = try sample()
    #expect(sample.origin == .sample)
    #expect(sample.licence == "Yann LeCun and Corinna Cortes, CC BY-SA 3.0")
    #expect(sample.training.count == 4000)
    #expect(sample.test.count == 1000)
    #expect(sample.rows == 28)
    #expect(sample.columns == 28)
    #expect(sample.training.images.pixels.count == 4000 * 784)
    #expect(sample.test.images.pixels.count == 1000 * 784)
  }

  @Test func theSampleIsBalancedAndMixed() throws {
    let sample = try sample()
    for digit in UInt8(0)...9 {
      #expect(sample.training.labels.count { $0 == digit } == 400)
      #expect(sample.test.labels.count { $0 == digit } == 100)
    }
    #expect(sample.training.labels.prefix(10) == [7, 4, 2, 0, 9, 3, 7, 9, 4, 2])
  }

  @Test func theSamplesPicturesAreAllDifferent() throws {
    let sample = try sample()
    var pictures = Set<ArraySlice<UInt8>>()
    for part in [sample.training, sample.test] {
      for index in 0..<part.count {
        pictures.insert(part.images.pixels[index * 784..<(index + 1) * 784])
      }
    }
    #expect(pictures.count == 5000)
  }

  @Test(.enabled(if: environment["LESSON_DATA"] != nil))
  func theSampleIsPartOfTheWholeSet() throws {
    let full = try DataStore(environment: environment, isOffline: true, isStrict: true).load(.mnist)
      .dataset
    #expect(full.training.count == 60_000)
    #expect(full.test.count == 10_000)
    #expect(full.training.labels.prefix(10) == [5, 0, 4, 1, 9, 2, 1, 3, 1, 4])
    #expect(full.test.labels.prefix(5) == [7, 2, 1, 0, 4])
    var labels: [ArraySlice<UInt8>: UInt8] = [:]
    for (index, label) in full.training.labels.enumerated() {
      labels[full.training.images.pixels[index * 784..<(index + 1) * 784]] = label
    }
    let sample = try sample()
    for part in [sample.training, sample.test] {
      for (index, label) in part.labels.enumerated() {
        #expect(labels[part.images.pixels[index * 784..<(index + 1) * 784]] == label)
      }
    }
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/usr/share/datasets/fashion-mnist")))
  func fashionComesFromTheSystemsPackage() throws {
    let fashion = try DataStore(environment: [:], isOffline: true).load(.fashionMNIST).dataset
    #expect(fashion.origin == .full)
    #expect(fashion.training.count == 60_000)
    #expect(fashion.test.count == 10_000)
    // The first picture of the set is an ankle boot.
    #expect(fashion.classNames[Int(fashion.training.labels[0])] == "Ankle boot")
  }
}
