// This file holds the updates that need a whole gradient or a third slot; each path file compiles
// it with its own lanes. The formulas and the references are in adaptive.c.

// The larger number, lane by lane; b where they do not compare.
INLINE V larger(V a, V b) { return keep_gt(a, b, a, b); }

// One vector of every rule: w, s, u, v and g in, the new w, s, u, v out.
INLINE void adaptive_step(const int kind, const kernels_rule *r, V *w, V *s, V *u, V *v, V g) {
  V rate = splat(r->rate), a = splat(r->a), b = splat(r->b), epsilon = splat(r->epsilon);
  V zero = splat(0.0f);
  switch (kind) {
    case KERNELS_ADAGRAD:
      *s = fma_(g, g, *s);
      *w = sub_(*w, div_(mul_(rate, g), sqrt_(add_(*s, epsilon))));
      break;
    case KERNELS_ADADELTA: {
      *s = flush_(fma_(a, *s, mul_(b, mul_(g, g))));
      V step = div_(mul_(sqrt_(add_(*u, epsilon)), g), sqrt_(add_(*s, epsilon)));
      *u = flush_(fma_(a, *u, mul_(b, mul_(step, step))));
      *w = fma_(sub_(zero, rate), step, *w);
      break;
    }
    case KERNELS_ADAMAX:
      *s = flush_(fma_(sub_(g, *s), a, *s));
      *u = flush_(larger(mul_(b, *u), abs_(g)));
      *w = sub_(*w, div_(mul_(rate, *s), add_(*u, epsilon)));
      break;
    case KERNELS_NADAM:
      *s = flush_(fma_(sub_(g, *s), a, *s));
      *u = flush_(fma_(fma_(g, g, sub_(zero, *u)), b, *u));
      *w = sub_(
        *w, div_(fma_(rate, *s, mul_(splat(r->c), g)), add_(sqrt_(*u), epsilon)));
      break;
    case KERNELS_AMSGRAD:
      *s = flush_(fma_(sub_(g, *s), a, *s));
      *u = flush_(fma_(fma_(g, g, sub_(zero, *u)), b, *u));
      *v = larger(*v, *u);
      *w = sub_(*w, div_(mul_(*s, rate), add_(sqrt_(*v), epsilon)));
      break;
    case KERNELS_RMSPROP_CENTERED:
    case KERNELS_RMSPROP_CENTERED_MOMENTUM: {
      *u = flush_(fma_(a, *u, mul_(b, mul_(g, g))));
      *v = flush_(fma_(a, *v, mul_(b, g)));
      V spread = add_(fma_(sub_(zero, *v), *v, *u), epsilon);
      V step = div_(mul_(rate, g), sqrt_(spread));
      if (kind == KERNELS_RMSPROP_CENTERED_MOMENTUM) {
        *s = flush_(fma_(splat(r->c), *s, step));
        step = *s;
      }
      *w = sub_(*w, step);
      break;
    }
  }
}

INLINE void adaptive_kind(
  const int kind, const kernels_rule *rule, float *w, float *s, float *u, float *v, const float *g,
  ptrdiff_t count) {
  V zero = splat(0.0f);
  for (ptrdiff_t i = 0; i < count; i += VL) {
    ptrdiff_t rest = count - i < VL ? count - i : VL;
    if (rest == VL) {
      V vw = load(w + i), vs = s ? load(s + i) : zero, vu = u ? load(u + i) : zero,
        vv = v ? load(v + i) : zero;
      adaptive_step(kind, rule, &vw, &vs, &vu, &vv, load(g + i));
      store(w + i, vw);
      if (s) store(s + i, vs);
      if (u) store(u + i, vu);
      if (v) store(v + i, vv);
    } else {
      V vw = load_first(w + i, rest), vs = s ? load_first(s + i, rest) : zero,
        vu = u ? load_first(u + i, rest) : zero, vv = v ? load_first(v + i, rest) : zero;
      adaptive_step(kind, rule, &vw, &vs, &vu, &vv, load_first(g + i, rest));
      store_first(w + i, vw, rest);
      if (s) store_first(s + i, vs, rest);
      if (u) store_first(u + i, vu, rest);
      if (v) store_first(v + i, vv, rest);
    }
  }
}

static void adapt(
  const kernels_rule *rule, float *w, float *s, float *u, float *v, const float *g,
  ptrdiff_t count) {
#define ADAPTIVE(KIND) \
  case KIND: adaptive_kind(KIND, rule, w, s, u, v, g, count); break;
  switch (rule->kind) {
    ADAPTIVE(KERNELS_ADAGRAD)
    ADAPTIVE(KERNELS_ADADELTA)
    ADAPTIVE(KERNELS_ADAMAX)
    ADAPTIVE(KERNELS_NADAM)
    ADAPTIVE(KERNELS_AMSGRAD)
    ADAPTIVE(KERNELS_RMSPROP_CENTERED)
    ADAPTIVE(KERNELS_RMSPROP_CENTERED_MOMENTUM)
  }
}
