/* SPDX-License-Identifier: Apache-2.0 */
/* Documents in and out.  A document is some rows: its short columns, its body, its sketch, and what index.c takes out of
 * its record.  Stories are brought up to date once a transaction, however many of their documents came in it. */
#include "store/store.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "store/fold.h"
#include "store/index.h"
#include "store/pack.h"
#include "store/schema.h"

enum { FOLDED_BYTES_MAX = 500000 }; // PostgreSQL takes 1 MiB of words a document

/* --- opening --- */

static bool is_there(const char *name, plx_err *e) {
  plx_db *db = plx_db_open(name, false, e);
  if (db) plx_db_close(db);
  return db != NULL;
}

// What schema.h asks of whoever opens a store of schema 1.  It has begun the transaction.
static bool begin_adding(void *ctx, plx_err *e) {
  plx_store *s = ctx;
  (void)e;
  plx_map_init(&s->touched, s->arena);
  s->seq = 0;
  return true;
}

static bool add_anew(void *ctx, const plx_schema_document *d, plx_err *e) {
  bool added;
  const plx_stored row = {.id = d->id,
                          .story = d->story,
                          .outlet = d->outlet,
                          .title = d->title,
                          .published = d->published,
                          .text = d->text,
                          .json = d->json,
                          .record = d->record,
                          .pipeline = d->pipeline,
                          .sketch = d->sketch};
  return plx_store_add(ctx, &row, &added, e);
}

static bool commit_added(void *ctx, plx_err *e) {
  return plx_store_commit(ctx, e);
}

static void undo_adding(void *ctx) {
  plx_store_rollback(ctx);
}

plx_store *plx_store_open(const char *name, plx_store_mode mode, plx_err *e) {
  bool write = mode != PLX_STORE_READ;
  plx_db *db = mode == PLX_STORE_CHANGE && !is_there(name, e) ? NULL : plx_db_open(name, write, e);
  if (!db) return NULL;
  plx_store *s = plx_xrealloc(NULL, sizeof *s);
  *s = (plx_store){.db = db,
                   .name = strdup(name),
                   .arena = plx_arena_new(),
                   .tmp = plx_arena_new(),
                   .months_arena = plx_arena_new()};
  plx_map_init(&s->months, s->months_arena);
  const plx_schema_adder adder = {s, begin_adding, add_anew, commit_added, undo_adding};
  if (plx_schema_ready(db, name, write, &adder, e)) return s;
  plx_store_close(s);
  return NULL;
}

void plx_store_close(plx_store *s) {
  if (!s) return;
  plx_db_close(s->db);
  plx_arena_free(s->arena);
  plx_arena_free(s->tmp);
  plx_arena_free(s->months_arena);
  plx_buf_free(&s->json);
  plx_buf_free(&s->record);
  free(s->name);
  free(s);
}

static bool take_int(void *ctx, const plx_db_row *r) {
  *(int64_t *)ctx = plx_db_int(r, 0);
  return false;
}

plx_str plx_store_now(plx_arena *a) {
  char text[32];
  time_t now = time(NULL);
  struct tm utc;
  strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", gmtime_r(&now, &utc));
  return plx_str_copy(a, plx_str_of(text));
}

int64_t plx_store_month(plx_str published) {
  int64_t month = 0;
  if (published.n < 7 || published.p[4] != '-') return 0;
  for (int i = 0; i < 7; i++) {
    if (i == 4) continue;
    if (published.p[i] < '0' || published.p[i] > '9') return 0;
    month = month * 10 + published.p[i] - '0';
  }
  return month;
}

/* --- transactions --- */

bool plx_store_begin(plx_store *s, plx_err *e) {
  plx_arena_clear(s->arena);
  plx_map_init(&s->touched, s->arena);
  return plx_db_begin(s->db, e) &&
         plx_db_query(s->db, "SELECT coalesce(max(seq), 0) FROM document", take_int, &s->seq, e);
}

