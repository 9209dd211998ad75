// This file holds the blocked matrix products; each path file compiles it with its own lanes.
// The references are in gemm.c. One tile serves all three products: MR x NV vectors of
// accumulators stay in registers while the summed index runs once, ascending.

// a[i][v] += x[i * row_step] * w[v * VL ...].
INLINE void tile_step(
  const int MR, const int NV, const float *x, const ptrdiff_t row_step, const float *w,
  V a[8][NV_MAX]) {
  V b[NV_MAX];
  UNROLL for (int v = 0; v < NV; v++) b[v] = load(w + v * VL);
  UNROLL for (int i = 0; i < MR; i++) {
    V c = splat(x[i * row_step]);
    UNROLL for (int v = 0; v < NV; v++) a[i][v] = fma_(c, b[v], a[i][v]);
  }
}

// a[i][v] += sum over s < count of x[i * row_step + s * sum_step] * w[s * w_step + v * VL ...].
INLINE void tile(
  const int MR, const int NV, const float *x, const ptrdiff_t row_step, const ptrdiff_t sum_step,
  const float *w, ptrdiff_t w_step, ptrdiff_t count, V a[8][NV_MAX]) {
  KEEP_LOOP
  for (ptrdiff_t s = 0; s < count; s++) {
    tile_step(MR, NV, x, row_step, w, a);
    x += sum_step;
    w += w_step;
  }
}

// Vectors of the next tile when `rest` are left: as many as the registers hold, never a last one
// alone.
INLINE int vectors(int rest) {
  return rest <= NV_MAX ? rest : rest - NV_MAX == 1 ? NV_MAX - (NV_MAX > 2) : NV_MAX;
}

#define FOR_NV(nv, CALL)    \
  switch (nv) {             \
    case 1: CALL(1); break; \
    case 2: CALL(2); break; \
    FOR_NV3(CALL)           \
  }
#if NV_MAX == 2
#define FOR_NV3(CALL)
#elif NV_MAX == 3
#define FOR_NV3(CALL) \
  case 3: CALL(3); break;
#else
#define FOR_NV3(CALL)     \
  case 3: CALL(3); break; \
  case 4: CALL(4); break;
#endif

// Stores NV vectors of a row of which `width` floats are wanted.
INLINE void store_row(const int NV, float *p, const V *a, ptrdiff_t width) {
  UNROLL for (int v = 0; v < NV; v++) {
    if (width >= (v + 1) * VL) store(p + v * VL, a[v]);
    else if (width > v * VL) store_first(p + v * VL, a[v], width - v * VL);
  }
}

// Loads the same; lanes that are not wanted become 0.
INLINE void load_row(const int NV, const float *p, V *a, ptrdiff_t width) {
  UNROLL for (int v = 0; v < NV; v++) {
    if (width >= (v + 1) * VL) a[v] = load(p + v * VL);
    else a[v] = width > v * VL ? load_first(p + v * VL, width - v * VL) : splat(0.0f);
  }
}

INLINE void product_rows(
  const int MR, const int NV, const float *x, ptrdiff_t ldx, const float *w, ptrdiff_t panel,
  const float *bias, int relu, float *z, ptrdiff_t ldz, ptrdiff_t k, ptrdiff_t width) {
  V a[8][NV_MAX];
  UNROLL for (int i = 0; i < MR; i++) UNROLL for (int v = 0; v < NV; v++) a[i][v] = splat(0.0f);
  tile(MR, NV, x, ldx, 1, w, panel, k, a);
  UNROLL for (int v = 0; v < NV; v++) {
    V b = bias ? load(bias + v * VL) : splat(0.0f);
    UNROLL for (int i = 0; i < MR; i++) {
      V r = bias ? add_(a[i][v], b) : a[i][v];
      a[i][v] = relu ? relu_(r) : r;
    }
  }
  UNROLL for (int i = 0; i < MR; i++) store_row(NV, z + i * ldz, a[i], width);
}

