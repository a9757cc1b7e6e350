/* SPDX-License-Identifier: Apache-2.0 */
/* Parts of comparing by hand-made values; whole stories through the library, on accounts in our own words. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "compare/count.h"
#include "parallax.h"
#include "story/reprint.h"

// --- parts ---

static plx_figure figure(double value, double low, double high, bool approx) {
  return (plx_figure){.value = value, .low = low, .high = high, .approx = approx};
}

static void figures_agree(void **state) {
  (void)state;
  plx_figure exact = figure(500, 500, 500, false), about = figure(500, 450, 550, true),
             more = figure(520, 520, 520, false);
  plx_figure range = figure(4, 3, 5, false), four = figure(4.5, 4.5, 4.5, false), toll = figure(135, 135, 135, true);
  plx_figure later = figure(154, 154, 154, true);
  assert_true(plx_figures_agree(&exact, &about));
  assert_true(plx_figures_agree(&about, &more));
  assert_false(plx_figures_agree(&exact, &more));
  assert_true(plx_figures_agree(&range, &four));
  assert_false(plx_figures_agree(&toll, &later));
}

static double kinship(const char *a, const char *b) {
  plx_kin x = plx_kin_of(plx_str_of(a)), y = plx_kin_of(plx_str_of(b));
  assert_float_equal(plx_kin_score(&x, &y), plx_kin_score(&y, &x), 1e-9);
  return plx_kin_score(&x, &y);
}

static void kin_are_near(void **state) {
  (void)state;
  assert_float_equal(kinship("attack", "attack"), 1, 1e-9);
  assert_true(kinship("truce", "ceasefire") > 0.7);
  assert_true(kinship("break down", "collapse") > 0.3);
  assert_true(kinship("bomb", "bombing") > 0.7);
  assert_true(kinship("bomb", "attack") > 0.2);
  assert_true(kinship("elect", "flood") == 0);
  assert_true(kinship("nosuchword", "attack") == 0);
}

static void reprints_are_seen(void **state) {
  (void)state;
  static const char first[] = "The river rose by four metres overnight and broke through the dyke at two places, so "
                              "that the lower town stood under "
                              "water by dawn. Firefighters brought people out of their houses in boats, and a school "
                              "outside the town took in those who "
                              "had nowhere to go. The mayor said that the pumps would need a week. Nobody was missing "
                              "by the evening, the police said.";
  static const char other[] = "Voters in the north went to the polls on Sunday to choose a new assembly, in an "
                              "election that had been put off twice "
                              "because of the weather. The governing party lost a third of its seats, while two small "
                              "parties entered the house for the "
                              "first time. Coalition talks are to begin on Tuesday, the leader of the largest group "
                              "told reporters in the capital.";
  plx_arena *a = plx_arena_new();
  plx_print p = plx_print_of(plx_str_of(first), a), q = plx_print_of(plx_str_of(other), a);
  assert_true(p.n > 6);
  assert_float_equal(plx_print_share(&p, &p), 1, 1e-9);
  assert_float_equal(plx_print_share(&p, &q), 0, 1e-9);
  plx_arena_free(a);
}

// --- stories ---

static int open_engine(void **state) {
  *state = plx_engine_open(NULL, NULL);
  return *state ? 0 : -1;
}

static int close_engine(void **state) {
  plx_engine_close(*state);
  return 0;
}

// The story of up to four accounts, each {outlet, published, text}.
static json_t *story_of(const plx_engine *p, const char *account[][3], int n) {
  plx_dossier *d = plx_dossier_new(p);
  for (int i = 0; i < n; i++) {
    json_t *o = json_pack("{s:s, s:s, s:s, s:s}", "id", account[i][0], "outlet", account[i][0], "published",
                          account[i][1], "text", account[i][2]);
    char *line = json_dumps(o, JSON_COMPACT);
    assert_int_equal(plx_dossier_add(d, "x.ndjson", line, strlen(line), NULL), 1);
    free(line);
    json_decref(o);
  }
  char *json = plx_dossier_compare(d);
  json_t *v = json_loads(json, JSON_DISABLE_EOF_CHECK, NULL);
  plx_engine_free_text(json);
  plx_dossier_free(d);
  assert_non_null(v);
  return v;
}

static const char *text_of(const json_t *o, const char *key) {
  const char *s = json_string_value(json_object_get(o, key));
  return s ? s : "";
}

// The first claim of this kind and relation, or NULL.
static json_t *claim_of(const json_t *story, const char *kind, const char *relation) {
  size_t i;
  json_t *c;
  json_array_foreach(json_object_get(story, "claims"), i, c) {
    if (!strcmp(text_of(c, "kind"), kind) && !strcmp(text_of(c, "relation"), relation)) return c;
  }
  return NULL;
}

static void a_later_toll_is_an_update(void **state) {
  const char *account[][3] = {
      {"North", "2024-03-05",
       "Bus falls into river\n\nTwelve people were killed when a bus fell into the river Oder on Tuesday, "
       "police said."},
      {"South", "2024-03-06",
       "Toll of bus accident rises\n\nFifteen people were killed when a bus fell into the river Oder on "
       "Tuesday, police said."}};
  json_t *s = story_of(*state, account, 2), *c = claim_of(s, "figure", "differ");
  assert_non_null(c);
  assert_string_equal(text_of(c, "field"), "number");
  assert_string_equal(text_of(c, "why"), "update");
  assert_int_equal(json_integer_value(json_object_get(c, "outlets")), 2);
  assert_int_equal(json_integer_value(json_object_get(c, "origins")), 1); // the police, twice
  json_t *range = json_array_get(json_object_get(s, "ranges"), 0);
  assert_float_equal(json_number_value(json_object_get(range, "low")), 12, 1e-9);
  assert_float_equal(json_number_value(json_object_get(range, "high")), 15, 1e-9);
  json_decref(s);
}

static void lengths_of_one_war_differ(void **state) {
  const char *account[][3] = {
      {"North", "2024-03-05", "Talks begin\n\nThe talks in Geneva are to end the six-year war in the country."},
      {"South", "2024-03-05", "Envoys meet\n\nEnvoys met in Geneva to talk about the five-year war in the country."}};
  json_t *s = story_of(*state, account, 2), *c = claim_of(s, "event", "differ");
  assert_non_null(c);
  assert_string_equal(text_of(c, "field"), "duration");
  json_decref(s);
}

static void a_reprint_is_no_origin(void **state) {
  static const char text[] =
      "Storm closes port\n\nA storm closed the port of Rotterdam on Monday and kept forty ships at sea through the "
      "night. Cranes "
      "were lashed down before noon, and the ferry to Hull was sent back with six hundred passengers on board. The "
      "harbour "
      "office wants to open the southern basin on Tuesday if the wind drops, and the rest of the port a day later.";
  const char *account[][3] = {{"North", "2024-03-05", text}, {"South", "2024-03-06", text}};
  json_t *s = story_of(*state, account, 2), *d = json_array_get(json_object_get(s, "documents"), 1);
  assert_string_equal(text_of(json_object_get(d, "copied_from"), "id"), "North");
  json_t *c = claim_of(s, "event", "agree");
  assert_non_null(c);
  assert_int_equal(json_integer_value(json_object_get(c, "outlets")), 2);
  assert_int_equal(json_integer_value(json_object_get(c, "origins")), 1);
  json_decref(s);
}

static void a_denial_meets_the_deed(void **state) {
  const char *account[][3] = {
      {"North", "2024-03-05",
       "Convoy bombed\n\nJets bombed an aid convoy near the town on Monday. The army denied carrying out "
       "the attack."}};
  json_t *s = story_of(*state, account, 1);
  assert_non_null(claim_of(s, "event", "deny"));
  json_decref(s);
}

// Is every word of the text in one account of these?
static bool words_stand_in(const char *text, const char *account[][3], int n) {
  char word[128];
  for (const char *at = text; *at;) {
    size_t len = strcspn(at, " ");
    size_t letters = len;
    while (letters && strchr(".,", at[letters - 1])) letters--; // a full stop may be ours
    snprintf(word, sizeof word, "%.*s", (int)letters, at);
    bool found = false;
    for (int i = 0; i < n && !found; i++) found = strcasestr(account[i][2], word) != NULL;
    if (!found) return false;
    at += len + (at[len] == ' ');
  }
  return true;
}

static void a_brief_has_no_word_of_its_own(void **state) {
  const char *account[][3] = {
      {"North", "2024-03-05",
       "Dam breaks above Varna\n\nA dam broke above the town of Varna on Monday and flooded two hundred houses. "
       "Nine people were killed, police said.\n\nThe mayor closed the schools until Friday."},
      {"South", "2024-03-06",
       "Toll rises in Varna\n\nEleven people were killed when a dam broke above Varna on Monday, police said.\n\n"
       "The water flooded two hundred houses. Schools were closed by the mayor until Friday."}};
  json_t *s = story_of(*state, account, 2), *point, *points = json_object_get(s, "points");
  size_t i;
  assert_true(strlen(text_of(s, "brief")) > 20);
  assert_true(words_stand_in(text_of(s, "brief"), account, 2));
  assert_false(words_stand_in("A dyke broke above Varna", account, 2));
  assert_true(json_array_size(points) >= 1 && json_array_size(points) <= 5);
  json_array_foreach(points, i, point) {
    const char *(*from)[3] = !strcmp(text_of(point, "document"), "North") ? &account[0] : &account[1];
    size_t start = (size_t)json_integer_value(json_object_get(point, "start"));
    assert_int_equal(strncmp((*from)[2] + start, text_of(point, "quote"), strlen(text_of(point, "quote"))), 0);
    assert_null(strstr(text_of(point, "quote"), "Nine people")); // replaced since
  }
  json_decref(s);
}

static void counts_are_told_apart_by_scope(void **state) {
  const char *account[][3] = {
      {"North", "2024-03-05",
       "Four dead in Varna\n\nFour people were killed in an attack in Varna on Monday, including "
       "the gunman. Six people were wounded."},
      {"South", "2024-03-05",
       "Attack in Varna\n\nThree people were killed in an attack in Varna on Monday. Seven people "
       "were wounded. Two of them died in separate shootings in May, four people, police said."}};
  json_t *s = story_of(*state, account, 2), *c = claim_of(s, "figure", "conflict"),
         *d = claim_of(s, "figure", "differ");
  assert_non_null(c); // six wounded, seven wounded
  assert_string_equal(text_of(json_array_get(json_object_get(c, "values"), 0), "value"), "6");
  assert_int_equal(json_array_size(json_object_get(c, "values")), 2);
  assert_non_null(d);
  assert_string_equal(text_of(d, "why"), "other_scope");
  json_decref(s);
}

// Another shooting, a record and last year's toll stand in the second account, behind its lead.
static void counts_of_other_events_contradict_nothing(void **state) {
  const char *account[][3] = {
      {"North", "2024-03-05",
       "Two killed in Varna\n\nTwo people were killed and three were wounded in a shooting in Varna on "
       "Tuesday. The police closed the harbour. A man of 30 was arrested."},
      {"South", "2024-03-06",
       "Two killed in Varna\n\nTwo people were killed and three were wounded in a shooting in Varna on Tuesday. The "
       "police "
       "closed the harbour. A man of 30 was arrested. Schools stayed shut.\n\nIn the Lisbon shooting nine people were "
       "killed. "
       "The worst shooting in the country killed 40 people. Twelve people were killed at a market in Porto."}};
  json_t *s = story_of(*state, account, 2), *claim;
  size_t i;
  json_array_foreach(json_object_get(s, "claims"), i, claim) if (!strcmp(text_of(claim, "kind"), "figure"))
      assert_string_not_equal(text_of(claim, "why"), "update");
  json_decref(s);
}

static void told_twice_by_one_account_is_told_once(void **state) {
  const char *account[][3] = {
      {"North", "2024-03-05",
       "Bridge falls in Varna\n\nA bridge fell into the river in Varna on Monday. The bridge fell "
       "into the river in Varna on Monday when a lorry crossed it."},
      {"South", "2024-03-05", "Voters go to the polls in Lisbon on Sunday."}};
  json_t *s = story_of(*state, account, 2), *c = claim_of(s, "event", "agree");
  assert_null(c);
  assert_non_null(claim_of(s, "event", "single"));
  json_decref(s);
}

// A toll that an account tells only to put it aside is no best estimate, however many printed it before.
static void a_corrected_toll_is_not_the_best(void **state) {
  const char *account[][3] = {
      {"North", "2024-03-05",
       "Fire in Varna\n\nPolice said that 59 people were killed in the fire in Varna on Monday."},
      {"East", "2024-03-05", "Varna burns\n\nThe fire in Varna on Monday killed 59 people, police said."},
      {"South", "2024-03-07",
       "Toll of Varna cut\n\nThe health ministry said that 33 people were killed in the fire in Varna on Monday. The "
       "police had earlier said that 59 people were killed."}};
  json_t *s = story_of(*state, account, 3), *range = json_array_get(json_object_get(s, "ranges"), 0);
  assert_float_equal(json_number_value(json_object_get(range, "best")), 33, 1e-9);
  assert_null(claim_of(s, "figure", "conflict"));
  json_decref(s);
}

// The deed, the number and the statement of one sentence are one claim, and it has the findings of each.
static void one_sentence_is_one_claim(void **state) {
  const char *account[][3] = {
      {"North", "2024-03-05",
       "Fire in Varna\n\nPolice said that nine people were killed in the fire in Varna on Monday."},
      {"South", "2024-03-05",
       "Varna burns\n\nPolice said that nine people were killed in the fire in Varna on Monday."}};
  json_t *s = story_of(*state, account, 2), *claim;
  size_t i, told = 0;
  json_array_foreach(json_object_get(s, "claims"), i, claim) {
    if (!strstr(text_of(claim, "summary"), "nine people")) continue;
    json_t *first = json_array_get(json_object_get(claim, "accounts"), 0);
    assert_non_null(json_object_get(first, "statement"));
    assert_non_null(json_object_get(first, "event"));
    assert_non_null(json_object_get(first, "figure"));
    told++;
  }
  assert_int_equal(told, 1);
  json_decref(s);
}

static void a_story_of_nothing(void **state) {
  const char *account[][3] = {{"North", "2024-03-05", "."}};
  json_t *none = story_of(*state, account, 0), *one = story_of(*state, account, 1);
  assert_int_equal(json_array_size(json_object_get(none, "claims")), 0);
  assert_int_equal(json_array_size(json_object_get(one, "claims")), 0);
  json_decref(none);
  json_decref(one);
}

static void nobody_agrees_with_somebody(void **state) {
  const char *account[][3] = {{"North", "2024-03-05",
                               "Bomb at the station of Varna\n\nA bomb at the station of Varna wounded two people on "
                               "Monday. No minister blamed the rebels "
                               "for the blast."},
                              {"South", "2024-03-06",
                               "Rebels blamed for the bomb of Varna\n\nA bomb at the station of Varna wounded two "
                               "people on Monday. The government blamed "
                               "the rebels for the blast."}};
  json_t *s = story_of(*state, account, 2), *claim, *claims = json_object_get(s, "claims");
  size_t i, told = 0;
  json_array_foreach(claims, i, claim) {
    if (!strstr(text_of(claim, "summary"), "blamed the rebels")) continue;
    told++;
    assert_string_not_equal(text_of(claim, "relation"), "agree");
  }
  assert_true(told >= 1);
  json_decref(s);
}

static void a_point_tells_who_holds_it(void **state) {
  const char *account[][3] = {
      {"North", "2024-03-05",
       "Council of Varna closes the harbour\n\nThe council of Varna voted on Monday to close the harbour for a year. "
       "The mayor, Ivan "
       "Petrov, said that the decision was a disgrace for the town.\n\nFishermen blocked the road to the harbour with "
       "their boats."},
      {"South", "2024-03-05",
       "Varna's harbour to close\n\nThe council of Varna decided on Monday to close the harbour for a year.\n\nThe "
       "decision was a "
       "disgrace for the town, the mayor, Ivan Petrov, said. Fishermen with boats blocked the road to the harbour."}};
  json_t *s = story_of(*state, account, 2), *point, *points = json_object_get(s, "points");
  size_t i, held = 0;
  json_array_foreach(points, i, point) {
    if (!strstr(text_of(point, "quote"), "disgrace")) continue;
    held++;
    assert_non_null(strstr(text_of(point, "quote"), "mayor"));
  }
  assert_int_equal(held, 1);
  json_decref(s);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(figures_agree),
      cmocka_unit_test(kin_are_near),
      cmocka_unit_test(reprints_are_seen),
      cmocka_unit_test(a_later_toll_is_an_update),
      cmocka_unit_test(lengths_of_one_war_differ),
      cmocka_unit_test(a_reprint_is_no_origin),
      cmocka_unit_test(a_denial_meets_the_deed),
      cmocka_unit_test(a_brief_has_no_word_of_its_own),
      cmocka_unit_test(nobody_agrees_with_somebody),
      cmocka_unit_test(a_point_tells_who_holds_it),
      cmocka_unit_test(counts_are_told_apart_by_scope),
      cmocka_unit_test(counts_of_other_events_contradict_nothing),
      cmocka_unit_test(told_twice_by_one_account_is_told_once),
      cmocka_unit_test(a_corrected_toll_is_not_the_best),
      cmocka_unit_test(one_sentence_is_one_claim),
      cmocka_unit_test(a_story_of_nothing),
  };
  return cmocka_run_group_tests(tests, open_engine, close_engine);
}
