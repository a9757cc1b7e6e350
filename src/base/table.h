/* table.h - the rows of the tables in data/, inside the program.
 *
 * in     data/NAME.tsv: first line column names, then a row a line; lines beginning with # are comments
 * out    a plx_table of strings, and an enum of its columns: PLX_NAME_COLUMN
 * how    tools/tables.awk writes build/gen/tables.h and build/gen/tables.c when a table changes
 * cost   nothing at run time; plx_table_find is O(1) in tables of words (whose comment says "Sorted by bytes")
 * from   -
 *
 *     #include "tables.h"
 *     for (int i = 0; i < plx_table_units.rows; i++) plx_cell(&plx_table_units, i, PLX_UNITS_WORD)
 *
 * Read-only, any thread.
 */
#ifndef PLX_BASE_TABLE_H
#define PLX_BASE_TABLE_H

#include "base/str.h"

typedef struct plx_table {
  const char *name;
  int rows, columns;
  const plx_str *cell; // [rows][columns]; an empty cell has n = 0
  const uint32_t *
      slot; // [mask + 1] by hash of the first column: row + 1 and, above it, 16 bits of the hash; NULL if it holds no words
  uint32_t mask;
  const double *num; // of a table of words: its cells as numbers
} plx_table;

static inline plx_str plx_cell(const plx_table *t, int row, int column) {
  return t->cell[row * t->columns + column];
}
// The row whose first cell is `word`, or -1.
int plx_table_find(const plx_table *t, plx_str word);
double plx_cell_num(const plx_table *t, int row, int column); // 0 where there is no number
// A named number of data/params.tsv.  Aborts on a name that is not there: that is our mistake, not the user's.
double plx_param(const char *name);

#endif
