/* SPDX-License-Identifier: Apache-2.0 */
/* The store: what goes in comes out, half-done work is undone, older schemas are brought forward, the doctor tells what
 * is wrong, and a file that is no store is refused. */
#include "store_fixture.h"

#include <sys/wait.h>

#include "store/doctor.h"
#include "store/move.h"
#include "store/pack.h"
#include "store/raw.h"
#include "store/thread.h"

static bool check_story(void *ctx, const plx_stored_story *s) {
  assert_int_equal(s->documents, *(int *)ctx);
  assert_int_equal(s->outlets, 1);
  assert_true(plx_str_eqz(s->last_day, "2024-03-07"));
  assert_false(s->compared);
  *(int *)ctx = -1;
  return true;
}

static bool check_document(void *ctx, const plx_stored *d) {
  ++*(int *)ctx;
  assert_true(plx_str_eqz(d->id, "b"));
  assert_true(plx_str_eqz(d->text, "Lisbon was hit by a storm. \xC3\xA9"));
  assert_true(plx_str_eqz(d->json, "{\"id\":\"x\"}"));
  assert_true(plx_str_eqz(d->record, EMPTY));
  assert_true(plx_str_eqz(d->pipeline, "test"));
  assert_int_equal(d->added.n, strlen("2026-11-22T21:33:05Z"));
  return true;
}

static bool check_sketch(void *ctx, const plx_stored *d) {
  ++*(int *)ctx;
  assert_int_equal(d->sketch.n, 2);
  assert_memory_equal(d->sketch.p, "\0\1", 2);
  return true;
}

static void what_goes_in_comes_out(void **state) {
  (void)state;
  plx_err e = {0};
  plx_store *s = open_store();
  put(s, "a", "s1", "A storm hit Lisbon.");
  put(s, "b", "s1", "Lisbon was hit by a storm. \xC3\xA9");
  put(s, "c", "s2", "An election in Bonn.");
  assert_int_equal(documents(s, NULL), 3);
  assert_int_equal(documents(s, "s1"), 2);
  int two = 2, one = 0, sketches = 0;
  assert_true(plx_store_story(s, PLX_STR("s1"), check_story, &two, &e));
  assert_int_equal(two, -1);
  assert_true(
      plx_store_document(s, PLX_STR("b"), PLX_WANT_TEXT | PLX_WANT_JSON | PLX_WANT_RECORD, check_document, &one, &e));
  assert_int_equal(one, 1);
  assert_true(plx_store_sketches(s, 1, 1000, check_sketch, &sketches, &e));
  assert_int_equal(sketches, 2);
  plx_map ids;
  plx_map_init(&ids, arena);
  assert_true(plx_store_ids(s, &ids, &e));
  assert_int_equal(ids.n, 3);
  plx_store_close(s);
}

static void move(plx_store *s, int64_t seq, const char *from, const char *to) {
  plx_err e = {0};
  assert_true(plx_store_begin(s, &e) &&
              plx_store_move(s, seq, plx_str_of(from), plx_str_of(to), PLX_STR("merge"), &e) &&
              plx_store_commit(s, &e));
}

static bool check_move(void *ctx, const plx_stored_move *m) {
  ++*(int *)ctx;
  assert_int_equal(m->seq, 2);
  assert_true(plx_str_eqz(m->from, "s2") && plx_str_eqz(m->to, "s3") && plx_str_eqz(m->why, "merge"));
  assert_int_equal(m->at.n, strlen("2026-11-22T21:33:05Z"));
  return true;
}

static void a_story_that_went_elsewhere_can_be_followed(void **state) {
  (void)state;
  plx_err e = {0};
  plx_store *s = open_store();
  put(s, "a", "s1", "A storm hit Lisbon.");
  put(s, "b", "s2", "Lisbon was hit by a storm.");
  put(s, "c", "s3", "A storm was in Lisbon.");
  int64_t stories, all, n;
  plx_str now;
  assert_true(plx_store_went(s, PLX_STR("s2"), arena, &now, &e));
  assert_int_equal(now.n, 0); // it is where it was
  move(s, 1, "s1", "s2");
  assert_int_equal(documents(s, "s2"), 2);
  assert_true(plx_store_last_move(s, &n, &e));
  move(s, 1, "s2", "s3");
  move(s, 2, "s2", "s3");
  assert_int_equal(documents(s, "s3"), 3);
  assert_true(plx_store_counts(s, &all, &stories, &e));
  assert_int_equal(all, 3);
  assert_int_equal(stories, 1); // the others are no more
  assert_true(plx_store_went(s, PLX_STR("s1"), arena, &now, &e));
  assert_true(plx_str_eqz(now, "s3"));
  assert_true(plx_store_went(s, PLX_STR("s9"), arena, &now, &e));
  assert_int_equal(now.n, 0);
  int moves = 0;
  assert_true(plx_store_moves(s, n + 1, check_move, &moves, &e));
  assert_int_equal(moves, 1);
  plx_store_close(s);
}

