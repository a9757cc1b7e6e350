/* sha256.h - the fingerprint by which the rest of the world knows a file.
 *
 * in     bytes
 * out    64 lower-case hex digits, or the same in base 64
 * how    the compression function of FIPS 180-4, plainly
 * cost   about 200 MB/s
 * from   FIPS 180-4, sections 4 to 6
 *
 * Cannot fail.  Pure.
 */
#ifndef PLX_READING_SHA256_H
#define PLX_READING_SHA256_H

#include "base/str.h"

plx_str plx_sha256_hex(plx_arena *a, plx_str bytes);
plx_str plx_sha256_base64(plx_arena *a, plx_str bytes); // as content policies write it: 44 characters, with padding

#endif
