/* SPDX-License-Identifier: Apache-2.0 */
/* The whole chain learns another language: test/data/german.conllu is ours, 32 small sentences with letters beyond
 * ASCII, crossing arcs ("Aale hat Jörg zu verkaufen versprochen"), a multiword token (zum), a question. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "language/evaluate.h"
#include "language/language.h"
#include "language/train.h"

#define BANK "test/data/german.conllu"

static void test_learns_german(void **state) {
  (void)state;
  char path[] = "/tmp/german-XXXXXX";
  int fd = mkstemp(path);
  assert_true(fd >= 0);
  close(fd);
  const char *bank = BANK, *name = NULL;
  plx_err e = {0};
  plx_training job = {.bank = &bank,
                      .name = &name,
                      .banks = 1,
                      .rounds = 60,
                      .dev_from = 1,
                      .rate = PLX_TRAIN_RATE,
                      .seed = 1,
                      .version = "de"};
  assert_true(plx_train(&job, path, &e));
  plx_arena *a = plx_arena_new(), *tmp = plx_arena_new();
  plx_bank gold = {0};
  assert_true(plx_bank_open(BANK, NULL, a, &gold, &e));
  plx_model *m = plx_model_open(path, &e);
  assert_non_null(m);
  plx_text said = gold.text, raw;
  said.tok.v = PLX_NEWS(a, plx_tok, gold.text.tok.n);
  memcpy(said.tok.v, gold.text.tok.v, gold.text.tok.n * sizeof *said.tok.v);
  plx_language_label(m, &said, a, tmp);
  plx_score score[PLX_MEASURES];
  assert_true(plx_evaluate(&gold.text, &gold, &said, &gold, score, tmp, &e));
  for (int k = 0; k < PLX_MEASURES; k++)
    if (plx_score_f1(score[k]) < 99) fail_msg("%s: %.1f", plx_measure_name((plx_measure)k), plx_score_f1(score[k]));
  plx_language_read(m, gold.text.bytes, NULL, 0, a, tmp, &raw);
  assert_int_equal(raw.tok.n, gold.text.tok.n); // cut alike, zum too
  for (uint32_t i = 0; i < raw.tok.n; i++)
    assert_int_equal(plx_span_end(raw.tok.v[i].span), plx_span_end(gold.text.tok.v[i].span));
  plx_model_close(m);
  plx_arena_free(tmp);
  plx_arena_free(a);
  unlink(path);
}

// A bank another model wrote: the network sees it, but neither tags nor lemmas of its own come into the model.
static void test_silver_adds_no_tags(void **state) {
  (void)state;
  char path[] = "/tmp/german-XXXXXX", silver[] = "/tmp/silver-XXXXXX";
  int fd = mkstemp(path), fs = mkstemp(silver);
  assert_true(fd >= 0 && fs >= 0);
  static const char bank_text[] = "1\tSchiff\tschiffilein\tNOUN\tNN\t_\t0\troot\t_\t_\n\n"
                                  "1\tKahn\tKahn\tNOUN\tNEVER_SEEN\t_\t0\troot\t_\t_\n\n";
  assert_int_equal(write(fs, bank_text, sizeof bank_text - 1), (ssize_t)sizeof bank_text - 1);
  close(fd);
  close(fs);
  const char *bank = BANK, *name = NULL;
  plx_err e = {0};
  plx_training job = {.bank = &bank,
                      .name = &name,
                      .banks = 1,
                      .rounds = 1,
                      .dev_from = 1,
                      .rate = PLX_TRAIN_RATE,
                      .seed = 1,
                      .version = "de"};
  job.silver = silver;
  assert_true(plx_train(&job, path, &e));
  plx_buf model = {0};
  assert_true(plx_file_read(path, 64 << 20, &model, &e));
  plx_str all = plx_buf_view(&model);
  assert_non_null(memmem(all.p, all.n, "NOUN\tNN", 7));
  assert_null(memmem(all.p, all.n, "NEVER_SEEN", 10));
  plx_buf_free(&model);
  plx_model *m = plx_model_open(path, &e);
  assert_non_null(m);
  plx_arena *a = plx_arena_new(), *tmp = plx_arena_new();
  plx_text said;
  plx_language_read(m, PLX_STR("Schiff"), NULL, 0, a, tmp, &said);
  assert_false(plx_str_eqz(said.tok.v[0].lemma, "schiffilein"));
  plx_model_close(m);
  plx_arena_free(tmp);
  plx_arena_free(a);
  unlink(silver);
  job.silver = "/tmp/there-is-no-such-bank.conllu";
  assert_false(plx_train(&job, path, &e));
  assert_int_equal(e.code, PLX_E_INPUT);
  unlink(path);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_learns_german), cmocka_unit_test(test_silver_adds_no_tags)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
