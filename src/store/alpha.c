/* SPDX-License-Identifier: Apache-2.0 */
#include "store/alpha.h"

#include <stdlib.h>

static int by_unit(const void *x, const void *y) {
  const plx_rating *a = x, *b = y;
  if (a->unit != b->unit) return a->unit < b->unit ? -1 : 1;
  return (a->value > b->value) - (a->value < b->value);
}

// What disagrees within one unit, weighed: of m values, pairs of unlike ones over m - 1.
static double unlike(const plx_rating *r, uint32_t m) {
  double alike = 0;
  for (uint32_t i = 0; i < m;) {
    uint32_t end = i;
    while (end < m && r[end].value == r[i].value) end++;
    alike += (double)(end - i) * (end - i - 1);
    i = end;
  }
  return ((double)m * (m - 1) - alike) / (m - 1);
}

bool plx_alpha_nominal(plx_rating *r, uint32_t n, uint32_t values, double *alpha, uint32_t *units) {
  plx_arena *a = plx_arena_new();
  double *count = PLX_NEWS(a, double, values + 1), observed = 0, total = 0, squares = 0;
  *units = 0;
  if (n) qsort(r, n, sizeof *r, by_unit);
  for (uint32_t i = 0; i < n;) {
    uint32_t end = i;
    while (end < n && r[end].unit == r[i].unit) end++;
    if (end - i >= 2) { // a value that stands alone says nothing about agreement
      ++*units;
      observed += unlike(r + i, end - i);
      for (uint32_t k = i; k < end; k++) count[r[k].value]++;
      total += end - i;
    }
    i = end;
  }
  for (uint32_t v = 0; v < values; v++) squares += count[v] * count[v];
  plx_arena_free(a);
  double expected = total * total - squares; // pairs of unlike values, were they dealt out at random, times (total - 1)
  if (expected <= 0) return false;
  *alpha = 1 - (total - 1) * observed / expected;
  return true;
}
