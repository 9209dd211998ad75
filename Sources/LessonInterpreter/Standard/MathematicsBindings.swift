// This file declares the mathematical functions, for `Double` and `Float`.
import LessonNumerics

extension StandardLibrary {
  static let mathematics: [Binding] =
    one("sqrt") { $0.squareRoot() } + one("exp", Mathematics.exp) + one("log", Mathematics.log)
    + one("log2", Mathematics.log2) + one("log10", Mathematics.log10)
    + one("sin", Mathematics.sin) + one("cos", Mathematics.cos) + one("tan", Mathematics.tan)
    + one("asin", Mathematics.asin) + one("acos", Mathematics.acos)
    + one("atan", Mathematics.atan) + one("sinh", Mathematics.sinh)
    + one("cosh", Mathematics.cosh) + one("tanh", Mathematics.tanh)
    + one("round") { $0.rounded() } + one("floor") { $0.rounded(.down) }
    + one("ceil") { $0.rounded(.up) } + one("trunc") { $0.rounded(.towardZero) }
    + two("pow", Mathematics.pow) + two("atan2", Mathematics.atan2)
    + two("hypot", Mathematics.hypot)

  private static func one(
    _ name: String, _ function: @escaping @Sendable (Double) -> Double
  ) -> [Binding] {
    [
      Binding(intrinsic: "func \(name)(_ x: Double) -> Double") { use in
        let run = use.double(0)
        return .double { function(try run($0)) }
      },
      Binding(intrinsic: "func \(name)(_ x: Float) -> Float") { use in
        let run = use.value(0)
        return .value { frame in
          guard case .float(let x) = try run(frame) else { throw InternalError("Float") }
          return .float(Float(function(Double(x))))
        }
      },
    ]
  }

  private static func two(
    _ name: String, _ function: @escaping @Sendable (Double, Double) -> Double
  ) -> [Binding] {
    [
      Binding(intrinsic: "func \(name)(_ x: Double, _ y: Double) -> Double") { use in
        let (a, b) = (use.double(0), use.double(1))
        return .double { frame in
          let x = try a(frame)
          return function(x, try b(frame))
        }
      },
      Binding(intrinsic: "func \(name)(_ x: Float, _ y: Float) -> Float") { use in
        let (a, b) = (use.value(0), use.value(1))
        return .value { frame in
          guard case .float(let x) = try a(frame), case .float(let y) = try b(frame) else {
            throw InternalError("Float")
          }
          return .float(Float(function(Double(x), Double(y))))
        }
      },
    ]
  }
}