static bool note_change(plx_store *s, plx_str story, const char *kind, plx_err *e) {
  return plx_db_run(s->db, "INSERT INTO change (story, kind, at) VALUES (?1, ?2, ?3)", e, PLX_BIND_S(story),
                    PLX_BIND_S(plx_str_of(kind)), PLX_BIND_S(plx_store_now(s->arena)));
}

static bool refresh_story(plx_store *s, plx_str story, plx_err *e) {
  return plx_db_run(s->db,
                    "UPDATE story SET compared = 0, documents = n, outlets = o, first_day = f, last_day = l FROM"
                    " (SELECT count(*) AS n, count(DISTINCT outlet) AS o, coalesce(min(nullif(day, '')), '') AS f,"
                    "  coalesce(max(day), '') AS l FROM document WHERE story = ?1) AS now WHERE id = ?1",
                    e, PLX_BIND_S(story)) &&
         note_change(s, story, "documents", e);
}

bool plx_store_commit(plx_store *s, plx_err *e) {
  for (uint32_t i = 0; i < s->touched.n; i++)
    if (!refresh_story(s, s->touched.key[i], e)) return false;
  s->touched.n = 0;
  return plx_db_commit(s->db, e);
}

void plx_store_rollback(plx_store *s) {
  plx_db_rollback(s->db);
}

/* --- adding --- */

// PostgreSQL keeps a month's bodies in a table of their own, made when the first comes.
static bool ready_month(plx_store *s, int64_t month, plx_err *e) {
  if (plx_db_kind_of(s->db) != PLX_DB_POSTGRES) return true;
  plx_str sql = plx_str_fmt(s->tmp, "CREATE TABLE IF NOT EXISTS body_%lld PARTITION OF body FOR VALUES IN (%lld)",
                            (long long)month, (long long)month);
  uint32_t before = s->months.n;
  if (plx_map_intern(&s->months, sql) < before) return true;
  return plx_db_run_n(s->db, sql.p, NULL, 0, e);
}

bool plx_store_write_body(plx_store *s, int64_t seq, const plx_stored *d, plx_err *e) {
  int64_t month = plx_store_month(d->published);
  plx_buf_clear(&s->json);
  plx_buf_clear(&s->record);
  plx_pack(d->json, &s->json);
  plx_pack(d->record, &s->record);
  plx_bind v[] = {PLX_BIND_I(seq),
                  PLX_BIND_I(month),
                  PLX_BIND_S(d->title),
                  PLX_BIND_S(d->text),
                  PLX_BIND_B(plx_buf_view(&s->json)),
                  PLX_BIND_B(plx_buf_view(&s->record)),
                  PLX_BIND_S((plx_str){0}),
                  PLX_BIND_S((plx_str){0})};
  if (plx_db_kind_of(s->db) == PLX_DB_SQLITE)
    return plx_db_run_n(
        s->db, "INSERT INTO body (seq, month, title, text, json, record) VALUES (?1, ?2, ?3, ?4, ?5, ?6)", v, 6, e);
  v[6] = PLX_BIND_S(plx_fold(s->tmp, d->title));
  v[7] = PLX_BIND_S(plx_str_sub(plx_fold(s->tmp, plx_str_sub(d->text, 0, FOLDED_BYTES_MAX)), 0, FOLDED_BYTES_MAX));
  return ready_month(s, month, e) &&
         plx_db_run_n(s->db,
                      "INSERT INTO body (seq, month, title, text, json, record, words) VALUES (?1, ?2, ?3, ?4, ?5, ?6,"
                      " setweight(to_tsvector('simple', ?7), 'A') || setweight(to_tsvector('simple', ?8), 'D'))",
                      v, 8, e);
}

