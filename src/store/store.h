/* store.h - what was read stays: documents, their records, the stories they belong to.
 *
 * in     documents with their records, in order of arrival
 * out    the same, by story, by id, or all; stories as rows and as their comparison
 * how    one set of tables (schema.sql) in SQLite (a file: WAL, FTS5) or PostgreSQL (partitioned by month); db.h speaks
 *        to either; large columns are packed; what a search can ask for is taken out of each record once (index.h)
 * cost   adding: some hundred short inserts; a story or a search: an index look-up
 * from   sqlite.org/wal.html, sqlite.org/fts5.html, postgresql.org/docs/15
 *
 * Every function that can fail returns false and fills *e with PLX_E_STORE: what, and what to do.  Nothing is half
 * written: what is between plx_store_begin and plx_store_commit is there whole or not at all, also after a kill.
 * One thread at a time per store; several processes may open one, one of them writing at a time.
 * Searching is in find.h, coders' decisions in review.h, bytes as they came in raw.h, repairs in doctor.h.
 */
#ifndef PLX_STORE_STORE_H
#define PLX_STORE_STORE_H

#include "base/err.h"
#include "base/map.h"
#include "base/str.h"
#include "store/db.h"

typedef struct plx_store plx_store;

// CHANGE writes too, but only into a store that is there; WRITE makes what is not there.
typedef enum plx_store_mode { PLX_STORE_READ, PLX_STORE_CHANGE, PLX_STORE_WRITE } plx_store_mode;

plx_store *plx_store_open(const char *name, plx_store_mode mode, plx_err *e);
void plx_store_close(plx_store *s); // NULL is fine; what is not committed is gone

// Waits until no other writer is under way; the stories touched are brought up to date by the commit.
bool plx_store_begin(plx_store *s, plx_err *e);
bool plx_store_commit(plx_store *s, plx_err *e);
void plx_store_rollback(plx_store *s);

// A document as it is stored.  Strings handed to a callback live until it returns.
typedef struct plx_stored {
  int64_t seq; // order of arrival; given by the store
  plx_str id, story, outlet, title, published, text;
  plx_str json;               // the document
  plx_str record;             // the annotated document
  plx_str pipeline;           // what made the record
  plx_str sketch;             // bytes of its plx_sketch; not text
  plx_str language, url, raw; // url: canonical, equal for the versions of one article; raw: hash of its bytes in raw.h
  plx_str revises;            // id of the document it is a newer version of
  plx_str added;              // when it arrived, "2026-11-22T21:33:05Z"; given by the store if absent
  plx_str snippet;            // of a search only: words found between \x01 and \x02
} plx_stored;

typedef struct plx_stored_story {
  plx_str id, title, brief, first_day, last_day;
  plx_str earlier; // the story it goes on from (thread.h), or absent
  int64_t documents, outlets;
  bool compared;       // what follows, and brief, are known
  int64_t origins;     // behind its best supported claim
  int64_t relation[5]; // claims that agree, differ, conflict, deny, single
  int64_t key;         // what it was sorted by (find.h)
} plx_stored_story;

// Return false to stop.
typedef bool plx_each_stored(void *ctx, const plx_stored *d);
typedef bool plx_each_stored_story(void *ctx, const plx_stored_story *s);

// Adds a document; *added is false, and nothing is done, where its id is there already.  Inside a transaction.
bool plx_store_add(plx_store *s, const plx_stored *d, bool *added, plx_err *e);
// Puts a new record (and document and pipeline) in the place of an older one's.  Inside a transaction.
bool plx_store_replace(plx_store *s, const plx_stored *d, plx_err *e);
// The ids that are there, into a set.
bool plx_store_ids(plx_store *s, plx_map *ids, plx_err *e);

// What a reader of documents wants besides the short columns.
typedef enum plx_wanted { PLX_WANT_TEXT = 1, PLX_WANT_JSON = 2, PLX_WANT_RECORD = 4 } plx_wanted;

// Documents of a story in order of arrival.
bool plx_store_documents(plx_store *s, plx_str story, unsigned wanted, plx_each_stored *each, void *ctx, plx_err *e);
// With their text, the versions of articles that have more than one, if one of them is in the story; in order of arrival.
bool plx_store_revised(plx_store *s, plx_str story, plx_each_stored *each, void *ctx, plx_err *e);
// The versions of one article by its canonical url, oldest first, with text and sketch.
bool plx_store_versions(plx_store *s, plx_str url, plx_each_stored *each, void *ctx, plx_err *e);
// The first `limit` documents behind number `seq`, for whoever goes through all of them.
bool plx_store_documents_after(plx_store *s, int64_t seq, int64_t limit, unsigned wanted, plx_each_stored *each,
                               void *ctx, plx_err *e);
