/* SPDX-License-Identifier: Apache-2.0 */
/* Declared encodings lie; valid UTF-8 hardly ever happens by chance.  So UTF-8 is tried first, whatever is declared, and
 * a page with a few bad bytes among much that is good is UTF-8 with damage. */
#include "reading/charset.h"

#include <iconv.h>
#include <string.h>
#include <uchardet.h>

#include "base/table.h"
#include "base/utf8.h"
#include "tables.h"

enum {
  NAME_BYTES_MAX = 40,
  DECLARED_WITHIN = 1024,
  GUESS_BYTES = 64 << 10,
  SNIFF_BYTES = 64 << 10,
  WIDE_PAIRS_SHARE = 2
};

static bool starts(plx_str s, const char *bytes, size_t n) {
  return s.n >= n && memcmp(s.p, bytes, n) == 0;
}

// Converts through iconv; bytes that do not fit become U+FFFD, counted.
static bool convert(plx_arena *a, plx_str s, const char *from, plx_decoded *out) {
  iconv_t cd = iconv_open("UTF-8", from);
  if (cd == (iconv_t)-1) return false;
  size_t room = s.n * 4 + 16;
  char *start = plx_arena_alloc(a, room), *q = start, *p = (char *)s.p;
  size_t left = s.n;
  while (left > 0 && iconv(cd, &p, &left, &q, &room) == (size_t)-1) {
    if (room < 8) break;
    if (left == 0) break;
    memcpy(q, "\xEF\xBF\xBD", 3);
    q += 3, room -= 3, p++, left--, out->repaired++;
  }
  iconv(cd, NULL, NULL, &q, &room); // a letter may be held back for the accent that could follow it
  iconv_close(cd);
  out->text = (plx_str){start, (size_t)(q - start)};
  out->converted = from;
  return true;
}

static bool by_mark(plx_arena *a, plx_str *s, plx_decoded *out) {
  if (starts(*s, "\xEF\xBB\xBF", 3)) *s = plx_str_sub(*s, 3, s->n);
  else if (starts(*s, "\xFF\xFE\0\0", 4)) return convert(a, plx_str_sub(*s, 4, s->n), "UTF-32LE", out);
  else if (starts(*s, "\0\0\xFE\xFF", 4)) return convert(a, plx_str_sub(*s, 4, s->n), "UTF-32BE", out);
  else if (starts(*s, "\xFF\xFE", 2)) return convert(a, plx_str_sub(*s, 2, s->n), "UTF-16LE", out);
  else if (starts(*s, "\xFE\xFF", 2)) return convert(a, plx_str_sub(*s, 2, s->n), "UTF-16BE", out);
  return false;
}

plx_str plx_charset_head(plx_arena *a, plx_str bytes, size_t n) {
  plx_str head = plx_str_sub(bytes, 0, n);
  plx_decoded out = {0};
  return by_mark(a, &head, &out) ? out.text : head;
}

static size_t count_wide(plx_str s) {
  size_t wide = 0;
  for (size_t i = 0; i < s.n; i++) wide += (unsigned char)s.p[i] >= 0x80;
  return wide;
}

// What is meant by the name of an encoding: "iso-8859-1" is Windows-1252 (data/encodings.tsv).
static const char *canonical(plx_str name, char buf[NAME_BYTES_MAX]) {
  char low[NAME_BYTES_MAX];
  size_t n = name.n < NAME_BYTES_MAX - 1 ? name.n : NAME_BYTES_MAX - 1;
  for (size_t i = 0; i < n; i++) low[i] = (char)(name.p[i] >= 'A' && name.p[i] <= 'Z' ? name.p[i] | 32 : name.p[i]);
  int row = plx_table_find(&plx_table_encodings, (plx_str){low, n});
  if (row >= 0) return plx_cell(&plx_table_encodings, row, PLX_ENCODINGS_ENCODING).p;
  if (n) memcpy(buf, name.p, n);
  buf[n] = 0;
  return buf;
}

static bool names(plx_str label, const char *encoding) {
  char name[NAME_BYTES_MAX];
  return strcmp(canonical(label, name), encoding) == 0;
}

static bool by_guess(plx_arena *a, plx_str s, plx_decoded *out) {
  uchardet_t u = uchardet_new();
  uchardet_handle_data(u, s.p, s.n < GUESS_BYTES ? s.n : GUESS_BYTES);
  uchardet_data_end(u);
  char name[NAME_BYTES_MAX];
  const char *from = canonical(plx_str_of(uchardet_get_charset(u)), name);
  bool ok = *from && !plx_str_eqi(plx_str_of(from), PLX_STR("UTF-8")) &&
            convert(a, s, plx_str_copy(a, plx_str_of(from)).p, out);
  uchardet_delete(u);
  return ok;
}

