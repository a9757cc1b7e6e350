/* SPDX-License-Identifier: Apache-2.0 */
/* The store: what goes in comes out, half-done work is undone, questions find what they ask for, and a file that is no
 * store is refused.  The same tests run on SQLite and, where $PLX_TEST_POSTGRES names a server (test/postgres.sh), on
 * PostgreSQL. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "store/doctor.h"
#include "store/find.h"
#include "store/fold.h"
#include "store/move.h"
#include "store/pack.h"
#include "store/raw.h"
#include "store/review.h"
#include "store/thread.h"

static char path[256];
static plx_arena *arena;

static bool on_postgres(void) {
  return getenv("PLX_TEST_POSTGRES") != NULL;
}

static int fresh(void **state) {
  (void)state;
  arena = plx_arena_new();
  if (!on_postgres()) {
    snprintf(path, sizeof path, "/tmp/plx-store-XXXXXX");
    close(mkstemp(path));
    return 0;
  }
  plx_err e = {0};
  snprintf(path, sizeof path, "%s", getenv("PLX_TEST_POSTGRES"));
  plx_db *db = plx_db_open(path, true, &e);
  if (!db) fprintf(stderr, "%s\n", e.msg);
  bool ok = db && plx_db_script(db, PLX_STR("DROP SCHEMA public CASCADE; CREATE SCHEMA public"), &e);
  plx_db_close(db);
  return ok ? 0 : -1;
}

static int clean(void **state) {
  (void)state;
  plx_arena_free(arena);
  if (on_postgres()) return 0;
  char command[300];
  snprintf(command, sizeof command, "rm -rf %s*", path);
  return system(command) == 0 ? 0 : -1;
}

static plx_store *open_store(void) {
  plx_err e = {0};
  plx_store *s = plx_store_open(path, PLX_STORE_WRITE, &e);
  if (!s) fprintf(stderr, "%s\n", e.msg);
  assert_non_null(s);
  return s;
}

#define EMPTY "{\"entities\":[],\"events\":[]}"

static plx_stored document(const char *id, const char *story, const char *text) {
  return (plx_stored){.id = plx_str_of(id),
                      .story = plx_str_of(story),
                      .outlet = PLX_STR("Harbour Courier"),
                      .title = PLX_STR("Storm"),
                      .published = PLX_STR("2024-03-07T08:00"),
                      .text = plx_str_of(text),
                      .json = PLX_STR("{\"id\":\"x\"}"),
                      .record = PLX_STR(EMPTY),
                      .pipeline = PLX_STR("test"),
                      .sketch = {"\0\1", 2}};
}

static void put_row(plx_store *s, const plx_stored *d) {
  plx_err e = {0};
  bool added;
  bool ok = plx_store_begin(s, &e) && plx_store_add(s, d, &added, &e) && plx_store_commit(s, &e);
  if (!ok) fprintf(stderr, "%s\n", e.msg);
  assert_true(ok && added);
}

static void put(plx_store *s, const char *id, const char *story, const char *text) {
  plx_stored d = document(id, story, text);
  put_row(s, &d);
}

static bool count(void *ctx, const plx_stored *d) {
  (void)d;
  ++*(int *)ctx;
  return true;
}

static int documents(plx_store *s, const char *story) {
  int n = 0;
  plx_err e = {0};
  if (story)
    assert_true(plx_store_documents(s, plx_str_of(story), PLX_WANT_TEXT, count, &n, &e));
  else
    assert_true(plx_store_documents_after(s, 0, 1000, PLX_WANT_RECORD, count, &n, &e));
  return n;
}

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

static int found(plx_store *s, const plx_query *q) {
  int n = 0;
  plx_str next;
  plx_err e = {0};
  bool ok = plx_find_documents(s, q, count, &n, arena, &next, &e);
  if (!ok && e.code != PLX_E_USAGE) fprintf(stderr, "%s\n", e.msg);
  return ok ? n : -(int)e.code;
}

static void search_takes_words_as_words(void **state) {
  (void)state;
  plx_store *s = open_store();
  put(s, "a", "s1", "The U.S. envoy met half-time officials in Lisbon.");
  put(s, "b", "s1", "Officials met in Lisbon, half a year late, over S\xC3\xA3o Tom\xC3\xA9's \"wine\".");
  const struct {
    const char *words;
    int hits;
  } expect[] = {{"Lisbon", 2},
                {"lisbon officials", 2},
                {"U.S.", 1},
                {"\"half time\"", 1},
                {"half-time", 1},
                {"\"time half\"", 0},
                {"NOT", 0},
                {"a* OR (", 0},
                {"\"", -PLX_E_USAGE},
                {"sao tome", 1},
                {"S\xC3\x83O", 1},
                {"storm", 2},
                {"wine'); DROP TABLE document; --", 0},
                {"\\ ' | & ! <->", -PLX_E_USAGE}};
  for (size_t i = 0; i < sizeof expect / sizeof *expect; i++) {
    plx_query q = {.words = plx_str_of(expect[i].words)};
    if (found(s, &q) != expect[i].hits) fprintf(stderr, "words: %s\n", expect[i].words);
    assert_int_equal(found(s, &q), expect[i].hits);
  }
  plx_store_close(s);
}

static bool keep_snippet(void *ctx, const plx_stored *d) {
  *(plx_str *)ctx = plx_str_copy(arena, d->snippet);
  return false;
}

static void snippets_light_the_words(void **state) {
  (void)state;
  plx_store *s = open_store();
  plx_buf text = {0};
  for (int i = 0; i < 100; i++) plx_buf_fmt(&text, "word%d ", i);
  plx_buf_fmt(&text, "Caf\xC3\xA9s in Lisbon closed.");
  put(s, "a", "s1", text.p);
  plx_query q = {.words = PLX_STR("cafes lisbon")};
  plx_str snippet = {0}, next;
  plx_err e = {0};
  assert_true(plx_find_documents(s, &q, keep_snippet, &snippet, arena, &next, &e));
  assert_true(plx_str_find(snippet, PLX_STR("\1Caf\xC3\xA9s\2 in \1Lisbon\2 closed."), 0) > 0);
  assert_true(plx_str_starts(snippet, PLX_STR("…")));
  plx_buf_free(&text);
  plx_store_close(s);
}

/* --- questions --- */

