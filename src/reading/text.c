/* SPDX-License-Identifier: Apache-2.0 */
/* Scripts without blanks are counted by character: a CJK character carries about as much as three letters or half a
 * word. */
#include "reading/text.h"

#include "base/utf8.h"
#include "reading/cue.h"

enum { COMPARED_BYTES = 800 };

static bool invisible(uint32_t cp) {
  return cp == 0xAD || cp == 0x200B || cp == 0x2060 || cp == 0xFEFF || (cp < 32 && !plx_cp_space(cp)) ||
         cp == 127; // form feeds and vertical tabs part words
}

static bool needs_squeeze(plx_str s) {
  if (s.n && ((unsigned char)s.p[0] <= ' ' || (unsigned char)s.p[s.n - 1] <= ' ')) return true;
  for (size_t i = 0; i < s.n; i++) {
    unsigned char c = (unsigned char)s.p[i];
    if (c < ' ' || c == 127 || (c == ' ' && i + 1 < s.n && s.p[i + 1] == ' ')) return true;
    if (c == 0xC2 || c == 0xE1 || c == 0xE2 || c == 0xE3 || c == 0xEF) return true;
  }
  return false;
}

plx_str plx_text_squeeze(plx_arena *a, plx_str s) {
  if (!needs_squeeze(s)) return s;
  char *out = plx_arena_alloc(a, s.n + 1);
  size_t k = 0;
  bool gap = false;
  int n;
  for (size_t at = 0; at < s.n; at += (size_t)n) {
    uint32_t cp = plx_utf8_at(s, at, &n);
    if (invisible(cp)) continue;
    if (plx_cp_space(cp) && cp != 0x200C && cp != 0x200D) {
      gap = k > 0;
      continue;
    }
    if (gap) out[k++] = ' ';
    gap = false;
    for (int i = 0; i < n; i++) out[k++] = s.p[at + (size_t)i];
  }
  return (plx_str){out, k};
}

static bool closes(uint32_t cp) {
  return cp == '"' || cp == '\'' || cp == ')' || cp == ']' || cp == 0x2019 || cp == 0x201D || cp == 0xBB ||
         cp == 0x201C || cp == 0xAB || cp == 0x300D || cp == 0x300F || cp == 0xFF09 || cp == 0x2018 || cp == ' ';
}

bool plx_text_sentence_end(plx_str s) {
  int n;
  while (s.n) {
    uint32_t cp = plx_utf8_before(s, s.n, &n);
    if (!closes(cp)) {
      return cp == '.' || cp == '!' || cp == '?' || cp == 0x2026 || cp == 0x3002 || cp == 0xFF01 || cp == 0xFF1F ||
             cp == 0x0964 || cp == 0x06D4 || cp == 0x061F;
    }
    s.n -= (size_t)n;
  }
  return false;
}

static bool cjk(uint32_t cp) {
  return (cp >= 0x3040 && cp < 0xA000) || (cp >= 0xAC00 && cp < 0xD7B0) || (cp >= 0x0E00 && cp < 0x0E80) ||
         (cp >= 0x20000 && cp < 0x32000);
}

int plx_text_words(plx_str s) {
  int words = 0, signs = 0, n;
  bool inside = false;
  for (size_t at = 0; at < s.n; at += (size_t)n) {
    uint32_t cp = plx_utf8_at(s, at, &n);
    bool sign = cjk(cp), letter = !sign && (plx_cp_letter(cp) || plx_cp_digit(cp));
    words += letter && !inside;
    // An apostrophe or a hyphen inside a word does not end it.
    if (letter || !inside || (cp != '\'' && cp != 0x2019 && cp != '-')) inside = letter;
    signs += sign;
  }
  return words + (signs + 1) / 2;
}

int plx_text_letters(plx_str s) {
  int letters = 0, n;
  for (size_t at = 0; at < s.n; at += (size_t)n) {
    uint32_t cp = plx_utf8_at(s, at, &n);
    letters += cjk(cp) ? 3 : plx_cp_letter(cp);
  }
  return letters;
}

bool plx_text_lower_start(plx_str s) {
  int n;
  return s.n && plx_cp_lower(plx_utf8_at(s, 0, &n));
}

bool plx_text_same_words(plx_str a, plx_str b) {
  char x[COMPARED_BYTES], y[COMPARED_BYTES];
  return plx_str_eq((plx_str){x, plx_cue_normal(a, x, sizeof x)}, (plx_str){y, plx_cue_normal(b, y, sizeof y)});
}

bool plx_text_opens_quote(plx_str s) {
  int n;
  uint32_t cp = s.n ? plx_utf8_at(s, 0, &n) : 0;
  return cp == '"' || cp == 0x201C || cp == 0x201E || cp == 0xAB;
}

// spec: reading.6
bool plx_text_code_name(plx_str s) {
  int joints = 0;
  for (size_t i = 0; i < s.n; i++) {
    if (s.p[i] == ' ') return false;
    joints += s.p[i] == '-' || s.p[i] == '_' || s.p[i] == '{' || s.p[i] == '=';
  }
  return joints >= 2 || (joints == 1 && s.n > 8);
}

plx_str plx_text_head(plx_str s, size_t most) {
  if (s.n <= most) return s;
  while (most > 0 && ((unsigned char)s.p[most] & 0xC0) == 0x80) most--;
  return plx_str_sub(s, 0, most);
}
