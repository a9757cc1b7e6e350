/* err.h - what went wrong, where, and what to do about it.
 *
 * in     a code, the input, a place in it, a sentence
 * out    one filled plx_err; the first error wins
 * how    functions at the edges take `plx_err *e` last and return false
 * cost   nothing until something fails
 * from   -
 *
 * Only edges fail: files, network, database, model files.  text/, language/ and meaning/ accept any bytes and leave
 * notes instead.  A message names the thing and the remedy: "not UTF-8 text: is it compressed? try zcat".
 */
#ifndef PLX_BASE_ERR_H
#define PLX_BASE_ERR_H

#include <stdbool.h>
#include <stdint.h>

typedef enum plx_code {
  PLX_OK = 0,
  PLX_E_USAGE,  // the caller's words or arguments are wrong
  PLX_E_INPUT,  // one input cannot be read; others may be
  PLX_E_FORMAT, // a file of ours (model, table) is not what it should be
  PLX_E_STORE,  // the database failed
  PLX_E_NET,
  PLX_E_SYSTEM // the operating system refused
} plx_code;

typedef struct plx_err {
  plx_code code;
  char msg[480];
  char input[240];  // path, URL or "-"; "" if none
  uint64_t byte;    // offset in the input, 0 if unknown
  uint64_t record;  // line or record in the input, from 1; 0 if unknown
  const char *file; // where in our source
  int line;
} plx_err;

// Fills *e unless it is filled already (e may be NULL) and returns false, so that a caller can `return plx_fail(…)`.
#define plx_fail(e, code, input, record, ...)                                                                          \
  plx_fail_at((e), (code), (input), (record), __FILE__, __LINE__, __VA_ARGS__)
bool plx_fail_at(plx_err *e, plx_code code, const char *input, uint64_t record, const char *file, int line,
                 const char *fmt, ...) __attribute__((format(printf, 7, 8)));

// "input:record: message" into buf (always terminated); returns buf.
char *plx_err_text(const plx_err *e, char *buf, int size);

#endif
