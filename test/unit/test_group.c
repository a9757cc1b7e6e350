/* SPDX-License-Identifier: Apache-2.0 */
// Documents find their story, ids stay, and a stream cut in two is the same stream.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "story/group.h"
#include "story/sketch.h"

static plx_doc doc(const char *id, const char *published, const char *title, const char *text) {
  plx_doc d = {0};
  d.id = plx_str_of(id);
  d.published = plx_str_of(published);
  d.title = plx_str_of(title);
  d.text = plx_str_of(text);
  return d;
}

static plx_doc stream[6];

static int set_up(void **state) {
  (void)state;
  stream[0] =
      doc("a", "2023-02-06", "Earthquake strikes Türkiye and Syria",
          "A magnitude 7.8 earthquake struck near Gaziantep in southern Türkiye before dawn on Monday, toppling "
          "thousands of buildings there and in northern Syria.  Rescue crews dug through the rubble in the cold.");
  stream[1] =
      doc("b", "2023-02-06", "Parliament votes on pension bill",
          "Lawmakers in Paris began debating a bill that would raise the retirement age to 64.  Unions have called "
          "a second day of strikes for Tuesday.");
  stream[2] =
      doc("c", "2023-02-06", "Hundreds dead after quake hits Turkey, Syria",
          "A powerful earthquake of magnitude 7.8 hit southern Turkey near the city of Gaziantep and northern Syria "
          "on Monday, killing hundreds; rescue crews searched the rubble of toppled buildings.");
  stream[3] =
      doc("d", "2023-02-07", "French unions strike against pension bill",
          "Unions in Paris and other cities struck on Tuesday against the bill to raise the retirement age to 64, "
          "which lawmakers are debating.");
  stream[4] = doc("e", "", "", "");
  stream[5] =
      doc("f", "2023-02-07", "Quake toll climbs as rescue crews dig in Gaziantep",
          "Rescue crews dug through rubble around Gaziantep for a second day after the magnitude 7.8 earthquake in "
          "Turkey and Syria.");
  return 0;
}

static plx_str place(plx_group *g, const plx_doc *d, plx_arena *a) {
  return plx_group_place(g, plx_group_sketch(d, a));
}

static void documents_find_their_story(void **state) {
  (void)state;
  plx_arena *a = plx_arena_new();
  plx_group *g = plx_group_new();
  plx_str id[6];
  for (int i = 0; i < 6; i++) id[i] = place(g, &stream[i], a);
  assert_int_equal(id[0].n, 16);
  assert_true(plx_str_eq(id[0], id[2]));
  assert_true(plx_str_eq(id[0], id[5]));
  assert_true(plx_str_eq(id[1], id[3]));
  assert_false(plx_str_eq(id[0], id[1]));
  assert_false(plx_str_eq(id[4], id[0])); // a document with nothing in it is a story of its own
  plx_group_free(g);
  plx_arena_free(a);
}

// --- any split of a stream into runs gives the same stories ---

enum { STREAM = 400, TOPICS = 60, STORY_ID = 17 };

typedef struct placed {
  plx_sketch sketch[STREAM];
  char story[STREAM][STORY_ID];
  uint32_t moves, merges;
} placed;

// A document of some topic: words of the topic, words of its neighbour, words of everybody.  With as few as these,
// stories are often opened too early and put right later.
static plx_doc invent(uint32_t *seed, uint32_t i, char text[600], char id[16]) {
  uint32_t topic = (*seed = *seed * 1664525u + 1013904223u) >> 16, at = 0;
  snprintf(id, 16, "d%u", i);
  for (int k = 0; k < 24; k++) {
    *seed = *seed * 1664525u + 1013904223u;
    uint32_t r = *seed >> 16, of = (topic + r % 3 / 2) % TOPICS;
    at += (uint32_t)snprintf(text + at, 600 - at, k % 4 ? "word%c%c%u " : "Name%c%c%u ", 'a' + of % 26, 'a' + of / 26,
                             r / 3 % 7);
  }
  return doc(id, i % 5 ? "2024-01-02" : "", "", text);
}

static void keep(placed *p, uint32_t i, plx_str story) {
  memcpy(p->story[i], story.p, story.n);
  p->story[i][story.n] = 0;
}