static void go_on(plx_store *s, const char *story, const char *earlier) {
  plx_err e = {0};
  assert_true(plx_store_begin(s, &e) && plx_store_goes_on(s, plx_str_of(story), plx_str_of(earlier), &e) &&
              plx_store_commit(s, &e));
}

static bool check_earlier(void *ctx, const plx_stored_story *s) {
  *(bool *)ctx = plx_str_eqz(s->earlier, "s2");
  return true;
}

static void stories_make_threads(void **state) {
  (void)state;
  plx_err e = {0};
  plx_store *s = open_store();
  plx_thread thread;
  put(s, "a", "s1", "Aleppo in September.");
  put(s, "b", "s2", "Aleppo in December.");
  put(s, "c", "s3", "Aleppo in January.");
  put(s, "d", "s4", "An election in Bonn.");
  go_on(s, "s2", "s1");
  go_on(s, "s3", "s2");
  assert_true(plx_store_thread(s, PLX_STR("s3"), arena, &thread, &e));
  assert_int_equal(thread.n, 3);
  assert_true(plx_str_eqz(thread.v[0], "s1") && plx_str_eqz(thread.v[2], "s3"));
  bool told = false;
  assert_true(plx_store_story(s, PLX_STR("s3"), check_earlier, &told, &e) && told);
  assert_true(plx_store_thread(s, PLX_STR("s4"), arena, &thread, &e));
  assert_int_equal(thread.n, 1);
  move(s, 2, "s2", "s4"); // s3 goes on from where s2 went
  assert_true(plx_store_thread(s, PLX_STR("s3"), arena, &thread, &e));
  assert_int_equal(thread.n, 2);
  assert_true(plx_str_eqz(thread.v[0], "s4"));
  plx_store_close(s);
}

static void a_document_is_there_once(void **state) {
  (void)state;
  plx_err e = {0};
  bool added;
  plx_store *s = open_store();
  put(s, "a", "s1", "x");
  plx_stored again = document("a", "s2", "x");
  assert_true(plx_store_begin(s, &e));
  assert_true(plx_store_add(s, &again, &added, &e));
  assert_false(added);
  assert_true(plx_store_commit(s, &e));
  assert_int_equal(documents(s, NULL), 1);
  int64_t n, stories;
  assert_true(plx_store_counts(s, &n, &stories, &e));
  assert_int_equal(stories, 1);
  plx_store_close(s);
}

/* --- stories that were compared --- */

static bool see_row(void *ctx, const plx_stored_story *s) {
  *(plx_stored_story *)ctx = *s;
  ((plx_stored_story *)ctx)->title = plx_str_copy(arena, s->title);
  return true;
}

static bool see_change(void *ctx, int64_t n, plx_str story, plx_str kind) {
  seen *w = ctx;
  (void)n;
  snprintf(w->ids + strlen(w->ids), sizeof w->ids - strlen(w->ids), "%.*s:%.*s ", PLX_FMT(story), PLX_FMT(kind));
  return true;
}

