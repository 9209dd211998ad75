// This file picks the path that kernels take.
#include "table.h"
#if defined(__x86_64__)
#include <cpuid.h>
#endif

extern const kernels_table kernels_portable;
#if defined(__x86_64__)
extern const kernels_table kernels_avx2, kernels_avx512;

// The registers that the operating system saves (XCR0).
static uint64_t saved_state(void) {
  uint32_t low, high;
  __asm__ volatile("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
  return (uint64_t)high << 32 | low;
}

static int has(int path) {
  unsigned a, b, c, d;
  if (!__get_cpuid(1, &a, &b, &c, &d)) return 0;
  const unsigned fma_bit = 1u << 12, os_saves = 1u << 27;
  if (!(c & fma_bit) || !(c & os_saves)) return 0;
  uint64_t state = saved_state();
  if (!__get_cpuid_count(7, 0, &a, &b, &c, &d)) return 0;
  const unsigned bmi = 1u << 3, avx2 = 1u << 5, bmi2 = 1u << 8;
  if ((b & (bmi | avx2 | bmi2)) != (bmi | avx2 | bmi2) || (state & 0x6) != 0x6) return 0;
  if (path == KERNELS_AVX2) return 1;
  const unsigned f = 1u << 16, dq = 1u << 17, bw = 1u << 30, vl = 1u << 31;
  return (b & (f | dq | bw | vl)) == (f | dq | bw | vl) && (state & 0xe6) == 0xe6;
}
#elif defined(__aarch64__)
extern const kernels_table kernels_neon;
#endif

static const kernels_table *table_of(int path) {
  switch (path) {
    case KERNELS_PORTABLE: return &kernels_portable;
#if defined(__x86_64__)
    case KERNELS_AVX2: return has(path) ? &kernels_avx2 : 0;
    case KERNELS_AVX512: return has(path) ? &kernels_avx512 : 0;
#elif defined(__aarch64__)
    case KERNELS_NEON: return &kernels_neon;
#endif
    default: return 0;
  }
}

int kernels_is_available(int path) { return table_of(path) != 0; }

static const kernels_table *selected;

int kernels_select(int path) {
  const kernels_table *table = table_of(path);
  if (table) __atomic_store_n(&selected, table, __ATOMIC_RELEASE);
  return table != 0;
}

const kernels_table *kernels_now(void) {
  const kernels_table *table = __atomic_load_n(&selected, __ATOMIC_ACQUIRE);
  if (table) return table;
  static const int widest_first[] = {KERNELS_AVX512, KERNELS_AVX2, KERNELS_NEON, KERNELS_PORTABLE};
  for (int i = 0; i < 4; i++)
    if (kernels_select(widest_first[i])) break;
  return __atomic_load_n(&selected, __ATOMIC_ACQUIRE);
}

int kernels_selected(void) {
  const kernels_table *table = kernels_now();
  for (int path = KERNELS_PORTABLE; path <= KERNELS_NEON; path++)
    if (table_of(path) == table) return path;
  return KERNELS_PORTABLE;
}
