/* SPDX-License-Identifier: Apache-2.0 */
#include "base/table.h"

#include <stdio.h>
#include <stdlib.h>

#include "tables.h"

double plx_cell_num(const plx_table *t, int row, int column) {
  return strtod(plx_cell(t, row, column).n ? plx_cell(t, row, column).p : "0", NULL);
}

int plx_table_row(const plx_table *t, int column, plx_str word) {
  int lo = 0, hi = t->rows - 1;
  while (lo <= hi) {
    int mid = (lo + hi) / 2, c = plx_str_cmp(word, plx_cell(t, mid, column));
    if (!c) return mid;
    if (c < 0) hi = mid - 1;
    else lo = mid + 1;
  }
  return -1;
}

double plx_param(const char *name) {
  for (int i = 0; i < plx_table_params.rows; i++)
    if (plx_str_eqz(plx_cell(&plx_table_params, i, PLX_PARAMS_NAME), name))
      return plx_cell_num(&plx_table_params, i, PLX_PARAMS_VALUE);
  fprintf(stderr, "parallax: data/params.tsv has no row '%s'\n", name);
  abort();
}
