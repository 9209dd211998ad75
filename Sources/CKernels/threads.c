// This file holds the threads: a pool that a kernel hands independent parts of its output to.
//
// The caller takes parts from the low end, the other threads from the high end, so that with two
// threads a part tends to stay with the core whose cache knows it. Nobody waits for a thread that
// has not begun: if all others sleep, the caller does every part itself. A thread that runs out of
// parts spins for a moment, since the next kernel is near in training, and then sleeps.
#if defined(__linux__)
#define _GNU_SOURCE
#endif
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <time.h>
#include <unistd.h>
#include "table.h"

// How long a thread without work stays awake.
#define SPIN_NANOSECONDS 100000

static _Thread_local int thread_limit = 1;

int kernels_limit_threads(int count) {
  int before = thread_limit;
  thread_limit = count < 1 ? 1 : count > KERNELS_MAX_THREADS ? KERNELS_MAX_THREADS : count;
  return before;
}

int kernels_thread_limit(void) { return thread_limit; }

int kernels_cores(void) {
  long count = 0;
#if defined(__linux__)
  cpu_set_t allowed;
  if (sched_getaffinity(0, sizeof allowed, &allowed) == 0) count = CPU_COUNT(&allowed);
#endif
  if (count < 1) count = sysconf(_SC_NPROCESSORS_ONLN);
  return count < 1 ? 1 : count > KERNELS_MAX_THREADS ? KERNELS_MAX_THREADS : (int)count;
}

// The job. `ticket` is generation << 32 | low << 16 | high, and parts [low, high) are free. Who
// changes it by compare-and-swap owns the part it took away, and knows that what it read of the job
// before was this job's: the next one is written only after every part of this one is done.
static _Atomic uint64_t ticket;
static _Atomic(kernels_part) job_body;
static _Atomic(void *) job_context;
static _Atomic int job_threads;
static _Atomic uint32_t parts_left;

static atomic_flag busy = ATOMIC_FLAG_INIT;
static int workers;  // started so far; only who holds `busy` looks at it

// Where other programs keep the cores busy, sharing costs more than it gives: a thread loses its core
// in the middle of a part, or gets none when it is woken. Then the next jobs are not shared, more of
// them each time it happens again. Only who holds `busy` looks at these.
#define WAIT_NANOSECONDS 50000
#define MOST_UNHELPED 8   // jobs in a row that no other thread took a part of
#define JOBS_PER_WAKE 4   // a thread that is woken is there for one of the next few
#define MOST_SKIPPED 32768
static int skip, skip_next, unhelped;

static pthread_mutex_t sleep_mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t sleep_condition = PTHREAD_COND_INITIALIZER;
static _Atomic int sleepers;

static inline unsigned low_of(uint64_t t) { return (unsigned)(t >> 16) & 0xffff; }
static inline unsigned high_of(uint64_t t) { return (unsigned)t & 0xffff; }

