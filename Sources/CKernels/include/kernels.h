// This file declares every kernel of the engine, with the shapes it reads and writes.
//
// The same bits everywhere: an output element is one accumulation in ascending order of the summed
// index, starting from +0, with fused multiply-add, and `+ bias` at the end. Lanes run along
// outputs, never along a sum, so every path below and every number of lanes gives the same result.
//
// Buffers that are read or written in whole vectors (marked "padded") own KERNELS_PAD floats of
// initialised memory after their last element; what lies there never reaches a result.
#pragma once
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define KERNELS_PAD 32

// ---------------------------------------------------------------- paths (dispatch.c)

enum {
  KERNELS_PORTABLE = 0,  // calls fmaf; runs anywhere
  KERNELS_AVX2 = 1,      // x86-64 with AVX2 and FMA
  KERNELS_AVX512 = 2,    // x86-64 with AVX-512 F, BW, DQ, VL
  KERNELS_NEON = 3,      // arm64
};

// 1 when this machine can run the path, else 0.
int kernels_is_available(int path);
// Makes all later calls take the path; 0 when the machine cannot run it, and nothing changes.
// For tests and benchmarks: the first call of any kernel picks the widest path by itself.
int kernels_select(int path);
// The path that calls take now.
int kernels_selected(void);

// ---------------------------------------------------------------- threads (threads.c)

// Kernels with enough to do share it among threads, by outputs: no sum is ever split, so the number
// of threads cannot be seen in a result.

#define KERNELS_MAX_THREADS 64

// Lets kernels that this thread calls use up to `count` threads, itself included, and returns the
// limit before. It is 1 at first.
int kernels_limit_threads(int count);
int kernels_thread_limit(void);
// Cores this process may run on.
int kernels_cores(void);

// Calls body(context, part) once for every part in 0 ..< parts, on up to the limit of threads, in
// no order; returns when all are done.
typedef void (*kernels_part)(void *context, ptrdiff_t part);
void kernels_in_parts(ptrdiff_t parts, kernels_part body, void *context);
// Into how many parts to split a job of so many multiplications with additions, `most` at most; 1
// if the job is too small to share.
ptrdiff_t kernels_split(double work, ptrdiff_t most);

// ---------------------------------------------------------------- products (gemm.c)

// Weights w[k][n] are kept in panels of up to KERNELS_PANEL columns: panel p holds columns
// [32 p, 32 p + width) as [k][width], at float offset 32 p k. With n <= 32 that is w itself.
#define KERNELS_PANEL 32

// panels <- w, w <- panels; w[k][n] row-major, panels padded.
void kernels_pack(const float *w, ptrdiff_t k, ptrdiff_t n, float *panels);
void kernels_unpack(const float *panels, ptrdiff_t k, ptrdiff_t n, float *w);

// z[m][n] = x[m][k] . w[k][n] + bias[n], then max(0, .) if relu. Row r of x starts at x + r ldx.
// bias may be NULL, else padded; panels padded.
void kernels_product(
  const float *x, ptrdiff_t ldx, const float *panels, const float *bias, int relu, float *z,
  ptrdiff_t m, ptrdiff_t k, ptrdiff_t n);
// The same from w itself instead of its panels.
void kernels_product_reference(
  const float *x, ptrdiff_t ldx, const float *w, const float *bias, int relu, float *z,
  ptrdiff_t m, ptrdiff_t k, ptrdiff_t n);

// Gradient of a product by its input: dx[m][k] = sum over n of d[m][n] w[k][n].
// scratch: n * kernels_lanes(m) floats, for d transposed.
void kernels_input_gradient(
  const float *d, const float *panels, float *dx, float *scratch, ptrdiff_t m, ptrdiff_t k,
  ptrdiff_t n);
void kernels_input_gradient_reference(
  const float *d, const float *w, float *dx, ptrdiff_t m, ptrdiff_t k, ptrdiff_t n);
// m rounded up to whole vectors of every path.
ptrdiff_t kernels_lanes(ptrdiff_t m);

// Gradient of a product by its weights: g[k][n] = sum over m of x[m][k] d[m][n].
// d and g padded; g in panels (the reference writes it row-major).
void kernels_weight_gradient(
  const float *x, ptrdiff_t ldx, const float *d, float *g, ptrdiff_t m, ptrdiff_t k, ptrdiff_t n);
void kernels_weight_gradient_reference(
  const float *x, ptrdiff_t ldx, const float *d, float *g, ptrdiff_t m, ptrdiff_t k, ptrdiff_t n);

