/* SPDX-License-Identifier: Apache-2.0 */
#include "language/word.h"

#include "base/utf8.h"
#include "text/linear.h"

static uint32_t straight(uint32_t cp) {
  switch (cp) {
  case 0x2018:
  case 0x2019:
  case '`':
  case 0xB4: return '\'';
  case 0x201C:
  case 0x201D:
  case 0xAB:
  case 0xBB: return '"';
  case 0x2010:
  case 0x2011: return '-';
  case 0x2014: return 0x2013;
  default: return cp;
  }
}

static uint32_t kind(uint32_t cp) {
  if (plx_cp_upper(cp)) return 'A';
  if (plx_cp_letter(cp)) return 'a';
  return plx_cp_digit(cp) ? '0' : cp;
}

uint64_t plx_word_hash(plx_str s) {
  uint64_t h = 17;
  for (size_t i = 0; i < s.n && i < 256; i++) h = plx_mix(h, (unsigned char)s.p[i]);
  return h;
}

void plx_word_of(plx_str form, plx_word *w) {
  uint64_t run[PLX_WORD_CHARS_MAX]; // the lower case hash up to here
  uint32_t cp[PLX_WORD_CHARS_MAX], n = 0, last = 0, letters = 0, uppers = 0;
  *w = (plx_word){.exact = 3, .lower = 5, .shape = 7};
  int len;
  for (size_t at = 0; at < form.n && n < PLX_WORD_CHARS_MAX; at += (size_t)len) {
    uint32_t c = plx_utf8_at(form, at, &len), s = straight(c), k = kind(s);
    if (k == '0') s = '0';
    w->exact = plx_mix(w->exact, s);
    cp[n++] = k == 'A' ? plx_cp_fold(s) : s;
    w->lower = run[n - 1] = plx_mix(w->lower, cp[n - 1]);
    if (k != last) w->shape = plx_mix(w->shape, k);
    if (n == 1) w->upper = k == 'A';
    letters += k == 'A' || k == 'a';
    uppers += k == 'A';
    w->digit |= k == '0';
    w->hyphen |= s == '-';
    last = k;
  }
  w->chars = n;
  w->last = n ? cp[n - 1] : 0;
  w->all_upper = letters > 1 && uppers == letters;
  uint64_t p = 19, s = 23;
  for (uint32_t i = 0; i < PLX_WORD_PARTS; i++) {
    if (i < n) p = plx_mix(p, cp[i]), s = plx_mix(s, cp[n - 1 - i]);
    w->cut[i] = n > i + 2 ? run[n - 2 - i] : 0;
    w->prefix[i] = p;
    w->suffix[i] = s;
  }
}