static bool write_place(plx_store *s, const plx_term *t, plx_err *e) {
  double lat = t->lat * M_PI / 180, lon = t->lon * M_PI / 180;
  return plx_db_run(s->db,
                    "INSERT INTO place (term, lat, lon, x, y, z) SELECT id, ?2, ?3, ?4, ?5, ?6 FROM term"
                    " WHERE kind = 'at' AND value = ?1 ON CONFLICT DO NOTHING",
                    e, PLX_BIND_S(t->value), PLX_BIND_R(t->lat), PLX_BIND_R(t->lon), PLX_BIND_R(cos(lat) * cos(lon)),
                    PLX_BIND_R(cos(lat) * sin(lon)), PLX_BIND_R(sin(lat)));
}

static bool write_term(plx_store *s, int64_t seq, const plx_term *t, plx_err *e) {
  return plx_db_run(s->db,
                    "INSERT INTO term (kind, value, label, detail, documents) VALUES (?1, ?2, ?3, ?4, 1)"
                    " ON CONFLICT (kind, value) DO UPDATE SET documents = term.documents + 1",
                    e, PLX_BIND_S(t->kind), PLX_BIND_S(t->value), PLX_BIND_S(t->label), PLX_BIND_S(t->detail)) &&
         plx_db_run(s->db, "INSERT INTO facet (term, seq) SELECT id, ?3 FROM term WHERE kind = ?1 AND value = ?2", e,
                    PLX_BIND_S(t->kind), PLX_BIND_S(t->value), PLX_BIND_I(seq)) &&
         (!plx_str_eqz(t->kind, "at") || write_place(s, t, e));
}

static bool write_event(plx_store *s, int64_t seq, const plx_event_row *v, plx_err *e) {
  return plx_db_run(s->db,
                    "INSERT INTO event (seq, event, day, type, cameo, quad, source, target, certainty, at, n)"
                    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
                    e, PLX_BIND_I(seq), PLX_BIND_S(v->event), PLX_BIND_S(v->day), PLX_BIND_S(v->type),
                    PLX_BIND_S(v->cameo), PLX_BIND_I(v->quad), PLX_BIND_S(v->source), PLX_BIND_S(v->target),
                    PLX_BIND_S(v->certainty), PLX_BIND_I(v->at), PLX_BIND_I(v->n));
}

bool plx_store_write_index(plx_store *s, int64_t seq, plx_str record, plx_err *e) {
  plx_index index;
  if (!plx_index_record(record, s->tmp, &index, e)) return false;
  bool ok = true;
  for (uint32_t i = 0; ok && i < index.term.n; i++) ok = write_term(s, seq, &index.term.v[i], e);
  for (uint32_t i = 0; ok && i < index.event.n; i++) ok = write_event(s, seq, &index.event.v[i], e);
  for (uint32_t i = 0; ok && i < index.figure.n; i++) {
    const plx_figure_row *f = &index.figure.v[i];
    ok = plx_db_run(s->db, "INSERT INTO figure (seq, low, high, counted, state) VALUES (?1, ?2, ?3, ?4, ?5)", e,
                    PLX_BIND_I(seq), PLX_BIND_R(f->low), PLX_BIND_R(f->high), PLX_BIND_S(f->counted),
                    PLX_BIND_S(f->state));
  }
  return ok;
}

bool plx_store_drop_index(plx_store *s, int64_t seq, plx_err *e) {
  return plx_db_run(s->db,
                    "UPDATE term SET documents = documents - 1 WHERE id IN (SELECT term FROM facet WHERE seq = ?1)", e,
                    PLX_BIND_I(seq)) &&
         plx_db_run(s->db, "DELETE FROM facet WHERE seq = ?1", e, PLX_BIND_I(seq)) &&
         plx_db_run(s->db, "DELETE FROM event WHERE seq = ?1", e, PLX_BIND_I(seq)) &&
         plx_db_run(s->db, "DELETE FROM figure WHERE seq = ?1", e, PLX_BIND_I(seq));
}