INLINE void product_columns(
  const int NV, const float *x, ptrdiff_t ldx, const float *w, ptrdiff_t panel, const float *bias,
  int relu, float *z, ptrdiff_t ldz, ptrdiff_t m, ptrdiff_t k, ptrdiff_t width) {
  ptrdiff_t r = 0;
  for (; r + ROWS_MANY <= m; r += ROWS_MANY)
    product_rows(
      ROWS_MANY, NV, x + r * ldx, ldx, w, panel, bias, relu, z + r * ldz, ldz, k, width);
  for (; r < m; r++)
    product_rows(1, NV, x + r * ldx, ldx, w, panel, bias, relu, z + r * ldz, ldz, k, width);
}

// A product of many rows packs them first, PACK_ROWS at a time and PACK_SUM of the summed index: rows
// that lie a power of two apart would share a set of the nearest cache, and a block of the panels is
// used PACK_ROWS times while it is near. Sums rest in z between two blocks, as the floats they are.
#define PACK_ROWS 64
#define PACK_SUM 256

// Tiles of ROWS_MANY rows as [tile][sum][row]; rows that are not there become 0.
static void pack_rows(
  const float *x, ptrdiff_t ldx, float *packed, ptrdiff_t rows, ptrdiff_t count) {
  for (ptrdiff_t r0 = 0; r0 < rows; r0 += ROWS_MANY, packed += count * ROWS_MANY)
    for (ptrdiff_t i = 0; i < ROWS_MANY; i++) {
      const float *row = x + (r0 + i) * ldx;
      if (r0 + i < rows)
        for (ptrdiff_t s = 0; s < count; s++) packed[s * ROWS_MANY + i] = row[s];
      else
        for (ptrdiff_t s = 0; s < count; s++) packed[s * ROWS_MANY + i] = 0.0f;
    }
}

// One block of the sum for `rows` rows (at most ROWS_MANY) of NV vectors of columns.
INLINE void packed_rows(
  const int NV, const float *packed, const float *w, ptrdiff_t panel, const float *bias, int relu,
  float *z, ptrdiff_t ldz, ptrdiff_t rows, ptrdiff_t count, ptrdiff_t width, int first, int last) {
  V a[8][NV_MAX];
  if (first) {
    UNROLL for (int i = 0; i < ROWS_MANY; i++)
      UNROLL for (int v = 0; v < NV; v++) a[i][v] = splat(0.0f);
  } else {
    UNROLL for (int i = 0; i < ROWS_MANY; i++) load_row(NV, z + (i < rows ? i : 0) * ldz, a[i], width);
  }
  tile(ROWS_MANY, NV, packed, 1, ROWS_MANY, w, panel, count, a);
  if (last) {
    UNROLL for (int v = 0; v < NV; v++) {
      V b = bias ? load(bias + v * VL) : splat(0.0f);
      UNROLL for (int i = 0; i < ROWS_MANY; i++) {
        V r = bias ? add_(a[i][v], b) : a[i][v];
        a[i][v] = relu ? relu_(r) : r;
      }
    }
  }
  UNROLL for (int i = 0; i < ROWS_MANY; i++)
    if (i < rows) store_row(NV, z + i * ldz, a[i], width);
}

static void product_packed(
  const float *x, ptrdiff_t ldx, const float *panels, const float *bias, int relu, float *z,
  ptrdiff_t ldz, ptrdiff_t m, ptrdiff_t k, ptrdiff_t n) {
  float packed[PACK_ROWS * PACK_SUM];
  for (ptrdiff_t r0 = 0; r0 < m; r0 += PACK_ROWS) {
    ptrdiff_t rows = m - r0 < PACK_ROWS ? m - r0 : PACK_ROWS;
    for (ptrdiff_t k0 = 0; k0 < k; k0 += PACK_SUM) {
      ptrdiff_t count = k - k0 < PACK_SUM ? k - k0 : PACK_SUM;
      pack_rows(x + r0 * ldx + k0, ldx, packed, rows, count);
      for (ptrdiff_t p = 0; p < n; p += KERNELS_PANEL) {
        ptrdiff_t width = n - p < KERNELS_PANEL ? n - p : KERNELS_PANEL;
        int rest = (int)((width + VL - 1) / VL), nv;
        for (ptrdiff_t c = 0; rest > 0; rest -= nv, c += nv * VL) {
          nv = vectors(rest);
          for (ptrdiff_t r = 0; r < rows; r += ROWS_MANY) {
#define CALL(NV)                                                                              \
  packed_rows(                                                                                \
    NV, packed + r * count, panels + p * k + k0 * width + c, width, bias ? bias + p + c : 0,  \
    relu, z + (r0 + r) * ldz + p + c, ldz, rows - r, count, width - c, k0 == 0,               \
    k0 + count == k)
            FOR_NV(nv, CALL)
#undef CALL
          }
        }
      }
    }
  }
}

