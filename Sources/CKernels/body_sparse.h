// This file holds the products with a batch of sparse rows; each path file compiles it with its
// own lanes. The references are in sparse.c.

// Samples whose sums advance side by side, so that their chains of additions hide each other's
// latency.
#define SAMPLES 4

INLINE void sparse_rows(
  const int NV, const kernels_sparse *x, ptrdiff_t r0, int samples, const float *w, ptrdiff_t panel,
  const float *bias, int relu, float *z, ptrdiff_t n, ptrdiff_t width) {
  V a[SAMPLES][NV_MAX];
  UNROLL for (int q = 0; q < SAMPLES; q++)
    UNROLL for (int v = 0; v < NV; v++) a[q][v] = splat(0.0f);
  const kernels_entry *e[SAMPLES], *end[SAMPLES];
  ptrdiff_t together = samples == SAMPLES ? x->columns : 0;
  for (int q = 0; q < SAMPLES; q++) {
    ptrdiff_t r = q < samples ? r0 + q : r0;
    e[q] = x->row_entries + x->row_start[r];
    end[q] = q < samples ? x->row_entries + x->row_start[r + 1] : e[q];
    if (end[q] - e[q] < together) together = end[q] - e[q];
  }
  KEEP_LOOP
  for (ptrdiff_t i = 0; i < together; i++) {
    UNROLL for (int q = 0; q < SAMPLES; q++) {
      const float *row = w + (ptrdiff_t)e[q][i].index * panel;
      V c = splat(e[q][i].value);
      UNROLL for (int v = 0; v < NV; v++) a[q][v] = fma_(c, load(row + v * VL), a[q][v]);
    }
  }
  UNROLL for (int q = 0; q < SAMPLES; q++) {
    KEEP_LOOP
    for (const kernels_entry *f = e[q] + together; f < end[q]; f++) {
      const float *row = w + (ptrdiff_t)f->index * panel;
      V c = splat(f->value);
      UNROLL for (int v = 0; v < NV; v++) a[q][v] = fma_(c, load(row + v * VL), a[q][v]);
    }
  }
  UNROLL for (int q = 0; q < SAMPLES; q++) {
    V out[NV_MAX];
    UNROLL for (int v = 0; v < NV; v++) {
      V r = bias ? add_(a[q][v], load(bias + v * VL)) : a[q][v];
      out[v] = relu ? relu_(r) : r;
    }
    if (q < samples) store_row(NV, z + (r0 + q) * n, out, width);
  }
}

// Panels [from, to).
static void sparse_product(
  const kernels_sparse *x, const float *panels, const float *bias, int relu, float *z,
  ptrdiff_t n, ptrdiff_t from, ptrdiff_t to) {
  for (ptrdiff_t p = from * KERNELS_PANEL; p < to * KERNELS_PANEL; p += KERNELS_PANEL) {
    ptrdiff_t width = n - p < KERNELS_PANEL ? n - p : KERNELS_PANEL;
    int rest = (int)((width + VL - 1) / VL), nv;
    for (ptrdiff_t c = 0; rest > 0; rest -= nv, c += nv * VL) {
      nv = vectors(rest);
      for (ptrdiff_t r = 0; r < x->rows; r += SAMPLES) {
        int samples = (int)(x->rows - r < SAMPLES ? x->rows - r : SAMPLES);
#define CALL(NV)                                                                             \
  sparse_rows(                                                                               \
    NV, x, r, samples, panels + p * x->columns + c, width, bias ? bias + p + c : 0, relu,    \
    z + p + c, n, width - c)
        FOR_NV(nv, CALL)
#undef CALL
      }
    }
  }
}

// Rows [k0, k1) of panel columns [p, p + width): a row of the gradient is the sum over the samples
// that light its pixel.
INLINE void sparse_gradient_rows(
  const int NV, const kernels_sparse *x, const float *d, float *g, ptrdiff_t k0, ptrdiff_t k1,
  ptrdiff_t n, ptrdiff_t panel, ptrdiff_t width) {
  for (ptrdiff_t k = k0; k < k1; k++) {
    V a[NV_MAX];
    UNROLL for (int v = 0; v < NV; v++) a[v] = splat(0.0f);
    const kernels_entry *e = x->column_entries + x->column_start[k],
                        *end = x->column_entries + x->column_start[k + 1];
    KEEP_LOOP
    for (; e < end; e++) {
      const float *row = d + (ptrdiff_t)e->index * n;
      V c = splat(e->value);
      UNROLL for (int v = 0; v < NV; v++) a[v] = fma_(c, load(row + v * VL), a[v]);
    }
    store_row(NV, g + (k - k0) * panel, a, width);
  }
}

static void sparse_gradient_block(
  const kernels_sparse *x, const float *d, float *g, ptrdiff_t k0, ptrdiff_t k1, ptrdiff_t n,
  ptrdiff_t p, ptrdiff_t width) {
  int rest = (int)((width + VL - 1) / VL), nv;
  for (ptrdiff_t c = 0; rest > 0; rest -= nv, c += nv * VL) {
    nv = vectors(rest);
#define CALL(NV) sparse_gradient_rows(NV, x, d + p + c, g + c, k0, k1, n, width, width - c)
    FOR_NV(nv, CALL)
#undef CALL
  }
}

static void sparse_weight_gradient(
  const kernels_sparse *x, const float *d, float *g, ptrdiff_t n, ptrdiff_t from, ptrdiff_t to) {
  ptrdiff_t k = x->columns;
  for (ptrdiff_t i = from; i < to; i++) {
    weight_block b = block_of(i, k, n);
    sparse_gradient_block(x, d, g + b.p * k + b.k0 * b.width, b.k0, b.k1, n, b.p, b.width);
  }
}

static void sparse_weight_update(
  const kernels_sparse *x, const float *d, const kernels_rule *rule,
  const kernels_parameter *parameter, ptrdiff_t n, ptrdiff_t from, ptrdiff_t to) {
  float g[BLOCK_ROWS * KERNELS_PANEL];
  ptrdiff_t k = x->columns;
  for (ptrdiff_t i = from; i < to; i++) {
    weight_block b = block_of(i, k, n);
    sparse_gradient_block(x, d, g, b.k0, b.k1, n, b.p, b.width);
    update_block(rule, parameter, b.p * k + b.k0 * b.width, g, (b.k1 - b.k0) * b.width);
  }
}
