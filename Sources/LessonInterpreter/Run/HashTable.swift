/// The storage of a dictionary or a set: entries in the order of their insertion, found by hash.
///
/// The order does not follow Swift's, which changes from process to process; the checker sees to it
/// that no cell shows an order. What happens is still the same on every run, whatever the hashes are.
public final class HashTable {
  struct Entry {
    var key: Value
    var value: Value
    var hash: Int
  }

  private(set) var entries: [Entry] = []
  /// Where the entry of a hash is: its index, or -1. As long as a power of two, at least a quarter
  /// empty.
  private var slots: [Int32] = []

  init() {}

  /// A table with the same entries.
  init(copying other: HashTable) {
    entries = other.entries
    slots = other.slots
  }

  var count: Int { entries.count }

  /// The bytes an entry takes, for the budgets.
  static let bytesPerEntry = 2 * MemoryLayout<Entry>.stride + 8

  // MARK: Finding

  /// The index of a key's entry.
  @inline(__always)
  func find(_ key: Value) -> Int? { find(key, Self.hash(key)) }

  @inline(__always)
  private func find(_ key: Value, _ hash: Int) -> Int? {
    guard !slots.isEmpty else { return nil }
    let mask = slots.count &- 1
    var slot = hash & mask
    while true {
      let index = Int(slots[slot])
      if index < 0 { return nil }
      if entries[index].hash == hash, Self.equal(entries[index].key, key) { return index }
      slot = (slot &+ 1) & mask
    }
  }

  subscript(_ key: Value) -> Value? { find(key).map { entries[$0].value } }

  func contains(_ key: Value) -> Bool { find(key) != nil }

  // MARK: Changing

  /// The index of a key's entry, which is made with a value when it is missing.
  @inline(__always)
  func index(
    of key: Value, inserting value: () throws -> Value
  ) rethrows -> (index: Int, isNew: Bool) {
    let hash = Self.hash(key)
    if let index = find(key, hash) { return (index, false) }
    append(Entry(key: key, value: try value(), hash: hash))
    return (entries.count - 1, true)
  }

  /// Changes the value of an entry where it is.
  @inline(__always)
  func modify(_ index: Int, _ change: (inout Value) throws -> Void) rethrows {
    try change(&entries[index].value)
  }

  func set(_ value: Value, at index: Int) { entries[index].value = value }

  /// Gives a key a value.
  func set(_ key: Value, _ value: Value) {
    let (index, isNew) = index(of: key) { value }
    if !isNew { entries[index].value = value }
  }

  private func append(_ entry: Entry) {
    if (entries.count + 1) * 4 > slots.count * 3 { grow() }
    place(entry.hash, Int32(entries.count))
    entries.append(entry)
  }

  private func place(_ hash: Int, _ index: Int32) {
    let mask = slots.count &- 1
    var slot = hash & mask
    while slots[slot] >= 0 { slot = (slot &+ 1) & mask }
    slots[slot] = index
  }

  private func grow() {
    slots = Array(repeating: -1, count: max(8, slots.count * 2))
    for (index, entry) in entries.enumerated() { place(entry.hash, Int32(index)) }
  }

  /// Takes an entry out; the last one takes its place.
  @discardableResult
  func remove(_ key: Value) -> Value? {
    let hash = Self.hash(key)
    guard let index = find(key, hash) else { return nil }
    let value = entries[index].value
    free(slot(of: index, hash))
    let last = entries.count - 1
    if index != last {
      slots[slot(of: last, entries[last].hash)] = Int32(index)
      entries[index] = entries[last]
    }
    entries.removeLast()
    return value
  }

  private func slot(of index: Int, _ hash: Int) -> Int {
    let mask = slots.count &- 1
    var slot = hash & mask
    while Int(slots[slot]) != index { slot = (slot &+ 1) & mask }
    return slot
  }

