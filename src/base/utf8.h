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

// The code point at s.p[at] (at < s.n); *n is its length in bytes, 1..4.  A byte that is not UTF-8 gives 0xFFFD, 1.
uint32_t plx_utf8_at(plx_str s, size_t at, int *n);
// The code point that ends before `at` (at > 0).
uint32_t plx_utf8_before(plx_str s, size_t at, int *n);
int plx_utf8_put(char out[4], uint32_t cp); // bytes written
bool plx_utf8_valid(plx_str s);
// Valid UTF-8 without NULs: invalid bytes become U+FFFD, NULs are dropped.  *changed counts them.  Copies if need be.
plx_str plx_utf8_clean(plx_arena *a, plx_str s, uint32_t *changed);
size_t plx_utf8_count(plx_str s);

bool plx_cp_letter(uint32_t cp);
bool plx_cp_upper(uint32_t cp); // upper or title case
bool plx_cp_lower(uint32_t cp);
bool plx_cp_digit(uint32_t cp);
bool plx_cp_space(uint32_t cp);    // also no-break and zero-width space
uint32_t plx_cp_fold(uint32_t cp); // simple lower case

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
