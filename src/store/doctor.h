/* doctor.h - is the store whole, and what can be mended?
 *
 * in     a store
 * out    a line a check: what was looked at, how many things are wrong, whether they were mended
 * how    the database's own checks; every packed column unpacked; the index of words and terms against the documents;
 *        the bytes kept against their fingerprints
 * cost   reading everything once
 * from   sqlite.org/pragma.html#pragma_integrity_check, sqlite.org/fts5.html#the_integrity_check_command
 *
 * Fails as the store does.  Mending makes anew what is derived (index, counts, comparisons); it deletes no document.
 */
#ifndef PLX_STORE_DOCTOR_H
#define PLX_STORE_DOCTOR_H

#include "store/store.h"

typedef struct plx_check {
  const char *what; // "the index of words"
  int64_t wrong;
  bool mended;
  plx_str detail; // for people; may be absent
} plx_check;
typedef bool plx_each_check(void *ctx, const plx_check *c);

bool plx_doctor(plx_store *s, bool mend, plx_each_check *each, void *ctx, plx_err *e);
// How many documents each pipeline has made.
bool plx_doctor_pipelines(plx_store *s, plx_each_day *each, void *ctx, plx_err *e);

#endif
