// What this machine can do at best: multiply-adds and bytes a second. Ours and every peer are judged
// against what this program measures in the same minutes.
//
//   cc -O2 -pthread peak.c -o peak && ./peak 2      with two threads
//
// Then a line on standard input asks for one measurement, and a line of JSON on standard output answers:
//   fma    single-precision multiply-adds, in 1e9 operations a second (a multiply-add is two)
//   read   bytes read from memory, in 1e9 a second
//   copy   bytes copied, each counted once read and once written
// Each is the best of many short slices: what is possible, not what is usual.
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#if defined(__x86_64__)
#include <immintrin.h>
#elif defined(__aarch64__)
#include <arm_neon.h>
#endif

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

// ---------------------------------------------------------------- multiply-adds

// Twelve sums that do not wait for each other: more than two units of latency five can start, and few
// enough for sixteen registers. Each has a name of its own, because compilers keep an array in memory;
// the empty assembly keeps them from folding the loop.
#define EACH(f) f(0) f(1) f(2) f(3) f(4) f(5) f(6) f(7) f(8) f(9) f(10) f(11)
#define DECLARE(i) s##i = x,
#define ADVANCE(i) s##i = FMA(s##i, x, y);
#define HOLD(i) __asm__ volatile("" : "+" REGISTER(s##i));
#define KEEP(i) kept = s##i;
#define FMA_LOOP(name, attribute, vector, set, lanes)         \
  attribute static double name(long rounds) {                 \
    vector x = set(0.999f), y = set(1e-6f), EACH(DECLARE) z;  \
    for (long r = 0; r < rounds; r++) {                       \
      EACH(ADVANCE)                                           \
      EACH(HOLD)                                              \
    }                                                         \
    volatile vector kept;                                     \
    EACH(KEEP)                                                \
    z = kept;                                                 \
    (void)z;                                                  \
    return 2.0 * 12 * lanes * (double)rounds;                 \
  }

#if defined(__x86_64__)
#define REGISTER "v"
#define FMA _mm512_fmadd_ps
FMA_LOOP(fma_avx512, __attribute__((target("avx512f"))), __m512, _mm512_set1_ps, 16)
#undef REGISTER
#undef FMA
#define REGISTER "x"
#define FMA _mm256_fmadd_ps
FMA_LOOP(fma_avx2, __attribute__((target("avx2,fma"))), __m256, _mm256_set1_ps, 8)
#elif defined(__aarch64__)
#define REGISTER "w"
#define FMA(s, x, y) vfmaq_f32(y, s, x)
FMA_LOOP(fma_neon, , float32x4_t, vdupq_n_f32, 4)
#endif
#undef REGISTER
#undef FMA
#if defined(__x86_64__)
#define REGISTER "x"
#elif defined(__aarch64__)
#define REGISTER "w"
#else
#define REGISTER "m"
#endif
#define FMA(s, x, y) ((s) * (x) + (y))
#define SET(x) (x)
FMA_LOOP(fma_scalar, , float, SET, 1)

typedef struct {
  const char *name;
  double (*run)(long rounds);
} path;

static int paths(path *found) {
  int count = 0;
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx512f")) found[count++] = (path){"AVX-512", fma_avx512};
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) {
    found[count++] = (path){"AVX2", fma_avx2};
  }
#elif defined(__aarch64__)
  found[count++] = (path){"NEON", fma_neon};
#endif
  if (count == 0) found[count++] = (path){"scalar", fma_scalar};
  return count;
}

// ---------------------------------------------------------------- bytes

#define BUFFER ((size_t)256 << 20)

typedef uint64_t lanes __attribute__((vector_size(32), aligned(32)));

static double read_bytes(const char *from) {
  const lanes *p = (const lanes *)from;
  lanes a = {0}, b = {0}, c = {0}, d = {0};
  for (size_t i = 0; i < BUFFER / sizeof(lanes); i += 4) {
    a ^= p[i];
    b ^= p[i + 1];
    c ^= p[i + 2];
    d ^= p[i + 3];
  }
  volatile lanes kept = a ^ b ^ c ^ d;
  (void)kept;
  return (double)BUFFER;
}

