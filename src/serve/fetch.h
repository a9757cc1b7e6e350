/* fetch.h - one page from the web, within bounds.
 *
 * in     an address; what is known of it from the last time
 * out    the bytes, the status, what to remember for the next time
 * how    libcurl: http and https only, few redirects, compressed transfer counted as it unpacks
 * cost   the network's
 * from   RFC 9110 (conditional requests, Retry-After)
 *
 * Fails with PLX_E_NET: no connection, too slow, too large, too many redirects, a body that is cut off.  A status of 400
 * and more is no failure: the caller decides.  One thread at a time per plx_fetcher.
 */
#ifndef PLX_SERVE_FETCH_H
#define PLX_SERVE_FETCH_H

#include "base/err.h"
#include "base/str.h"

typedef struct plx_fetch_limits {
  long seconds, bytes, redirects;
} plx_fetch_limits;

typedef struct plx_fetched {
  long status;
  plx_buf body;
  plx_str url;            // where redirects led; this and what follows on the arena given
  plx_str etag, modified; // as the server wrote them; absent if it did not
  long retry_after_s;     // 0: it did not say
} plx_fetched;

typedef struct plx_fetcher plx_fetcher;
plx_fetcher *plx_fetcher_new(plx_fetch_limits limits);
void plx_fetcher_free(plx_fetcher *f); // NULL is fine

// etag, modified: from the last time, or absent.  out->body is the caller's to free.
bool plx_fetch(plx_fetcher *f, plx_str url, plx_str etag, plx_str modified, plx_arena *a, plx_fetched *out, plx_err *e);

#endif
