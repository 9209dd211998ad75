import CKernels

/// An optimizer at work: the step it has come to, and the learning rate as it is now.
struct OptimizerState {
  let optimizer: Optimizer
  /// Updates done so far.
  private(set) var iterations = 0
  /// The learning rate of the next step; a callback may set it.
  var learningRate: Double
  /// The update of the step being done.
  private(set) var rule = kernels_rule()
  // beta1^t and beta2^t, by repeated multiplication; for Nadam the product of its momenta. Keras
  // rounds beta to single precision before it takes the power, and while 1 - beta2^t is small that
  // shows: 0.999 so rounded makes the first steps of Adam smaller by 6e-6 of their size.
  private var power1 = 1.0
  private var power2 = 1.0
  private var power96 = 1.0
  private var rate = 0.0

  init(_ optimizer: Optimizer) {
    self.optimizer = optimizer
    learningRate = optimizer.learningRate
  }

  /// Goes on to the next step.
  mutating func next() {
    rate = learningRate
    iterations += 1
    if let schedule = optimizer.schedule { learningRate = schedule(iterations) }
    rule = kernels_rule()
    rule.rate = Float(rate)
    switch optimizer.rule {
    case .sgd(let momentum, let nesterov):
      let kind = momentum == 0 ? KERNELS_SGD : nesterov ? KERNELS_NESTEROV : KERNELS_MOMENTUM
      rule.kind = Int32(kind)
      rule.a = Float(momentum)
    case .adam(let beta1, let beta2, let epsilon, let amsgrad):
      rule.kind = Int32(amsgrad ? KERNELS_AMSGRAD : KERNELS_ADAM)
      power1 *= Double(Float(beta1))
      power2 *= Double(Float(beta2))
      rule.rate = Float(rate * (1 - power2).squareRoot() / (1 - power1))
      rule.a = Float(1 - beta1)
      rule.b = Float(1 - beta2)
      rule.epsilon = Float(epsilon)
    case .rmsprop(let rho, let momentum, let epsilon, let centered):
      let plain = momentum == 0 ? KERNELS_RMSPROP : KERNELS_RMSPROP_MOMENTUM
      let other = momentum == 0 ? KERNELS_RMSPROP_CENTERED : KERNELS_RMSPROP_CENTERED_MOMENTUM
      rule.kind = Int32(centered ? other : plain)
      rule.a = Float(rho)
      rule.b = Float(1 - rho)
      rule.c = Float(momentum)
      rule.epsilon = Float(epsilon)
    case .adagrad(_, let epsilon):
      rule.kind = Int32(KERNELS_ADAGRAD)
      rule.epsilon = Float(epsilon)
    case .adadelta(let rho, let epsilon):
      rule.kind = Int32(KERNELS_ADADELTA)
      rule.a = Float(rho)
      rule.b = Float(1 - rho)
      rule.epsilon = Float(epsilon)
    case .adamax(let beta1, let beta2, let epsilon):
      rule.kind = Int32(KERNELS_ADAMAX)
      power1 *= Double(Float(beta1))
      rule.rate = Float(rate / (1 - power1))
      rule.a = Float(1 - beta1)
      rule.b = Float(beta2)
      rule.epsilon = Float(epsilon)
    case .nadam(let beta1, let beta2, let epsilon):
      // mu_t = beta1 (1 - 0.96^t / 2); with M_t the product of all mu up to t and
      // r = sqrt(1 - beta2^t):
      // w -= rate (mu_{t+1} m / (1 - M_{t+1}) + (1 - mu_t) g / (1 - M_t)) / (sqrt(v) / r + epsilon)
      rule.kind = Int32(KERNELS_NADAM)
      power96 *= Double(Float(0.96))
      power2 *= Double(Float(beta2))
      let now = Double(Float(beta1)) * (1 - 0.5 * power96)
      let ahead = Double(Float(beta1)) * (1 - 0.5 * power96 * Double(Float(0.96)))
      power1 *= now
      let r = (1 - power2).squareRoot()
      rule.rate = Float(rate * r * ahead / (1 - power1 * ahead))
      rule.c = Float(rate * r * (1 - now) / (1 - power1))
      // Here, and only here, Keras takes 1 - beta after that rounding, too.
      rule.a = 1 - Float(beta1)
      rule.b = 1 - Float(beta2)
      rule.epsilon = Float(epsilon * r)
    }
  }

  /// Updates the parameters whose gradients were collected.
  func apply(to states: [ParameterState]) {
    var globalScale: Float = 1
    if optimizer.options.clipNorm == nil, let most = optimizer.options.globalClipNorm {
      let squares = states.reduce(0) { $0 + ($1.gradient?.squareSum ?? 0) }
      globalScale = Self.scale(squares, most)
    }
    for state in states {
      guard let gradient = state.gradient else { continue }
      let (g, w, count) = (gradient.pointer, state.parameter.buffer.pointer, gradient.count)
      if let most = optimizer.options.clipNorm {
        let scale = Self.scale(gradient.squareSum, most)
        if scale != 1 { for i in 0..<count { g[i] *= scale } }
      } else if optimizer.options.globalClipNorm != nil {
        if globalScale != 1 { for i in 0..<count { g[i] *= globalScale } }
      } else if let most = optimizer.options.clipValue.map({ Float($0) }) {
        for i in 0..<count { g[i] = g[i] > most ? most : g[i] < -most ? -most : g[i] }
      }
      if let decay = optimizer.options.weightDecay, decay != 0 {
        let part = Float(decay * rate)
        for i in 0..<count { w[i] -= w[i] * part }
      }
      var rule = rule
      if rule.kind < Int32(KERNELS_ADAGRAD) {
        var pointers = state.pointers
        kernels_update(&rule, &pointers, g, count)
      } else {
        kernels_adapt(
          &rule, w, state.first?.pointer, state.second?.pointer, state.third?.pointer, g, count)
      }
    }
  }

  /// What shortens a gradient of this squared length to `most`.
  private static func scale(_ squares: Double, _ most: Double) -> Float {
    let norm = squares.squareRoot()
    return norm > most ? Float(most / norm) : 1
  }
}

extension FloatBuffer {
  /// The sum of all squares, in ascending order.
  var squareSum: Double {
    var sum = 0.0
    for i in 0..<count {
      let value = Double(pointer[i])
      sum += value * value
    }
    return sum
  }
}
