/* warc.h - the pages of a web archive, one after the other.
 *
 * in     a FILE with WARC or ARC records (already unpacked, unpack.h)
 * out    the body of each HTTP response or resource that is a page or a text, with its address
 * how    header, body, next header; where a length lies the next "WARC/1." is the border; chunked and compressed bodies
 *        are put together
 * cost   one pass; memory of three times the largest record, which is cut off at RECORD_BYTES_MAX
 * from   ISO 28500:2017 (WARC 1.1); Internet Archive, "ARC File Format"; RFC 9112
 *
 * A record that cannot be read is one error, and the next call goes on.  One thread.
 */
#ifndef PLX_READING_WARC_H
#define PLX_READING_WARC_H

#include <stdio.h>

#include "reading/input.h"

typedef struct plx_warc {
  FILE *file;
  const char *name; // for errors
  uint64_t record;  // number of the record last read, from 1
  plx_buf pending;  // read ahead; what lies before `at` is done with
  size_t at;
  plx_buf header, body, decoded;
  bool arc;
} plx_warc;

bool plx_warc_sign(const char *first, size_t n); // do these first bytes begin an archive?
plx_warc plx_warc_open(FILE *f, const char *name);
plx_input_got plx_warc_next(plx_warc *w, plx_raw *raw, plx_err *e); // *raw is borrowed until the next call
void plx_warc_close(plx_warc *w);

#endif