static inline void relax(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

static int64_t nanoseconds(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

// Whether there is a part for thread number `seat`.
static int has_part(uint64_t t, int seat) {
  return low_of(t) < high_of(t) && seat < atomic_load_explicit(&job_threads, memory_order_relaxed);
}

static void sleep_until_called(int seat) {
  pthread_mutex_lock(&sleep_mutex);
  atomic_fetch_add(&sleepers, 1);
  // The caller writes the ticket before it counts sleepers, so one of the two sees the other.
  if (!has_part(atomic_load(&ticket), seat)) pthread_cond_wait(&sleep_condition, &sleep_mutex);
  atomic_fetch_sub(&sleepers, 1);
  pthread_mutex_unlock(&sleep_mutex);
}

static void *work(void *argument) {
  const int seat = (int)(intptr_t)argument;
  unsigned idle = 0;
  int64_t since = 0;
  for (;;) {
    uint64_t t = atomic_load_explicit(&ticket, memory_order_acquire);
    if (has_part(t, seat)) {
      kernels_part body = atomic_load_explicit(&job_body, memory_order_relaxed);
      void *context = atomic_load_explicit(&job_context, memory_order_relaxed);
      if (atomic_compare_exchange_strong_explicit(
            &ticket, &t, t - 1, memory_order_acq_rel, memory_order_relaxed)) {
        body(context, high_of(t) - 1);
        atomic_fetch_sub_explicit(&parts_left, 1, memory_order_release);
      }
      idle = 0;
      continue;
    }
    relax();
    if (++idle % 64 != 0) continue;
    if (idle == 64) since = nanoseconds();
    else if (nanoseconds() - since > SPIN_NANOSECONDS) {
      sleep_until_called(seat);
      idle = 0;
    }
  }
  return 0;
}

// Signals are for the program's own threads.
static void start_workers(int count) {
  if (workers >= count) return;
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  for (; workers < count; workers++) {
    pthread_t thread;
    if (pthread_create(&thread, 0, work, (void *)(intptr_t)(workers + 1)) != 0) break;
    pthread_detach(thread);
  }
  pthread_sigmask(SIG_SETMASK, &before, 0);
}

void kernels_in_parts(ptrdiff_t parts, kernels_part body, void *context) {
  // One job at a time: who finds the pool busy works alone.
  int alone = thread_limit < 2 || parts < 2 || parts > 0xffff
    || atomic_flag_test_and_set_explicit(&busy, memory_order_acquire);
  if (!alone && skip > 0) {
    skip--;
    atomic_flag_clear_explicit(&busy, memory_order_release);
    alone = 1;
  }
  if (alone) {
    for (ptrdiff_t i = 0; i < parts; i++) body(context, i);
    return;
  }
  const int threads = parts < thread_limit ? (int)parts : thread_limit;
  start_workers(threads - 1);
  atomic_store_explicit(&job_body, body, memory_order_relaxed);
  atomic_store_explicit(&job_context, context, memory_order_relaxed);
  atomic_store_explicit(&job_threads, threads, memory_order_relaxed);
  atomic_store_explicit(&parts_left, (uint32_t)parts, memory_order_relaxed);
  uint64_t generation = (atomic_load_explicit(&ticket, memory_order_relaxed) >> 32) + 1;
  atomic_store(&ticket, generation << 32 | (uint64_t)parts);
  if (atomic_load(&sleepers) > 0 && unhelped % JOBS_PER_WAKE == 0) {
    pthread_mutex_lock(&sleep_mutex);
    pthread_cond_broadcast(&sleep_condition);
    pthread_mutex_unlock(&sleep_mutex);
  }

  const int64_t began = nanoseconds();
  ptrdiff_t own = 0;
  uint64_t t = atomic_load_explicit(&ticket, memory_order_relaxed);
  while (low_of(t) < high_of(t)) {
    if (!atomic_compare_exchange_weak_explicit(
          &ticket, &t, t + (1 << 16), memory_order_acq_rel, memory_order_relaxed))
      continue;
    body(context, low_of(t));
    own++;
    atomic_fetch_sub_explicit(&parts_left, 1, memory_order_relaxed);
    t = atomic_load_explicit(&ticket, memory_order_relaxed);
  }
  const int64_t worked = nanoseconds();
  // A thread that holds a part may have lost its core: leave it ours after a while.
  for (unsigned spins = 1; atomic_load_explicit(&parts_left, memory_order_acquire) > 0; spins++) {
    if (spins % 4096 == 0) sched_yield();
    else relax();
  }
  const int64_t waited = nanoseconds() - worked;
  unhelped = own == parts ? unhelped + 1 : 0;
  if (unhelped == MOST_UNHELPED || (waited > WAIT_NANOSECONDS && waited > (worked - began) / 2)) {
    skip_next = skip_next * 4 + 256 < MOST_SKIPPED ? skip_next * 4 + 256 : MOST_SKIPPED;
    skip = skip_next;
    unhelped = 0;
  } else if (unhelped == 0) {
    skip_next -= (skip_next + 255) / 256;
  }
  atomic_flag_clear_explicit(&busy, memory_order_release);
}

ptrdiff_t kernels_split(double work, ptrdiff_t most) {
  // About a million multiplications with additions are 20 microseconds: below, handing over costs
  // as much as it gives. No part is made smaller than a few microseconds.
  if (thread_limit < 2 || work < 1e6 || most < 2) return 1;
  ptrdiff_t parts = 4 * (ptrdiff_t)thread_limit;
  if ((double)parts > work / 2e5) parts = (ptrdiff_t)(work / 2e5);
  return parts < most ? parts : most;
}