static bool write_document(plx_store *s, int64_t seq, const plx_stored *d, plx_err *e) {
  plx_str added = d->added.n ? d->added : plx_store_now(s->tmp), day = plx_str_sub(d->published, 0, 10);
  return plx_db_run(s->db, "INSERT INTO story (id, title) VALUES (?1, ?2) ON CONFLICT DO NOTHING", e,
                    PLX_BIND_S(d->story), PLX_BIND_S(d->title)) &&
         plx_db_run(s->db,
                    "INSERT INTO document (seq, id, story, outlet, title, published, day, month, language, url, raw, "
                    "added, pipeline,"
                    " revises) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
                    e, PLX_BIND_I(seq), PLX_BIND_S(d->id), PLX_BIND_S(d->story), PLX_BIND_S(d->outlet),
                    PLX_BIND_S(d->title), PLX_BIND_S(d->published), PLX_BIND_S(day),
                    PLX_BIND_I(plx_store_month(d->published)), PLX_BIND_S(d->language), PLX_BIND_S(d->url),
                    PLX_BIND_S(d->raw), PLX_BIND_S(added), PLX_BIND_S(d->pipeline), PLX_BIND_S(d->revises)) &&
         plx_db_run(s->db, "INSERT INTO sketch (seq, sketch) VALUES (?1, ?2)", e, PLX_BIND_I(seq),
                    PLX_BIND_B(d->sketch));
}

bool plx_store_add(plx_store *s, const plx_stored *d, bool *added, plx_err *e) {
  int64_t there = 0;
  *added = false;
  if (!plx_db_query(s->db, "SELECT seq FROM document WHERE id = ?1", take_int, &there, e, PLX_BIND_S(d->id)))
    return false;
  if (there) return true;
  plx_mark m = plx_arena_mark(s->tmp);
  int64_t seq = s->seq + 1;
  bool ok =
      write_document(s, seq, d, e) && plx_store_write_body(s, seq, d, e) && plx_store_write_index(s, seq, d->record, e);
  plx_arena_reset(s->tmp, m);
  if (!ok) return false;
  plx_map_put(&s->touched, d->story);
  s->seq = seq;
  return *added = true;
}

typedef struct place_of {
  plx_arena *arena;
  plx_str story;
  int64_t seq;
} place_of;

static bool take_place(void *ctx, const plx_stored *d) {
  place_of *p = ctx;
  p->seq = d->seq;
  p->story = plx_str_copy(p->arena, d->story);
  return false;
}

bool plx_store_replace(plx_store *s, const plx_stored *d, plx_err *e) {
  plx_mark m = plx_arena_mark(s->tmp);
  place_of old = {.arena = s->tmp};
  bool ok = plx_store_document(s, d->id, 0, take_place, &old, e);
  if (ok && !old.seq) ok = plx_fail(e, PLX_E_STORE, s->name, 0, "no document %.*s to replace", PLX_FMT(d->id));
  plx_buf_clear(&s->json);
  plx_buf_clear(&s->record);
  plx_pack(d->json, &s->json);
  plx_pack(d->record, &s->record);
  ok = ok && plx_store_drop_index(s, old.seq, e) && plx_store_write_index(s, old.seq, d->record, e) &&
       plx_db_run(s->db, "UPDATE body SET json = ?2, record = ?3 WHERE seq = ?1", e, PLX_BIND_I(old.seq),
                  PLX_BIND_B(plx_buf_view(&s->json)), PLX_BIND_B(plx_buf_view(&s->record))) &&
       plx_db_run(s->db, "UPDATE document SET pipeline = ?2 WHERE seq = ?1", e, PLX_BIND_I(old.seq),
                  PLX_BIND_S(d->pipeline));
  if (ok) plx_map_put(&s->touched, old.story);
  plx_arena_reset(s->tmp, m);
  return ok;
}

/* --- documents --- */

