/* SPDX-License-Identifier: Apache-2.0 */
/* A word is known to be whole only when a space follows, and its style may change inside ("“" plain, what follows bold),
 * so the bytes of the word are held back and the line is broken, if it must be, before them. */
#include "compare/flow.h"

#include "base/utf8.h"

static void blanks(plx_buf *out, int n) {
  while (n-- > 0) plx_buf_char(out, ' ');
}

static void new_line(plx_flow *f) {
  plx_buf_char(f->out, '\n');
  blanks(f->out, f->indent);
  f->column = f->start = f->indent;
  f->space = false;
}

static void style_to(plx_flow *f, const char *style) {
  if (!f->colour || f->style == style) return;
  if (f->style) plx_buf_str(&f->word, PLX_STR("\033[0m"));
  if (style) plx_buf_fmt(&f->word, "\033[%sm", style);
  f->style = style;
}

static void put_word(plx_flow *f) {
  if (f->word_width > 0 && f->column > f->start && f->column + f->space + f->word_width > f->width) new_line(f);
  if (f->space && f->word_width > 0) plx_buf_char(f->out, ' '), f->column++;
  plx_buf_str(f->out, plx_buf_view(&f->word));
  f->column += f->word_width;
  if (f->word_width > 0) f->space = false;
  plx_buf_clear(&f->word);
  f->word_width = 0;
}

// Control characters could steer the terminal; direction overrides could make a line read as what it does not say.
static bool unsafe(uint32_t cp) {
  return cp < 0x20 || (cp >= 0x7F && cp < 0xA0) || (cp >= 0x202A && cp <= 0x202E) || (cp >= 0x2066 && cp <= 0x2069);
}

void plx_flow_start(plx_flow *f, int first, int rest) {
  blanks(f->out, first);
  f->column = f->start = first;
  f->indent = rest;
  f->space = false;
}

void plx_flow_text(plx_flow *f, const char *style, plx_str text) {
  style_to(f, style);
  int n;
  for (size_t at = 0; at < text.n; at += (size_t)n) {
    uint32_t cp = plx_utf8_at(text, at, &n);
    if (cp == ' ' || cp == '\n' || cp == '\t') {
      put_word(f);
      f->space = f->column > f->start;
      continue;
    }
    if (unsafe(cp)) continue;
    char bytes[4];
    plx_str one = {bytes, (size_t)plx_utf8_put(bytes, cp)}; // a byte that is no UTF-8 becomes U+FFFD
    int wide = plx_utf8_width(one);
    if (f->indent + f->word_width + wide > f->width) put_word(f), new_line(f); // longer than any line: cut
    plx_buf_str(&f->word, one);
    f->word_width += wide;
  }
  style_to(f, NULL);
}

void plx_flow_column(plx_flow *f, int column) {
  put_word(f);
  int n = column > f->column + 1 ? column - f->column : 1;
  blanks(f->out, n);
  f->column += n;
  f->start = f->column;
  f->space = false;
}

void plx_flow_end(plx_flow *f) {
  style_to(f, NULL);
  put_word(f);
  plx_buf_char(f->out, '\n');
  f->column = 0;
  f->space = false;
}

void plx_flow_free(plx_flow *f) {
  plx_buf_free(&f->word);
}
