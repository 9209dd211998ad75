// This file holds the products with a batch of byte rows that are mostly 0; each path file compiles
// it with its own lanes. The callers are in sparse.c.
//
// Pixels are taken in groups of KERNELS_GROUP neighbours: where one of them is lit the others mostly
// are, and a group of four rows of weights, or of their gradient, fits into registers. For each group
// a word tells which rows of the batch light it, and nothing else is touched: no lists are made.

#define GROUP_PIXELS KERNELS_GROUP

static void gather_sparse(
  const uint8_t *bytes, const uint32_t *selection, kernels_sparse *batch) {
  const ptrdiff_t k = batch->columns, groups = kernels_groups(k), stride = kernels_sparse_row(k);
  for (ptrdiff_t r0 = 0; r0 < batch->rows; r0 += 32) {
    uint32_t *lit = batch->lit + r0 / 32 * groups;
    memset(lit, 0, (size_t)groups * sizeof *lit);
    for (ptrdiff_t r = r0; r < batch->rows && r < r0 + 32; r++) {
      uint8_t *to = batch->bytes + r * stride;
      memcpy(to, bytes + (ptrdiff_t)selection[r] * k, (size_t)k);
      memset(to + k, 0, (size_t)(groups * GROUP_PIXELS - k));
      for (ptrdiff_t g = 0; g < groups; g++) {
        uint32_t four;
        memcpy(&four, to + g * GROUP_PIXELS, sizeof four);
        lit[g] |= (uint32_t)(four != 0) << (r - r0);
      }
    }
  }
}

// Up to NV vectors and, if NH, half a vector of the columns of a panel.
#define COLUMNS_MAX (NV_MAX * VL)

typedef struct {
  V full[NV_MAX];
  H half;
} columns;

INLINE columns load_columns(const int NV, const int NH, const float *p) {
  columns r;
  UNROLL for (int v = 0; v < NV; v++) r.full[v] = load(p + v * VL);
  if (NH) r.half = load_half(p + NV * VL);
  return r;
}

INLINE void store_columns(const int NV, const int NH, float *p, columns r) {
  UNROLL for (int v = 0; v < NV; v++) store(p + v * VL, r.full[v]);
  if (NH) store_half(p + NV * VL, r.half);
}

INLINE columns no_columns(const int NV, const int NH) {
  columns r;
  UNROLL for (int v = 0; v < NV; v++) r.full[v] = splat(0.0f);
  if (NH) r.half = splat_half(0.0f);
  return r;
}

// a + x b, with the pixel's value x at p.
INLINE void add_columns(const int NV, const int NH, columns *a, const float *p, columns b) {
  V x = splat(*p);
  UNROLL for (int v = 0; v < NV; v++) a->full[v] = fma_(x, b.full[v], a->full[v]);
  if (NH) a->half = fma_half(splat_half(*p), b.half, a->half);
}

// Rows [r0, r0 + count) of the batch, at most 32, with columns of one panel: their sums rest in
// `sum` while group after group of the weights passes by once.
INLINE void sparse_rows(
  const int NV, const int NH, const kernels_sparse *x, ptrdiff_t r0, ptrdiff_t count,
  const float *w, ptrdiff_t panel, const float *bias, int relu, float *z, ptrdiff_t n,
  ptrdiff_t width) {
  const ptrdiff_t k = x->columns, groups = kernels_groups(k), stride = kernels_sparse_row(k);
  const uint32_t *lit = x->lit + r0 / 32 * groups;
  const uint8_t *bytes = x->bytes + r0 * stride;
  const float *table = x->table;
  _Alignas(64) float sum[32][COLUMNS_MAX];
  for (ptrdiff_t r = 0; r < count; r++) store_columns(NV, NH, sum[r], no_columns(NV, NH));
  for (ptrdiff_t g = 0; g < groups; g++) {
    uint32_t rows = lit[g];
    if (!rows) continue;
    columns b[GROUP_PIXELS];
    UNROLL for (int i = 0; i < GROUP_PIXELS; i++) {
      // What the last group lacks is 0 in every row.
      ptrdiff_t place = g * GROUP_PIXELS + i < k ? g * GROUP_PIXELS + i : k - 1;
      b[i] = load_columns(NV, NH, w + place * panel);
    }
    do {
      ptrdiff_t r = __builtin_ctz(rows);
      const uint8_t *pixel = bytes + r * stride + g * GROUP_PIXELS;
      columns a = load_columns(NV, NH, sum[r]);
      UNROLL for (int i = 0; i < GROUP_PIXELS; i++)
        add_columns(NV, NH, &a, table + pixel[i], b[i]);
      store_columns(NV, NH, sum[r], a);
      rows &= rows - 1;
    } while (rows);
  }
  for (ptrdiff_t r = 0; r < count; r++) {
    V out[NV_MAX];
    const int all = NV + NH;
    UNROLL for (int v = 0; v < all; v++) {
      V a = load(sum[r] + v * VL);
      if (bias) a = add_(a, load(bias + v * VL));
      out[v] = relu ? relu_(a) : a;
    }
    store_row(all, z + (r0 + r) * n, out, width);
  }
}