// Latin letters with marks stand alone among plain ones; where most bytes are beyond ASCII no page is in Latin-1.
static bool hardly_latin(plx_str s, plx_str declared) {
  size_t letters = 0;
  if (!names(declared, "WINDOWS-1252")) return false;
  for (size_t i = 0; i + 1 < s.n; i++) letters += (unsigned char)s.p[i] >= 0xC0 && (unsigned char)s.p[i + 1] >= 0xC0;
  return letters * WIDE_PAIRS_SHARE > count_wide(s);
}

static bool letter(char c) {
  return (c | 32) >= 'a' && (c | 32) <= 'z';
}

// Does each byte beyond ASCII stand alone, beside a letter, as in "café"?
static bool lone_letters(plx_str s) {
  for (size_t i = 0; i < s.n; i++) {
    if ((unsigned char)s.p[i] < 0x80) continue;
    char before = i ? s.p[i - 1] : ' ', after = i + 1 < s.n ? s.p[i + 1] : ' ';
    if (!letter(before) && !letter(after)) return false;
    if ((unsigned char)before >= 0x80 || (unsigned char)after >= 0x80) return false;
  }
  return true;
}

plx_decoded plx_charset_decode(plx_arena *a, plx_str s, plx_str declared) {
  plx_decoded out = {0};
  uint32_t bad = 0;
  if (!by_mark(a, &s, &out)) {
    plx_str clean = plx_utf8_clean(a, s, &bad);
    char name[NAME_BYTES_MAX];
    size_t wide = bad ? count_wide(s) : 0;
    // Mostly good is UTF-8 with a few bad bytes, unless those are the accents of a text that has no others.
    bool damaged = bad > 0 && (size_t)bad * 4 < wide + 8 && (bad < wide || !(declared.n || lone_letters(s)));
    bool said = names(declared, "UTF-8");
    bool utf8 = bad == 0 || damaged || (said && bad < wide);
    // What calls itself UTF-8 and has not one character of it, or Latin-1 and is written in other letters, is guessed.
    if (!utf8 && (said || hardly_latin(s, declared))) declared = (plx_str){0};
    if (!utf8 && declared.n && convert(a, s, plx_str_copy(a, plx_str_of(canonical(declared, name))).p, &out)) bad = 0;
    else if (!utf8 && by_guess(a, s, &out)) bad = 0;
    else out = (plx_decoded){clean, bad, NULL};
  }
  uint32_t more; // iconv may let NULs through
  if (out.converted) out.text = plx_utf8_clean(a, out.text, &more);
  return out;
}

plx_str plx_charset_declared(plx_str html) {
  plx_str head = plx_str_sub(html, 0, DECLARED_WITHIN);
  for (size_t i = 0; i + 9 < head.n; i++) {
    bool meta = plx_str_eqi(plx_str_sub(head, i, 8), PLX_STR("charset="));
    bool xml = plx_str_eqi(plx_str_sub(head, i, 9), PLX_STR("encoding="));
    if (!meta && !xml) continue;
    size_t at = i + (meta ? 8 : 9), end;
    while (at < head.n && (head.p[at] == '"' || head.p[at] == '\'' || head.p[at] == ' ')) at++;
    for (end = at; end < head.n && (head.p[end] == '-' || head.p[end] == '_' || (head.p[end] | 32) >= 'a' ||
                                    (head.p[end] >= '0' && head.p[end] <= '9'));)
      end++;
    if (end > at && end - at < NAME_BYTES_MAX) return plx_str_sub(head, at, end - at);
  }
  return (plx_str){0};
}

bool plx_charset_binary(plx_str s) {
  if (starts(s, "\xFF\xFE", 2) || starts(s, "\xFE\xFF", 2) || starts(s, "\0\0\xFE\xFF", 4)) return false;
  if (starts(s, "%PDF-", 5) || starts(s, "SQLite format 3", 15)) return true;
  s = plx_str_sub(s, 0, SNIFF_BYTES);
  size_t controls = 0, bad = 0, empty = 0, nuls = 0;
  int n;
  for (size_t i = 0; i < s.n; i++) {
    unsigned char c = (unsigned char)s.p[i];
    controls += c < 32 && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != 27;
    nuls = c ? 0 : nuls + 1;
    empty += nuls >= 4; // no encoding of text has four in a row
  }
  if (empty * 4 > s.n) return true;
  // Controls alone can be cut out; together with bytes that are no UTF-8 they are no text.
  for (size_t i = 0; controls * 20 > s.n && i + 4 < s.n; i += (size_t)n)
    bad += plx_utf8_at(s, i, &n) == 0xFFFD && n == 1;
  return bad * 50 > s.n;
}
