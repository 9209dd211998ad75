/// What TeX's commands for single signs stand for. Each table is a list of "name sign" pairs; the
/// names and their classes are those of plain TeX and AMS-LaTeX, the signs those of Unicode's
/// "Unicode support for mathematics".
enum TeXSymbols {
  struct Symbol {
    var text: String
    var kind: Atom.Kind
  }

  /// Letters that slant as `x` does.
  static let slantedLetters = pairs(
    """
    alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι
    kappa κ varkappa ϰ lambda λ mu μ nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ
    varsigma ς tau τ upsilon υ phi ϕ varphi φ chi χ psi ψ omega ω partial ∂ imath ı jmath ȷ
    """)

  /// Letters and signs that stand upright.
  static let uprightLetters = pairs(
    """
    Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω nabla ∇
    infty ∞ hbar ℏ ell ℓ wp ℘ Re ℜ Im ℑ aleph ℵ beth ℶ emptyset ∅ varnothing ∅ angle ∠ top ⊤ bot ⊥
    triangle △ square □ Box □ blacksquare ■ bigstar ★ diamondsuit ♢ heartsuit ♡ clubsuit ♣
    spadesuit ♠ flat ♭ natural ♮ sharp ♯ degree ° checkmark ✓ pounds £ euro € S § P ¶ dag † ddag ‡
    copyright © # # $ $ % % & & _ _
    """)

  /// Signs set without room around them.
  static let ordinarySigns = pairs(
    """
    ldots … dots … dotsc … dotso … mathellipsis … cdots ⋯ dotsb ⋯ dotsm ⋯ dotsi ⋯ vdots ⋮ ddots ⋱
    prime ′ backprime ‵ vert | Vert ‖ | ‖ forall ∀ exists ∃ nexists ∄ neg ¬ lnot ¬ backslash \\
    """)

  static let binaries = pairs(
    """
    pm ± mp ∓ times × div ÷ cdot ⋅ ast ∗ star ⋆ circ ∘ bullet ∙ cap ∩ cup ∪ uplus ⊎ sqcap ⊓
    sqcup ⊔ vee ∨ lor ∨ wedge ∧ land ∧ setminus ∖ smallsetminus ∖ oplus ⊕ ominus ⊖ otimes ⊗
    oslash ⊘ odot ⊙ dagger † ddagger ‡ amalg ⨿ wr ≀ bigcirc ◯ diamond ⋄ triangleleft ◁
    triangleright ▷ bigtriangleup △ bigtriangledown ▽ boxplus ⊞ boxminus ⊟ boxtimes ⊠ boxdot ⊡
    And & ltimes ⋉ rtimes ⋊ circledast ⊛ circledcirc ⊚
    """)

  static let relations = pairs(
    """
    le ≤ leq ≤ leqslant ⩽ ge ≥ geq ≥ geqslant ⩾ lt < gt > ne ≠ neq ≠ equiv ≡ sim ∼ simeq ≃
    approx ≈ cong ≅ propto ∝ ll ≪ gg ≫ lll ⋘ ggg ⋙ prec ≺ succ ≻ preceq ⪯ succeq ⪰ lesssim ≲
    gtrsim ≳ approxeq ≊ asymp ≍ doteq ≐ triangleq ≜ coloneqq ≔ eqqcolon ≕ in ∈ notin ∉
    ni ∋ subset ⊂ supset ⊃ subseteq ⊆ supseteq ⊇ subsetneq ⊊ supsetneq ⊋ nsubseteq ⊈ sqsubseteq ⊑
    sqsupseteq ⊒ mid ∣ nmid ∤ parallel ∥ nparallel ∦ perp ⟂ vdash ⊢ dashv ⊣ models ⊨ vDash ⊨
    Vdash ⊩ smile ⌣ frown ⌢ bowtie ⋈ therefore ∴ because ∵
    to → gets ← rightarrow → leftarrow ← leftrightarrow ↔ Rightarrow ⇒ Leftarrow ⇐
    Leftrightarrow ⇔ longrightarrow ⟶ longleftarrow ⟵ longleftrightarrow ⟷ Longrightarrow ⟹
    Longleftarrow ⟸ Longleftrightarrow ⟺ implies ⟹ impliedby ⟸ iff ⟺ mapsto ↦ longmapsto ⟼
    uparrow ↑ downarrow ↓ updownarrow ↕ Uparrow ⇑ Downarrow ⇓ Updownarrow ⇕ nearrow ↗ searrow ↘
    swarrow ↙ nwarrow ↖ hookrightarrow ↪ hookleftarrow ↩ rightharpoonup ⇀ rightharpoondown ⇁
    leftharpoonup ↼ leftharpoondown ↽ rightleftharpoons ⇌ leftrightharpoons ⇋ rightleftarrows ⇄
    leadsto ⇝ rightsquigarrow ⇝ twoheadrightarrow ↠ circlearrowleft ↺ circlearrowright ↻
    nleq ≰ ngeq ≱ nless ≮ ngtr ≯
    """)

