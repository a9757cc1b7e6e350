/* SPDX-License-Identifier: Apache-2.0 */
/* compare/terminal.c: every line fits, nothing of an article steers the terminal, colour only where asked for. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "compare/terminal.h"
#include "compare/view.h"
#include "story_fixture.h"

static plx_str drawn(plx_arena *a, const plx_story *s, plx_terminal how) {
  plx_buf out = {0};
  plx_terminal_draw(s, how, a, &out);
  plx_str text = plx_str_copy(a, plx_buf_view(&out));
  plx_buf_free(&out);
  return text;
}

static bool says(plx_str text, const char *words) {
  return plx_str_find(text, plx_str_of(words), 0) >= 0;
}

static void no_line_is_wider_than_the_terminal(void **state) {
  (void)state;
  plx_arena *a = plx_arena_new();
  plx_story s = fix_story(a);
  for (int width = 40; width < 140; width += 7) {
    int limit = width < PLX_TERMINAL_WIDTH_MIN   ? PLX_TERMINAL_WIDTH_MIN
                : width > PLX_TERMINAL_WIDTH_MAX ? PLX_TERMINAL_WIDTH_MAX
                                                 : width;
    plx_str rest = drawn(a, &s, (plx_terminal){.width = width, .all = true}), line;
    while (plx_str_cut(&rest, '\n', &line)) assert_true(plx_utf8_width(line) <= limit);
  }
  plx_arena_free(a);
}

static void each_question_has_its_section(void **state) {
  (void)state;
  plx_arena *a = plx_arena_new();
  plx_story s = fix_story(a);
  plx_str t = drawn(a, &s, (plx_terminal){.width = 100});
  assert_true(says(t, "ALL ACCOUNTS TELL\n  = Carrie Lam apologised"));
  assert_true(says(t, "CONTRADICT EACH OTHER\n  × How many people marched on 16 June"));
  assert_true(says(t, "338,000 · A B C D · The police: “"));
  assert_true(says(t, "240,000 · A · The police: “The police estimate that day was 240,000.”"));
  assert_true(says(t, "ONE PARTY DENIES\n  ¬ Beijing denies"));
  assert_true(says(t, "reprinted from B"));
  assert_true(says(t, "22 officers hurt · A police; C"));
  assert_false(says(t, "\033"));
  assert_true(says(drawn(a, &s, (plx_terminal){.width = 100, .colour = true}), "\033[1m"));
  plx_arena_free(a);
}

static void an_article_cannot_steer_the_terminal(void **state) {
  (void)state;
  plx_arena *a = plx_arena_new();
  plx_story s = fix_story(a);
  s.title = PLX_STR("clear \033[2J\x9b"
                    "1m and \xe2\x80\xae"
                    "turn \xff bytes");
  plx_str t = drawn(a, &s, (plx_terminal){.width = 80});
  assert_false(says(t, "\033"));
  assert_false(says(t, "\xe2\x80\xae"));
  assert_true(says(t, "turn \xef\xbf\xbd bytes"));
  assert_true(plx_utf8_valid(t));
  plx_arena_free(a);
}

static void numbers_and_days_as_people_write_them(void **state) {
  (void)state;
  plx_arena *a = plx_arena_new();
  assert_true(plx_str_eqz(plx_view_number(1030000, a), "1,030,000"));
  assert_true(plx_str_eqz(plx_view_number(2750, a), "2,750"));
  assert_true(plx_str_eqz(plx_view_number(3.3, a), "3.3"));
  assert_true(plx_str_eqz(plx_view_number(-999, a), "−999"));
  assert_true(plx_str_eqz(plx_view_when(PLX_STR("2019-06-16T23:50"), a), "16 June 2019, 23:50"));
  assert_true(plx_str_eqz(plx_view_when(PLX_STR("2019-06"), a), "June 2019"));
  assert_true(plx_str_eqz(plx_view_when(PLX_STR("2016-W39"), a), "2016-W39"));
  assert_true(plx_str_eqz(plx_view_letter(27, a), "AB"));
  plx_arena_free(a);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(no_line_is_wider_than_the_terminal),
      cmocka_unit_test(each_question_has_its_section),
      cmocka_unit_test(an_article_cannot_steer_the_terminal),
      cmocka_unit_test(numbers_and_days_as_people_write_them),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
