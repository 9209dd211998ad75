/// Compares values of one type, as the standard library's operators do.
enum Ordering {
  static func equal(_ a: Value, _ b: Value) -> Bool {
    switch (a, b) {
    case (.void, .void), (.none, .none): return true
    case (.int(let x), .int(let y)): return x == y
    case (.uint(let x), .uint(let y)): return x == y
    case (.table(let x), .table(let y)): return x == y
    case (.substring(let x), .substring(let y)): return x == y
    case (.substring(let x), .string(let y)): return x == y
    case (.string(let x), .substring(let y)): return x == y
    case (.double(let x), .double(let y)): return x == y
    case (.float(let x), .float(let y)): return x == y
    case (.bool(let x), .bool(let y)): return x == y
    case (.string(let x), .string(let y)): return x == y
    case (.character(let x), .character(let y)): return x == y
    case (.some(let x), .some(let y)): return equal(x, y)
    case (.array(.ints(let xs)), .array(.ints(let ys))): return xs == ys
    // As in Swift, an array equals itself even when a NaN is in it.
    case (.array(.doubles(let xs)), .array(.doubles(let ys))): return xs == ys
    case (.array(let xs), .array(let ys)):
      return xs.count == ys.count && zip(xs, ys).allSatisfy { equal($0, $1) }
    case (.tuple(let xs), .tuple(let ys)):
      return xs.count == ys.count && zip(xs, ys).allSatisfy { equal($0, $1) }
    case (.slice(let xs), .slice(let ys)):
      return xs.count == ys.count && zip(xs, ys).allSatisfy { equal($0, $1) }
    case (.range(let a, let b), .range(let x, let y)): return a == x && b == y
    case (.interval(let a, let b), .interval(let x, let y)): return a == x && b == y
    case (.host(let x), .host(let y)): return x.isEqual(to: y)
    case (.instance(let x), .instance(let y)): return Instance.equal(x, y)
    default: return false
    }
  }

  static func less(_ a: Value, _ b: Value) -> Bool {
    switch (a, b) {
    case (.int(let x), .int(let y)): return x < y
    case (.uint(let x), .uint(let y)): return x < y
    case (.substring(let x), .substring(let y)): return x < y
    case (.substring(let x), .string(let y)): return x < y
    case (.string(let x), .substring(let y)): return x < y
    case (.double(let x), .double(let y)): return x < y
    case (.float(let x), .float(let y)): return x < y
    case (.string(let x), .string(let y)): return x < y
    case (.character(let x), .character(let y)): return x < y
    case (.tuple(let xs), .tuple(let ys)):
      for (x, y) in zip(xs, ys) where !equal(x, y) { return less(x, y) }
      return false
    case (.host(let x), .host(let y)): return x.isLess(than: y)
    case (.instance(let x), .instance(let y)): return Instance.less(x, y)
    default: return false
    }
  }

  static func lessOrEqual(_ a: Value, _ b: Value) -> Bool {
    switch (a, b) {
    case (.double(let x), .double(let y)): return x <= y
    case (.float(let x), .float(let y)): return x <= y
    case (.tuple(let xs), .tuple(let ys)):
      for (x, y) in zip(xs, ys) where !equal(x, y) { return lessOrEqual(x, y) }
      return true
    case (.instance, .instance): return !less(b, a)
    default: return less(a, b) || equal(a, b)
    }
  }
}

extension HostBox {
  /// Whether two values of the library are equal by their own `==`.
  func isEqual(to other: HostBox) -> Bool {
    func compare<T: Equatable>(_ a: T) -> Bool { (other.any as? T).map { a == $0 } ?? false }
    guard let own = any as? any Equatable else { return false }
    return compare(own)
  }

  /// Whether one value of the library is less than another by its own `<`.
  func isLess(than other: HostBox) -> Bool {
    func compare<T: Comparable>(_ a: T) -> Bool { (other.any as? T).map { a < $0 } ?? false }
    guard let own = any as? any Comparable else { return false }
    return compare(own)
  }
}
