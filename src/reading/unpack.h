/* unpack.h - a compressed stream read as if it were not.
 *
 * in     a FILE that begins as gzip or zstd do, of any number of members or frames; a body packed in memory
 * out    a FILE with what is inside; bytes
 * how    zlib and libzstd (unzstd.c), one member after the other; where bytes are damaged the next member is looked for
 * cost   64 KiB of buffers and the window the packer chose (zstd: at most 128 MiB, 2 to 8 as a rule); what the libraries cost
 * from   RFC 1952; RFC 8878; "WARC, Zstandard compression" (IIPC) for dictionaries; RFC 7932
 *
 * Damage is not an error: it is skipped and counted.  Where `packed` cannot be read, neither can the result (ferror).  One thread.
 */
#ifndef PLX_READING_UNPACK_H
#define PLX_READING_UNPACK_H

#include <stdio.h>

#include "base/str.h"

#define PLX_UNPACK_SIGN_BYTES 4 // so many first bytes tell what a file is

bool plx_unpack_sign(const char *first, size_t n); // do these bytes begin something that plx_unpack_stream reads?
// Takes over `packed`, which stands at its sign, and closes it with the result.  *damage (may be NULL) counts damaged
// places while reading goes on.
FILE *plx_unpack_stream(FILE *packed, unsigned *damage);
// A body as HTTP packs it, at most bytes_max of what is inside.  coding: the name the header gives it, may be absent;
// gzip, zlib and zstd are told by their first bytes, raw deflate and brotli ("br") are only tried under their name.
// False if nothing could be had.
bool plx_unpack_bytes(plx_str packed, plx_str coding, size_t bytes_max, plx_buf *out);

#endif
