// This file declares what every path provides; the meanings are those of kernels.h.
#pragma once
#include "include/kernels.h"

typedef struct {
  void (*product)(
    const float *, ptrdiff_t, const float *, const float *, int, float *, ptrdiff_t, ptrdiff_t,
    ptrdiff_t);
  void (*input_gradient)(
    const float *, const float *, float *, float *, ptrdiff_t, ptrdiff_t, ptrdiff_t);
  void (*weight_gradient)(
    const float *, ptrdiff_t, const float *, float *, ptrdiff_t, ptrdiff_t, ptrdiff_t);
  void (*column_sum)(const float *, float *, ptrdiff_t, ptrdiff_t);
  void (*update)(const kernels_rule *, const kernels_parameter *, const float *, ptrdiff_t);
  void (*weight_update)(
    const float *, ptrdiff_t, const float *, const kernels_rule *, const kernels_parameter *,
    ptrdiff_t, ptrdiff_t, ptrdiff_t);
  void (*sparse_product)(
    const kernels_sparse *, const float *, const float *, int, float *, ptrdiff_t);
  void (*sparse_weight_gradient)(const kernels_sparse *, const float *, float *, ptrdiff_t);
  void (*sparse_weight_update)(
    const kernels_sparse *, const float *, const kernels_rule *, const kernels_parameter *,
    ptrdiff_t);
  void (*adapt)(
    const kernels_rule *, float *, float *, float *, float *, const float *, ptrdiff_t);
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
