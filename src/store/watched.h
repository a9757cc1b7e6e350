/* watched.h - what `parallax watch` remembers of the addresses it follows.
 *
 * in     addresses with when to ask next and what the server said
 * out    the same; those that are due
 * how    a row an address; a page is known by its address in normal form, so that it is fetched once
 * cost   an index look-up
 * from   -
 *
 * Fails as the store does.
 */
#ifndef PLX_STORE_WATCHED_H
#define PLX_STORE_WATCHED_H

#include "store/store.h"

typedef struct plx_watched {
  plx_str url, kind; // feed, page
  plx_str etag, modified, status;
  int64_t next_s;   // not before this, seconds since 1970; PLX_NEVER: it is done
  int64_t failures; // in a row
} plx_watched;
#define PLX_NEVER INT64_MAX

typedef bool plx_each_watched(void *ctx, const plx_watched *w);

// Nothing happens if it, or another address of the same page (its normal form), is there.
bool plx_watched_add(plx_store *s, plx_str url, plx_str kind, plx_str page, plx_err *e);
bool plx_watched_put(plx_store *s, const plx_watched *w, plx_err *e);
// Those of a kind that are due, the longest overdue first.
bool plx_watched_due(plx_store *s, plx_str kind, int64_t now_s, int64_t limit, plx_each_watched *each, void *ctx,
                     plx_err *e);
// When the next one is due; PLX_NEVER if there is none.
bool plx_watched_next(plx_store *s, int64_t *next_s, plx_err *e);

#endif
