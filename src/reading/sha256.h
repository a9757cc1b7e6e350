/* sha256.h - the fingerprint by which the rest of the world knows a file.
 *
 * in     bytes
 * out    64 lower-case hex digits
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

#endif
