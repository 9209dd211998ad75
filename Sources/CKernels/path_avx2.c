// This file compiles the kernels for x86-64 with AVX2 and FMA.
#if defined(__x86_64__)
#include <immintrin.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#if defined(__clang__)
#pragma clang attribute push(__attribute__((target("avx2,fma,bmi,bmi2"))), apply_to = function)
#else
#pragma GCC target("avx2,fma,bmi,bmi2")
#endif
#define PATH_AVX2
#define KERNELS_TABLE kernels_avx2
#include "path.h"
#if defined(__clang__)
#pragma clang attribute pop
#endif
#endif
