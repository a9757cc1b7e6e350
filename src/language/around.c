/* SPDX-License-Identifier: Apache-2.0 */
/* Each property has numbers of its own for "before the first word" and "behind the last". */
#include "language/around.h"

enum { RUN_MAX = 12 };

static uint64_t manner_of(const plx_word *w, uint32_t n) {
  uint32_t letters = 0, upper = 0;
  for (uint32_t i = 0; i < n; i++) {
    if (w[i].shape == w[i].lower) continue;
    letters += !w[i].digit && w[i].chars > 1;
    upper += w[i].upper && w[i].chars > 1;
  }
  return upper == 0 ? 0 : letters && upper * 10 > letters * 7 ? 2 : 1;
}

plx_around plx_around_of(const plx_known_words *known, const plx_word *word, const plx_listed *listed, uint32_t n,
                         plx_arena *a) {
  int32_t *sense = PLX_NEWS(a, int32_t, n), *class = PLX_NEWS(a, int32_t, n);
  for (uint32_t i = 0; i < n; i++) {
    sense[i] = plx_senses_common(&known->senses, &word[i]);
    class[i] = known->classes.slot ? plx_lexicon_get(&known->classes, word[i].lower) : -1;
  }
  return (plx_around){known, word, listed, n, sense, class, manner_of(word, n)};
}

static bool inside(const plx_around *v, int64_t i) {
  return i >= 0 && i < (int64_t)v->n;
}

uint64_t plx_around_lower(const plx_around *v, int64_t i) {
  return i < 0 ? 1 : i >= (int64_t)v->n ? 2 : v->word[i].lower;
}

uint64_t plx_around_case(const plx_around *v, int64_t i) {
  return inside(v, i) ? v->word[i].upper + 2u * v->word[i].all_upper : 7;
}

uint64_t plx_around_shape(const plx_around *v, int64_t i) {
  return inside(v, i) ? plx_mix(v->word[i].shape, plx_around_case(v, i)) : 3;
}

uint64_t plx_around_lists(const plx_around *v, int64_t i) {
  if (!inside(v, i)) return 0;
  return (uint64_t)v->listed[i].lists << 20 | (uint64_t)v->listed[i].place << 16 | v->listed[i].alone;
}

uint64_t plx_around_sense(const plx_around *v, int64_t i) {
  return inside(v, i) ? (uint64_t)(v->sense[i] + 1) : 9999;
}

uint64_t plx_around_class(const plx_around *v, int64_t i) {
  return inside(v, i) ? (uint64_t)(v->class[i] + 1) : 0;
}

plx_run plx_around_run(const plx_around *v, uint32_t i) {
  plx_run r = {i, i + 1};
  if (!v->word[i].upper) return r;
  while (r.from > 0 && i - r.from < RUN_MAX && v->word[r.from - 1].upper) r.from--;
  while (r.to < v->n && r.to - i < RUN_MAX && v->word[r.to].upper) r.to++;
  return r;
}
