// This file compiles the kernels for arm64, where NEON is always there.
#if defined(__aarch64__)
#include <stddef.h>
#include <stdint.h>
#define PATH_NEON
#define KERNELS_TABLE kernels_neon
#include "path.h"
#endif
