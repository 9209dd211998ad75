// This file holds the convolutions: each naive reference first, then the call of the vectorised one
// in body_convolution.h.
#include <math.h>
#include <string.h>
#include "table.h"

ptrdiff_t kernels_patch(const kernels_convolution *c) {
  return c->kernel_height * c->kernel_width * c->channels;
}

// Element i of the patch of output (y, x) in an image.
static ptrdiff_t element(const kernels_convolution *c, ptrdiff_t y, ptrdiff_t x, ptrdiff_t i) {
  ptrdiff_t row = c->kernel_width * c->channels;
  return ((y * c->stride_y + i / row) * c->width + x * c->stride_x) * c->channels + i % row;
}

static ptrdiff_t image_size(const kernels_convolution *c) {
  return c->height * c->width * c->channels;
}

static ptrdiff_t output_size(const kernels_convolution *c) {
  return c->out_height * c->out_width * c->filters;
}

void kernels_convolve_reference(
  const kernels_convolution *c, const float *x, const float *w, const float *bias, int relu,
  float *z, ptrdiff_t m) {
  for (ptrdiff_t r = 0; r < m; r++, x += image_size(c))
    for (ptrdiff_t oy = 0; oy < c->out_height; oy++)
      for (ptrdiff_t ox = 0; ox < c->out_width; ox++)
        for (ptrdiff_t f = 0; f < c->filters; f++) {
          float sum = 0.0f;
          for (ptrdiff_t i = 0; i < kernels_patch(c); i++)
            sum = fmaf(x[element(c, oy, ox, i)], w[i * c->filters + f], sum);
          if (bias) sum += bias[f];
          *z++ = relu && sum < 0.0f ? 0.0f : sum;
        }
}

typedef struct {
  const kernels_convolution *c;
  const float *x, *d, *a, *panels, *bias;
  float *transposed, *to, *g_bias;
  int relu;
  ptrdiff_t m, units, parts;
} job;

static double work(const kernels_convolution *c, ptrdiff_t m) {
  return (double)m * (double)output_size(c) * (double)kernels_patch(c);
}

static void convolve_part(void *context, ptrdiff_t part) {
  const job *j = context;
  ptrdiff_t all = j->m * j->c->out_height * j->c->out_width;
  ptrdiff_t from = kernels_range(part, j->parts, j->units) * 64,
            to = kernels_range(part + 1, j->parts, j->units) * 64;
  kernels_now()->convolution(
    j->c, j->x, j->panels, j->bias, j->relu, j->to, from, to < all ? to : all);
}

void kernels_convolve(
  const kernels_convolution *c, const float *x, const float *panels, const float *bias, int relu,
  float *z, ptrdiff_t m) {
  job j = {.c = c, .x = x, .panels = panels, .bias = bias, .relu = relu, .to = z, .m = m};
  j.units = (m * c->out_height * c->out_width + 63) / 64;
  j.parts = kernels_split(work(c, m), j.units);
  kernels_in_parts(j.parts, convolve_part, &j);
}

void kernels_convolution_input_gradient_reference(
  const kernels_convolution *c, const float *d, const float *a, const float *w, float *dx,
  ptrdiff_t m) {
  memset(dx, 0, (size_t)(m * image_size(c)) * sizeof(float));
  for (ptrdiff_t r = 0; r < m; r++, dx += image_size(c))
    for (ptrdiff_t oy = 0; oy < c->out_height; oy++)
      for (ptrdiff_t ox = 0; ox < c->out_width; ox++)
        for (ptrdiff_t f = 0; f < c->filters; f++, d++) {
          int passes = !a || *a++ > 0.0f;
          if (!passes || *d == 0.0f) continue;
          for (ptrdiff_t i = 0; i < kernels_patch(c); i++) {
            float *to = dx + element(c, oy, ox, i);
            *to = fmaf(*d, w[i * c->filters + f], *to);
          }
        }
}

static void input_part(void *context, ptrdiff_t part) {
  const job *j = context;
  kernels_now()->convolution_input_gradient(
    j->c, j->d, j->a, j->transposed, j->to, kernels_range(part, j->parts, j->m),
    kernels_range(part + 1, j->parts, j->m));
}

