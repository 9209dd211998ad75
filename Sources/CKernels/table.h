// This file declares what every path provides; the meanings are those of kernels.h. Ranges
// [from, to) say which part of the output a call makes.
#pragma once
#include "include/kernels.h"

typedef struct {
  // z with rows ldz apart.
  void (*product)(
    const float *, ptrdiff_t, const float *, const float *, int, float *, ptrdiff_t, ptrdiff_t,
    ptrdiff_t, ptrdiff_t);
  // From d transposed, [n][kernels_lanes(m)]; columns [from, to) of dx.
  void (*input_gradient)(
    const float *, const float *, float *, ptrdiff_t, ptrdiff_t, ptrdiff_t, ptrdiff_t, ptrdiff_t);
  // Blocks [from, to) of kernels_blocks.
  void (*weight_gradient)(
    const float *, ptrdiff_t, const float *, float *, ptrdiff_t, ptrdiff_t, ptrdiff_t, ptrdiff_t,
    ptrdiff_t);
  void (*column_sum)(const float *, float *, ptrdiff_t, ptrdiff_t);
  void (*update)(const kernels_rule *, const kernels_parameter *, const float *, ptrdiff_t);
  void (*weight_update)(
    const float *, ptrdiff_t, const float *, const kernels_rule *, const kernels_parameter *,
    ptrdiff_t, ptrdiff_t, ptrdiff_t, ptrdiff_t, ptrdiff_t);
  void (*gather_sparse)(const uint8_t *, const uint32_t *, kernels_sparse *);
  // Panels [from, to).
  void (*sparse_product)(
    const kernels_sparse *, const float *, const float *, int, float *, ptrdiff_t, ptrdiff_t,
    ptrdiff_t);
  // Blocks [from, to) of kernels_blocks.
  void (*sparse_weight_gradient)(
    const kernels_sparse *, const float *, float *, ptrdiff_t, ptrdiff_t, ptrdiff_t);
  void (*sparse_weight_update)(
    const kernels_sparse *, const float *, const kernels_rule *, const kernels_parameter *,
    ptrdiff_t, ptrdiff_t, ptrdiff_t);
  // Positions [from, to) of all images.
  void (*convolution)(
    const kernels_convolution *, const float *, const float *, const float *, int, float *,
    ptrdiff_t, ptrdiff_t);
  // Images [from, to).
  void (*convolution_input_gradient)(
    const kernels_convolution *, const float *, const float *, const float *, float *, ptrdiff_t,
    ptrdiff_t);
  void (*adapt)(
    const kernels_rule *, float *, float *, float *, float *, const float *, ptrdiff_t);
  // Filters [from, to).
  void (*convolution_weight_gradient)(
    const kernels_convolution *, const float *, const float *, const float *, float *, float *,
    ptrdiff_t, ptrdiff_t, ptrdiff_t);
  // Images [from, to).
  void (*pool)(
    const kernels_pooling *, const float *, float *, float *, ptrdiff_t, ptrdiff_t);
  void (*pool_gradient)(
    const kernels_pooling *, const float *, const float *, float *, ptrdiff_t, ptrdiff_t);
  void (*exp)(const float *, float *, ptrdiff_t);
  void (*log)(const float *, float *, ptrdiff_t);
  void (*sigmoid)(const float *, float *, ptrdiff_t);
  void (*tanh)(const float *, float *, ptrdiff_t);
  void (*relu)(const float *, float *, ptrdiff_t);
  void (*relu_gradient)(const float *, float *, ptrdiff_t);
  void (*softmax)(const float *, float *, float *, float *, ptrdiff_t, ptrdiff_t);
} kernels_table;

// The table in use; picks the widest path at the first call.
const kernels_table *kernels_now(void);

// Blocks of weights w[k][n] that a gradient is made in; see body_gemm.h.
static inline ptrdiff_t kernels_blocks(ptrdiff_t k, ptrdiff_t n) {
  return (k + 63) / 64 * ((n + KERNELS_PANEL - 1) / KERNELS_PANEL);
}

// Part `part` of `parts` equal ranges of 0 ..< count.
static inline ptrdiff_t kernels_range(ptrdiff_t part, ptrdiff_t parts, ptrdiff_t count) {
  return part * (count / parts) + (part < count % parts ? part : count % parts);
}
