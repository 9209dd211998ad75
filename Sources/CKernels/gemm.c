// This file holds the matrix products: each naive reference first, then the call of the blocked
// one in body_gemm.h.
#include <math.h>
#include <string.h>
#include "table.h"

void kernels_pack(const float *w, ptrdiff_t k, ptrdiff_t n, float *panels) {
  for (ptrdiff_t p = 0; p < n; p += KERNELS_PANEL) {
    ptrdiff_t width = n - p < KERNELS_PANEL ? n - p : KERNELS_PANEL;
    for (ptrdiff_t i = 0; i < k; i++)
      memcpy(panels + p * k + i * width, w + i * n + p, (size_t)width * sizeof(float));
  }
}

void kernels_unpack(const float *panels, ptrdiff_t k, ptrdiff_t n, float *w) {
  for (ptrdiff_t p = 0; p < n; p += KERNELS_PANEL) {
    ptrdiff_t width = n - p < KERNELS_PANEL ? n - p : KERNELS_PANEL;
    for (ptrdiff_t i = 0; i < k; i++)
      memcpy(w + i * n + p, panels + p * k + i * width, (size_t)width * sizeof(float));
  }
}

void kernels_product_reference(
  const float *x, ptrdiff_t ldx, const float *w, const float *bias, int relu, float *z,
  ptrdiff_t m, ptrdiff_t k, ptrdiff_t n) {
  for (ptrdiff_t r = 0; r < m; r++)
    for (ptrdiff_t j = 0; j < n; j++) {
      float sum = 0.0f;
      for (ptrdiff_t i = 0; i < k; i++) sum = fmaf(x[r * ldx + i], w[i * n + j], sum);
      if (bias) sum += bias[j];
      z[r * n + j] = relu && sum < 0.0f ? 0.0f : sum;
    }
}

typedef struct {
  const float *x;
  ptrdiff_t ldx;
  const float *panels, *bias;
  int relu;
  float *z;
  ptrdiff_t m, k, n;
  int by_rows;
  ptrdiff_t units, parts;
} product_job;

static void product_part(void *context, ptrdiff_t part) {
  const product_job *j = context;
  const ptrdiff_t unit = 32;
  ptrdiff_t size = j->by_rows ? j->m : j->n;
  ptrdiff_t from = kernels_range(part, j->parts, j->units) * unit,
            to = kernels_range(part + 1, j->parts, j->units) * unit;
  if (to > size) to = size;
  if (j->by_rows)
    kernels_now()->product(
      j->x + from * j->ldx, j->ldx, j->panels, j->bias, j->relu, j->z + from * j->n, j->n,
      to - from, j->k, j->n);
  else
    kernels_now()->product(
      j->x, j->ldx, j->panels + from * j->k, j->bias ? j->bias + from : 0, j->relu, j->z + from,
      j->n, j->m, j->k, to - from);
}

void kernels_product(
  const float *x, ptrdiff_t ldx, const float *panels, const float *bias, int relu, float *z,
  ptrdiff_t m, ptrdiff_t k, ptrdiff_t n) {
  // Few rows are split by panels, many by rows, so that a part packs its own rows once.
  ptrdiff_t count = (n + KERNELS_PANEL - 1) / KERNELS_PANEL;
  int by_rows = m >= 64 && m / 32 > count;
  product_job job = {x, ldx, panels, bias, relu, z, m, k, n, by_rows, 0, 0};
  job.units = by_rows ? (m + 31) / 32 : count;
  job.parts = kernels_split((double)m * (double)k * (double)n, job.units);
  kernels_in_parts(job.parts, product_part, &job);
}

void kernels_input_gradient_reference(
  const float *d, const float *w, float *dx, ptrdiff_t m, ptrdiff_t k, ptrdiff_t n) {
  for (ptrdiff_t r = 0; r < m; r++)
    for (ptrdiff_t i = 0; i < k; i++) {
      float sum = 0.0f;
      for (ptrdiff_t j = 0; j < n; j++) sum = fmaf(d[r * n + j], w[i * n + j], sum);
      dx[r * k + i] = sum;
    }
}

