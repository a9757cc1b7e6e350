/* SPDX-License-Identifier: Apache-2.0 */
/* Eight words in a row are hardly ever the same by chance; quotations, which two reporters rightly share, are shorter
 * than what a reprint shares. */
#include "story/reprint.h"

#include <stdlib.h>

#include "base/map.h"
#include "story/sketch.h"

enum { RUN = 8, KEEP_ONE_IN = 4, RUNS_LEAST = 6 };

static int rising(const void *x, const void *y) {
  const uint64_t *a = x, *b = y;
  return *a < *b ? -1 : *a > *b;
}

plx_print plx_print_of(plx_str text, plx_arena *a) {
  PLX_VEC(uint64_t) kept = {0};
  uint32_t run[RUN] = {0};
  plx_words r = {text, 0, true};
  plx_word w;
  for (uint32_t i = 0; plx_words_next(&r, &w); i++) {
    for (int k = 0; k + 1 < RUN; k++) run[k] = run[k + 1];
    run[RUN - 1] = plx_sketch_term((plx_str){w.form, w.n});
    uint64_t h = plx_hash(run, sizeof run);
    if (i + 1 >= RUN && h % KEEP_ONE_IN == 0) *plx_vec_push(a, &kept) = h;
  }
  plx_print p = {kept.v, 0};
  if (kept.n) qsort(kept.v, kept.n, sizeof *kept.v, rising);
  for (uint32_t i = 0; i < kept.n; i++)
    if (!p.n || p.v[p.n - 1] != kept.v[i]) p.v[p.n++] = kept.v[i];
  return p;
}

double plx_print_share(const plx_print *of, const plx_print *in) {
  uint32_t both = 0;
  for (uint32_t i = 0, j = 0; i < of->n && j < in->n;) {
    if (of->v[i] == in->v[j]) both++, i++, j++;
    else if (of->v[i] < in->v[j]) i++;
    else j++;
  }
  return of->n < RUNS_LEAST ? 0 : (double)both / of->n;
}
