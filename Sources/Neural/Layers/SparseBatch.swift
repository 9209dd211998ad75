import CKernels

/// A batch of byte rows as lists of its non-zero pixels, by row and by column.
final class SparseBatch {
  private(set) var lists: kernels_sparse

  init(capacity: Int, columns: Int) {
    lists = kernels_sparse(
      rows: 0, columns: columns,
      row_start: .allocate(capacity: capacity + 1),
      row_entries: .allocate(capacity: capacity * columns),
      column_start: .allocate(capacity: columns + 2),
      column_entries: .allocate(capacity: capacity * columns))
  }

  deinit {
    lists.row_start.deallocate()
    lists.row_entries.deallocate()
    lists.column_start.deallocate()
    lists.column_entries.deallocate()
  }

  func gather(
    _ bytes: UnsafePointer<UInt8>, table: UnsafePointer<Float>, rows: Int,
    selection: UnsafePointer<UInt32>, byColumn: Bool
  ) {
    lists.rows = rows
    kernels_gather_sparse(bytes, table, selection, byColumn ? 1 : 0, &lists)
  }

  func withLists<Result>(_ body: (UnsafePointer<kernels_sparse>) -> Result) -> Result {
    withUnsafePointer(to: &lists, body)
  }
}
