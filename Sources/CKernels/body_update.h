// This file joins a product and its update: the gradient of a block of weights is made and used
// while it lies in the nearest cache.

static void weight_update(
  const float *x, ptrdiff_t ldx, const float *d, const kernels_rule *rule,
  const kernels_parameter *parameter, ptrdiff_t m, ptrdiff_t k, ptrdiff_t n, ptrdiff_t from,
  ptrdiff_t to) {
  float g[BLOCK_ROWS * KERNELS_PANEL];
  for (ptrdiff_t i = from; i < to; i++) {
    weight_block b = block_of(i, k, n);
    gradient_block(x, ldx, d, g, m, b.k0, b.k1, n, b.p, b.width);
    update_block(rule, parameter, b.p * k + b.k0 * b.width, g, (b.k1 - b.k0) * b.width);
  }
}
