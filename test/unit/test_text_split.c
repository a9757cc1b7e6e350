/* SPDX-License-Identifier: Apache-2.0 */
/* Cuts: learned from a few sentences of our own, and bounded on whatever comes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "language/conllu.h"
#include "text/split.h"

// A treebank in miniature: each line a sentence, a token a word; '~' in front: no white space before it.
static const char *const lines[] = {
    "The mayor left ~.",
    "She did ~n't say why ~.",
    "\" ~We can ~not wait ~, ~\" said Mr. Green ~.",
    "Who ~'s there ~?",
    "The well ~- ~known singer sang ~.",
    "Mrs. Brown met Mr. White ~.",
    "It rained ~.",
    "They can ~not swim ~.",
};

static plx_text gold_of(plx_arena *a, uint8_t *paragraph) {
  plx_text t = {0};
  plx_buf b = {0};
  for (size_t s = 0; s < sizeof lines / sizeof *lines; s++) {
    plx_str rest = plx_str_of(lines[s]), w;
    uint32_t first = t.tok.n;
    paragraph[s] = s % 3 == 0;
    while (plx_str_cut(&rest, ' ', &w)) {
      bool glued = w.p[0] == '~';
      if (!glued && b.n) plx_buf_char(&b, ' ');
      plx_tok *k = plx_vec_push(a, &t.tok);
      uint32_t at = (uint32_t)b.n;
      plx_buf_str(&b, plx_str_sub(w, glued, w.n));
      k->span = plx_span_of(at, (uint32_t)b.n);
    }
    plx_sentence *v = plx_vec_push(a, &t.sentence);
    *v = (plx_sentence){plx_span_join(t.tok.v[first].span, t.tok.v[t.tok.n - 1].span), first, t.tok.n - first, 0};
  }
  t.bytes = plx_str_copy(a, plx_buf_view(&b));
  for (uint32_t i = 0; i < t.tok.n; i++) t.tok.v[i].form = plx_span_str(t.bytes, t.tok.v[i].span);
  plx_buf_free(&b);
  return t;
}

typedef struct fixture {
  plx_arena *a, *tmp;
  plx_splitter m;
  plx_buf packed[3];
} fixture;

static void learn(fixture *f) {
  uint8_t paragraph[16];
  plx_text gold = gold_of(f->a, paragraph);
  plx_learner *token = plx_learner_new(2), *sentence = plx_learner_new(2);
  plx_split_learn_joined(&gold, f->tmp, &f->packed[2]);
  assert_true(plx_lexicon_open(&f->m.joined, plx_buf_view(&f->packed[2])));
  for (int round = 0; round < 10; round++) plx_split_learn(token, sentence, &gold, paragraph, &f->m, f->tmp);
  plx_learner_pack(token, 100000, &f->packed[0]);
  plx_learner_pack(sentence, 100000, &f->packed[1]);
  assert_true(plx_linear_open(&f->m.token, plx_buf_view(&f->packed[0])));
  assert_true(plx_linear_open(&f->m.sentence, plx_buf_view(&f->packed[1])));
  plx_learner_free(token);
  plx_learner_free(sentence);
}

static int set_up(void **state) {
  static fixture f;
  f = (fixture){.a = plx_arena_new(), .tmp = plx_arena_new()};
  learn(&f);
  *state = &f;
  return 0;
}

static int tear_down(void **state) {
  fixture *f = *state;
  for (int i = 0; i < 3; i++) plx_buf_free(&f->packed[i]);
  plx_arena_free(f->a);
  plx_arena_free(f->tmp);
  return 0;
}

// Tokens joined by '|', sentences by a newline.
static void check(fixture *f, const char *text, const char *want) {
  plx_text t;
  plx_buf b = {0};
  plx_split(&f->m, plx_str_of(text), NULL, 0, f->a, f->tmp, &t);
  for (uint32_t s = 0; s < t.sentence.n; s++) {
    if (s) plx_buf_char(&b, '\n');
    for (uint32_t i = 0; i < t.sentence.v[s].count; i++) {
      if (i) plx_buf_char(&b, '|');
      plx_buf_str(&b, t.tok.v[t.sentence.v[s].first + i].form);
    }
  }
  assert_string_equal(b.n ? b.p : "", want);
  plx_buf_free(&b);
}

static void test_learned_cuts(void **state) {
  fixture *f = *state;
  check(f, "The singer left. It rained.", "The|singer|left|.\nIt|rained|.");
  check(f, "didn't", "did|n't");
  check(f, "They cannot swim.", "They|can|not|swim|.");
  check(f, "didn\xE2\x80\x99t", "did|n\xE2\x80\x99t"); // a curly quote cuts like a straight one
  check(f, "Rain\n\nIt rained.", "Rain\nIt|rained|."); // a blank line ends a sentence
  check(f, "", "");
  check(f, " \n\n \t", "");
}

static void test_blocks_bound_sentences(void **state) {
  fixture *f = *state;
  plx_str text = PLX_STR("The mayor left the town");
  plx_span block[] = {{0, 9}, {10, 4}, {40, 9}, {15, 100}};
  plx_text t;
  plx_split(&f->m, text, block, 4, f->a, f->tmp, &t);
  assert_int_equal(t.sentence.n, 3); // the third lies outside, the fourth is clipped
  assert_int_equal(t.sentence.v[1].block, 1);
  assert_int_equal(t.sentence.v[2].block, 3);
  assert_int_equal(plx_text_sentence_of(&t, t.tok.n - 1), 2);
  assert_int_equal(plx_text_sentence_of(&t, 0), 0);
}

// Whatever comes: tokens cover all that is not white space, in order, within the caps.
static void check_bounds(fixture *f, plx_str bytes) {
  plx_mark mark = plx_arena_mark(f->a);
  plx_text t;
  plx_split(&f->m, bytes, NULL, 0, f->a, f->tmp, &t);
  uint32_t at = 0, next = 0;
  for (uint32_t i = 0; i < t.tok.n; i++) {
    assert_true(t.tok.v[i].span.at >= at && t.tok.v[i].span.n > 0);
    assert_true(t.tok.v[i].span.n <= 4 * PLX_CHUNK_CHARS_MAX);
    at = plx_span_end(t.tok.v[i].span);
    assert_true(at <= bytes.n);
  }
  for (uint32_t s = 0; s < t.sentence.n; s++) {
    assert_int_equal(t.sentence.v[s].first, next);
    assert_true(t.sentence.v[s].count > 0 && t.sentence.v[s].count <= PLX_SENTENCE_TOKENS_MAX);
    next += t.sentence.v[s].count;
  }
  assert_int_equal(next, t.tok.n);
  plx_arena_reset(f->a, mark);
}

static void test_whatever_comes(void **state) {
  fixture *f = *state;
  enum { N = 1 << 20 };
  char *p = plx_arena_alloc(f->a, N);
  static const char *const pattern[] = {
      "a",    "(",   ".", "\"", "\xF0\x9F\x98\x80", "a-", "\xD7\x90", "\xED\xA0\x80", "a ", ". ", "\xE2\x80\x99",
      "\x01", "n't", "9,"};
  for (size_t k = 0; k < sizeof pattern / sizeof *pattern; k++) {
    size_t n = strlen(pattern[k]);
    for (size_t i = 0; i < N; i++) p[i] = pattern[k][i % n];
    check_bounds(f, (plx_str){p, k < 2 ? N : N / 8}); // a token of a megabyte, a megabyte of brackets
  }
  memset(p, 0, N);
  check_bounds(f, (plx_str){p, N / 8});
  uint64_t seed = 11;
  for (size_t i = 0; i < N; i++) {
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    p[i] = (char)(seed >> 56);
  }
  check_bounds(f, (plx_str){p, N / 4});
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_learned_cuts), cmocka_unit_test(test_blocks_bound_sentences),
                                     cmocka_unit_test(test_whatever_comes)};
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
