/* SPDX-License-Identifier: Apache-2.0 */
/* One decoder, total over bytes: what is not well-formed (overlong, surrogate, above 10FFFF, cut short) is U+FFFD of
 * length 1, so that every position is reached and nothing is read twice. */
#include "base/utf8.h"

#include <string.h>
#include <utf8proc.h>

enum { BAD = 0xFFFD, STEP = 64 };

static bool follows(plx_str s, size_t at) {
  return at < s.n && ((unsigned char)s.p[at] & 0xC0) == 0x80;
}

static uint32_t bits(plx_str s, size_t at) {
  return (unsigned char)s.p[at] & 0x3F;
}

uint32_t plx_utf8_at_wide(plx_str s, size_t at, int *n) {
  unsigned char c = (unsigned char)s.p[at];
  *n = 1;
  if (c >= 0xC2 && c <= 0xDF && follows(s, at + 1)) {
    *n = 2;
    return (c & 0x1Fu) << 6 | bits(s, at + 1);
  }
  if (c >= 0xE0 && c <= 0xEF && follows(s, at + 1) && follows(s, at + 2)) {
    uint32_t cp = (c & 0x0Fu) << 12 | bits(s, at + 1) << 6 | bits(s, at + 2);
    if (cp < 0x800 || (cp >= 0xD800 && cp <= 0xDFFF)) return BAD;
    *n = 3;
    return cp;
  }
  if (c >= 0xF0 && c <= 0xF4 && follows(s, at + 1) && follows(s, at + 2) && follows(s, at + 3)) {
    uint32_t cp = (c & 0x07u) << 18 | bits(s, at + 1) << 12 | bits(s, at + 2) << 6 | bits(s, at + 3);
    if (cp < 0x10000 || cp > 0x10FFFF) return BAD;
    *n = 4;
    return cp;
  }
  return BAD;
}

uint32_t plx_utf8_before(plx_str s, size_t at, int *n) {
  for (size_t back = 1; back <= 4 && back <= at; back++) {
    uint32_t cp = plx_utf8_at(s, at - back, n);
    if ((size_t)*n == back && (cp != BAD || back > 1)) return cp; // a byte that is bad alone may end a longer character
  }
  *n = 1;
  return BAD;
}

int plx_utf8_put(char out[4], uint32_t cp) {
  return (int)utf8proc_encode_char((utf8proc_int32_t)cp, (utf8proc_uint8_t *)out);
}

static bool bad_at(plx_str s, size_t at, int *n) {
  // A real U+FFFD takes three bytes; one that stands for a bad byte takes one.
  return plx_utf8_at(s, at, n) == BAD && *n == 1;
}

// Bytes from `at` on that are plain ASCII and no NUL, eight at a time.
static size_t ascii_run(plx_str s, size_t at) {
  size_t start = at;
  for (uint64_t w; at + 8 <= s.n; at += 8) {
    memcpy(&w, s.p + at, 8);
    if (w & 0x8080808080808080u || (w - 0x0101010101010101u) & ~w & 0x8080808080808080u) break;
  }
  return at - start;
}

bool plx_utf8_valid(plx_str s) {
  int n;
  for (size_t at = ascii_run(s, 0); at < s.n; at += (size_t)n, at += ascii_run(s, at))
    if (bad_at(s, at, &n)) return false;
  return true;
}

static size_t count_bad(plx_str s) {
  size_t bad = 0;
  int n;
  for (size_t at = ascii_run(s, 0); at < s.n; at += (size_t)n, at += ascii_run(s, at))
    bad += s.p[at] == 0 || bad_at(s, at, &n) ? (n = 1, 1) : 0;
  return bad;
}

plx_str plx_utf8_clean(plx_arena *a, plx_str s, uint32_t *changed) {
  size_t bad = count_bad(s);
  *changed = (uint32_t)bad;
  if (!bad) return s;
  char *p = plx_arena_alloc(a, s.n + 2 * bad + 1), *q = p;
  int n;
  for (size_t at = 0; at < s.n; at += (size_t)n) {
    bool is_bad = bad_at(s, at, &n);
    if (s.p[at] == 0) continue;
    q = is_bad ? mempcpy(q, "\xEF\xBF\xBD", 3) : mempcpy(q, s.p + at, (size_t)n);
  }
  return (plx_str){p, (size_t)(q - p)};
}

