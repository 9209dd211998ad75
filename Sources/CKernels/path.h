// This file is one way through the machine: every kernel body compiled for one set of
// instructions, and the table that dispatch.c calls through. Each path_*.c defines PATH_... and
// KERNELS_TABLE and includes it.
#include "table.h"

#include "lanes.h"

#include "body_gemm.h"
#include "body_optimizer.h"
#include "body_update.h"
#include "body_adaptive.h"
#include "body_sparse.h"
#include "body_convolution.h"
#include "body_pooling.h"
#include "body_elementwise.h"

const kernels_table KERNELS_TABLE = {
  .product = product,
  .input_gradient = input_gradient,
  .weight_gradient = weight_gradient,
  .column_sum = column_sum,
  .update = update,
  .weight_update = weight_update,
  .gather_sparse = gather_sparse,
  .sparse_product = sparse_product,
  .sparse_weight_gradient = sparse_weight_gradient,
  .sparse_weight_update = sparse_weight_update,
  .adapt = adapt,
  .convolution = convolution,
  .convolution_input_gradient = convolution_input_gradient,
  .convolution_weight_gradient = convolution_weight_gradient,
  .pool = pool,
  .pool_gradient = pool_gradient,
  .exp = elementwise_exp,
  .log = elementwise_log,
  .sigmoid = elementwise_sigmoid,
  .tanh = elementwise_tanh,
  .relu = elementwise_relu,
  .relu_gradient = relu_gradient,
  .softmax = softmax,
};
