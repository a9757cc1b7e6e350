/* json_mend.h - what programs write for JSON and is none.
 *
 * in     bytes that the parser refused
 * out    the same with the usual slips mended: NaN and Infinity become null, line breaks inside strings are escaped, halves
 *        of surrogate pairs become U+FFFD, backslashes before common letters and commas before a closing bracket go
 * how    one pass that knows whether it stands inside a string
 * cost   O(bytes)
 * from   RFC 8259, sections 2, 6, 7 and 8.2; what Python's json module writes by default
 *
 * Cannot fail: what it returns may still be no JSON.  Pure.
 */
#ifndef PLX_READING_JSON_MEND_H
#define PLX_READING_JSON_MEND_H

#include "base/str.h"

plx_str plx_json_mend(plx_arena *a, plx_str s);

#endif
