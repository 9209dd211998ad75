import LessonModel

// This file declares what a type's own `hash(into:)` is given. What it adds is not looked at: a type
// with a `==` of its own is found by that alone (see `Instance.hash`).

extension StandardLibrary {
  static let hashers = TypeBinding(
    standard: "Hasher",
    members: [
      Binding(intrinsic: "init()") { _ in .value { _ in .int(0) } },
      Binding(intrinsic: "mutating func combine<H: Hashable>(_ value: H)") { use in
        let run = use.value(1)
        return .void { _ = try run($0) }
      },
    ])
}
