// This file holds exp, log and what is made of them; each path file compiles it with its own
// lanes. The references are in elementwise.c, in the same steps.
//
// The polynomials are those of the Cephes library (S. Moshier, single precision), evaluated with
// fused multiply-add.

// exp: n = round(x / ln 2), r = x - n ln 2 in two parts, exp x = 2^n (1 + r + r^2 P(r)).
// The scale 2^n is applied in two halves, so that n = 128 just below the overflow is right.
INLINE V exp_(V x) {
  const V magic = splat(12582912.0f);  // 1.5 * 2^23: adding it rounds to a whole number
  V t = fma_(x, splat(1.44269504088896341f), magic);
  V n = sub_(t, magic);
  V r = fma_(n, splat(-0.693359375f), x);
  r = fma_(n, splat(2.12194440e-4f), r);
  V p = splat(1.9875691500e-4f);
  p = fma_(p, r, splat(1.3981999507e-3f));
  p = fma_(p, r, splat(8.3334519073e-3f));
  p = fma_(p, r, splat(4.1665795894e-2f));
  p = fma_(p, r, splat(1.6666665459e-1f));
  p = fma_(p, r, splat(5.0000001201e-1f));
  p = fma_(p, mul_(r, r), r);
  p = add_(p, splat(1.0f));
  W whole = sub_bits(bits(t), bits(magic));
  W half = right_signed(whole, 1), other = sub_bits(whole, half);
  V y = mul_(p, floats(left_bits(add_bits(half, splat_bits(127)), 23)));
  y = mul_(y, floats(left_bits(add_bits(other, splat_bits(127)), 23)));
  y = keep_gt(x, splat(88.7228317f), splat(__builtin_inff()), y);
  return keep_gt(splat(-87.3365402f), x, splat(0.0f), y);
}

// log: x = 2^e m with m in [sqrt 1/2, sqrt 2), f = m - 1, log x = e ln 2 + f - f^2/2 + f^3 P(f).
INLINE V log_(V x) {
  // Below the smallest normal float the exponent field is 0: scale by 2^23 first.
  const V least = splat(1.17549435e-38f);
  V small = keep_gt(least, x, splat(23.0f), splat(0.0f));
  V y = keep_gt(least, x, mul_(x, splat(8388608.0f)), x);
  W u = bits(y);
  W field = and_bits(right_signed(u, 23), splat_bits(0xff));
  // The field (0 to 255) as a float, without an integer conversion.
  V e = sub_(floats(or_bits(field, splat_bits(0x4b000000u))), splat(8388608.0f));
  e = sub_(sub_(e, splat(126.0f)), small);
  V m = floats(or_bits(and_bits(u, splat_bits(0x007fffffu)), splat_bits(0x3f000000u)));
  V low = splat(0.70710678118654752f);
  e = keep_gt(low, m, sub_(e, splat(1.0f)), e);
  m = keep_gt(low, m, add_(m, m), m);
  V f = sub_(m, splat(1.0f)), z = mul_(f, f);
  V p = splat(7.0376836292e-2f);
  p = fma_(p, f, splat(-1.1514610310e-1f));
  p = fma_(p, f, splat(1.1676998740e-1f));
  p = fma_(p, f, splat(-1.2420140846e-1f));
  p = fma_(p, f, splat(1.4249322787e-1f));
  p = fma_(p, f, splat(-1.6668057665e-1f));
  p = fma_(p, f, splat(2.0000714765e-1f));
  p = fma_(p, f, splat(-2.4999993993e-1f));
  p = fma_(p, f, splat(3.3333331174e-1f));
  p = mul_(mul_(p, f), z);
  p = fma_(e, splat(-2.12194440e-4f), p);
  p = fma_(splat(-0.5f), z, p);
  V r = fma_(e, splat(0.693359375f), add_(f, p));
  const V infinity = splat(__builtin_inff());
  r = keep_gt(infinity, x, r, add_(x, x));  // infinity and NaN stay what they are
  r = keep_gt(splat(1.40129846e-45f), abs_(x), splat(-__builtin_inff()), r);
  return keep_gt(splat(0.0f), x, splat(__builtin_nanf("")), r);
}

// 1 / (1 + exp(-x)), by exp(-|x|), which never overflows.
INLINE V sigmoid_(V x) {
  V one = splat(1.0f), e = exp_(sub_(splat(0.0f), abs_(x)));
  V d = add_(one, e);
  return div_(keep_gt(splat(0.0f), x, e, one), d);
}