ptrdiff_t kernels_lanes(ptrdiff_t m) { return (m + 15) / 16 * 16; }

typedef struct {
  const float *d, *panels;
  float *dx, *scratch;
  ptrdiff_t m, k, n, units, parts;
} input_job;

// Columns of d as rows, 16 at a time: a cache line of each row.
static void transpose_part(void *context, ptrdiff_t part) {
  const input_job *j = context;
  ptrdiff_t lanes = kernels_lanes(j->m);
  for (ptrdiff_t c0 = kernels_range(part, j->parts, j->units) * 16;
       c0 < kernels_range(part + 1, j->parts, j->units) * 16; c0 += 16) {
    ptrdiff_t c1 = c0 + 16 < j->n ? c0 + 16 : j->n;
    for (ptrdiff_t r = 0; r < j->m; r++)
      for (ptrdiff_t c = c0; c < c1; c++) j->scratch[c * lanes + r] = j->d[r * j->n + c];
    for (ptrdiff_t c = c0; c < c1; c++)
      for (ptrdiff_t r = j->m; r < lanes; r++) j->scratch[c * lanes + r] = 0.0f;
  }
}

static void input_part(void *context, ptrdiff_t part) {
  const input_job *j = context;
  ptrdiff_t from = kernels_range(part, j->parts, j->units) * 16,
            to = kernels_range(part + 1, j->parts, j->units) * 16;
  kernels_now()->input_gradient(
    j->scratch, j->panels, j->dx, j->m, j->k, j->n, from, to < j->k ? to : j->k);
}

void kernels_input_gradient(
  const float *d, const float *panels, float *dx, float *scratch, ptrdiff_t m, ptrdiff_t k,
  ptrdiff_t n) {
  input_job job = {d, panels, dx, scratch, m, k, n, (n + 15) / 16, 0};
  // An element to move costs as much as some twenty to multiply.
  job.parts = kernels_split(20.0 * (double)m * (double)n, job.units);
  kernels_in_parts(job.parts, transpose_part, &job);
  job.units = (k + 15) / 16;
  job.parts = kernels_split((double)m * (double)k * (double)n, job.units);
  kernels_in_parts(job.parts, input_part, &job);
}

void kernels_weight_gradient_reference(
  const float *x, ptrdiff_t ldx, const float *d, float *g, ptrdiff_t m, ptrdiff_t k,
  ptrdiff_t n) {
  for (ptrdiff_t i = 0; i < k; i++)
    for (ptrdiff_t j = 0; j < n; j++) {
      float sum = 0.0f;
      for (ptrdiff_t r = 0; r < m; r++) sum = fmaf(x[r * ldx + i], d[r * n + j], sum);
      g[i * n + j] = sum;
    }
}

typedef struct {
  const float *x;
  ptrdiff_t ldx;
  const float *d;
  float *g;
  ptrdiff_t m, k, n, parts;
} gradient_job;

static void gradient_part(void *context, ptrdiff_t part) {
  const gradient_job *j = context;
  ptrdiff_t blocks = kernels_blocks(j->k, j->n);
  kernels_now()->weight_gradient(
    j->x, j->ldx, j->d, j->g, j->m, j->k, j->n, kernels_range(part, j->parts, blocks),
    kernels_range(part + 1, j->parts, blocks));
}

void kernels_weight_gradient(
  const float *x, ptrdiff_t ldx, const float *d, float *g, ptrdiff_t m, ptrdiff_t k,
  ptrdiff_t n) {
  gradient_job job = {x, ldx, d, g, m, k, n, 0};
  job.parts = kernels_split((double)m * (double)k * (double)n, kernels_blocks(k, n));
  kernels_in_parts(job.parts, gradient_part, &job);
}

void kernels_column_sum_reference(const float *d, float *g, ptrdiff_t m, ptrdiff_t n) {
  for (ptrdiff_t j = 0; j < n; j++) {
    float sum = 0.0f;
    for (ptrdiff_t r = 0; r < m; r++) sum += d[r * n + j];
    g[j] = sum;
  }
}

void kernels_column_sum(const float *d, float *g, ptrdiff_t m, ptrdiff_t n) {
  kernels_now()->column_sum(d, g, m, n);
}
