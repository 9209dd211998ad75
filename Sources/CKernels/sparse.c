// This file gathers batches from bytes and floats, and calls the products with sparse rows in
// body_sparse.h. Their reference is the dense product of kernels_gather_bytes.
#include <string.h>
#include "table.h"

void kernels_gather_sparse(
  const uint8_t *bytes, const float *table, const uint32_t *selection, int by_column,
  kernels_sparse *batch) {
  const ptrdiff_t k = batch->columns;
  kernels_entry *e = batch->row_entries;
  batch->row_start[0] = 0;
  for (ptrdiff_t r = 0; r < batch->rows; r++) {
    const uint8_t *row = bytes + (ptrdiff_t)selection[r] * k;
    ptrdiff_t i = 0;
    for (; i + 8 <= k; i += 8) {
      uint64_t word;
      memcpy(&word, row + i, 8);
      if (word == 0) continue;
      // The top bit of every byte that is not 0.
      const uint64_t low = 0x7f7f7f7f7f7f7f7full;
      uint64_t lit = (((word & low) + low) | word) & ~low;
      while (lit) {
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
        int b = __builtin_clzll(lit) >> 3;
        lit &= ~(0x8000000000000000ull >> (b * 8));
#else
        int b = __builtin_ctzll(lit) >> 3;
        lit &= lit - 1;
#endif
        e->index = (uint32_t)(i + b);
        e->value = table[row[i + b]];
        e++;
      }
    }
    for (; i < k; i++)
      if (row[i]) {
        e->index = (uint32_t)i;
        e->value = table[row[i]];
        e++;
      }
    batch->row_start[r + 1] = (uint32_t)(e - batch->row_entries);
  }
  if (!by_column) return;
  // A counting sort: column_start first counts column c - 1, then marks where column c begins.
  uint32_t *start = batch->column_start;
  const kernels_entry *last = e;
  memset(start, 0, (size_t)(k + 2) * sizeof *start);
  for (e = batch->row_entries; e < last; e++) start[e->index + 2]++;
  for (ptrdiff_t c = 2; c < k + 2; c++) start[c] += start[c - 1];
  for (ptrdiff_t r = 0; r < batch->rows; r++)
    for (uint32_t i = batch->row_start[r]; i < batch->row_start[r + 1]; i++) {
      const kernels_entry *from = batch->row_entries + i;
      kernels_entry *to = batch->column_entries + start[from->index + 1]++;
      to->index = (uint32_t)r;
      to->value = from->value;
    }
}

void kernels_gather_bytes(
  const uint8_t *bytes, const float *table, const uint32_t *selection, float *x, ptrdiff_t rows,
  ptrdiff_t columns) {
  for (ptrdiff_t r = 0; r < rows; r++) {
    const uint8_t *row = bytes + (ptrdiff_t)selection[r] * columns;
    for (ptrdiff_t c = 0; c < columns; c++) x[r * columns + c] = table[row[c]];
  }
}

void kernels_gather_floats(
  const float *source, const uint32_t *selection, float *x, ptrdiff_t rows, ptrdiff_t columns) {
  for (ptrdiff_t r = 0; r < rows; r++)
    memcpy(
      x + r * columns, source + (ptrdiff_t)selection[r] * columns,
      (size_t)columns * sizeof(float));
}

void kernels_prefetch(
  const void *base, const uint32_t *selection, ptrdiff_t rows, ptrdiff_t stride) {
  for (ptrdiff_t r = 0; r < rows; r++) {
    const char *row = (const char *)base + (ptrdiff_t)selection[r] * stride;
    for (ptrdiff_t i = 0; i < stride; i += 64) __builtin_prefetch(row + i, 0, 2);
  }
}

typedef struct {
  const kernels_sparse *x;
  const float *panels, *bias;
  int relu;
  float *z;
  const float *d;
  float *g;
  const kernels_rule *rule;
  const kernels_parameter *parameter;
  ptrdiff_t n, units, parts;
} sparse_job;

static double lit(const kernels_sparse *x) { return (double)x->row_start[x->rows]; }

static void product_part(void *context, ptrdiff_t part) {
  const sparse_job *j = context;
  kernels_now()->sparse_product(
    j->x, j->panels, j->bias, j->relu, j->z, j->n, kernels_range(part, j->parts, j->units),
    kernels_range(part + 1, j->parts, j->units));
}

void kernels_sparse_product(
  const kernels_sparse *x, const float *panels, const float *bias, int relu, float *z,
  ptrdiff_t n) {
  sparse_job job = {
    .x = x, .panels = panels, .bias = bias, .relu = relu, .z = z, .n = n,
    .units = (n + KERNELS_PANEL - 1) / KERNELS_PANEL};
  // Lists cost about twice as much as rows.
  job.parts = kernels_split(2 * lit(x) * (double)n, job.units);
  kernels_in_parts(job.parts, product_part, &job);
}

static void gradient_part(void *context, ptrdiff_t part) {
  const sparse_job *j = context;
  kernels_now()->sparse_weight_gradient(
    j->x, j->d, j->g, j->n, kernels_range(part, j->parts, j->units),
    kernels_range(part + 1, j->parts, j->units));
}

void kernels_sparse_weight_gradient(
  const kernels_sparse *x, const float *d, float *g, ptrdiff_t n) {
  sparse_job job = {.x = x, .d = d, .g = g, .n = n, .units = kernels_blocks(x->columns, n)};
  job.parts = kernels_split(2 * lit(x) * (double)n, job.units);
  kernels_in_parts(job.parts, gradient_part, &job);
}

static void update_part(void *context, ptrdiff_t part) {
  const sparse_job *j = context;
  kernels_now()->sparse_weight_update(
    j->x, j->d, j->rule, j->parameter, j->n, kernels_range(part, j->parts, j->units),
    kernels_range(part + 1, j->parts, j->units));
}

void kernels_sparse_weight_update(
  const kernels_sparse *x, const float *d, const kernels_rule *rule,
  const kernels_parameter *parameter, ptrdiff_t n) {
  sparse_job job = {
    .x = x, .d = d, .rule = rule, .parameter = parameter, .n = n,
    .units = kernels_blocks(x->columns, n)};
  job.parts =
    kernels_split((2 * lit(x) + 30 * (double)x->columns) * (double)n, job.units);
  kernels_in_parts(job.parts, update_part, &job);
}
