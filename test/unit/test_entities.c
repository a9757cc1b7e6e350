/* SPDX-License-Identifier: Apache-2.0 */
// Names in tables, in texts, and on the map.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "language/labels.h"
#include "meaning/joins.h"
#include "meaning/places.h"

static plx_arena *arena;
static plx_actors *actors;
static const plx_gazetteer *names;
static plx_places *places;

// Tokens at blanks; "." "," "-" between blanks are tokens too.
static plx_text words_of(const char *z) {
  plx_text t = {.bytes = plx_str_of(z)};
  for (uint32_t i = 0; z[i];) {
    uint32_t n = 0;
    while (z[i + n] && z[i + n] != ' ') n++;
    if (n) {
      plx_tok *w = plx_vec_push(arena, &t.tok);
      w->span = (plx_span){i, n};
      w->form = w->lemma = plx_str_sub(t.bytes, i, n);
      w->head = -1;
      w->space_after = true;
    }
    i += n + (z[i + n] == ' ');
  }
  return t;
}

static void normal_words(void **state) {
  (void)state;
  static const struct {
    const char *text, *norm;
  } row[] = {{"the U.S.", "us"},
             {"Sergey Lavrov", "sergei lavrov"},
             {"al-Assad", "al assad"},
             {"Recep Tayyip Erdoğan", "recep tayyip erdogan"},
             {"Łódź", "lodz"},
             {"N'Djamena", "ndjamena"},
             {"A", ""},
             {"", ""}};
  for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
    plx_str norm = plx_gazetteer_norm(names, plx_str_of(row[i].text), arena);
    if (!plx_str_eqz(norm, row[i].norm)) fail_msg("%s is %.*s", row[i].text, PLX_FMT(norm));
  }
}

// The first known name of a text: how many words it has; 0 if there is none.
static uint32_t first_known(const char *text) {
  plx_text t = words_of(text);
  plx_name_words w = {0};
  plx_gazetteer_cut(names, &t, arena, &w);
  for (uint32_t i = 0, n; i < w.n; i++)
    if (plx_gazetteer_match(names, &w, i, &n) != PLX_NONE) return n;
  return 0;
}

static void known_names(void **state) {
  (void)state;
  assert_int_equal(first_known("a meeting of the United Nations Security Council in May"), 4);
  assert_int_equal(first_known("they told us about it"), 0); // "us" is no country
  assert_int_equal(first_known("they told US about it"), 1);
  assert_int_equal(first_known("turkey and rice for dinner"), 0);
  assert_int_equal(first_known("fighters of Jabhat Fatah al-Sham"), 4);
  assert_int_equal(first_known("Isis"), 1);
  assert_int_equal(first_known(""), 0);
}

static void namesakes(void **state) {
  (void)state;
  plx_place p;
  plx_str lebanon = PLX_STR("LBN"), america = PLX_STR("USA");
  assert_true(plx_places_find(places, PLX_STR("tripoli"), NULL, 0, &p));
  assert_true(plx_str_eqz(p.country, "LBY"));
  assert_true(plx_places_find(places, PLX_STR("tripoli"), &lebanon, 1, &p));
  assert_true(plx_str_eqz(p.country, "LBN"));
  assert_true(plx_places_find(places, PLX_STR("paris"), &america, 1, &p));
  assert_true(plx_str_eqz(p.country, "FRA")); // a hundred times as large
  assert_true(plx_places_find(places, PLX_STR("halab"), NULL, 0, &p));
  assert_true(plx_str_eqz(p.name, "Aleppo"));
  assert_true(p.lat > 36 && p.lat < 37);
  assert_false(plx_places_find(places, PLX_STR("nowhere at all"), NULL, 0, &p));
}

// "1.2" for names 0 and 1 in one group, 2 alone.
static void expect_groups(const char *text, const char *want) {
  plx_text t = words_of(text);
  if (t.tok.n)
    *(plx_sentence *)plx_vec_push(arena, &t.sentence) =
        (plx_sentence){.span = {0, (uint32_t)t.bytes.n}, .count = t.tok.n};
  for (uint32_t i = 0; i < t.tok.n; i++) {
    char c = t.tok.v[i].form.p[0];
    t.tok.v[i].upos = c >= 'A' && c <= 'Z' ? PLX_UPOS_PROPN : PLX_UPOS_VERB;
    t.tok.v[i].ner =
        t.tok.v[i].upos == PLX_UPOS_PROPN ? (i && t.tok.v[i - 1].ner ? PLX_NER_I_PER : PLX_NER_B_PER) : PLX_NER_O;
  }
  plx_names found = {0};
  plx_arena *tmp = plx_arena_new();
  plx_names_find(actors, places, &t, arena, tmp, &found);
  uint32_t *group = plx_joins_of(actors, &t, &found, NULL, 0, tmp);
  plx_buf got = {0};
  for (uint32_t i = 0; i < found.n; i++) plx_buf_fmt(&got, "%s%u", i ? " " : "", group[i]);
  assert_string_equal(got.p ? got.p : "", want);
  plx_buf_free(&got);
  plx_arena_free(tmp);
}

static void joined_names(void **state) {
  (void)state;
  expect_groups("Maria Keller spoke and Keller left .", "0 0");
  expect_groups("Maria Keller met Peter Keller and Keller left .", "0 1 1"); // the one named last
  expect_groups("Sergey Lavrov met Sergei Lavrov .", "0 0");
  expect_groups("Isis fought Daesh near Islamic State .", "0 0 0");
  expect_groups("", "");
}

static int setup(void **state) {
  (void)state;
  arena = plx_arena_new();
  actors = plx_actors_new(NULL, arena);
  names = plx_actors_names(actors);
  places = plx_places_new(names, arena);
  return 0;
}

static int teardown(void **state) {
  (void)state;
  plx_arena_free(arena);
  return 0;
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(normal_words), cmocka_unit_test(known_names),
                                     cmocka_unit_test(namesakes), cmocka_unit_test(joined_names)};
  return cmocka_run_group_tests_name("entities", tests, setup, teardown);
}