void kernels_convolution_input_gradient(
  const kernels_convolution *c, const float *d, const float *a, const float *panels,
  float *transposed, float *dx, ptrdiff_t m) {
  const ptrdiff_t k = kernels_patch(c), n = c->filters;
  for (ptrdiff_t p = 0; p < n; p += KERNELS_PANEL) {
    ptrdiff_t width = n - p < KERNELS_PANEL ? n - p : KERNELS_PANEL;
    for (ptrdiff_t f = 0; f < width; f++)
      for (ptrdiff_t i = 0; i < k; i++)
        transposed[(p + f) * k + i] = panels[p * k + i * width + f];
  }
  job j = {.c = c, .d = d, .a = a, .transposed = transposed, .to = dx, .m = m};
  j.parts = kernels_split(work(c, m) / 4, m);
  kernels_in_parts(j.parts, input_part, &j);
}

void kernels_convolution_weight_gradient_reference(
  const kernels_convolution *c, const float *x, const float *d, const float *a, float *g,
  float *g_bias, ptrdiff_t m) {
  const ptrdiff_t k = kernels_patch(c), n = c->filters;
  memset(g, 0, (size_t)(k * n) * sizeof(float));
  if (g_bias) memset(g_bias, 0, (size_t)n * sizeof(float));
  for (ptrdiff_t r = 0; r < m; r++, x += image_size(c))
    for (ptrdiff_t oy = 0; oy < c->out_height; oy++)
      for (ptrdiff_t ox = 0; ox < c->out_width; ox++)
        for (ptrdiff_t f = 0; f < n; f++, d++) {
          int passes = !a || *a++ > 0.0f;
          if (!passes || *d == 0.0f) continue;
          if (g_bias) g_bias[f] += *d;
          for (ptrdiff_t i = 0; i < k; i++)
            g[i * n + f] = fmaf(*d, x[element(c, oy, ox, i)], g[i * n + f]);
        }
}

static void weight_part(void *context, ptrdiff_t part) {
  const job *j = context;
  const ptrdiff_t n = j->c->filters;
  ptrdiff_t from = kernels_range(part, j->parts, j->units) * 16,
            to = kernels_range(part + 1, j->parts, j->units) * 16;
  kernels_now()->convolution_weight_gradient(
    j->c, j->x, j->d, j->a, j->transposed, j->g_bias, j->m, from, to < n ? to : n);
}

void kernels_convolution_weight_gradient(
  const kernels_convolution *c, const float *x, const float *d, const float *a, float *transposed,
  float *g, float *g_bias, ptrdiff_t m) {
  const ptrdiff_t k = kernels_patch(c), n = c->filters;
  job j = {
    .c = c, .x = x, .d = d, .a = a, .transposed = transposed, .g_bias = g_bias, .m = m,
    .units = (n + 15) / 16};
  j.parts = kernels_split(work(c, m) / 4, j.units);
  kernels_in_parts(j.parts, weight_part, &j);
  for (ptrdiff_t p = 0; p < n; p += KERNELS_PANEL) {
    ptrdiff_t width = n - p < KERNELS_PANEL ? n - p : KERNELS_PANEL;
    for (ptrdiff_t f = 0; f < width; f++)
      for (ptrdiff_t i = 0; i < k; i++)
        g[p * k + i * width + f] = transposed[(p + f) * k + i];
  }
}

void kernels_pad_images(const kernels_padding *p, const float *x, float *padded, ptrdiff_t m) {
  const ptrdiff_t row = p->width * p->channels, wide = p->padded_width * p->channels;
  for (ptrdiff_t r = 0; r < m; r++)
    for (ptrdiff_t y = 0; y < p->height; y++)
      memcpy(
        padded + (r * p->padded_height + p->top + y) * wide + p->left * p->channels,
        x + (r * p->height + y) * row, (size_t)row * sizeof(float));
}

void kernels_crop_images(const kernels_padding *p, const float *padded, float *x, ptrdiff_t m) {
  const ptrdiff_t row = p->width * p->channels, wide = p->padded_width * p->channels;
  for (ptrdiff_t r = 0; r < m; r++)
    for (ptrdiff_t y = 0; y < p->height; y++)
      memcpy(
        x + (r * p->height + y) * row,
        padded + (r * p->padded_height + p->top + y) * wide + p->left * p->channels,
        (size_t)row * sizeof(float));
}
