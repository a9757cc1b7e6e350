/* SPDX-License-Identifier: Apache-2.0 */
/* Statements are prepared once, when first used, and kept; each is bound, stepped and reset in one place. */
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "sql.h"
#include "store/store.h"

enum { SCHEMA = 1, BUSY_MS = 10000 };

typedef enum query_id {
  Q_BEGIN,
  Q_COMMIT,
  Q_ADD_STORY,
  Q_ADD_DOCUMENT,
  Q_REFRESH_STORY,
  Q_IDS,
  Q_DOCUMENTS,
  Q_DOCUMENT,
  Q_SKETCHES,
  Q_STORIES,
  Q_STORIES_AFTER,
  Q_COUNTS,
  Q_KEEP,
  Q_SEARCH,
  Q_COUNT
} query_id;

static const char *const sql[Q_COUNT] = {
    [Q_BEGIN] = "BEGIN IMMEDIATE",
    [Q_COMMIT] = "COMMIT",
    [Q_ADD_STORY] = "INSERT INTO story (id, title) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
    [Q_ADD_DOCUMENT] = "INSERT INTO document (id, story, outlet, title, published, text, json, record, pipeline, sketch)"
                       " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    [Q_REFRESH_STORY] =
        "UPDATE story SET json = NULL, documents = n, outlets = o, first_day = f, last_day = l FROM"
        " (SELECT count(*) AS n, count(DISTINCT outlet) AS o, ifnull(min(nullif(substr(published, 1, 10), '')), '') AS f,"
        "         ifnull(max(substr(published, 1, 10)), '') AS l FROM document WHERE story = ?1) WHERE id = ?1",
    [Q_IDS] = "SELECT id FROM document",
    [Q_DOCUMENTS] = "SELECT seq, id, story, outlet, title, published, text, json, record, pipeline, sketch, ''"
                    " FROM document WHERE ?1 IS NULL OR story = ?1 ORDER BY seq",
    [Q_DOCUMENT] = "SELECT seq, id, story, outlet, title, published, text, json, record, pipeline, sketch, ''"
                   " FROM document WHERE id = ?1",
    [Q_SKETCHES] = "SELECT * FROM (SELECT seq, id, story, '', '', '', '', '', '', '', sketch, '' FROM document"
                   " ORDER BY seq DESC LIMIT ?1) ORDER BY seq",
    [Q_STORIES] = "SELECT id, title, first_day, last_day, documents, outlets, json FROM story"
                  " WHERE ?1 IS NULL OR id = ?1 ORDER BY last_day DESC, id LIMIT ?2",
    [Q_STORIES_AFTER] = "SELECT id, title, first_day, last_day, documents, outlets, json FROM story"
                        " WHERE last_day < ?1 OR (last_day = ?1 AND id > ?2) ORDER BY last_day DESC, id LIMIT ?3",
    [Q_COUNTS] = "SELECT (SELECT count(*) FROM document), (SELECT count(*) FROM story)",
    [Q_KEEP] = "UPDATE story SET title = ?2, json = ?3 WHERE id = ?1",
    [Q_SEARCH] = "SELECT d.seq, d.id, d.story, d.outlet, d.title, d.published, '', '', '', d.pipeline, '',"
                 " snippet(words, 1, char(1), char(2), '…', 32) FROM words JOIN document d ON d.seq = words.rowid"
                 " WHERE words MATCH ?1 ORDER BY bm25(words, 4.0, 1.0), d.seq LIMIT ?2",
};

struct plx_store {
  sqlite3 *db;
  char *name;
  sqlite3_stmt *stmt[Q_COUNT];
};

/* --- errors --- */

static const char *remedy(int code) {
  switch (code & 0xFF) {
  case SQLITE_BUSY:
  case SQLITE_LOCKED: return "another program is writing to it; try again when it is done";
  case SQLITE_FULL: return "the disk is full; free some space and run the same command again";
  case SQLITE_CORRUPT:
  case SQLITE_NOTADB: return "it is not a store, or is damaged; give another name with --db, or restore a copy";
  case SQLITE_READONLY:
  case SQLITE_CANTOPEN:
  case SQLITE_PERM: return "check the name and the permissions of the file and its folder";
  default: return "nothing was lost: the step was undone";
  }
}

