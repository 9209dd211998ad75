import LessonModel

/// Code of the standard library, made for the types of one use.
struct Intrinsic: Sendable {
  /// Makes the code of one use.
  let make: @Sendable (Use) -> Code

  /// One use of a declaration: what it is given, as code.
  struct Use {
    /// The arguments in the order of the parameters, the value it is called on first.
    var arguments: [Operand]
    /// The type of the result.
    var result: Type
    /// What the generic parameters stand for here.
    var generics: [String: Type]
    /// Where the use stands.
    var range: SourceRange
    /// The first free slots, for functions that are called from here.
    var window: (words: Int, values: Int)
    /// The library, for what depends on a type's conformances.
    var library: Library
  }

  /// One argument: code for its value, or the variable itself.
  enum Operand {
    case code(Code, Type)
    case place(Place, Type)
  }
}

extension Binding {
  /// A declaration of the standard library.
  init(
    intrinsic declaration: String, doc: String = "", example: String = "",
    _ make: @escaping @Sendable (Intrinsic.Use) -> Code
  ) {
    self.init(
      declaration, doc: doc, example: example, implementation: .intrinsic(Intrinsic(make: make)))
  }
}

extension Intrinsic.Use {
  func type(_ index: Int) -> Type {
    switch arguments[index] {
    case .code(_, let type), .place(_, let type): type
    }
  }

  /// Code that gives the argument as a `Value`.
  func value(_ index: Int) -> Run<Value> {
    switch arguments[index] {
    case .code(let code, _): code.boxed
    case .place(let place, _): place.load
    }
  }

  func int(_ index: Int) -> Run<Int> {
    if case .code(.int(let run), _) = arguments[index] { return run }
    let run = value(index)
    return { try run($0).int }
  }

  func double(_ index: Int) -> Run<Double> {
    if case .code(.double(let run), _) = arguments[index] { return run }
    let run = value(index)
    return { try run($0).double }
  }

  func bool(_ index: Int) -> Run<Bool> {
    if case .code(.bool(let run), _) = arguments[index] { return run }
    let run = value(index)
    return { try run($0).bool }
  }

  func string(_ index: Int) -> Run<String> {
    let run = value(index)
    return { try run($0).string }
  }

  func array(_ index: Int) -> Run<Elements> {
    let run = value(index)
    return { try run($0).array }
  }

  func function(_ index: Int) -> Run<Function> {
    let run = value(index)
    return { try run($0).function }
  }

  func place(_ index: Int) -> Place {
    switch arguments[index] {
    case .place(let place, _): return place
    case .code(let code, _): return Place(temporary: code.boxed)
    }
  }
}

/// A variable, or a part of one: what can be changed where it is.
struct Place {
  /// Gives the value.
  let load: Run<Value>
  /// Changes the value where it is.
  let modify: (Frame, (inout Value) throws -> Void) throws -> Void

  init(
    load: @escaping Run<Value>,
    modify: @escaping (Frame, (inout Value) throws -> Void) throws -> Void
  ) {
    self.load = load
    self.modify = modify
  }

  /// A value that belongs to no variable: changes are lost.
  init(temporary run: @escaping Run<Value>) {
    load = run
    modify = { frame, change in
      var value = try run(frame)
      try change(&value)
    }
  }
}
