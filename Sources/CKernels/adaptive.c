// This file holds the updates that need a whole gradient or a third slot: the naive reference
// first, then the call of the vectorised one in body_adaptive.h.
#include <math.h>
#include "table.h"

static float flushed(float a) { return fabsf(a) < 1e-30f ? 0.0f : a; }

static float larger(float a, float b) { return a > b ? a : b; }

void kernels_adapt_reference(
  const kernels_rule *rule, float *w, float *s, float *u, float *v, const float *g,
  ptrdiff_t count) {
  const float rate = rule->rate, a = rule->a, b = rule->b, epsilon = rule->epsilon;
  for (ptrdiff_t i = 0; i < count; i++) switch (rule->kind) {
      case KERNELS_ADAGRAD:
        s[i] = fmaf(g[i], g[i], s[i]);
        w[i] -= rate * g[i] / sqrtf(s[i] + epsilon);
        break;
      case KERNELS_ADADELTA: {
        s[i] = flushed(fmaf(a, s[i], b * (g[i] * g[i])));
        float step = sqrtf(u[i] + epsilon) * g[i] / sqrtf(s[i] + epsilon);
        u[i] = flushed(fmaf(a, u[i], b * (step * step)));
        w[i] = fmaf(-rate, step, w[i]);
        break;
      }
      case KERNELS_ADAMAX:
        s[i] = flushed(fmaf(g[i] - s[i], a, s[i]));
        u[i] = flushed(larger(b * u[i], fabsf(g[i])));
        w[i] -= rate * s[i] / (u[i] + epsilon);
        break;
      case KERNELS_NADAM:
        s[i] = flushed(fmaf(g[i] - s[i], a, s[i]));
        u[i] = flushed(fmaf(fmaf(g[i], g[i], 0.0f - u[i]), b, u[i]));
        w[i] -= fmaf(rate, s[i], rule->c * g[i]) / (sqrtf(u[i]) + epsilon);
        break;
      case KERNELS_AMSGRAD:
        s[i] = flushed(fmaf(g[i] - s[i], a, s[i]));
        u[i] = flushed(fmaf(fmaf(g[i], g[i], 0.0f - u[i]), b, u[i]));
        v[i] = larger(v[i], u[i]);
        w[i] -= s[i] * rate / (sqrtf(v[i]) + epsilon);
        break;
      case KERNELS_RMSPROP_CENTERED:
      case KERNELS_RMSPROP_CENTERED_MOMENTUM: {
        u[i] = flushed(fmaf(a, u[i], b * (g[i] * g[i])));
        v[i] = flushed(fmaf(a, v[i], b * g[i]));
        float step = rate * g[i] / sqrtf(fmaf(0.0f - v[i], v[i], u[i]) + epsilon);
        if (rule->kind == KERNELS_RMSPROP_CENTERED_MOMENTUM) {
          s[i] = flushed(fmaf(rule->c, s[i], step));
          step = s[i];
        }
        w[i] -= step;
        break;
      }
    }
}

void kernels_adapt(
  const kernels_rule *rule, float *w, float *s, float *u, float *v, const float *g,
  ptrdiff_t count) {
  kernels_now()->adapt(rule, w, s, u, v, g, count);
}
