/* SPDX-License-Identifier: Apache-2.0 */
// The state of resolving: who may be joined, and that a record without a model stays as it was.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "meaning/linking.h"

static plx_arena *arena;

static plx_candidate *add(plx_candidates *c, plx_form form, uint32_t lemma, uint32_t entity) {
  plx_candidate *x = plx_vec_push(arena, c);
  *x = (plx_candidate){.form = form, .lemma = lemma, .words = lemma, .governor = PLX_NONE};
  x->m.entity = entity;
  x->m.span = (plx_span){c->n * 10, 5};
  return x;
}

static plx_record two_entities(void) {
  plx_record r = {0};
  plx_vec_push(arena, &r.entity);
  plx_vec_push(arena, &r.entity);
  return r;
}

static void recent_first(void **state) {
  (void)state;
  plx_record r = two_entities();
  plx_candidates c = {0};
  add(&c, PLX_FORM_NAME, 1, 0);
  add(&c, PLX_FORM_NAME, 2, 1);
  add(&c, PLX_FORM_HE, 3, PLX_NONE);
  plx_linking l = plx_linking_of(&r, &c, arena);
  uint32_t option[PLX_LINK_OPTIONS_MAX];
  assert_int_equal(plx_link_options(&l, 0, option), 0);
  uint32_t a = plx_link_add(&l, 0, PLX_NONE), b = plx_link_add(&l, 1, PLX_NONE);
  assert_int_equal(plx_link_options(&l, 2, option), 2);
  assert_int_equal(option[0], b);
  plx_link_add(&l, 2, a);
  assert_int_equal(l.cluster.v[a].size, 2);
  assert_int_equal(plx_link_options(&l, 2, option), 2);
  assert_int_equal(option[0], a);
  assert_int_equal(l.of_entity[1], b);
}

static void names_are_not_joined_here(void **state) {
  (void)state;
  plx_record r = two_entities();
  plx_candidates c = {0};
  add(&c, PLX_FORM_NAME, 1, 0);
  add(&c, PLX_FORM_NOUN, 5, PLX_NONE);
  add(&c, PLX_FORM_NAME, 2, 1);
  plx_linking l = plx_linking_of(&r, &c, arena);
  plx_link_add(&l, 0, PLX_NONE);
  uint32_t noun = plx_link_add(&l, 1, PLX_NONE), option[PLX_LINK_OPTIONS_MAX];
  assert_int_equal(plx_link_options(&l, 2, option), 1);
  assert_int_equal(option[0], noun);
}

static void features_repeat(void **state) {
  (void)state;
  plx_record r = two_entities();
  plx_candidates c = {0};
  add(&c, PLX_FORM_NAME, 1, 0);
  add(&c, PLX_FORM_NOUN, 1, PLX_NONE);
  plx_linking l = plx_linking_of(&r, &c, arena);
  uint32_t one[PLX_LINK_FEATURES_MAX], two[PLX_LINK_FEATURES_MAX], k = plx_link_add(&l, 0, PLX_NONE);
  uint32_t n = plx_link_features(&l, 1, k, one);
  assert_in_range(n, 1, PLX_LINK_FEATURES_MAX);
  assert_int_equal(plx_link_features(&l, 1, k, two), n);
  assert_memory_equal(one, two, n * sizeof *one);
  assert_in_range(plx_link_features(&l, 1, PLX_NONE, two), 1, PLX_LINK_FEATURES_MAX);
}

static void telling_pronouns(void **state) {
  (void)state;
  plx_entity_type t;
  assert_true(plx_form_type(PLX_FORM_SHE, &t));
  assert_int_equal(t, PLX_ENTITY_PER);
  assert_true(plx_form_type(PLX_FORM_HERE, &t));
  assert_int_equal(t, PLX_ENTITY_LOC);
  assert_false(plx_form_type(PLX_FORM_IT, &t));
  assert_false(plx_form_type(PLX_FORM_NOUN, &t));
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
  const struct CMUnitTest tests[] = {cmocka_unit_test(recent_first), cmocka_unit_test(names_are_not_joined_here),
                                     cmocka_unit_test(features_repeat), cmocka_unit_test(telling_pronouns)};
  return cmocka_run_group_tests_name("coreference", tests, setup, teardown);
}
