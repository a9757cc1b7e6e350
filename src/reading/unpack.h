/* unpack.h - a compressed stream read as if it were not.
 *
 * in     a FILE that begins with the sign of gzip (1F 8B), of any number of members
 * out    a FILE with what is inside
 * how    zlib, one member after the other; where bytes are damaged the next member is looked for
 * cost   64 KiB of buffers; what zlib costs
 * from   RFC 1952
 *
 * Damage is not an error: it is skipped and counted (plx_unpack_damaged).  One thread.
 */
#ifndef PLX_READING_UNPACK_H
#define PLX_READING_UNPACK_H

#include <stdio.h>

#include "base/str.h"

// Takes over `packed` and closes it with the result.  *damage (may be NULL) counts damaged places while reading goes on.
FILE *plx_unpack_gzip(FILE *packed, unsigned *damage);
// gzip, zlib or raw deflate bytes in memory, at most bytes_max of what is inside.  False if nothing could be had.
bool plx_unpack_bytes(plx_str packed, size_t bytes_max, plx_buf *out);

#endif
