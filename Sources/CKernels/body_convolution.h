// This file holds the convolutions; each path file compiles it with its own lanes. The references
// are in convolution.c.
//
// Forward, lanes run along the filters and a tile of positions reads its patches where they lie.
// Backward, lanes run along the patch, whose rows are contiguous in the image, in w transposed and
// in its gradient: what flows back is mostly 0 (a pooled position passes one number of four on, and
// ReLU half of them), so lists of what is not 0 are made and only those are multiplied.

// a[i][v] = sum over s < count of x[i][s] * w[s * w_step + v * VL ...].
INLINE void tile_at(
  const int MR, const int NV, const float *const *x, ptrdiff_t offset, const float *w,
  ptrdiff_t w_step, ptrdiff_t count, V a[8][NV_MAX]) {
  const float *row[8];
  UNROLL for (int i = 0; i < MR; i++) row[i] = x[i] + offset;
  KEEP_LOOP
  for (ptrdiff_t s = 0; s < count; s++) {
    V b[NV_MAX];
    UNROLL for (int v = 0; v < NV; v++) b[v] = load(w + v * VL);
    UNROLL for (int i = 0; i < MR; i++) {
      V c = splat(row[i][s]);
      UNROLL for (int v = 0; v < NV; v++) a[i][v] = fma_(c, b[v], a[i][v]);
    }
    w += w_step;
  }
}

INLINE void convolve_tile(
  const int MR, const int NV, const kernels_convolution *c, const float *const *x, const float *w,
  ptrdiff_t panel, const float *bias, int relu, float *z, ptrdiff_t width) {
  V a[8][NV_MAX];
  UNROLL for (int i = 0; i < MR; i++) UNROLL for (int v = 0; v < NV; v++) a[i][v] = splat(0.0f);
  const ptrdiff_t row = c->kernel_width * c->channels;
  for (ptrdiff_t ky = 0; ky < c->kernel_height; ky++)
    tile_at(MR, NV, x, ky * c->width * c->channels, w + ky * row * panel, panel, row, a);
  UNROLL for (int v = 0; v < NV; v++) {
    V b = bias ? load(bias + v * VL) : splat(0.0f);
    UNROLL for (int i = 0; i < MR; i++) {
      V r = bias ? add_(a[i][v], b) : a[i][v];
      a[i][v] = relu ? relu_(r) : r;
    }
  }
  UNROLL for (int i = 0; i < MR; i++) store_row(NV, z + i * c->filters, a[i], width);
}

// Where the patch of an output position begins, over all images.
typedef struct {
  ptrdiff_t y, x, image, offset;
} position;

INLINE position position_at(const kernels_convolution *c, ptrdiff_t q) {
  ptrdiff_t rest = q % (c->out_height * c->out_width);
  position p;
  p.y = rest / c->out_width;
  p.x = rest % c->out_width;
  p.image = q / (c->out_height * c->out_width) * c->height * c->width * c->channels;
  p.offset = p.image + (p.y * c->stride_y * c->width + p.x * c->stride_x) * c->channels;
  return p;
}

INLINE void advance(const kernels_convolution *c, position *p) {
  p->offset += c->stride_x * c->channels;
  if (++p->x < c->out_width) return;
  p->x = 0;
  if (++p->y == c->out_height) {
    p->y = 0;
    p->image += c->height * c->width * c->channels;
  }
  p->offset = p->image + p->y * c->stride_y * c->width * c->channels;
}

// Positions that go through all panels together, so that their patches stay near.
#define POSITIONS 64

