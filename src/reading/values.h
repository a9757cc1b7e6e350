/* values.h - the JSON objects of a file that is no file of lines: an array of documents, or objects over many lines.
 *
 * in     a FILE that begins with '[' or '{'
 * out    each object at the top, or right inside the array at the top
 * how    counts brackets outside strings; nothing is parsed
 * cost   one pass; memory of the largest object, at most PLX_ARTICLE_BYTES_MAX
 * from   RFC 8259
 *
 * What is no object is one error and ends the file: without lines there is no place to go on from.  So is an array without
 * any.  One thread.
 */
#ifndef PLX_READING_VALUES_H
#define PLX_READING_VALUES_H

#include <stdio.h>

#include "reading/input.h"

typedef struct plx_values {
  FILE *file;
  const char *name; // for errors
  plx_str first;    // bytes of the file already read, borrowed
  uint64_t record;
  int held; // a byte read too far, -1 if none
  bool array, ended;
  plx_buf value;
} plx_values;

bool plx_values_sign(plx_str first); // '{'; or '[', then '{' or ']' or nothing more
plx_values plx_values_open(FILE *f, const char *name, plx_str first);
plx_input_got plx_values_next(plx_values *v, plx_raw *raw, plx_err *e); // *raw is borrowed until the next call
void plx_values_close(plx_values *v);                                   // does not close the FILE

#endif