static void product(
  const float *x, ptrdiff_t ldx, const float *panels, const float *bias, int relu, float *z,
  ptrdiff_t ldz, ptrdiff_t m, ptrdiff_t k, ptrdiff_t n) {
  if (m >= PACK_ROWS && k >= 64 && n > KERNELS_PANEL) {
    product_packed(x, ldx, panels, bias, relu, z, ldz, m, k, n);
    return;
  }
  for (ptrdiff_t p = 0; p < n; p += KERNELS_PANEL) {
    ptrdiff_t width = n - p < KERNELS_PANEL ? n - p : KERNELS_PANEL;
    int rest = (int)((width + VL - 1) / VL), nv;
    for (ptrdiff_t c = 0; rest > 0; rest -= nv, c += nv * VL) {
      nv = vectors(rest);
#define CALL(NV)                                                                                \
  product_columns(                                                                              \
    NV, x, ldx, panels + p * k + c, width, bias ? bias + p + c : 0, relu, z + p + c, ldz, m, k, \
    width - c)
      FOR_NV(nv, CALL)
#undef CALL
    }
  }
}

// Rows [k0, k1) of panel columns [p, p + width) of x^T d, written to g as [k1 - k0][width].
INLINE void gradient_rows(
  const int MR, const int NV, const float *x, ptrdiff_t ldx, const float *d, ptrdiff_t n, float *g,
  ptrdiff_t panel, ptrdiff_t m, ptrdiff_t width) {
  V a[8][NV_MAX];
  UNROLL for (int i = 0; i < MR; i++) UNROLL for (int v = 0; v < NV; v++) a[i][v] = splat(0.0f);
  tile(MR, NV, x, 1, ldx, d, n, m, a);
  UNROLL for (int i = 0; i < MR; i++) store_row(NV, g + i * panel, a[i], width);
}

static void gradient_block(
  const float *x, ptrdiff_t ldx, const float *d, float *g, ptrdiff_t m, ptrdiff_t k0, ptrdiff_t k1,
  ptrdiff_t n, ptrdiff_t p, ptrdiff_t width) {
  int rest = (int)((width + VL - 1) / VL), nv;
  for (ptrdiff_t c = 0; rest > 0; rest -= nv, c += nv * VL) {
    nv = vectors(rest);
    ptrdiff_t k = k0;
    for (; k + ROWS_MANY <= k1; k += ROWS_MANY) {
#define CALL(NV)                                                                            \
  gradient_rows(                                                                            \
    ROWS_MANY, NV, x + k, ldx, d + p + c, n, g + (k - k0) * width + c, width, m, width - c)
      FOR_NV(nv, CALL)
#undef CALL
    }
    for (; k < k1; k++) {
#define CALL(NV) \
  gradient_rows(1, NV, x + k, ldx, d + p + c, n, g + (k - k0) * width + c, width, m, width - c)
      FOR_NV(nv, CALL)
#undef CALL
    }
  }
}

// Block b of the weights: BLOCK_ROWS rows of one panel, panels outside. 64 x 32 floats are a quarter
// of the smallest nearest cache.
#define BLOCK_ROWS 64

typedef struct {
  ptrdiff_t k0, k1, p, width;
} weight_block;

