import LessonInterpreter
import LessonKit
import Neural

/// What is told about every epoch of a training, and may change its course.
enum CallbackBindings {
  static let types: [TypeBinding] = [
    monitor, mode, earlyStopping, plateau, scheduler, bestWeights, logger, epochCallback,
    TypeBinding(Log.self, conformsTo: "Equatable", doc: "A number of an epoch and its name.") {
      Binding(
        "var name: String", doc: "`loss`, `accuracy`, `val_loss`.",
        example: data
          + "model.fit(x, y, callbacks: [EpochCallback { _, logs, _ in print(logs[0].name) }])"
      ) { (it: Log) in it.name }
      Binding(
        "var value: Double", doc: "The mean over the examples of the epoch.",
        example: data
          + "model.fit(x, y, callbacks: [EpochCallback { _, logs, _ in print(logs[0].value < 99) }])"
      ) { (it: Log) in it.value }
    },
  ]

  private static let data = """
    let x = Tensor([[-1.0], [0.0], [1.0], [2.0]])
    let y = Tensor([-3.0, -1.0, 1.0, 3.0])
    let model = Sequential([Dense(1, inputShape: [1])])
    model.compile(optimizer: .sgd, loss: .mse)

    """

  private static let monitor = TypeBinding(
    Monitor.self, conformsTo: "Equatable", doc: "The number a callback watches."
  ) {
    Binding(
      "init(_ name: String)", doc: "The number of this name.",
      example: "print(Monitor(\"val_mae\").name)"
    ) { (name: String) in Monitor(name) }
    Binding(
      "static let loss: Monitor", doc: "The loss on the training data.",
      example: "print(Monitor.loss.name)"
    ) { Monitor.loss }
    Binding(
      "static let valLoss: Monitor", doc: "The loss on the validation data.",
      example: "print(Monitor.valLoss.name)"
    ) { Monitor.valLoss }
    Binding(
      "static let accuracy: Monitor", doc: "The accuracy on the training data.",
      example: "print(Monitor.accuracy.name)"
    ) { Monitor.accuracy }
    Binding(
      "static let valAccuracy: Monitor", doc: "The accuracy on the validation data.",
      example: "print(Monitor.valAccuracy.name)"
    ) { Monitor.valAccuracy }
    Binding("var name: String", doc: "Its name.", example: "print(Monitor.loss.name)") {
      (it: Monitor) in it.name
    }
  }

  private static let mode = TypeBinding(
    MonitorMode.self, conformsTo: "Equatable", doc: "Which way is better."
  ) {
    Binding(
      "static let auto: MonitorMode", doc: "Up for names that end in `accuracy`, else down.",
      example: "print(MonitorMode.auto)"
    ) { MonitorMode.auto }
    Binding(
      "static let min: MonitorMode", doc: "Down.", example: "print(MonitorMode.min)"
    ) { MonitorMode.min }
    Binding("static let max: MonitorMode", doc: "Up.", example: "print(MonitorMode.max)") {
      MonitorMode.max
    }
  }

  private static let earlyStopping = TypeBinding(
    EarlyStopping.self, conformsTo: "Callback",
    doc: "Ends training when a number has stopped getting better."
  ) {
    Binding(
      """
      init(monitor: Monitor = .valLoss, minDelta: Double = 0, patience: Int = 0, \
      mode: MonitorMode = .auto, baseline: Double? = nil, restoreBestWeights: Bool = false, \
      startFromEpoch: Int = 0) throws
      """,
      doc: "After `patience` epochs without an improvement by more than `minDelta`.",
      example: data + """
        let stop = EarlyStopping(monitor: .loss, patience: 3)
        print(model.fit(x, y, epochs: 5, callbacks: [stop]).epoch.count)
        """
    ) {
      (
        monitor: Monitor, minDelta: Double, patience: Int, mode: MonitorMode, baseline: Double?,
        restore: Bool, start: Int
      ) in
      try EarlyStopping(
        monitor: monitor, minDelta: minDelta, patience: patience, mode: mode, baseline: baseline,
        restoreBestWeights: restore, startFromEpoch: start)
    }
    Binding(
      "var stoppedEpoch: Int?",
      doc: "The epoch that was the last, from 0; nil if it came to its end.",
      example: "print(EarlyStopping().stoppedEpoch ?? -1)"
    ) { (it: EarlyStopping) in it.stoppedEpoch }
    Binding(
      "var message: String?", doc: "What Keras says then: `Epoch 8: early stopping`.",
      example: "print(EarlyStopping().message ?? \"not stopped\")"
    ) { (it: EarlyStopping) in it.message }
    Binding(
      "var bestEpoch: Int", doc: "The epoch with the best value, from 0.",
      example: "print(EarlyStopping().bestEpoch)"
    ) { (it: EarlyStopping) in it.bestEpoch }
  }

