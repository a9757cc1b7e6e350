/* SPDX-License-Identifier: Apache-2.0 */
/* Figures of sentences whose trees are written out here, so that no model is needed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>

#include "language/labels.h"
#include "meaning/figures.h"
#include "plain_text.h"

static plx_arena *process, *doc_arena, *tmp;
static plx_times *times;
static plx_figures *figures;

static int setup(void **state) {
  (void)state;
  process = plx_arena_new(), doc_arena = plx_arena_new(), tmp = plx_arena_new();
  times = plx_times_new(process);
  figures = plx_figures_new(times, process);
  return 0;
}

static int teardown(void **state) {
  (void)state;
  plx_arena_free(process), plx_arena_free(doc_arena), plx_arena_free(tmp);
  return 0;
}

// A word of a tree: lemma, tags, head (from 1; 0 is the root) and relation of the token with the same number.
typedef struct word {
  const char *lemma, *upos, *xpos;
  int head;
  const char *rel;
} word;

static plx_record annotated(plx_doc *doc, const char *text, const word *w, uint32_t n) {
  plx_arena_clear(doc_arena);
  *doc = (plx_doc){.arena = doc_arena, .text = plx_str_of(text), .published = PLX_STR("2011-05-04")};
  plx_record r = {.doc = doc, .text = plain_text(doc->text, doc_arena)};
  for (uint32_t i = 0; i < n && i < r.text.tok.n; i++) {
    plx_tok *t = &r.text.tok.v[i];
    t->lemma = plx_str_of(w[i].lemma), t->xpos = plx_str_of(w[i].xpos);
    t->upos = (uint8_t)plx_upos_of(plx_str_of(w[i].upos)), t->rel = (uint8_t)plx_rel_of(plx_str_of(w[i].rel));
    t->head = w[i].head - 1;
  }
  plx_times_find(times, &r, tmp);
  plx_figures_find(figures, &r, tmp);
  return r;
}

static void check(const char *text, const word *w, uint32_t n, const char *want) {
  plx_doc doc;
  plx_record r = annotated(&doc, text, w, n);
  char got[600] = "";
  size_t at = 0;
  for (uint32_t i = 0; i < r.figure.n; i++) {
    const plx_figure *f = &r.figure.v[i];
    at += (size_t)snprintf(got + at, sizeof got - at, "%s%g %.*s %.*s", i ? "; " : "", f->value, PLX_FMT(f->counted),
                           PLX_FMT(f->state));
  }
  assert_string_equal(got, want);
}
#define CHECK(text, want, ...)                                                                                         \
  do {                                                                                                                 \
    static const word w[] = {__VA_ARGS__};                                                                             \
    check(text, w, sizeof w / sizeof *w, want);                                                                        \
  } while (0)

static void states(void **state) {
  (void)state;
  CHECK("The flood killed 20 miners .", "20 miners killed", {"the", "DET", "DT", 2, "det"},
        {"flood", "NOUN", "NN", 3, "nsubj"}, {"kill", "VERB", "VBD", 0, "root"}, {"20", "NUM", "CD", 5, "nummod"},
        {"miner", "NOUN", "NNS", 3, "obj"}, {".", "PUNCT", ".", 3, "punct"});
  CHECK("It left 63 soldiers dead .", "63 soldiers killed", {"it", "PRON", "PRP", 2, "nsubj"},
        {"leave", "VERB", "VBD", 0, "root"}, {"63", "NUM", "CD", 4, "nummod"}, {"soldier", "NOUN", "NNS", 2, "obj"},
        {"dead", "ADJ", "JJ", 2, "xcomp"}, {".", "PUNCT", ".", 2, "punct"});
  CHECK("A woman was wounded .", "1 woman wounded", {"a", "DET", "DT", 2, "det"},
        {"woman", "NOUN", "NN", 4, "nsubj:pass"}, {"be", "AUX", "VBD", 4, "aux:pass"},
        {"wound", "VERB", "VBN", 0, "root"}, {".", "PUNCT", ".", 4, "punct"});
  CHECK("4 injured .", "4 people injured", {"4", "NUM", "CD", 0, "root"}, {"injure", "VERB", "VBN", 1, "acl"},
        {".", "PUNCT", ".", 1, "punct"});
}

static void not_so(void **state) {
  (void)state;
  CHECK("A man may be killed .", "", {"a", "DET", "DT", 2, "det"}, {"man", "NOUN", "NN", 5, "nsubj:pass"},
        {"may", "AUX", "MD", 5, "aux"}, {"be", "AUX", "VB", 5, "aux:pass"}, {"kill", "VERB", "VBN", 0, "root"},
        {".", "PUNCT", ".", 5, "punct"});
  CHECK("The 3rd runner fell on 5 May .", "", {"the", "DET", "DT", 3, "det"}, {"3rd", "ADJ", "JJ", 3, "amod"},
        {"runner", "NOUN", "NN", 4, "nsubj"}, {"fall", "VERB", "VBD", 0, "root"}, {"on", "ADP", "IN", 7, "case"},
        {"5", "NUM", "CD", 7, "nummod"}, {"May", "PROPN", "NNP", 4, "obl"});
}

static void sums(void **state) {
  (void)state;
  CHECK("Two men and a boy died .", "2 men killed; 3 people killed; 1 boy killed", {"two", "NUM", "CD", 2, "nummod"},
        {"man", "NOUN", "NNS", 6, "nsubj"}, {"and", "CCONJ", "CC", 5, "cc"}, {"a", "DET", "DT", 5, "det"},
        {"boy", "NOUN", "NN", 2, "conj"}, {"die", "VERB", "VBD", 0, "root"}, {".", "PUNCT", ".", 6, "punct"});
}

static void units(void **state) {
  (void)state;
  plx_doc doc;
  plx_record r = annotated(&doc, "They paid US$ 1.5 million for 12 km and 30 % more", NULL, 0);
  assert_int_equal(r.figure.n, 3);
  assert_true(plx_str_eqz(r.figure.v[0].unit, "USD") && r.figure.v[0].value == 1.5e6);
  assert_true(plx_str_eqz(r.figure.v[1].unit, "km") && plx_str_eqz(r.figure.v[2].unit, "percent"));
}

// The innermost statement wins, and a pronoun that repeats its speaker yields to the name outside.
static void said_by(void **state) {
  (void)state;
  static const word w[] = {{"he", "PRON", "PRP", 2, "nsubj"}, {"say", "VERB", "VBD", 0, "root"},
                           {"it", "PRON", "PRP", 4, "nsubj"}, {"kill", "VERB", "VBD", 2, "ccomp"},
                           {"20", "NUM", "CD", 6, "nummod"},  {"miner", "NOUN", "NNS", 4, "obj"}};
  plx_doc doc;
  plx_record r = annotated(&doc, "He said it killed 20 miners", w, 6);
  assert_int_equal(r.figure.n, 1);
  assert_int_equal(r.figure.v[0].statement, PLX_NONE);
  r.figure.n = 0;
  plx_span whole = {0, 27};
  for (uint32_t i = 0; i < 2; i++) {
    plx_statement *s = plx_vec_push(doc_arena, &r.statement);
    *plx_vec_push(doc_arena, &s->content) = i ? (plx_span){8, 19} : whole;
    s->speaker = 7, s->source_head = PLX_NONE, s->inside = i ? 0 : PLX_NONE;
  }
  plx_figures_find(figures, &r, tmp);
  assert_int_equal(r.figure.v[0].statement, 1);
  r.figure.n = 0;
  r.statement.v[1].source_head = 0;
  plx_figures_find(figures, &r, tmp);
  assert_int_equal(r.figure.v[0].statement, 0);
}

// Any trees will do.
static void noise(void **state) {
  (void)state;
  static const char *const parts[] = {"3 ",    "dead ",     "people ", "killed ",  "$ ",   "2,000 ", "of ",
                                      "half ", "at least ", "and ",    ", ",       "men ", "shot ",  "was ",
                                      "a ",    "woman ",    "% ",      "million ", "- ",   "dozens "};
  static const char *const xpos[] = {"CD", "NN", "NNS", "VBN", "VBD", "JJ", "NNP"};
  srand(11);
  for (int k = 0; k < 3000; k++) {
    char text[300] = "";
    word w[40];
    for (int i = 0; i < 20; i++) strcat(text, parts[(size_t)rand() % (sizeof parts / sizeof *parts)]);
    for (int i = 0; i < 40; i++)
      w[i] = (word){"kill", plx_upos_name((plx_upos)(rand() % PLX_UPOS_COUNT)), xpos[rand() % 7], rand() % 42,
                    plx_rel_name((plx_rel)(rand() % PLX_REL_COUNT))};
    plx_doc doc;
    plx_record r = annotated(&doc, text, w, 40);
    for (uint32_t i = 0; i < r.figure.n; i++) {
      assert_true(r.figure.v[i].span.n > 0 && plx_span_end(r.figure.v[i].span) <= doc.text.n);
      assert_true(r.figure.v[i].low <= r.figure.v[i].value && r.figure.v[i].value <= r.figure.v[i].high);
    }
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(states), cmocka_unit_test(not_so),  cmocka_unit_test(sums),
                                     cmocka_unit_test(units),  cmocka_unit_test(said_by), cmocka_unit_test(noise)};
  return cmocka_run_group_tests(tests, setup, teardown);
}