static bool id_row(void *ctx, const plx_db_row *r) {
  plx_map_intern(ctx, plx_db_text(r, 0));
  return true;
}

bool plx_store_ids(plx_store *s, plx_map *ids, plx_err *e) {
  return plx_db_query_n(s->db, "SELECT id FROM document", NULL, 0, id_row, ids, e);
}

typedef struct receiver {
  plx_store *store;
  plx_each_stored *document;
  plx_each_stored_story *story;
  void *ctx;
  unsigned wanted;
  plx_err *e;
} receiver;

#define DOCUMENT_COLUMNS                                                                                               \
  "d.seq, d.id, d.story, d.outlet, d.title, d.published, d.language, d.url, d.raw, d.added, d.pipeline, d.revises"
#define SHORT_SQL "SELECT " DOCUMENT_COLUMNS " FROM document d "
#define BODY_SQL                                                                                                       \
  "SELECT " DOCUMENT_COLUMNS                                                                                           \
  ", b.text, b.json, b.record FROM document d JOIN body b ON b.seq = d.seq AND b.month = d.month "

static bool document_row(void *ctx, const plx_db_row *r) {
  receiver *to = ctx;
  plx_buf json = {0}, record = {0};
  plx_stored d = {.seq = plx_db_int(r, 0),
                  .id = plx_db_text(r, 1),
                  .story = plx_db_text(r, 2),
                  .outlet = plx_db_text(r, 3),
                  .title = plx_db_text(r, 4),
                  .published = plx_db_text(r, 5),
                  .language = plx_db_text(r, 6),
                  .url = plx_db_text(r, 7),
                  .raw = plx_db_text(r, 8),
                  .added = plx_db_text(r, 9),
                  .pipeline = plx_db_text(r, 10),
                  .revises = plx_db_text(r, 11)};
  bool ok = true, more = false;
  if (to->wanted & PLX_WANT_TEXT) d.text = plx_db_text(r, 12);
  if (to->wanted & PLX_WANT_JSON) ok = plx_unpack(plx_db_text(r, 13), &json, to->e);
  if (ok && to->wanted & PLX_WANT_RECORD) ok = plx_unpack(plx_db_text(r, 14), &record, to->e);
  d.json = plx_buf_view(&json);
  d.record = plx_buf_view(&record);
  if (ok) more = to->document(to->ctx, &d);
  plx_buf_free(&json);
  plx_buf_free(&record);
  return more;
}

static bool each_document(plx_store *s, const char *tail, unsigned wanted, const plx_bind *v, size_t n,
                          plx_each_stored *each, void *ctx, plx_err *e) {
  plx_err mine = {0};
  receiver to = {.store = s, .document = each, .ctx = ctx, .wanted = wanted, .e = &mine};
  char sql[512];
  snprintf(sql, sizeof sql, "%s%s", wanted ? BODY_SQL : SHORT_SQL, tail);
  if (!plx_db_query_n(s->db, sql, v, n, document_row, &to, e)) return false;
  if (mine.code) *e = mine;
  return !mine.code;
}

bool plx_store_documents(plx_store *s, plx_str story, unsigned wanted, plx_each_stored *each, void *ctx, plx_err *e) {
  plx_bind v[] = {PLX_BIND_S(story)};
  return each_document(s, "WHERE d.story = ?1 ORDER BY d.seq", wanted, v, 1, each, ctx, e);
}

bool plx_store_documents_after(plx_store *s, int64_t seq, int64_t limit, unsigned wanted, plx_each_stored *each,
                               void *ctx, plx_err *e) {
  plx_bind v[] = {PLX_BIND_I(seq), PLX_BIND_I(limit)};
  return each_document(s, "WHERE d.seq > ?1 ORDER BY d.seq LIMIT ?2", wanted, v, 2, each, ctx, e);
}

