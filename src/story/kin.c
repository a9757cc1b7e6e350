/* SPDX-License-Identifier: Apache-2.0 */
/* The table is sorted by bytes, so that no map has to be made: a story has a few hundred lemmas. */
#include "story/kin.h"

#include "tables.h"

static int row_of(plx_str lemma) {
  int low = 0, high = plx_table_kin.rows;
  while (low < high) {
    int mid = (low + high) / 2, c = plx_str_cmp(plx_cell(&plx_table_kin, mid, PLX_KIN_WORD), lemma);
    if (!c) return mid;
    if (c < 0) low = mid + 1;
    else high = mid;
  }
  return -1;
}

static uint8_t read_numbers(plx_str cell, uint16_t *out, int max) {
  int n = 0;
  plx_str part;
  while (n < max && plx_str_cut(&cell, ' ', &part)) {
    unsigned v = 0;
    for (size_t i = 0; i < part.n; i++) v = 10 * v + (unsigned)(part.p[i] - '0');
    if (part.n) out[n++] = (uint16_t)v;
  }
  return (uint8_t)n;
}

plx_kin plx_kin_of(plx_str lemma) {
  plx_kin k = {.lemma = lemma};
  int row = row_of(lemma);
  if (row < 0 && plx_str_ends(lemma, PLX_STR("e"))) { // "bombe", guessed from "bombed"
    row = row_of(plx_str_sub(lemma, 0, lemma.n - 1));
    if (row >= 0) k.lemma = plx_str_sub(lemma, 0, lemma.n - 1);
  }
  if (row < 0) return k;
  k.meanings = read_numbers(plx_cell(&plx_table_kin, row, PLX_KIN_MEANINGS), k.meaning, PLX_KIN_MEANINGS_MAX);
  k.kinds = read_numbers(plx_cell(&plx_table_kin, row, PLX_KIN_KINDS), k.kind, PLX_KIN_KINDS_MAX);
  k.deed = plx_cell(&plx_table_kin, row, PLX_KIN_DEED).n > 0;
  return k;
}

// The ranks (0 is the commonest meaning) are what makes a shared meaning likely to be the one meant.
static double shared_meaning(const plx_kin *a, const plx_kin *b) {
  double best = 0;
  for (int i = 0; i < a->meanings; i++)
    for (int j = 0; j < b->meanings; j++) {
      double s = 0.9 / (1 + 0.08 * (i + j));
      if (a->meaning[i] == b->meaning[j] && s > best) best = s;
    }
  return best;
}

static double kind_of(const plx_kin *a, const plx_kin *b) {
  double best = 0;
  for (int i = 0; i < a->kinds; i++)
    for (int j = 0; j < b->meanings; j++) {
      double s = 0.5 / (1 + 0.1 * (i + j));
      if (a->kind[i] == b->meaning[j] && s > best) best = s;
    }
  return best;
}

double plx_kin_score(const plx_kin *a, const plx_kin *b) {
  if (plx_str_eq(a->lemma, b->lemma)) return 1;
  double s = shared_meaning(a, b), up = kind_of(a, b), down = kind_of(b, a);
  if (up > s) s = up;
  return down > s ? down : s;
}
