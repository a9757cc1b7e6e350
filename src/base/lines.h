/* lines.h - a stream cut into lines.
 *
 * in     a FILE, or bytes in memory
 * out    lines without their ending (\n or \r\n), numbered from 1
 * how    one growing buffer; a line longer than the cap is skipped and told
 * cost   one copy; memory of the longest line, at most the cap
 * from   -
 */
#ifndef PLX_BASE_LINES_H
#define PLX_BASE_LINES_H

#include <stdio.h>

#include "base/err.h"
#include "base/str.h"

typedef struct plx_lines {
  FILE *file;       // or NULL: then `rest`
  plx_str rest;     // what is left of the bytes in memory
  const char *name; // for errors
  size_t line_bytes_max;
  uint64_t number; // of the line last given
  plx_buf buf;
} plx_lines;

typedef enum { PLX_LINES_END = 0, PLX_LINES_ONE = 1, PLX_LINES_BAD = -1 } plx_lines_got;

plx_lines plx_lines_file(FILE *f, const char *name, size_t line_bytes_max);
plx_lines plx_lines_str(plx_str bytes, const char *name);
// The next line, good until the next call.  PLX_LINES_BAD: too long or a read error, in *e; a too long line has been
// skipped and the next call goes on behind it.
plx_lines_got plx_lines_next(plx_lines *l, plx_str *line, plx_err *e);
void plx_lines_free(plx_lines *l); // does not close the FILE

#endif
