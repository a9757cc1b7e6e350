/* utf8.h - code points, their classes, and byte offsets turned into code point offsets.
 *
 * in     bytes that may or may not be UTF-8
 * out    code points; U+FFFD for each byte that is none
 * how    the table of the Unicode standard, 3.9, table 3-7; classes from utf8proc
 * cost   a few ns a code point; the offset map is built once in O(n), asked in O(64)
 * from   Unicode 15
 *
 * Cannot fail: every byte string has a reading.  Pure.
 */
#ifndef PLX_BASE_UTF8_H
#define PLX_BASE_UTF8_H

#include "base/str.h"

// Beyond ASCII: for the inline functions below, by the tables of Unicode.
uint32_t plx_utf8_at_wide(plx_str s, size_t at, int *n);
bool plx_cp_letter_wide(uint32_t cp);
bool plx_cp_upper_wide(uint32_t cp);
bool plx_cp_lower_wide(uint32_t cp);
bool plx_cp_digit_wide(uint32_t cp);
bool plx_cp_space_wide(uint32_t cp);
uint32_t plx_cp_fold_wide(uint32_t cp);

// The code point at s.p[at] (at < s.n); *n is its length in bytes, 1..4.  A byte that is not UTF-8 gives 0xFFFD, 1.
static inline uint32_t plx_utf8_at(plx_str s, size_t at, int *n) {
  *n = 1;
  return (unsigned char)s.p[at] < 0x80 ? (unsigned char)s.p[at] : plx_utf8_at_wide(s, at, n);
}
// The code point that ends before `at` (at > 0).
uint32_t plx_utf8_before(plx_str s, size_t at, int *n);
int plx_utf8_put(char out[4], uint32_t cp); // bytes written
bool plx_utf8_valid(plx_str s);
// Valid UTF-8 without NULs: invalid bytes become U+FFFD, NULs are dropped.  *changed counts them.  Copies if need be.
plx_str plx_utf8_clean(plx_arena *a, plx_str s, uint32_t *changed);
size_t plx_utf8_count(plx_str s);

static inline bool plx_cp_letter(uint32_t cp) {
  return cp < 0x80 ? (cp | 32) >= 'a' && (cp | 32) <= 'z' : plx_cp_letter_wide(cp);
}
// Upper or title case.
static inline bool plx_cp_upper(uint32_t cp) {
  return cp < 0x80 ? cp >= 'A' && cp <= 'Z' : plx_cp_upper_wide(cp);
}
static inline bool plx_cp_lower(uint32_t cp) {
  return cp < 0x80 ? cp >= 'a' && cp <= 'z' : plx_cp_lower_wide(cp);
}
static inline bool plx_cp_digit(uint32_t cp) {
  return cp < 0x80 ? cp >= '0' && cp <= '9' : plx_cp_digit_wide(cp);
}
// Also no-break and zero-width space.
static inline bool plx_cp_space(uint32_t cp) {
  return cp < 0x80 ? cp == ' ' || (cp >= '\t' && cp <= '\r') : plx_cp_space_wide(cp);
}
// Simple lower case.
static inline uint32_t plx_cp_fold(uint32_t cp) {
  return cp < 0x80 ? (cp >= 'A' && cp <= 'Z' ? cp + 32 : cp) : plx_cp_fold_wide(cp);
}

// Display width in terminal columns.
int plx_utf8_width(plx_str s);

// Bytes to code points, for the edge where spans leave the program.
typedef struct plx_cpmap {
  plx_str text;
  uint32_t *count; // [text.n / 64 + 1] code points before byte 64 i; NULL if all is ASCII
} plx_cpmap;
plx_cpmap plx_cpmap_of(plx_arena *a, plx_str text);
uint32_t plx_cpmap_at(const plx_cpmap *m, uint32_t byte);        // code points before `byte`
uint32_t plx_cpmap_byte(const plx_cpmap *m, uint32_t codepoint); // and back; clipped to the text

#endif
