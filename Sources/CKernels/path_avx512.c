// This file compiles the kernels for x86-64 with AVX-512.
#if defined(__x86_64__)
#include <immintrin.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#if defined(__clang__)
#pragma clang attribute push( \
  __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,fma,bmi,bmi2"))), apply_to = function)
#else
#pragma GCC target("avx512f,avx512bw,avx512dq,avx512vl,fma,bmi,bmi2")
#endif
#define PATH_AVX512
#define KERNELS_TABLE kernels_avx512
#include "path.h"
#if defined(__clang__)
#pragma clang attribute pop
#endif
#endif
