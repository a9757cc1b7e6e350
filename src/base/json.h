/* json.h - JSON written as it is thought of, and read through jansson.
 *
 * in     a buffer and calls in document order
 * out    compact JSON, members in the order they were written
 * how    one bit a level remembers whether a comma is due
 * cost   a memcpy; nothing is built in memory
 * from   RFC 8259
 *
 * Writing cannot fail.  A missing value is absent: the *_opt calls write nothing for an absent or empty string.
 * Reading: plx_json_parse wraps jansson so that errors carry our plx_err.
 */
#ifndef PLX_BASE_JSON_H
#define PLX_BASE_JSON_H

#include <jansson.h>

#include "base/err.h"
#include "base/str.h"

typedef struct plx_json {
  plx_buf *out;
  uint64_t comma; // bit d: the level d has a member already
  int depth;
} plx_json;

plx_json plx_json_to(plx_buf *out);
// `key` is NULL inside an array and at the top.
void plx_json_object(plx_json *j, const char *key);
void plx_json_array(plx_json *j, const char *key);
void plx_json_end_object(plx_json *j);
void plx_json_end_array(plx_json *j);
void plx_json_str(plx_json *j, const char *key, plx_str s);
void plx_json_opt(plx_json *j, const char *key, plx_str s); // nothing if s.n == 0
void plx_json_int(plx_json *j, const char *key, int64_t v);
void plx_json_num(plx_json *j, const char *key, double v); // shortest that reads back; whole numbers without ".0"
void plx_json_bool(plx_json *j, const char *key, bool v);
void plx_json_raw(plx_json *j, const char *key, plx_str json); // already JSON
// A ready-made run of members, '"a":1,"b":2' (no braces), into the open object; nothing if empty.
void plx_json_members(plx_json *j, plx_str members);

// The JSON value in `bytes`, or NULL and *e: message, and the column in e->byte.  The caller json_decrefs it.
json_t *plx_json_parse(plx_str bytes, const char *input, uint64_t record, plx_err *e);
// A member's string (borrowed from the value), or absent if it is missing or no string.
plx_str plx_json_get(const json_t *object, const char *key);

#endif
