// This file holds exp, log, sigmoid, tanh and softmax: the naive references first, one number at a
// time in the same steps, then the calls of the vectorised ones in body_elementwise.h.
#include <math.h>
#include <string.h>
#include "table.h"

static uint32_t bits_of(float x) {
  uint32_t u;
  memcpy(&u, &x, sizeof u);
  return u;
}

static float float_of(uint32_t u) {
  float x;
  memcpy(&x, &u, sizeof x);
  return x;
}

static float exp_one(float x) {
  if (x > 88.7228317f) return INFINITY;
  if (x < -87.3365402f) return 0.0f;
  if (x != x) return x;
  float n = fmaf(x, 1.44269504088896341f, 12582912.0f) - 12582912.0f;
  float r = fmaf(n, 2.12194440e-4f, fmaf(n, -0.693359375f, x));
  static const float c[] = {1.3981999507e-3f, 8.3334519073e-3f, 4.1665795894e-2f,
                            1.6666665459e-1f, 5.0000001201e-1f};
  float p = 1.9875691500e-4f;
  for (int i = 0; i < 5; i++) p = fmaf(p, r, c[i]);
  p = fmaf(p, r * r, r) + 1.0f;
  int whole = (int)n, half = whole >> 1;
  p *= float_of((uint32_t)(half + 127) << 23);
  return p * float_of((uint32_t)(whole - half + 127) << 23);
}

static float log_one(float x) {
  if (x != x || x == INFINITY) return x;
  if (x == 0.0f) return -INFINITY;
  if (x < 0.0f) return NAN;
  int e = -126;
  if (x < 1.17549435e-38f) {
    x *= 8388608.0f;
    e -= 23;
  }
  uint32_t u = bits_of(x);
  e += (int)(u >> 23);
  float m = float_of((u & 0x007fffffu) | 0x3f000000u);
  if (m < 0.70710678118654752f) {
    e--;
    m += m;
  }
  float f = m - 1.0f, z = f * f;
  static const float c[] = {-1.1514610310e-1f, 1.1676998740e-1f,  -1.2420140846e-1f,
                            1.4249322787e-1f,  -1.6668057665e-1f, 2.0000714765e-1f,
                            -2.4999993993e-1f, 3.3333331174e-1f};
  float p = 7.0376836292e-2f;
  for (int i = 0; i < 8; i++) p = fmaf(p, f, c[i]);
  p = p * f * z;
  p = fmaf((float)e, -2.12194440e-4f, p);
  p = fmaf(-0.5f, z, p);
  return fmaf((float)e, 0.693359375f, f + p);
}

static float sigmoid_one(float x) {
  float e = exp_one(-fabsf(x));
  return (x < 0.0f ? e : 1.0f) / (1.0f + e);
}

static float tanh_one(float x) {
  float a = fabsf(x), z = x * x;
  if (a > 0.625f) return copysignf(1.0f - 2.0f / (exp_one(a + a) + 1.0f), x);
  static const float c[] = {2.06390887954e-2f, -5.37397155531e-2f, 1.33314422036e-1f,
                            -3.33332819422e-1f};
  float p = -5.70498872745e-3f;
  for (int i = 0; i < 4; i++) p = fmaf(p, z, c[i]);
  return fmaf(p * z, x, x);
}

void kernels_exp_reference(const float *x, float *y, ptrdiff_t count) {
  for (ptrdiff_t i = 0; i < count; i++) y[i] = exp_one(x[i]);
}

void kernels_log_reference(const float *x, float *y, ptrdiff_t count) {
  for (ptrdiff_t i = 0; i < count; i++) y[i] = log_one(x[i]);
}

void kernels_sigmoid_reference(const float *x, float *y, ptrdiff_t count) {
  for (ptrdiff_t i = 0; i < count; i++) y[i] = sigmoid_one(x[i]);
}

void kernels_tanh_reference(const float *x, float *y, ptrdiff_t count) {
  for (ptrdiff_t i = 0; i < count; i++) y[i] = tanh_one(x[i]);
}

void kernels_softmax_reference(
  const float *z, float *p, float *maximum, float *sum, ptrdiff_t rows, ptrdiff_t columns) {
  for (ptrdiff_t r = 0; r < rows; r++, z += columns, p += columns) {
    float m = z[0], s = 0.0f;
    for (ptrdiff_t c = 1; c < columns; c++) m = z[c] > m ? z[c] : m;
    for (ptrdiff_t c = 0; c < columns; c++) p[c] = exp_one(z[c] - m);
    for (ptrdiff_t c = 0; c < columns; c++) s += p[c];
    for (ptrdiff_t c = 0; c < columns; c++) p[c] /= s;
    maximum[r] = m;
    sum[r] = s;
  }
}

void kernels_exp(const float *x, float *y, ptrdiff_t count) { kernels_now()->exp(x, y, count); }

void kernels_log(const float *x, float *y, ptrdiff_t count) { kernels_now()->log(x, y, count); }

void kernels_sigmoid(const float *x, float *y, ptrdiff_t count) {
  kernels_now()->sigmoid(x, y, count);
}

void kernels_tanh(const float *x, float *y, ptrdiff_t count) { kernels_now()->tanh(x, y, count); }

void kernels_relu(const float *x, float *y, ptrdiff_t count) { kernels_now()->relu(x, y, count); }

void kernels_relu_gradient(const float *a, float *d, ptrdiff_t count) {
  kernels_now()->relu_gradient(a, d, count);
}

void kernels_softmax(
  const float *z, float *p, float *maximum, float *sum, ptrdiff_t rows, ptrdiff_t columns) {
  if (rows > 0 && columns > 0) kernels_now()->softmax(z, p, maximum, sum, rows, columns);
}
