import LessonInterpreter

// This file declares a small library, as the engine's bindings would, to test host types with.

/// A row of numbers.
struct Vector: HostType, Equatable, CustomStringConvertible {
  var numbers: [Double]
  var description: String { "Vector(\(numbers))" }

  static func + (a: Vector, b: Vector) throws -> Vector {
    guard a.numbers.count == b.numbers.count else {
      throw SampleError(
        message: "cannot add vectors of \(a.numbers.count) and \(b.numbers.count) numbers")
    }
    return Vector(numbers: zip(a.numbers, b.numbers).map { $0 + $1 })
  }
  static func * (a: Double, b: Vector) -> Vector { Vector(numbers: b.numbers.map { a * $0 }) }
  static func / (a: Vector, b: Double) -> Vector { Vector(numbers: a.numbers.map { $0 / b }) }
}

struct SampleError: Error, CustomStringConvertible {
  var message: String
  var description: String { message }
}

protocol Part { var name: String { get } }

struct Knob: Part, HostType {
  var size: Int
  var mode: Mode
  init(_ size: Int, mode: Mode = .plain) {
    self.size = size
    self.mode = mode
  }
  var name: String { "knob \(size) \(mode.name)" }
}

struct Wheel: Part, HostType {
  var name: String { "wheel" }
}

/// A choice with static members.
struct Mode: HostType, Equatable, CustomStringConvertible {
  var name: String
  var description: String { name }
  static let plain = Mode(name: "plain")
  static let fancy = Mode(name: "fancy")
  static func custom(level: Double = 0.5) -> Mode { Mode(name: "custom \(level)") }
}

/// A thing with a state, shared by reference.
final class Engine: HostType {
  var parts: [any Part]
  var speed = 1.0
  var turns = 0
  init(_ parts: [any Part]) { self.parts = parts }

  func start(_ fuel: Vector, times: Int, check: (Vector, Vector)?) throws -> Int {
    guard times > 0 else { throw SampleError(message: "'times' must be positive, found \(times)") }
    turns += times
    return check == nil ? turns : -turns
  }
}

enum Store {
  static func load() -> ((Vector, Vector), (Vector, Vector)) {
    let v = Vector(numbers: [1, 2])
    return ((v, Vector(numbers: [3])), (v, Vector(numbers: [4])))
  }
}

let sampleTypes: [TypeBinding] = [
  TypeBinding(Vector.self, conformsTo: "Equatable", "CustomStringConvertible") {
    Binding("init(_ numbers: [Double])") { (numbers: [Double]) in Vector(numbers: numbers) }
    Binding("var count: Int") { (it: Vector) in it.numbers.count }
    Binding(
      "subscript(_ index: Int) -> Double { get set }",
      get: { (it: Vector, index: Int) throws -> Double in
        guard it.numbers.indices.contains(index) else {
          throw SampleError(message: "index \(index) is outside 0..<\(it.numbers.count)")
        }
        return it.numbers[index]
      },
      set: { (it: inout Vector, new: Double, index: Int) in it.numbers[index] = new })
    Binding(mutating: "mutating func append(_ number: Double)") {
      (it: inout Vector, number: Double) in
      it.numbers.append(number)
    }
    Binding("static func + (a: Vector, b: Vector) throws -> Vector") { (a: Vector, b: Vector) in
      try a + b
    }
    Binding("static func * (a: Double, b: Vector) -> Vector") { (a: Double, b: Vector) in a * b }
    Binding("static func / (a: Vector, b: Double) -> Vector") { (a: Vector, b: Double) in a / b }
  },
  TypeBinding(Mode.self, conformsTo: "Equatable") {
    Binding("static let plain: Mode") { Mode.plain }
    Binding("static let fancy: Mode") { Mode.fancy }
    Binding("static func custom(level: Double = 0.5) -> Mode", Mode.custom(level:))
    Binding("var name: String") { (it: Mode) in it.name }
  },
  TypeBinding(Knob.self, conformsTo: "Part") {
    Binding(
      "init(_ size: Int, mode: Mode = .plain)", example: "Knob(8).name", Knob.init(_:mode:))
  },
  TypeBinding(protocol: (any Part).self, doc: "What an engine is made of.") {
    Binding("var name: String") { (it: As<any Part>) in it.it.name }
  },
  TypeBinding(Wheel.self, conformsTo: "Part") {
    Binding("init()") { Wheel() }
  },
  TypeBinding(Engine.self, doc: "Parts that turn.") {
    Binding("init(_ parts: [any Part])", example: "Engine([Knob(8), Wheel()]).turns") {
      (parts: [As<any Part>]) in Engine(parts.map(\.it))
    }
    Binding(
      """
      @discardableResult func start(_ fuel: Vector, times: Int = 1,
        check: (Vector, Vector)? = nil) throws -> Int
      """,
      example: "Engine([Wheel()]).start(Vector([1]))"
    ) { (call: Call, it: Engine, fuel: Vector, times: Int, check: Tuple<Vector, Vector>?) in
      try call.charge(steps: times)
      return try it.start(fuel, times: times, check: check?.it)
    }
    Binding("func each(_ body: (Int, String) -> Void)") {
      (it: Engine, body: Callback<Int, String>) in
      for (index, part) in it.parts.enumerated() { try body(index, part.name) }
    }
    Binding("var turns: Int") { (it: Engine) in it.turns }
    Binding(
      "var speed: Double { get set }", get: { (it: Engine) in it.speed },
      set: { (it: inout Engine, new: Double) in it.speed = new })
  },
  TypeBinding(Store.self) {
    Binding("static func load() -> ((Vector, Vector), (Vector, Vector))") {
      let ((a, b), (c, d)) = Store.load()
      return Tuple(Tuple(a, b), Tuple(c, d))
    }
  },
]

let sampleFunctions: [Binding] = [
  Binding("func where_() -> String") { (call: Call) in
    "\(call.range.start.line):\(call.range.start.column)"
  },
  Binding("func shout(_ text: String)") { (call: Call, text: String) in
    try call.write(text.uppercased() + "\n")
  },
]