  private static let plateau = TypeBinding(
    ReduceLROnPlateau.self, conformsTo: "Callback",
    doc: "Makes the learning rate smaller when a number has stopped getting better."
  ) {
    Binding(
      """
      init(monitor: Monitor = .valLoss, factor: Double = 0.1, patience: Int = 10, \
      mode: MonitorMode = .auto, minDelta: Double = 1e-4, cooldown: Int = 0, \
      minLR: Double = 0) throws
      """,
      doc: "Times `factor` after `patience` epochs without an improvement.",
      example: data + """
        let slower = ReduceLROnPlateau(monitor: .loss, factor: 0.5, patience: 2)
        print(model.fit(x, y, callbacks: [slower]).names)
        """
    ) {
      (
        monitor: Monitor, factor: Double, patience: Int, mode: MonitorMode, minDelta: Double,
        cooldown: Int, minLR: Double
      ) in
      try ReduceLROnPlateau(
        monitor: monitor, factor: factor, patience: patience, mode: mode, minDelta: minDelta,
        cooldown: cooldown, minLR: minLR)
    }
  }

  private static let scheduler = TypeBinding(
    LearningRateScheduler.self, conformsTo: "Callback",
    doc: "Sets the learning rate at the beginning of every epoch."
  ) {
    Binding(
      "init(_ schedule: @escaping (Int, Double) -> Double)",
      doc: "From the epoch, counted from 0, and the rate so far.",
      example: data + """
        let half = LearningRateScheduler { epoch, rate in rate / 2 }
        print(model.fit(x, y, epochs: 3, callbacks: [half])["learning_rate"])
        """
    ) { (schedule: Mapping<Int, Double, Double>) in
      LearningRateScheduler { epoch, rate in try schedule(epoch, rate) }
    }
  }

  private static let bestWeights = TypeBinding(
    BestWeights.self, conformsTo: "Callback",
    doc: "Keeps the weights of the best epoch, as Keras' `ModelCheckpoint` does in a file."
  ) {
    Binding(
      "init(monitor: Monitor = .valLoss, mode: MonitorMode = .auto, minDelta: Double = 0) throws",
      doc: "The number that decides, and which way is better.",
      example: data + """
        let best = BestWeights(monitor: .loss)
        model.fit(x, y, epochs: 3, callbacks: [best])
        best.restore(model)
        print(best.epoch ?? -1)
        """
    ) { (monitor: Monitor, mode: MonitorMode, minDelta: Double) in
      try BestWeights(monitor: monitor, mode: mode, minDelta: minDelta)
    }
    Binding(
      "var epoch: Int?", doc: "The best epoch, from 0; nil before training.",
      example: "print(BestWeights().epoch ?? -1)"
    ) { (it: BestWeights) in it.epoch }
    Binding(
      "var value: Double?", doc: "The best value; nil before training.",
      example: "print(BestWeights().value ?? 0)"
    ) { (it: BestWeights) in it.value }
    Binding(
      "var weights: [Tensor]", doc: "The weights of all layers after the best epoch.",
      example: "print(BestWeights().weights.count)"
    ) { (it: BestWeights) in it.weights }
    Binding(
      "var messages: [String]",
      doc: "One line for each epoch that was better than all before, in Keras' words.",
      example: data + """
        let best = BestWeights(monitor: .loss)
        model.fit(x, y, epochs: 2, callbacks: [best])
        print(best.messages.count)
        """
    ) { (it: BestWeights) in it.messages }
    Binding(
      "func restore(_ model: Sequential) throws", doc: "Puts the best weights back into a model.",
      example: data + """
        let best = BestWeights(monitor: .loss)
        model.fit(x, y, epochs: 3, callbacks: [best])
        best.restore(model)
        print(model.weights.count)
        """
    ) { (it: BestWeights, model: Sequential) in try it.restore(model) }
  }

  private static let logger = TypeBinding(
    CSVLogger.self, conformsTo: "Callback",
    doc: "The numbers of a training as lines of a table; a text, as lessons write no files."
  ) {
    Binding(
      "init(separator: String = \",\", append: Bool = false)",
      doc: "What stands between columns, and whether a second training goes on below the first.",
      example: data + """
        let table = CSVLogger()
        model.fit(x, y, epochs: 2, callbacks: [table])
        print(table.text)
        """
    ) { (separator: String, append: Bool) in CSVLogger(separator: separator, append: append) }
    Binding(
      "var text: String", doc: "The table so far.", example: "print(CSVLogger().text)"
    ) { (it: CSVLogger) in it.text }
  }

  private static let epochCallback = TypeBinding(
    EpochCallback.self, conformsTo: "Callback", doc: "Calls a function after every epoch."
  ) {
    Binding(
      "init(_ body: @escaping (Int, [Log], Sequential) -> Void)",
      doc: "The function gets the epoch, counted from 0, its numbers, and the model.",
      example: data + """
        let watch = EpochCallback { epoch, logs, model in
          if logs[0].value < 0.1 { model.stopTraining = true }
        }
        print(model.fit(x, y, epochs: 3, callbacks: [watch]).epoch.count > 0)
        """
    ) { (body: LessonInterpreter.Callback<Int, [Log], Sequential>) in
      EpochCallback { epoch, logs, model in try body(epoch, logs, model) }
    }
  }
}
