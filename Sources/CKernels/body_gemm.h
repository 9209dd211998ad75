// This file holds the blocked matrix products; each path file compiles it with its own lanes.
// The references are in gemm.c. One tile serves all three products: MR x NV vectors of
// accumulators stay in registers while the summed index runs once, ascending.

// a[i][v] = sum over s < count of x[i * row_step + s * sum_step] * w[s * w_step + v * VL ...].
INLINE void tile(
  const int MR, const int NV, const float *x, const ptrdiff_t row_step, const ptrdiff_t sum_step,
  const float *w, ptrdiff_t w_step, ptrdiff_t count, V a[8][NV_MAX]) {
  KEEP_LOOP
  for (ptrdiff_t s = 0; s < count; s++) {
    V b[NV_MAX];
    UNROLL for (int v = 0; v < NV; v++) b[v] = load(w + v * VL);
    UNROLL for (int i = 0; i < MR; i++) {
      V c = splat(x[i * row_step]);
      UNROLL for (int v = 0; v < NV; v++) a[i][v] = fma_(c, b[v], a[i][v]);
    }
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

static void product(
  const float *x, ptrdiff_t ldx, const float *panels, const float *bias, int relu, float *z,
  ptrdiff_t m, ptrdiff_t k, ptrdiff_t n) {
  for (ptrdiff_t p = 0; p < n; p += KERNELS_PANEL) {
    ptrdiff_t width = n - p < KERNELS_PANEL ? n - p : KERNELS_PANEL;
    int rest = (int)((width + VL - 1) / VL), nv;
    for (ptrdiff_t c = 0; rest > 0; rest -= nv, c += nv * VL) {
      nv = vectors(rest);
#define CALL(NV)                                                                               \
  product_columns(                                                                             \
    NV, x, ldx, panels + p * k + c, width, bias ? bias + p + c : 0, relu, z + p + c, n, m, k,  \
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

static void weight_gradient(
  const float *x, ptrdiff_t ldx, const float *d, float *g, ptrdiff_t m, ptrdiff_t k, ptrdiff_t n) {
  for (ptrdiff_t p = 0; p < n; p += KERNELS_PANEL) {
    ptrdiff_t width = n - p < KERNELS_PANEL ? n - p : KERNELS_PANEL;
    gradient_block(x, ldx, d, g + p * k, m, 0, k, n, p, width);
  }
}

// dx: lanes run along the batch, so d is transposed first, with zeros up to whole vectors.
static void input_gradient(
  const float *d, const float *panels, float *dx, float *scratch, ptrdiff_t m, ptrdiff_t k,
  ptrdiff_t n) {
  ptrdiff_t lanes = kernels_lanes(m);
  for (ptrdiff_t j = 0; j < n; j++) {
    float *t = scratch + j * lanes;
    for (ptrdiff_t r = 0; r < m; r++) t[r] = d[r * n + j];
    for (ptrdiff_t r = m; r < lanes; r++) t[r] = 0.0f;
  }
  const int NV = NV_MAX < 2 ? NV_MAX : 2;
  for (ptrdiff_t r = 0; r < m; r += NV * VL) {
    // kernels_lanes is a multiple of 16, so a second vector may lie past it.
    int nv = r + NV * VL <= lanes ? NV : 1;
    for (ptrdiff_t k0 = 0; k0 < k; k0 += ROWS_MANY) {
      int rows = (int)(k - k0 < ROWS_MANY ? k - k0 : ROWS_MANY);
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