INLINE weight_block block_of(ptrdiff_t b, ptrdiff_t k, ptrdiff_t n) {
  ptrdiff_t in_panel = (k + BLOCK_ROWS - 1) / BLOCK_ROWS;
  weight_block r;
  r.p = b / in_panel * KERNELS_PANEL;
  r.k0 = b % in_panel * BLOCK_ROWS;
  r.k1 = r.k0 + BLOCK_ROWS < k ? r.k0 + BLOCK_ROWS : k;
  r.width = n - r.p < KERNELS_PANEL ? n - r.p : KERNELS_PANEL;
  return r;
}

static void weight_gradient(
  const float *x, ptrdiff_t ldx, const float *d, float *g, ptrdiff_t m, ptrdiff_t k, ptrdiff_t n,
  ptrdiff_t from, ptrdiff_t to) {
  for (ptrdiff_t i = from; i < to; i++) {
    weight_block b = block_of(i, k, n);
    gradient_block(x, ldx, d, g + b.p * k + b.k0 * b.width, m, b.k0, b.k1, n, b.p, b.width);
  }
}

// Columns [from, to) of dx: lanes run along the batch, so d comes transposed, with zeros up to whole
// vectors.
static void input_gradient(
  const float *scratch, const float *panels, float *dx, ptrdiff_t m, ptrdiff_t k, ptrdiff_t n,
  ptrdiff_t from, ptrdiff_t to) {
  ptrdiff_t lanes = kernels_lanes(m);
  const int NV = NV_MAX < 2 ? NV_MAX : 2;
  for (ptrdiff_t r = 0; r < m; r += NV * VL) {
    // kernels_lanes is a multiple of 16, so a second vector may lie past it.
    int nv = r + NV * VL <= lanes ? NV : 1;
    for (ptrdiff_t k0 = from; k0 < to; k0 += ROWS_MANY) {
      int rows = (int)(to - k0 < ROWS_MANY ? to - k0 : ROWS_MANY);
      V a[8][NV_MAX];
      UNROLL for (int i = 0; i < ROWS_MANY; i++)
        UNROLL for (int v = 0; v < NV_MAX; v++) a[i][v] = splat(0.0f);
      for (ptrdiff_t p = 0; p < n; p += KERNELS_PANEL) {
        ptrdiff_t width = n - p < KERNELS_PANEL ? n - p : KERNELS_PANEL;
        const float *w = panels + p * k + k0 * width, *t = scratch + p * lanes + r;
        if (rows == ROWS_MANY && nv == 2) {
          tile(ROWS_MANY, 2, w, width, 1, t, lanes, width, a);
        } else if (rows == ROWS_MANY) {
          tile(ROWS_MANY, 1, w, width, 1, t, lanes, width, a);
        } else {
          for (int i = 0; i < rows; i++) {
            V one[8][NV_MAX];
            one[0][0] = a[i][0];
            one[0][1] = a[i][1];
            if (nv == 2) tile(1, 2, w + i * width, width, 1, t, lanes, width, one);
            else tile(1, 1, w + i * width, width, 1, t, lanes, width, one);
            a[i][0] = one[0][0];
            a[i][1] = one[0][1];
          }
        }
      }
      float out[8][2 * VL];
      UNROLL for (int i = 0; i < ROWS_MANY; i++) {
        store(out[i], a[i][0]);
        store(out[i] + VL, a[i][1]);
      }
      ptrdiff_t wanted = m - r < nv * VL ? m - r : nv * VL;
      for (ptrdiff_t l = 0; l < wanted; l++)
        for (int i = 0; i < rows; i++) dx[(r + l) * k + k0 + i] = out[i][l];
    }
  }
}

// Lanes along the columns, rows ascending.
static void column_sum(const float *d, float *g, ptrdiff_t m, ptrdiff_t n) {
  for (ptrdiff_t c = 0; c < n; c += VL) {
    V a = splat(0.0f);
    for (ptrdiff_t r = 0; r < m; r++) a = add_(a, load(d + r * n + c));
    if (n - c >= VL) store(g + c, a);
    else store_first(g + c, a, n - c);
  }
}
