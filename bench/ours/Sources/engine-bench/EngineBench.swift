import LessonKit

/// Our engine as a measured process: `peers/worker.py` tells the protocol.
///
/// The arguments are the work and the number of threads; the threads are those of the processors that
/// the caller has pinned this process to.
@main
struct EngineBench {
  static func main() {
    guard CommandLine.arguments.count >= 2 else {
      Conversation.answer("error", text: "expected the work, such as 784-20-10")
      return
    }
    do {
      let work = CommandLine.arguments[1]
      let worker: any Worker = work == "product" ? try ProductWorker() : try ModelWorker(work)
      Conversation.ready()
      var word = Conversation.nextWord()
      while word != "quit" { word = try worker.run(word) }
    } catch {
      Conversation.answer("error", text: "\(error)")
    }
  }
}

/// Something that is asked by words.
protocol Worker {
  /// Does what the word asks for, answers, and returns the next word.
  func run(_ word: String) throws -> String
}

/// The product of two matrices of 1024 x 1024.
struct ProductWorker: Worker {
  private let a, b: Tensor

  init() throws {
    a = try Tensor.random([1024, 1024], low: -1, high: 1, seed: 1)
    b = try Tensor.random([1024, 1024], low: -1, high: 1, seed: 2)
  }

  func run(_ word: String) throws -> String {
    guard word == "product" else { return Conversation.refuse(word) }
    let clock = ContinuousClock()
    let time = try clock.measure { _ = try a.matmul(b) }
    Conversation.answer("seconds", time)
    return Conversation.nextWord()
  }
}

/// Training and prediction of one network on MNIST, written as a lesson writes it.
struct ModelWorker: Worker {
  private let model: Sequential
  private let training, test: (images: Tensor, labels: Tensor)

  init(_ work: String) throws {
    let ((images, labels), (testImages, testLabels)) = try MNIST.loadData()
    // The sample that comes with the program would make us look fast.
    guard images.shape == [60_000, 28, 28] else { throw NotWholeMNIST() }
    let shape = work == "cnn" ? [28, 28, 1] : [28, 28]
    training = (try images.reshape([60_000] + shape) / 255.0, labels)
    test = (try testImages.reshape([10_000] + shape) / 255.0, testLabels)
    model = try Sequential(Self.layers(work))
    try model.compile(
      optimizer: .adam, loss: .sparseCategoricalCrossentropy, metrics: [.accuracy])
  }

  /// The layers of `784-20-10`, or of the CNN.
  private static func layers(_ work: String) throws -> [any Layer] {
    if work == "cnn" {
      return try [
        Conv2D(32, 3, activation: .relu, inputShape: [28, 28, 1]), MaxPooling2D(),
        Conv2D(64, 3, activation: .relu), MaxPooling2D(), Flatten(),
        Dense(10, activation: .softmax),
      ]
    }
    let widths = work.split(separator: "-").compactMap { Int($0) }
    guard widths.count >= 2, widths.first == 784, widths.last == 10 else {
      throw Unsupported(work: work)
    }
    let hidden = try widths.dropFirst().dropLast().map { try Dense($0, activation: .relu) }
    return try [Flatten(inputShape: [28, 28])] + hidden + [Dense(10, activation: .softmax)]
  }

  func run(_ word: String) throws -> String {
    let clock = ContinuousClock()
    switch word {
    case "epoch":
      // One long fit, held between its epochs: what a fit does once is not part of an epoch.
      let turn = Turn()
      try model.fit(training.images, training.labels, epochs: 1_000_000, callbacks: [turn])
      return turn.word
    case "predict":
      let time = try clock.measure { _ = try model.predict(test.images) }
      Conversation.answer("seconds", time)
    case "accuracy":
      let evaluation = try model.evaluate(test.images, test.labels)
      Conversation.answer("accuracy", try evaluation.accuracy)
    default: return Conversation.refuse(word)
    }
    return Conversation.nextWord()
  }
}

/// A network the engine cannot build yet, or that is none.
struct Unsupported: Error, CustomStringConvertible {
  let work: String
  var description: String { "the engine has no '\(work)'" }
}

/// `LESSON_DATA` does not lead to all 60,000 pictures.
struct NotWholeMNIST: Error, CustomStringConvertible {
  var description: String { "expected the whole MNIST in $LESSON_DATA, found the sample" }
}

/// Answers after an epoch and waits for the next word.
final class Turn: Callback {
  private let clock = ContinuousClock()
  private var start = ContinuousClock().now
  private(set) var word = ""

  func epochEnds(_ epoch: Int, _ logs: inout [Log], _ model: Sequential) throws {
    Conversation.answer("seconds", clock.now - start)
    word = Conversation.nextWord()
    model.stopTraining = word != "epoch"
    start = clock.now
  }
}
