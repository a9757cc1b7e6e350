/* SPDX-License-Identifier: Apache-2.0 */
/* A check is a question whose answer should be 0, and statements that make it so. */
#include "store/doctor.h"

#include <string.h>

#include "reading/sha256.h"
#include "store/index.h"
#include "store/raw.h"

enum { PAGE = 64 };

static const struct {
  const char *what, *count, *mend[2];
} checks[] = {
    {"documents without a body",
     "SELECT count(*) FROM document d WHERE NOT EXISTS (SELECT 1 FROM body b WHERE b.seq = d.seq)",
     {NULL}},
    {"bodies without a document",
     "SELECT count(*) FROM body b WHERE NOT EXISTS (SELECT 1 FROM document d WHERE d.seq = b.seq)",
     {NULL}},
    {"documents of no story",
     "SELECT count(*) FROM document d WHERE NOT EXISTS (SELECT 1 FROM story s WHERE s.id = d.story)",
     {"INSERT INTO story (id, title) SELECT DISTINCT d.story, d.story FROM document d WHERE NOT EXISTS (SELECT 1 FROM "
      "story s WHERE s.id = d.story)",
      "UPDATE story SET compared = 0, documents = (SELECT count(*) FROM document d WHERE d.story = story.id) WHERE "
      "documents = 0"}},
    {"stories without a document",
     "SELECT count(*) FROM story s WHERE NOT EXISTS (SELECT 1 FROM document d WHERE d.story = s.id)",
     {"DELETE FROM comparison WHERE NOT EXISTS (SELECT 1 FROM document d WHERE d.story = comparison.story)",
      "DELETE FROM story WHERE NOT EXISTS (SELECT 1 FROM document d WHERE d.story = story.id)"}},
    {"stories that count their documents wrong",
     "SELECT count(*) FROM story s WHERE s.documents <> (SELECT count(*) FROM document d WHERE d.story = s.id)",
     {"UPDATE story SET compared = 0, documents = (SELECT count(*) FROM document d WHERE d.story = story.id),"
      " outlets = (SELECT count(DISTINCT outlet) FROM document d WHERE d.story = story.id)"
      " WHERE documents <> (SELECT count(*) FROM document d WHERE d.story = story.id)",
      NULL}},
    {"stories said to be compared that are not",
     "SELECT count(*) FROM story s WHERE s.compared = 1 AND NOT EXISTS (SELECT 1 FROM comparison c WHERE c.story = "
     "s.id)",
     {"UPDATE story SET compared = 0 WHERE NOT EXISTS (SELECT 1 FROM comparison c WHERE c.story = story.id)", NULL}},
    {"terms that count their documents wrong",
     "SELECT count(*) FROM term t WHERE t.documents <> (SELECT count(*) FROM facet f WHERE f.term = t.id)",
     {"UPDATE term SET documents = (SELECT count(*) FROM facet f WHERE f.term = term.id)"
      " WHERE documents <> (SELECT count(*) FROM facet f WHERE f.term = term.id)",
      NULL}},
};
enum { CHECKS = sizeof checks / sizeof *checks };

static bool take_int(void *ctx, const plx_db_row *r) {
  *(int64_t *)ctx = plx_db_int(r, 0);
  return false;
}

static bool count(plx_store *s, const char *sql, int64_t *n, plx_err *e) {
  *n = 0;
  return plx_db_query_n(s->db, sql, NULL, 0, take_int, n, e);
}

static bool in_step(plx_store *s, bool mend, plx_each_check *each, void *ctx, plx_err *e) {
  for (int i = 0; i < CHECKS; i++) {
    plx_check c = {.what = checks[i].what};
    if (!count(s, checks[i].count, &c.wrong, e)) return false;
    for (int k = 0; k < 2 && mend && c.wrong && checks[i].mend[k]; k++) {
      if (!plx_db_run_n(s->db, checks[i].mend[k], NULL, 0, e)) return false;
      c.mended = true;
    }
    if (!each(ctx, &c)) return true;
  }
  return true;
}

/* --- the file itself (SQLite) --- */

static bool take_problem(void *ctx, const plx_db_row *r) {
  plx_check *c = ctx;
  if (plx_str_eqz(plx_db_text(r, 0), "ok")) return true;
  c->wrong++;
  return true;
}

static bool file_is_whole(plx_store *s, plx_each_check *each, void *ctx, plx_err *e) {
  plx_check pages = {.what = "damaged pages of the file"}, keys = {.what = "rows that point at nothing"};
  if (!plx_db_query_n(s->db, "PRAGMA integrity_check", NULL, 0, take_problem, &pages, e)) return false;
  if (pages.wrong) pages.detail = PLX_STR("restore a copy, or save what can be read with `sqlite3 FILE .recover`");
  if (!each(ctx, &pages) || !plx_db_query_n(s->db, "PRAGMA foreign_key_check", NULL, 0, take_problem, &keys, e))
    return false;
  return each(ctx, &keys);
}

// FTS5 compares its index with the texts, and says so by failing.
static bool words_in_step(plx_store *s, bool mend, plx_each_check *each, void *ctx, plx_err *e) {
  plx_err out_of_step = {0};
  plx_check c = {.what = "the index of words out of step"};
  c.wrong =
      !plx_db_run_n(s->db, "INSERT INTO words (words, rank) VALUES ('integrity-check', 1)", NULL, 0, &out_of_step);
  if (c.wrong && mend) c.mended = plx_db_run_n(s->db, "INSERT INTO words (words) VALUES ('rebuild')", NULL, 0, e);
  return !(c.wrong && mend && !c.mended) && each(ctx, &c);
}

