/* SPDX-License-Identifier: Apache-2.0 */
/* getline(3) would read a 50 GB line into memory; this stops at the cap and skips to the line's end. */
#include "base/lines.h"

#include <errno.h>
#include <string.h>

plx_lines plx_lines_file(FILE *f, const char *name, size_t line_bytes_max) {
  return (plx_lines){.file = f, .name = name, .line_bytes_max = line_bytes_max};
}

plx_lines plx_lines_str(plx_str bytes, const char *name) {
  return (plx_lines){.rest = bytes, .name = name, .line_bytes_max = SIZE_MAX};
}

static plx_str without_cr(plx_str s) {
  if (s.n && s.p[s.n - 1] == '\r') s.n--;
  return s;
}

static plx_lines_got from_memory(plx_lines *l, plx_str *line) {
  if (l->rest.n == 0 || !plx_str_cut(&l->rest, '\n', line)) return PLX_LINES_END;
  l->number++;
  *line = without_cr(*line);
  return PLX_LINES_ONE;
}

// Reads to the end of the line; keeps at most the cap.  False at the end of the file with nothing read.
static bool read_line(plx_lines *l, bool *too_long) {
  *too_long = false;
  plx_buf_clear(&l->buf);
  int c = getc_unlocked(l->file);
  if (c == EOF) return false;
  for (; c != EOF && c != '\n'; c = getc_unlocked(l->file)) {
    if (l->buf.n < l->line_bytes_max) plx_buf_char(&l->buf, (char)c);
    else *too_long = true;
  }
  return true;
}

plx_lines_got plx_lines_next(plx_lines *l, plx_str *line, plx_err *e) {
  if (!l->file) return from_memory(l, line);
  bool too_long;
  errno = 0;
  if (!read_line(l, &too_long)) {
    if (!ferror(l->file)) return PLX_LINES_END;
    plx_fail(e, PLX_E_INPUT, l->name, l->number + 1, "cannot read: %s", strerror(errno));
    clearerr(l->file);
    l->file = NULL;
    l->rest = (plx_str){0};
    return PLX_LINES_BAD;
  }
  l->number++;
  if (too_long) {
    plx_fail(e, PLX_E_INPUT, l->name, l->number,
             "a line of more than %zu MiB: no article is that long; split the input", l->line_bytes_max >> 20);
    return PLX_LINES_BAD;
  }
  *line = without_cr(plx_buf_view(&l->buf));
  return PLX_LINES_ONE;
}

void plx_lines_free(plx_lines *l) {
  plx_buf_free(&l->buf);
}
