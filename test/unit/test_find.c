/* SPDX-License-Identifier: Apache-2.0 */
/* Questions find what they ask for: words as words, each condition, pages that join up, terms and events. */
#include "store_fixture.h"

#include "store/fold.h"
#include "store/index.h"

static void search_takes_words_as_words(void **state) {
  (void)state;
  plx_store *s = open_store();
  put(s, "a", "s1", "The U.S. envoy met half-time officials in Lisbon.");
  put(s, "b", "s1", "Officials met in Lisbon, half a year late, over S\xC3\xA3o Tom\xC3\xA9's \"wine\".");
  const struct {
    const char *words;
    int hits;
  } expect[] = {{"Lisbon", 2},
                {"lisbon officials", 2},
                {"U.S.", 1},
                {"\"half time\"", 1},
                {"half-time", 1},
                {"\"time half\"", 0},
                {"NOT", 0},
                {"a* OR (", 0},
                {"\"", -PLX_E_USAGE},
                {"sao tome", 1},
                {"S\xC3\x83O", 1},
                {"storm", 2},
                {"wine'); DROP TABLE document; --", 0},
                {"\\ ' | & ! <->", -PLX_E_USAGE}};
  for (size_t i = 0; i < sizeof expect / sizeof *expect; i++) {
    plx_query q = {.words = plx_str_of(expect[i].words)};
    if (found(s, &q) != expect[i].hits) fprintf(stderr, "words: %s\n", expect[i].words);
    assert_int_equal(found(s, &q), expect[i].hits);
  }
  plx_store_close(s);
}

static bool keep_snippet(void *ctx, const plx_stored *d) {
  *(plx_str *)ctx = plx_str_copy(arena, d->snippet);
  return false;
}

static void snippets_light_the_words(void **state) {
  (void)state;
  plx_store *s = open_store();
  plx_buf text = {0};
  for (int i = 0; i < 100; i++) plx_buf_fmt(&text, "word%d ", i);
  plx_buf_fmt(&text, "Caf\xC3\xA9s in Lisbon closed.");
  put(s, "a", "s1", text.p);
  plx_query q = {.words = PLX_STR("cafes lisbon")};
  plx_str snippet = {0}, next;
  plx_err e = {0};
  assert_true(plx_find_documents(s, &q, keep_snippet, &snippet, arena, &next, &e));
  assert_true(plx_str_find(snippet, PLX_STR("\1Caf\xC3\xA9s\2 in \1Lisbon\2 closed."), 0) > 0);
  assert_true(plx_str_starts(snippet, PLX_STR("…")));
  plx_buf_free(&text);
  plx_store_close(s);
}

static void every_condition_finds(void **state) {
  (void)state;
  plx_store *s = open_store();
  put_two(s);
  const struct {
    const char *name, *value;
    int hits;
  } expect[] = {{"q", "shelled", 1},
                {"q", "voted", 1},
                {"from", "2024-04-01", 1},
                {"to", "2024-03", 1},
                {"to", "2024", 2},
                {"from", "2024-05-01", 1},
                {"outlet", "Rhine Post", 1},
                {"outlet", "Rhine Post, Harbour Courier", 2},
                {"outlet", "Nobody", 0},
                {"entity", "JOSE VARGA", 1},
                {"entity", "residents", 0},
                {"actor", "RUS", 1},
                {"actor", "RUS MIL", 1},
                {"actor", "RU", 0},
                {"country", "SYR", 1},
                {"country", "MIL", 0},
                {"place", "aleppo", 1},
                {"near", "36.2,37.16,1", 1},
                {"near", "33.5,36.3,311", 1},
                {"near", "33.5,36.3,310", 0},
                {"near", "36,-179,21000", 1},
                {"type", "ASSAULT", 1},
                {"certainty", "actual", 1},
                {"certainty", "denied", 0},
                {"speaker", "jos\xC3\xA9 varga", 1},
                {"low", "14", 1},
                {"low", "15", 0},
                {"high", "9", 0},
                {"high", "10", 1},
                {"counted", "people", 1},
                {"counted", "killed", 1},
                {"counted", "injured", 0},
                {"relation", "conflict", 0},
                {"language", "en", 1},
                {"language", "de", 0},
                {"near", "36.2,37.16", -PLX_E_USAGE},
                {"near", "91,0,5", -PLX_E_USAGE},
                {"low", "many", -PLX_E_USAGE},
                {"from", "yesterday", -PLX_E_USAGE},
                {"relation", "x; DROP TABLE story", -PLX_E_USAGE},
                {"limit", "0", -PLX_E_USAGE},
                {"no such", "x", -PLX_E_USAGE}};
  for (size_t i = 0; i < sizeof expect / sizeof *expect; i++) {
    plx_query q = {0};
    plx_err e = {0};
    int got = plx_query_set(&q, expect[i].name, plx_str_of(expect[i].value), &e) ? found(s, &q) : -(int)e.code;
    if (got != expect[i].hits) fprintf(stderr, "%s=%s\n", expect[i].name, expect[i].value);
    assert_int_equal(got, expect[i].hits);
  }
  plx_store_close(s);
}

