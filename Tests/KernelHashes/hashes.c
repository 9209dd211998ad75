// This file prints a hash of what every kernel computes, over odd sizes, and of a short training:
// compiled for two machines, or run on two paths, it must print the same lines.
//
//   hashes          the paths this machine has, one a line
//   hashes 2 3      the hashes of path 2 with up to 3 threads
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "kernels.h"

#define COUNT(array) (ptrdiff_t)(sizeof(array) / sizeof *(array))

static const ptrdiff_t odd[] = {0, 1, 3, 7, 16, 20, 33, 65};

static uint64_t hash;

static void begin(void) { hash = 14695981039346656037ull; }

static void add(const float *p, ptrdiff_t count) {
  for (ptrdiff_t i = 0; i < count; i++) {
    uint32_t u;
    memcpy(&u, p + i, sizeof u);
    // Machines differ in the payload of a NaN that an operation makes.
    if (p[i] != p[i]) u = 0x7fc00000;
    for (int s = 0; s < 32; s += 8) hash = (hash ^ (u >> s & 0xff)) * 1099511628211ull;
  }
}

static void end(const char *name) { printf("%-28s %016llx\n", name, (unsigned long long)hash); }

// Numbers from -1 to 1, a few of them 0, with the padding that kernels may read.
static float *numbers(ptrdiff_t count, uint64_t stream) {
  float *p = calloc((size_t)count + KERNELS_PAD, sizeof *p);
  if (!p) exit(1);
  for (ptrdiff_t i = 0; i < count; i += 4) {
    uint32_t words[4];
    kernels_philox((uint64_t)i / 4, stream, 7, words);
    for (ptrdiff_t l = 0; l < 4 && i + l < count; l++)
      p[i + l] = words[l] % 11 ? (float)((int64_t)words[l] - 0x80000000ll) / 2147483648.0f : 0.0f;
  }
  return p;
}

static float *zeros(ptrdiff_t count) {
  float *p = calloc((size_t)count + KERNELS_PAD, sizeof *p);
  if (!p) exit(1);
  return p;
}

static float *panels_of(const float *w, ptrdiff_t k, ptrdiff_t n) {
  float *p = zeros(k * n);
  kernels_pack(w, k, n, p);
  return p;
}

static kernels_rule rule_of(int kind) {
  kernels_rule rule = {.kind = kind, .rate = 0.01f, .a = 0.9f, .b = 0.1f, .c = 0.8f, .epsilon = 1e-7f};
  return rule;
}

static void products(ptrdiff_t m, ptrdiff_t k, ptrdiff_t n) {
  float *x = numbers(m * k, 0), *w = numbers(k * n, 1), *b = numbers(n, 2), *d = numbers(m * n, 3);
  float *panels = panels_of(w, k, n), *z = zeros(m * n), *dx = zeros(m * k), *g = zeros(k * n);
  float *scratch = zeros(n * kernels_lanes(m)), *sums = zeros(n);
  float *s = zeros(k * n), *u = zeros(k * n);
  kernels_product(x, k, panels, b, 1, z, m, k, n);
  add(z, m * n);
  kernels_product(x, k, panels, 0, 0, z, m, k, n);
  add(z, m * n);
  kernels_input_gradient(d, panels, dx, scratch, m, k, n);
  add(dx, m * k);
  kernels_weight_gradient(x, k, d, g, m, k, n);
  add(g, k * n);
  kernels_column_sum(d, sums, m, n);
  add(sums, n);
  for (int kind = KERNELS_SGD; kind <= KERNELS_RMSPROP_MOMENTUM; kind++) {
    kernels_rule rule = rule_of(kind);
    kernels_parameter parameter = {panels, s, u};
    kernels_update(&rule, &parameter, g, k * n);
    kernels_weight_update(x, k, d, &rule, &parameter, m, k, n);
  }
  add(panels, k * n);
  add(s, k * n);
  add(u, k * n);
  float *all[] = {x, w, b, d, panels, z, dx, g, scratch, sums, s, u};
  for (ptrdiff_t i = 0; i < COUNT(all); i++) free(all[i]);
}