// Near 0 x + x^3 P(x^2); elsewhere sign(x) (1 - 2 / (exp(2|x|) + 1)).
INLINE V tanh_(V x) {
  V a = abs_(x), one = splat(1.0f), z = mul_(x, x);
  V p = splat(-5.70498872745e-3f);
  p = fma_(p, z, splat(2.06390887954e-2f));
  p = fma_(p, z, splat(-5.37397155531e-2f));
  p = fma_(p, z, splat(1.33314422036e-1f));
  p = fma_(p, z, splat(-3.33332819422e-1f));
  V near = fma_(mul_(p, z), x, x);
  V far = sub_(one, div_(splat(2.0f), add_(exp_(add_(a, a)), one)));
  far = floats(or_bits(bits(far), and_bits(bits(x), splat_bits(0x80000000u))));
  return keep_gt(a, splat(0.625f), far, near);
}

#define ELEMENTWISE(NAME, F)                                            \
  static void NAME(const float *x, float *y, ptrdiff_t count) {         \
    ptrdiff_t i = 0;                                                    \
    for (; i + VL <= count; i += VL) store(y + i, F(load(x + i)));      \
    if (i < count) store_first(y + i, F(load_first(x + i, count - i)), count - i); \
  }
ELEMENTWISE(elementwise_exp, exp_)
ELEMENTWISE(elementwise_log, log_)
ELEMENTWISE(elementwise_sigmoid, sigmoid_)
ELEMENTWISE(elementwise_tanh, tanh_)
ELEMENTWISE(elementwise_relu, relu_)

static void relu_gradient(const float *a, float *d, ptrdiff_t count) {
  ptrdiff_t i = 0;
  V zero = splat(0.0f);
  for (; i + VL <= count; i += VL) store(d + i, keep_gt(load(a + i), zero, load(d + i), zero));
  for (; i < count; i++) d[i] = a[i] > 0.0f ? d[i] : 0.0f;
}

// Few classes: lanes run along the rows, a vector of them at a time.
#define SOFTMAX_FEW 32

static void softmax_few(
  const float *z, float *p, float *maximum, float *sum, ptrdiff_t rows, ptrdiff_t columns) {
  _Alignas(64) float t[SOFTMAX_FEW][VL];
  for (ptrdiff_t r0 = 0; r0 < rows; r0 += VL) {
    const ptrdiff_t count = rows - r0 < VL ? rows - r0 : VL;
    for (ptrdiff_t l = 0; l < VL; l++) {
      const float *from = z + (r0 + (l < count ? l : 0)) * columns;
      for (ptrdiff_t c = 0; c < columns; c++) t[c][l] = from[c];
    }
    V most = load(t[0]), total = splat(0.0f);
    for (ptrdiff_t c = 1; c < columns; c++) most = keep_gt(load(t[c]), most, load(t[c]), most);
    for (ptrdiff_t c = 0; c < columns; c++) {
      V e = exp_(sub_(load(t[c]), most));
      store(t[c], e);
      total = add_(total, e);
    }
    for (ptrdiff_t c = 0; c < columns; c++) store(t[c], div_(load(t[c]), total));
    store_first(maximum + r0, most, count);
    store_first(sum + r0, total, count);
    for (ptrdiff_t l = 0; l < count; l++)
      for (ptrdiff_t c = 0; c < columns; c++) p[(r0 + l) * columns + c] = t[c][l];
  }
}

static void softmax(
  const float *z, float *p, float *maximum, float *sum, ptrdiff_t rows, ptrdiff_t columns) {
  if (columns <= SOFTMAX_FEW) {
    softmax_few(z, p, maximum, sum, rows, columns);
    return;
  }
  for (ptrdiff_t r = 0; r < rows; r++) {
    const float *zr = z + r * columns;
    float *pr = p + r * columns, m = zr[0];
    for (ptrdiff_t c = 1; c < columns; c++) m = zr[c] > m ? zr[c] : m;
    maximum[r] = m;
    for (ptrdiff_t c = 0; c < columns; c++) pr[c] = zr[c] - m;
  }
  elementwise_exp(p, p, rows * columns);
  for (ptrdiff_t r = 0; r < rows; r++) {
    float *pr = p + r * columns, s = 0.0f;
    for (ptrdiff_t c = 0; c < columns; c++) s += pr[c];
    sum[r] = s;
    V vs = splat(s);
    ptrdiff_t c = 0;
    for (; c + VL <= columns; c += VL) store(pr + c, div_(load(pr + c), vs));
    if (c < columns)
      store_first(pr + c, div_(load_first(pr + c, columns - c), vs), columns - c);
  }
}