static bool failed(plx_store *s, plx_err *e) {
  return plx_fail(e, PLX_E_STORE, s->name, 0, "%s; %s", sqlite3_errmsg(s->db), remedy(sqlite3_errcode(s->db)));
}

/* --- statements --- */

static sqlite3_stmt *ready(plx_store *s, query_id q, plx_err *e) {
  if (!s->stmt[q] && sqlite3_prepare_v3(s->db, sql[q], -1, SQLITE_PREPARE_PERSISTENT, &s->stmt[q], NULL) != SQLITE_OK) {
    failed(s, e);
    return NULL;
  }
  return s->stmt[q];
}

static void bind(sqlite3_stmt *st, int i, plx_str v) {
  // An absent string is stored as the empty one: columns are NOT NULL so that queries need not ask twice.
  sqlite3_bind_text64(st, i, v.p ? v.p : "", v.n, SQLITE_STATIC, SQLITE_UTF8);
}

static plx_str column(sqlite3_stmt *st, int i) {
  const unsigned char *p = sqlite3_column_text(st, i);
  return (plx_str){(const char *)p, p ? (size_t)sqlite3_column_bytes(st, i) : 0};
}

static plx_str blob(sqlite3_stmt *st, int i) {
  const void *p = sqlite3_column_blob(st, i);
  return (plx_str){p, p ? (size_t)sqlite3_column_bytes(st, i) : 0};
}

static void done(sqlite3_stmt *st) {
  sqlite3_reset(st);
  sqlite3_clear_bindings(st);
}

// Runs a statement that gives no rows.
static bool run(plx_store *s, sqlite3_stmt *st, plx_err *e) {
  bool ok = st && sqlite3_step(st) == SQLITE_DONE;
  if (st && !ok) failed(s, e);
  if (st) done(st);
  return ok;
}

/* --- opening --- */

static bool configure(plx_store *s, plx_store_mode mode, plx_err *e) {
  sqlite3_busy_timeout(s->db, BUSY_MS);
  const char *settings = mode == PLX_STORE_WRITE ? "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON"
                                                 : "PRAGMA query_only = ON";
  return sqlite3_exec(s->db, settings, NULL, NULL, NULL) == SQLITE_OK || failed(s, e);
}

static int version_of(plx_store *s) {
  sqlite3_stmt *st = NULL;
  int v = -1;
  if (sqlite3_prepare_v2(s->db, "PRAGMA user_version", -1, &st, NULL) == SQLITE_OK && sqlite3_step(st) == SQLITE_ROW)
    v = sqlite3_column_int(st, 0);
  sqlite3_finalize(st);
  return v;
}

static bool make_schema(plx_store *s, plx_err *e) {
  plx_buf b = {0};
  plx_buf_fmt(&b, "BEGIN IMMEDIATE;%.*s;PRAGMA user_version = %d;COMMIT", PLX_FMT(plx_sql_sqlite_sql), SCHEMA);
  bool ok = sqlite3_exec(s->db, b.p, NULL, NULL, NULL) == SQLITE_OK || failed(s, e);
  if (!ok) plx_store_rollback(s);
  plx_buf_free(&b);
  return ok;
}

static bool check_schema(plx_store *s, plx_store_mode mode, plx_err *e) {
  int version = version_of(s);
  if (version < 0) return failed(s, e);
  if (version == SCHEMA) return true;
  if (version > SCHEMA)
    return plx_fail(e, PLX_E_STORE, s->name, 0, "made by a newer parallax (schema %d, this one knows %d); update parallax", version, SCHEMA);
  if (mode == PLX_STORE_READ)
    return plx_fail(e, PLX_E_STORE, s->name, 0, "holds nothing yet; fill it with `parallax add --db %s INPUT…`", s->name);
  return make_schema(s, e);
}

plx_store *plx_store_open(const char *name, plx_store_mode mode, plx_err *e) {
  plx_store *s = plx_xrealloc(NULL, sizeof *s);
  *s = (plx_store){.name = strdup(name)};
  int flags = mode == PLX_STORE_WRITE ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READWRITE;
  bool ok = true;
  if (sqlite3_open_v2(name, &s->db, flags, NULL) != SQLITE_OK)
    ok = plx_fail(e, PLX_E_STORE, name, 0, "cannot open the store: %s; make one with `parallax add --db %s INPUT…`",
                  sqlite3_errmsg(s->db), name);
  ok = ok && configure(s, mode, e) && check_schema(s, mode, e);
  if (ok) return s;
  plx_store_close(s);
  return NULL;
}

