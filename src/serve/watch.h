/* watch.h - feeds are followed, and the articles they name read into the store.
 *
 * in     addresses of feeds, or OPML files that list them
 * out    documents in the store; what is known of every address, so that a restart goes on where it was
 * how    what is due is fetched, one after the other: feeds with If-None-Match and If-Modified-Since, then the pages
 *        they name, each once; robots.txt is asked before a page; a host gets a rest between two fetches; what fails
 *        waits twice as long each time, and a page that fails PAGE_TRIES times, or is not there, is left alone
 * cost   the network's, and reading and annotating each article
 * from   RFC 9110, RFC 9309; OPML 2.0
 *
 * Fails as the store does; what the network does wrong is told and remembered, and the rest goes on.
 */
#ifndef PLX_SERVE_WATCH_H
#define PLX_SERVE_WATCH_H

#include "meaning/annotate.h"
#include "serve/fetch.h"
#include "serve/intake.h"

typedef struct plx_watch plx_watch;

typedef struct plx_watch_options {
  plx_fetch_limits limits;
  double gap_s;    // between two fetches of one host; robots.txt may ask for more
  int64_t every_s; // between two looks at a feed
} plx_watch_options;

plx_watch *plx_watch_new(plx_store *s, plx_intake *intake, const plx_meaning *meaning, plx_watch_options o);
void plx_watch_free(plx_watch *w); // NULL is fine

// Follows a feed from now on; or all that an OPML text lists (*feeds: how many).
bool plx_watch_feed(plx_watch *w, plx_str url, plx_err *e);
bool plx_watch_opml(plx_watch *w, plx_str opml, const char *name, int *feeds, plx_err *e);

// Told of every fetch: what came of it.  False stops.
typedef bool plx_watch_told(void *ctx, plx_str url, plx_str status);
// Fetches all that is due.
bool plx_watch_round(plx_watch *w, plx_watch_told *told, void *ctx, plx_err *e);
// Seconds until something is due again, at most an hour.
int64_t plx_watch_rest_s(plx_watch *w, plx_err *e);

#endif
