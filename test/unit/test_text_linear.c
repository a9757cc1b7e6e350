/* SPDX-License-Identifier: Apache-2.0 */
/* What is learned is what is packed, and what is packed is what is read. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "text/lexicon.h"
#include "text/linear.h"

static uint64_t chance(uint64_t *seed) {
  *seed = *seed * 6364136223846793005u + 1442695040888963407u;
  return *seed >> 33;
}

// Class = the parity of two of the three features: the third is noise.
static int example(uint64_t *seed, plx_feats *f) {
  uint64_t a = chance(seed) % 4, b = chance(seed) % 4, c = chance(seed) % 50;
  f->n = 0;
  PLX_FEAT2(f, 1, a, b);
  PLX_FEAT1(f, 2, a);
  PLX_FEAT1(f, 3, c);
  return (int)((a ^ b) & 1) + 1;
}

static void test_learns_packs_reads(void **state) {
  (void)state;
  uint64_t seed = 7;
  plx_learner *l = plx_learner_new(3);
  plx_feats f;
  for (int i = 0; i < 4000; i++) {
    float score[3];
    int right = example(&seed, &f), best = 0;
    plx_learner_score(l, &f, score);
    for (int y = 1; y < 3; y++)
      if (score[y] > score[best]) best = y;
    plx_learner_update(l, &f, right, best);
  }
  plx_buf packed = {0};
  plx_learner_pack(l, 1000, &packed);
  plx_linear m;
  assert_true(plx_linear_open(&m, plx_buf_view(&packed)));
  int wrong = 0;
  for (int i = 0; i < 500; i++) {
    int32_t score[PLX_LINEAR_CLASSES_MAX];
    int right = example(&seed, &f);
    plx_linear_score(&m, &f, score);
    wrong += plx_linear_best(score, 3, NULL) != right;
    uint8_t only[3] = {1, 0, 0};
    assert_int_equal(plx_linear_best(score, 3, only), 0);
  }
  assert_true(wrong < 5);
  for (size_t n = 0; n < packed.n; n += 8) assert_false(plx_linear_open(&m, (plx_str){packed.p, n})); // cut short
  plx_buf_free(&packed);
  plx_learner_pack(l, 5, &packed);
  assert_true(plx_linear_open(&m, plx_buf_view(&packed)) && m.mask < 64); // five rows need few slots
  plx_buf_free(&packed);
  plx_learner_free(l);
}

static void test_lexicon(void **state) {
  (void)state;
  uint64_t seed = 3, key[1000];
  uint32_t value[1000];
  for (uint32_t i = 0; i < 1000; i++) {
    key[i] = chance(&seed) << 31 ^ chance(&seed);
    value[i] = i;
  }
  plx_buf packed = {0};
  plx_lexicon_pack(key, value, 1000, &packed);
  plx_lexicon x;
  assert_true(plx_lexicon_open(&x, plx_buf_view(&packed)));
  for (uint32_t i = 0; i < 1000; i++) assert_int_equal(plx_lexicon_get(&x, key[i]), i);
  for (uint32_t i = 0; i < 1000; i++) assert_int_equal(plx_lexicon_get(&x, chance(&seed) << 31 ^ chance(&seed)), -1);
  assert_false(plx_lexicon_open(&x, (plx_str){packed.p, packed.n - 1}));
  plx_buf_free(&packed);
  plx_lexicon_pack(NULL, NULL, 0, &packed);
  assert_true(plx_lexicon_open(&x, plx_buf_view(&packed)));
  assert_int_equal(plx_lexicon_get(&x, 5), -1);
  plx_buf_free(&packed);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_learns_packs_reads), cmocka_unit_test(test_lexicon)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
