// This file gives one vocabulary of vectors to the kernel bodies; each path file includes it once.
// V is a vector of VL floats, W the same bits as 32-bit integers; bit l of not_zero tells of lane l. All arithmetic is IEEE single
// precision, rounded once per operation. KEEP_GT(a, b, x, y) is a > b ? x : y, lane by lane, so a
// NaN in a or b takes y on every path (hardware maxima differ there between x86 and ARM).
#include <string.h>

#define INLINE static inline __attribute__((always_inline))
#if defined(__clang__)
#define UNROLL _Pragma("clang loop unroll(full)")
#define KEEP_LOOP _Pragma("clang loop unroll(disable) vectorize(disable)")
#else
#define UNROLL _Pragma("GCC unroll 32")
#define KEEP_LOOP
#endif

#if defined(PATH_AVX512)
#include <immintrin.h>
#define VL 16
typedef __m512 V;
typedef __m512i W;
INLINE V load(const float *p) { return _mm512_loadu_ps(p); }
INLINE void store(float *p, V v) { _mm512_storeu_ps(p, v); }
INLINE V load_first(const float *p, ptrdiff_t n) {
  return _mm512_maskz_loadu_ps((__mmask16)((1u << n) - 1), p);
}
INLINE void store_first(float *p, V v, ptrdiff_t n) {
  _mm512_mask_storeu_ps(p, (__mmask16)((1u << n) - 1), v);
}
INLINE V splat(float x) { return _mm512_set1_ps(x); }
INLINE V fma_(V a, V b, V c) { return _mm512_fmadd_ps(a, b, c); }
INLINE V add_(V a, V b) { return _mm512_add_ps(a, b); }
INLINE V sub_(V a, V b) { return _mm512_sub_ps(a, b); }
INLINE V mul_(V a, V b) { return _mm512_mul_ps(a, b); }
INLINE V div_(V a, V b) { return _mm512_div_ps(a, b); }
INLINE V sqrt_(V a) { return _mm512_sqrt_ps(a); }
INLINE V keep_gt(V a, V b, V x, V y) {
  return _mm512_mask_blend_ps(_mm512_cmp_ps_mask(a, b, _CMP_GT_OQ), y, x);
}
INLINE W bits(V a) { return _mm512_castps_si512(a); }
INLINE V floats(W a) { return _mm512_castsi512_ps(a); }
INLINE W splat_bits(uint32_t x) { return _mm512_set1_epi32((int)x); }
INLINE W and_bits(W a, W b) { return _mm512_and_si512(a, b); }
INLINE W or_bits(W a, W b) { return _mm512_or_si512(a, b); }
INLINE W add_bits(W a, W b) { return _mm512_add_epi32(a, b); }
INLINE W sub_bits(W a, W b) { return _mm512_sub_epi32(a, b); }
INLINE uint32_t not_zero(V a) {
  return _mm512_cmp_ps_mask(a, _mm512_setzero_ps(), _CMP_NEQ_UQ);
}
#define left_bits(a, s) _mm512_slli_epi32(a, s)
#define right_signed(a, s) _mm512_srai_epi32(a, s)
#define NV_MAX 2
#define ROWS_MANY 8
// Half a vector: what a panel of 20 columns has beside a whole one.
#define HALF_LANES 8
typedef __m256 H;
INLINE H load_half(const float *p) { return _mm256_loadu_ps(p); }
INLINE void store_half(float *p, H v) { _mm256_storeu_ps(p, v); }
INLINE void store_half_first(float *p, H v, ptrdiff_t n) {
  _mm256_mask_storeu_ps(p, (__mmask8)((1u << n) - 1), v);
}
INLINE H splat_half(float x) { return _mm256_set1_ps(x); }
INLINE H fma_half(H a, H b, H c) { return _mm256_fmadd_ps(a, b, c); }