  /// Large signs whose limits stand below and above.
  static let largeWithLimits = pairs(
    """
    sum ∑ prod ∏ coprod ∐ bigcup ⋃ bigcap ⋂ bigvee ⋁ bigwedge ⋀ bigoplus ⨁ bigotimes ⨂ bigodot ⨀
    biguplus ⨄ bigsqcup ⨆
    """)

  /// Large signs whose limits stand at their side.
  static let largeWithScripts = pairs("int ∫ iint ∬ iiint ∭ oint ∮ oiint ∯")

  static let punctuation = pairs("colon : cdotp ⋅ ldotp .")

  static let opening = pairs(
    """
    { { lbrace { lbrack [ langle ⟨ lfloor ⌊ lceil ⌈ lvert | lVert ‖ lgroup ⟮ llbracket ⟦
    ulcorner ⌜ llcorner ⌞ lparen (
    """)

  static let closing = pairs(
    """
    } } rbrace } rbrack ] rangle ⟩ rfloor ⌋ rceil ⌉ rvert | rVert ‖ rgroup ⟯ rrbracket ⟧
    urcorner ⌝ lrcorner ⌟ rparen )
    """)

  /// Names of functions, set upright with room at their sides.
  static let functions = names(
    """
    log ln lg exp sin cos tan cot sec csc sinh cosh tanh coth arcsin arccos arctan arg deg dim hom
    ker softmax sigmoid sgn erf
    """)

  /// Names of functions whose limits stand below.
  static let functionsWithLimits: [String: String] = {
    var names = Dictionary(
      uniqueKeysWithValues: TeXSymbols.names("lim max min sup inf det gcd Pr").map { ($0, $0) })
    names["limsup"] = "lim\u{2009}sup"
    names["liminf"] = "lim\u{2009}inf"
    names["argmax"] = "arg\u{2009}max"
    names["argmin"] = "arg\u{2009}min"
    return names
  }()

  /// Room, in eighteenths of an em.
  static let spaces: [String: Int] = [
    ",": 3, "thinspace": 3, ":": 4, ">": 4, "medspace": 4, ";": 5, "thickspace": 5, "!": -3,
    "negthinspace": -3, "negmedspace": -4, "negthickspace": -5, " ": 6, "space": 6,
    "nobreakspace": 6, "enspace": 9, "enskip": 9, "quad": 18, "qquad": 36,
  ]

  struct Accent {
    var sign: String
    var stretchy = false
    var below = false
  }

  static let accents: [String: Accent] = [
    "hat": Accent(sign: "ˆ"), "check": Accent(sign: "ˇ"), "tilde": Accent(sign: "˜"),
    "acute": Accent(sign: "´"), "grave": Accent(sign: "`"), "dot": Accent(sign: "˙"),
    "ddot": Accent(sign: "¨"), "dddot": Accent(sign: "\u{20DB}"), "breve": Accent(sign: "˘"),
    "bar": Accent(sign: "¯"), "vec": Accent(sign: "→"), "mathring": Accent(sign: "˚"),
    "widehat": Accent(sign: "^", stretchy: true), "widetilde": Accent(sign: "~", stretchy: true),
    "overline": Accent(sign: "‾", stretchy: true),
    "overrightarrow": Accent(sign: "→", stretchy: true),
    "overleftarrow": Accent(sign: "←", stretchy: true),
    "overleftrightarrow": Accent(sign: "↔", stretchy: true),
    "overbrace": Accent(sign: "⏞", stretchy: true),
    "overbracket": Accent(sign: "⎴", stretchy: true),
    "underline": Accent(sign: "_", stretchy: true, below: true),
    "underbrace": Accent(sign: "⏟", stretchy: true, below: true),
    "underbracket": Accent(sign: "⎵", stretchy: true, below: true),
    "underrightarrow": Accent(sign: "→", stretchy: true, below: true),
    "underleftarrow": Accent(sign: "←", stretchy: true, below: true),
  ]

