/* SPDX-License-Identifier: Apache-2.0 */
/* The store: what goes in comes out, half-done work is undone, and a file that is no store is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "store/store.h"

static char path[64];

static int fresh(void **state) {
  (void)state;
  snprintf(path, sizeof path, "/tmp/plx-store-XXXXXX");
  close(mkstemp(path));
  return 0;
}

static int clean(void **state) {
  (void)state;
  const char *const ending[] = {"", "-wal", "-shm"};
  char name[80];
  for (int i = 0; i < 3; i++) {
    snprintf(name, sizeof name, "%s%s", path, ending[i]);
    unlink(name);
  }
  return 0;
}

static plx_stored document(const char *id, const char *story, const char *text) {
  return (plx_stored){.id = plx_str_of(id), .story = plx_str_of(story), .outlet = PLX_STR("Harbour Courier"),
                      .title = PLX_STR("Storm"), .published = PLX_STR("2024-03-07"), .text = plx_str_of(text),
                      .json = PLX_STR("{}"), .record = PLX_STR("{}"), .pipeline = PLX_STR("test"), .sketch = {"\0\1", 2}};
}

static void put(plx_store *s, const char *id, const char *story, const char *text) {
  plx_err e = {0};
  plx_stored d = document(id, story, text);
  assert_true(plx_store_begin(s, &e) && plx_store_add(s, &d, &e) && plx_store_commit(s, &e));
}

static bool count(void *ctx, const plx_stored *d) {
  (void)d;
  ++*(int *)ctx;
  return true;
}

static int documents(plx_store *s, const char *story) {
  int n = 0;
  plx_err e = {0};
  assert_true(plx_store_documents(s, plx_str_of(story), count, &n, &e));
  return n;
}

static bool check_story(void *ctx, const plx_stored_story *s) {
  assert_int_equal(s->documents, *(int *)ctx);
  assert_true(plx_str_eqz(s->last_day, "2024-03-07"));
  return true;
}

static void what_goes_in_comes_out(void **state) {
  (void)state;
  plx_err e = {0};
  plx_store *s = plx_store_open(path, PLX_STORE_WRITE, &e);
  assert_non_null(s);
  put(s, "a", "s1", "A storm hit Lisbon.");
  put(s, "b", "s1", "Lisbon was hit by a storm.");
  put(s, "c", "s2", "An election in Bonn.");
  assert_int_equal(documents(s, NULL), 3);
  assert_int_equal(documents(s, "s1"), 2);
  int two = 2;
  assert_true(plx_store_stories(s, PLX_STR("s1"), 1, check_story, &two, &e));
  plx_arena *a = plx_arena_new();
  plx_map ids;
  plx_map_init(&ids, a);
  assert_true(plx_store_ids(s, &ids, &e));
  assert_int_equal(ids.n, 3);
  plx_arena_free(a);
  plx_store_close(s);
}

static void a_document_is_there_once(void **state) {
  (void)state;
  plx_err e = {0};
  plx_store *s = plx_store_open(path, PLX_STORE_WRITE, &e);
  put(s, "a", "s1", "x");
  plx_stored again = document("a", "s1", "x");
  assert_true(plx_store_begin(s, &e));
  assert_false(plx_store_add(s, &again, &e));
  assert_int_equal(e.code, PLX_E_STORE);
  plx_store_rollback(s);
  assert_int_equal(documents(s, NULL), 1);
  plx_store_close(s);
}

static void search_takes_words_as_words(void **state) {
  (void)state;
  plx_err e = {0};
  plx_store *s = plx_store_open(path, PLX_STORE_WRITE, &e);
  put(s, "a", "s1", "The U.S. envoy met half-time officials in Lisbon.");
  put(s, "b", "s1", "Officials met in Lisbon, half a year late.");
  const struct { const char *words; int hits; } expect[] = {
      {"Lisbon", 2}, {"lisbon officials", 2}, {"U.S.", 1}, {"\"half time\"", 1}, {"half-time", 1}, {"NOT", 0}, {"a* OR (", 0}, {"\"", -1}};
  for (size_t i = 0; i < sizeof expect / sizeof *expect; i++) {
    int n = 0;
    plx_err why = {0};
    bool ok = plx_store_search(s, plx_str_of(expect[i].words), 0, count, &n, &why);
    assert_int_equal(ok ? n : -1, expect[i].hits);
  }
  plx_store_close(s);
}

// A writer that dies at any point leaves all that was committed and nothing else.
static void a_killed_writer_leaves_a_whole_store(void **state) {
  (void)state;
  for (int committed = 0; committed < 3; committed++) {
    clean(NULL);
    pid_t child = fork();
    if (child == 0) {
      plx_err e = {0};
      plx_store *s = plx_store_open(path, PLX_STORE_WRITE, &e);
      for (int i = 0; i < committed; i++) {
        char id[16];
        snprintf(id, sizeof id, "d%d", i);
        put(s, id, "s1", "x");
      }
      plx_stored half = document("half", "s1", "x");
      plx_store_begin(s, &e);
      plx_store_add(s, &half, &e);
      _exit(0); // without commit or close
    }
    int status;
    waitpid(child, &status, 0);
    plx_err e = {0};
    plx_store *s = plx_store_open(path, PLX_STORE_WRITE, &e);
    assert_non_null(s);
    assert_int_equal(documents(s, NULL), committed);
    put(s, "next", "s1", "x");
    assert_int_equal(documents(s, NULL), committed + 1);
    plx_store_close(s);
  }
}

static void what_is_no_store_is_refused(void **state) {
  (void)state;
  plx_err e = {0};
  assert_true(plx_file_write(path, PLX_STR("This is a letter, not a database; it goes on for a while, as letters do."), &e));
  assert_null(plx_store_open(path, PLX_STORE_WRITE, &e));
  assert_int_equal(e.code, PLX_E_STORE);
  plx_err missing = {0};
  assert_null(plx_store_open("/no/such/folder/x.db", PLX_STORE_READ, &missing));
  assert_int_equal(missing.code, PLX_E_STORE);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(what_goes_in_comes_out, fresh, clean),
      cmocka_unit_test_setup_teardown(a_document_is_there_once, fresh, clean),
      cmocka_unit_test_setup_teardown(search_takes_words_as_words, fresh, clean),
      cmocka_unit_test_setup_teardown(a_killed_writer_leaves_a_whole_store, fresh, clean),
      cmocka_unit_test_setup_teardown(what_is_no_store_is_refused, fresh, clean),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