static void sparse(ptrdiff_t m, ptrdiff_t k, ptrdiff_t n) {
  uint8_t *bytes = calloc((size_t)(m * k) + 1, 1);
  uint32_t *selection = calloc((size_t)m + 1, sizeof *selection);
  float table[256];
  for (int i = 0; i < 256; i++) table[i] = (float)i / 255.0f;
  for (ptrdiff_t i = 0; i < m * k; i++) bytes[i] = i * 7919 % 5 == 0 ? (uint8_t)(i % 256) : 0;
  for (ptrdiff_t i = 0; i < m; i++) selection[i] = (uint32_t)(m - 1 - i);
  kernels_sparse batch = {
    m, k, table, calloc((size_t)(m * kernels_sparse_row(k)) + 1, 1),
    calloc((size_t)((m + 31) / 32 * kernels_groups(k)) + 1, 4)};
  float *w = numbers(k * n, 1), *b = numbers(n, 2), *d = numbers(m * n, 3);
  float *panels = panels_of(w, k, n), *z = zeros(m * n), *g = zeros(k * n), *x = zeros(m * k);
  float *s = zeros(k * n), *u = zeros(k * n);
  kernels_gather_bytes(bytes, table, selection, x, m, k);
  add(x, m * k);
  kernels_gather_sparse(bytes, selection, &batch);
  kernels_sparse_product(&batch, panels, b, 1, z, n);
  add(z, m * n);
  kernels_sparse_weight_gradient(&batch, d, g, n);
  add(g, k * n);
  kernels_rule rule = rule_of(KERNELS_ADAM);
  kernels_parameter parameter = {panels, s, u};
  kernels_sparse_weight_update(&batch, d, &rule, &parameter, n);
  add(panels, k * n);
  float *all[] = {w, b, d, panels, z, g, x, s, u};
  for (ptrdiff_t i = 0; i < COUNT(all); i++) free(all[i]);
  free(bytes), free(selection), free(batch.bytes), free(batch.lit);
}

static void convolutions(kernels_convolution c, ptrdiff_t m) {
  c.out_height = (c.height - c.kernel_height) / c.stride_y + 1;
  c.out_width = (c.width - c.kernel_width) / c.stride_x + 1;
  ptrdiff_t k = kernels_patch(&c), n = c.filters, inputs = m * c.height * c.width * c.channels;
  ptrdiff_t outputs = m * c.out_height * c.out_width * n;
  float *x = numbers(inputs, 0), *w = numbers(k * n, 1), *b = numbers(n, 2);
  float *d = numbers(outputs, 3), *a = numbers(outputs, 4), *panels = panels_of(w, k, n);
  float *z = zeros(outputs), *dx = zeros(inputs), *t = zeros(k * n), *g = zeros(k * n);
  float *gb = zeros(n);
  kernels_convolve(&c, x, panels, b, 1, z, m);
  add(z, outputs);
  for (int masked = 0; masked < 2; masked++) {
    kernels_convolution_input_gradient(&c, d, masked ? a : 0, panels, t, dx, m);
    add(dx, inputs);
    kernels_convolution_weight_gradient(&c, x, d, masked ? a : 0, t, g, gb, m);
    add(g, k * n);
    add(gb, n);
  }
  float *all[] = {x, w, b, d, a, panels, z, dx, t, g, gb};
  for (ptrdiff_t i = 0; i < COUNT(all); i++) free(all[i]);
}

static void pooling(kernels_pooling p, ptrdiff_t m) {
  ptrdiff_t inputs = m * p.height * p.width * p.channels;
  ptrdiff_t outputs = m * p.out_height * p.out_width * p.channels;
  float *x = numbers(inputs, 0), *d = numbers(outputs, 1), *y = zeros(outputs);
  float *place = zeros(outputs), *dx = zeros(inputs);
  for (p.kind = KERNELS_MAXIMUM; p.kind <= KERNELS_AVERAGE; p.kind++) {
    kernels_pool(&p, x, y, place, m);
    kernels_pool_gradient(&p, d, place, dx, m);
    add(y, outputs);
    add(place, outputs);
    add(dx, inputs);
  }
  float *all[] = {x, d, y, place, dx};
  for (ptrdiff_t i = 0; i < COUNT(all); i++) free(all[i]);
}

