// This file knows which types conform to which protocols.

extension Library {
  /// The protocols each standard type conforms to without conditions.
  private static let standard: [String: Set<String>] = {
    let number: Set = [
      "Equatable", "Comparable", "Hashable", "Numeric", "SignedNumeric", "AdditiveArithmetic",
      "Strideable", "CustomStringConvertible", "CVarArg", "Sendable",
    ]
    let floating = number.union([
      "FloatingPoint", "BinaryFloatingPoint", "LosslessStringConvertible",
    ])
    let integer = number.union([
      "BinaryInteger", "FixedWidthInteger", "SignedInteger", "LosslessStringConvertible",
    ])
    let unsigned = integer.subtracting(["SignedInteger", "SignedNumeric"]).union([
      "UnsignedInteger"
    ])
    let text: Set = [
      "Equatable", "Comparable", "Hashable", "CustomStringConvertible", "StringProtocol", "CVarArg",
      "Sendable", "LosslessStringConvertible", "Sequence", "Collection",
      "BidirectionalCollection",
    ]
    var standard: [String: Set<String>] = [
      "Double": floating, "Float": floating,
      "Bool": [
        "Equatable", "Hashable", "CustomStringConvertible", "LosslessStringConvertible", "Sendable",
      ],
      "String": text.union(["RangeReplaceableCollection"]), "Substring": text,
      "String.Index": ["Equatable", "Comparable", "Hashable", "Sendable"],
      "UnicodeScalar": [
        "Equatable", "Comparable", "Hashable", "CustomStringConvertible",
        "LosslessStringConvertible", "Sendable",
      ],
      "String.UTF8View": ["Sequence", "Collection", "BidirectionalCollection", "Sendable"],
      "String.UnicodeScalarView": [
        "Sequence", "Collection", "BidirectionalCollection", "Sendable",
      ],
      "Character": [
        "Equatable", "Comparable", "Hashable", "CustomStringConvertible",
        "LosslessStringConvertible", "Sendable",
      ],
    ]
    for kind in IntegerKind.allCases {
      standard[kind.rawValue] = kind.isSigned ? integer : unsigned
    }
    return standard
  }()

  /// The kinds of sequence, each with what it is besides a `Sequence`.
  private static let sequences: [String: Set<String>] = {
    let indexed: Set = [
      "Sequence", "Collection", "BidirectionalCollection", "RandomAccessCollection",
    ]
    let array = indexed.union(["MutableCollection", "RangeReplaceableCollection"])
    return [
      "Array": array, "ArraySlice": array, "Range": indexed, "ClosedRange": indexed,
      "ReversedCollection": indexed, "EnumeratedSequence": ["Sequence"],
      "Slice": indexed, "DefaultIndices": indexed, "FlattenSequence": ["Sequence"],
      "JoinedSequence": ["Sequence"], "PrefixSequence": ["Sequence"],
      "DropFirstSequence": ["Sequence"],
      "Set": ["Sequence", "Collection"], "Dictionary": ["Sequence", "Collection"],
      "Dictionary.Keys": ["Sequence", "Collection"],
      "Dictionary.Values": ["Sequence", "Collection"], "PartialRangeFrom": ["Sequence"],
      "Zip2Sequence": ["Sequence"], "StrideTo": ["Sequence"], "StrideThrough": ["Sequence"],
    ]
  }()

  /// Whether a type conforms to a protocol.
  func conforms(_ type: Type, to name: String) -> Bool {
    if let known = table?.conforms(type, to: name, self) { return known }
    switch type {
    case .error: return true
    case .existential(let own): return own == name || name == "Any"
    case .named("Optional", let arguments), .named("Array", let arguments),
      .named("ArraySlice", let arguments), .named("Set", let arguments),
      .named("Dictionary", let arguments):
      guard case .named(let kind, _) = type else { return false }
      switch name {
      case "Equatable", "Hashable": return arguments.allSatisfy { conforms($0, to: name) }
      case "CustomStringConvertible": return kind != "Optional"
      default: return Self.sequences[kind]?.contains(name) ?? false
      }
    case .named("PartialRangeFrom", let arguments) where name == "Sequence":
      return arguments.first.map { conforms($0, to: "BinaryInteger") } ?? false
    case .named(let kind, _):
      if let known = Self.standard[kind] { return known.contains(name) }
      if let known = Self.sequences[kind] {
        return known.contains(name)
          || (kind.hasSuffix("Range")
            && ["Equatable", "Hashable", "CustomStringConvertible"]
              .contains(name))
      }
      return types[kind]?.protocols.contains(name) ?? false
    case .tuple, .function, .parameter, .variable, .metatype: return false
    }
  }

  /// What a sequence of this type gives, if it is one.
  func element(of type: Type) -> Type? {
    switch type {
    case .parameter(let key): return table?.element(of: key)
    case .string, .named("Substring", _): return .character
    case .named("String.UTF8View", _): return .named("UInt8", [])
    case .named("String.UnicodeScalarView", _): return .named("UnicodeScalar", [])
    case .named("Set", let arguments), .named("Dictionary.Keys", let arguments):
      return arguments.first
    case .named("Dictionary.Values", let arguments): return arguments.last
    case .named("Dictionary", let arguments):
      guard arguments.count == 2 else { return nil }
      return .tuple([.init("key", arguments[0]), .init("value", arguments[1])])
    case .named("Range", let arguments), .named("ClosedRange", let arguments),
      .named("PartialRangeFrom", let arguments):
      // Only ranges of whole numbers can be walked.
      guard let bound = arguments.first else { return nil }
      if case .variable = bound { return bound }
      return conforms(bound, to: "BinaryInteger") ? bound : nil
    case .named("EnumeratedSequence", let arguments):
      guard let base = arguments.first, let element = element(of: base) else { return nil }
      return .tuple([.init("offset", .int), .init("element", element)])
    case .named("Zip2Sequence", let arguments):
      guard arguments.count == 2, let first = element(of: arguments[0]),
        let second = element(of: arguments[1])
      else { return nil }
      return .tuple([.init(nil, first), .init(nil, second)])
    case .named("ReversedCollection", let arguments), .named("Slice", let arguments),
      .named("PrefixSequence", let arguments), .named("DropFirstSequence", let arguments):
      return arguments.first.flatMap { element(of: $0) }
    case .named("DefaultIndices", _): return .named("String.Index", [])
    case .named("FlattenSequence", let arguments), .named("JoinedSequence", let arguments):
      return arguments.first
    case .named("Array", let arguments), .named("ArraySlice", let arguments),
      .named("StrideTo", let arguments), .named("StrideThrough", let arguments):
      return arguments.first
    default: return nil
    }
  }

  /// Whether a literal can be of a type.
  func accepts(_ literal: Solver.Literal, _ type: Type) -> Bool {
    switch (literal, type) {
    case (_, .error): true
    case (.integer, .parameter): conforms(type, to: "Numeric")
    case (.floating, .parameter): conforms(type, to: "BinaryFloatingPoint")
    case (.integer, .double), (.integer, .float): true
    case (.integer, _) where type.integerKind != nil: true
    case (.floating, .double), (.floating, .float): true
    case (.string, .string), (.character, .string), (.character, .character): true
    case (.string, .named("Substring", _)), (.character, .named("Substring", _)): true
    case (.character, .named("UnicodeScalar", _)): true
    default: false
    }
  }
}
