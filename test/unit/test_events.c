/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <string.h>

#include "meaning/event_acts.h"
#include "meaning/event_model.h"
#include "meaning/events.h"
#include "tables.h"
#include "trees_by_hand.h"

static plx_arena *arena;
static plx_event_patterns patterns;
static plx_event_codes codes;

// The code of the act at a token, without actors.
static const char *code_at(const char *words, uint32_t tok) {
  plx_record *r = PLX_NEW(arena, plx_record);
  r->text = text_by_hand(arena, words);
  plx_trees *t = PLX_NEW(arena, plx_trees);
  *t = plx_trees_of(&r->text, arena);
  plx_event_view v;
  plx_event_view_init(&v, &patterns, &codes, NULL, r, t, arena);
  plx_str code = plx_event_act(&v, tok)->code;
  return plx_str_copy(arena, code).p;
}

#define GOV "Oslo/Oslo/PROPN/NNP/2/nsubj "

static void verbs_with_their_objects(void **state) {
  (void)state;
  assert_string_equal(code_at(GOV "lifted/lift/VERB/VBD/0/root sanctions/sanction/NOUN/NNS/2/obj", 1), "085");
  assert_string_equal(code_at(GOV "lifted/lift/VERB/VBD/0/root curfews/curfew/NOUN/NNS/2/obj", 1), "0813");
  assert_string_equal(code_at(GOV "imposed/impose/VERB/VBD/0/root sanctions/sanction/NOUN/NNS/2/obj", 1), "163");
  assert_string_equal(code_at(GOV "seized/seize/VERB/VBD/0/root tankers/tanker/NOUN/NNS/2/obj", 1), "1711");
}

static void a_passive_has_its_object_in_the_subject(void **state) {
  (void)state;
  assert_string_equal(code_at("Sanctions/sanction/NOUN/NNS/3/nsubj:pass were/be/AUX/VBD/3/aux:pass "
                              "lifted/lift/VERB/VBN/0/root",
                              2),
                      "085");
}

static void operators_multiply(void **state) {
  (void)state;
#define TO_SEND "to/to/PART/TO/4/mark send/send/VERB/VB/2/xcomp food/food/NOUN/NN/4/obj"
  assert_string_equal(code_at(GOV "promised/promise/VERB/VBD/0/root " TO_SEND, 1), "0333");
  assert_string_equal(code_at(GOV "refused/refuse/VERB/VBD/0/root " TO_SEND, 1), "1223");
  assert_string_equal(code_at(GOV "demanded/demand/VERB/VBD/0/root " TO_SEND, 1), "1033");
  assert_string_equal(code_at(GOV "threatened/threaten/VERB/VBD/0/root to/to/PART/TO/4/mark "
                                  "break/break/VERB/VB/2/xcomp off/off/ADP/RP/4/compound:prt "
                                  "talks/talk/NOUN/NNS/4/obj",
                              1),
                      "134");
}

static void an_end_turns_an_act_around(void **state) {
  (void)state;
  assert_string_equal(code_at(GOV "agreed/agree/VERB/VBD/0/root to/to/PART/TO/4/mark stop/stop/VERB/VB/2/xcomp "
                                  "shelling/shell/VERB/VBG/4/xcomp towns/town/NOUN/NNS/5/obj",
                              1),
                      "0356");
  assert_string_equal(code_at(GOV "agreed/agree/VERB/VBD/0/root not/not/PART/RB/5/advmod to/to/PART/TO/5/mark "
                                  "shell/shell/VERB/VB/2/xcomp towns/town/NOUN/NNS/5/obj",
                              1),
                      "0356");
}

static void nouns_tell_acts(void **state) {
  (void)state;
  assert_string_equal(code_at("air/air/NOUN/NN/2/compound strikes/strike/NOUN/NNS/0/root on/on/ADP/IN/4/case "
                              "towns/town/NOUN/NNS/2/nmod",
                              1),
                      "195");
  assert_string_equal(code_at("hunger/hunger/NOUN/NN/2/compound strike/strike/NOUN/NN/0/root", 1), "142");
}

static void every_row_has_a_code_that_exists(void **state) {
  (void)state;
  for (uint32_t i = 0; i < patterns.rows; i++) {
    const plx_event_row *r = &patterns.row[i];
    if (r->code.n && r->code.p[0] != '+') assert_true(plx_event_code_row(&codes, r->code) >= 0);
    if (r->base.n) assert_true(plx_event_code_row(&codes, r->base) >= 0);
  }
  for (int i = 0; i < plx_table_event_compose.rows; i++)
    for (int op = 1; op < PLX_OP_COUNT; op++) {
      plx_str inner = plx_cell(&plx_table_event_compose, i, PLX_EVENT_COMPOSE_INNER);
      plx_str code = plx_event_compose(&codes, (plx_event_op)op, inner);
      int row = plx_event_code_row(&codes, code);
      if (code.n) assert_true(row >= 0 && plx_str_eq(plx_cell(&plx_table_cameo, row, PLX_CAMEO_CODE), code));
    }
}

static void every_code_has_its_quad_and_score(void **state) {
  (void)state;
  for (int i = 0; i < plx_table_cameo.rows; i++) {
    double quad = plx_cell_num(&plx_table_cameo, i, PLX_CAMEO_QUAD);
    double score = plx_cell_num(&plx_table_cameo, i, PLX_CAMEO_GOLDSTEIN);
    assert_true(quad >= 1 && quad <= 4 && score >= -10 && score <= 10);
  }
}

static void weights_survive_their_letters(void **state) {
  (void)state;
  for (int i = -40; i <= 40; i++) {
    double w = i / 10.0, back = plx_event_letter_weight(plx_event_weight_letter(w));
    assert_true(back - w < 0.11 && w - back < 0.051);
  }
}

static void no_words_no_events(void **state) {
  (void)state;
  plx_doc doc = {.arena = arena};
  plx_record r = {.doc = &doc};
  plx_events_find(plx_events_new(arena, NULL, NULL), &r, arena);
  assert_int_equal(r.event.n, 0);
}

static int setup(void **state) {
  (void)state;
  arena = plx_arena_new();
  plx_event_patterns_init(&patterns, NULL, arena);
  plx_event_codes_init(&codes, arena);
  return 0;
}

static int teardown(void **state) {
  (void)state;
  plx_arena_free(arena);
  return 0;
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(verbs_with_their_objects),
      cmocka_unit_test(a_passive_has_its_object_in_the_subject),
      cmocka_unit_test(operators_multiply),
      cmocka_unit_test(an_end_turns_an_act_around),
      cmocka_unit_test(nouns_tell_acts),
      cmocka_unit_test(every_row_has_a_code_that_exists),
      cmocka_unit_test(every_code_has_its_quad_and_score),
      cmocka_unit_test(weights_survive_their_letters),
      cmocka_unit_test(no_words_no_events),
  };
  return cmocka_run_group_tests(tests, setup, teardown);
}
