/* SPDX-License-Identifier: Apache-2.0 */
// Real dictionary files were typed by many hands over thirty years: comments of three kinds, brackets that stay open,
// bytes of several encodings.  Here all that is made into clean lines, so that the readers see only entries.
#include "meaning/dictionary_lines.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

// Latin-1 where the bytes are no UTF-8; either way a copy on the dictionary's arena.
static plx_str as_utf8(plx_str bytes, plx_arena *a) {
  if (plx_utf8_valid(bytes)) return plx_str_copy(a, bytes);
  char *out = plx_arena_alloc(a, bytes.n * 2 + 1);
  size_t n = 0;
  for (size_t i = 0; i < bytes.n; i++) n += (size_t)plx_utf8_put(out + n, (unsigned char)bytes.p[i]);
  return (plx_str){out, n};
}

plx_dict_lines plx_dict_lines_of(plx_dictionary *d, const char *file, plx_str bytes, plx_dict_note *note, void *ctx) {
  if (plx_str_starts(bytes, PLX_STR("\xef\xbb\xbf"))) bytes = plx_str_sub(bytes, 3, bytes.n);
  return (plx_dict_lines){.d = d, .file = file, .rest = as_utf8(bytes, d->arena), .note = note, .ctx = ctx};
}

// Cuts <!-- … --> out of the line, or what of it lies in this line.
static plx_str without_markup(plx_dict_lines *l, plx_str line) {
  char *out = NULL;
  size_t n = 0;
  if (!l->in_comment && plx_str_find(line, PLX_STR("<!--"), 0) < 0) return line;
  out = plx_arena_alloc(l->d->arena, line.n + 1);
  while (line.n) {
    ptrdiff_t at = plx_str_find(line, l->in_comment ? PLX_STR("-->") : PLX_STR("<!--"), 0);
    size_t end = at < 0 ? line.n : (size_t)at;
    if (!l->in_comment) {
      memcpy(out + n, line.p, end);
      n += end;
    }
    if (at < 0) break;
    line = plx_str_sub(line, end + (l->in_comment ? 3 : 4), line.n);
    l->in_comment = !l->in_comment;
  }
  return (plx_str){out, n};
}

static plx_str before_comment(plx_str line) {
  for (size_t i = 0; i < line.n; i++)
    if (line.p[i] == '#' || line.p[i] == ';') return plx_str_sub(line, 0, i);
  return line;
}

bool plx_dict_line(plx_dict_lines *l, plx_str *line) {
  plx_str raw;
  if (!plx_str_cut(&l->rest, '\n', &raw)) return false;
  l->number++;
  l->headline = plx_str_starts(plx_str_trim(raw), PLX_STR("###"));
  l->blank = !l->in_comment && plx_str_trim(raw).n == 0;
  *line = plx_str_trim(before_comment(without_markup(l, raw)));
  return true;
}

void plx_dict_note_line(const plx_dict_lines *l, const char *fmt, ...) {
  char text[400];
  va_list args;
  va_start(args, fmt);
  vsnprintf(text, sizeof text, fmt, args);
  va_end(args);
  plx_err e = {0};
  plx_fail(&e, PLX_E_INPUT, l->file, l->number, "%s", text);
  l->d->lost++;
  if (l->note) l->note(l->ctx, &e);
}

plx_str plx_dict_origin(const plx_dict_lines *l) {
  const char *slash = strrchr(l->file, '/');
  return plx_str_fmt(l->d->arena, "%s:%u", slash ? slash + 1 : l->file, l->number);
}

plx_str plx_dict_bracket(plx_str *line, char open, plx_arena *a) {
  char close = open == '[' ? ']' : open == '{' ? '}' : ')';
  const char *from = line->n ? memchr(line->p, open, line->n) : NULL;
  if (!from) return (plx_str){0};
  size_t begin = (size_t)(from - line->p);
  const char *to = memchr(from, close, line->n - begin);
  size_t end = to ? (size_t)(to - line->p) : line->n;
  plx_str inside = plx_str_trim(plx_str_sub(*line, begin + 1, end - begin - 1));
  plx_str rest = plx_str_sub(*line, end + (to != NULL), line->n);
  *line = plx_str_trim(plx_str_fmt(a, "%.*s %.*s", PLX_FMT(plx_str_sub(*line, 0, begin)), PLX_FMT(rest)));
  return inside.p ? inside : PLX_STR("");
}

plx_str plx_dict_phrase(plx_str words, plx_arena *a) {
  plx_str low = plx_str_lower(a, words);
  char *out = plx_arena_alloc(a, low.n + 1);
  size_t n = 0;
  for (size_t i = 0; i < low.n; i++) {
    bool blank = low.p[i] == '_' || low.p[i] == ' ' || low.p[i] == '\t' || low.p[i] == '\r';
    if (!blank) out[n++] = low.p[i];
    else if (n && out[n - 1] != ' ') out[n++] = ' ';
  }
  while (n && out[n - 1] == ' ') n--;
  return (plx_str){out, n};
}

plx_str plx_dict_plural(plx_str word, plx_arena *a) {
  bool vowel = word.n > 1 && strchr("aeiou", word.p[word.n - 2]) != NULL;
  if (plx_str_ends(word, PLX_STR("y")) && !vowel) return plx_str_fmt(a, "%.*sies", (int)word.n - 1, word.p);
  return plx_str_fmt(a, "%.*s%s", PLX_FMT(word), plx_str_ends(word, PLX_STR("ss")) ? "es" : "s");
}
