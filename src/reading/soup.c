/* SPDX-License-Identifier: Apache-2.0 */
/* The states of the standard's tokenizer that matter to a reader, with memchr for the long stretches. */
#include "reading/soup.h"

#include <string.h>

#include "base/table.h"
#include "base/utf8.h"
#include "tables.h"

enum { VAIN_COMMENT = 1, VAIN_DOUBLE = 2, VAIN_SINGLE = 4, VAIN_RAW = 8, REFERENCE_BYTES_MAX = 34, BARE_MAX = 6 };

// Elements whose content is no markup.  They are looked for by name; 0 is none.
static const char *const raw_names[] = {"",       "script", "style",    "textarea", "title",
                                        "iframe", "xmp",    "noframes", "noembed"};
enum { RAW_NAMES = sizeof raw_names / sizeof *raw_names, RAW_TO_THE_END = 2 };

static bool letter(char c) {
  return (c | 32) >= 'a' && (c | 32) <= 'z';
}

static bool white(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

static size_t find_char(plx_str s, size_t from, char c) {
  const char *p = from < s.n ? memchr(s.p + from, c, s.n - from) : NULL;
  return p ? (size_t)(p - s.p) : s.n;
}

plx_soup plx_soup_of(plx_str page) {
  plx_soup s;
  s.page = page, s.at = 0, s.kind = PLX_SOUP_DONE, s.raw = 0, s.raw_end = 0, s.vain = 0, s.attributes = 0, s.name_n = 0,
  s.closed = false;
  return s;
}

/* --- tags --- */

static void read_name(plx_soup *s) {
  size_t i = s->at, n = 0;
  for (; i < s->page.n; i++) {
    char c = s->page.p[i];
    if (white(c) || c == '>' || c == '/') break;
    if (n < PLX_SOUP_NAME) s->name[n++] = (char)(c >= 'A' && c <= 'Z' ? c | 32 : c);
  }
  s->name_n = n, s->at = i;
}

// A quoted value; a mark that never closes is a slip, and the value ends with the tag.
static plx_str quoted(plx_soup *s, char mark) {
  unsigned vain = mark == '"' ? VAIN_DOUBLE : VAIN_SINGLE;
  size_t from = ++s->at, end = s->vain & vain ? s->page.n : find_char(s->page, from, mark);
  if (end == s->page.n) {
    s->vain |= vain;
    s->at = end = find_char(s->page, from, '>');
  } else s->at = end + 1;
  return plx_str_sub(s->page, from, end - from);
}

static plx_str unquoted(plx_soup *s) {
  size_t from = s->at;
  while (s->at < s->page.n && !white(s->page.p[s->at]) && s->page.p[s->at] != '>') s->at++;
  return plx_str_sub(s->page, from, s->at - from);
}

static void skip_white(plx_soup *s) {
  while (s->at < s->page.n && white(s->page.p[s->at])) s->at++;
}

static void read_attributes(plx_soup *s) {
  const char *p = s->page.p;
  size_t n = s->page.n;
  s->attributes = 0;
  for (;;) {
    s->closed = false;
    for (; s->at < n && (white(p[s->at]) || p[s->at] == '/'); s->at++) s->closed = p[s->at] == '/';
    if (s->at >= n || p[s->at] == '>') break;
    size_t from = s->at++;
    while (s->at < n && !white(p[s->at]) && p[s->at] != '=' && p[s->at] != '>' && p[s->at] != '/') s->at++;
    plx_str name = {p + from, s->at - from}, value = {p + from, 0};
    skip_white(s);
    if (s->at < n && p[s->at] == '=') {
      s->at++;
      skip_white(s);
      if (s->at < n && (p[s->at] == '"' || p[s->at] == '\'')) value = quoted(s, p[s->at]);
      else value = unquoted(s);
    }
    if (s->attributes == PLX_SOUP_ATTRIBUTES) continue;
    s->attribute[s->attributes].name = name;
    s->attribute[s->attributes++].value = value;
  }
  if (s->at < n) s->at++;
  else s->closed = false;
}

// Where the end tag of the raw element stands, or the page's end.
static size_t find_raw_end(plx_soup *s, int k) {
  plx_str name = plx_str_of(raw_names[k]);
  size_t end = s->vain & (unsigned)VAIN_RAW << k ? s->page.n : s->at;
  for (;; end++) {
    end = find_char(s->page, end, '<');
    if (end >= s->page.n) break;
    size_t behind = end + 2 + name.n;
    if (behind < s->page.n && s->page.p[end + 1] == '/' && !letter(s->page.p[behind]) &&
        plx_str_eqi(plx_str_sub(s->page, end + 2, name.n), name))
      return end;
  }
  s->vain |= (unsigned)VAIN_RAW << k;
  return s->page.n;
}

// s->at: at the '<'.  A program or style sheet without an end goes on to the page's end; other raw content is then no such.
// "<script/>", "<iframe/>" have none, as XHTML and SVG mean them.
static void read_tag(plx_soup *s) {
  bool end = s->page.p[s->at + 1] == '/';
  s->kind = end ? PLX_SOUP_CLOSE : PLX_SOUP_OPEN;
  s->at += end ? 2 : 1;
  read_name(s);
  read_attributes(s);
  for (int k = 1; k < RAW_NAMES && !end && !s->closed; k++) {
    if (s->name[0] != raw_names[k][0] || !plx_str_eqz((plx_str){s->name, s->name_n}, raw_names[k])) continue;
    s->raw_end = find_raw_end(s, k);
    if (s->raw_end < s->page.n || k <= RAW_TO_THE_END) s->raw = k;
    else s->closed = true;
  }
}

/* --- what stands between tags --- */

static void skip_comment(plx_soup *s) {
  plx_str page = s->page;
  if (plx_str_starts(plx_str_sub(page, s->at, 4), PLX_STR("<!--")) && !(s->vain & VAIN_COMMENT)) {
    ptrdiff_t end = plx_str_find(page, PLX_STR("-->"), s->at + 2); // "<!-->" is a comment too
    if (end >= 0) {
      s->at = (size_t)end + 3;
      return;
    }
    s->vain |= VAIN_COMMENT;
  }
  size_t end = find_char(page, s->at, '>');
  s->at = end < page.n ? end + 1 : end;
}

// What a '<' begins: 't' a tag, 'c' a comment or the like, 0: it is a sign like any other.
static char begins(const plx_soup *s, size_t at) {
  if (at + 1 >= s->page.n) return 0;
  char c = s->page.p[at + 1];
  if (letter(c)) return 't';
  if (c == '!' || c == '?') return 'c';
  if (c != '/' || at + 2 >= s->page.n) return 0;
  return letter(s->page.p[at + 2]) ? 't' : 'c';
}

bool plx_soup_next(plx_soup *s) {
  if (s->raw) {
    s->kind = PLX_SOUP_RAW;
    s->text = plx_str_sub(s->page, s->at, s->raw_end - s->at);
    s->at = s->raw_end, s->raw = 0;
    return true;
  }
  for (;;) {
    if (s->at >= s->page.n) break;
    size_t end = s->at;
    char what = 0;
    for (; end < s->page.n; end++) {
      end = find_char(s->page, end, '<');
      if (end >= s->page.n || (what = begins(s, end)) != 0) break;
    }
    if (end > s->at) {
      s->kind = PLX_SOUP_TEXT;
      s->text = plx_str_sub(s->page, s->at, end - s->at);
      s->at = end < s->page.n ? end : s->page.n;
      return true;
    }
    if (what == 't') {
      read_tag(s);
      return true;
    }
    skip_comment(s);
  }
  s->kind = PLX_SOUP_DONE;
  return false;
}

/* --- character references --- */

static void put_code(plx_buf *out, uint32_t cp) {
  // What Windows-1252 has between 0x80 and 0x9F is what such a number means.
  static const uint16_t windows[32] = {0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                       0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
                                       0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                       0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};
  char bytes[4];
  if (cp >= 0x80 && cp < 0xA0) cp = windows[cp - 0x80];
  if (!cp || cp > 0x10FFFF || (cp >= 0xD800 && cp < 0xE000)) cp = 0xFFFD;
  plx_buf_add(out, bytes, (size_t)plx_utf8_put(bytes, cp));
}

static int hex_digit(char c) {
  return c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : 99;
}

// "&#39;" at s: bytes used, 0 if it is none.
static size_t number(plx_buf *out, plx_str s) {
  int base = s.n > 2 && (s.p[2] | 32) == 'x' ? 16 : 10;
  size_t i = base == 16 ? 3 : 2, from = i;
  uint32_t cp = 0;
  for (; i < s.n && hex_digit(s.p[i]) < base; i++)
    cp = cp > 0x10FFFF ? cp : cp * (uint32_t)base + (uint32_t)hex_digit(s.p[i]);
  if (i == from) return 0;
  put_code(out, cp);
  return i + (i < s.n && s.p[i] == ';');
}

static void put_row(plx_buf *out, int row) {
  plx_str rest = plx_cell(&plx_table_html_entities, row, PLX_HTML_ENTITIES_POINTS), one;
  while (plx_str_cut(&rest, ' ', &one)) {
    uint32_t cp = 0;
    for (size_t i = 0; i < one.n; i++) cp = cp * 16 + (uint32_t)hex_digit(one.p[i]);
    put_code(out, cp);
  }
}

// "&nbsp;" at s: bytes used, 0 if it is none.  Some old names need no semicolon.
static size_t named(plx_buf *out, plx_str s, bool attribute) {
  size_t n = 1;
  while (n < s.n && n < REFERENCE_BYTES_MAX && (letter(s.p[n]) || (s.p[n] >= '0' && s.p[n] <= '9'))) n++;
  if (n == 1) return 0;
  if (n < s.n && s.p[n] == ';') {
    int row = plx_table_find(&plx_table_html_entities, plx_str_sub(s, 1, n - 1));
    if (row >= 0) {
      put_row(out, row);
      return n + 1;
    }
  }
  if (attribute) return 0;
  for (size_t k = n - 1 < BARE_MAX ? n - 1 : BARE_MAX; k > 1; k--) {
    int row = plx_table_find(&plx_table_html_entities, plx_str_sub(s, 1, k));
    if (row < 0 || !plx_cell(&plx_table_html_entities, row, PLX_HTML_ENTITIES_BARE).n) continue;
    put_row(out, row);
    return k + 1;
  }
  return 0;
}

void plx_soup_decode(plx_buf *out, plx_str s, bool attribute) {
  for (size_t at = 0; at < s.n;) {
    size_t end = find_char(s, at, '&');
    plx_buf_add(out, s.p + at, end - at);
    if (end == s.n) return;
    plx_str rest = plx_str_sub(s, end, s.n);
    size_t used = rest.n > 1 && rest.p[1] == '#' ? number(out, rest) : named(out, rest, attribute);
    if (!used) plx_buf_char(out, '&'), used = 1;
    at = end + used;
  }
}

// Does the tag stand between words, as <br> and <p> do?
static bool parts_words(const plx_soup *s) {
  int row = plx_table_find(&plx_table_html_tags, (plx_str){s->name, s->name_n});
  return row >= 0 && plx_str_in(plx_cell(&plx_table_html_tags, row, PLX_HTML_TAGS_ROLE), "block cell break");
}

plx_str plx_soup_words(plx_arena *a, plx_str s) {
  if (!s.n || (!memchr(s.p, '<', s.n) && !memchr(s.p, '&', s.n))) return s;
  plx_buf b = {0};
  plx_soup soup = plx_soup_of(s);
  while (plx_soup_next(&soup)) {
    if (soup.kind == PLX_SOUP_TEXT) plx_soup_decode(&b, soup.text, false);
    else if (soup.kind != PLX_SOUP_RAW && b.n && !white(b.p[b.n - 1]) && parts_words(&soup)) plx_buf_char(&b, ' ');
  }
  plx_str words = plx_str_copy(a, plx_str_trim(plx_buf_view(&b)));
  plx_buf_free(&b);
  return words;
}