static const char record_a[] =
    "{\"id\":\"a\",\"published\":\"2024-03-07\",\"outlet\":\"Harbour Courier\",\"language\":\"en\","
    "\"sentences\":[{\"start\":0,\"end\":30,\"block\":0}],"
    "\"entities\":[{\"id\":\"e1\",\"name\":\"Aleppo\",\"type\":\"LOC\",\"mentions\":[{\"start\":0,\"end\":6,\"quote\":"
    "\"Aleppo\",\"kind\":\"name\"}],"
    "\"place\":{\"lat\":36.2,\"lon\":37.16,\"country\":\"SYR\"}},"
    "{\"id\":\"e2\",\"name\":\"Jos\xC3\xA9 Varga\",\"type\":\"PER\",\"actor\":\"PRT "
    "GOV\",\"mentions\":[{\"start\":0,\"end\":6,\"quote\":\"x\",\"kind\":\"name\"}]},"
    "{\"id\":\"e3\",\"name\":\"residents\",\"type\":\"PER\",\"mentions\":[{\"start\":0,\"end\":6,\"quote\":"
    "\"residents\",\"kind\":\"nominal\"}]}],"
    "\"figures\":[{\"id\":\"f1\",\"start\":0,\"end\":3,\"value\":12,\"low\":10,\"high\":14,\"counted\":\"people\","
    "\"state\":\"killed\"}],"
    "\"statements\":[{\"id\":\"s1\",\"speaker\":\"e2\",\"content\":[{\"start\":0,\"end\":3,\"quote\":\"yes\"}]}],"
    "\"events\":[{\"id\":\"v1\",\"trigger\":{\"start\":7,\"end\":10},\"plover\":\"ASSAULT\",\"cameo\":\"183\",\"quad\":"
    "4,\"date\":\"2024-03-06\","
    "\"source\":[{\"actor\":\"RUS MIL\"},{\"actor\":\"SYR MIL\"}],\"target\":[{\"actor\":\"SYR "
    "CVL\"}],\"certainty\":\"actual\"}]}";