// g[n] = sum over m of d[m][n]: the gradient of the bias. d and g padded.
void kernels_column_sum(const float *d, float *g, ptrdiff_t m, ptrdiff_t n);
void kernels_column_sum_reference(const float *d, float *g, ptrdiff_t m, ptrdiff_t n);

// ---------------------------------------------------------------- updates (optimizer.c)

// w, s, u are a parameter and its two slots, g its gradient, element by element:
//   SGD       w -= rate g
//   MOMENTUM  s = a s - rate g;  w += s
//   NESTEROV  s = a s - rate g;  w += a s - rate g
//   ADAM      s += (g - s) a;  u += (g g - u) b;  w -= s rate / (sqrt(u) + epsilon)
//             (a = 1 - beta1, b = 1 - beta2, rate with both bias corrections in it)
//   RMSPROP   u = a u + b g g;  w -= rate g / sqrt(u + epsilon)      (a = rho, b = 1 - rho)
//   RMSPROP_MOMENTUM  u as above;  s = c s + rate g / sqrt(u + epsilon);  w -= s
// Slots below 1e-30 in magnitude become 0: they would decay into denormals, which are slow.
enum {
  KERNELS_SGD = 0,
  KERNELS_MOMENTUM = 1,
  KERNELS_NESTEROV = 2,
  KERNELS_ADAM = 3,
  KERNELS_RMSPROP = 4,
  KERNELS_RMSPROP_MOMENTUM = 5,
};

typedef struct {
  int32_t kind;
  float rate, a, b, c, epsilon;
} kernels_rule;

typedef struct {
  float *w, *s, *u;  // [count]; slots the rule does not name may be NULL
} kernels_parameter;

void kernels_update(
  const kernels_rule *rule, const kernels_parameter *parameter, const float *g, ptrdiff_t count);
void kernels_update_reference(
  const kernels_rule *rule, const kernels_parameter *parameter, const float *g, ptrdiff_t count);

// kernels_weight_gradient and kernels_update in one pass, block by block, with the gradient never
// leaving the nearest cache; parameter in panels.
void kernels_weight_update(
  const float *x, ptrdiff_t ldx, const float *d, const kernels_rule *rule,
  const kernels_parameter *parameter, ptrdiff_t m, ptrdiff_t k, ptrdiff_t n);

// ---------------------------------------------------------------- more updates (adaptive.c)

// w is a parameter, s, u, v its slots, g its whole gradient, element by element:
//   ADAGRAD   s += g g;  w -= rate g / sqrt(s + epsilon)
//   ADADELTA  s = a s + b g g;  d = sqrt(u + epsilon) / sqrt(s + epsilon) g;  u = a u + b d d;
//             w -= rate d                                            (a = rho, b = 1 - rho)
//   ADAMAX    s += (g - s) a;  u = max(b u, |g|);  w -= rate s / (u + epsilon)
//             (a = 1 - beta1, b = beta2, rate with its bias correction in it)
//   NADAM     s += (g - s) a;  u += (g g - u) b;  w -= (rate s + c g) / (sqrt(u) + epsilon)
//             (a = 1 - beta1, b = 1 - beta2; rate, c and epsilon with the bias corrections)
//   AMSGRAD   s and u as in ADAM;  v = max(v, u);  w -= s rate / (sqrt(v) + epsilon)
//   RMSPROP_CENTERED  u = a u + b g g;  v = a v + b g;  d = rate g / sqrt(u - v v + epsilon);
//             w -= d
//   RMSPROP_CENTERED_MOMENTUM  the same;  s = c s + d;  w -= s
// Slots that decay are flushed as above; slots the rule does not name may be NULL.
enum {
  KERNELS_ADAGRAD = 16,
  KERNELS_ADADELTA = 17,
  KERNELS_ADAMAX = 18,
  KERNELS_NADAM = 19,
  KERNELS_AMSGRAD = 20,
  KERNELS_RMSPROP_CENTERED = 21,
  KERNELS_RMSPROP_CENTERED_MOMENTUM = 22,
};

void kernels_adapt(
  const kernels_rule *rule, float *w, float *s, float *u, float *v, const float *g,
  ptrdiff_t count);
void kernels_adapt_reference(
  const kernels_rule *rule, float *w, float *s, float *u, float *v, const float *g,
  ptrdiff_t count);

// ---------------------------------------------------------------- sparse bytes (sparse.c)

// Pixels are mostly 0, and 0 * w adds nothing: a batch of byte rows with a note of what is lit.
// Pixels count in groups of KERNELS_GROUP neighbours.
#define KERNELS_GROUP 4