static void a_comparison_holds_until_a_document_comes(void **state) {
  (void)state;
  static const char json[] = "{\"id\":\"s1\",\"title\":\"Storm over Lisbon\",\"brief\":\"b\",\"claims\":["
                             "{\"relation\":\"conflict\",\"origins\":2},{\"relation\":\"agree\",\"origins\":3},{"
                             "\"relation\":\"agree\",\"origins\":1}]}";
  plx_store *s = open_store();
  plx_err e = {0};
  plx_buf out = {0};
  bool kept;
  plx_stored_story row;
  put(s, "a", "s1", "x");
  assert_true(plx_store_comparison(s, PLX_STR("s1"), &out, &kept, &e));
  assert_false(kept);
  assert_true(plx_store_keep(s, PLX_STR("s1"), 2, plx_str_of(json), &e)); // made from more documents than there are
  assert_true(plx_store_comparison(s, PLX_STR("s1"), &out, &kept, &e) && !kept);
  assert_true(plx_store_keep(s, PLX_STR("s1"), 1, plx_str_of(json), &e));
  assert_true(plx_store_comparison(s, PLX_STR("s1"), &out, &kept, &e) && kept);
  assert_string_equal(out.p, json);
  assert_true(plx_store_story(s, PLX_STR("s1"), see_row, &row, &e));
  assert_true(row.compared && row.origins == 3 && row.relation[0] == 2 && row.relation[2] == 1);
  assert_true(plx_str_eqz(row.title, "Storm over Lisbon"));
  plx_query q = {.relation = PLX_STR("conflict")};
  assert_int_equal(found(s, &q), 1);
  put(s, "b", "s1", "y");
  plx_buf_clear(&out);
  assert_true(plx_store_comparison(s, PLX_STR("s1"), &out, &kept, &e) && !kept);
  seen waiting = {{0}}, changes = {{0}};
  assert_true(plx_store_stories_waiting(s, 10, see_story, &waiting, &e));
  assert_string_equal(waiting.ids, "s1 ");
  assert_true(plx_store_changes(s, 0, 10, see_change, &changes, &e));
  assert_string_equal(changes.ids, "s1:documents s1:compared s1:documents ");
  plx_buf_free(&out);
  plx_store_close(s);
}

static void a_record_is_replaced_with_its_index(void **state) {
  (void)state;
  plx_store *s = open_store();
  plx_err e = {0};
  put_two(s);
  plx_stored again = document("a", "", "Aleppo was shelled on Wednesday.");
  again.pipeline = PLX_STR("newer");
  int old = 0;
  assert_true(plx_store_documents_not_of(s, PLX_STR("newer"), 0, 10, count, &old, &e));
  assert_int_equal(old, 2);
  assert_true(plx_store_begin(s, &e) && plx_store_replace(s, &again, &e) && plx_store_commit(s, &e));
  plx_query entity = {.entity = PLX_STR("aleppo")}, figure = {.counted = PLX_STR("people")};
  assert_int_equal(found(s, &entity), 0);
  assert_int_equal(found(s, &figure), 0);
  seen terms = {{0}};
  assert_true(plx_find_terms(s, PLX_STR("entity"), (plx_str){0}, 10, see_term, &terms, &e));
  assert_string_equal(terms.ids, "");
  old = 0;
  assert_true(plx_store_documents_not_of(s, PLX_STR("newer"), 0, 10, count, &old, &e));
  assert_int_equal(old, 1);
  plx_store_close(s);
}

static void versions_of_an_article(void **state) {
  (void)state;
  plx_store *s = open_store();
  plx_err e = {0};
  plx_stored a = document("a", "s1", "first"), b = document("b", "s1", "second"), c = document("c", "s1", "another");
  a.url = b.url = PLX_STR("http://example.org/a");
  c.url = PLX_STR("http://example.org/c");
  b.revises = PLX_STR("a");
  put_row(s, &a);
  put_row(s, &c);
  put_row(s, &b);
  seen versions = {{0}}, revised = {{0}}, none = {{0}};
  assert_true(plx_store_versions(s, a.url, see_document, &versions, &e));
  assert_string_equal(versions.ids, "a b ");
  assert_true(plx_store_versions(s, (plx_str){0}, see_document, &none, &e));
  assert_string_equal(none.ids, "");
  assert_true(plx_store_revised(s, PLX_STR("s1"), see_document, &revised, &e));
  assert_string_equal(revised.ids, "a b ");
  plx_store_close(s);
}

/* --- bytes, and the doctor --- */

static void bytes_come_back(void **state) {
  (void)state;
  static const char hash[] = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
  plx_store *s = open_store();
  plx_err e = {0};
  plx_buf out = {0};
  bool there;
  for (int twice = 0; twice < 2; twice++)
    assert_true(plx_store_begin(s, &e) && plx_raw_keep(s, plx_str_of(hash), PLX_STR("<p>test\0</p>"), &e) &&
                plx_store_commit(s, &e));
  assert_true(plx_raw_fetch(s, plx_str_of(hash), &out, &there, &e) && there);
  assert_true(plx_str_eq(plx_buf_view(&out), PLX_STR("<p>test\0</p>")));
  assert_true(plx_raw_fetch(s, PLX_STR("../../../etc/passwd"), &out, &there, &e) && !there);
  assert_false(plx_raw_keep(s, PLX_STR("../../../tmp/x"), PLX_STR("x"), &e));
  plx_buf_free(&out);
  plx_store_close(s);
}

