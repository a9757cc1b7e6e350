/* SPDX-License-Identifier: Apache-2.0 */
// Codes: their parts, their years, and what phrases make of them on trees laid by hand.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "language/labels.h"
#include "meaning/actors.h"

static plx_arena *arena;
static plx_actors *actors;

static void parts_of_codes(void **state) {
  (void)state;
  static const struct {
    const char *code, *country, *sector;
  } row[] = {{"RUS GOV", "RUS", "GOV"}, {"SYR", "SYR", ""},
             {"REB", "", "REB"},        {"IGOUNO", "", ""},
             {"IGOUNO REF", "", "REF"}, {"USA GOV ENV", "USA", "GOV ENV"},
             {"IMG REB", "", "REB"},    {"", "", ""}};
  for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
    plx_str c = plx_actor_country(plx_str_of(row[i].code)), s = plx_actor_sector(plx_str_of(row[i].code));
    if (!plx_str_eqz(c, row[i].country) || !plx_str_eqz(s, row[i].sector))
      fail_msg("%s is %.*s and %.*s", row[i].code, PLX_FMT(c), PLX_FMT(s));
  }
}

static void expect_known(const char *name, const char *day, const char *want) {
  const plx_gazetteer *g = plx_actors_names(actors);
  uint32_t k = plx_gazetteer_find(g, plx_gazetteer_norm(g, plx_str_of(name), arena));
  assert_int_not_equal(k, PLX_NONE);
  plx_str code = plx_actor_of_known(actors, k, plx_str_of(day), arena);
  if (!plx_str_eqz(code, want)) fail_msg("%s in %s is %.*s", name, day ? day : "-", PLX_FMT(code));
}

static void years_of_office(void **state) {
  (void)state;
  expect_known("Angela Merkel", "2016-01-01", "DEU GOV");
  expect_known("Angela Merkel", "2023-01-01", "DEU ELI");
  expect_known("Angela Merkel", "1999-01-01", "DEU");
  expect_known("Angela Merkel", NULL, "DEU GOV");
  expect_known("Benjamin Netanyahu", "2000-06-01", "ISR"); // between two terms
  expect_known("Kremlin", "2016-01-01", "RUS GOV");
  expect_known("Moscow", NULL, "RUS");
}

// One sentence: a word a line, "form upos head rel", heads from 1.
static plx_record tree(const char *lines) {
  plx_record r = {.doc = PLX_NEW(arena, plx_doc)};
  plx_buf text = {0};
  char form[40], upos[8], rel[20];
  int head, n;
  r.doc->arena = arena;
  for (const char *p = lines; sscanf(p, "%39s %7s %d %19s%n", form, upos, &head, rel, &n) == 4; p += n) {
    plx_tok *t = plx_vec_push(arena, &r.text.tok);
    *t = (plx_tok){.span = {(uint32_t)text.n, (uint32_t)strlen(form)}, .head = head - 1, .space_after = true};
    t->upos = (uint8_t)plx_upos_of(plx_str_of(upos));
    t->rel = (uint8_t)plx_rel_of(plx_str_of(rel));
    plx_buf_fmt(&text, "%s ", form);
  }
  r.text.bytes = plx_str_copy(arena, plx_buf_view(&text));
  plx_buf_free(&text);
  for (uint32_t i = 0; i < r.text.tok.n; i++)
    r.text.tok.v[i].form = r.text.tok.v[i].lemma = plx_span_str(r.text.bytes, r.text.tok.v[i].span);
  plx_sentence *s = plx_vec_push(arena, &r.text.sentence);
  *s = (plx_sentence){.span = {0, (uint32_t)r.text.bytes.n}, .count = r.text.tok.n};
  return r;
}

static void expect_roles(const char *lines, uint32_t head, const char *want) {
  plx_record r = tree(lines);
  plx_role role[PLX_ACTOR_PARTS];
  uint32_t n = plx_actor_roles(actors, &r, head - 1, role, arena);
  plx_buf got = {0};
  for (uint32_t i = 0; i < n; i++) plx_buf_fmt(&got, "%s%.*s", i ? ", " : "", PLX_FMT(role[i].actor));
  if (strcmp(got.p ? got.p : "", want)) fail_msg("got \"%s\", want \"%s\"", got.p ? got.p : "", want);
  plx_buf_free(&got);
}

static void phrases(void **state) {
  (void)state;
  expect_roles("Russian ADJ 2 amod\njets NOUN 3 nsubj\nstruck VERB 0 root", 2, "RUS MIL");
  expect_roles("Russian ADJ 4 amod\nor CCONJ 3 cc\nSyrian ADJ 1 conj\njets NOUN 5 nsubj\nstruck VERB 0 root", 4,
               "RUS MIL, SYR MIL");
  expect_roles("A DET 4 det\nSyrian ADJ 4 amod\nmilitary ADJ 4 amod\nofficial NOUN 5 nsubj\nspoke VERB 0 root", 4,
               "SYR MIL");
  expect_roles("Turkish ADJ 3 amod\nbacked VERB 3 amod\nrebels NOUN 4 nsubj\nfled VERB 0 root", 3, "REB");
  expect_roles("hospital NOUN 2 compound\nworkers NOUN 3 nsubj\nfled VERB 0 root", 2, "HLH");
  expect_roles("soldiers NOUN 4 nsubj\nand CCONJ 3 cc\nteachers NOUN 1 conj\nfled VERB 0 root", 1, "MIL, EDU");
  expect_roles("dozens NOUN 4 nsubj\nof ADP 3 case\njournalists NOUN 1 nmod\nfled VERB 0 root", 1, "MED");
  expect_roles("tables NOUN 2 nsubj\nbroke VERB 0 root", 1, "");
}

static void no_token(void **state) {
  (void)state;
  plx_record r = tree("rain NOUN 0 root");
  plx_role role[PLX_ACTOR_PARTS];
  assert_int_equal(plx_actor_roles(actors, &r, PLX_NONE, role, arena), 0);
  assert_int_equal(plx_mention_at(&r, 0), PLX_NONE);
  assert_int_equal(plx_mention_over(&r, 0), PLX_NONE);
}

static int setup(void **state) {
  (void)state;
  arena = plx_arena_new();
  actors = plx_actors_new(NULL, arena);
  return 0;
}

static int teardown(void **state) {
  (void)state;
  plx_arena_free(arena);
  return 0;
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(parts_of_codes), cmocka_unit_test(years_of_office),
                                     cmocka_unit_test(phrases), cmocka_unit_test(no_token)};
  return cmocka_run_group_tests_name("actors", tests, setup, teardown);
}