bool plx_store_documents_before(plx_store *s, int64_t seq, int64_t limit, unsigned wanted, plx_each_stored *each,
                                void *ctx, plx_err *e) {
  plx_bind v[] = {PLX_BIND_I(seq), PLX_BIND_I(limit)};
  return each_document(s, "WHERE d.seq < ?1 ORDER BY d.seq DESC LIMIT ?2", wanted, v, 2, each, ctx, e);
}

bool plx_store_documents_not_of(plx_store *s, plx_str pipeline, int64_t seq, int64_t limit, plx_each_stored *each,
                                void *ctx, plx_err *e) {
  plx_bind v[] = {PLX_BIND_S(pipeline), PLX_BIND_I(seq), PLX_BIND_I(limit)};
  return each_document(s, "WHERE d.pipeline <> ?1 AND d.seq > ?2 ORDER BY d.seq LIMIT ?3", PLX_WANT_JSON, v, 3, each,
                       ctx, e);
}

bool plx_store_document(plx_store *s, plx_str id, unsigned wanted, plx_each_stored *each, void *ctx, plx_err *e) {
  plx_bind v[] = {PLX_BIND_S(id)};
  return each_document(s, "WHERE d.id = ?1", wanted, v, 1, each, ctx, e);
}

bool plx_store_revised(plx_store *s, plx_str story, plx_each_stored *each, void *ctx, plx_err *e) {
  plx_bind v[] = {PLX_BIND_S(story)};
  return each_document(
      s,
      "WHERE d.url IN (SELECT k.url FROM document k WHERE k.url <> '' AND k.url IN (SELECT i.url FROM document i"
      " WHERE i.story = ?1 AND i.url <> '') GROUP BY k.url HAVING count(*) > 1) ORDER BY d.seq",
      PLX_WANT_TEXT, v, 1, each, ctx, e);
}

static bool version_row(void *ctx, const plx_db_row *r) {
  const receiver *to = ctx;
  plx_stored d = {.seq = plx_db_int(r, 0),
                  .id = plx_db_text(r, 1),
                  .story = plx_db_text(r, 2),
                  .title = plx_db_text(r, 3),
                  .published = plx_db_text(r, 4),
                  .added = plx_db_text(r, 5),
                  .revises = plx_db_text(r, 6),
                  .text = plx_db_text(r, 7),
                  .sketch = plx_db_text(r, 8)};
  return to->document(to->ctx, &d);
}

bool plx_store_versions(plx_store *s, plx_str url, plx_each_stored *each, void *ctx, plx_err *e) {
  receiver to = {.document = each, .ctx = ctx};
  return !url.n ||
         plx_db_query(
             s->db,
             "SELECT d.seq, d.id, d.story, d.title, d.published, d.added, d.revises, b.text, k.sketch FROM document d"
             " JOIN body b ON b.seq = d.seq AND b.month = d.month JOIN sketch k ON k.seq = d.seq WHERE d.url = ?1 AND "
             "d.url <> ''"
             " ORDER BY d.seq",
             version_row, &to, e, PLX_BIND_S(url));
}

static bool sketch_row(void *ctx, const plx_db_row *r) {
  const receiver *to = ctx;
  plx_stored d = {
      .seq = plx_db_int(r, 0), .id = plx_db_text(r, 1), .story = plx_db_text(r, 2), .sketch = plx_db_text(r, 3)};
  return to->document(to->ctx, &d);
}

bool plx_store_sketches(plx_store *s, int64_t seq, int64_t limit, plx_each_stored *each, void *ctx, plx_err *e) {
  receiver to = {.document = each, .ctx = ctx};
  return plx_db_query(
      s->db,
      "SELECT d.seq, d.id, d.story, k.sketch FROM document d JOIN sketch k ON k.seq = d.seq WHERE d.seq > ?1"
      " AND d.seq > (SELECT coalesce(max(seq), 0) FROM document) - ?2 ORDER BY d.seq",
      sketch_row, &to, e, PLX_BIND_I(seq), PLX_BIND_I(limit));
}

