// This file holds the parameter updates; each path file compiles it with its own lanes. The
// formulas and the references are in optimizer.c.

// One vector of every rule: w, s, u and g in, the new w, s, u out.
INLINE void rule_step(const int kind, const kernels_rule *r, V *w, V *s, V *u, V g) {
  V rate = splat(r->rate), a = splat(r->a), b = splat(r->b), epsilon = splat(r->epsilon);
  V negative = splat(-r->rate);
  switch (kind) {
    case KERNELS_SGD: *w = fma_(negative, g, *w); break;
    case KERNELS_MOMENTUM:
      *s = flush_(fma_(a, *s, mul_(negative, g)));
      *w = add_(*w, *s);
      break;
    case KERNELS_NESTEROV: {
      V step = mul_(negative, g);
      *s = flush_(fma_(a, *s, step));
      *w = add_(*w, fma_(a, *s, step));
      break;
    }
    case KERNELS_ADAM:
      *s = flush_(fma_(sub_(g, *s), a, *s));
      *u = flush_(fma_(fma_(g, g, sub_(splat(0.0f), *u)), b, *u));
      *w = sub_(*w, div_(mul_(*s, rate), add_(sqrt_(*u), epsilon)));
      break;
    case KERNELS_RMSPROP:
      *u = flush_(fma_(a, *u, mul_(b, mul_(g, g))));
      *w = sub_(*w, div_(mul_(rate, g), sqrt_(add_(*u, epsilon))));
      break;
    case KERNELS_RMSPROP_MOMENTUM:
      *u = flush_(fma_(a, *u, mul_(b, mul_(g, g))));
      *s = flush_(fma_(splat(r->c), *s, div_(mul_(rate, g), sqrt_(add_(*u, epsilon)))));
      *w = sub_(*w, *s);
      break;
  }
}

INLINE void update_kind(
  const int kind, const int has_s, const int has_u, const kernels_rule *rule, float *w, float *s,
  float *u, const float *g, ptrdiff_t count) {
  ptrdiff_t i = 0;
  V zero = splat(0.0f);
  for (; i + VL <= count; i += VL) {
    V vw = load(w + i), vs = has_s ? load(s + i) : zero, vu = has_u ? load(u + i) : zero;
    rule_step(kind, rule, &vw, &vs, &vu, load(g + i));
    store(w + i, vw);
    if (has_s) store(s + i, vs);
    if (has_u) store(u + i, vu);
  }
  ptrdiff_t rest = count - i;
  if (rest > 0) {
    V vw = load_first(w + i, rest), vs = has_s ? load_first(s + i, rest) : zero,
      vu = has_u ? load_first(u + i, rest) : zero;
    rule_step(kind, rule, &vw, &vs, &vu, load_first(g + i, rest));
    store_first(w + i, vw, rest);
    if (has_s) store_first(s + i, vs, rest);
    if (has_u) store_first(u + i, vu, rest);
  }
}

#if defined(PATH_AVX512)
#define STAGES 1
#else
#define STAGES 0
#endif

#if STAGES
// Adam waits for a root and a division most of the time, while the sums of a gradient keep the
// multipliers busy. So where there are registers for both, the steps of a sum take vectors of an
// earlier update along: gradients wait in a ring, and an update goes through in four stages, one a
// call, so that none ever waits for the one before.
typedef struct {
  const float *g, *end;  // the next gradient, and where the ring ends
  float *w, *s, *u;
  float *rooted, *divided, *done;  // where the weights of the later stages lie
  V a, b, rate, epsilon;
  V moment, square, root, step, change;  // what a stage leaves to the next one
} adam_line;

INLINE void adam_later_stages(adam_line *q) {
  store(q->done, sub_(load(q->done), q->change));
  q->change = div_(q->step, add_(q->root, q->epsilon));
  q->done = q->divided;
  q->root = sqrt_(q->square);
  q->step = mul_(q->moment, q->rate);
  q->divided = q->rooted;
}

INLINE void adam_stage(adam_line *q, const float *ring) {
  adam_later_stages(q);
  V g = load(q->g), s = load(q->s), u = load(q->u);
  q->moment = flush_(fma_(sub_(g, s), q->a, s));
  q->square = flush_(fma_(fma_(g, g, sub_(splat(0.0f), u)), q->b, u));
  store(q->s, q->moment);
  store(q->u, q->square);
  q->rooted = q->w;
  q->w += VL, q->s += VL, q->u += VL, q->g += VL;
  q->g = q->g == q->end ? ring : q->g;
}

// `nowhere` [VL] takes what the later stages write before anything has come to them.
INLINE adam_line adam_begin(
  const kernels_rule *rule, float *w, float *s, float *u, const float *ring, ptrdiff_t size,
  float *nowhere) {
  const V zero = splat(0.0f);
  store(nowhere, zero);
  adam_line q = {
    ring, ring + size, w, s, u, nowhere, nowhere, nowhere, splat(rule->a), splat(rule->b),
    splat(rule->rate), splat(rule->epsilon), zero, zero, zero, zero, zero};
  return q;
}

// What is left: `waiting` floats.
INLINE void adam_end(
  adam_line *q, const kernels_rule *rule, const float *ring, ptrdiff_t waiting) {
  for (; waiting >= VL; waiting -= VL) adam_stage(q, ring);
  for (int stage = 0; stage < 3; stage++) adam_later_stages(q);
  update_kind(KERNELS_ADAM, 1, 1, rule, q->w, q->s, q->u, q->g, waiting);
}
#endif

static void update_block(
  const kernels_rule *rule, const kernels_parameter *parameter, ptrdiff_t offset, const float *g,
  ptrdiff_t count) {
  float *w = parameter->w + offset;
  float *s = parameter->s ? parameter->s + offset : 0, *u = parameter->u ? parameter->u + offset : 0;
  switch (rule->kind) {
    case KERNELS_SGD: update_kind(KERNELS_SGD, 0, 0, rule, w, s, u, g, count); break;
    case KERNELS_MOMENTUM: update_kind(KERNELS_MOMENTUM, 1, 0, rule, w, s, u, g, count); break;
    case KERNELS_NESTEROV: update_kind(KERNELS_NESTEROV, 1, 0, rule, w, s, u, g, count); break;
    case KERNELS_ADAM: update_kind(KERNELS_ADAM, 1, 1, rule, w, s, u, g, count); break;
    case KERNELS_RMSPROP: update_kind(KERNELS_RMSPROP, 0, 1, rule, w, s, u, g, count); break;
    case KERNELS_RMSPROP_MOMENTUM:
      update_kind(KERNELS_RMSPROP_MOMENTUM, 1, 1, rule, w, s, u, g, count);
      break;
  }
}

static void update(
  const kernels_rule *rule, const kernels_parameter *parameter, const float *g, ptrdiff_t count) {
  update_block(rule, parameter, 0, g, count);
}