#elif defined(PATH_AVX2)
#include <immintrin.h>
#define VL 8
typedef __m256 V;
typedef __m256i W;
INLINE V load(const float *p) { return _mm256_loadu_ps(p); }
INLINE void store(float *p, V v) { _mm256_storeu_ps(p, v); }
INLINE V load_first(const float *p, ptrdiff_t n) {
  float t[8] = {0};
  memcpy(t, p, (size_t)n * sizeof(float));
  return load(t);
}
INLINE void store_first(float *p, V v, ptrdiff_t n) {
  float t[8];
  store(t, v);
  memcpy(p, t, (size_t)n * sizeof(float));
}
INLINE V splat(float x) { return _mm256_set1_ps(x); }
INLINE V fma_(V a, V b, V c) { return _mm256_fmadd_ps(a, b, c); }
INLINE V add_(V a, V b) { return _mm256_add_ps(a, b); }
INLINE V sub_(V a, V b) { return _mm256_sub_ps(a, b); }
INLINE V mul_(V a, V b) { return _mm256_mul_ps(a, b); }
INLINE V div_(V a, V b) { return _mm256_div_ps(a, b); }
INLINE V sqrt_(V a) { return _mm256_sqrt_ps(a); }
INLINE V keep_gt(V a, V b, V x, V y) {
  return _mm256_blendv_ps(y, x, _mm256_cmp_ps(a, b, _CMP_GT_OQ));
}
INLINE W bits(V a) { return _mm256_castps_si256(a); }
INLINE V floats(W a) { return _mm256_castsi256_ps(a); }
INLINE W splat_bits(uint32_t x) { return _mm256_set1_epi32((int)x); }
INLINE W and_bits(W a, W b) { return _mm256_and_si256(a, b); }
INLINE W or_bits(W a, W b) { return _mm256_or_si256(a, b); }
INLINE W add_bits(W a, W b) { return _mm256_add_epi32(a, b); }
INLINE W sub_bits(W a, W b) { return _mm256_sub_epi32(a, b); }
INLINE uint32_t not_zero(V a) {
  return (uint32_t)_mm256_movemask_ps(_mm256_cmp_ps(a, _mm256_setzero_ps(), _CMP_NEQ_UQ));
}
#define left_bits(a, s) _mm256_slli_epi32(a, s)
#define right_signed(a, s) _mm256_srai_epi32(a, s)
#define NV_MAX 3
#define ROWS_MANY 4

#elif defined(PATH_NEON)
#include <arm_neon.h>
#define VL 4
typedef float32x4_t V;
typedef uint32x4_t W;
INLINE V load(const float *p) { return vld1q_f32(p); }
INLINE void store(float *p, V v) { vst1q_f32(p, v); }
INLINE V load_first(const float *p, ptrdiff_t n) {
  float t[4] = {0};
  memcpy(t, p, (size_t)n * sizeof(float));
  return load(t);
}
INLINE void store_first(float *p, V v, ptrdiff_t n) {
  float t[4];
  store(t, v);
  memcpy(p, t, (size_t)n * sizeof(float));
}
INLINE V splat(float x) { return vdupq_n_f32(x); }
INLINE V fma_(V a, V b, V c) { return vfmaq_f32(c, a, b); }
INLINE V add_(V a, V b) { return vaddq_f32(a, b); }
INLINE V sub_(V a, V b) { return vsubq_f32(a, b); }
INLINE V mul_(V a, V b) { return vmulq_f32(a, b); }
INLINE V div_(V a, V b) { return vdivq_f32(a, b); }
INLINE V sqrt_(V a) { return vsqrtq_f32(a); }
INLINE V keep_gt(V a, V b, V x, V y) { return vbslq_f32(vcgtq_f32(a, b), x, y); }
INLINE W bits(V a) { return vreinterpretq_u32_f32(a); }
INLINE V floats(W a) { return vreinterpretq_f32_u32(a); }
INLINE W splat_bits(uint32_t x) { return vdupq_n_u32(x); }
INLINE W and_bits(W a, W b) { return vandq_u32(a, b); }
INLINE W or_bits(W a, W b) { return vorrq_u32(a, b); }
INLINE W add_bits(W a, W b) { return vaddq_u32(a, b); }
INLINE W sub_bits(W a, W b) { return vsubq_u32(a, b); }
INLINE uint32_t not_zero(V a) {
  const uint32x4_t place = {1, 2, 4, 8};
  return vaddvq_u32(vbicq_u32(place, vceqzq_f32(a)));
}
#define left_bits(a, s) vshlq_n_u32(a, s)
#define right_signed(a, s) vreinterpretq_u32_s32(vshrq_n_s32(vreinterpretq_s32_u32(a), s))
#define NV_MAX 4
#define ROWS_MANY 4