// The pieces of a panel of `width` columns: CALL(NV, NH) for each, with `c` where it begins.
#define FOR_COLUMNS(width, c, CALL)                                            \
  for (ptrdiff_t c = 0, taken_; c < (width); c += taken_) {                    \
    ptrdiff_t rest_ = (width) - c;                                             \
    int nv_ = vectors((int)((rest_ + VL - 1) / VL)), nh_ = 0;                  \
    taken_ = nv_ * VL;                                                         \
    if (HALF_LANES && rest_ <= taken_ - VL + HALF_LANES) nv_--, nh_ = 1;       \
    switch (2 * nv_ + nh_) {                                                   \
      HALF_CASES(CALL)                                                         \
      case 2: CALL(1, 0); break;                                               \
      case 4: CALL(2, 0); break;                                               \
      MORE_CASES(CALL)                                                         \
    }                                                                          \
  }
#if HALF_LANES
#define HALF_CASES(CALL) \
  case 1: CALL(0, 1); break; \
  case 3: CALL(1, 1); break;
#else
#define HALF_CASES(CALL)
#endif
#if NV_MAX == 2
#define MORE_CASES(CALL)
#elif NV_MAX == 3
#define MORE_CASES(CALL) \
  case 6: CALL(3, 0); break;
#else
#define MORE_CASES(CALL)     \
  case 6: CALL(3, 0); break; \
  case 8: CALL(4, 0); break;
#endif

// Panels [from, to).
static void sparse_product(
  const kernels_sparse *x, const float *panels, const float *bias, int relu, float *z,
  ptrdiff_t n, ptrdiff_t from, ptrdiff_t to) {
  for (ptrdiff_t p = from * KERNELS_PANEL; p < to * KERNELS_PANEL; p += KERNELS_PANEL) {
    ptrdiff_t width = n - p < KERNELS_PANEL ? n - p : KERNELS_PANEL;
    for (ptrdiff_t r = 0; r < x->rows; r += 32) {
      ptrdiff_t count = x->rows - r < 32 ? x->rows - r : 32;
#define CALL(NV, NH)                                                                          \
  sparse_rows(                                                                                \
    NV, NH, x, r, count, panels + p * x->columns + c, width, bias ? bias + p + c : 0, relu,   \
    z + p + c, n, width - c)
      FOR_COLUMNS(width, c, CALL)
#undef CALL
    }
  }
}

// The gradients of the weights of one group of pixels, from pixel `at` on.
INLINE void sparse_group(
  const int NV, const int NH, const kernels_sparse *x, const float *d, ptrdiff_t ldd, ptrdiff_t at,
  columns a[GROUP_PIXELS]) {
  const ptrdiff_t groups = kernels_groups(x->columns), stride = kernels_sparse_row(x->columns);
  const float *table = x->table;
  UNROLL for (int i = 0; i < GROUP_PIXELS; i++) a[i] = no_columns(NV, NH);
  const uint32_t *lit = x->lit + at / GROUP_PIXELS;
  for (ptrdiff_t r0 = 0; r0 < x->rows; r0 += 32, lit += groups) {
    const uint8_t *bytes = x->bytes + r0 * stride + at;
    const float *flow = d + r0 * ldd;
    KEEP_LOOP
    for (uint32_t rows = *lit; rows; rows &= rows - 1) {
      ptrdiff_t r = __builtin_ctz(rows);
      const uint8_t *pixel = bytes + r * stride;
      columns b = load_columns(NV, NH, flow + r * ldd);
      UNROLL for (int i = 0; i < GROUP_PIXELS; i++)
        add_columns(NV, NH, &a[i], table + pixel[i], b);
    }
  }
}

// Those of pixels [k0, k1) in columns of one panel, written to g as [k1 - k0][panel].
INLINE void sparse_gradient_rows(
  const int NV, const int NH, const kernels_sparse *x, const float *d, ptrdiff_t ldd, float *g,
  ptrdiff_t k0, ptrdiff_t k1, ptrdiff_t panel, ptrdiff_t width) {
  for (ptrdiff_t at = k0; at < k1; at += GROUP_PIXELS) {
    columns a[GROUP_PIXELS];
    sparse_group(NV, NH, x, d, ldd, at, a);
    UNROLL for (int i = 0; i < GROUP_PIXELS; i++) {
      if (at + i >= k1) break;
      float *to = g + (at - k0 + i) * panel;
      if (width >= NV * VL + NH * HALF_LANES) {
        store_columns(NV, NH, to, a[i]);
      } else {
        UNROLL for (int v = 0; v < NV; v++) {
          if (width >= (v + 1) * VL) store(to + v * VL, a[i].full[v]);
          else if (width > v * VL) store_first(to + v * VL, a[i].full[v], width - v * VL);
        }
        if (NH && width > NV * VL) store_half_first(to + NV * VL, a[i].half, width - NV * VL);
      }
    }
  }
}

