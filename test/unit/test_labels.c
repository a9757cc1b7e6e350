/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "language/labels.h"

static void test_there_and_back(void **state) {
  (void)state;
  for (int u = 0; u < PLX_UPOS_COUNT; u++) assert_int_equal(plx_upos_of(plx_str_of(plx_upos_name(u))), u);
  for (int r = 0; r < PLX_REL_COUNT; r++) assert_int_equal(plx_rel_of(plx_str_of(plx_rel_name(r))), r);
  for (int n = 0; n < PLX_NER_COUNT; n++) assert_int_equal(plx_ner_of(plx_str_of(plx_ner_name(n))), n);
}

static void test_unknown_names_fall_back(void **state) {
  (void)state;
  assert_int_equal(plx_upos_of(PLX_STR("NOSUCH")), PLX_UPOS_X);
  assert_int_equal(plx_rel_of(PLX_STR("nsubj:nosuch")), PLX_REL_NSUBJ);
  assert_int_equal(plx_rel_of(PLX_STR("nosuch")), PLX_REL_DEP);
  assert_int_equal(plx_ner_of((plx_str){0}), PLX_NER_O);
  assert_string_equal(plx_upos_name(200), "X");
  assert_string_equal(plx_rel_name(200), "dep");
  assert_string_equal(plx_ner_name(200), "O");
}

static void test_universal_part(void **state) {
  (void)state;
  assert_int_equal(plx_rel_universal(PLX_REL_NSUBJ_PASS), PLX_REL_NSUBJ);
  assert_int_equal(plx_rel_universal(PLX_REL_OBJ), PLX_REL_OBJ);
  assert_int_equal(plx_rel_universal(PLX_REL_ACL_RELCL), PLX_REL_ACL);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_there_and_back),
                                     cmocka_unit_test(test_unknown_names_fall_back),
                                     cmocka_unit_test(test_universal_part)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
