// This file lets the standard library's types pass between a cell and the library.

extension Int: Bridged {
  /// `Int`.
  public static var scriptType: Type { .int }
  /// The number.
  public static func fromScript(_ value: Value) -> Int? {
    if case .int(let number) = value { number } else { nil }
  }
  /// The number.
  public var scriptValue: Value { .int(self) }
}

extension UInt64: Bridged {
  /// `UInt64`.
  public static var scriptType: Type { .named("UInt64", []) }
  /// The number.
  public static func fromScript(_ value: Value) -> UInt64? {
    if case .uint(let number) = value { number } else { nil }
  }
  /// The number.
  public var scriptValue: Value { .uint(self) }
}

extension Double: Bridged {
  /// `Double`.
  public static var scriptType: Type { .double }
  /// The number.
  public static func fromScript(_ value: Value) -> Double? {
    if case .double(let number) = value { number } else { nil }
  }
  /// The number.
  public var scriptValue: Value { .double(self) }
}

extension Float: Bridged {
  /// `Float`.
  public static var scriptType: Type { .float }
  /// The number.
  public static func fromScript(_ value: Value) -> Float? {
    if case .float(let number) = value { number } else { nil }
  }
  /// The number.
  public var scriptValue: Value { .float(self) }
}

extension Bool: Bridged {
  /// `Bool`.
  public static var scriptType: Type { .bool }
  /// The truth value.
  public static func fromScript(_ value: Value) -> Bool? {
    if case .bool(let bool) = value { bool } else { nil }
  }
  /// The truth value.
  public var scriptValue: Value { .bool(self) }
}

extension String: Bridged {
  /// `String`.
  public static var scriptType: Type { .string }
  /// The text.
  public static func fromScript(_ value: Value) -> String? {
    if case .string(let text) = value { text } else { nil }
  }
  /// The text.
  public var scriptValue: Value { .string(self) }
}

extension Character: Bridged {
  /// `Character`.
  public static var scriptType: Type { .character }
  /// The character.
  public static func fromScript(_ value: Value) -> Character? {
    if case .character(let character) = value { character } else { nil }
  }
  /// The character.
  public var scriptValue: Value { .character(self) }
}

extension Array: HostArgument where Element: Bridged {}
extension Array: Bridged where Element: Bridged {
  /// `[Element]`.
  public static var scriptType: Type { .array(Element.scriptType) }
  /// The elements.
  public static func fromScript(_ value: Value) -> [Element]? {
    guard case .array(let values) = value else { return nil }
    switch values {
    case .ints(let all): if let all = all as? [Element] { return all }
    case .doubles(let all): if let all = all as? [Element] { return all }
    case .floats(let all): if let all = all as? [Element] { return all }
    case .bools(let all): if let all = all as? [Element] { return all }
    case .values: break
    }
    var elements: [Element] = []
    elements.reserveCapacity(values.count)
    for value in values {
      guard let element = Element.fromScript(value) else { return nil }
      elements.append(element)
    }
    return elements
  }
  /// The elements.
  public var scriptValue: Value {
    switch Element.self {
    case is Int.Type: if let all = self as? [Int] { return .array(.ints(all)) }
    case is Double.Type: if let all = self as? [Double] { return .array(.doubles(all)) }
    case is Float.Type: if let all = self as? [Float] { return .array(.floats(all)) }
    case is Bool.Type: if let all = self as? [Bool] { return .array(.bools(all)) }
    default: break
    }
    var elements = Elements()
    elements.reserveCapacity(count)
    for element in self { elements.append(element.scriptValue) }
    return .array(elements)
  }
}

extension Optional: HostArgument where Wrapped: Bridged {}
extension Optional: Bridged where Wrapped: Bridged {
  /// `Wrapped?`.
  public static var scriptType: Type { .optional(Wrapped.scriptType) }
  /// The value, or nil.
  public static func fromScript(_ value: Value) -> Wrapped?? {
    switch value {
    case .none: return .some(nil)
    case .some(let inner): return Wrapped.fromScript(inner).map { .some($0) }
    default: return Wrapped.fromScript(value).map { .some($0) }
    }
  }
  /// The value, or nil.
  public var scriptValue: Value {
    guard let self else { return .none }
    return Value.wrapped(self.scriptValue, isOptional: Wrapped.scriptType.wrapped != nil)
  }
}

extension Range: HostArgument where Bound == Int {}
extension Range: Bridged where Bound == Int {
  /// `Range<Int>`.
  public static var scriptType: Type { .named("Range", [.int]) }
  /// The range.
  public static func fromScript(_ value: Value) -> Range<Int>? {
    guard case .range(let lower, let upper) = value, lower <= upper else { return nil }
    return lower..<upper
  }
  /// The range.
  public var scriptValue: Value { .range(lowerBound, upperBound) }
}

extension ClosedRange: HostArgument where Bound == Int {}
extension ClosedRange: Bridged where Bound == Int {
  /// `ClosedRange<Int>`.
  public static var scriptType: Type { .named("ClosedRange", [.int]) }
  /// The range.
  public static func fromScript(_ value: Value) -> ClosedRange<Int>? {
    guard case .range(let lower, let upper) = value, lower <= upper else { return nil }
    return lower...upper
  }
  /// The range.
  public var scriptValue: Value { .range(lowerBound, upperBound) }
}

extension Value {
  /// A value as an optional of its type.
  static func wrapped(_ value: Value, isOptional: Bool) -> Value {
    isOptional ? .some(value) : value
  }
}
