/* SPDX-License-Identifier: Apache-2.0 */
/* store_fixture.h - a store of its own for each test, in SQLite or, where $PLX_TEST_POSTGRES names a server
 * (test/postgres.sh), in PostgreSQL; and what the tests of stores put into it. */
#ifndef TEST_STORE_FIXTURE_H
#define TEST_STORE_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "store/find.h"
#include "store/store.h"

static char path[256];
static plx_arena *arena;

static inline bool on_postgres(void) {
  return getenv("PLX_TEST_POSTGRES") != NULL;
}

static inline int fresh(void **state) {
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

static inline int clean(void **state) {
  (void)state;
  plx_arena_free(arena);
  if (on_postgres()) return 0;
  char command[300];
  snprintf(command, sizeof command, "rm -rf %s*", path);
  return system(command) == 0 ? 0 : -1;
}

static inline plx_store *open_store(void) {
  plx_err e = {0};
  plx_store *s = plx_store_open(path, PLX_STORE_WRITE, &e);
  if (!s) fprintf(stderr, "%s\n", e.msg);
  assert_non_null(s);
  return s;
}

#define EMPTY "{\"entities\":[],\"events\":[]}"

static inline plx_stored document(const char *id, const char *story, const char *text) {
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

static inline void put_row(plx_store *s, const plx_stored *d) {
  plx_err e = {0};
  bool added;
  bool ok = plx_store_begin(s, &e) && plx_store_add(s, d, &added, &e) && plx_store_commit(s, &e);
  if (!ok) fprintf(stderr, "%s\n", e.msg);
  assert_true(ok && added);
}

static inline void put(plx_store *s, const char *id, const char *story, const char *text) {
  plx_stored d = document(id, story, text);
  put_row(s, &d);
}

static inline bool count(void *ctx, const plx_stored *d) {
  (void)d;
  ++*(int *)ctx;
  return true;
}

static inline int documents(plx_store *s, const char *story) {
  int n = 0;
  plx_err e = {0};
  if (story)
    assert_true(plx_store_documents(s, plx_str_of(story), PLX_WANT_TEXT, count, &n, &e));
  else
    assert_true(plx_store_documents_after(s, 0, 1000, PLX_WANT_RECORD, count, &n, &e));
  return n;
}

static inline int found(plx_store *s, const plx_query *q) {
  int n = 0;
  plx_str next;
  plx_err e = {0};
  bool ok = plx_find_documents(s, q, count, &n, arena, &next, &e);
  if (!ok && e.code != PLX_E_USAGE) fprintf(stderr, "%s\n", e.msg);
  return ok ? n : -(int)e.code;
}

typedef struct seen {
  char ids[512];
} seen;

__attribute__((unused)) static const char record_a[] =
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

static inline void put_two(plx_store *s) {
  plx_stored a = document("a", "s1", "Aleppo was shelled on Wednesday.");
  a.record = plx_str_of(record_a);
  put_row(s, &a);
  plx_stored b = document("b", "s2", "Bonn voted.");
  b.outlet = PLX_STR("Rhine Post");
  b.published = PLX_STR("2024-05-01");
  put_row(s, &b);
}

static inline bool see_story(void *ctx, const plx_stored_story *s) {
  seen *w = ctx;
  snprintf(w->ids + strlen(w->ids), sizeof w->ids - strlen(w->ids), "%.*s ", PLX_FMT(s->id));
  return true;
}

static inline bool see_document(void *ctx, const plx_stored *d) {
  seen *w = ctx;
  snprintf(w->ids + strlen(w->ids), sizeof w->ids - strlen(w->ids), "%.*s ", PLX_FMT(d->id));
  return true;
}

static inline bool see_term(void *ctx, const plx_found_term *t) {
  seen *w = ctx;
  snprintf(w->ids + strlen(w->ids), sizeof w->ids - strlen(w->ids), "%.*s=%.*s=%d ", PLX_FMT(t->value),
           PLX_FMT(t->detail), (int)t->documents);
  return true;
}

#endif
