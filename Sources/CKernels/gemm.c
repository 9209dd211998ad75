// This file holds the matrix products: each naive reference first, then the call of the blocked
// one in body_gemm.h.
#include <math.h>
#include "table.h"

void kernels_pack(const float *w, ptrdiff_t k, ptrdiff_t n, float *panels) {
  for (ptrdiff_t p = 0; p < n; p += KERNELS_PANEL) {
    ptrdiff_t width = n - p < KERNELS_PANEL ? n - p : KERNELS_PANEL;
    for (ptrdiff_t i = 0; i < k; i++)
      for (ptrdiff_t j = 0; j < width; j++) panels[p * k + i * width + j] = w[i * n + p + j];
  }
}

void kernels_unpack(const float *panels, ptrdiff_t k, ptrdiff_t n, float *w) {
  for (ptrdiff_t p = 0; p < n; p += KERNELS_PANEL) {
    ptrdiff_t width = n - p < KERNELS_PANEL ? n - p : KERNELS_PANEL;
    for (ptrdiff_t i = 0; i < k; i++)
      for (ptrdiff_t j = 0; j < width; j++) w[i * n + p + j] = panels[p * k + i * width + j];
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

void kernels_product(
  const float *x, ptrdiff_t ldx, const float *panels, const float *bias, int relu, float *z,
  ptrdiff_t m, ptrdiff_t k, ptrdiff_t n) {
  kernels_now()->product(x, ldx, panels, bias, relu, z, m, k, n);
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

void kernels_input_gradient(
  const float *d, const float *panels, float *dx, float *scratch, ptrdiff_t m, ptrdiff_t k,
  ptrdiff_t n) {
  kernels_now()->input_gradient(d, panels, dx, scratch, m, k, n);
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

void kernels_weight_gradient(
  const float *x, ptrdiff_t ldx, const float *d, float *g, ptrdiff_t m, ptrdiff_t k,
  ptrdiff_t n) {
  kernels_now()->weight_gradient(x, ldx, d, g, m, k, n);
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