static void place_rest(plx_group *g, placed *p, uint32_t from) {
  for (uint32_t i = from; i < STREAM; i++) {
    uint32_t n;
    keep(p, i, plx_group_place(g, &p->sketch[i]));
    const plx_group_move *move = plx_group_moves(g, &n);
    for (uint32_t k = 0; k < n; k++) {
      assert_true(plx_str_eqz(move[k].from, p->story[move[k].document]));
      assert_true(move[k].document < i);
      keep(p, move[k].document, move[k].to);
      move[k].merged ? p->merges++ : p->moves++;
    }
  }
}

static void a_stream_cut_in_two_is_the_same_stream(void **state) {
  (void)state;
  plx_arena *a = plx_arena_new();
  placed *whole = PLX_NEW(a, placed), *cut = PLX_NEW(a, placed);
  uint32_t seed = 7, moves = 0;
  for (uint32_t at = 0; at <= STREAM; at += 57) {
    uint32_t same = seed;
    char text[600], id[16];
    for (uint32_t i = 0; i < STREAM; i++) {
      plx_doc d = invent(&seed, i, text, id);
      whole->sketch[i] = cut->sketch[i] = *plx_group_sketch(&d, a);
    }
    assert_int_not_equal(same, seed);
    plx_group *g = plx_group_new(), *again = plx_group_new();
    place_rest(g, whole, 0);
    // the first run ends at `at`; the second one starts from what it stored
    plx_group *first = plx_group_new();
    for (uint32_t i = 0; i < at; i++) {
      uint32_t n;
      keep(cut, i, plx_group_place(first, &cut->sketch[i]));
      const plx_group_move *move = plx_group_moves(first, &n);
      for (uint32_t k = 0; k < n; k++) keep(cut, move[k].document, move[k].to);
    }
    for (uint32_t i = 0; i < at; i++) plx_group_restore(again, &cut->sketch[i], plx_str_of(cut->story[i]));
    place_rest(again, cut, at);
    for (uint32_t i = 0; i < STREAM; i++) assert_string_equal(whole->story[i], cut->story[i]);
    plx_group_free(g);
    plx_group_free(first);
    plx_group_free(again);
    moves += whole->moves + whole->merges;
  }
  assert_true(moves > 20); // else the test shows little
  plx_arena_free(a);
}

// Weeks later, the same names in much the same words: a story of its own, which goes on from the earlier one.
static void a_later_story_goes_on_from_an_earlier_one(void **state) {
  (void)state;
  plx_arena *a = plx_arena_new();
  plx_group *g = plx_group_new();
  plx_doc first =
      doc("a", "2016-09-28", "Aleppo hospitals hit as siege tightens",
          "Two hospitals in the besieged east of Aleppo were hit by air strikes on Wednesday, doctors said.  Syrian "
          "troops backed by Russia advanced against rebels in the city.");
  plx_doc other = doc("b", "2016-11-02", "Parliament votes on pension bill",
                      "Lawmakers in Paris began debating a bill that would raise the retirement age.");
  plx_doc later =
      doc("c", "2016-12-13", "Fighters leave Aleppo under deal",
          "Buses carried the last fighters and their families out of Aleppo on Tuesday under a deal that Turkey "
          "brokered with Russia.  The Syrian army said that it held the whole city after four years of war there.");
  plx_str september = plx_str_copy(a, place(g, &first, a));
  assert_int_equal(plx_group_earlier(g).n, 0);
  place(g, &other, a);
  assert_int_equal(plx_group_earlier(g).n, 0);
  plx_str december = place(g, &later, a);
  assert_false(plx_str_eq(september, december));
  assert_true(plx_str_eq(plx_group_earlier(g), september));
  plx_group_free(g);
  plx_arena_free(a);
}

static void a_foreign_story_id_is_kept(void **state) {
  (void)state;
  plx_arena *a = plx_arena_new();
  plx_group *g = plx_group_new();
  plx_group_restore(g, plx_group_sketch(&stream[0], a), PLX_STR("quake"));
  assert_true(plx_str_eqz(place(g, &stream[2], a), "quake"));
  plx_group_free(g);
  plx_arena_free(a);
}