typedef struct {
  ptrdiff_t rows, columns;
  const float *table;  // [256]: the number that a byte stands for; table[0] must be 0
  uint8_t *bytes;      // [rows][kernels_sparse_row(columns)]
  // [(rows + 31) / 32][kernels_groups(columns)]: bit r % 32 of a word says that row r lights the group.
  uint32_t *lit;
} kernels_sparse;

// columns / KERNELS_GROUP, rounded up.
ptrdiff_t kernels_groups(ptrdiff_t columns);
// Bytes from one row of a batch to the next.
ptrdiff_t kernels_sparse_row(ptrdiff_t columns);

// Row r of the batch is bytes + selection[r] * columns.
void kernels_gather_sparse(
  const uint8_t *bytes, const uint32_t *selection, kernels_sparse *batch);
// x[rows][columns] = table[byte], the dense form of the same.
void kernels_gather_bytes(
  const uint8_t *bytes, const float *table, const uint32_t *selection, float *x, ptrdiff_t rows,
  ptrdiff_t columns);
// x[rows][columns] = source[selection[r]][columns].
void kernels_gather_floats(
  const float *source, const uint32_t *selection, float *x, ptrdiff_t rows, ptrdiff_t columns);
// Asks for rows that a later gather will read.
void kernels_prefetch(const void *base, const uint32_t *selection, ptrdiff_t rows, ptrdiff_t stride);

// As kernels_product and kernels_weight_update with x = the batch; n and the layouts as there.
void kernels_sparse_product(
  const kernels_sparse *x, const float *panels, const float *bias, int relu, float *z,
  ptrdiff_t n);
void kernels_sparse_weight_gradient(
  const kernels_sparse *x, const float *d, float *g, ptrdiff_t n);
void kernels_sparse_weight_update(
  const kernels_sparse *x, const float *d, const kernels_rule *rule,
  const kernels_parameter *parameter, ptrdiff_t n);

// ---------------------------------------------------------------- convolutions (convolution.c)

// A number that is not 0, and where it is.
typedef struct {
  uint32_t index;
  float value;
} kernels_entry;

// Images are [height][width][channels], with the zeros of the padding in them. The kernel is
// w[kernel_height][kernel_width][channels][filters], a matrix of `kernels_patch` rows in panels.
// Output position (y, x) reads the patch whose corner is (y stride_y, x stride_x).
typedef struct {
  ptrdiff_t height, width, channels;
  ptrdiff_t kernel_height, kernel_width, stride_y, stride_x;
  ptrdiff_t out_height, out_width, filters;
} kernels_convolution;

// kernel_height * kernel_width * channels.
ptrdiff_t kernels_patch(const kernels_convolution *c);

// z[m][out_height][out_width][filters] = patches . w + bias[filters], then max(0, .) if relu; the
// sum in the order of w. bias may be NULL; x, bias and panels padded.
void kernels_convolve(
  const kernels_convolution *c, const float *x, const float *panels, const float *bias, int relu,
  float *z, ptrdiff_t m);
void kernels_convolve_reference(
  const kernels_convolution *c, const float *x, const float *w, const float *bias, int relu,
  float *z, ptrdiff_t m);

// dx[m][height][width][channels] = sum of d w over positions and, in each, filters, ascending;
// what is 0 is skipped. Where a is not NULL, d counts only where a = relu(z) is above 0.
// transposed[filters][patch]: scratch for w, padded; d and a padded.
void kernels_convolution_input_gradient(
  const kernels_convolution *c, const float *d, const float *a, const float *panels,
  float *transposed, float *dx, ptrdiff_t m);
void kernels_convolution_input_gradient_reference(
  const kernels_convolution *c, const float *d, const float *a, const float *w, float *dx,
  ptrdiff_t m);

// g = sum of patches d over images and, in each, positions, ascending, in panels (the reference
// writes it row-major), and g_bias[filters] = sum of d, which may be NULL. d and a as above.
// transposed[filters][patch]: scratch, padded; x and g_bias padded.
void kernels_convolution_weight_gradient(
  const kernels_convolution *c, const float *x, const float *d, const float *a, float *transposed,
  float *g, float *g_bias, ptrdiff_t m);
void kernels_convolution_weight_gradient_reference(
  const kernels_convolution *c, const float *x, const float *d, const float *a, float *g,
  float *g_bias, ptrdiff_t m);