/* --- any question against going through all documents --- */

enum { RANDOM_DOCS = 150, RANDOM_QUESTIONS = 400, NAMES = 5 };
typedef struct random_doc {
  bool names[NAMES], shelled;
  int outlet, day, figure;
} random_doc;

static uint32_t dice_state;
static int dice(int sides) {
  dice_state = dice_state * 1664525u + 1013904223u;
  return (int)((dice_state >> 16) % (uint32_t)sides);
}

static const char *const some_outlet[] = {"Harbour Courier", "Rhine Post", "Delta Wire"};

static void put_random(plx_store *s, int number, random_doc *d) {
  static const int chance[NAMES] = {2, 3, 5, 20, 100};
  *d = (random_doc){.shelled = dice(3) == 0, .outlet = dice(3), .day = 1 + dice(28), .figure = dice(100)};
  plx_str entities = {0}, id = plx_str_fmt(arena, "d%03d", number), story = plx_str_fmt(arena, "s%02d", number / 3);
  for (int i = 0; i < NAMES; i++) {
    d->names[i] = dice(chance[i]) == 0;
    if (d->names[i])
      entities = plx_str_fmt(arena, "%.*s%s{\"name\":\"N%d\",\"mentions\":[{\"kind\":\"name\"}]}", PLX_FMT(entities),
                             entities.n ? "," : "", i);
  }
  plx_stored row = document(id.p, story.p, d->shelled ? "Aleppo was shelled." : "Bonn voted.");
  row.outlet = plx_str_of(some_outlet[d->outlet]);
  row.published = plx_str_fmt(arena, "2024-03-%02d", d->day);
  row.record = plx_str_fmt(arena, "{\"entities\":[%.*s],\"figures\":[{\"low\":%d,\"high\":%d,\"counted\":\"people\"}]}",
                           PLX_FMT(entities), d->figure, d->figure + 2);
  put_row(s, &row);
}

typedef struct question {
  int name, outlet, from, low;
  bool words;
} question;

static bool meets(const question *k, const random_doc *d) {
  return (k->name < 0 || d->names[k->name]) && (k->outlet < 0 || d->outlet == k->outlet) &&
         (!k->from || d->day >= k->from) && (!k->low || d->figure + 2 >= k->low) && (!k->words || d->shelled);
}

static bool tick(void *ctx, const plx_stored *d) {
  ((int *)ctx)[atoi(plx_str_copy(arena, d->id).p + 1)]++;
  return true;
}

static bool tick_story(void *ctx, const plx_stored_story *st) {
  ((int *)ctx)[atoi(plx_str_copy(arena, st->id).p + 1)]++;
  return true;
}

// Pages of a few documents, and of stories: each that meets the question once, and no other.
static void check_question(plx_store *s, const random_doc *doc, const question *k) {
  char name[4];
  int hits[RANDOM_DOCS] = {0}, stories[RANDOM_DOCS] = {0}, wanted[RANDOM_DOCS] = {0}, *seen_in[] = {hits, stories};
  snprintf(name, sizeof name, "n%d", k->name & 7);
  plx_query q = {.entity = k->name < 0 ? (plx_str){0} : plx_str_of(name),
                 .outlet = k->outlet < 0 ? (plx_str){0} : plx_str_of(some_outlet[k->outlet]),
                 .from = k->from ? plx_str_fmt(arena, "2024-03-%02d", k->from) : (plx_str){0},
                 .has_low = k->low > 0,
                 .low = k->low,
                 .words = k->words ? PLX_STR("shelled") : (plx_str){0},
                 .limit = 1 + dice(60),
                 .sort = (plx_sort)dice(5)};
  for (int list = 0; list < 2; list++) {
    plx_err e = {0};
    plx_str next = {0};
    do {
      q.cursor = next;
      bool ok = list ? plx_find_stories(s, &q, tick_story, seen_in[list], arena, &next, &e)
                     : plx_find_documents(s, &q, tick, seen_in[list], arena, &next, &e);
      if (!ok) fprintf(stderr, "%s\n", e.msg);
      assert_true(ok);
    } while (next.n);
  }
  for (int i = 0; i < RANDOM_DOCS; i++) {
    assert_int_equal(hits[i], meets(k, &doc[i]));
    wanted[i / 3] |= meets(k, &doc[i]);
  }
  bool only_days = k->name < 0 && k->outlet < 0 && !k->low && !k->words; // then a story counts as a whole: its last day
  for (int i = 0; i < RANDOM_DOCS / 3; i++) assert_int_equal(stories[i], wanted[i] || (only_days && stories[i]));
}

static void any_question_finds_what_going_through_all_finds(void **state) {
  (void)state;
  random_doc doc[RANDOM_DOCS];
  plx_store *s = open_store();
  dice_state = 7;
  for (int i = 0; i < RANDOM_DOCS; i++) put_random(s, i, &doc[i]);
  for (int i = 0; i < RANDOM_QUESTIONS; i++) {
    question k = {dice(NAMES + 2) - 2, dice(6) - 3, dice(3) ? 0 : dice(29), dice(3) ? 0 : dice(103), dice(3) == 0};
    check_question(s, doc, &k);
  }
  plx_store_close(s);
}

