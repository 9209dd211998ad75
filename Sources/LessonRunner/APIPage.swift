import LessonInterpreter

/// The library a cell can call as a page of the documentation.
enum APIPage {
  static func text(_ library: LibraryText) -> String {
    var page = """
      # What a cell can call

      The library of a lesson and the part of Swift's standard library that cells know, as Swift \
      declarations. This page is `lesson api --markdown`; `lesson api NAME` shows one type or function.

      ## The lesson library

      """
    var isStandard = false
    for section in library.sections {
      if section.isStandard, !isStandard {
        isStandard = true
        page += "\n## Swift's own\n"
      }
      let title = section.name.isEmpty ? "Functions" : "`\(section.name)`"
      page += "\n### \(title)\n\n```swift\n\(section.text)```\n"
    }
    return page
  }
}