static bool see_check(void *ctx, const plx_check *c) {
  seen *w = ctx;
  if (c->wrong)
    snprintf(w->ids + strlen(w->ids), sizeof w->ids - strlen(w->ids), "%s: %d%s; ", c->what, (int)c->wrong,
             c->mended ? " mended" : "");
  return true;
}

static void the_doctor_finds_and_mends(void **state) {
  (void)state;
  plx_store *s = open_store();
  plx_err e = {0};
  seen well = {{0}}, ill = {{0}}, mending = {{0}}, after = {{0}};
  put_two(s);
  assert_true(plx_doctor(s, false, see_check, &well, &e));
  assert_string_equal(well.ids, "");
  assert_true(plx_db_script(
      s->db,
      PLX_STR("DELETE FROM facet WHERE term IN (SELECT id FROM term WHERE value = 'aleppo' AND kind = 'entity');"
              "UPDATE story SET documents = 7 WHERE id = 's1'; INSERT INTO story (id, title) VALUES ('empty', 'x');"
              "UPDATE story SET compared = 1 WHERE id = 's2'"),
      &e));
  if (!on_postgres())
    assert_true(plx_db_script(s->db,
                              PLX_STR("INSERT INTO words (words, rowid, title, text) VALUES ('delete', 1, 'Storm', "
                                      "'Aleppo was shelled on Wednesday.')"),
                              &e));
  assert_true(plx_doctor(s, false, see_check, &ill, &e));
  const char *const expect[] = {"documents whose index is out of step: 1; ", "stories without a document: 1; ",
                                "stories that count their documents wrong: 1; ",
                                "stories said to be compared that are not: 1; ",
                                "terms that count their documents wrong: 1; "};
  for (int i = 0; i < 5; i++) assert_non_null(strstr(ill.ids, expect[i]));
  if (!on_postgres()) assert_non_null(strstr(ill.ids, "the index of words out of step: 1; "));
  assert_true(plx_doctor(s, true, see_check, &mending, &e));
  assert_null(strstr(mending.ids, "1; ")); // every one was mended
  assert_true(plx_doctor(s, false, see_check, &after, &e));
  assert_string_equal(after.ids, "");
  plx_query q = {.words = PLX_STR("shelled"), .entity = PLX_STR("aleppo")};
  assert_int_equal(found(s, &q), 1);
  plx_store_close(s);
}

static void the_doctor_names_what_is_damaged(void **state) {
  (void)state;
  plx_store *s = open_store();
  plx_err e = {0};
  seen ill = {{0}};
  put_two(s);
  assert_true(plx_db_script(s->db,
                            on_postgres() ? PLX_STR("UPDATE body SET record = '\\x00010203' WHERE seq = 1")
                                          : PLX_STR("UPDATE body SET record = x'00010203' WHERE seq = 1"),
                            &e));
  assert_true(plx_doctor(s, true, see_check, &ill, &e));
  assert_string_equal(ill.ids, "documents that cannot be read: 1; ");
  plx_store_close(s);
}

/* --- what goes wrong --- */

// A writer that dies at any point leaves all that was committed and nothing else.
static void a_killed_writer_leaves_a_whole_store(void **state) {
  for (int committed = 0; committed < 3; committed++) {
    clean(state);
    assert_int_equal(fresh(state), 0);
    pid_t child = fork();
    if (child == 0) {
      plx_err e = {0};
      plx_store *s = plx_store_open(path, PLX_STORE_WRITE, &e);
      for (int i = 0; i < committed; i++) {
        char id[16];
        snprintf(id, sizeof id, "d%d", i);
        put(s, id, "s1", "x");
      }
      bool added;
      plx_stored half = document("half", "s1", "x");
      plx_store_begin(s, &e);
      plx_store_add(s, &half, &added, &e);
      _exit(0); // without commit or close
    }
    int status;
    waitpid(child, &status, 0);
    plx_store *s = open_store();
    assert_int_equal(documents(s, NULL), committed);
    put(s, "next", "s1", "x");
    assert_int_equal(documents(s, NULL), committed + 1);
    plx_store_close(s);
  }
}

