// This file gathers batches from bytes and floats, and calls the products with sparse rows in
// body_sparse.h. Their reference is the dense product of kernels_gather_bytes.
#include <string.h>
#include "table.h"

ptrdiff_t kernels_groups(ptrdiff_t columns) {
  return (columns + KERNELS_GROUP - 1) / KERNELS_GROUP;
}

ptrdiff_t kernels_sparse_row(ptrdiff_t columns) {
  // An odd number of cache lines, so that the same pixels of 32 rows do not share a set.
  return ((columns + 63) / 64 | 1) * 64;
}

void kernels_gather_sparse(
  const uint8_t *bytes, const uint32_t *selection, kernels_sparse *batch) {
  kernels_now()->gather_sparse(bytes, selection, batch);
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

// Multiplications for every column, as if a quarter of the pixels were lit.
static double work(const kernels_sparse *x) {
  return 0.25 * (double)x->rows * (double)x->columns;
}

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
  job.parts = kernels_split(work(x) * (double)n, job.units);
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
  job.parts = kernels_split(work(x) * (double)n, job.units);
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
  job.parts = kernels_split((work(x) + 30 * (double)x->columns) * (double)n, job.units);
  kernels_in_parts(job.parts, update_part, &job);
}
