// This file holds what the end of a network does with class numbers, row after row.
#include "table.h"

double kernels_class_losses(
  const float *z, const float *p, const float *maximum, const float *log_sum,
  const int32_t *classes, const uint32_t *selection, const float *weights, double before, float *d,
  ptrdiff_t rows, ptrdiff_t width) {
  for (ptrdiff_t r = 0; r < rows; r++) {
    const ptrdiff_t at = r * width, own = at + classes[selection[r]];
    const float weight = weights ? weights[selection[r]] : 1.0f;
    before += (double)(log_sum[r] - (z[own] - maximum[r])) * (double)weight;
    if (!d) continue;
    const float scale = weight / (float)rows;
    for (ptrdiff_t c = 0; c < width; c++) d[at + c] = p[at + c] * scale;
    d[own] = (p[own] - 1.0f) * scale;
  }
  return before;
}

ptrdiff_t kernels_hits(
  const float *p, const int32_t *classes, const uint32_t *selection, ptrdiff_t rows,
  ptrdiff_t width) {
  ptrdiff_t hits = 0;
  for (ptrdiff_t r = 0; r < rows; r++, p += width) {
    float most = p[0];
    int32_t best = 0;
    // Without a branch: which class wins cannot be foreseen.
    for (int32_t c = 1; c < (int32_t)width; c++) {
      const int above = p[c] > most;
      best = above ? c : best;
      most = above ? p[c] : most;
    }
    hits += best == classes[selection[r]];
  }
  return hits;
}