static void elementwise(void) {
  static const float special[] = {
    0.0f, -0.0f, 1.0f, -1.0f, 88.72f, 88.73f, -87.33f, -87.34f, 0x1p-130f, -0x1p-130f, 0x1p-149f,
    3.4e38f, 0.625f, 0.6250001f, -0.625f, 17.0f, -17.0f, 104.0f};
  ptrdiff_t count = 1023;
  float *x = numbers(count, 0), *y = zeros(count), *p = zeros(count), *d = numbers(count, 1);
  float *maximum = zeros(count), *sum = zeros(count);
  for (ptrdiff_t i = 0; i < count; i++) x[i] = i < COUNT(special) ? special[i] : x[i] * 100.0f;
  void (*const functions[])(const float *, float *, ptrdiff_t) = {
    kernels_exp, kernels_log, kernels_sigmoid, kernels_tanh, kernels_relu};
  for (ptrdiff_t f = 0; f < COUNT(functions); f++)
    for (ptrdiff_t i = 0; i < COUNT(odd); i++) {
      functions[f](x, y, i + 1 < COUNT(odd) ? odd[i] : count);
      add(y, count);
    }
  kernels_relu_gradient(y, d, count);
  add(d, count);
  for (ptrdiff_t columns = 1; columns < 40; columns += 13) {
    kernels_softmax(x + 20, p, maximum, sum, 25, columns);
    add(p, 25 * columns);
    add(maximum, 25);
    add(sum, 25);
  }
  free(x), free(y), free(p), free(d), free(maximum), free(sum);
}

// A convolution, ReLU, pooling, a dense layer with softmax and cross-entropy, and Adam.
static void training(void) {
  enum { M = 32, CLASSES = 10, STEPS = 30 };
  kernels_convolution c = {14, 13, 1, 3, 3, 1, 1, 12, 11, 20};
  kernels_pooling p = {KERNELS_MAXIMUM, 12, 11, 20, 2, 2, 2, 2, 0, 0, 6, 5};
  ptrdiff_t patch = kernels_patch(&c), inner = c.out_height * c.out_width * c.filters;
  ptrdiff_t flat = p.out_height * p.out_width * p.channels;
  float *cw = numbers(patch * c.filters, 1), *cb = zeros(c.filters);
  float *w0 = numbers(flat * CLASSES, 2), *w = panels_of(w0, flat, CLASSES), *b = zeros(CLASSES);
  float *slots[8], *cpanels = panels_of(cw, patch, c.filters);
  ptrdiff_t sizes[] = {patch * c.filters, c.filters, flat * CLASSES, CLASSES};
  for (int i = 0; i < 8; i++) slots[i] = zeros(sizes[i / 2]);
  float *a = zeros(M * inner), *da = zeros(M * inner), *y = zeros(M * flat), *dy = zeros(M * flat);
  float *place = zeros(M * flat), *z = zeros(M * CLASSES), *maximum = zeros(M), *sum = zeros(M);
  float *scratch = zeros(CLASSES * kernels_lanes(M)), *t = zeros(patch * c.filters);
  float *g = zeros(patch * c.filters), *gb = zeros(c.filters), *db = zeros(CLASSES);
  kernels_rule rule = {.kind = KERNELS_ADAM, .a = 0.1f, .b = 0.001f, .epsilon = 1e-7f};
  for (int step = 0; step < STEPS; step++) {
    float *x = numbers(M * c.height * c.width, 100 + (uint64_t)step);
    rule.rate = 0.01f / (float)(step + 1);
    kernels_convolve(&c, x, cpanels, cb, 1, a, M);
    kernels_pool(&p, a, y, place, M);
    kernels_product(y, flat, w, b, 0, z, M, flat, CLASSES);
    kernels_softmax(z, z, maximum, sum, M, CLASSES);
    for (int r = 0; r < M; r++) z[r * CLASSES + (r + step) % CLASSES] -= 1.0f;
    for (int i = 0; i < M * CLASSES; i++) z[i] *= 1.0f / M;
    kernels_input_gradient(z, w, dy, scratch, M, flat, CLASSES);
    kernels_parameter parameter = {w, slots[4], slots[5]};
    kernels_weight_update(y, flat, z, &rule, &parameter, M, flat, CLASSES);
    kernels_column_sum(z, db, M, CLASSES);
    parameter = (kernels_parameter){b, slots[6], slots[7]};
    kernels_update(&rule, &parameter, db, CLASSES);
    kernels_pool_gradient(&p, dy, place, da, M);
    kernels_convolution_weight_gradient(&c, x, da, a, t, g, gb, M);
    parameter = (kernels_parameter){cpanels, slots[0], slots[1]};
    kernels_update(&rule, &parameter, g, patch * c.filters);
    parameter = (kernels_parameter){cb, slots[2], slots[3]};
    kernels_update(&rule, &parameter, gb, c.filters);
    free(x);
  }
  add(cpanels, sizes[0]);
  add(cb, sizes[1]);
  add(w, sizes[2]);
  add(b, sizes[3]);
  float *all[] = {cw, cb, w0, w, b, cpanels, a, da, y, dy, place, z, maximum, sum, scratch, t, g, gb, db};
  for (ptrdiff_t i = 0; i < COUNT(all); i++) free(all[i]);
  for (int i = 0; i < 8; i++) free(slots[i]);
}