static void a_failed_step_undoes_the_transaction(void **state) {
  (void)state;
  plx_store *s = open_store();
  plx_err e = {0};
  bool added;
  put(s, "a", "s1", "x");
  plx_stored fine = document("b", "s1", "x"), broken = document("c", "s1", "x");
  broken.record = PLX_STR("{\"entities\":[");
  assert_true(plx_store_begin(s, &e) && plx_store_add(s, &fine, &added, &e));
  assert_false(plx_store_add(s, &broken, &added, &e));
  plx_store_rollback(s);
  assert_int_equal(documents(s, NULL), 1);
  put(s, "d", "s1", "x");
  assert_int_equal(documents(s, NULL), 2);
  plx_store_close(s);
}

static void what_is_no_store_is_refused(void **state) {
  (void)state;
  plx_err e = {0}, missing = {0};
  if (on_postgres()) {
    assert_null(plx_store_open("postgresql://nobody:secret@/none?host=/no/such/folder", PLX_STORE_WRITE, &e));
    assert_int_equal(e.code, PLX_E_STORE);
    assert_null(strstr(e.input, "secret"));
    return;
  }
  assert_true(
      plx_file_write(path, PLX_STR("This is a letter, not a database; it goes on for a while, as letters do."), &e));
  assert_null(plx_store_open(path, PLX_STORE_WRITE, &e));
  assert_int_equal(e.code, PLX_E_STORE);
  assert_null(plx_store_open("/no/such/folder/x.db", PLX_STORE_READ, &missing));
  assert_int_equal(missing.code, PLX_E_STORE);
}

/* --- what only PostgreSQL does --- */

static bool add_row(void *ctx, const plx_db_row *r) {
  plx_buf_str(ctx, plx_db_text(r, 0));
  plx_buf_char(ctx, '\n');
  return true;
}

static void each_month_has_a_table(void **state) {
  (void)state;
  plx_err e = {0};
  plx_buf tables = {0}, plan = {0};
  const char *const published[] = {"2024-03-07", "2024-05-01", "2024-05-30", ""};
  if (!on_postgres()) return;
  plx_store *s = open_store();
  for (int i = 0; i < 4; i++) {
    const char id[] = {'d', (char)('0' + i), 0};
    plx_stored d = document(id, "s1", "x");
    d.published = plx_str_of(published[i]);
    put_row(s, &d);
  }
  const char *counted = "SELECT tableoid::regclass::text || ' ' || count(*)::text FROM body GROUP BY tableoid"
                        " ORDER BY 1";
  assert_true(plx_db_query_n(s->db, counted, NULL, 0, add_row, &tables, &e));
  assert_string_equal(tables.p, "body_0 1\nbody_202403 1\nbody_202405 2\n");
  const char *one_month = "EXPLAIN SELECT text FROM body WHERE month = 202405 AND seq = 2";
  assert_true(plx_db_query_n(s->db, one_month, NULL, 0, add_row, &plan, &e));
  assert_non_null(strstr(plan.p, "body_202405"));
  assert_null(strstr(plan.p, "body_202403")); // the other months are not looked at
  plx_store_close(s);
  plx_buf_free(&tables);
  plx_buf_free(&plan);
}

// What gives no rows is sent ahead: that it failed is known when somebody waits.
static void statements_are_sent_ahead(void **state) {
  (void)state;
  plx_err e = {0};
  if (!on_postgres()) return;
  plx_store *s = open_store();
  assert_true(plx_db_begin(s->db, &e));
  const char *twice = "INSERT INTO meta (key, value) VALUES ('schema', ?1)";
  assert_true(plx_db_run(s->db, twice, &e, PLX_BIND_S(PLX_STR("x"))));
  assert_false(plx_db_commit(s->db, &e));
  assert_non_null(strstr(e.msg, "duplicate key"));
  plx_db_rollback(s->db);
  put(s, "a", "s1", "A storm hit Lisbon."); // and all goes on
  assert_int_equal(documents(s, NULL), 1);
  plx_store_close(s);
}

/* --- older stores --- */

