/* SPDX-License-Identifier: Apache-2.0 */
/* A tag of many thousand bytes is an image in its own attribute, or an attack.  Its head says all that matters. */
#include "reading/html_tame.h"

#include <string.h>

enum { TAG_BYTES_MAX = 8 << 10, TAG_BYTES_KEPT = 4 << 10 };

static bool letter(char c) {
  return (c | 32) >= 'a' && (c | 32) <= 'z';
}

// Where the text behind `mark` begins, or the end.
static size_t behind(plx_str s, size_t at, const char *mark) {
  ptrdiff_t found = plx_str_find(s, plx_str_of(mark), at);
  return found < 0 ? s.n : (size_t)found + strlen(mark);
}

// The end of the tag at `at`, behind its '>'; *quote: the quotation mark that is open TAG_BYTES_KEPT into it, or 0.
static size_t tag_end(plx_str s, size_t at, char *quote) {
  char open = 0;
  *quote = 0;
  for (size_t i = at + 1; i < s.n; i++) {
    char c = s.p[i];
    if (i == at + TAG_BYTES_KEPT) *quote = open;
    if (open) open = c == open ? 0 : open;
    else if ((c == '"' || c == '\'') && s.p[i - 1] == '=') open = c;
    else if (c == '>') return i + 1;
  }
  return s.n;
}

// Elements whose content is no markup: where the content ends.
static size_t raw_end(plx_str s, size_t tag, size_t end) {
  static const char *const names[] = {"script", "style", "textarea", NULL};
  for (int k = 0; names[k]; k++) {
    plx_str name = plx_str_of(names[k]);
    if (!plx_str_eqi(plx_str_sub(s, tag + 1, name.n), name) || letter(s.p[tag + 1 + name.n])) continue;
    for (size_t i = end; i + 2 + name.n < s.n; i++) {
      const char *p = memchr(s.p + i, '<', s.n - i);
      if (!p) return s.n;
      i = (size_t)(p - s.p);
      if (i + 2 + name.n < s.n && s.p[i + 1] == '/' && plx_str_eqi(plx_str_sub(s, i + 2, name.n), name)) return i;
    }
    return s.n;
  }
  return end;
}

plx_str plx_html_tame(plx_str s, plx_arena *tmp) {
  char *out = NULL, *q = NULL;
  size_t done = 0; // copied so far
  for (size_t at = 0; at < s.n;) {
    const char *p = memchr(s.p + at, '<', s.n - at);
    if (!p) break;
    at = (size_t)(p - s.p);
    if (at + 3 < s.n && memcmp(p, "<!--", 4) == 0) {
      at = behind(s, at + 4, "-->");
      continue;
    }
    if (at + 8 >= s.n || !letter(s.p[at + 1])) {
      at++;
      continue;
    }
    char quote;
    size_t end = tag_end(s, at, &quote);
    if (end - at > TAG_BYTES_MAX && end < s.n) {
      if (!out) out = q = plx_arena_alloc(tmp, s.n + 8);
      q = mempcpy(q, s.p + done, at + TAG_BYTES_KEPT - done);
      if (quote) *q++ = quote;
      *q++ = '>';
      done = end;
    }
    at = end < s.n ? raw_end(s, at, end) : at + 1;
    if (end >= s.n) break; // a tag that never ends: the parser's to deal with
  }
  if (!out) return s;
  q = mempcpy(q, s.p + done, s.n - done);
  return (plx_str){out, (size_t)(q - out)};
}
