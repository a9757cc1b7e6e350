/* SPDX-License-Identifier: Apache-2.0 */
#include "base/table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tables.h"

// As tools/tables.awk: 24 bits.
static uint32_t hash_of(plx_str s) {
  uint32_t h = 5381;
  for (size_t i = 0; i < s.n; i++) h = (h * 33 + (unsigned char)s.p[i]) & 0xFFFFFF;
  return h;
}

int plx_table_find(const plx_table *t, plx_str word) {
  if (!t->slot) {
    for (int i = 0; i < t->rows; i++)
      if (plx_str_eq(plx_cell(t, i, 0), word)) return i;
    return -1;
  }
  uint32_t h = hash_of(word), tag = h >> 8; // a word that is not there is hardly ever compared
  for (uint32_t k = (h + (h >> 12)) & t->mask; t->slot[k]; k = (k + 1) & t->mask) {
    if (t->slot[k] >> 16 != tag) continue;
    int row = (int)(t->slot[k] & 0xFFFF) - 1;
    plx_str have = plx_cell(t, row, 0);
    if (have.n == word.n && memcmp(have.p, word.p, word.n) == 0) return row;
  }
  return -1;
}

double plx_cell_num(const plx_table *t, int row, int column) {
  if (t->num) return t->num[row * t->columns + column];
  return strtod(plx_cell(t, row, column).n ? plx_cell(t, row, column).p : "0", NULL);
}

double plx_param(const char *name) {
  for (int i = 0; i < plx_table_params.rows; i++)
    if (plx_str_eqz(plx_cell(&plx_table_params, i, PLX_PARAMS_NAME), name))
      return plx_cell_num(&plx_table_params, i, PLX_PARAMS_VALUE);
  fprintf(stderr, "parallax: data/params.tsv has no row '%s'\n", name);
  abort();
}