static const char schema_1[] =
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;"
    "CREATE TABLE story (id TEXT PRIMARY KEY, title TEXT NOT NULL, first_day TEXT NOT NULL DEFAULT '', last_day TEXT "
    "NOT NULL DEFAULT '',"
    " documents INTEGER NOT NULL DEFAULT 0, outlets INTEGER NOT NULL DEFAULT 0, json TEXT) STRICT;"
    "CREATE TABLE document (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, story TEXT NOT NULL REFERENCES story "
    "(id),"
    " outlet TEXT NOT NULL DEFAULT '', title TEXT NOT NULL DEFAULT '', published TEXT NOT NULL DEFAULT '', text TEXT "
    "NOT NULL,"
    " json TEXT NOT NULL, record TEXT NOT NULL, pipeline TEXT NOT NULL, sketch BLOB NOT NULL) STRICT;"
    "CREATE INDEX document_story ON document (story, published, seq); CREATE INDEX story_last_day ON story (last_day);"
    "CREATE VIRTUAL TABLE words USING fts5 (title, text, content = 'document', content_rowid = 'seq', tokenize = "
    "'unicode61 remove_diacritics 2');"
    "CREATE TRIGGER document_words AFTER INSERT ON document BEGIN INSERT INTO words (rowid, title, text) VALUES "
    "(new.seq, new.title, new.text); END;"
    "INSERT INTO story (id, title, documents) VALUES ('s1', 'Storm', 2);"
    "INSERT INTO document (id, story, outlet, published, text, json, record, pipeline, sketch) VALUES"
    " ('a', 's1', 'O', '2024-03-07', 'A storm hit Lisbon.', '{}', '{}', 'old', x'00'), ('b', 's1', 'P', '2024-03-08', "
    "'Bonn voted.', '{}', '{}', 'old', x'00');"
    "PRAGMA user_version = 1;";

static void an_older_store_is_brought_forward(void **state) {
  (void)state;
  plx_err e = {0};
  if (on_postgres()) return; // no older one was ever made there
  plx_db *db = plx_db_open(path, true, &e);
  assert_true(plx_db_script(db, plx_str_of(schema_1), &e));
  plx_db_close(db);
  assert_null(plx_store_open(path, PLX_STORE_READ, &e));
  assert_non_null(strstr(e.msg, "doctor"));
  plx_store *s = open_store();
  assert_int_equal(documents(s, "s1"), 2);
  plx_query q = {.words = PLX_STR("lisbon")};
  assert_int_equal(found(s, &q), 1);
  plx_store_close(s);
  char command[300];
  snprintf(command, sizeof command, "ls %s.schema-1-* >/dev/null", path);
  assert_int_equal(system(command), 0); // the copy made before
}

static const char back_to_2[] =
    "DROP INDEX story_newest; DROP INDEX story_conflicts; DROP INDEX story_denials; DROP INDEX story_differs; DROP "
    "INDEX story_agrees;"
    "DROP INDEX figure_counted; DROP INDEX figure_state; DROP INDEX figure_high; DROP INDEX event_source; DROP INDEX "
    "event_target;"
    "DROP INDEX document_outlet; CREATE INDEX story_newest ON story (last_day DESC, id); CREATE INDEX figure_counted "
    "ON figure (counted, low);"
    "CREATE INDEX figure_state ON figure (state, low); CREATE INDEX event_source ON event (source, day);"
    "CREATE INDEX event_target ON event (target, day); UPDATE meta SET value = '2' WHERE key = 'schema';";

static void every_index(plx_db *db, plx_buf *out) {
  plx_err e = {0};
  const char *sql = on_postgres() ? "SELECT indexdef::text FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1"
                                  : "SELECT coalesce(sql, name) FROM sqlite_master WHERE type = 'index' ORDER BY 1";
  assert_true(plx_db_query_n(db, sql, NULL, 0, add_row, out, &e));
}

