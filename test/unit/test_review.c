/* SPDX-License-Identifier: Apache-2.0 */
/* Agreement against the examples of Krippendorff 2011, section by section. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "store/alpha.h"

// A row a coder, a character a unit, '.' where nothing was said.  Values are the characters.
static bool alpha_of(const char *const *rows, int n, double *alpha, uint32_t *units) {
  plx_rating r[256];
  uint32_t count = 0;
  for (int c = 0; c < n; c++)
    for (uint32_t u = 0; rows[c][u]; u++)
      if (rows[c][u] != '.') r[count++] = (plx_rating){u, (uint32_t)(rows[c][u] - '0')};
  return plx_alpha_nominal(r, count, 64, alpha, units);
}

static void the_published_examples(void **state) {
  (void)state;
  double alpha;
  uint32_t units;
  // A. Binary data, two observers, no missing data: 0.095
  const char *const a[] = {"0100000010", "1110010000"};
  assert_true(alpha_of(a, 2, &alpha, &units));
  assert_float_equal(alpha, 0.095, 0.0005);
  assert_int_equal(units, 10);
  // B. Nominal data, two observers: 0.692
  const char *const b[] = {"aabbdcccedda", "babbbccceddd"};
  assert_true(alpha_of(b, 2, &alpha, &units));
  assert_float_equal(alpha, 0.692, 0.0005);
  // C. Nominal data, any number of observers, missing data: 0.743
  const char *const c[] = {"123321412...",
                           "12332241"
                           "25.3",
                           ".333234"
                           "2251.",
                           "1233244125"
                           "1."};
  assert_true(alpha_of(c, 4, &alpha, &units));
  assert_float_equal(alpha, 0.743, 0.0005);
  assert_int_equal(units, 11); // the twelfth unit has one value
}

static void the_ends(void **state) {
  (void)state;
  double alpha;
  uint32_t units;
  const char *const same[] = {"1212", "1212"}, *const one[] = {"1111", "1111"}, *const alone[] = {"12..", "..12"},
                    *const none[] = {"", ""};
  assert_true(alpha_of(same, 2, &alpha, &units));
  assert_float_equal(alpha, 1.0, 1e-9);
  assert_false(alpha_of(one, 2, &alpha, &units)); // nothing varies
  assert_false(alpha_of(alone, 2, &alpha, &units));
  assert_false(alpha_of(none, 2, &alpha, &units));
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(the_published_examples), cmocka_unit_test(the_ends)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
