/* charset.h - bytes in any encoding become UTF-8.
 *
 * in     bytes, and the name of the encoding the page declares, if any
 * out    valid UTF-8 without NULs and without a byte order mark
 * how    a byte order mark decides; else valid UTF-8 is UTF-8; else the declared encoding, if the bytes can be in it, else
 *        a guess by frequencies; what still does not fit becomes U+FFFD
 * cost   one pass for UTF-8 (nearly all); a conversion through iconv for the rest
 * from   WHATWG Encoding (the order), uchardet (the guess)
 *
 * Cannot fail.  Pure.
 */
#ifndef PLX_READING_CHARSET_H
#define PLX_READING_CHARSET_H

#include "base/str.h"

typedef struct plx_decoded {
  plx_str text;
  uint32_t repaired;     // bytes that were not text in the encoding and became U+FFFD
  const char *converted; // name of the encoding it was converted from, NULL for UTF-8
} plx_decoded;

plx_decoded plx_charset_decode(plx_arena *a, plx_str bytes, plx_str declared);
// The first `n` bytes without their byte order mark, as UTF-8 if the mark says another: to tell what they begin.
plx_str plx_charset_head(plx_arena *a, plx_str bytes, size_t n);
// The encoding an HTML or XML page declares in its first KiB, or absent.
plx_str plx_charset_declared(plx_str html);
// Bytes that no person would call text: many controls or NULs that are no UTF-16.
bool plx_charset_binary(plx_str bytes);

#endif
