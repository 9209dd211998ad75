// This file holds pooling: each naive reference first, then the call of the vectorised one in
// body_pooling.h.
#include <string.h>
#include "table.h"

typedef struct {
  const kernels_pooling *p;
  const float *from, *place_in;
  float *to, *place_out;
  ptrdiff_t m, parts;
} job;

// Calls visit for every number of every window, in order, with its place in the window.
#define WINDOWS(BODY)                                                                       \
  for (ptrdiff_t r = 0, o = 0; r < m; r++)                                                  \
    for (ptrdiff_t oy = 0; oy < p->out_height; oy++)                                        \
      for (ptrdiff_t ox = 0; ox < p->out_width; ox++)                                       \
        for (ptrdiff_t c = 0; c < p->channels; c++, o++) {                                  \
          ptrdiff_t count = 0;                                                              \
          for (int pass = 0; pass < 2; pass++) {                                            \
            ptrdiff_t number = 0;                                                           \
            for (ptrdiff_t wy = 0; wy < p->pool_height; wy++)                               \
              for (ptrdiff_t wx = 0; wx < p->pool_width; wx++) {                            \
                ptrdiff_t iy = oy * p->stride_y - p->top + wy;                              \
                ptrdiff_t ix = ox * p->stride_x - p->left + wx;                             \
                if (iy < 0 || ix < 0 || iy >= p->height || ix >= p->width) continue;        \
                if (pass == 0) {                                                            \
                  count++;                                                                  \
                  continue;                                                                 \
                }                                                                           \
                ptrdiff_t i = ((r * p->height + iy) * p->width + ix) * p->channels + c;     \
                BODY number++;                                                              \
              }                                                                             \
          }                                                                                 \
        }

void kernels_pool_reference(
  const kernels_pooling *p, const float *x, float *y, float *place, ptrdiff_t m) {
  WINDOWS({
    if (p->kind == KERNELS_MAXIMUM) {
      if (number == 0 || x[i] > y[o]) {
        y[o] = x[i];
        place[o] = (float)number;
      }
    } else {
      y[o] = (number == 0 ? 0.0f : y[o]) + x[i];
      if (number + 1 == count) y[o] /= (float)count;
    }
  })
}

static double work(const kernels_pooling *p, ptrdiff_t m) {
  return 4.0 * (double)m * (double)p->height * (double)p->width * (double)p->channels;
}

static void pool_part(void *context, ptrdiff_t part) {
  const job *j = context;
  kernels_now()->pool(
    j->p, j->from, j->to, j->place_out, kernels_range(part, j->parts, j->m),
    kernels_range(part + 1, j->parts, j->m));
}

void kernels_pool(
  const kernels_pooling *p, const float *x, float *y, float *place, ptrdiff_t m) {
  job j = {.p = p, .from = x, .to = y, .place_out = place, .m = m};
  j.parts = kernels_split(work(p, m), m);
  kernels_in_parts(j.parts, pool_part, &j);
}

void kernels_pool_gradient_reference(
  const kernels_pooling *p, const float *d, const float *place, float *dx, ptrdiff_t m) {
  memset(dx, 0, (size_t)(m * p->height * p->width * p->channels) * sizeof(float));
  WINDOWS({
    if (p->kind == KERNELS_MAXIMUM) {
      if (place[o] == (float)number) dx[i] += d[o];
    } else {
      dx[i] += d[o] / (float)count;
    }
  })
}

static void gradient_part(void *context, ptrdiff_t part) {
  const job *j = context;
  kernels_now()->pool_gradient(
    j->p, j->from, j->place_in, j->to, kernels_range(part, j->parts, j->m),
    kernels_range(part + 1, j->parts, j->m));
}

void kernels_pool_gradient(
  const kernels_pooling *p, const float *d, const float *place, float *dx, ptrdiff_t m) {
  job j = {.p = p, .from = d, .place_in = place, .to = dx, .m = m};
  j.parts = kernels_split(work(p, m), m);
  kernels_in_parts(j.parts, gradient_part, &j);
}