static void convolution(
  const kernels_convolution *c, const float *x, const float *panels, const float *bias, int relu,
  float *z, ptrdiff_t from, ptrdiff_t to) {
  const ptrdiff_t n = c->filters, k = kernels_patch(c);
  const float *patch[POSITIONS];
  if (from >= to) return;
  position at = position_at(c, from);
  for (ptrdiff_t q = from; q < to; q += POSITIONS) {
    ptrdiff_t count = to - q < POSITIONS ? to - q : POSITIONS;
    for (ptrdiff_t i = 0; i < count; i++, advance(c, &at)) patch[i] = x + at.offset;
    for (ptrdiff_t p = 0; p < n; p += KERNELS_PANEL) {
      ptrdiff_t width = n - p < KERNELS_PANEL ? n - p : KERNELS_PANEL;
      int rest = (int)((width + VL - 1) / VL), nv;
      for (ptrdiff_t v = 0; rest > 0; rest -= nv, v += nv * VL) {
        nv = vectors(rest);
        ptrdiff_t i = 0;
#define TILE(MR, NV)                                                                     \
  convolve_tile(                                                                         \
    MR, NV, c, patch + i, panels + p * k + v, width, bias ? bias + p + v : 0, relu,      \
    z + (q + i) * n + p + v, width - v)
#define CALL(NV) TILE(ROWS_MANY, NV)
        for (; i + ROWS_MANY <= count; i += ROWS_MANY) FOR_NV(nv, CALL)
#undef CALL
#define CALL(NV) TILE(1, NV)
        for (; i < count; i++) FOR_NV(nv, CALL)
#undef CALL
#undef TILE
      }
    }
  }
}

// ---------------------------------------------------------------- backward

// Vectors of the longest piece of a patch row that stays in registers.
#if defined(PATH_AVX512) || defined(PATH_NEON)
#define PIECE 12
#else
#define PIECE 6
#endif

// For NV vectors (the last of them with `tail` floats): to[v] += sum over the list of value *
// from[index + v].
INLINE void add_piece(
  const int NV, const kernels_entry *list, ptrdiff_t count, const float *from, float *to,
  ptrdiff_t tail) {
  V a[PIECE];
  UNROLL for (int v = 0; v < NV - 1; v++) a[v] = load(to + v * VL);
  a[NV - 1] = tail == VL ? load(to + (NV - 1) * VL) : load_first(to + (NV - 1) * VL, tail);
  KEEP_LOOP
  for (ptrdiff_t i = 0; i < count; i++) {
    const float *row = from + list[i].index;
    V c = splat(list[i].value);
    UNROLL for (int v = 0; v < NV; v++) a[v] = fma_(c, load(row + v * VL), a[v]);
  }
  UNROLL for (int v = 0; v < NV - 1; v++) store(to + v * VL, a[v]);
  if (tail == VL) store(to + (NV - 1) * VL, a[NV - 1]);
  else store_first(to + (NV - 1) * VL, a[NV - 1], tail);
}

// The same for a row of `length` floats.
INLINE void add_row(
  const kernels_entry *list, ptrdiff_t count, const float *from, float *to, ptrdiff_t length) {
  while (length > 0) {
    ptrdiff_t vectors = (length + VL - 1) / VL;
    int nv = (int)(vectors < PIECE ? vectors : PIECE);
    ptrdiff_t taken = length < nv * VL ? length : nv * VL, tail = taken - (nv - 1) * VL;
    switch (nv) {
#define CASE(NV) \
  case NV: add_piece(NV, list, count, from, to, tail); break;
      CASE(1) CASE(2) CASE(3) CASE(4) CASE(5) CASE(6)
#if PIECE == 12
      CASE(7) CASE(8) CASE(9) CASE(10) CASE(11) CASE(12)
#endif
#undef CASE
    }
    from += taken;
    to += taken;
    length -= taken;
  }
}

// d where relu let it through, lanes [0, n).
INLINE V passed(const float *d, const float *a, ptrdiff_t n) {
  V v = n == VL ? load(d) : load_first(d, n);
  if (!a) return v;
  V zero = splat(0.0f);
  return keep_gt(n == VL ? load(a) : load_first(a, n), zero, v, zero);
}

// Filters of one position that go into a list together.
#define LIST 256