void plx_store_close(plx_store *s) {
  if (!s) return;
  for (int i = 0; i < Q_COUNT; i++) sqlite3_finalize(s->stmt[i]);
  sqlite3_close(s->db);
  free(s->name);
  free(s);
}

bool plx_store_begin(plx_store *s, plx_err *e) {
  return run(s, ready(s, Q_BEGIN, e), e);
}

bool plx_store_commit(plx_store *s, plx_err *e) {
  return run(s, ready(s, Q_COMMIT, e), e);
}

void plx_store_rollback(plx_store *s) {
  if (!sqlite3_get_autocommit(s->db)) sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
}

/* --- adding --- */

static bool add_story(plx_store *s, const plx_stored *d, plx_err *e) {
  sqlite3_stmt *st = ready(s, Q_ADD_STORY, e);
  if (!st) return false;
  bind(st, 1, d->story);
  bind(st, 2, d->title);
  return run(s, st, e);
}

static bool add_document(plx_store *s, const plx_stored *d, plx_err *e) {
  sqlite3_stmt *st = ready(s, Q_ADD_DOCUMENT, e);
  if (!st) return false;
  const plx_str value[] = {d->id, d->story, d->outlet, d->title, d->published, d->text, d->json, d->record, d->pipeline};
  for (int i = 0; i < (int)(sizeof value / sizeof *value); i++) bind(st, i + 1, value[i]);
  sqlite3_bind_blob64(st, 10, d->sketch.p ? d->sketch.p : "", d->sketch.n, SQLITE_STATIC);
  return run(s, st, e);
}

static bool refresh_story(plx_store *s, plx_str story, plx_err *e) {
  sqlite3_stmt *st = ready(s, Q_REFRESH_STORY, e);
  if (!st) return false;
  bind(st, 1, story);
  return run(s, st, e);
}

bool plx_store_add(plx_store *s, const plx_stored *d, plx_err *e) {
  return add_story(s, d, e) && add_document(s, d, e) && refresh_story(s, d->story, e);
}

bool plx_store_keep(plx_store *s, plx_str story, plx_str title, plx_str json, plx_err *e) {
  sqlite3_stmt *st = ready(s, Q_KEEP, e);
  if (!st) return false;
  bind(st, 1, story);
  bind(st, 2, title);
  bind(st, 3, json);
  return run(s, st, e);
}

/* --- finding --- */

// Steps through the rows; `row` returns false to stop.
static bool each_row(plx_store *s, sqlite3_stmt *st, bool (*row)(sqlite3_stmt *, void *), void *ctx, plx_err *e) {
  int code;
  while ((code = sqlite3_step(st)) == SQLITE_ROW)
    if (!row(st, ctx)) break;
  bool ok = code == SQLITE_ROW || code == SQLITE_DONE || failed(s, e);
  done(st);
  return ok;
}

static bool id_row(sqlite3_stmt *st, void *ctx) {
  plx_map_intern(ctx, column(st, 0));
  return true;
}

bool plx_store_ids(plx_store *s, plx_map *ids, plx_err *e) {
  sqlite3_stmt *st = ready(s, Q_IDS, e);
  return st && each_row(s, st, id_row, ids, e);
}

typedef struct receiver {
  plx_each_stored *document;
  plx_each_stored_story *story;
  void *ctx;
} receiver;

static bool document_row(sqlite3_stmt *st, void *ctx) {
  const receiver *r = ctx;
  plx_stored d = {sqlite3_column_int64(st, 0), column(st, 1), column(st, 2), column(st, 3), column(st, 4), column(st, 5),
                  column(st, 6), column(st, 7), column(st, 8), column(st, 9), blob(st, 10), column(st, 11)};
  return r->document(r->ctx, &d);
}

static bool each_document(plx_store *s, sqlite3_stmt *st, plx_each_stored *each, void *ctx, plx_err *e) {
  receiver r = {.document = each, .ctx = ctx};
  return each_row(s, st, document_row, &r, e);
}

