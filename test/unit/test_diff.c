/* SPDX-License-Identifier: Apache-2.0 */
/* Differences: what is same and added together is the new text, what is same and removed the old one up to blanks; one
 * address for one article. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/diff.h"
#include "reading/address.h"

static plx_arena *arena;

static void add_words(plx_buf *out, plx_str s) {
  for (size_t i = 0; i < s.n; i++)
    if (s.p[i] != ' ') plx_buf_char(out, s.p[i]);
    else if (out->n && out->p[out->n - 1] != ' ') plx_buf_char(out, ' ');
}

// Puts the parts together again, and counts the words they leave the same.
static int put_together(plx_str before, plx_str after) {
  plx_diff_parts parts = plx_diff(before, after, arena);
  plx_buf new_text = {0}, old_words = {0}, want = {0};
  int same = 0;
  for (uint32_t i = 0; i < parts.n; i++) {
    plx_str words = plx_span_str(parts.v[i].kind == PLX_DIFF_REMOVED ? before : after, parts.v[i].span);
    if (parts.v[i].kind != PLX_DIFF_REMOVED) plx_buf_str(&new_text, words);
    if (parts.v[i].kind != PLX_DIFF_ADDED) add_words(&old_words, words), add_words(&old_words, PLX_STR(" "));
    for (size_t k = 0; parts.v[i].kind == PLX_DIFF_SAME && k < words.n; k++)
      same += words.p[k] != ' ' && (k + 1 == words.n || words.p[k + 1] == ' ');
  }
  add_words(&want, before);
  assert_true(plx_str_eq(plx_buf_view(&new_text), after));
  assert_true(plx_str_eq(plx_str_trim(plx_buf_view(&old_words)), plx_str_trim(plx_buf_view(&want))));
  plx_buf_free(&new_text);
  plx_buf_free(&old_words);
  plx_buf_free(&want);
  return same;
}

static void parts_make_both_texts(void **state) {
  (void)state;
  arena = plx_arena_new();
  assert_int_equal(put_together(PLX_STR("At least 12 people died."), PLX_STR("At least 14 people died.")), 4);
  assert_int_equal(put_together(PLX_STR(""), PLX_STR("new")), 0);
  assert_int_equal(put_together(PLX_STR("old words"), PLX_STR("")), 0);
  assert_int_equal(put_together(PLX_STR("a b c"), PLX_STR("a b c")), 3);
  srand(7);
  for (int round = 0; round < 500; round++) {
    plx_buf x = {0}, y = {0};
    for (int i = rand() % 20; i-- > 0;) plx_buf_fmt(&x, "%c ", 'a' + rand() % 4);
    for (int i = rand() % 20; i-- > 0;) plx_buf_fmt(&y, "%c ", 'a' + rand() % 4);
    put_together(plx_buf_view(&x), plx_buf_view(&y));
    plx_buf_free(&x);
    plx_buf_free(&y);
  }
  plx_arena_free(arena);
}

static void long_texts_are_not_quadratic(void **state) {
  (void)state;
  arena = plx_arena_new();
  plx_buf x = {0}, y = {0};
  for (int i = 0; i < 200000; i++) plx_buf_fmt(&x, "x%d ", i), plx_buf_fmt(&y, "y%d ", i);
  assert_int_equal(put_together(plx_buf_view(&x), plx_buf_view(&y)), 0);
  plx_buf_free(&x);
  plx_buf_free(&y);
  plx_arena_free(arena);
}

static void one_address_for_one_article(void **state) {
  (void)state;
  arena = plx_arena_new();
  const struct {
    const char *url, *canonical;
  } expect[] = {{"https://www.Example.org/a/b/?utm_source=x&id=3&fbclid=9#top", "http://example.org/a/b?id=3"},
                {"http://m.example.org:80/a", "http://example.org/a"},
                {"HTTPS://user:pw@example.org", "http://example.org"},
                {"http://www.com/", "http://www.com"},
                {"https://amp.example.org/Case?Q=1", "http://example.org/Case?Q=1"},
                {"https://example.org/news/ferry/amp?outputType=amp", "http://example.org/news/ferry"},
                {"https://example.org/amp", "http://example.org"},
                {"https://example.org/index.html", "http://example.org"},
                {"https://example.org/swamp", "http://example.org/swamp"},
                {"ftp://example.org/a", ""},
                {"", ""},
                {"https://", ""},
                {"mailto:a@b", ""}};
  for (size_t i = 0; i < sizeof expect / sizeof *expect; i++) {
    plx_str got = plx_address_one(arena, plx_str_of(expect[i].url));
    if (!plx_str_eqz(got, expect[i].canonical)) print_message("%s gave %.*s\n", expect[i].url, PLX_FMT(got));
    assert_true(plx_str_eqz(got, expect[i].canonical));
  }
  plx_arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(parts_make_both_texts),
      cmocka_unit_test(long_texts_are_not_quadratic),
      cmocka_unit_test(one_address_for_one_article),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
