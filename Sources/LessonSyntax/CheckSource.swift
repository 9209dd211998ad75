/// What the lowering notes about `#expect` and `#require` beside their arguments: the source of the
/// condition and, where it compares two things, of both sides.
///
/// The texts travel as further arguments under labels that no program can write.
public struct CheckSource {
  /// The arguments as the cell writes them.
  public var arguments: [Argument]
  /// The source of the condition.
  public var condition = ""
  /// The source of what stands left of the comparison; `nil` when nothing is compared.
  public var left: String?
  /// The source of what stands right of it.
  public var right: String?

  /// Takes the notes out of a macro's arguments.
  public init(_ all: [Argument]) {
    arguments = []
    for argument in all {
      guard let label = argument.label?.text, label.hasPrefix("#"),
        case .string(let parts) = argument.value.kind, case .text(let text)? = parts.first
      else {
        arguments.append(argument)
        continue
      }
      switch label {
      case "#condition": condition = text
      case "#left": left = text
      default: right = text
      }
    }
  }

  /// The names of the macros that check.
  static let names: Set<String> = ["expect", "require"]

  static func note(_ label: String, _ text: String, at range: Place) -> Argument {
    Argument(
      label: Name("#" + label, range), value: Expression(.string([.text(text)]), range),
      isTrailing: false)
  }
}
