/* pack.h - large columns, small.
 *
 * in     bytes
 * out    the same, deflated, behind their length
 * how    zlib, fastest level; what does not get smaller stays as it is
 * cost   about 100 MB/s packing, 400 MB/s unpacking; JSON records shrink to an eighth
 * from   RFC 1950; doc/formats.md
 *
 * Packing cannot fail; unpacking refuses what is damaged or says it is larger than PLX_UNPACKED_MAX.  Pure: any thread.
 */
#ifndef PLX_STORE_PACK_H
#define PLX_STORE_PACK_H

#include "base/err.h"
#include "base/str.h"

enum { PLX_UNPACKED_MAX = 512 << 20 };

void plx_pack(plx_str bytes, plx_buf *out);                // appends
bool plx_unpack(plx_str packed, plx_buf *out, plx_err *e); // appends

#endif
