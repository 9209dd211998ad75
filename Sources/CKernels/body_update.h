// This file joins a product and its update: the gradient of a block of weights is made and used
// while it lies in the nearest cache.

// Rows of weights whose gradient is made before the update runs over them: 64 x 32 floats are
// a quarter of the smallest nearest cache.
#define BLOCK_ROWS 64

static void weight_update(
  const float *x, ptrdiff_t ldx, const float *d, const kernels_rule *rule,
  const kernels_parameter *parameter, ptrdiff_t m, ptrdiff_t k, ptrdiff_t n) {
  float g[BLOCK_ROWS * KERNELS_PANEL];
  for (ptrdiff_t p = 0; p < n; p += KERNELS_PANEL) {
    ptrdiff_t width = n - p < KERNELS_PANEL ? n - p : KERNELS_PANEL;
    for (ptrdiff_t k0 = 0; k0 < k; k0 += BLOCK_ROWS) {
      ptrdiff_t k1 = k0 + BLOCK_ROWS < k ? k0 + BLOCK_ROWS : k;
      gradient_block(x, ldx, d, g, m, k0, k1, n, p, width);
      update_block(rule, parameter, p * k + k0 * width, g, (k1 - k0) * width);
    }
  }
}