static void put_two(plx_store *s) {
  plx_stored a = document("a", "s1", "Aleppo was shelled on Wednesday.");
  a.record = plx_str_of(record_a);
  put_row(s, &a);
  plx_stored b = document("b", "s2", "Bonn voted.");
  b.outlet = PLX_STR("Rhine Post");
  b.published = PLX_STR("2024-05-01");
  put_row(s, &b);
}

static void every_condition_finds(void **state) {
  (void)state;
  plx_store *s = open_store();
  put_two(s);
  const struct {
    const char *name, *value;
    int hits;
  } expect[] = {{"q", "shelled", 1},
                {"q", "voted", 1},
                {"from", "2024-04-01", 1},
                {"to", "2024-03", 1},
                {"to", "2024", 2},
                {"from", "2024-05-01", 1},
                {"outlet", "Rhine Post", 1},
                {"outlet", "Rhine Post, Harbour Courier", 2},
                {"outlet", "Nobody", 0},
                {"entity", "JOSE VARGA", 1},
                {"entity", "residents", 0},
                {"actor", "RUS", 1},
                {"actor", "RUS MIL", 1},
                {"actor", "RU", 0},
                {"country", "SYR", 1},
                {"country", "MIL", 0},
                {"place", "aleppo", 1},
                {"near", "36.2,37.16,1", 1},
                {"near", "33.5,36.3,311", 1},
                {"near", "33.5,36.3,310", 0},
                {"near", "36,-179,21000", 1},
                {"type", "ASSAULT", 1},
                {"certainty", "actual", 1},
                {"certainty", "denied", 0},
                {"speaker", "jos\xC3\xA9 varga", 1},
                {"low", "14", 1},
                {"low", "15", 0},
                {"high", "9", 0},
                {"high", "10", 1},
                {"counted", "people", 1},
                {"counted", "killed", 1},
                {"counted", "injured", 0},
                {"relation", "conflict", 0},
                {"language", "en", 1},
                {"language", "de", 0},
                {"near", "36.2,37.16", -PLX_E_USAGE},
                {"near", "91,0,5", -PLX_E_USAGE},
                {"low", "many", -PLX_E_USAGE},
                {"from", "yesterday", -PLX_E_USAGE},
                {"relation", "x; DROP TABLE story", -PLX_E_USAGE},
                {"limit", "0", -PLX_E_USAGE},
                {"no such", "x", -PLX_E_USAGE}};
  for (size_t i = 0; i < sizeof expect / sizeof *expect; i++) {
    plx_query q = {0};
    plx_err e = {0};
    int got = plx_query_set(&q, expect[i].name, plx_str_of(expect[i].value), &e) ? found(s, &q) : -(int)e.code;
    if (got != expect[i].hits) fprintf(stderr, "%s=%s\n", expect[i].name, expect[i].value);
    assert_int_equal(got, expect[i].hits);
  }
  plx_store_close(s);
}

/* --- any question against going through all documents --- */

enum { RANDOM_DOCS = 150, RANDOM_QUESTIONS = 400, NAMES = 5 };
typedef struct random_doc {
  bool names[NAMES], shelled;
  int outlet, day, figure;
} random_doc;

static uint32_t dice_state;
static int dice(int sides) {
  dice_state = dice_state * 1664525u + 1013904223u;
  return (int)((dice_state >> 16) % (uint32_t)sides);
}

static const char *const some_outlet[] = {"Harbour Courier", "Rhine Post", "Delta Wire"};