  /// Empties a slot, and moves up what was put further because of it.
  private func free(_ start: Int) {
    let mask = slots.count &- 1
    var hole = start
    var slot = (hole &+ 1) & mask
    while slots[slot] >= 0 {
      let wanted = entries[Int(slots[slot])].hash & mask
      // Whether the hole lies between where the entry should be and where it is.
      if (slot &- wanted) & mask >= (slot &- hole) & mask {
        slots[hole] = slots[slot]
        hole = slot
      }
      slot = (slot &+ 1) & mask
    }
    slots[hole] = -1
  }

  // MARK: Hashing

  /// Differs from process to process, so that no program can be written to collide.
  private static let secret = UInt.random(in: 0...UInt.max) | 1

  @inline(__always)
  static func hash(_ key: Value) -> Int {
    if case .int(let number) = key { return mixed(number) }
    return hashed(key)
  }

  @inline(__always)
  private static func mixed(_ number: Int) -> Int {
    let (high, low) = (UInt(bitPattern: number) ^ secret).multipliedFullWidth(
      by: 0x9E37_79B9_7F4A_7C15)
    return Int(bitPattern: high ^ low)
  }

  @inline(never)
  private static func hashed(_ key: Value) -> Int {
    var hasher = Hasher()
    Ordering.hash(key, into: &hasher)
    return hasher.finalize()
  }

  @inline(__always)
  private static func equal(_ a: Value, _ b: Value) -> Bool {
    switch (a, b) {
    case (.int(let x), .int(let y)): x == y
    case (.string(let x), .string(let y)): x == y
    default: Ordering.equal(a, b)
    }
  }
}

extension HashTable {
  /// The table in a value, for changing it: taken out of the value, and copied when it is shared.
  @inline(__always)
  static func change<R>(
    _ value: inout Value, _ body: (inout HashTable) throws -> R
  ) throws -> R {
    guard case .table(var table) = value else { throw InternalError("Dictionary") }
    value = .void
    if !isKnownUniquelyReferenced(&table) { table = HashTable(copying: table) }
    defer { value = .table(table) }
    return try body(&table)
  }

  /// Whether two sets hold the same.
  func hasSameKeys(as other: HashTable) -> Bool {
    count == other.count && entries.allSatisfy { other.contains($0.key) }
  }

  static func == (a: HashTable, b: HashTable) -> Bool {
    if a === b { return true }
    return a.count == b.count
      && a.entries.allSatisfy { entry in
        b[entry.key].map { Ordering.equal(entry.value, $0) } ?? false
      }
  }
}

extension Ordering {
  /// Adds a value to a hash: equal values add the same.
  static func hash(_ value: Value, into hasher: inout Hasher) {
    switch value {
    case .int(let it): hasher.combine(it)
    case .uint(let it): hasher.combine(it)
    case .double(let it): hasher.combine(it)
    case .float(let it): hasher.combine(it)
    case .bool(let it): hasher.combine(it)
    case .string(let it): hasher.combine(it)
    case .substring(let it): hasher.combine(it)
    case .character(let it): hasher.combine(it)
    case .some(let it):
      hasher.combine(1)
      hash(it, into: &hasher)
    case .array(let values): hash(values, into: &hasher)
    case .tuple(let values): hash(values, into: &hasher)
    case .slice(let values): hash(values, into: &hasher)
    case .range(let lower, let upper):
      hasher.combine(lower)
      hasher.combine(upper)
    case .interval(let lower, let upper):
      hasher.combine(lower)
      hasher.combine(upper)
    case .table(let table):
      // The order of the entries does not count.
      var sum = table.count
      for entry in table.entries {
        var inner = Hasher()
        hash(entry.key, into: &inner)
        hash(entry.value, into: &inner)
        sum &+= inner.finalize()
      }
      hasher.combine(sum)
    case .host(let box): box.hash(into: &hasher)
    case .instance(let instance): instance.hash(into: &hasher)
    case .void, .none, .function, .box: hasher.combine(0)
    }
  }

  private static func hash(_ values: some Collection<Value>, into hasher: inout Hasher) {
    hasher.combine(values.count)
    for value in values { hash(value, into: &hasher) }
  }
}

extension HostBox {
  /// Adds a value of the library to a hash.
  func hash(into hasher: inout Hasher) {
    if let own = any as? any Hashable { own.hash(into: &hasher) }
  }
}
