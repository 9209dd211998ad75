// This file holds pooling; each path file compiles it with its own lanes, which run along the
// channels. The references are in pooling.c.

// The part of a window that lies in the image.
typedef struct {
  ptrdiff_t y0, y1, x0, x1;
} pool_window;

INLINE pool_window window_at(const kernels_pooling *p, ptrdiff_t oy, ptrdiff_t ox) {
  pool_window w;
  w.y0 = oy * p->stride_y - p->top;
  w.x0 = ox * p->stride_x - p->left;
  w.y1 = w.y0 + p->pool_height < p->height ? w.y0 + p->pool_height : p->height;
  w.x1 = w.x0 + p->pool_width < p->width ? w.x0 + p->pool_width : p->width;
  if (w.y0 < 0) w.y0 = 0;
  if (w.x0 < 0) w.x0 = 0;
  return w;
}

INLINE V load_some(const float *p, ptrdiff_t n) { return n >= VL ? load(p) : load_first(p, n); }
INLINE void store_some(float *p, V v, ptrdiff_t n) {
  if (n >= VL) store(p, v);
  else store_first(p, v, n);
}

static void pool(
  const kernels_pooling *p, const float *x, float *y, float *place, ptrdiff_t from, ptrdiff_t to) {
  const ptrdiff_t n = p->channels;
  ptrdiff_t out = from * p->out_height * p->out_width * n;
  for (ptrdiff_t r = from; r < to; r++)
    for (ptrdiff_t oy = 0; oy < p->out_height; oy++)
      for (ptrdiff_t ox = 0; ox < p->out_width; ox++, out += n) {
        pool_window w = window_at(p, oy, ox);
        V count = splat((float)((w.y1 - w.y0) * (w.x1 - w.x0)));
        for (ptrdiff_t c = 0; c < n; c += VL) {
          const float *corner = x + ((r * p->height + w.y0) * p->width + w.x0) * n + c;
          V result = p->kind == KERNELS_MAXIMUM ? load_some(corner, n - c) : splat(0.0f);
          V best = splat(0.0f);
          float number = 0.0f;
          for (ptrdiff_t iy = w.y0; iy < w.y1; iy++, corner += p->width * n)
            for (ptrdiff_t ix = 0; ix < w.x1 - w.x0; ix++, number += 1.0f) {
              V v = load_some(corner + ix * n, n - c);
              if (p->kind == KERNELS_MAXIMUM) {
                best = keep_gt(v, result, splat(number), best);
                result = keep_gt(v, result, v, result);
              } else {
                result = add_(result, v);
              }
            }
          if (p->kind == KERNELS_MAXIMUM) store_some(place + out + c, best, n - c);
          else result = div_(result, count);
          store_some(y + out + c, result, n - c);
        }
      }
}

static void pool_gradient(
  const kernels_pooling *p, const float *d, const float *place, float *dx, ptrdiff_t from,
  ptrdiff_t to) {
  const ptrdiff_t n = p->channels, image = p->height * p->width * n;
  // Windows that do not overlap write each place once.
  const int apart = p->stride_y >= p->pool_height && p->stride_x >= p->pool_width;
  // And if they leave no gap and reach every edge, they write all of them.
  const int cover = p->stride_y == p->pool_height && p->stride_x == p->pool_width
    && p->out_height * p->stride_y - p->top >= p->height
    && p->out_width * p->stride_x - p->left >= p->width;
  ptrdiff_t out = from * p->out_height * p->out_width * n;
  for (ptrdiff_t r = from; r < to; r++) {
    if (!cover) memset(dx + r * image, 0, (size_t)image * sizeof(float));
    for (ptrdiff_t oy = 0; oy < p->out_height; oy++)
      for (ptrdiff_t ox = 0; ox < p->out_width; ox++, out += n) {
        pool_window w = window_at(p, oy, ox);
        V count = splat((float)((w.y1 - w.y0) * (w.x1 - w.x0))), zero = splat(0.0f);
        for (ptrdiff_t c = 0; c < n; c += VL) {
          float *corner = dx + ((r * p->height + w.y0) * p->width + w.x0) * n + c;
          V v = load_some(d + out + c, n - c), best = zero;
          if (p->kind == KERNELS_MAXIMUM) best = load_some(place + out + c, n - c);
          else v = div_(v, count);
          float number = 0.0f;
          for (ptrdiff_t iy = w.y0; iy < w.y1; iy++, corner += p->width * n)
            for (ptrdiff_t ix = 0; ix < w.x1 - w.x0; ix++, number += 1.0f) {
              V share = v;
              // Places are small whole numbers: neither above nor below is equal.
              if (p->kind == KERNELS_MAXIMUM) {
                V mine = splat(number);
                share = keep_gt(best, mine, zero, keep_gt(mine, best, zero, v));
              }
              float *to_here = corner + ix * n;
              V before = apart ? zero : load_some(to_here, n - c);
              store_some(to_here, add_(before, share), n - c);
            }
        }
      }
  }
}