int main(int count, char **arguments) {
  if (count < 3) {
    for (int path = KERNELS_PORTABLE; path <= KERNELS_NEON; path++)
      if (kernels_is_available(path)) printf("%d\n", path);
    return 0;
  }
  if (!kernels_select(atoi(arguments[1]))) return 1;
  kernels_limit_threads(atoi(arguments[2]));

  begin();
  for (ptrdiff_t i = 0; i < COUNT(odd); i++)
    for (ptrdiff_t j = 0; j < COUNT(odd); j++)
      for (ptrdiff_t l = 0; l < COUNT(odd); l++) products(odd[i], odd[j], odd[l]);
  end("products and updates");
  begin();
  products(70, 300, 97);
  products(32, 784, 128);
  end("large products");
  begin();
  for (ptrdiff_t i = 0; i < COUNT(odd); i++)
    for (ptrdiff_t l = 0; l < COUNT(odd); l++) sparse(odd[i], odd[(i + l) % COUNT(odd)], odd[l]);
  sparse(32, 784, 128);
  end("sparse bytes");
  begin();
  static const kernels_convolution shapes[] = {
    {1, 1, 1, 1, 1, 1, 1, 0, 0, 1},  {7, 9, 1, 3, 3, 1, 1, 0, 0, 33}, {6, 7, 3, 2, 3, 1, 1, 0, 0, 10},
    {9, 8, 7, 3, 2, 2, 3, 0, 0, 17}, {8, 8, 32, 3, 3, 1, 1, 0, 0, 64}, {8, 6, 33, 3, 3, 1, 2, 0, 0, 31},
    {4, 5, 65, 2, 4, 1, 1, 0, 0, 7}, {9, 9, 16, 1, 1, 1, 1, 0, 0, 48}, {7, 5, 4, 2, 2, 4, 3, 0, 0, 300}};
  for (ptrdiff_t i = 0; i < COUNT(shapes); i++) convolutions(shapes[i], 3);
  end("convolutions");
  begin();
  static const kernels_pooling windows[] = {
    {0, 8, 8, 32, 2, 2, 2, 2, 0, 0, 4, 4}, {0, 7, 5, 3, 3, 2, 2, 1, 0, 0, 3, 4},
    {0, 9, 8, 33, 3, 3, 1, 1, 1, 1, 9, 8}, {0, 5, 5, 17, 4, 5, 2, 2, 1, 2, 3, 3}};
  for (ptrdiff_t i = 0; i < COUNT(windows); i++) pooling(windows[i], 3);
  end("pooling");
  begin();
  elementwise();
  end("elementwise");
  begin();
  training();
  end("training");
  return 0;
}