// The last `limit` documents before number `seq`, newest first.
bool plx_store_documents_before(plx_store *s, int64_t seq, int64_t limit, unsigned wanted, plx_each_stored *each,
                                void *ctx, plx_err *e);
// Documents whose record another pipeline made, likewise.
bool plx_store_documents_not_of(plx_store *s, plx_str pipeline, int64_t seq, int64_t limit, plx_each_stored *each,
                                void *ctx, plx_err *e);
// Of documents behind number `seq`, the newest `limit`, oldest of them first; of each only seq, id, story and sketch.
bool plx_store_sketches(plx_store *s, int64_t seq, int64_t limit, plx_each_stored *each, void *ctx, plx_err *e);
// One document by its id; `each` is not called where there is none.
bool plx_store_document(plx_store *s, plx_str id, unsigned wanted, plx_each_stored *each, void *ctx, plx_err *e);

// One story by its id; `each` is not called where there is none.
bool plx_store_story(plx_store *s, plx_str id, plx_each_stored_story *each, void *ctx, plx_err *e);
// Stories behind this id, in order of ids, for whoever goes through all of them.
bool plx_store_stories_after(plx_store *s, plx_str id, int64_t limit, plx_each_stored_story *each, void *ctx,
                             plx_err *e);
// Stories that are not compared, or whose comparison is old, newest first.
bool plx_store_stories_waiting(plx_store *s, int64_t limit, plx_each_stored_story *each, void *ctx, plx_err *e);
bool plx_store_counts(plx_store *s, int64_t *documents, int64_t *stories, plx_err *e);

// The comparison of a story as JSON, appended; *found is false where none is kept that still holds.
bool plx_store_comparison(plx_store *s, plx_str story, plx_buf *out, bool *found, plx_err *e);
// Keeps a comparison until the next document of the story comes.  documents: how many it was made from; where there are
// more by now it is not kept.
bool plx_store_keep(plx_store *s, plx_str story, int64_t documents, plx_str json, plx_err *e);

// How many documents of a story were published on each day, rising.
typedef bool plx_each_day(void *ctx, plx_str day, int64_t documents);
bool plx_store_days(plx_store *s, plx_str story, plx_each_day *each, void *ctx, plx_err *e);

// Its outlets, those with most documents first.
bool plx_store_outlets(plx_store *s, plx_str story, int64_t limit, plx_each_day *each, void *ctx, plx_err *e);

// What happened to stories behind change number n; the last number there is.
typedef bool plx_each_change(void *ctx, int64_t n, plx_str story, plx_str kind);
bool plx_store_changes(plx_store *s, int64_t n, int64_t limit, plx_each_change *each, void *ctx, plx_err *e);
bool plx_store_last_change(plx_store *s, int64_t *n, plx_err *e);

// --- for the other files of store/ ---

struct plx_store {
  plx_db *db;
  char *name;
  plx_arena *arena, *tmp; // arena: as long as the transaction under way
  plx_map touched;        // stories
  int64_t seq;            // of the last document, inside a transaction
  plx_map months;         // PostgreSQL: partitions known to be there; on months_arena
  plx_arena *months_arena;
  plx_buf json, record; // unpacked, or packed
};

bool plx_store_write_body(plx_store *s, int64_t seq, const plx_stored *d, plx_err *e);
bool plx_store_write_index(plx_store *s, int64_t seq, plx_str record, plx_err *e);
bool plx_store_drop_index(plx_store *s, int64_t seq, plx_err *e);
plx_str plx_store_now(plx_arena *a); // UTC, ISO 8601, seconds
int64_t plx_store_month(plx_str published);
// The columns that plx_store_story_row reads, of a story called s.
#define PLX_STORY_COLUMNS                                                                                              \
  "s.id, s.title, s.brief, s.first_day, s.last_day, s.documents, s.outlets, s.compared, s.origins, s.agree, "          \
  "s.differ, "                                                                                                         \
  "s.conflict, s.deny, s.single, s.earlier"
plx_stored_story plx_store_story_row(const plx_db_row *r);

#endif
