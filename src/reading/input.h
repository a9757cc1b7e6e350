/* input.h - the INPUT… of a command line, one raw input after the other.
 *
 * in     paths: files, folders (walked in byte order), "-"; none means standard input
 * out    plx_raw, in order: one a line of NDJSON, a JSON object, a row of a table, a page of an archive; else one a file
 * how    the first bytes tell what a file is, .csv, .tsv, .ndjson and .jsonl by name too; gzip and zstd are unpacked
 * cost   memory of one input
 * from   -
 *
 * An input that cannot be had (missing, unreadable, empty, too large, binary) is one error and the next call goes on.
 * One thread.
 */
#ifndef PLX_READING_INPUT_H
#define PLX_READING_INPUT_H

#include "reading/fields.h"
#include "reading/read.h"

typedef struct plx_input plx_input;
typedef enum { PLX_INPUT_END = 0, PLX_INPUT_ONE = 1, PLX_INPUT_BAD = -1 } plx_input_got;

plx_input *plx_input_open(const char *const *paths, int n); // the array is borrowed
// `fields`: what --map said (a table needs a column for the text), NULL for nothing.  `from`: begin at this record of the
// first file that has records (as errors and `source` number them), or at this file where files are single inputs; 0, 1: at the first.
void plx_input_set(plx_input *in, const plx_fields *fields, uint64_t from);
void plx_input_close(plx_input *in);
// *raw is borrowed until the next call; copy its bytes to keep them.
plx_input_got plx_input_next(plx_input *in, plx_raw *raw, plx_err *e);
uint64_t plx_input_bytes(const plx_input *in); // read so far, for progress

#endif
