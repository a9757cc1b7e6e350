/* store.h - what was read stays: documents, their records, the stories they belong to.
 *
 * in     documents with their records, in order of arrival
 * out    the same, by story, by words, or all
 * how    one interface; sqlite.c keeps it in one file (WAL, foreign keys, FTS5)
 * cost   adding: one insert and its words; a story or a search: an index look-up
 * from   sqlite.org/wal.html, sqlite.org/fts5.html
 *
 * Every function that can fail returns false and fills *e with PLX_E_STORE: what, and what to do.  Nothing is half
 * written: what is between plx_store_begin and plx_store_commit is there whole or not at all, also after a kill.
 * One thread at a time per store; several processes may open one file, one of them writing.
 */
#ifndef PLX_STORE_STORE_H
#define PLX_STORE_STORE_H

#include "base/err.h"
#include "base/map.h"
#include "base/str.h"

typedef struct plx_store plx_store;

typedef enum plx_store_mode { PLX_STORE_READ, PLX_STORE_WRITE } plx_store_mode; // WRITE makes what is not there

plx_store *plx_store_open(const char *name, plx_store_mode mode, plx_err *e);
void plx_store_close(plx_store *s); // NULL is fine; what is not committed is gone

bool plx_store_begin(plx_store *s, plx_err *e);
bool plx_store_commit(plx_store *s, plx_err *e);
void plx_store_rollback(plx_store *s);

// A document as it is stored.  Strings handed to a callback live until it returns.
typedef struct plx_stored {
  int64_t seq; // order of arrival; given by the store
  plx_str id, story, outlet, title, published, text;
  plx_str json;     // the document
  plx_str record;   // the annotated document
  plx_str pipeline; // what made the record
  plx_str sketch;   // bytes of its plx_sketch; not text
  plx_str snippet;  // of a search only: words found between \x01 and \x02
} plx_stored;

typedef struct plx_stored_story {
  plx_str id, title, first_day, last_day;
  int64_t documents, outlets;
  plx_str json; // absent when it must be made anew
} plx_stored_story;

// Return false to stop.
typedef bool plx_each_stored(void *ctx, const plx_stored *d);
typedef bool plx_each_stored_story(void *ctx, const plx_stored_story *s);

// Adds a document that is not there yet (see plx_store_ids) and brings its story's row up to date.
bool plx_store_add(plx_store *s, const plx_stored *d, plx_err *e);
// The ids that are there, into a set.
bool plx_store_ids(plx_store *s, plx_map *ids, plx_err *e);

// Documents in order of arrival: of one story, or all where `story` is absent.
bool plx_store_documents(plx_store *s, plx_str story, plx_each_stored *each, void *ctx, plx_err *e);
// The newest `limit` documents, oldest of them first; of each only id, story and sketch.
bool plx_store_sketches(plx_store *s, int64_t limit, plx_each_stored *each, void *ctx, plx_err *e);
// One document by its id; `each` is not called where there is none.
bool plx_store_document(plx_store *s, plx_str id, plx_each_stored *each, void *ctx, plx_err *e);
// Stories, newest first (by last day, then id); of one id if given.  limit 0: all.
bool plx_store_stories(plx_store *s, plx_str id, int64_t limit, plx_each_stored_story *each, void *ctx, plx_err *e);
// The stories that stand behind this one in that order, for whoever turns pages; last_day and id absent: from the first.
bool plx_store_stories_after(plx_store *s, plx_str last_day, plx_str id, int64_t limit, plx_each_stored_story *each,
                             void *ctx, plx_err *e);
bool plx_store_counts(plx_store *s, int64_t *documents, int64_t *stories, plx_err *e);
// Keeps a comparison until the next document of the story comes.
bool plx_store_keep(plx_store *s, plx_str story, plx_str title, plx_str json, plx_err *e);
// Documents with all of the words (a phrase stands in double quotes), best first.
bool plx_store_search(plx_store *s, plx_str words, int64_t limit, plx_each_stored *each, void *ctx, plx_err *e);

#endif