  /// What may follow `\left`, `\right`, `\middle` and `\big`, apart from the commands of the
  /// tables above: a sign as it is, or nothing for a point.
  static let delimiterScalars: [Unicode.Scalar: String] = [
    "(": "(", ")": ")", "[": "[", "]": "]", "|": "|", "/": "/", "<": "⟨", ">": "⟩", ".": "",
    "⟨": "⟨", "⟩": "⟩", "‖": "‖", "⌊": "⌊", "⌋": "⌋", "⌈": "⌈", "⌉": "⌉",
  ]

  static let delimiterCommands: [String: String] = {
    var table = Dictionary(uniqueKeysWithValues: opening + closing)
    for name in ["vert", "Vert", "|", "backslash"] {
      table[name] = ordinarySigns.first { $0.0 == name }?.1
    }
    for name in [
      "uparrow", "downarrow", "updownarrow", "Uparrow", "Downarrow", "Updownarrow",
    ] { table[name] = relations.first { $0.0 == name }?.1 }
    return table
  }()

  /// `\not` and the sign it strikes.
  static let negations: [String: String] = [
    "=": "≠", "<": "≮", ">": "≯", "∈": "∉", "∋": "∌", "≤": "≰", "≥": "≱", "⊂": "⊄", "⊃": "⊅",
    "⊆": "⊈", "⊇": "⊉", "≡": "≢", "∼": "≁", "≈": "≉", "≅": "≇", "∣": "∤", "∥": "∦", "∃": "∄",
    "→": "↛", "←": "↚", "⇒": "⇏", "⇔": "⇎", "⊨": "⊭", "≺": "⊀", "≻": "⊁",
  ]

  /// The sign, its class and how it is written, for every command that stands for one sign.
  static let byCommand: [String: Symbol] = {
    var table: [String: Symbol] = [:]
    func add(_ list: [(String, String)], _ kind: Atom.Kind) {
      for (name, text) in list { table[name] = Symbol(text: text, kind: kind) }
    }
    add(slantedLetters, .letter)
    add(uprightLetters, .uprightLetter)
    add(ordinarySigns, .ordinary)
    add(binaries, .binary)
    add(relations, .relation)
    add(largeWithLimits, .large)
    add(largeWithScripts, .large)
    add(punctuation, .punctuation)
    add(opening, .open)
    add(closing, .close)
    return table
  }()

  static let limitsByDefault: Set<String> = Set(largeWithLimits.map(\.1))

  /// The class of a sign that is written as itself.
  static let byScalar: [Unicode.Scalar: Symbol] = {
    var table: [Unicode.Scalar: Symbol] = [:]
    // The first name of a sign decides, except that ASCII has classes of its own.
    for (list, kind): ([(String, String)], Atom.Kind) in [
      (slantedLetters, .letter), (uprightLetters, .uprightLetter), (ordinarySigns, .ordinary),
      (binaries, .binary), (relations, .relation), (largeWithLimits, .large),
      (largeWithScripts, .large), (opening, .open), (closing, .close),
    ] {
      for (_, text) in list {
        guard let scalar = text.unicodeScalars.first, scalar.value >= 0x80, table[scalar] == nil
        else { continue }
        table[scalar] = Symbol(text: text, kind: kind)
      }
    }
    func add(_ scalars: String, _ kind: Atom.Kind) {
      for scalar in scalars.unicodeScalars {
        table[scalar] = Symbol(text: String(scalar), kind: kind)
      }
    }
    add("+", .binary)
    add("=<>:", .relation)
    add(",;", .punctuation)
    add("([", .open)
    add(")]!?", .close)
    add("|/\"@.`", .ordinary)
    // Typewriter signs and the ones that are meant.
    table["-"] = Symbol(text: "−", kind: .binary)
    table["−"] = Symbol(text: "−", kind: .binary)
    table["*"] = Symbol(text: "∗", kind: .binary)
    table["·"] = Symbol(text: "⋅", kind: .binary)
    return table
  }()

  private static func pairs(_ list: String) -> [(String, String)] {
    let words = names(list)
    return stride(from: 0, to: words.count - 1, by: 2).map { (words[$0], words[$0 + 1]) }
  }

  private static func names(_ list: String) -> [String] {
    list.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init)
  }
}
