import LessonModel

/// `SourceRange` by a name that swift-syntax does not use: in files that see both.
typealias Place = SourceRange
