/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <string.h>

#include "meaning/certainty.h"
#include "trees_by_hand.h"

static plx_arena *arena;

static plx_certainty_of at(const char *words, uint32_t tok) {
  plx_text *text = PLX_NEW(arena, plx_text);
  *text = text_by_hand(arena, words);
  plx_trees t = plx_trees_of(text, arena);
  return plx_certainty_find(&t, tok, PLX_NO_TOK);
}

static void a_past_tense_is_actual(void **state) {
  (void)state;
  plx_certainty_of c = at("Jets/jet/NOUN/NNS/2/nsubj bombed/bomb/VERB/VBD/0/root it/it/PRON/PRP/2/obj", 1);
  assert_int_equal(c.certainty, PLX_ACTUAL);
  assert_false(c.negated || c.future || c.obliged || c.tried);
}

static void tense_and_duty_are_seen(void **state) {
  (void)state;
  plx_certainty_of c = at("Oslo/Oslo/PROPN/NNP/3/nsubj will/will/AUX/MD/3/aux talk/talk/VERB/VB/0/root", 2);
  assert_int_equal(c.certainty, PLX_PLANNED);
  assert_true(c.future);
  c = at("Oslo/Oslo/PROPN/NNP/3/nsubj must/must/AUX/MD/3/aux talk/talk/VERB/VB/0/root", 2);
  assert_true(c.obliged);
  c = at("Oslo/Oslo/PROPN/NNP/4/nsubj did/do/AUX/VBD/4/aux not/not/PART/RB/4/advmod talk/talk/VERB/VB/0/root", 3);
  assert_true(c.negated);
}

static void an_infinitive_is_no_deed_unless_its_verb_says_so(void **state) {
  (void)state;
  assert_int_equal(at("They/they/PRON/PRP/2/nsubj hoped/hope/VERB/VBD/0/root to/to/PART/TO/4/mark "
                      "attack/attack/VERB/VB/2/xcomp",
                      3)
                       .certainty,
                   PLX_PLANNED);
  assert_int_equal(at("They/they/PRON/PRP/2/nsubj began/begin/VERB/VBD/0/root to/to/PART/TO/4/mark "
                      "attack/attack/VERB/VB/2/xcomp",
                      3)
                       .certainty,
                   PLX_ACTUAL);
  assert_int_equal(at("They/they/PRON/PRP/2/nsubj threatened/threaten/VERB/VBD/0/root to/to/PART/TO/4/mark "
                      "attack/attack/VERB/VB/2/xcomp",
                      3)
                       .certainty,
                   PLX_THREATENED);
  assert_int_equal(at("They/they/PRON/PRP/2/nsubj denied/deny/VERB/VBD/0/root attacking/attack/VERB/VBG/2/xcomp "
                      "it/it/PRON/PRP/3/obj",
                      2)
                       .certainty,
                   PLX_DENIED);
}

static void hearsay_is_suspected(void **state) {
  (void)state;
  assert_int_equal(at("Rebels/rebel/NOUN/NNS/3/nsubj allegedly/allegedly/ADV/RB/3/advmod shot/shoot/VERB/VBD/0/root "
                      "him/he/PRON/PRP/3/obj",
                      2)
                       .certainty,
                   PLX_SUSPECTED);
  assert_int_equal(
      at("Suspected/suspected/ADJ/JJ/2/amod rebels/rebel/NOUN/NNS/3/nsubj shot/shoot/VERB/VBD/0/root", 2).certainty,
      PLX_SUSPECTED);
}

static void a_condition_is_kept_with_its_words(void **state) {
  (void)state;
  plx_certainty_of c = at("Oslo/Oslo/PROPN/NNP/3/nsubj will/will/AUX/MD/3/aux leave/leave/VERB/VB/0/root "
                          "unless/unless/SCONJ/IN/6/mark raids/raid/NOUN/NNS/6/nsubj end/end/VERB/VBP/3/advcl",
                          2);
  assert_int_equal(c.condition.at, 16);
  assert_int_equal(c.condition.n, strlen("unless raids end"));
  assert_int_equal(at("If/if/SCONJ/IN/3/mark they/they/PRON/PRP/3/nsubj attack/attack/VERB/VBP/6/advcl "
                      "we/we/PRON/PRP/6/nsubj will/will/AUX/MD/6/aux leave/leave/VERB/VB/0/root",
                      2)
                       .certainty,
                   PLX_CONDITIONAL);
}

static void what_is_said_is_as_its_clause_says(void **state) {
  (void)state;
  plx_certainty_of c = at("He/he/PRON/PRP/2/nsubj said/say/VERB/VBD/0/root they/they/PRON/PRP/5/nsubj "
                          "would/would/AUX/MD/5/aux leave/leave/VERB/VB/2/ccomp",
                          4);
  assert_true(c.future);
  assert_int_equal(at("He/he/PRON/PRP/2/nsubj said/say/VERB/VBD/0/root they/they/PRON/PRP/4/nsubj "
                      "left/leave/VERB/VBD/2/ccomp",
                      3)
                       .certainty,
                   PLX_ACTUAL);
}

static void any_heads_will_do(void **state) {
  (void)state;
  at("a/a/VERB/VB/2/xcomp b/b/VERB/VB/1/xcomp", 0); // a cycle ends
  at("a/a/VERB/VB/9/xcomp", 0);                     // a head that is not there
}

static int setup(void **state) {
  (void)state;
  arena = plx_arena_new();
  return 0;
}

static int teardown(void **state) {
  (void)state;
  plx_arena_free(arena);
  return 0;
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_past_tense_is_actual),
      cmocka_unit_test(tense_and_duty_are_seen),
      cmocka_unit_test(an_infinitive_is_no_deed_unless_its_verb_says_so),
      cmocka_unit_test(hearsay_is_suspected),
      cmocka_unit_test(a_condition_is_kept_with_its_words),
      cmocka_unit_test(what_is_said_is_as_its_clause_says),
      cmocka_unit_test(any_heads_will_do),
  };
  return cmocka_run_group_tests(tests, setup, teardown);
}