size_t plx_utf8_count(plx_str s) {
  size_t count = 0;
  int n;
  for (size_t at = 0; at < s.n; at += (size_t)n, count++) plx_utf8_at(s, at, &n);
  return count;
}

static utf8proc_category_t category(uint32_t cp) {
  return utf8proc_category((utf8proc_int32_t)cp);
}

bool plx_cp_letter_wide(uint32_t cp) {
  utf8proc_category_t c = category(cp);
  return c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_MC; // letters and the marks that sit on them
}

bool plx_cp_upper_wide(uint32_t cp) {
  utf8proc_category_t c = category(cp);
  return c == UTF8PROC_CATEGORY_LU || c == UTF8PROC_CATEGORY_LT;
}

bool plx_cp_lower_wide(uint32_t cp) {
  return category(cp) == UTF8PROC_CATEGORY_LL;
}

bool plx_cp_digit_wide(uint32_t cp) {
  return category(cp) == UTF8PROC_CATEGORY_ND;
}

bool plx_cp_space_wide(uint32_t cp) {
  if (cp == 0x85 || (cp >= 0x200B && cp <= 0x200D) || cp == 0x2060 || cp == 0xFEFF) return true;
  utf8proc_category_t c = category(cp);
  return c == UTF8PROC_CATEGORY_ZS || c == UTF8PROC_CATEGORY_ZL || c == UTF8PROC_CATEGORY_ZP;
}

uint32_t plx_cp_fold_wide(uint32_t cp) {
  return (uint32_t)utf8proc_tolower((utf8proc_int32_t)cp);
}

int plx_utf8_width(plx_str s) {
  int width = 0, n;
  for (size_t at = 0; at < s.n; at += (size_t)n) {
    int w = utf8proc_charwidth((utf8proc_int32_t)plx_utf8_at(s, at, &n));
    width += w > 0 ? w : 0;
  }
  return width;
}

plx_cpmap plx_cpmap_of(plx_arena *a, plx_str text) {
  plx_cpmap m = {text, NULL};
  size_t i = 0;
  while (i < text.n && (unsigned char)text.p[i] < 0x80) i++;
  if (i == text.n) return m;
  m.count = PLX_NEWS(a, uint32_t, text.n / STEP + 1);
  uint32_t count = 0;
  int n;
  size_t next = 0;
  for (size_t at = 0; at < text.n; at += (size_t)n, count++) {
    // Boundaries passed since the last code point, also those inside it: all that start before them are counted.
    for (; next <= at; next += STEP) m.count[next / STEP] = count;
    plx_utf8_at(text, at, &n);
  }
  for (; next / STEP <= text.n / STEP; next += STEP) m.count[next / STEP] = count;
  return m;
}

static bool starts_here(plx_str s, size_t at) {
  // Inside a well-formed code point no reading starts; everywhere else one does.
  for (size_t back = 1; back <= 3 && back <= at; back++) {
    int n;
    plx_utf8_at(s, at - back, &n);
    if ((size_t)n > back) return false;
  }
  return true;
}

uint32_t plx_cpmap_at(const plx_cpmap *m, uint32_t byte) {
  if (byte > m->text.n) byte = (uint32_t)m->text.n;
  if (!m->count) return byte;
  uint32_t from = byte / STEP * STEP, count = m->count[byte / STEP];
  while (from < byte && !starts_here(m->text, from)) from++;
  int n;
  for (uint32_t at = from; at < byte; at += (uint32_t)n, count++) plx_utf8_at(m->text, at, &n);
  return count;
}

uint32_t plx_cpmap_byte(const plx_cpmap *m, uint32_t codepoint) {
  if (!m->count) return codepoint < m->text.n ? codepoint : (uint32_t)m->text.n;
  uint32_t low = 0, high = (uint32_t)(m->text.n / STEP); // the last step whose count is not above the code point
  while (low < high) {
    uint32_t mid = low + (high - low + 1) / 2;
    if (m->count[mid] <= codepoint) low = mid;
    else high = mid - 1;
  }
  uint32_t at = low * STEP, count = m->count[low];
  while (at < m->text.n && !starts_here(m->text, at)) at++;
  int n;
  for (; at < m->text.n && count < codepoint; at += (uint32_t)n, count++) plx_utf8_at(m->text, at, &n);
  return at;
}
