/* SPDX-License-Identifier: Apache-2.0 */
/* The whole room with the model that is shipped: what it must find, and what it must survive. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/file.h"
#include "language/conllu.h"
#include "language/evaluate.h"
#include "language/language.h"
#include "language/model_file.h"

static plx_model *model;

static int set_up(void **state) {
  (void)state;
  plx_err e = {0};
  model = plx_model_open(NULL, &e);
  return model ? 0 : -1;
}

static int tear_down(void **state) {
  (void)state;
  plx_model_close(model);
  return 0;
}

static plx_text read_text(const char *z, plx_arena *a, plx_arena *tmp) {
  plx_text t;
  plx_language_read(model, plx_str_of(z), NULL, 0, a, tmp, &t);
  return t;
}

static void test_a_plain_sentence(void **state) {
  (void)state;
  plx_arena *a = plx_arena_new(), *tmp = plx_arena_new();
  plx_text t = read_text("The ministers visited Paris.", a, tmp);
  assert_int_equal(t.sentence.n, 1);
  assert_int_equal(t.tok.n, 5);
  const plx_tok *k = t.tok.v;
  assert_true(plx_str_eqz(k[1].lemma, "minister") && plx_str_eqz(k[2].lemma, "visit"));
  assert_int_equal(k[1].upos, PLX_UPOS_NOUN);
  assert_true(plx_str_eqz(k[1].xpos, "NNS") && plx_str_eqz(k[1].feats, "Number=Plur"));
  assert_int_equal(k[2].upos, PLX_UPOS_VERB);
  assert_int_equal(k[2].head, -1);
  assert_int_equal(k[1].head, 2);
  assert_int_equal(k[1].rel, PLX_REL_NSUBJ);
  assert_int_equal(k[3].rel, PLX_REL_OBJ);
  assert_int_equal(k[3].ner, PLX_NER_B_LOC);
  plx_arena_free(a);
  plx_arena_free(tmp);
}

static void check_trees(const plx_text *t) {
  for (uint32_t s = 0; s < t->sentence.n; s++) {
    uint32_t first = t->sentence.v[s].first, end = first + t->sentence.v[s].count, roots = 0;
    for (uint32_t i = first; i < end; i++) {
      const plx_tok *k = &t->tok.v[i];
      assert_true(k->head == -1 || (k->head >= (int32_t)first && k->head < (int32_t)end));
      assert_true((k->head == -1) == (k->rel == PLX_REL_ROOT));
      assert_true(k->lemma.n > 0);
      roots += k->head == -1;
      int64_t v = i;
      for (uint32_t steps = 0; v >= 0; v = t->tok.v[v].head) assert_true(steps++ <= t->sentence.v[s].count);
    }
    assert_int_equal(roots, 1);
  }
}

static void check_survives(plx_str bytes) {
  plx_arena *a = plx_arena_new(), *tmp = plx_arena_new();
  plx_text t;
  plx_language_read(model, bytes, NULL, 0, a, tmp, &t);
  check_trees(&t);
  plx_arena_free(a);
  plx_arena_free(tmp);
}

static void test_whatever_comes(void **state) {
  (void)state;
  enum { N = 1 << 18 };
  plx_arena *a = plx_arena_new();
  char *p = plx_arena_alloc(a, N);
  static const char *const pattern[] = {
      "a", "(", ".", "\"", "word ", "\xF0\x9F\x98\x80 ", "\xD7\x90\xD7\x91 ", "\xED\xA0\x80", "and , "};
  for (size_t k = 0; k < sizeof pattern / sizeof *pattern; k++) {
    size_t n = strlen(pattern[k]);
    for (size_t i = 0; i < N; i++) p[i] = pattern[k][i % n];
    check_survives((plx_str){p, k == 0 ? N : N / 16});
  }
  memset(p, 0, N);
  check_survives((plx_str){p, N / 16});
  check_survives((plx_str){p, 0});
  plx_arena_free(a);
}

// A sentence of a treebank may be as long as it likes.
static void test_a_given_sentence_without_end(void **state) {
  (void)state;
  enum { N = 20000 };
  plx_arena *a = plx_arena_new(), *tmp = plx_arena_new();
  plx_text t = {.bytes = PLX_STR("word")};
  for (int i = 0; i < N; i++) {
    plx_tok *k = plx_vec_push(a, &t.tok);
    k->form = t.bytes;
  }
  *plx_vec_push(a, &t.sentence) = (plx_sentence){.first = 0, .count = N};
  plx_language_label(model, &t, a, tmp);
  check_trees(&t);
  plx_arena_free(a);
  plx_arena_free(tmp);
}

// A sentence is read the same alone and among others.
static void test_company_changes_nothing(void **state) {
  (void)state;
  plx_arena *a = plx_arena_new(), *tmp = plx_arena_new();
  static const char *const part[] = {
      "Rain fell on the empty harbour.",
      "\xE2\x80\x9CWe will not leave,\xE2\x80\x9D said the captain of the ferry, who had waited there since Monday.",
      "Nobody answered"};
  plx_buf all = {0};
  for (int i = 0; i < 60; i++) plx_buf_fmt(&all, "%s\n\n", part[i % 3]);
  plx_text together;
  plx_language_read(model, plx_buf_view(&all), NULL, 0, a, tmp, &together);
  for (uint32_t s = 0; s < together.sentence.n; s++) {
    const plx_sentence *v = &together.sentence.v[s];
    plx_text alone;
    plx_language_read(model, plx_span_str(plx_buf_view(&all), v->span), NULL, 0, a, tmp, &alone);
    assert_int_equal(alone.tok.n, v->count);
    for (uint32_t i = 0; i < v->count; i++) {
      const plx_tok *x = &alone.tok.v[i], *y = &together.tok.v[v->first + i];
      assert_true(x->upos == y->upos && x->rel == y->rel && x->ner == y->ner && plx_str_eq(x->lemma, y->lemma));
      assert_int_equal(x->head < 0 ? -1 : x->head, y->head < 0 ? -1 : y->head - (int32_t)v->first);
    }
  }
  plx_buf_free(&all);
  plx_arena_free(a);
  plx_arena_free(tmp);
}

static const char bank_text[] =
    "# newdoc id = x\n# text = Don't go to York.\n"
    "1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\t_\n"
    "1\tDo\tdo\tAUX\tVB\tMood=Imp\t3\taux\t_\t_\n2\tn't\tnot\tPART\tRB\t_\t3\tadvmod\t_\t_\n"
    "3\tgo\tgo\tVERB\tVB\tVerbForm=Inf\t0\troot\t_\t_\n4\tto\tto\tADP\tIN\t_\t5\tcase\t_\t_\n"
    "5\tYork\tYork\tPROPN\tNNP\tNumber=Sing\t3\tobl\t_\tNER=B-LOC|SpaceAfter=No\n"
    "5.1\tx\t_\t_\t_\t_\t_\t_\t_\t_\n6\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_\n\n";

static void test_conllu_there_and_back(void **state) {
  (void)state;
  plx_arena *a = plx_arena_new();
  plx_bank b = {0};
  plx_err e = {0};
  bool more;
  plx_lines in = plx_lines_str(plx_str_of(bank_text), "bank");
  assert_true(plx_conllu_read(&in, UINT32_MAX, a, &b, &more, &e));
  plx_lines_free(&in);
  assert_int_equal(b.text.tok.n, 6);
  assert_true(plx_str_eqz(plx_str_trim(b.text.bytes), "Don't go to York."));
  assert_true(plx_str_eqz(plx_span_str(b.text.bytes, b.text.tok.v[1].span), "n't"));
  assert_int_equal(b.text.tok.v[4].ner, PLX_NER_B_LOC);
  plx_buf out = {0};
  plx_conllu_write(&b.text, &b, 0, &out);
  plx_str want = plx_str_of(bank_text), empty_node = PLX_STR("5.1\tx\t_\t_\t_\t_\t_\t_\t_\t_\n");
  size_t cut = (size_t)plx_str_find(want, empty_node, 0);
  assert_int_equal(out.n, want.n - empty_node.n);
  assert_memory_equal(out.p, want.p, cut);
  assert_memory_equal(out.p + cut, want.p + cut + empty_node.n, out.n - cut);
  plx_score score[PLX_MEASURES];
  assert_true(plx_evaluate(&b.text, &b, &b.text, &b, score, a, &e));
  for (int m = 0; m < PLX_MEASURES; m++)
    assert_true(score[m].gold > 0 && score[m].right == score[m].gold && score[m].said == score[m].gold);
  plx_buf_free(&out);
  plx_arena_free(a);
}

static void test_broken_conllu_is_named(void **state) {
  (void)state;
  static const char *const bad[] = {"plain text\n", "1\ta\tb\n", "x\ta\tb\tc\td\te\tf\tg\th\ti\n"};
  for (int i = 0; i < 3; i++) {
    plx_arena *a = plx_arena_new();
    plx_bank b = {0};
    plx_err e = {0};
    bool more;
    plx_lines in = plx_lines_str(plx_str_of(bad[i]), "bad.conllu");
    assert_false(plx_conllu_read(&in, UINT32_MAX, a, &b, &more, &e));
    assert_int_equal(e.code, PLX_E_INPUT);
    assert_int_equal(e.record, 1);
    plx_lines_free(&in);
    plx_arena_free(a);
  }
}

static void test_broken_models_are_refused(void **state) {
  (void)state;
  static const char path[] = "build/test-broken.plxm";
  plx_model_out out = {0};
  plx_err e = {0};
  plx_model_begin(&out, "version");
  plx_buf_str(&out.body, PLX_STR("none"));
  assert_true(plx_model_write(&out, path, &e));
  assert_null(plx_model_open(path, &e)); // whole, but nothing in it
  assert_int_equal(e.code, PLX_E_FORMAT);
  plx_model_file f;
  e = (plx_err){0};
  assert_true(plx_model_map(path, &f, &e));
  assert_true(plx_str_eqz(plx_model_section(&f, "version"), "none"));
  assert_true(plx_model_section(&f, "nosuch").p == NULL);
  plx_buf copy = {0};
  plx_buf_str(&copy, f.bytes);
  plx_model_unmap(&f);
  for (size_t i = 0; i < copy.n; i++) { // one wrong byte anywhere, or cut short anywhere
    copy.p[i] ^= 1;
    assert_true(plx_file_write(path, plx_buf_view(&copy), &e));
    assert_false(plx_model_map(path, &f, NULL));
    copy.p[i] ^= 1;
    assert_true(plx_file_write(path, (plx_str){copy.p, i}, &e));
    assert_false(plx_model_map(path, &f, NULL));
  }
  assert_false(plx_model_map("build/no-such.plxm", &f, NULL));
  remove(path);
  plx_buf_free(&copy);
  plx_buf_free(&out.body);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_a_plain_sentence),
      cmocka_unit_test(test_whatever_comes),
      cmocka_unit_test(test_a_given_sentence_without_end),
      cmocka_unit_test(test_company_changes_nothing),
      cmocka_unit_test(test_conllu_there_and_back),
      cmocka_unit_test(test_broken_conllu_is_named),
      cmocka_unit_test(test_broken_models_are_refused),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
