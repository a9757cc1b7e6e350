/* SPDX-License-Identifier: Apache-2.0 */
/* Slices, spans, buffers: nothing here knows about Unicode but plx_str_lower. */
#include "base/str.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

/* --- slices --- */

plx_str plx_str_of(const char *z) {
  return (plx_str){z, z ? strlen(z) : 0};
}

bool plx_str_eq(plx_str a, plx_str b) {
  return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

bool plx_str_eqz(plx_str a, const char *z) {
  return plx_str_eq(a, plx_str_of(z));
}

static int ascii_lower(char c) {
  return c >= 'A' && c <= 'Z' ? c + 32 : (unsigned char)c;
}

bool plx_str_eqi(plx_str a, plx_str b) {
  if (a.n != b.n) return false;
  for (size_t i = 0; i < a.n; i++)
    if (ascii_lower(a.p[i]) != ascii_lower(b.p[i])) return false;
  return true;
}

bool plx_str_starts(plx_str s, plx_str prefix) {
  return s.n >= prefix.n && plx_str_eq((plx_str){s.p, prefix.n}, prefix);
}

bool plx_str_ends(plx_str s, plx_str suffix) {
  return s.n >= suffix.n && plx_str_eq((plx_str){s.p + s.n - suffix.n, suffix.n}, suffix);
}

int plx_str_cmp(plx_str a, plx_str b) {
  size_t n = a.n < b.n ? a.n : b.n;
  int c = n ? memcmp(a.p, b.p, n) : 0;
  return c ? c : (a.n > b.n) - (a.n < b.n);
}

plx_str plx_str_sub(plx_str s, size_t at, size_t n) {
  if (at > s.n) at = s.n;
  if (n > s.n - at) n = s.n - at;
  return (plx_str){s.p ? s.p + at : NULL, n};
}

static bool ascii_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

plx_str plx_str_trim(plx_str s) {
  while (s.n && ascii_space(s.p[0])) s.p++, s.n--;
  while (s.n && ascii_space(s.p[s.n - 1])) s.n--;
  return s;
}

ptrdiff_t plx_str_find(plx_str s, plx_str needle, size_t from) {
  if (from > s.n || needle.n > s.n - from) return -1;
  if (needle.n == 0) return (ptrdiff_t)from;
  const char *hit = memmem(s.p + from, s.n - from, needle.p, needle.n);
  return hit ? hit - s.p : -1;
}

bool plx_str_cut(plx_str *rest, char sep, plx_str *part) {
  if (!rest->p) return false;
  const char *end = rest->n ? memchr(rest->p, sep, rest->n) : NULL;
  if (!end) {
    *part = *rest;
    *rest = (plx_str){0};
    return true;
  }
  *part = (plx_str){rest->p, (size_t)(end - rest->p)};
  *rest = (plx_str){end + 1, rest->n - part->n - 1};
  return true;
}

bool plx_str_in(plx_str s, const char *list) {
  if (s.n == 0) return false;
  for (const char *word = list; *word;) {
    size_t n = 0;
    while (word[n] && word[n] != ' ') n++;
    if (n == s.n && memcmp(word, s.p, n) == 0) return true;
    word += n + (word[n] == ' ');
  }
  return false;
}

/* --- made on an arena --- */

plx_str plx_str_copy(plx_arena *a, plx_str s) {
  char *p = plx_arena_raw(a, s.n + 1);
  if (s.n) memcpy(p, s.p, s.n);
  p[s.n] = 0;
  return (plx_str){p, s.n};
}

plx_str plx_str_lower(plx_arena *a, plx_str s) {
  // No lower case form is more than one and a half times as long in UTF-8 as its upper case form.
  char *p = plx_arena_alloc(a, s.n + s.n / 2 + 4);
  size_t n = 0;
  for (size_t at = 0; at < s.n;) {
    if ((unsigned char)s.p[at] < 0x80) {
      p[n++] = (char)ascii_lower(s.p[at++]);
      continue;
    }
    int len;
    uint32_t cp = plx_utf8_at(s, at, &len);
    uint32_t low = plx_cp_fold(cp);
    if (low == cp) {
      memcpy(p + n, s.p + at, (size_t)len);
      n += (size_t)len;
    } else {
      n += (size_t)plx_utf8_put(p + n, low);
    }
    at += (size_t)len;
  }
  return (plx_str){p, n};
}

plx_str plx_str_fmt(plx_arena *a, const char *fmt, ...) {
  va_list args;
  va_start(args, fmt);
  int n = vsnprintf(NULL, 0, fmt, args);
  va_end(args);
  if (n < 0) n = 0;
  char *p = plx_arena_alloc(a, (size_t)n + 1);
  va_start(args, fmt);
  vsnprintf(p, (size_t)n + 1, fmt, args);
  va_end(args);
  return (plx_str){p, (size_t)n};
}

plx_str plx_str_join(plx_arena *a, const plx_str *parts, size_t count, plx_str sep) {
  size_t n = 0;
  for (size_t i = 0; i < count; i++) n += parts[i].n + (i ? sep.n : 0);
  char *p = plx_arena_alloc(a, n + 1), *q = p;
  for (size_t i = 0; i < count; i++) {
    if (i && sep.n) q = mempcpy(q, sep.p, sep.n);
    if (parts[i].n) q = mempcpy(q, parts[i].p, parts[i].n);
  }
  return (plx_str){p, n};
}

/* --- spans --- */

plx_str plx_span_str(plx_str text, plx_span s) {
  return plx_str_sub(text, s.at, s.n);
}

plx_span plx_span_of(uint32_t first, uint32_t end) {
  return (plx_span){first, end > first ? end - first : 0};
}

uint32_t plx_span_end(plx_span s) {
  return s.at + s.n;
}

plx_span plx_span_join(plx_span a, plx_span b) {
  if (a.n == 0) return b;
  if (b.n == 0) return a;
  uint32_t first = a.at < b.at ? a.at : b.at;
  uint32_t end = plx_span_end(a) > plx_span_end(b) ? plx_span_end(a) : plx_span_end(b);
  return plx_span_of(first, end);
}

uint32_t plx_span_overlap(plx_span a, plx_span b) {
  uint32_t first = a.at > b.at ? a.at : b.at;
  uint32_t end = plx_span_end(a) < plx_span_end(b) ? plx_span_end(a) : plx_span_end(b);
  return end > first ? end - first : 0;
}

bool plx_span_holds(plx_span outer, plx_span inner) {
  return outer.at <= inner.at && plx_span_end(inner) <= plx_span_end(outer);
}

/* --- buffers --- */

void plx_buf_free(plx_buf *b) {
  free(b->p);
  *b = (plx_buf){0};
}

void plx_buf_clear(plx_buf *b) {
  b->n = 0;
  if (b->p) b->p[0] = 0;
}

void plx_buf_reserve(plx_buf *b, size_t more) {
  if (b->cap - b->n > more) return;
  size_t cap = b->cap ? b->cap : 256;
  while (cap - b->n <= more) cap *= 2;
  b->p = plx_xrealloc(b->p, cap);
  b->cap = cap;
}

void plx_buf_add(plx_buf *b, const void *p, size_t n) {
  plx_buf_reserve(b, n);
  if (n) memcpy(b->p + b->n, p, n);
  b->n += n;
  b->p[b->n] = 0;
}

void plx_buf_str(plx_buf *b, plx_str s) {
  plx_buf_add(b, s.p, s.n);
}

void plx_buf_char(plx_buf *b, char c) {
  if (b->cap - b->n < 2) plx_buf_reserve(b, 1);
  b->p[b->n++] = c;
  b->p[b->n] = 0;
}

void plx_buf_fmt(plx_buf *b, const char *fmt, ...) {
  va_list args;
  va_start(args, fmt);
  int n = vsnprintf(NULL, 0, fmt, args);
  va_end(args);
  if (n <= 0) return;
  plx_buf_reserve(b, (size_t)n + 1);
  va_start(args, fmt);
  vsnprintf(b->p + b->n, (size_t)n + 1, fmt, args);
  va_end(args);
  b->n += (size_t)n;
}

plx_str plx_buf_view(const plx_buf *b) {
  return (plx_str){b->p ? b->p : "", b->n};
}

void *plx_vec_grow(plx_arena *a, void *old, uint32_t n, uint32_t *cap, size_t size) {
  *cap = *cap ? *cap * 2 : 8;
  char *p = plx_arena_raw(a, (size_t)*cap * size);
  if (n) memcpy(p, old, n * size);
  return p;
}