static double copy_bytes(char *to, const char *from) {
  memcpy(to, from, BUFFER);
  return 2.0 * (double)BUFFER;
}

// ---------------------------------------------------------------- threads

enum work { FMA, READ, COPY };

typedef struct {
  enum work work;
  path path;
  int slices;
  char *from, *to;
  pthread_barrier_t *barrier;
  double best;
} job;

// A slice starts on all threads together; its rate is that of the slowest, which is what counts.
static void *run(void *argument) {
  job *j = argument;
  for (int slice = 0; slice < j->slices; slice++) {
    pthread_barrier_wait(j->barrier);
    double start = now(), done = 0;
    switch (j->work) {
    case FMA: done = j->path.run(400000); break;
    case READ: done = read_bytes(j->from); break;
    case COPY: done = copy_bytes(j->to, j->from); break;
    }
    double rate = done / (now() - start);
    if (rate > j->best) j->best = rate;
  }
  return NULL;
}

static double measure(enum work work, path p, int threads, int slices, char **from, char **to) {
  pthread_barrier_t barrier;
  pthread_barrier_init(&barrier, NULL, (unsigned)threads);
  job jobs[threads];
  pthread_t ids[threads];
  for (int t = 0; t < threads; t++) {
    jobs[t] = (job){work, p, slices, from ? from[t] : NULL, to ? to[t] : NULL, &barrier, 0};
    if (pthread_create(&ids[t], NULL, run, &jobs[t]) != 0) exit(1);
  }
  double sum = 0;
  for (int t = 0; t < threads; t++) {
    pthread_join(ids[t], NULL);
    sum += jobs[t].best;
  }
  pthread_barrier_destroy(&barrier);
  return sum / 1e9;
}

static char **buffers(int threads) {
  char **all = malloc((size_t)threads * sizeof *all);
  if (!all) exit(1);
  for (int t = 0; t < threads; t++) {
    all[t] = aligned_alloc(64, BUFFER);
    if (!all[t]) exit(1);
    memset(all[t], t + 1, BUFFER);
  }
  return all;
}

static void release(char **all, int threads) {
  for (int t = 0; t < threads; t++) free(all[t]);
  free(all);
}

int main(int count, char **arguments) {
  int threads = count > 1 ? atoi(arguments[1]) : 1;
  if (threads < 1 || threads > 1024) {
    fprintf(stderr, "peak: the number of threads must be 1 to 1024\n");
    return 2;
  }
  path found[2];
  int n = paths(found);
  printf("{\"ready\": true, \"version\": \"%s\"}\n", found[0].name);
  fflush(stdout);
  char line[64];
  while (fgets(line, sizeof line, stdin)) {
    line[strcspn(line, "\n")] = 0;
    if (strcmp(line, "quit") == 0) break;
    if (strcmp(line, "fma") == 0) {
      // The wider path is not faster on every processor.
      double best = 0;
      const char *name = "";
      for (int i = 0; i < n; i++) {
        double rate = measure(FMA, found[i], threads, 30, NULL, NULL);
        if (rate > best) best = rate, name = found[i].name;
      }
      printf("{\"rate\": %.3f, \"path\": \"%s\"}\n", best, name);
    } else if (strcmp(line, "read") == 0 || strcmp(line, "copy") == 0) {
      enum work work = line[0] == 'r' ? READ : COPY;
      char **from = buffers(threads), **to = work == COPY ? buffers(threads) : NULL;
      printf("{\"rate\": %.3f}\n", measure(work, found[0], threads, 4, from, to));
      release(from, threads);
      if (to) release(to, threads);
    } else {
      printf("{\"error\": \"asked for '%s', expected fma, read, copy or quit\"}\n", line);
    }
    fflush(stdout);
  }
  return 0;
}
