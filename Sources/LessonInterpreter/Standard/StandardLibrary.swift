/// The part of Swift's standard library that a cell can use.
enum StandardLibrary {
  static let types: [TypeBinding] = []
  static let functions: [Binding] = []
}
