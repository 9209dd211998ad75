/// A run as data: the lesson, and what became of it. The JSON beside a report is this value; the
/// page is a pure function of it.
public struct Report: Hashable, Codable, Sendable {
  /// `lesson-report`.
  public var schema: String
  /// Raised when a reader of the last version would misread this one.
  public var schemaVersion: Int
  /// The version of the program that ran the lesson.
  public var toolVersion: String
  /// The lesson that was run, whole, so that the page can be made without its file.
  public var lesson: Lesson
  /// The seed the run used.
  public var seed: UInt64
  /// The budgets the run had.
  public var limits: RunLimits
  /// The data the run loaded, in order of first use; empty when it loaded none.
  public var datasets: [DatasetRecord]
  /// One for each cell of the lesson, in order.
  public var cells: [CellResult]
  /// One for each call of `fit`, in order.
  public var trainings: [Training]
  /// What concerns the lesson as a whole: warnings of the reader, errors of the checker.
  public var diagnostics: [Diagnostic]

  /// A report of the current schema.
  public init(
    toolVersion: String, lesson: Lesson, seed: UInt64, limits: RunLimits = RunLimits(),
    datasets: [DatasetRecord] = [],
    cells: [CellResult] = [], trainings: [Training] = [], diagnostics: [Diagnostic] = []
  ) {
    schema = "lesson-report"
    schemaVersion = 1
    self.toolVersion = toolVersion
    self.lesson = lesson
    self.seed = seed
    self.limits = limits
    self.datasets = datasets
    self.cells = cells
    self.trainings = trainings
    self.diagnostics = diagnostics
  }

  /// The result of the cell with this id.
  public func result(of cell: String) -> CellResult? { cells.first { $0.id == cell } }
}

/// A data set as a run used it.
public struct DatasetRecord: Hashable, Codable, Sendable {
  /// `MNIST`.
  public var name: String
  /// Whether this is the whole set or the bundled sample of it.
  public var origin: Origin
  /// Who made the data and under which licence it may be used: `Zalando SE, MIT`.
  public var licence: String
  /// The files that were read.
  public var files: [File]

  /// A record of a data set from its files.
  public init(name: String, origin: Origin, licence: String, files: [File]) {
    self.name = name
    self.origin = origin
    self.licence = licence
    self.files = files
  }

  /// Where the examples came from: the whole set, or the sample that comes with the program.
  public enum Origin: String, Codable, Sendable { case full, sample }

  /// One file of a data set.
  public struct File: Hashable, Codable, Sendable {
    /// What it holds: `training images`.
    public var role: String
    /// SHA-256 of the decompressed bytes, in hexadecimal.
    public var sha256: String
    /// Examples in it.
    public var count: Int

    /// A file by its role, digest and number of examples.
    public init(role: String, sha256: String, count: Int) {
      self.role = role
      self.sha256 = sha256
      self.count = count
    }
  }
}

/// What became of a cell.
public struct CellResult: Hashable, Codable, Sendable {
  /// The cell's `id`.
  public var id: String
  /// Whether the cell ran and how that ended.
  public var status: Status
  /// What the cell shows, from top to bottom.
  public var outputs: [Output]
  /// Warnings, and the error when it failed.
  public var diagnostics: [Diagnostic]

  /// A result; without outputs and diagnostics unless they are given.
  public init(
    id: String, status: Status, outputs: [Output] = [], diagnostics: [Diagnostic] = []
  ) {
    self.id = id
    self.status = status
    self.outputs = outputs
    self.diagnostics = diagnostics
  }

  /// How far a cell came.
  public enum Status: String, Codable, Sendable {
    case passed, failed
    /// An earlier cell failed, or the lesson did not pass its check.
    case notReached
    /// The author asked not to run it.
    case notRun
    /// A hole in it, `<#...#>`, is still to be filled.
    case toDo
  }
}

/// One call of `fit`.
public struct Training: Hashable, Codable, Sendable {
  /// The cell that made the call.
  public var cell: String
  /// The epochs' numbers, from 1.
  public var epochs: [Int]
  /// In Keras' order: `loss`, the metrics, then the same with `val_`.
  public var metrics: [Metric]
  /// Where the loss stopped being a finite number, if it did; the epochs before are kept.
  public var divergence: Divergence?

  /// A training of as many epochs as each metric has values.
  public init(cell: String, epochs: [Int], metrics: [Metric], divergence: Divergence? = nil) {
    self.cell = cell
    self.epochs = epochs
    self.metrics = metrics
    self.divergence = divergence
  }

  /// The step after which a loss was no longer a finite number.
  public struct Divergence: Hashable, Codable, Sendable {
    /// The epoch, from 1.
    public var epoch: Int
    /// The step of the epoch, from 1, and how many steps an epoch has.
    public var step: Int
    /// Steps of an epoch.
    public var steps: Int
    /// The learning rate at that time.
    public var learningRate: Number

    /// A divergence in a step.
    public init(epoch: Int, step: Int, steps: Int, learningRate: Double) {
      self.epoch = epoch
      self.step = step
      self.steps = steps
      self.learningRate = Number(learningRate)
    }
  }

  /// What was measured at the end of every epoch.
  public struct Metric: Hashable, Codable, Sendable {
    /// Keras' name: `val_accuracy`.
    public var name: String
    /// One value an epoch.
    public var values: [Number]
    /// The last of the values: what the training ended with; `nil` when no epoch was trained.
    public var final: Number?

    /// A metric from its values, which may be NaN or infinite.
    public init(name: String, values: [Double]) {
      self.name = name
      self.values = values.map(Number.init)
      final = self.values.last
    }
  }
}
