/* find.h - one question, asked of stories and of documents, from the command line and over HTTP.
 *
 * in     a plx_query: words, whom, what, where, when, how many, who said it, who printed it
 * out    documents, best first with words, else newest first; or stories in the order wanted; a page at a time
 * how    each condition is a set of documents taken from its index; all of them must hold
 * cost   an index look-up a condition; words that stand in more than FIND_RANKED documents rank the newest of them
 * from   Robertson & Zaragoza 2009 (BM25, as FTS5 has it); PostgreSQL's ts_rank
 *
 * Fails as the store does, and with PLX_E_USAGE on a value that is no day, number or place.
 */
#ifndef PLX_STORE_FIND_H
#define PLX_STORE_FIND_H

#include "store/store.h"

typedef enum plx_sort {
  PLX_SORT_NEWEST,
  PLX_SORT_OLDEST,
  PLX_SORT_CONFLICTS,
  PLX_SORT_DOCUMENTS,
  PLX_SORT_OUTLETS
} plx_sort;

// Strings are borrowed; absent: not asked for.
typedef struct plx_query {
  plx_str words;    // all of them; a phrase in double quotes
  plx_str from, to; // days of publication
  plx_str outlet;   // several: comma-separated
  plx_str entity, actor, country, place, type, certainty, speaker, relation, language;
  plx_str counted; // what a figure counts, or its state
  bool near, has_low, has_high;
  double lat, lon, km, low, high;
  plx_sort sort;
  plx_str cursor; // `next` of the page before
  int64_t limit;  // 0: FIND_LIMIT
} plx_query;
enum { PLX_FIND_LIMIT = 50, PLX_FIND_LIMIT_MAX = 1000 };

// The names of the conditions, for whoever passes them on: "q", "from", … ended by NULL; and what each means.
extern const char *const plx_query_names[], *const plx_query_helps[];
// Sets one by its name, from text; an empty value sets nothing.
bool plx_query_set(plx_query *q, const char *name, plx_str value, plx_err *e);

// *next (on `a`): the cursor of the next page, absent after the last.
bool plx_find_documents(plx_store *s, const plx_query *q, plx_each_stored *each, void *ctx, plx_arena *a, plx_str *next,
                        plx_err *e);
bool plx_find_stories(plx_store *s, const plx_query *q, plx_each_stored_story *each, void *ctx, plx_arena *a,
                      plx_str *next, plx_err *e);

// The values of a kind of condition, most frequent first; those that begin with `prefix`.
typedef struct plx_found_term {
  plx_str value, label, detail;
  int64_t documents;
} plx_found_term;
typedef bool plx_each_term(void *ctx, const plx_found_term *t);
bool plx_find_terms(plx_store *s, plx_str kind, plx_str prefix, int64_t limit, plx_each_term *each, void *ctx,
                    plx_err *e);
// One by its value; and the entities that stand in the same documents, most often first.
bool plx_find_term(plx_store *s, plx_str kind, plx_str value, plx_each_term *each, void *ctx, plx_err *e);
bool plx_find_beside(plx_store *s, plx_str entity, int64_t limit, plx_each_term *each, void *ctx, plx_err *e);
// How many documents name an entity on each day, rising.
bool plx_find_entity_days(plx_store *s, plx_str entity, plx_each_day *each, void *ctx, plx_err *e);

// Events between actors, newest first.
typedef struct plx_found_event {
  plx_str document, story, outlet, event, day, type, cameo, source, target, certainty, quote;
  int64_t quad, seq;
} plx_found_event;
typedef bool plx_each_event(void *ctx, const plx_found_event *v);
typedef struct plx_event_query {
  plx_str source, target; // codes; "RUS" finds "RUS MIL" too; absent: anybody
  bool both;              // in both directions
  plx_str entity;         // of documents that name it; instead of actors
  plx_str from, to, cursor;
  int64_t limit;
} plx_event_query;
bool plx_find_events(plx_store *s, const plx_event_query *q, plx_each_event *each, void *ctx, plx_arena *a,
                     plx_str *next, plx_err *e);
// How many of each CAMEO code, with its quad class (1..4), on each day, rising.
typedef bool plx_each_code(void *ctx, plx_str day, plx_str cameo, int64_t quad, int64_t events);
bool plx_find_codes(plx_store *s, const plx_event_query *q, plx_each_code *each, void *ctx, plx_err *e);

#endif
