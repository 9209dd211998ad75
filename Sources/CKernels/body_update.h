// This file joins a product and its update: the gradient of a block of weights is made and used
// while it lies in the nearest cache.

#if STAGES
// Rows [k0, k1), whole tiles of ROWS_MANY, of a panel of KERNELS_PANEL columns: a tile of the gradient
// is made while the one before is used.
static void adam_panel(
  const float *x, ptrdiff_t ldx, const float *d, ptrdiff_t n, const kernels_rule *rule, float *w,
  float *s, float *u, ptrdiff_t m, ptrdiff_t k0, ptrdiff_t k1) {
  const ptrdiff_t one = ROWS_MANY * KERNELS_PANEL;
  _Alignas(64) float ring[2 * ROWS_MANY * KERNELS_PANEL], nowhere[VL];
  adam_line q = adam_begin(rule, w, s, u, ring, 2 * one, nowhere);
  ptrdiff_t waiting = 0;
  for (ptrdiff_t at = k0; at < k1; at += ROWS_MANY) {
    V a[8][NV_MAX];
    UNROLL for (int i = 0; i < ROWS_MANY; i++)
      UNROLL for (int v = 0; v < 2; v++) a[i][v] = splat(0.0f);
    ptrdiff_t r = 0;
    KEEP_LOOP
    for (; r + 2 <= m; r += 2) {
      tile_step(ROWS_MANY, 2, x + at + r * ldx, 1, d + r * n, a);
      tile_step(ROWS_MANY, 2, x + at + (r + 1) * ldx, 1, d + (r + 1) * n, a);
      if (waiting > 0) {
        adam_stage(&q, ring);
        waiting -= VL;
      }
    }
    if (r < m) tile_step(ROWS_MANY, 2, x + at + r * ldx, 1, d + r * n, a);
    for (; waiting > one; waiting -= VL) adam_stage(&q, ring);
    float *to = ring + (at - k0) / ROWS_MANY % 2 * one;
    UNROLL for (int i = 0; i < ROWS_MANY; i++)
      UNROLL for (int v = 0; v < 2; v++) store(to + i * KERNELS_PANEL + v * VL, a[i][v]);
    waiting += one;
  }
  adam_end(&q, rule, ring, waiting);
}
#endif

static void weight_update(
  const float *x, ptrdiff_t ldx, const float *d, const kernels_rule *rule,
  const kernels_parameter *parameter, ptrdiff_t m, ptrdiff_t k, ptrdiff_t n, ptrdiff_t from,
  ptrdiff_t to) {
  float g[BLOCK_ROWS * KERNELS_PANEL];
  for (ptrdiff_t i = from; i < to; i++) {
    weight_block b = block_of(i, k, n);
#if STAGES
    if (rule->kind == KERNELS_ADAM && b.width == KERNELS_PANEL && k % ROWS_MANY == 0) {
      // The blocks of a panel follow each other, and are taken together.
      ptrdiff_t offset = b.p * k + b.k0 * b.width;
      while (i + 1 < to && b.k1 < k) b.k1 = block_of(++i, k, n).k1;
      adam_panel(
        x, ldx, d + b.p, n, rule, parameter->w + offset, parameter->s + offset,
        parameter->u + offset, m, b.k0, b.k1);
      continue;
    }
#endif
    gradient_block(x, ldx, d, g, m, b.k0, b.k1, n, b.p, b.width);
    update_block(rule, parameter, b.p * k + b.k0 * b.width, g, (b.k1 - b.k0) * b.width);
  }
}