static void put_random(plx_store *s, int number, random_doc *d) {
  static const int chance[NAMES] = {2, 3, 5, 20, 100};
  *d = (random_doc){.shelled = dice(3) == 0, .outlet = dice(3), .day = 1 + dice(28), .figure = dice(100)};
  plx_str entities = {0}, id = plx_str_fmt(arena, "d%03d", number), story = plx_str_fmt(arena, "s%02d", number / 3);
  for (int i = 0; i < NAMES; i++) {
    d->names[i] = dice(chance[i]) == 0;
    if (d->names[i])
      entities = plx_str_fmt(arena, "%.*s%s{\"name\":\"N%d\",\"mentions\":[{\"kind\":\"name\"}]}", PLX_FMT(entities),
                             entities.n ? "," : "", i);
  }
  plx_stored row = document(id.p, story.p, d->shelled ? "Aleppo was shelled." : "Bonn voted.");
  row.outlet = plx_str_of(some_outlet[d->outlet]);
  row.published = plx_str_fmt(arena, "2024-03-%02d", d->day);
  row.record = plx_str_fmt(arena, "{\"entities\":[%.*s],\"figures\":[{\"low\":%d,\"high\":%d,\"counted\":\"people\"}]}",
                           PLX_FMT(entities), d->figure, d->figure + 2);
  put_row(s, &row);
}

typedef struct question {
  int name, outlet, from, low;
  bool words;
} question;

static bool meets(const question *k, const random_doc *d) {
  return (k->name < 0 || d->names[k->name]) && (k->outlet < 0 || d->outlet == k->outlet) &&
         (!k->from || d->day >= k->from) && (!k->low || d->figure + 2 >= k->low) && (!k->words || d->shelled);
}

static bool tick(void *ctx, const plx_stored *d) {
  ((int *)ctx)[atoi(plx_str_copy(arena, d->id).p + 1)]++;
  return true;
}

static bool tick_story(void *ctx, const plx_stored_story *st) {
  ((int *)ctx)[atoi(plx_str_copy(arena, st->id).p + 1)]++;
  return true;
}

// Pages of a few documents, and of stories: each that meets the question once, and no other.
static void check_question(plx_store *s, const random_doc *doc, const question *k) {
  char name[4];
  int hits[RANDOM_DOCS] = {0}, stories[RANDOM_DOCS] = {0}, wanted[RANDOM_DOCS] = {0}, *seen_in[] = {hits, stories};
  snprintf(name, sizeof name, "n%d", k->name & 7);
  plx_query q = {.entity = k->name < 0 ? (plx_str){0} : plx_str_of(name),
                 .outlet = k->outlet < 0 ? (plx_str){0} : plx_str_of(some_outlet[k->outlet]),
                 .from = k->from ? plx_str_fmt(arena, "2024-03-%02d", k->from) : (plx_str){0},
                 .has_low = k->low > 0,
                 .low = k->low,
                 .words = k->words ? PLX_STR("shelled") : (plx_str){0},
                 .limit = 1 + dice(60),
                 .sort = (plx_sort)dice(5)};
  for (int list = 0; list < 2; list++) {
    plx_err e = {0};
    plx_str next = {0};
    do {
      q.cursor = next;
      bool ok = list ? plx_find_stories(s, &q, tick_story, seen_in[list], arena, &next, &e)
                     : plx_find_documents(s, &q, tick, seen_in[list], arena, &next, &e);
      if (!ok) fprintf(stderr, "%s\n", e.msg);
      assert_true(ok);
    } while (next.n);
  }
  for (int i = 0; i < RANDOM_DOCS; i++) {
    assert_int_equal(hits[i], meets(k, &doc[i]));
    wanted[i / 3] |= meets(k, &doc[i]);
  }
  bool only_days = k->name < 0 && k->outlet < 0 && !k->low && !k->words; // then a story counts as a whole: its last day
  for (int i = 0; i < RANDOM_DOCS / 3; i++) assert_int_equal(stories[i], wanted[i] || (only_days && stories[i]));
}

static void any_question_finds_what_going_through_all_finds(void **state) {
  (void)state;
  random_doc doc[RANDOM_DOCS];
  plx_store *s = open_store();
  dice_state = 7;
  for (int i = 0; i < RANDOM_DOCS; i++) put_random(s, i, &doc[i]);
  for (int i = 0; i < RANDOM_QUESTIONS; i++) {
    question k = {dice(NAMES + 2) - 2, dice(6) - 3, dice(3) ? 0 : dice(29), dice(3) ? 0 : dice(103), dice(3) == 0};
    check_question(s, doc, &k);
  }
  plx_store_close(s);
}

typedef struct seen {
  char ids[512];
} seen;

