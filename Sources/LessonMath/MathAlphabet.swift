/// A style of letters, as Unicode's block "Mathematical Alphanumeric Symbols" has it.
enum MathAlphabet {
  case italic, roman, bold, boldItalic, blackboard, script, fraktur, sansSerif, monospace

  /// Whether neighbouring letters make one name: `\mathrm{softmax}`.
  var joinsLetters: Bool {
    switch self {
    case .roman, .bold, .sansSerif, .monospace: true
    case .italic, .boldItalic, .blackboard, .script, .fraktur: false
    }
  }

  /// The letter or digit in this style; itself where Unicode has none.
  func styled(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    if let exception = Self.exceptions[self]?[scalar] { return exception }
    let bases: (capital: UInt32, small: UInt32, digit: UInt32?) =
      switch self {
      case .italic, .roman: (0, 0, nil)
      case .bold: (0x1D400, 0x1D41A, 0x1D7CE)
      case .boldItalic: (0x1D468, 0x1D482, 0x1D7CE)
      case .blackboard: (0x1D538, 0x1D552, 0x1D7D8)
      case .script: (0x1D49C, 0x1D4B6, nil)
      case .fraktur: (0x1D504, 0x1D51E, nil)
      case .sansSerif: (0x1D5A0, 0x1D5BA, 0x1D7E2)
      case .monospace: (0x1D670, 0x1D68A, 0x1D7F6)
      }
    guard bases.capital > 0 else { return scalar }
    let moved: UInt32? =
      switch scalar {
      case "A"..."Z": bases.capital + scalar.value - 0x41
      case "a"..."z": bases.small + scalar.value - 0x61
      case "0"..."9": bases.digit.map { $0 + scalar.value - 0x30 }
      default: nil
      }
    return moved.flatMap(Unicode.Scalar.init) ?? greek(scalar)
  }

  /// Greek letters are bold only; capitals stay upright, as in LaTeX.
  private func greek(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    guard self == .bold || self == .boldItalic else { return scalar }
    let small: UInt32 = self == .bold ? 0x1D6C2 : 0x1D736
    let variants: [Unicode.Scalar] = ["∂", "ϵ", "ϑ", "ϰ", "ϕ", "ϱ", "ϖ"]
    let moved: UInt32? =
      switch scalar {
      case "Α"..."Ω": 0x1D6A8 + scalar.value - 0x391
      case "∇": 0x1D6C1
      case "α"..."ω": small + scalar.value - 0x3B1
      default:
        variants.firstIndex(of: scalar).map { small + 25 + UInt32($0) }
      }
    return moved.flatMap(Unicode.Scalar.init) ?? scalar
  }

  /// Letters that Unicode had before it had the block.
  private static let exceptions: [MathAlphabet: [Unicode.Scalar: Unicode.Scalar]] = [
    .blackboard: ["C": "ℂ", "H": "ℍ", "N": "ℕ", "P": "ℙ", "Q": "ℚ", "R": "ℝ", "Z": "ℤ"],
    .script: [
      "B": "ℬ", "E": "ℰ", "F": "ℱ", "H": "ℋ", "I": "ℐ", "L": "ℒ", "M": "ℳ", "R": "ℛ", "e": "ℯ",
      "g": "ℊ", "o": "ℴ",
    ],
    .fraktur: ["C": "ℭ", "H": "ℌ", "I": "ℑ", "R": "ℜ", "Z": "ℨ"],
  ]
}
