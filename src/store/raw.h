/* raw.h - the bytes that documents were read from, as they came.
 *
 * in     bytes and their SHA-256
 * out    the same bytes
 * how    beside a SQLite file, in a folder NAME.raw: ab/abcdef….gz, which zcat reads; in PostgreSQL, a table
 * cost   deflating once; what is there already is not written again
 * from   RFC 1952
 *
 * Fails as the file system or the database does.  A file comes under a temporary name first, so it is whole or not there.
 */
#ifndef PLX_STORE_RAW_H
#define PLX_STORE_RAW_H

#include "store/store.h"

// In PostgreSQL inside a transaction.
bool plx_raw_keep(plx_store *s, plx_str sha256, plx_str bytes, plx_err *e);
// Appends the bytes; *found is false where none are kept.
bool plx_raw_fetch(plx_store *s, plx_str sha256, plx_buf *out, bool *found, plx_err *e);

#endif