/* --- stories --- */

plx_stored_story plx_store_story_row(const plx_db_row *r) {
  plx_stored_story s = {.id = plx_db_text(r, 0),
                        .title = plx_db_text(r, 1),
                        .brief = plx_db_text(r, 2),
                        .first_day = plx_db_text(r, 3),
                        .last_day = plx_db_text(r, 4),
                        .documents = plx_db_int(r, 5),
                        .outlets = plx_db_int(r, 6),
                        .compared = plx_db_int(r, 7) != 0,
                        .origins = plx_db_int(r, 8)};
  for (int i = 0; i < 5; i++) s.relation[i] = plx_db_int(r, 9 + i);
  s.earlier = plx_db_text(r, 14);
  return s;
}

static bool story_row(void *ctx, const plx_db_row *r) {
  const receiver *to = ctx;
  plx_stored_story s = plx_store_story_row(r);
  return to->story(to->ctx, &s);
}

bool plx_store_story(plx_store *s, plx_str id, plx_each_stored_story *each, void *ctx, plx_err *e) {
  receiver to = {.story = each, .ctx = ctx};
  return plx_db_query(s->db, "SELECT " PLX_STORY_COLUMNS " FROM story s WHERE s.id = ?1", story_row, &to, e,
                      PLX_BIND_S(id));
}

bool plx_store_stories_after(plx_store *s, plx_str id, int64_t limit, plx_each_stored_story *each, void *ctx,
                             plx_err *e) {
  receiver to = {.story = each, .ctx = ctx};
  return plx_db_query(s->db, "SELECT " PLX_STORY_COLUMNS " FROM story s WHERE s.id > ?1 ORDER BY s.id LIMIT ?2",
                      story_row, &to, e, PLX_BIND_S(id), PLX_BIND_I(limit));
}

bool plx_store_stories_waiting(plx_store *s, int64_t limit, plx_each_stored_story *each, void *ctx, plx_err *e) {
  receiver to = {.story = each, .ctx = ctx};
  return plx_db_query(
      s->db, "SELECT " PLX_STORY_COLUMNS " FROM story s WHERE s.compared = 0 ORDER BY s.last_day DESC, s.id LIMIT ?1",
      story_row, &to, e, PLX_BIND_I(limit));
}

static bool counts_row(void *ctx, const plx_db_row *r) {
  int64_t *n = ctx;
  n[0] = plx_db_int(r, 0);
  n[1] = plx_db_int(r, 1);
  return false;
}

bool plx_store_counts(plx_store *s, int64_t *documents, int64_t *stories, plx_err *e) {
  int64_t n[2] = {0, 0};
  bool ok = plx_db_query_n(s->db, "SELECT (SELECT count(*) FROM document), (SELECT count(*) FROM story)", NULL, 0,
                           counts_row, n, e);
  *documents = n[0];
  *stories = n[1];
  return ok;
}

typedef struct unpacking {
  plx_buf *out;
  bool found;
  plx_err e;
} unpacking;

static bool comparison_row(void *ctx, const plx_db_row *r) {
  unpacking *u = ctx;
  u->found = plx_unpack(plx_db_text(r, 0), u->out, &u->e);
  return false;
}

bool plx_store_comparison(plx_store *s, plx_str story, plx_buf *out, bool *found, plx_err *e) {
  unpacking u = {.out = out};
  bool ok = plx_db_query(
      s->db, "SELECT c.json FROM comparison c JOIN story s ON s.id = c.story WHERE s.id = ?1 AND s.compared = 1",
      comparison_row, &u, e, PLX_BIND_S(story));
  if (u.e.code) *e = u.e;
  *found = u.found;
  return ok && !u.e.code;
}