static void schema_2_gets_the_indexes_of_a_new_store(void **state) {
  (void)state;
  plx_err e = {0};
  plx_buf wanted = {0}, got = {0}, copies = {0};
  plx_store *s = open_store();
  put(s, "a", "s1", "A storm hit Lisbon.");
  every_index(s->db, &wanted);
  assert_true(plx_db_script(s->db, plx_str_of(back_to_2), &e));
  if (!on_postgres()) assert_true(plx_db_script(s->db, PLX_STR("PRAGMA user_version = 2"), &e));
  plx_store_close(s);
  assert_null(plx_store_open(path, PLX_STORE_READ, &e)); // who only reads does not change it
  assert_non_null(strstr(e.msg, "doctor"));
  s = open_store();
  every_index(s->db, &got);
  assert_string_equal(got.p, wanted.p);
  assert_int_equal(documents(s, "s1"), 1);
  if (on_postgres()) { // the copy made before
    assert_true(plx_db_query_n(
        s->db,
        "SELECT schemaname::text FROM pg_tables WHERE schemaname LIKE 'parallax_schema_2_%' AND tablename = 'body'",
        NULL, 0, add_row, &copies, &e));
    copies.p[copies.n - 1] = 0;
    plx_str sql = plx_str_fmt(arena, "SELECT title FROM %s.body", copies.p);
    plx_buf_clear(&got);
    assert_true(plx_db_query_n(s->db, sql.p, NULL, 0, add_row, &got, &e));
    assert_string_equal(got.p, "Storm\n");
    assert_true(plx_db_script(s->db, plx_str_fmt(arena, "DROP SCHEMA %s CASCADE", copies.p), &e));
  }
  plx_store_close(s);
  char command[300];
  snprintf(command, sizeof command, "ls %s.schema-2-* >/dev/null", path);
  if (!on_postgres()) assert_int_equal(system(command), 0);
  s = open_store(); // a second time nothing is done
  plx_store_close(s);
  plx_buf_free(&wanted);
  plx_buf_free(&got);
  plx_buf_free(&copies);
}

static void packing_comes_back(void **state) {
  (void)state;
  plx_buf big = {0}, packed = {0}, back = {0};
  plx_err e = {0};
  for (int i = 0; i < 10000; i++) plx_buf_fmt(&big, "%d,", i * 7919 % 997);
  const plx_str inputs[] = {{0}, PLX_STR("x"), PLX_STR("\0\1\2"), plx_buf_view(&big)};
  for (int i = 0; i < 4; i++) {
    plx_buf_clear(&packed);
    plx_buf_clear(&back);
    plx_pack(inputs[i], &packed);
    assert_true(plx_unpack(plx_buf_view(&packed), &back, &e));
    assert_true(plx_str_eq(inputs[i], plx_buf_view(&back)));
  }
  assert_true(packed.n < big.n / 2);
  for (size_t n = 0; n < packed.n; n += 97) { // cut anywhere, it is refused
    plx_err cut = {0};
    assert_false(plx_unpack((plx_str){packed.p, n}, &back, &cut));
  }
  plx_buf_free(&big);
  plx_buf_free(&packed);
  plx_buf_free(&back);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(what_goes_in_comes_out, fresh, clean),
      cmocka_unit_test_setup_teardown(a_story_that_went_elsewhere_can_be_followed, fresh, clean),
      cmocka_unit_test_setup_teardown(stories_make_threads, fresh, clean),
      cmocka_unit_test_setup_teardown(a_document_is_there_once, fresh, clean),
      cmocka_unit_test_setup_teardown(a_comparison_holds_until_a_document_comes, fresh, clean),
      cmocka_unit_test_setup_teardown(a_record_is_replaced_with_its_index, fresh, clean),
      cmocka_unit_test_setup_teardown(versions_of_an_article, fresh, clean),
      cmocka_unit_test_setup_teardown(bytes_come_back, fresh, clean),
      cmocka_unit_test_setup_teardown(the_doctor_finds_and_mends, fresh, clean),
      cmocka_unit_test_setup_teardown(the_doctor_names_what_is_damaged, fresh, clean),
      cmocka_unit_test_setup_teardown(a_killed_writer_leaves_a_whole_store, fresh, clean),
      cmocka_unit_test_setup_teardown(a_failed_step_undoes_the_transaction, fresh, clean),
      cmocka_unit_test_setup_teardown(what_is_no_store_is_refused, fresh, clean),
      cmocka_unit_test_setup_teardown(an_older_store_is_brought_forward, fresh, clean),
      cmocka_unit_test_setup_teardown(schema_2_gets_the_indexes_of_a_new_store, fresh, clean),
      cmocka_unit_test_setup_teardown(packing_comes_back, fresh, clean),
      cmocka_unit_test_setup_teardown(each_month_has_a_table, fresh, clean),
      cmocka_unit_test_setup_teardown(statements_are_sent_ahead, fresh, clean),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
