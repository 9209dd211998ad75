import LessonModel

// This file is the one place where a formula becomes part of a page.

/// A formula as it stands in a page.
func renderMath(_ formula: MathFormula) -> Markup {
  element("code", ["class": formula.display ? "math display" : "math"], formula.source)
}
