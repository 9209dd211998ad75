import Neural
import Testing

@testable import LessonKit

/// Points in the plane, and examples divided in two.
@Suite struct ToyTests {
  @Test func moonsWithoutNoiseLieOnTheirHalfCircles() throws {
    let (points, labels) = try Toy.moons(count: 41, noise: 0)
    #expect(points.shape == [41, 2])
    for index in 0..<41 {
      let (x, y) = (try points[index, 0].item, try points[index, 1].item)
      let radius =
        try labels[index].item == 0 ? x * x + y * y : (1 - x) * (1 - x) + (0.5 - y) * (0.5 - y)
      #expect(abs(radius - 1) < 1e-6)
    }
    #expect(try labels.sum().item == 20)
  }

  @Test func circlesWithoutNoiseHaveTheirRadii() throws {
    let (points, labels) = try Toy.circles(count: 30, noise: 0, factor: 0.25)
    for index in 0..<30 {
      let (x, y) = (try points[index, 0].item, try points[index, 1].item)
      let radius = (x * x + y * y).squareRoot()
      let expected = try labels[index].item == 0 ? 1 : 0.25
      #expect(abs(radius - expected) < 1e-6)
    }
  }

  @Test func spiralsGoAroundFromTheMiddleOutwards() throws {
    let (points, _) = try Toy.spirals(count: 50, turns: 2, noise: 0)
    let radii = try (points * points).sum(axis: 1).scalars.map { $0.squareRoot() }.sorted()
    #expect(radii[0] == 0)
    #expect(abs(radii[49] - 1) < 1e-6)
    #expect(abs(radii[25] - 0.5) < 0.03)
  }

  @Test func blobsShareOutTheirPoints() throws {
    let (points, labels) = try Toy.blobs(count: 10, classes: 3, spread: 0)
    let counts = (0..<3).map { label in labels.scalars.count { $0 == Double(label) } }
    #expect(counts == [4, 3, 3])
    #expect(Set(points.scalars.map { ($0 * 1000).rounded() }).count <= 5)
  }

  @Test func theSameSeedGivesTheSamePointsAndAnotherOthers() throws {
    let (first, _) = try Toy.moons(count: 20, seed: 3)
    let (again, _) = try Toy.moons(count: 20, seed: 3)
    let (other, _) = try Toy.moons(count: 20, seed: 4)
    #expect(first == again)
    #expect(first != other)
  }

  @Test func numbersThatMakeNoSenseAreRefused() {
    #expect(throws: NeuralError.self) { try Toy.moons(count: -1) }
    #expect(throws: NeuralError.self) { try Toy.moons(noise: -0.1) }
    #expect(throws: NeuralError.self) { try Toy.circles(noise: .nan) }
    #expect(throws: NeuralError.self) { try Toy.blobs(classes: 0) }
  }

  @Test func aSplitKeepsEveryExampleWithItsLabelOnce() throws {
    let x = try Tensor((0..<30).map(Double.init), shape: [10, 3])
    let y = try Tensor.arange(10)
    let ((xTrain, yTrain), (xTest, yTest)) = try trainTestSplit(x, y, testSize: 0.25, seed: 1)
    #expect(xTrain.shape == [7, 3])
    #expect(xTest.shape == [3, 3])
    let labels = yTrain.scalars + yTest.scalars
    #expect(labels.sorted() == (0..<10).map(Double.init))
    #expect(labels != labels.sorted())
    for index in 0..<7 {
      #expect(try xTrain[index, 0].item == 3 * yTrain[index].item)
    }
  }

  @Test func aSplitThatLeavesNothingIsRefused() throws {
    let one = try Tensor.zeros([1, 2])
    #expect(throws: NeuralError.self) { try trainTestSplit(one, Tensor([1.0])) }
    let four = try Tensor.zeros([4, 2])
    let labels = try Tensor.zeros([4])
    #expect(throws: NeuralError.self) { try trainTestSplit(four, labels, testSize: 1) }
    #expect(throws: NeuralError.self) { try trainTestSplit(four, one) }
  }
}