#else  // portable: four floats side by side, fused by the C library's fmaf
#include <math.h>
#define VL 4
typedef struct {
  float f[4];
} V;
typedef struct {
  uint32_t i[4];
} W;
#define LANES(type, expression)                   \
  type r;                                         \
  for (int l = 0; l < 4; l++) r expression;       \
  return r
INLINE V load(const float *p) { LANES(V, .f[l] = p[l]); }
INLINE void store(float *p, V v) { memcpy(p, v.f, sizeof v.f); }
INLINE V load_first(const float *p, ptrdiff_t n) { LANES(V, .f[l] = l < n ? p[l] : 0.0f); }
INLINE void store_first(float *p, V v, ptrdiff_t n) { memcpy(p, v.f, (size_t)n * sizeof(float)); }
INLINE V splat(float x) { LANES(V, .f[l] = x); }
INLINE V fma_(V a, V b, V c) { LANES(V, .f[l] = fmaf(a.f[l], b.f[l], c.f[l])); }
INLINE V add_(V a, V b) { LANES(V, .f[l] = a.f[l] + b.f[l]); }
INLINE V sub_(V a, V b) { LANES(V, .f[l] = a.f[l] - b.f[l]); }
INLINE V mul_(V a, V b) { LANES(V, .f[l] = a.f[l] * b.f[l]); }
INLINE V div_(V a, V b) { LANES(V, .f[l] = a.f[l] / b.f[l]); }
INLINE V sqrt_(V a) { LANES(V, .f[l] = sqrtf(a.f[l])); }
INLINE V keep_gt(V a, V b, V x, V y) { LANES(V, .f[l] = a.f[l] > b.f[l] ? x.f[l] : y.f[l]); }
INLINE W bits(V a) {
  W r;
  memcpy(&r, &a, sizeof r);
  return r;
}
INLINE V floats(W a) {
  V r;
  memcpy(&r, &a, sizeof r);
  return r;
}
INLINE W splat_bits(uint32_t x) { LANES(W, .i[l] = x); }
INLINE W and_bits(W a, W b) { LANES(W, .i[l] = a.i[l] & b.i[l]); }
INLINE W or_bits(W a, W b) { LANES(W, .i[l] = a.i[l] | b.i[l]); }
INLINE W add_bits(W a, W b) { LANES(W, .i[l] = a.i[l] + b.i[l]); }
INLINE W sub_bits(W a, W b) { LANES(W, .i[l] = a.i[l] - b.i[l]); }
INLINE uint32_t not_zero(V a) {
  uint32_t r = 0;
  for (int l = 0; l < 4; l++) r |= (uint32_t)(a.f[l] != 0.0f) << l;
  return r;
}
INLINE W left_bits(W a, int s) { LANES(W, .i[l] = a.i[l] << s); }
INLINE W right_signed(W a, int s) { LANES(W, .i[l] = (uint32_t)((int32_t)a.i[l] >> s)); }
#define NV_MAX 2
#define ROWS_MANY 4
#endif

#if !defined(HALF_LANES)  // whole vectors only
#define HALF_LANES 0
typedef V H;
INLINE H load_half(const float *p) { return load(p); }
INLINE void store_half(float *p, H v) { store(p, v); }
INLINE void store_half_first(float *p, H v, ptrdiff_t n) { store_first(p, v, n); }
INLINE H splat_half(float x) { return splat(x); }
INLINE H fma_half(H a, H b, H c) { return fma_(a, b, c); }
#endif

// A NaN stays one.
INLINE V relu_(V a) { return keep_gt(splat(0.0f), a, splat(0.0f), a); }
INLINE V abs_(V a) { return floats(and_bits(bits(a), splat_bits(0x7fffffffu))); }
// 0 where |a| < 1e-30.
INLINE V flush_(V a) { return keep_gt(splat(1e-30f), abs_(a), splat(0.0f), a); }
