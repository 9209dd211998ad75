// This file holds the parameter updates: the naive reference first, then the call of the
// vectorised one in body_optimizer.h.
#include <math.h>
#include "table.h"

static float flushed(float a) { return fabsf(a) < 1e-30f ? 0.0f : a; }

void kernels_update_reference(
  const kernels_rule *rule, const kernels_parameter *parameter, const float *g, ptrdiff_t count) {
  float *w = parameter->w, *s = parameter->s, *u = parameter->u;
  const float rate = rule->rate, a = rule->a, b = rule->b;
  for (ptrdiff_t i = 0; i < count; i++) switch (rule->kind) {
      case KERNELS_SGD: w[i] = fmaf(-rate, g[i], w[i]); break;
      case KERNELS_MOMENTUM:
        s[i] = flushed(fmaf(a, s[i], -rate * g[i]));
        w[i] += s[i];
        break;
      case KERNELS_NESTEROV:
        s[i] = flushed(fmaf(a, s[i], -rate * g[i]));
        w[i] += fmaf(a, s[i], -rate * g[i]);
        break;
      case KERNELS_ADAM:
        s[i] = flushed(fmaf(g[i] - s[i], a, s[i]));
        u[i] = flushed(fmaf(fmaf(g[i], g[i], 0.0f - u[i]), b, u[i]));
        w[i] -= s[i] * rate / (sqrtf(u[i]) + rule->epsilon);
        break;
      case KERNELS_RMSPROP:
        u[i] = flushed(fmaf(a, u[i], b * (g[i] * g[i])));
        w[i] -= rate * g[i] / sqrtf(u[i] + rule->epsilon);
        break;
      case KERNELS_RMSPROP_MOMENTUM:
        u[i] = flushed(fmaf(a, u[i], b * (g[i] * g[i])));
        s[i] = flushed(fmaf(rule->c, s[i], rate * g[i] / sqrtf(u[i] + rule->epsilon)));
        w[i] -= s[i];
        break;
    }
}

void kernels_update(
  const kernels_rule *rule, const kernels_parameter *parameter, const float *g, ptrdiff_t count) {
  kernels_now()->update(rule, parameter, g, count);
}

typedef struct {
  const float *x;
  ptrdiff_t ldx;
  const float *d;
  const kernels_rule *rule;
  const kernels_parameter *parameter;
  ptrdiff_t m, k, n, parts;
} weight_job;

static void weight_part(void *context, ptrdiff_t part) {
  const weight_job *j = context;
  ptrdiff_t blocks = kernels_blocks(j->k, j->n);
  kernels_now()->weight_update(
    j->x, j->ldx, j->d, j->rule, j->parameter, j->m, j->k, j->n,
    kernels_range(part, j->parts, blocks), kernels_range(part + 1, j->parts, blocks));
}

void kernels_weight_update(
  const float *x, ptrdiff_t ldx, const float *d, const kernels_rule *rule,
  const kernels_parameter *parameter, ptrdiff_t m, ptrdiff_t k, ptrdiff_t n) {
  weight_job job = {x, ldx, d, rule, parameter, m, k, n, 0};
  // An update costs as much as some thirty multiplications.
  job.parts = kernels_split((double)(m + 30) * (double)k * (double)n, kernels_blocks(k, n));
  kernels_in_parts(job.parts, weight_part, &job);
}
