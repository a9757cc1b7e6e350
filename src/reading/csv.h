/* csv.h - the rows of a table, each as a JSON object whose members are the columns.
 *
 * in     a FILE of comma-, semicolon-, tab- or bar-separated values whose first row names the columns
 * out    '{"title":"…","text":"…"}' a row; empty cells are left out
 * how    RFC 4180, and kindly: line ends of all kinds, line breaks and doubled quotes in quoted cells, a byte order mark, a
 *        first line "sep=;"; the delimiter is the sign that the header has most of
 * cost   one pass; memory of the longest row, at most ROW_BYTES_MAX
 * from   RFC 4180; the "sep=" line of spreadsheets
 *
 * A row that cannot be read is one error, and the next call goes on behind its first line.  One thread.
 */
#ifndef PLX_READING_CSV_H
#define PLX_READING_CSV_H

#include <stdio.h>

#include "reading/fields.h"
#include "reading/input.h"

typedef struct plx_csv {
  FILE *file;       // NULL: what is pending is all
  const char *name; // for errors
  plx_arena *arena; // the header
  plx_buf pending;  // read ahead; what stands before `at` is done with
  size_t at;
  char delimiter;
  uint64_t row;      // rows given or failed, the header aside
  unsigned unclosed; // rows whose quotation mark was never closed
  PLX_VEC(plx_str) header;
  PLX_VEC(plx_span) cell; // of the row last read, in `cells`
  plx_buf cells, json;
} plx_csv;

// Do these first bytes look like a header that names usual fields, a text among them?
bool plx_csv_sign(plx_str first);
// `first`: bytes of the file already read.  False where it has no header or no column is the text (*e names the columns).
bool plx_csv_open(FILE *f, const char *name, plx_str first, const plx_fields *fields, plx_csv *out, plx_err *e);
plx_input_got plx_csv_next(plx_csv *c, plx_raw *raw, plx_err *e); // *raw is borrowed until the next call
void plx_csv_close(plx_csv *c);                                   // does not close the FILE

#endif
