// This file compiles the kernels without any special instruction.
#include <stddef.h>
#include <stdint.h>
#define KERNELS_TABLE kernels_portable
#include "path.h"
