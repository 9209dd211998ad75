// This file counts the allocations of a process, for tests that none is made.
#pragma once
#include <stdint.h>

// Calls of malloc, calloc, realloc and aligned allocation by the whole process so far; -1 where they
// are not counted: outside of glibc, and under a sanitizer, which takes them itself.
int64_t allocation_count(void);

// The largest memory this process has had, in kilobytes; -1 where the system does not tell.
int64_t peak_memory(void);
