/* SPDX-License-Identifier: Apache-2.0 */
/* Names in lists, and second opinions: on names, on tags. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "language/namer.h"
#include "language/tagger.h"

typedef struct fixture {
  plx_arena *a;
  plx_buf packed;
  plx_known_words known;
} fixture;

static int set_up(void **state) {
  static fixture f;
  f = (fixture){.a = plx_arena_new()};
  assert_true(plx_lists_learn(NULL, f.a, &f.packed, NULL));
  assert_true(plx_lexicon_open(&f.known.lists, plx_buf_view(&f.packed)));
  *state = &f;
  return 0;
}

static int tear_down(void **state) {
  fixture *f = *state;
  plx_buf_free(&f->packed);
  plx_arena_free(f->a);
  return 0;
}

static uint32_t words_of(plx_arena *a, const char *text, plx_str **form) {
  PLX_VEC(plx_str) v = {0};
  plx_str rest = plx_str_of(text), one;
  while (plx_str_cut(&rest, ' ', &one)) *plx_vec_push(a, &v) = one;
  *form = v.v;
  return v.n;
}

static const plx_listed *mark(fixture *f, const char *text) {
  plx_str *form;
  uint32_t n = words_of(f->a, text, &form);
  plx_listed *out = PLX_NEWS(f->a, plx_listed, n);
  plx_lists_mark(&f->known.lists, form, n, out);
  return out;
}

static void test_the_longest_name_wins(void **state) {
  fixture *f = *state;
  const plx_listed *m = mark(f, "many New York Times readers");
  assert_int_equal(m[0].place, PLX_LIST_NOWHERE);
  assert_int_equal(m[1].place, PLX_LIST_FIRST);
  assert_int_equal(m[2].place, PLX_LIST_INSIDE);
  assert_int_equal(m[3].place, PLX_LIST_LAST);
  assert_true(m[3].lists >> PLX_LIST_MEDIA & 1);
  assert_int_equal(m[4].place, PLX_LIST_NOWHERE);
  m = mark(f, "in New York");
  assert_true(m[2].lists >> PLX_LIST_LAND & 1 && m[2].place == PLX_LIST_LAST);
}

static void test_signs_between_do_not_matter(void **state) {
  fixture *f = *state;
  const char *const ways[] = {"al-Qaeda", "al - Qaeda", "Al Qaeda"};
  for (int i = 0; i < 3; i++) {
    const plx_listed *m = mark(f, ways[i]);
    assert_true(m[0].lists >> PLX_LIST_BODY & 1);
  }
  assert_int_equal(mark(f, "New , York")[0].place, PLX_LIST_NOWHERE); // a comma ends a name
  assert_int_equal(mark(f, "\xFF\xFE \xC3 ...")[1].place, PLX_LIST_NOWHERE);
}

static void test_no_lists(void **state) {
  (void)state;
  plx_lexicon none = {0};
  plx_str form = PLX_STR("Paris");
  plx_listed m;
  plx_lists_mark(&none, &form, 1, &m);
  assert_int_equal(m.lists | m.alone | m.place, 0);
}

typedef struct lesson {
  plx_around around;
  uint8_t *ner;
} lesson;

static plx_around around_of(fixture *f, const char *text) {
  plx_str *form;
  uint32_t n = words_of(f->a, text, &form);
  plx_word *word = PLX_NEWS(f->a, plx_word, n);
  plx_listed *listed = PLX_NEWS(f->a, plx_listed, n);
  for (uint32_t i = 0; i < n; i++) plx_word_of(form[i], &word[i]);
  plx_lists_mark(&f->known.lists, form, n, listed);
  return plx_around_of(&f->known, word, listed, n, f->a);
}

static lesson lesson_of(fixture *f, const char *text, const char *labels) {
  lesson x = {around_of(f, text), PLX_NEWS(f->a, uint8_t, strlen(labels))};
  for (uint32_t i = 0; i < x.around.n; i++)
    x.ner[i] = labels[i] == 'P'   ? PLX_NER_B_PER
               : labels[i] == 'p' ? PLX_NER_I_PER
               : labels[i] == 'L' ? PLX_NER_B_LOC
                                  : PLX_NER_O;
  return x;
}

static void test_namer_learns(void **state) {
  fixture *f = *state;
  lesson x[] = {lesson_of(f, "Anna Berg lives in Paris .", "Pp00L0"),
                lesson_of(f, "the river runs through Vienna", "0000L"),
                lesson_of(f, "yesterday John Moore slept", "0Pp0")};
  plx_namer_learner *l = plx_namer_learner_new();
  uint32_t wrong = 1;
  for (int round = 0; round < 20; round++) {
    wrong = 0;
    for (int i = 0; i < 3; i++) wrong += plx_namer_learner_study(l, &x[i].around, x[i].ner, f->a);
  }
  assert_int_equal(wrong, 0);
  plx_buf b = {0};
  plx_namer_learner_pack(l, 4, 0, &b);
  plx_namer m;
  assert_true(plx_namer_open(&m, plx_buf_view(&b)));
  for (size_t cut = 0; cut < 200; cut += 8) assert_false(plx_namer_open(&m, (plx_str){b.p, cut}));
  assert_true(plx_namer_open(&m, plx_buf_view(&b)));
  lesson y = lesson_of(f, "Mary Hill works in London .", "Pp00L0"); // none of these names was learned: lists
  float *bonus = PLX_NEWS(f->a, float, (size_t)y.around.n *PLX_NAMER_LABELS);
  uint8_t *said = PLX_NEWS(f->a, uint8_t, y.around.n);
  plx_namer_score(&m, &y.around, bonus);
  plx_namer_best(bonus, PLX_NAMER_LABELS, m.follows, y.around.n, said, f->a);
  for (uint32_t i = 0; i < y.around.n; i++) assert_int_equal(said[i], y.ner[i]);
  plx_buf_free(&b);
  plx_namer_learner_free(l);
}

// Tags: 0 a determiner, 1 a noun, 2 a verb, 3 a stop.  "walk" is either: the word beside it and its tag decide.
static void test_tagger_learns(void **state) {
  fixture *f = *state;
  enum { TAGS = 4, COLUMNS = 32 };
  plx_around x[] = {around_of(f, "the dog barks ."), around_of(f, "a walk ends ."), around_of(f, "dogs walk .")};
  static const uint16_t gold[][4] = {{0, 1, 2, 3}, {0, 1, 2, 3}, {1, 2, 3}};
  static const int32_t head[] = {1, 2, -1, 2};
  static const uint8_t rel[] = {PLX_REL_DET, PLX_REL_NSUBJ, PLX_REL_ROOT, PLX_REL_PUNCT};
  plx_tagger_learner *l = plx_tagger_learner_new(TAGS);
  uint32_t wrong = 1;
  for (int round = 0; round < 20; round++) {
    wrong = 0;
    for (int i = 0; i < 3; i++)
      wrong += plx_tagger_learner_study(l, &x[i], (plx_first_opinion){gold[i], head, rel, 0}, gold[i]);
  }
  assert_int_equal(wrong, 0);
  plx_buf b = {0};
  plx_tagger_learner_pack(l, 8, &b);
  plx_tagger m;
  for (size_t cut = 0; cut < 24; cut += 8) assert_false(plx_tagger_open(&m, (plx_str){b.p, cut}, TAGS));
  assert_false(plx_tagger_open(&m, plx_buf_view(&b), TAGS + 1)); // of other tags
  assert_true(plx_tagger_open(&m, plx_buf_view(&b), TAGS));
  static const uint16_t first[][4] = {{0, 2, 2, 3}, {1, 1, 3}}, want[] = {1, 2};
  for (int k = 0; k < 2; k++) { // the first opinion has "walk" wrong, by a little
    float score[4 * COLUMNS] = {0};
    const float *walk = score + COLUMNS;
    score[COLUMNS + first[k][1]] = 0.1f;
    plx_tagger_add(&m, &x[k + 1], (plx_first_opinion){first[k], head, rel, 0}, score, COLUMNS);
    for (int t = 0; t < TAGS; t++)
      if (t != want[k]) assert_true(walk[want[k]] > walk[t]);
    for (int t = TAGS; t < COLUMNS; t++) assert_true(walk[t] == 0);
  }
  plx_buf_free(&b);
  plx_tagger_learner_free(l);
}

// The best run of labels against all runs.
static void test_best_run(void **state) {
  fixture *f = *state;
  enum { Y = PLX_NAMER_LABELS, N = 4 };
  uint64_t seed = 11;
  for (int round = 0; round < 40; round++) {
    float score[N * Y], follows[Y * Y], top = -1e30f;
    uint8_t said[N], best[N] = {0}, run[N];
    for (int i = 0; i < N * Y; i++) seed = plx_mix(seed, 3), score[i] = (float)(seed % 1000) / 100;
    for (int i = 0; i < Y * Y; i++) seed = plx_mix(seed, 3), follows[i] = (float)(seed % 1000) / 200;
    for (uint32_t k = 0; k < Y * Y * Y * Y; k++) {
      float sum = 0;
      bool may = true;
      for (uint32_t i = 0, left = k; i < N; i++, left /= Y) {
        run[i] = (uint8_t)(left % Y);
        sum += score[i * Y + run[i]] + (i ? follows[run[i - 1] * Y + run[i]] : 0);
        may &= plx_namer_may_follow(i ? run[i - 1] : Y, run[i]);
      }
      if (may && sum > top) top = sum, memcpy(best, run, N);
    }
    plx_namer_best(score, Y, follows, N, said, f->a);
    assert_memory_equal(said, best, N);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_the_longest_name_wins),
      cmocka_unit_test(test_signs_between_do_not_matter),
      cmocka_unit_test(test_no_lists),
      cmocka_unit_test(test_namer_learns),
      cmocka_unit_test(test_tagger_learns),
      cmocka_unit_test(test_best_run),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
