public import LessonModel
internal import SwiftParser
internal import SwiftSyntax

/// Finds what the words of Swift code are, for colouring. Any text has an answer; text that is no
/// Swift has its strings, numbers and comments at least.
public struct Highlighter {
  /// What the words of a code are, in their order, without overlaps.
  public static func highlight(_ source: String) -> [Cell.Highlight] {
    guard source.utf8.count <= Lowering.longestCell, BracketScan(source).excess == nil else {
      return []
    }
    return LargeStack.run {
      var highlighter = Highlighter()
      let tree = Parser.parse(source: source)
      for token in tree.tokens(viewMode: .sourceAccurate) { highlighter.add(token) }
      return highlighter.found
    }
  }

  private var found: [Cell.Highlight] = []

  private mutating func add(_ token: TokenSyntax) {
    add(token.leadingTrivia, from: token.position.utf8Offset)
    if let kind = kind(token), token.trimmedLength.utf8Length > 0 {
      append(
        kind, token.positionAfterSkippingLeadingTrivia.utf8Offset, token.trimmedLength.utf8Length)
    }
    add(token.trailingTrivia, from: token.endPositionBeforeTrailingTrivia.utf8Offset)
  }

  private mutating func add(_ trivia: Trivia, from start: Int) {
    var offset = start
    for piece in trivia {
      let length = piece.sourceLength.utf8Length
      switch piece {
      case .lineComment, .blockComment, .docLineComment, .docBlockComment:
        append(.comment, offset, length)
      default: break
      }
      offset += length
    }
  }

  private mutating func append(_ kind: Cell.Highlight.Kind, _ offset: Int, _ length: Int) {
    // The pieces of a string, its quotes included, are one.
    if kind == .string, let last = found.last, last.kind == .string,
      last.offset + last.length == offset
    {
      found[found.count - 1].length += length
      return
    }
    found.append(Cell.Highlight(offset: offset, length: length, kind: kind))
  }

  private func kind(_ token: TokenSyntax) -> Cell.Highlight.Kind? {
    switch token.tokenKind {
    case .keyword:
      return token.parent?.is(MemberAccessExprSyntax.self) == true ? .member : .keyword
    case .pound, .poundAvailable, .poundElse, .poundElseif, .poundEndif, .poundIf,
      .poundSourceLocation, .poundUnavailable:
      return .keyword
    case .integerLiteral, .floatLiteral: return .number
    case .stringQuote, .multilineStringQuote, .stringSegment, .rawStringPoundDelimiter,
      .singleQuote:
      return .string
    case .binaryOperator, .prefixOperator, .postfixOperator, .equal, .arrow, .prefixAmpersand,
      .infixQuestionMark:
      return .operator
    case .postfixQuestionMark, .exclamationMark:
      return token.parent?.is(ExprSyntax.self) == true ? .operator : nil
    case .atSign: return .attribute
    case .dollarIdentifier: return .keyword
    case .identifier: return identifier(token)
    default: return nil
    }
  }

  private func identifier(_ token: TokenSyntax) -> Cell.Highlight.Kind? {
    guard let parent = token.parent else { return nil }
    if token.text.hasPrefix("<#") { return .comment }
    if parent.is(LabeledExprSyntax.self) || parent.is(FunctionParameterSyntax.self)
      || parent.is(MultipleTrailingClosureElementSyntax.self)
      || parent.is(DeclNameArgumentSyntax.self)
    {
      return .label
    }
    if parent.is(IdentifierTypeSyntax.self) {
      return parent.parent?.is(AttributeSyntax.self) == true ? .attribute : .type
    }
    if parent.is(MemberTypeSyntax.self) || parent.is(GenericParameterSyntax.self) { return .type }
    if parent.is(MacroExpansionExprSyntax.self) { return .keyword }
    if parent.is(FunctionDeclSyntax.self) { return .call }
    guard let reference = parent.as(DeclReferenceExprSyntax.self) else { return nil }
    let isCapital = token.text.first?.isUppercase ?? false
    var whole = ExprSyntax(reference)
    var isMember = false
    if let access = reference.parent?.as(MemberAccessExprSyntax.self),
      access.declName.id == reference.id
    {
      whole = ExprSyntax(access)
      isMember = true
    }
    if isCapital { return .type }
    if let call = whole.parent?.as(FunctionCallExprSyntax.self),
      call.calledExpression.id == whole.id
    {
      return .call
    }
    return isMember ? .member : nil
  }
}
