/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "language/guess.h"

static void check_script(plx_arena *a, const char *form, const char *lemma, bool name, const char *script) {
  plx_str made = plx_script_make(a, plx_str_of(form), plx_str_of(lemma), name);
  assert_true(plx_str_eqz(made, script));
  plx_script s;
  assert_true(plx_script_parse(made, &s));
  assert_true(plx_str_eqz(plx_script_apply(&s, plx_str_of(form), a), lemma));
}

static void test_scripts(void **state) {
  (void)state;
  plx_arena *a = plx_arena_new();
  check_script(a, "talks", "talk", false, "L1+");
  check_script(a, "Countries", "country", false, "L3+y");
  check_script(a, "went", "go", false, "L4+go");
  check_script(a, "NATO", "NATO", true, "A0+");
  check_script(a, "Serbs", "Serb", true, "A1+");
  check_script(a, "caf\xC3\xA9s", "caf\xC3\xA9", false, "L1+");
  plx_script s;
  assert_false(plx_script_parse(PLX_STR("x"), &s));
  assert_false(plx_script_parse(PLX_STR("Q1+"), &s));
  assert_true(plx_script_parse(PLX_STR("L9+"), &s)); // longer than the word: the word
  assert_true(plx_str_eqz(plx_script_apply(&s, PLX_STR("ran"), a), "ran"));
  assert_true(plx_script_parse(PLX_STR("L1+e"), &s)); // would cut inside a character: the word
  assert_true(plx_str_eqz(plx_script_apply(&s, PLX_STR("caf\xC3\xA9"), a), "caf\xC3\xA9"));
  plx_arena_free(a);
}

static void test_guesses_by_ending(void **state) {
  (void)state;
  plx_arena *a = plx_arena_new();
  enum { STRIP_S = 0, SAME = 1, Y = 2 };
  const plx_guess_row row[] = {
      {PLX_STR("dogs"), 1, STRIP_S, false},   {PLX_STR("cats"), 1, STRIP_S, false},
      {PLX_STR("tables"), 1, STRIP_S, false}, {PLX_STR("cities"), 1, Y, false},
      {PLX_STR("ladies"), 1, Y, false},       {PLX_STR("countries"), 1, Y, false},
      {PLX_STR("news"), 1, SAME, false},      {PLX_STR("dog"), 2, SAME, false},
  };
  plx_buf packed = {0};
  plx_guess_learn(row, 8, a, &packed);
  plx_lexicon x;
  assert_true(plx_lexicon_open(&x, plx_buf_view(&packed)));
  for (int i = 0; i < 8; i++) assert_int_equal(plx_guess(&x, row[i].form, row[i].tag), row[i].value);
  assert_int_equal(plx_guess(&x, PLX_STR("bodies"), 1), Y);       // by its ending
  assert_int_equal(plx_guess(&x, PLX_STR("Chairs"), 1), STRIP_S); // by its tag
  assert_int_equal(plx_guess(&x, PLX_STR("News"), 1), SAME);      // in lower case
  assert_int_equal(plx_guess(&x, PLX_STR("dogs"), 3), -1);        // no such tag
  char huge[5000];
  memset(huge, 'x', sizeof huge);
  assert_int_equal(plx_guess(&x, (plx_str){huge, sizeof huge}, 2), SAME);
  plx_buf_free(&packed);
  plx_arena_free(a);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_scripts), cmocka_unit_test(test_guesses_by_ending)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
