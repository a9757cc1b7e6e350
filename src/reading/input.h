/* input.h - the INPUT… of a command line, one raw input after the other.
 *
 * in     paths: files, folders (walked in byte order), "-"; none means standard input
 * out    plx_raw, in order; NDJSON files give one a line
 * how    looks at the first bytes to see whether a file is lines of JSON; everything else is one input
 * cost   memory of one input
 * from   -
 *
 * An input that cannot be had (missing, unreadable, empty, too large, binary) is one error and the next call goes on.
 * One thread.
 */
#ifndef PLX_READING_INPUT_H
#define PLX_READING_INPUT_H

#include "reading/read.h"

typedef struct plx_input plx_input;
typedef enum { PLX_INPUT_END = 0, PLX_INPUT_ONE = 1, PLX_INPUT_BAD = -1 } plx_input_got;

plx_input *plx_input_open(const char *const *paths, int n); // the array is borrowed
void plx_input_close(plx_input *in);
// *raw is borrowed until the next call; copy its bytes to keep them.
plx_input_got plx_input_next(plx_input *in, plx_raw *raw, plx_err *e);
uint64_t plx_input_bytes(const plx_input *in); // read so far, for progress

#endif
