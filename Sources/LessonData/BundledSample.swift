#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Finds the resources that the build puts beside the program.
///
/// SwiftPM's own `Bundle.module` ends the process when they are not there, which somebody who copies
/// the program elsewhere would meet; here that is a value.
enum BundledSample {
  /// The folders in which the resource folder `name` may lie, the likeliest first.
  static func folders(named name: String) -> [String] {
    let bundles = ["lesson_LessonData.resources", "lesson_LessonData.bundle"]
    let inside = ["", "/Contents/Resources"]
    guard let image = imageFolder() else { return [] }
    // Beside the program; three folders up on macOS, where tests are a bundle of their own; and where an
    // installed program has its data.
    let places = ["", "/..", "/../..", "/../../..", "/../Resources", "/../share/lesson"]
    return places.flatMap { place in
      bundles.flatMap { bundle in
        inside.map { "\(image)\(place)/\(bundle)\($0)/\(name)" }
      }
    }
  }

  /// The folder of the program or, on macOS, of the library that this code is in: tests are one.
  private static func imageFolder() -> String? {
    var path = ""
    #if canImport(Darwin)
      var information = Dl_info()
      if dladdr(#dsohandle, &information) != 0, let name = information.dli_fname {
        path = String(cString: name)
      }
    #else
      let link = [UInt8](unsafeUninitializedCapacity: 4096) { buffer, count in
        guard let start = buffer.baseAddress else { return }
        count = max(0, readlink("/proc/self/exe", start, buffer.count))
      }
      path = String(decoding: link, as: UTF8.self)
    #endif
    guard path.hasPrefix("/"), let slash = path.lastIndex(of: "/") else { return nil }
    return String(path[..<slash])
  }
}

extension DataError {
  static func noSample(of set: NamedDataset, folder: String) -> DataError {
    DataError(
      .missing,
      "the sample of \(set.name) is missing: expected the folder "
        + "'lesson_LessonData.resources/\(folder)' beside the program",
      hint: "build the program again with 'swift build', and keep that folder with it")
  }
}
