/* SPDX-License-Identifier: Apache-2.0 */
/* No branch depends on where a row goes in a tree: that is what makes walking trees slow.  A feature's splits are looked at
 * only as far as the largest of the eight rows' values reaches. */
#include "reading/trees.h"

#include <math.h>
#include <string.h>

#include "base/lanes.h"

typedef struct block {
  plx_lanes_int left[PLX_TREES_MAX]; // leaves that can still be reached
  float value[PLX_LANES];            // of the feature at hand
} block;

// The feature's values of eight rows from `first` on; the last row stands in for those behind it.  Returns the largest.
static inline __attribute__((always_inline)) float load_values(const plx_rows *r, uint32_t first, uint32_t f,
                                                               float *out) {
  uint32_t width = f < r->width ? r->width : r->near_width, rows = r->n - first < PLX_LANES ? r->n - first : PLX_LANES;
  const float *from = (f < r->width ? r->x + f : r->near + (f - r->width)) + (size_t)first * width;
  float most = *from;
  for (uint32_t l = 0; l < PLX_LANES; l++, from += l < rows ? width : 0) {
    out[l] = *from;
    most = out[l] > most ? out[l] : most;
  }
  return most;
}

PLX_LANES_BODY strike_body(const plx_forest *f, const plx_rows *r, uint32_t first, block *b) {
  memset(b->left, 0xFF, (size_t)f->trees * sizeof *b->left);
  for (uint32_t k = 0; k < (uint32_t)f->features; k++) {
    const plx_split *s = f->split + f->begin[k], *end = f->split + f->begin[k + 1];
    if (s == end) continue;
    float most = load_values(r, first, k, b->value);
    plx_lanes value = *(const plx_lanes *)b->value;
    for (; s < end && s->value < most; s++) b->left[s->tree] &= ~(value > s->value) | (int32_t)s->keep;
  }
}
PLX_LANES_TWICE(strike, (const plx_forest *f, const plx_rows *r, uint32_t first, block *b), (f, r, first, b))

void plx_forest_shares(const plx_forest *f, const plx_rows *rows, float *out) {
  block b;
  for (uint32_t i = 0; i < rows->n; i += PLX_LANES) {
    uint32_t few = rows->n - i < PLX_LANES ? rows->n - i : PLX_LANES;
    strike(f, rows, i, &b);
    for (uint32_t l = 0; l < few; l++) {
      const uint32_t *left = (const uint32_t *)(const void *)b.left + l;
      const float *leaf = f->leaf;
      float sum = f->bias;
      for (int t = 0; t < f->trees; t++, leaf += PLX_LEAVES_MAX) sum += leaf[__builtin_ctz(left[t * PLX_LANES])];
      out[i + l] = 1.0f / (1.0f + expf(-sum));
    }
  }
}