static bool write_comparison(plx_store *s, plx_str story, int64_t documents, plx_str json, plx_err *e) {
  plx_story_row row;
  int64_t now = 0;
  if (!plx_index_story(json, s->arena, &row, e)) return false;
  if (!plx_db_query(s->db, "SELECT documents FROM story WHERE id = ?1", take_int, &now, e, PLX_BIND_S(story)))
    return false;
  if (now != documents) return true; // somebody added to it meanwhile
  plx_buf_clear(&s->json);
  plx_pack(json, &s->json);
  return plx_db_run(s->db,
                    "INSERT INTO comparison (story, json) VALUES (?1, ?2) ON CONFLICT (story) DO UPDATE SET json = ?2",
                    e, PLX_BIND_S(story), PLX_BIND_B(plx_buf_view(&s->json))) &&
         plx_db_run(s->db,
                    "UPDATE story SET title = ?2, brief = ?3, compared = 1, origins = ?4, agree = ?5, differ = ?6, "
                    "conflict = ?7,"
                    " deny = ?8, single = ?9 WHERE id = ?1",
                    e, PLX_BIND_S(story), PLX_BIND_S(row.title), PLX_BIND_S(row.brief), PLX_BIND_I(row.origins),
                    PLX_BIND_I(row.relation[0]), PLX_BIND_I(row.relation[1]), PLX_BIND_I(row.relation[2]),
                    PLX_BIND_I(row.relation[3]), PLX_BIND_I(row.relation[4])) &&
         note_change(s, story, "compared", e);
}

bool plx_store_keep(plx_store *s, plx_str story, int64_t documents, plx_str json, plx_err *e) {
  bool own = !plx_db_in_transaction(s->db);
  if (own && !plx_store_begin(s, e)) return false;
  bool ok = write_comparison(s, story, documents, json, e) && (!own || plx_store_commit(s, e));
  if (!ok && own) plx_store_rollback(s);
  return ok;
}

/* --- days and changes --- */

typedef struct teller {
  plx_each_day *day;
  plx_each_change *change;
  void *ctx;
} teller;

static bool day_row(void *ctx, const plx_db_row *r) {
  const teller *t = ctx;
  return t->day(t->ctx, plx_db_text(r, 0), plx_db_int(r, 1));
}

bool plx_store_days(plx_store *s, plx_str story, plx_each_day *each, void *ctx, plx_err *e) {
  teller t = {.day = each, .ctx = ctx};
  return plx_db_query(s->db,
                      "SELECT day, count(*) FROM document WHERE story = ?1 AND day <> '' GROUP BY day ORDER BY day",
                      day_row, &t, e, PLX_BIND_S(story));
}

bool plx_store_outlets(plx_store *s, plx_str story, int64_t limit, plx_each_day *each, void *ctx, plx_err *e) {
  teller t = {.day = each, .ctx = ctx};
  return plx_db_query(s->db,
                      "SELECT outlet, count(*) FROM document WHERE story = ?1 AND outlet <> '' GROUP BY outlet"
                      " ORDER BY count(*) DESC, outlet LIMIT ?2",
                      day_row, &t, e, PLX_BIND_S(story), PLX_BIND_I(limit));
}

static bool change_row(void *ctx, const plx_db_row *r) {
  const teller *t = ctx;
  return t->change(t->ctx, plx_db_int(r, 0), plx_db_text(r, 1), plx_db_text(r, 2));
}

bool plx_store_changes(plx_store *s, int64_t n, int64_t limit, plx_each_change *each, void *ctx, plx_err *e) {
  teller t = {.change = each, .ctx = ctx};
  return plx_db_query(s->db, "SELECT n, story, kind FROM change WHERE n > ?1 ORDER BY n LIMIT ?2", change_row, &t, e,
                      PLX_BIND_I(n), PLX_BIND_I(limit));
}

bool plx_store_last_change(plx_store *s, int64_t *n, plx_err *e) {
  *n = 0;
  return plx_db_query_n(s->db, "SELECT coalesce(max(n), 0) FROM change", NULL, 0, take_int, n, e);
}
