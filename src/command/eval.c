/* SPDX-License-Identifier: Apache-2.0 */
/* How good an analysis is, counted as the CoNLL 2018 shared task counts. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command/command.h"
#include "language/evaluate.h"
#include "language/train.h"

// The text of a treebank, one paragraph after the other, as plx_conllu_read rebuilt it, read anew from the bytes.
static void read_again(const plx_model *m, const plx_bank *gold, bool gold_words, plx_arena *a, plx_arena *tmp,
                       plx_text *out) {
  if (!gold_words) {
    plx_language_read(m, gold->text.bytes, NULL, 0, a, tmp, out);
    return;
  }
  *out = gold->text;
  out->tok.v = PLX_NEWS(a, plx_tok, gold->text.tok.n + 1u);
  memcpy(out->tok.v, gold->text.tok.v, gold->text.tok.n * sizeof *out->tok.v);
  plx_language_label(m, out, a, tmp);
}

static void print(const plx_score *s) {
  printf("%-10s %8s %8s %8s\n", "", "P", "R", "F1");
  for (int m = 0; m < PLX_MEASURES; m++) {
    if (m == PLX_MEASURE_NAMES && s[m].gold == 0) continue;
    printf("%-10s %8.2f %8.2f %8.2f\n", plx_measure_name(m), s[m].said ? 100.0 * s[m].right / s[m].said : 0,
           s[m].gold ? 100.0 * s[m].right / s[m].gold : 0, plx_score_f1(s[m]));
  }
}

static void print_json(const plx_score *s) {
  printf("{");
  for (int m = 0; m < PLX_MEASURES; m++)
    printf("%s\"%s\":{\"right\":%u,\"gold\":%u,\"said\":%u,\"f1\":%.2f}", m ? "," : "", plx_measure_name(m), s[m].right,
           s[m].gold, s[m].said, plx_score_f1(s[m]));
  printf("}\n");
}

static bool evaluate(const plx_args *a, plx_arena *doc, plx_arena *tmp, plx_err *e) {
  plx_bank gold = {0}, said = {0};
  plx_text text, *other = &text;
  plx_score score[PLX_MEASURES];
  bool gold_words = plx_arg(a, "words"), given = a->inputs == 2;
  if (!plx_bank_open(a->input[0], plx_arg(a, "names"), doc, &gold, e)) return false;
  if (given) {
    if (!plx_bank_open(a->input[1], NULL, doc, &said, e)) return false;
    other = &said.text;
  } else {
    plx_model *m = plx_model_open(a->model, e);
    if (!m) return false;
    read_again(m, &gold, gold_words, doc, tmp, &text);
    for (uint32_t i = 0; i < text.tok.n; i++) text.tok.v[i].xpos = plx_str_copy(doc, text.tok.v[i].xpos);
    for (uint32_t i = 0; i < text.tok.n; i++) text.tok.v[i].feats = (plx_str){0};
    plx_model_close(m);
  }
  if (!plx_evaluate(&gold.text, &gold, other, given ? &said : gold_words ? &gold : NULL, score, tmp, e)) return false;
  if (a->json) print_json(score);
  else print(score);
  return true;
}

static int run(const plx_args *a) {
  plx_err e = {0};
  plx_arena *doc = plx_arena_new(), *tmp = plx_arena_new();
  bool ok = false;
  if (a->inputs < 1 || a->inputs > 2)
    plx_fail(&e, PLX_E_USAGE, "eval", 0,
             "needs a gold treebank, and at most one analysis of it: parallax eval GOLD.conllu");
  else ok = evaluate(a, doc, tmp, &e);
  plx_arena_free(doc);
  plx_arena_free(tmp);
  return ok ? PLX_EXIT_DONE : plx_report(&e);
}

static const plx_option options[] = {
    {"words", NULL, "keep the gold sentences and words; otherwise start from the raw text"},
    {"names", "FILE", "gold names of the treebank's words (number, form, B-PER…), if they are not in its last column"},
    {0},
};

const plx_command plx_command_eval = {
    .name = "eval",
    .usage = "GOLD.conllu [ANALYSIS.conllu]",
    .summary = "measures the language model, or somebody's analysis, against a treebank",
    .text =
        "Counts sentences, words, tags, lemmas, heads (UAS), heads with relations (LAS: the universal part; LAS-sub: all)\n"
        "and names that are right, over the text without its white space, as the CoNLL 2018 shared task does.  With one\n"
        "file, the model reads the text of the treebank; with two, the second is measured against the first.",
    .options = options,
    .common = "model json",
    .run = run,
};