bool plx_store_documents(plx_store *s, plx_str story, plx_each_stored *each, void *ctx, plx_err *e) {
  sqlite3_stmt *st = ready(s, Q_DOCUMENTS, e);
  if (!st) return false;
  if (story.n) bind(st, 1, story);
  return each_document(s, st, each, ctx, e);
}

bool plx_store_document(plx_store *s, plx_str id, plx_each_stored *each, void *ctx, plx_err *e) {
  sqlite3_stmt *st = ready(s, Q_DOCUMENT, e);
  if (!st) return false;
  bind(st, 1, id);
  return each_document(s, st, each, ctx, e);
}

bool plx_store_sketches(plx_store *s, int64_t limit, plx_each_stored *each, void *ctx, plx_err *e) {
  sqlite3_stmt *st = ready(s, Q_SKETCHES, e);
  if (!st) return false;
  sqlite3_bind_int64(st, 1, limit);
  return each_document(s, st, each, ctx, e);
}

static bool story_row(sqlite3_stmt *st, void *ctx) {
  const receiver *r = ctx;
  plx_stored_story s = {column(st, 0), column(st, 1), column(st, 2), column(st, 3),
                        sqlite3_column_int64(st, 4), sqlite3_column_int64(st, 5), column(st, 6)};
  return r->story(r->ctx, &s);
}

bool plx_store_stories(plx_store *s, plx_str id, int64_t limit, plx_each_stored_story *each, void *ctx, plx_err *e) {
  sqlite3_stmt *st = ready(s, Q_STORIES, e);
  if (!st) return false;
  if (id.n) bind(st, 1, id);
  sqlite3_bind_int64(st, 2, limit > 0 ? limit : -1);
  receiver r = {.story = each, .ctx = ctx};
  return each_row(s, st, story_row, &r, e);
}

bool plx_store_stories_after(plx_store *s, plx_str last_day, plx_str id, int64_t limit, plx_each_stored_story *each,
                             void *ctx, plx_err *e) {
  sqlite3_stmt *st = ready(s, Q_STORIES_AFTER, e);
  if (!st) return false;
  bind(st, 1, last_day.n || id.n ? last_day : PLX_STR("~")); // behind every date
  bind(st, 2, id);
  sqlite3_bind_int64(st, 3, limit);
  receiver r = {.story = each, .ctx = ctx};
  return each_row(s, st, story_row, &r, e);
}

static bool counts_row(sqlite3_stmt *st, void *ctx) {
  int64_t *n = ctx;
  n[0] = sqlite3_column_int64(st, 0);
  n[1] = sqlite3_column_int64(st, 1);
  return false;
}

bool plx_store_counts(plx_store *s, int64_t *documents, int64_t *stories, plx_err *e) {
  sqlite3_stmt *st = ready(s, Q_COUNTS, e);
  int64_t n[2] = {0, 0};
  bool ok = st && each_row(s, st, counts_row, n, e);
  *documents = n[0];
  *stories = n[1];
  return ok;
}

// What people type is not FTS5's language: every word is quoted, so that "U.S." and "half-time" are words, not syntax.
// A part in double quotes stays a phrase.
static void quote_words(plx_str words, plx_buf *out) {
  bool phrase = false;
  plx_str part;
  for (; plx_str_cut(&words, '"', &part); phrase = !phrase) {
    plx_str word, rest = part;
    if (phrase) {
      if (plx_str_trim(part).n) plx_buf_fmt(out, "\"%.*s\" ", PLX_FMT(part));
      continue;
    }
    while (plx_str_cut(&rest, ' ', &word))
      if (plx_str_trim(word).n) plx_buf_fmt(out, "\"%.*s\" ", PLX_FMT(word));
  }
}

bool plx_store_search(plx_store *s, plx_str words, int64_t limit, plx_each_stored *each, void *ctx, plx_err *e) {
  sqlite3_stmt *st = ready(s, Q_SEARCH, e);
  if (!st) return false;
  plx_buf query = {0};
  quote_words(words, &query);
  if (!query.n) return plx_fail(e, PLX_E_USAGE, NULL, 0, "nothing to search for: give some words");
  bind(st, 1, plx_buf_view(&query));
  sqlite3_bind_int64(st, 2, limit > 0 ? limit : -1);
  bool ok = each_document(s, st, each, ctx, e);
  plx_buf_free(&query);
  return ok;
}
