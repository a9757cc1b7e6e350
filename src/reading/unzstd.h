/* unzstd.h - zstd, for unpack.h.
 *
 * in     a FILE at the first byte of a frame; bytes
 * out    what is inside
 * how    libzstd's streaming decoder; a dictionary in the first, skippable frame is loaded (warc.zst); behind damage the
 *        next frame's sign is looked for
 * cost   64 KiB and the frame's window
 * from   RFC 8878
 *
 * Damage is skipped and counted; an error of reading stays one.  One thread.
 */
#ifndef PLX_READING_UNZSTD_H
#define PLX_READING_UNZSTD_H

#include <stdio.h>

#include "base/str.h"

bool plx_unzstd_sign(const char *first, size_t n);
FILE *plx_unzstd_stream(FILE *packed, unsigned *damage); // takes `packed` over
bool plx_unzstd_bytes(plx_str packed, size_t bytes_max, plx_buf *out);

#endif