// Many documents that share nothing but common words: every one a story, and the ring and index grow without loss.
static void many_documents(void **state) {
  (void)state;
  plx_arena *a = plx_arena_new();
  plx_group *g = plx_group_new();
  char id[32], text[200];
  char first[STORY_ID] = "";
  for (int i = 0; i < 20000; i++) {
    snprintf(id, sizeof id, "d%d", i);
    snprintf(text, sizeof text, "The mayor of Town%d met Person%d about budget%d and road%d on Monday.", i, i, i, i);
    plx_doc d = doc(id, "2024-01-02", "", text);
    plx_mark m = plx_arena_mark(a);
    plx_str story = place(g, &d, a);
    plx_arena_reset(a, m);
    uint32_t n;
    const plx_group_move *move = plx_group_moves(g, &n);
    for (uint32_t k = 0; k < n; k++)
      if (!move[k].document) memcpy(first, move[k].to.p, STORY_ID - 1);
    if (!i) memcpy(first, story.p, STORY_ID - 1);
  }
  plx_doc again = doc("again", "2024-01-02", "", "The mayor of Town0 met Person0 about budget0 and road0 on Monday.");
  plx_str found = place(g, &again, a);
  uint32_t n;
  const plx_group_move *move = plx_group_moves(g, &n);
  for (uint32_t k = 0; k < n; k++)
    if (!move[k].document) memcpy(first, move[k].to.p, STORY_ID - 1);
  assert_true(plx_str_eqz(found, first));
  plx_group_free(g);
  plx_arena_free(a);
}

// The commonest words of another language are rare in English: they must not draw documents together, but names may.
static void other_languages_meet_by_names(void **state) {
  (void)state;
  plx_arena *a = plx_arena_new();
  plx_group *g = plx_group_new();
  plx_doc one = doc("1", "2024-01-02", "",
                    "Wie die Polizei in Rostock mitteilte, wurde bei dem Unfall auf der Brücke niemand verletzt und "
                    "die Straße wieder geöffnet."),
          two = doc("2", "2024-01-02", "",
                    "Wie die Regierung in Erfurt mitteilte, wird auf der Messe auch über die Steuer und das Gesetz "
                    "wieder beraten."),
          three =
              doc("3", "2024-01-02", "",
                  "Auf der Brücke in Rostock ist laut Polizei bei einem Unfall am Dienstag niemand verletzt worden.");
  one.language = two.language = three.language = PLX_STR("de");
  plx_str first = place(g, &one, a);
  assert_false(plx_str_eq(place(g, &two, a), first));
  assert_true(plx_str_eq(place(g, &three, a), first));
  plx_group_free(g);
  plx_arena_free(a);
}

static void words_in_normal_form(void **state) {
  (void)state;
  static const char *const want[] = {"the", "city", "leader", "2000", "o'neill", "us", "crisis"};
  plx_words r = {PLX_STR("The cities’ leader's 2,000 O’Neill U.S. crisis"), 0, true};
  plx_word w;
  for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
    assert_true(plx_words_next(&r, &w));
    assert_int_equal(w.n, strlen(want[i]));
    assert_memory_equal(w.form, want[i], w.n);
  }
  assert_false(plx_words_next(&r, &w));
}

static void days(void **state) {
  (void)state;
  assert_int_equal(plx_day_of(PLX_STR("1970-01-01")), 0);
  assert_int_equal(plx_day_of(PLX_STR("2016-09-28T15:23")), 17072);
  assert_int_equal(plx_day_of(PLX_STR("2016-W39")), PLX_NO_DAY);
  assert_int_equal(plx_day_of((plx_str){0}), PLX_NO_DAY);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_later_story_goes_on_from_an_earlier_one),
      cmocka_unit_test(documents_find_their_story),
      cmocka_unit_test(a_stream_cut_in_two_is_the_same_stream),
      cmocka_unit_test(a_foreign_story_id_is_kept),
      cmocka_unit_test(many_documents),
      cmocka_unit_test(other_languages_meet_by_names),
      cmocka_unit_test(words_in_normal_form),
      cmocka_unit_test(days),
  };
  return cmocka_run_group_tests(tests, set_up, NULL);
}