// Pages of one, put together, are the whole list.
static void pages_join_up(void **state) {
  (void)state;
  plx_store *s = open_store();
  for (int i = 0; i < 6; i++) {
    char id[16], story[16], day[16];
    snprintf(id, sizeof id, "d%d", i);
    snprintf(story, sizeof story, "s%d", i / 2);
    snprintf(day, sizeof day, "2024-03-%02d", 1 + i % 4);
    plx_stored d = document(id, story, "storm");
    d.published = plx_str_of(day);
    put_row(s, &d);
  }
  for (int sort = PLX_SORT_NEWEST; sort <= PLX_SORT_OUTLETS; sort++) {
    seen whole = {{0}}, paged = {{0}};
    plx_err e = {0};
    plx_str next;
    plx_query q = {.sort = (plx_sort)sort};
    assert_true(plx_find_stories(s, &q, see_story, &whole, arena, &next, &e));
    assert_int_equal(next.n, 0);
    q.limit = 1;
    for (int guard = 0; guard < 10; guard++) {
      assert_true(plx_find_stories(s, &q, see_story, &paged, arena, &next, &e));
      if (!(q.cursor = next).n) break;
    }
    assert_string_equal(whole.ids, paged.ids);
  }
  const char *const words[] = {"", "storm"};
  for (int w = 0; w < 2; w++) {
    seen whole = {{0}}, paged = {{0}};
    plx_err e = {0};
    plx_str next;
    plx_query q = {.words = plx_str_of(words[w])};
    assert_true(plx_find_documents(s, &q, see_document, &whole, arena, &next, &e));
    q.limit = 2;
    for (int guard = 0; guard < 10; guard++) {
      assert_true(plx_find_documents(s, &q, see_document, &paged, arena, &next, &e));
      if (!(q.cursor = next).n) break;
    }
    assert_string_equal(whole.ids, paged.ids);
  }
  plx_store_close(s);
}

static bool see_event(void *ctx, const plx_found_event *v) {
  seen *w = ctx;
  snprintf(w->ids + strlen(w->ids), sizeof w->ids - strlen(w->ids), "%.*s>%.*s %.*s '%.*s' ", PLX_FMT(v->source),
           PLX_FMT(v->target), PLX_FMT(v->day), PLX_FMT(v->quote));
  return true;
}

static bool see_code(void *ctx, plx_str day, plx_str cameo, int64_t quad, int64_t events) {
  seen *w = ctx;
  snprintf(w->ids + strlen(w->ids), sizeof w->ids - strlen(w->ids), "%.*s:%.*s:%d=%d ", PLX_FMT(day), PLX_FMT(cameo),
           (int)quad, (int)events);
  return true;
}

static void terms_and_events(void **state) {
  (void)state;
  plx_store *s = open_store();
  plx_err e = {0};
  plx_str next;
  put_two(s);
  seen terms = {{0}}, prefix = {{0}}, beside = {{0}}, events = {{0}}, reverse = {{0}}, codes = {{0}}, days = {{0}};
  assert_true(plx_find_terms(s, PLX_STR("entity"), (plx_str){0}, 10, see_term, &terms, &e));
  assert_string_equal(terms.ids, "aleppo=LOC||SYR=1 jose varga=PER|PRT GOV|=1 ");
  assert_true(plx_find_terms(s, PLX_STR("entity"), PLX_STR("jo"), 10, see_term, &prefix, &e));
  assert_string_equal(prefix.ids, "jose varga=PER|PRT GOV|=1 ");
  assert_true(plx_find_beside(s, PLX_STR("aleppo"), 10, see_term, &beside, &e));
  assert_string_equal(beside.ids, "jose varga=PER|PRT GOV|=1 ");
  plx_event_query q = {.source = PLX_STR("RUS"), .target = PLX_STR("SYR")};
  assert_true(plx_find_events(s, &q, see_event, &events, arena, &next, &e));
  assert_string_equal(events.ids, "RUS MIL>SYR CVL 2024-03-06 'Aleppo was shelled on Wednesda' ");
  plx_event_query back = {.source = PLX_STR("SYR"), .target = PLX_STR("RUS"), .both = true};
  assert_true(plx_find_events(s, &back, see_event, &reverse, arena, &next, &e));
  assert_string_equal(events.ids, reverse.ids);
  plx_event_query all = {.target = PLX_STR("SYR")};
  assert_true(plx_find_codes(s, &all, see_code, &codes, &e));
  assert_string_equal(codes.ids, "2024-03-06:183:4=2 ");
  (void)days;
  plx_store_close(s);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(search_takes_words_as_words, fresh, clean),
      cmocka_unit_test_setup_teardown(snippets_light_the_words, fresh, clean),
      cmocka_unit_test_setup_teardown(every_condition_finds, fresh, clean),
      cmocka_unit_test_setup_teardown(any_question_finds_what_going_through_all_finds, fresh, clean),
      cmocka_unit_test_setup_teardown(pages_join_up, fresh, clean),
      cmocka_unit_test_setup_teardown(terms_and_events, fresh, clean),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