// The gradients and Adam's update of the weights of pixels [k0, k1), all `width` columns of a panel.
// While a group's update waits for its divisions, the sums of the next one go on: so the update is
// always one group behind.
INLINE void sparse_adam_rows(
  const int NV, const int NH, const kernels_sparse *x, const float *d, ptrdiff_t ldd,
  const kernels_rule *rule, float *w, float *s, float *u, ptrdiff_t k0, ptrdiff_t k1,
  ptrdiff_t width) {
  _Alignas(64) float gradients[2][(GROUP_PIXELS + 1) * COLUMNS_MAX];
  ptrdiff_t behind = 0, count = 0;  // where the group before begins, and its floats
  for (ptrdiff_t at = k0; at < k1; at += GROUP_PIXELS) {
    columns a[GROUP_PIXELS];
    float *g = gradients[at / GROUP_PIXELS & 1], *before = gradients[~(at / GROUP_PIXELS) & 1];
    sparse_group(NV, NH, x, d, ldd, at, a);
    // What a row writes behind its width the next row writes again.
    UNROLL for (int i = 0; i < GROUP_PIXELS; i++) store_columns(NV, NH, g + i * width, a[i]);
    update_kind(KERNELS_ADAM, 1, 1, rule, w + behind, s + behind, u + behind, before, count);
    behind = (at - k0) * width;
    count = (k1 - at < GROUP_PIXELS ? k1 - at : GROUP_PIXELS) * width;
  }
  update_kind(
    KERNELS_ADAM, 1, 1, rule, w + behind, s + behind, u + behind,
    gradients[(k1 - 1) / GROUP_PIXELS & 1], count);
}

static void sparse_gradient_block(
  const kernels_sparse *x, const float *d, ptrdiff_t ldd, float *g, weight_block b) {
#define CALL(NV, NH) \
  sparse_gradient_rows(NV, NH, x, d + c, ldd, g + c, b.k0, b.k1, b.width, b.width - c)
  FOR_COLUMNS(b.width, c, CALL)
#undef CALL
}

// The columns of d that belong to one panel, in rows that begin with a cache line: a vector that lies
// in two is read at half the speed, and each is read again for every group. Large batches do without.
#define ALIGNED_ROWS 64

typedef struct {
  ptrdiff_t panel, stride;
  const float *d;
  _Alignas(64) float rows[ALIGNED_ROWS * KERNELS_PANEL];
} panel_rows;

INLINE void take_panel(
  panel_rows *t, const float *d, ptrdiff_t m, ptrdiff_t n, ptrdiff_t p, ptrdiff_t width) {
  if (t->panel == p) return;
  t->panel = p;
  t->d = d + p;
  t->stride = n;
  if (m > ALIGNED_ROWS || n % KERNELS_PANEL == 0) return;
  for (ptrdiff_t r = 0; r < m; r++)
    memcpy(t->rows + r * KERNELS_PANEL, t->d + r * n, (size_t)width * sizeof(float));
  t->d = t->rows;
  t->stride = KERNELS_PANEL;
}

static void sparse_weight_gradient(
  const kernels_sparse *x, const float *d, float *g, ptrdiff_t n, ptrdiff_t from, ptrdiff_t to) {
  ptrdiff_t k = x->columns;
  panel_rows rows;
  rows.panel = -1;
  for (ptrdiff_t i = from; i < to; i++) {
    weight_block b = block_of(i, k, n);
    take_panel(&rows, d, x->rows, n, b.p, b.width);
    sparse_gradient_block(x, rows.d, rows.stride, g + b.p * k + b.k0 * b.width, b);
  }
}

static void sparse_weight_update(
  const kernels_sparse *x, const float *d, const kernels_rule *rule,
  const kernels_parameter *parameter, ptrdiff_t n, ptrdiff_t from, ptrdiff_t to) {
  _Alignas(64) float g[BLOCK_ROWS * KERNELS_PANEL];
  ptrdiff_t k = x->columns;
  panel_rows rows;
  rows.panel = -1;
  for (ptrdiff_t i = from; i < to; i++) {
    weight_block b = block_of(i, k, n);
    ptrdiff_t offset = b.p * k + b.k0 * b.width;
    take_panel(&rows, d, x->rows, n, b.p, b.width);
    if (rule->kind == KERNELS_ADAM && b.width <= COLUMNS_MAX) {
#define CALL(NV, NH)                                                                          \
  sparse_adam_rows(                                                                           \
    NV, NH, x, rows.d, rows.stride, rule, parameter->w + offset, parameter->s + offset,       \
    parameter->u + offset, b.k0, b.k1, b.width)
      FOR_COLUMNS(b.width, c, CALL)
#undef CALL
      continue;
    }
    sparse_gradient_block(x, rows.d, rows.stride, g, b);
    update_block(rule, parameter, offset, g, (b.k1 - b.k0) * b.width);
  }
}