static void convolution_input_gradient(
  const kernels_convolution *c, const float *d, const float *a, const float *transposed, float *dx,
  ptrdiff_t from, ptrdiff_t to) {
  const ptrdiff_t n = c->filters, k = kernels_patch(c), row = c->kernel_width * c->channels;
  const ptrdiff_t positions = c->out_height * c->out_width;
  const ptrdiff_t image = c->height * c->width * c->channels;
  kernels_entry list[LIST];
  if (from >= to) return;
  memset(dx + from * image, 0, (size_t)((to - from) * image) * sizeof(float));
  position at = position_at(c, from * positions);
  for (ptrdiff_t q = from * positions; q < to * positions; q++, advance(c, &at)) {
    float *patch = dx + at.offset;
    for (ptrdiff_t f0 = 0; f0 < n; f0 += LIST) {
      ptrdiff_t f1 = n - f0 < LIST ? n : f0 + LIST, count = 0;
      for (ptrdiff_t f = f0; f < f1; f += VL) {
        const float *values = d + q * n + f;
        uint32_t lit = not_zero(passed(values, a ? a + q * n + f : 0, f1 - f < VL ? f1 - f : VL));
        for (; lit; lit &= lit - 1) {
          int l = __builtin_ctz(lit);
          list[count].index = (uint32_t)((f + l) * k);
          list[count++].value = values[l];
        }
      }
      if (count == 0) continue;
      for (ptrdiff_t ky = 0; ky < c->kernel_height; ky++)
        add_row(list, count, transposed + ky * row, patch + ky * c->width * c->channels, row);
    }
  }
}

// Filters whose lists are made together (a multiple of every VL), and positions of a list.
#define GROUP 16
#define CHUNK 128

// Patch rows shorter than this would leave most lanes idle: then lanes run along the filters.
#define SHORT_ROW 16

// Rows of w whose gradients stay in registers, with two vectors of filters each.
#if defined(PATH_AVX512) || defined(PATH_NEON)
#define SHORT_MANY 9
#else
#define SHORT_MANY 5
#endif

// MR rows from i0 on, NV vectors of filters from f on.
INLINE void short_rows(
  const int MR, const int NV, const kernels_convolution *c, const float *x, const float *d,
  const float *a, float *g, float *g_bias, ptrdiff_t m, ptrdiff_t i0, ptrdiff_t f,
  ptrdiff_t width) {
  const ptrdiff_t n = c->filters, k = kernels_patch(c), row = c->kernel_width * c->channels;
  const ptrdiff_t positions = m * c->out_height * c->out_width;
  const float *element[SHORT_MANY];
  V sum[SHORT_MANY][2], bias[2];
  UNROLL for (int v = 0; v < NV; v++) bias[v] = splat(0.0f);
  UNROLL for (int i = 0; i < MR; i++) {
    element[i] = x + (i0 + i) / row * c->width * c->channels + (i0 + i) % row;
    UNROLL for (int v = 0; v < NV; v++) sum[i][v] = splat(0.0f);
  }
  position at = position_at(c, 0);
  KEEP_LOOP
  for (ptrdiff_t q = 0; q < positions; q++, advance(c, &at)) {
    V b[2];
    UNROLL for (int v = 0; v < NV; v++) {
      ptrdiff_t from = q * n + f + v * VL, left = width - v * VL;
      b[v] = passed(d + from, a ? a + from : 0, left < VL ? left : VL);
      bias[v] = add_(bias[v], b[v]);
    }
    UNROLL for (int i = 0; i < MR; i++) {
      V e = splat(element[i][at.offset]);
      UNROLL for (int v = 0; v < NV; v++) sum[i][v] = fma_(e, b[v], sum[i][v]);
    }
  }
  UNROLL for (int i = 0; i < MR; i++) {
    float out[2 * VL];
    UNROLL for (int v = 0; v < NV; v++) store(out + v * VL, sum[i][v]);
    for (ptrdiff_t l = 0; l < width && l < NV * VL; l++) g[(f + l) * k + i0 + i] = out[l];
  }
  if (g_bias && i0 == 0) store_row(NV, g_bias + f, bias, width);
}

