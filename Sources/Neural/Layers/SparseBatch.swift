import CKernels

/// A batch of byte rows with a note of which groups of pixels are lit in which rows.
final class SparseBatch {
  private(set) var lists: kernels_sparse
  private let bytes: UnsafeMutableRawPointer
  private let table: UnsafeMutablePointer<Float>

  init(capacity: Int, columns: Int) {
    let row = kernels_sparse_row(columns)
    bytes = .allocate(byteCount: capacity * row, alignment: 64)
    let lit = UnsafeMutablePointer<UInt32>.allocate(
      capacity: (capacity + 31) / 32 * kernels_groups(columns))
    table = .allocate(capacity: 256)
    lists = kernels_sparse(
      rows: 0, columns: columns, table: table,
      bytes: bytes.bindMemory(to: UInt8.self, capacity: capacity * row), lit: lit)
  }

  deinit {
    bytes.deallocate()
    table.deallocate()
    lists.lit.deallocate()
  }

  /// Takes the chosen rows; byte v stands for `table[v]`.
  func gather(
    _ bytes: UnsafePointer<UInt8>, table: UnsafePointer<Float>, rows: Int,
    selection: UnsafePointer<UInt32>
  ) {
    lists.rows = rows
    self.table.update(from: table, count: 256)
    kernels_gather_sparse(bytes, selection, &lists)
  }

  func withLists<Result>(_ body: (UnsafePointer<kernels_sparse>) -> Result) -> Result {
    withUnsafePointer(to: &lists, body)
  }
}