static bool see_story(void *ctx, const plx_stored_story *s) {
  seen *w = ctx;
  snprintf(w->ids + strlen(w->ids), sizeof w->ids - strlen(w->ids), "%.*s ", PLX_FMT(s->id));
  return true;
}

static bool see_document(void *ctx, const plx_stored *d) {
  seen *w = ctx;
  snprintf(w->ids + strlen(w->ids), sizeof w->ids - strlen(w->ids), "%.*s ", PLX_FMT(d->id));
  return true;
}

// Pages of one, put together, are the whole list.
static void pages_join_up(void **state) {
  (void)state;
  plx_store *s = open_store();
  for (int i = 0; i < 6; i++) {
    char id[16], story[16], day[16];
    snprintf(id, sizeof id, "d%d", i);
    snprintf(story, sizeof story, "s%d", i / 2);
    snprintf(day, sizeof day, "2024-03-%02d", 1 + i % 4);
    plx_stored d = document(id, story, "storm");
    d.published = plx_str_of(day);
    put_row(s, &d);
  }
  for (int sort = PLX_SORT_NEWEST; sort <= PLX_SORT_OUTLETS; sort++) {
    seen whole = {{0}}, paged = {{0}};
    plx_err e = {0};
    plx_str next;
    plx_query q = {.sort = (plx_sort)sort};
    assert_true(plx_find_stories(s, &q, see_story, &whole, arena, &next, &e));
    assert_int_equal(next.n, 0);
    q.limit = 1;
    for (int guard = 0; guard < 10; guard++) {
      assert_true(plx_find_stories(s, &q, see_story, &paged, arena, &next, &e));
      if (!(q.cursor = next).n) break;
    }
    assert_string_equal(whole.ids, paged.ids);
  }
  const char *const words[] = {"", "storm"};
  for (int w = 0; w < 2; w++) {
    seen whole = {{0}}, paged = {{0}};
    plx_err e = {0};
    plx_str next;
    plx_query q = {.words = plx_str_of(words[w])};
    assert_true(plx_find_documents(s, &q, see_document, &whole, arena, &next, &e));
    q.limit = 2;
    for (int guard = 0; guard < 10; guard++) {
      assert_true(plx_find_documents(s, &q, see_document, &paged, arena, &next, &e));
      if (!(q.cursor = next).n) break;
    }
    assert_string_equal(whole.ids, paged.ids);
  }
  plx_store_close(s);
}

static bool see_term(void *ctx, const plx_found_term *t) {
  seen *w = ctx;
  snprintf(w->ids + strlen(w->ids), sizeof w->ids - strlen(w->ids), "%.*s=%.*s=%d ", PLX_FMT(t->value),
           PLX_FMT(t->detail), (int)t->documents);
  return true;
}

static bool see_event(void *ctx, const plx_found_event *v) {
  seen *w = ctx;
  snprintf(w->ids + strlen(w->ids), sizeof w->ids - strlen(w->ids), "%.*s>%.*s %.*s '%.*s' ", PLX_FMT(v->source),
           PLX_FMT(v->target), PLX_FMT(v->day), PLX_FMT(v->quote));
  return true;
}

static bool see_quad(void *ctx, plx_str day, int64_t quad, int64_t events) {
  seen *w = ctx;
  snprintf(w->ids + strlen(w->ids), sizeof w->ids - strlen(w->ids), "%.*s:%d=%d ", PLX_FMT(day), (int)quad,
           (int)events);
  return true;
}

