/* condition.h - what a question asks of documents, as SQL.
 *
 * in     a plx_query
 * out    a list of conditions: of each the set of documents that meet it, a check of one document, and about how many
 *        meet it
 * how    what is asked for is looked up in the table of terms, which knows how many documents each has; the rest is
 *        counted, up to PLX_ABOUT_MAX.  Whoever asks can then go through the smallest set, or through all documents in
 *        the order wanted until enough have passed the checks, whichever is less to read
 * cost   an index look-up a condition, and at most PLX_ABOUT_MAX rows counted
 * from   Selinger et al. 1979 (choosing the access path by what it will read)
 *
 * Fails as the store does, and with PLX_E_USAGE where there are words but none to look for.
 */
#ifndef PLX_STORE_CONDITION_H
#define PLX_STORE_CONDITION_H

#include "store/find.h"

enum { PLX_ASKED_BINDS = 64, PLX_ASKED_MAX = 16, PLX_ABOUT_MAX = 4000 };

// SQL over `d`, a document; on the arena.
typedef struct plx_condition {
  plx_str set;   // "SELECT …": the numbers of the documents that meet it
  plx_str check; // does d meet it?
  int64_t about; // documents that meet it; from PLX_ABOUT_MAX on it may be more
} plx_condition;

typedef struct plx_asked {
  plx_store *store;
  plx_arena *a;
  bool lite; // SQLite
  plx_buf sql;
  plx_bind bind[PLX_ASKED_BINDS];
  size_t n;
  plx_str folded;                         // the words, for snippets
  plx_str match;                          // the words, as the database asks for them; absent: none were asked for
  plx_str words;                          // "?1": where they are bound
  plx_condition condition[PLX_ASKED_MAX]; // all but words and days
  uint32_t conditions;
  int64_t documents; // in the store, about
} plx_asked;

// Looks everything up; frees with plx_asked_free.
bool plx_asked_open(plx_asked *m, plx_store *s, const plx_query *q, plx_arena *a, plx_err *e);
void plx_asked_free(plx_asked *m);

// Writes into m->sql: text; a value (its parameter is written where it stands).
void plx_asked_add(plx_asked *m, const char *text);
void plx_asked_value(plx_asked *m, plx_bind v);

// The words as a condition, for lists that they do not rank.
bool plx_asked_words(plx_asked *m, plx_condition *out, plx_err *e);

// Which of the conditions has the smallest set (NULL where there are none); *walked: how large it may be and still cost
// less than going through all documents in the order wanted until `limit` have passed all.
const plx_condition *plx_asked_smallest(const plx_asked *m, int64_t limit, double *walked);

// " AND …" for each condition but one (NULL: for each), and for days.
void plx_asked_checks(plx_asked *m, const plx_query *q, const plx_condition *but);

#endif