static void short_weight_gradient(
  const kernels_convolution *c, const float *x, const float *d, const float *a, float *g,
  float *g_bias, ptrdiff_t m, ptrdiff_t from, ptrdiff_t to) {
  const ptrdiff_t k = kernels_patch(c);
  // Equal shares of the rows, none larger than the registers hold.
  const ptrdiff_t shares = (k + SHORT_MANY - 1) / SHORT_MANY;
  for (ptrdiff_t f = from; f < to; f += 2 * VL)
    for (ptrdiff_t share = 0; share < shares; share++) {
      ptrdiff_t i0 = kernels_range(share, shares, k);
      int rows = (int)(kernels_range(share + 1, shares, k) - i0);
      int one = to - f <= VL;
      switch (rows) {
#define CASE(MR)                                                                   \
  case MR:                                                                         \
    if (one) short_rows(MR, 1, c, x, d, a, g, g_bias, m, i0, f, to - f);           \
    else short_rows(MR, 2, c, x, d, a, g, g_bias, m, i0, f, to - f);               \
    break;
        CASE(1) CASE(2) CASE(3) CASE(4) CASE(5)
#if SHORT_MANY == 9
        CASE(6) CASE(7) CASE(8) CASE(9)
#endif
#undef CASE
      }
    }
}

static void convolution_weight_gradient(
  const kernels_convolution *c, const float *x, const float *d, const float *a, float *g,
  float *g_bias, ptrdiff_t m, ptrdiff_t from, ptrdiff_t to) {
  const ptrdiff_t n = c->filters, k = kernels_patch(c), row = c->kernel_width * c->channels;
  const ptrdiff_t positions = c->out_height * c->out_width;
  if (row < SHORT_ROW) {
    short_weight_gradient(c, x, d, a, g, g_bias, m, from, to);
    return;
  }
  kernels_entry list[GROUP][CHUNK];
  for (ptrdiff_t f0 = from; f0 < to; f0 += GROUP) {
    ptrdiff_t group = to - f0 < GROUP ? to - f0 : GROUP;
    V bias[GROUP / VL];
    for (int v = 0; v < GROUP / VL; v++) bias[v] = splat(0.0f);
    memset(g + f0 * k, 0, (size_t)(group * k) * sizeof(float));
    for (ptrdiff_t image = 0; image < m; image++) {
      const float *pixels = x + image * c->height * c->width * c->channels;
      position place = position_at(c, 0);
      for (ptrdiff_t q0 = 0; q0 < positions; q0 += CHUNK) {
        ptrdiff_t q1 = positions - q0 < CHUNK ? positions : q0 + CHUNK, count[GROUP] = {0};
        for (ptrdiff_t q = q0; q < q1; q++, advance(c, &place)) {
          uint32_t offset = (uint32_t)place.offset;
          for (ptrdiff_t f = 0; f < group; f += VL) {
            ptrdiff_t at = (image * positions + q) * n + f0 + f;
            V v = passed(d + at, a ? a + at : 0, group - f < VL ? group - f : VL);
            bias[f / VL] = add_(bias[f / VL], v);
            for (uint32_t lit = not_zero(v); lit; lit &= lit - 1) {
              int l = __builtin_ctz(lit);
              kernels_entry *e = list[f + l] + count[f + l]++;
              e->index = offset;
              e->value = d[at + l];
            }
          }
        }
        for (ptrdiff_t f = 0; f < group; f++)
          if (count[f] > 0)
            for (ptrdiff_t ky = 0; ky < c->kernel_height; ky++)
              add_row(
                list[f], count[f], pixels + ky * c->width * c->channels,
                g + (f0 + f) * k + ky * row, row);
      }
    }
    if (g_bias)
      for (ptrdiff_t f = 0; f < group; f += VL)
        store_first(g_bias + f0 + f, bias[f / VL], group - f < VL ? group - f : VL);
  }
}