// Images [m][height][width][row] in the middle of larger ones, `top` rows and `left` places from
// their corner, and back. Only what is inside is written.
typedef struct {
  ptrdiff_t height, width, channels, top, left, padded_height, padded_width;
} kernels_padding;
void kernels_pad_images(const kernels_padding *p, const float *x, float *padded, ptrdiff_t m);
void kernels_crop_images(const kernels_padding *p, const float *padded, float *x, ptrdiff_t m);

// ---------------------------------------------------------------- pooling (pooling.c)

// Window (y, x) of an image begins at (y stride_y - top, x stride_x - left); what lies outside the
// image does not count.
enum { KERNELS_MAXIMUM = 0, KERNELS_AVERAGE = 1 };

typedef struct {
  int32_t kind;
  ptrdiff_t height, width, channels;
  ptrdiff_t pool_height, pool_width, stride_y, stride_x, top, left;
  ptrdiff_t out_height, out_width;
} kernels_pooling;

// y[m][out_height][out_width][channels]: the first largest number of each window, with its place in
// the window in `place` (as y), or the sum in order divided by the count.
void kernels_pool(
  const kernels_pooling *p, const float *x, float *y, float *place, ptrdiff_t m);
void kernels_pool_reference(
  const kernels_pooling *p, const float *x, float *y, float *place, ptrdiff_t m);
// dx[m][height][width][channels]: each d goes to the place of its largest number, or in equal shares
// to its window; windows ascending where they overlap.
void kernels_pool_gradient(
  const kernels_pooling *p, const float *d, const float *place, float *dx, ptrdiff_t m);
void kernels_pool_gradient_reference(
  const kernels_pooling *p, const float *d, const float *place, float *dx, ptrdiff_t m);

// ---------------------------------------------------------------- elementwise (elementwise.c)

// y[i] = f(x[i]); y may be x. Relative error below 2 ulp over the whole range; exp below the
// smallest normal float is 0, log(0) = -inf, log(negative) = nan.
void kernels_exp(const float *x, float *y, ptrdiff_t count);
void kernels_log(const float *x, float *y, ptrdiff_t count);
void kernels_sigmoid(const float *x, float *y, ptrdiff_t count);
void kernels_tanh(const float *x, float *y, ptrdiff_t count);
void kernels_exp_reference(const float *x, float *y, ptrdiff_t count);
void kernels_log_reference(const float *x, float *y, ptrdiff_t count);
void kernels_sigmoid_reference(const float *x, float *y, ptrdiff_t count);
void kernels_tanh_reference(const float *x, float *y, ptrdiff_t count);
// y[i] = max(x[i], 0); and d[i] = 0 where a[i] = relu(z[i]) is not above 0.
void kernels_relu(const float *x, float *y, ptrdiff_t count);
void kernels_relu_gradient(const float *a, float *d, ptrdiff_t count);

// p[r][c] = exp(z[r][c] - max) / sum, the sum over c ascending; p may be z.
// maximum[rows] and sum[rows] receive the two numbers of each row.
void kernels_softmax(
  const float *z, float *p, float *maximum, float *sum, ptrdiff_t rows, ptrdiff_t columns);
void kernels_softmax_reference(
  const float *z, float *p, float *maximum, float *sum, ptrdiff_t rows, ptrdiff_t columns);

// ---------------------------------------------------------------- losses (losses.c)

// The class of row r is classes[selection[r]], and its weight weights[selection[r]], 1 if NULL.

// Returns `before` plus the weighted losses -log softmax(z)[class], row by row, with what
// kernels_softmax made of z[rows][width] and the logarithms of its sums. d[rows][width], unless NULL:
// the gradient of their mean, (p - onehot) weight / rows.
double kernels_class_losses(
  const float *z, const float *p, const float *maximum, const float *log_sum,
  const int32_t *classes, const uint32_t *selection, const float *weights, double before, float *d,
  ptrdiff_t rows, ptrdiff_t width);
// Rows of p[rows][width] whose first largest number is that of their class.
ptrdiff_t kernels_hits(
  const float *p, const int32_t *classes, const uint32_t *selection, ptrdiff_t rows,
  ptrdiff_t width);

// ---------------------------------------------------------------- random (random.c)

// Philox 4x32-10 (Salmon, Moraes, Dror, Shaw, 2011): out[4] <- f(counter = block, stream; key =
// seed), low words first.
void kernels_philox(uint64_t block, uint64_t stream, uint64_t seed, uint32_t *out);

// Returns *counter and adds 1, as one step among threads.
uint64_t kernels_take(uint64_t *counter);

#ifdef __cplusplus
}
#endif