static void terms_and_events(void **state) {
  (void)state;
  plx_store *s = open_store();
  plx_err e = {0};
  plx_str next;
  put_two(s);
  seen terms = {{0}}, prefix = {{0}}, beside = {{0}}, events = {{0}}, reverse = {{0}}, quads = {{0}}, days = {{0}};
  assert_true(plx_find_terms(s, PLX_STR("entity"), (plx_str){0}, 10, see_term, &terms, &e));
  assert_string_equal(terms.ids, "aleppo=LOC||SYR=1 jose varga=PER|PRT GOV|=1 ");
  assert_true(plx_find_terms(s, PLX_STR("entity"), PLX_STR("jo"), 10, see_term, &prefix, &e));
  assert_string_equal(prefix.ids, "jose varga=PER|PRT GOV|=1 ");
  assert_true(plx_find_beside(s, PLX_STR("aleppo"), 10, see_term, &beside, &e));
  assert_string_equal(beside.ids, "jose varga=PER|PRT GOV|=1 ");
  plx_event_query q = {.source = PLX_STR("RUS"), .target = PLX_STR("SYR")};
  assert_true(plx_find_events(s, &q, see_event, &events, arena, &next, &e));
  assert_string_equal(events.ids, "RUS MIL>SYR CVL 2024-03-06 'Aleppo was shelled on Wednesda' ");
  plx_event_query back = {.source = PLX_STR("SYR"), .target = PLX_STR("RUS"), .both = true};
  assert_true(plx_find_events(s, &back, see_event, &reverse, arena, &next, &e));
  assert_string_equal(events.ids, reverse.ids);
  plx_event_query all = {.target = PLX_STR("SYR")};
  assert_true(plx_find_quads(s, &all, see_quad, &quads, &e));
  assert_string_equal(quads.ids, "2024-03-06:4=2 ");
  (void)days;
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

/* --- coders --- */

static bool see_decision(void *ctx, const plx_decision *d) {
  seen *w = ctx;
  snprintf(w->ids + strlen(w->ids), sizeof w->ids - strlen(w->ids), "%.*s:%.*s.%.*s=%.*s>%.*s ", PLX_FMT(d->coder),
           PLX_FMT(d->finding), PLX_FMT(d->field), PLX_FMT(d->machine), PLX_FMT(d->value));
  return true;
}

static bool see_item(void *ctx, const plx_item *i) {
  seen *w = ctx;
  snprintf(w->ids + strlen(w->ids), sizeof w->ids - strlen(w->ids), "%.*s/%.*s ", PLX_FMT(i->document->id),
           PLX_FMT(i->finding));
  return true;
}

static bool see_agreement(void *ctx, const plx_agreement *a) {
  seen *w = ctx;
  snprintf(w->ids + strlen(w->ids), sizeof w->ids - strlen(w->ids), "%.*s.%.*s:%u ", PLX_FMT(a->kind),
           PLX_FMT(a->field), a->units);
  return true;
}

static void decide(plx_store *s, const char *coder, const char *finding, const char *field, const char *verdict,
                   const char *value, bool adjudicates) {
  plx_err e = {0};
  plx_decision d = {.coder = plx_str_of(coder),
                    .document = PLX_STR("a"),
                    .kind = PLX_STR("event"),
                    .finding = plx_str_of(finding),
                    .field = plx_str_of(field),
                    .verdict = plx_str_of(verdict),
                    .value = plx_str_of(value),
                    .adjudicates = adjudicates};
  assert_true(plx_review_add(s, &d, arena, &e));
  assert_true(d.id > 0);
}

static void decisions_stand_beside_findings(void **state) {
  (void)state;
  plx_store *s = open_store();
  plx_err e = {0};
  put_two(s);
  seen open = {{0}}, left = {{0}}, list = {{0}}, conflicts = {{0}}, settled = {{0}}, agreement = {{0}};
  plx_decision_query ann = {.coder = PLX_STR("ann")}, all = {0};
  plx_str next;
  assert_true(plx_review_queue(s, &ann, see_item, &open, arena, &next, &e));
  assert_string_equal(open.ids, "a/v1 a/f1 a/s1 ");
  decide(s, "ann", "v1", "", "accept", "", false);
  decide(s, "ben", "v1", "target", "accept", "", false);
  decide(s, "ben", "v1", "target", "correct", "SYR MED", false); // changes his mind
  assert_true(plx_review_queue(s, &ann, see_item, &left, arena, &next, &e));
  assert_string_equal(left.ids, "a/f1 a/s1 ");
  assert_true(plx_review_list(s, &all, see_decision, &list, &e));
  assert_string_equal(list.ids, "ben:v1.target=SYR CVL>SYR MED ben:v1.target=SYR CVL> ann:v1.=> ");
  assert_true(plx_review_conflicts(s, see_decision, &conflicts, &e)); // ann accepted the whole, and so the target
  assert_string_equal(conflicts.ids, "ben:v1.target=SYR CVL>SYR MED ann:v1.target=SYR CVL> ");
  decide(s, "eva", "v1", "target", "accept", "", true);
  assert_true(plx_review_conflicts(s, see_decision, &settled, &e));
  assert_string_equal(settled.ids, "");
  assert_true(plx_review_agreement(s, see_agreement, &agreement, &e));
  assert_string_equal(agreement.ids, "event.:0 event.target:1 ");
  plx_decision missing = {.coder = PLX_STR("ann"),
                          .document = PLX_STR("a"),
                          .kind = PLX_STR("event"),
                          .finding = PLX_STR("v7"),
                          .verdict = PLX_STR("accept")};
  assert_false(plx_review_add(s, &missing, arena, &e));
  assert_int_equal(e.code, PLX_E_USAGE);
  plx_store_close(s);
}

static bool see_claim(void *ctx, const plx_item *i) {
  seen *w = ctx;
  snprintf(w->ids + strlen(w->ids), sizeof w->ids - strlen(w->ids), "%.*s/%.*s ", PLX_FMT(i->document->story),
           PLX_FMT(i->finding));
  return true;
}

// All pages of a queue, `limit` findings each.
static void whole_queue(plx_store *s, plx_decision_query q, int64_t limit, plx_each_item *see, seen *out) {
  plx_err e = {0};
  plx_str next = {0};
  *out = (seen){{0}};
  q.limit = limit;
  do {
    q.cursor = next;
    assert_true(plx_review_queue(s, &q, see, out, arena, &next, &e));
  } while (next.n);
}

static void decide_claim(plx_store *s, const char *coder, const char *story, const char *claim, const char *verdict,
                         const char *value, bool adjudicates) {
  plx_err e = {0};
  plx_decision d = {.coder = plx_str_of(coder),
                    .story = plx_str_of(story),
                    .kind = PLX_STR("claim"),
                    .finding = plx_str_of(claim),
                    .field = PLX_STR("relation"),
                    .verdict = plx_str_of(verdict),
                    .value = plx_str_of(value),
                    .adjudicates = adjudicates};
  assert_true(plx_review_add(s, &d, arena, &e));
}

static void claims_are_decided_on_too(void **state) {
  (void)state;
  static const char told[] =
      "{\"title\":\"Storm\",\"claims\":[{\"id\":\"c1\",\"relation\":\"conflict\",\"summary\":\"how many\"},"
      "{\"id\":\"c2\",\"relation\":\"single\"},{\"id\":\"c3\",\"relation\":\"agree\",\"summary\":\"where\"}]}";
  plx_store *s = open_store();
  plx_err e = {0};
  seen got, conflicts = {{0}}, settled = {{0}}, agreement = {{0}};
  plx_decision_query ann = {.coder = PLX_STR("ann"), .kind = PLX_STR("claim")},
                     of_one = {.story = PLX_STR("s03"), .kind = PLX_STR("claim")};
  for (int i = 0; i < 20; i++) { // more than a page of the database's
    plx_str id = plx_str_fmt(arena, "d%02d", i), story = plx_str_fmt(arena, "s%02d", i);
    plx_stored d = document(id.p, story.p, "A storm hit Lisbon.");
    d.published = plx_str_fmt(arena, "2024-03-%02d", 25 - i / 2);
    put_row(s, &d);
    assert_true(plx_store_keep(s, story, 1, plx_str_of(told), &e));
  }
  plx_str all = {0};
  for (int i = 0; i < 20; i++) all = plx_str_fmt(arena, "%.*ss%02d/c1 s%02d/c3 ", PLX_FMT(all), i, i);
  for (int limit = 0; limit < 8; limit++) {
    whole_queue(s, ann, limit, see_claim, &got);
    assert_string_equal(got.ids, all.p);
  }
  whole_queue(s, of_one, 1, see_claim, &got);
  assert_string_equal(got.ids, "s03/c1 s03/c3 ");
  decide_claim(s, "ann", "s00", "c1", "accept", "", false);
  decide_claim(s, "ben", "s00", "c1", "correct", "differ", false);
  decide_claim(s, "ann", "s03", "c3", "accept", "", false);
  decide_claim(s, "ben", "s03", "c3", "accept", "", false);
  whole_queue(s, ann, 3, see_claim, &got);
  assert_memory_equal(got.ids, "s00/c3 s01/c1", 13);
  assert_true(plx_review_conflicts(s, see_decision, &conflicts, &e));
  assert_string_equal(conflicts.ids, "ann:c1.relation=conflict> ben:c1.relation=conflict>differ ");
  decide_claim(s, "eva", "s00", "c1", "accept", "", true);
  assert_true(plx_review_conflicts(s, see_decision, &settled, &e));
  assert_string_equal(settled.ids, "");
  assert_true(plx_review_agreement(s, see_agreement, &agreement, &e));
  assert_string_equal(agreement.ids, "claim.relation:2 ");
  plx_store_close(s);
}

// Findings of several documents, in pages of any length: each once.
static void the_queue_goes_on_where_it_stopped(void **state) {
  (void)state;
  plx_store *s = open_store();
  seen whole, paged;
  plx_decision_query q = {.coder = PLX_STR("ann")};
  for (int i = 0; i < 4; i++) {
    char id[4] = {'d', (char)('0' + i), 0};
    plx_stored d = document(id, "s1", "Aleppo was shelled on Wednesday.");
    d.record = plx_str_of(record_a);
    put_row(s, &d);
  }
  whole_queue(s, q, 1000, see_item, &whole);
  assert_string_equal(whole.ids, "d3/v1 d3/f1 d3/s1 d2/v1 d2/f1 d2/s1 d1/v1 d1/f1 d1/s1 d0/v1 d0/f1 d0/s1 ");
  for (int limit = 1; limit < 14; limit++) {
    whole_queue(s, q, limit, see_item, &paged);
    assert_string_equal(paged.ids, whole.ids);
  }
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

static bool add_row(void *ctx, const plx_db_row *r) {
  plx_buf_str(ctx, plx_db_text(r, 0));
  plx_buf_char(ctx, '\n');
  return true;
}

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
      cmocka_unit_test_setup_teardown(search_takes_words_as_words, fresh, clean),
      cmocka_unit_test_setup_teardown(snippets_light_the_words, fresh, clean),
      cmocka_unit_test_setup_teardown(every_condition_finds, fresh, clean),
      cmocka_unit_test_setup_teardown(any_question_finds_what_going_through_all_finds, fresh, clean),
      cmocka_unit_test_setup_teardown(pages_join_up, fresh, clean),
      cmocka_unit_test_setup_teardown(terms_and_events, fresh, clean),
      cmocka_unit_test_setup_teardown(a_comparison_holds_until_a_document_comes, fresh, clean),
      cmocka_unit_test_setup_teardown(a_record_is_replaced_with_its_index, fresh, clean),
      cmocka_unit_test_setup_teardown(versions_of_an_article, fresh, clean),
      cmocka_unit_test_setup_teardown(decisions_stand_beside_findings, fresh, clean),
      cmocka_unit_test_setup_teardown(claims_are_decided_on_too, fresh, clean),
      cmocka_unit_test_setup_teardown(the_queue_goes_on_where_it_stopped, fresh, clean),
      cmocka_unit_test_setup_teardown(bytes_come_back, fresh, clean),
      cmocka_unit_test_setup_teardown(the_doctor_finds_and_mends, fresh, clean),
      cmocka_unit_test_setup_teardown(the_doctor_names_what_is_damaged, fresh, clean),
      cmocka_unit_test_setup_teardown(a_killed_writer_leaves_a_whole_store, fresh, clean),
      cmocka_unit_test_setup_teardown(a_failed_step_undoes_the_transaction, fresh, clean),
      cmocka_unit_test_setup_teardown(what_is_no_store_is_refused, fresh, clean),
      cmocka_unit_test_setup_teardown(an_older_store_is_brought_forward, fresh, clean),
      cmocka_unit_test_setup_teardown(schema_2_gets_the_indexes_of_a_new_store, fresh, clean),
      cmocka_unit_test_setup_teardown(packing_comes_back, fresh, clean),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