/* --- every document --- */

typedef struct looking {
  plx_store *store;
  bool mend;
  plx_arena *a;
  int64_t seq, n, broken, unindexed;
  plx_err *e;
} looking;

static bool index_there(looking *l, const plx_stored *d, const plx_index *index) {
  int64_t terms = 0, events = 0, figures = 0;
  const plx_bind seq = PLX_BIND_I(d->seq);
  plx_db *db = l->store->db;
  plx_db_query_n(db, "SELECT count(*) FROM facet WHERE seq = ?1", &seq, 1, take_int, &terms, l->e);
  plx_db_query_n(db, "SELECT count(*) FROM event WHERE seq = ?1", &seq, 1, take_int, &events, l->e);
  plx_db_query_n(db, "SELECT count(*) FROM figure WHERE seq = ?1", &seq, 1, take_int, &figures, l->e);
  return terms == index->term.n && events == index->event.n && figures == index->figure.n;
}

static bool look(void *ctx, const plx_stored *d) {
  looking *l = ctx;
  plx_index index;
  plx_err broken = {0};
  l->seq = d->seq;
  l->n++;
  plx_arena_clear(l->a);
  if (!plx_index_record(d->record, l->a, &index, &broken)) {
    l->broken++;
  } else if (!index_there(l, d, &index)) {
    l->unindexed++;
    if (l->mend &&
        (!plx_store_drop_index(l->store, d->seq, l->e) || !plx_store_write_index(l->store, d->seq, d->record, l->e)))
      return false;
  }
  return !l->e->code;
}

// A document that cannot be unpacked stops its page: it is counted, and the next page begins behind it.
static bool look_at_all(looking *l) {
  do {
    plx_err damaged = {0};
    l->n = 0;
    if (!plx_store_documents_after(l->store, l->seq, PAGE, PLX_WANT_TEXT | PLX_WANT_JSON | PLX_WANT_RECORD, look, l,
                                   &damaged)) {
      if (l->e->code) return false;
      if (!strstr(damaged.msg, "packed")) return plx_fail(l->e, damaged.code, damaged.input, 0, "%s", damaged.msg);
      l->broken++;
      l->seq++;
      l->n = PAGE;
    }
  } while (l->n == PAGE);
  return !l->e->code;
}

static bool documents_whole(plx_store *s, bool mend, plx_each_check *each, void *ctx, plx_err *e) {
  looking l = {.store = s, .mend = mend, .a = plx_arena_new(), .e = e};
  bool ok = look_at_all(&l);
  plx_arena_free(l.a);
  plx_check broken = {.what = "documents that cannot be read",
                      .wrong = l.broken,
                      .detail = l.broken ? PLX_STR("add their articles again to another store") : (plx_str){0}};
  plx_check index = {
      .what = "documents whose index is out of step", .wrong = l.unindexed, .mended = mend && l.unindexed};
  return ok && each(ctx, &broken) && each(ctx, &index);
}

/* --- the bytes documents were read from --- */

typedef struct keeping {
  plx_store *store;
  int64_t wrong;
} keeping;

static bool look_at_bytes(void *ctx, const plx_db_row *r) {
  keeping *k = ctx;
  plx_buf bytes = {0};
  plx_err e = {0};
  bool found;
  plx_arena *a = plx_arena_new();
  bool ok = plx_raw_fetch(k->store, plx_db_text(r, 0), &bytes, &found, &e) && found &&
            plx_str_eq(plx_sha256_hex(a, plx_buf_view(&bytes)), plx_db_text(r, 0));
  k->wrong += !ok;
  plx_buf_free(&bytes);
  plx_arena_free(a);
  return true;
}

static bool bytes_kept(plx_store *s, plx_each_check *each, void *ctx, plx_err *e) {
  keeping k = {s, 0};
  if (!plx_db_query_n(s->db, "SELECT DISTINCT raw FROM document WHERE raw <> ''", NULL, 0, look_at_bytes, &k, e))
    return false;
  plx_check c = {.what = "articles whose bytes are lost or changed", .wrong = k.wrong};
  if (k.wrong) c.detail = PLX_STR("restore them from a copy; what was found in them stands");
  return each(ctx, &c);
}

bool plx_doctor(plx_store *s, bool mend, plx_each_check *each, void *ctx, plx_err *e) {
  bool lite = plx_db_kind_of(s->db) == PLX_DB_SQLITE;
  bool ok = (!lite || file_is_whole(s, each, ctx, e)) && plx_store_begin(s, e) &&
            (!lite || words_in_step(s, mend, each, ctx, e)) && documents_whole(s, mend, each, ctx, e) &&
            in_step(s, mend, each, ctx, e) && bytes_kept(s, each, ctx, e) && plx_store_commit(s, e);
  if (!ok) plx_store_rollback(s);
  return ok;
}

typedef struct teller {
  plx_each_day *each;
  void *ctx;
} teller;

static bool pipeline_row(void *ctx, const plx_db_row *r) {
  const teller *t = ctx;
  return t->each(t->ctx, plx_db_text(r, 0), plx_db_int(r, 1));
}

bool plx_doctor_pipelines(plx_store *s, plx_each_day *each, void *ctx, plx_err *e) {
  teller t = {each, ctx};
  return plx_db_query_n(s->db, "SELECT pipeline, count(*) FROM document GROUP BY pipeline ORDER BY pipeline", NULL, 0,
                        pipeline_row, &t, e);
}
