/* SPDX-License-Identifier: Apache-2.0 */
/* What coders decide stands beside what was found: queues, conflicts, agreement. */
#include "store_fixture.h"

#include "store/review.h"

static bool see_decision(void *ctx, const plx_decision *d) {
  seen *w = ctx;
  snprintf(w->ids + strlen(w->ids), sizeof w->ids - strlen(w->ids), "%.*s:%.*s.%.*s=%.*s>%.*s ", PLX_FMT(d->coder),
           PLX_FMT(d->finding), PLX_FMT(d->field), PLX_FMT(d->machine), PLX_FMT(d->value));
  return true;
}

static bool see_item(void *ctx, const plx_item *i) {
  seen *w = ctx;
  snprintf(w->ids + strlen(w->ids), sizeof w->ids - strlen(w->ids), "%.*s/%.*s ", PLX_FMT(i->document->id),
           PLX_FMT(i->finding));
  return true;
}

static bool see_agreement(void *ctx, const plx_agreement *a) {
  seen *w = ctx;
  snprintf(w->ids + strlen(w->ids), sizeof w->ids - strlen(w->ids), "%.*s.%.*s:%u ", PLX_FMT(a->kind),
           PLX_FMT(a->field), a->units);
  return true;
}

static void decide(plx_store *s, const char *coder, const char *finding, const char *field, const char *verdict,
                   const char *value, bool adjudicates) {
  plx_err e = {0};
  plx_decision d = {.coder = plx_str_of(coder),
                    .document = PLX_STR("a"),
                    .kind = PLX_STR("event"),
                    .finding = plx_str_of(finding),
                    .field = plx_str_of(field),
                    .verdict = plx_str_of(verdict),
                    .value = plx_str_of(value),
                    .adjudicates = adjudicates};
  assert_true(plx_review_add(s, &d, arena, &e));
  assert_true(d.id > 0);
}

static void decisions_stand_beside_findings(void **state) {
  (void)state;
  plx_store *s = open_store();
  plx_err e = {0};
  put_two(s);
  seen open = {{0}}, left = {{0}}, list = {{0}}, conflicts = {{0}}, settled = {{0}}, agreement = {{0}};
  plx_decision_query ann = {.coder = PLX_STR("ann")}, all = {0};
  plx_str next;
  assert_true(plx_review_queue(s, &ann, see_item, &open, arena, &next, &e));
  assert_string_equal(open.ids, "a/v1 a/f1 a/s1 ");
  decide(s, "ann", "v1", "", "accept", "", false);
  decide(s, "ben", "v1", "target", "accept", "", false);
  decide(s, "ben", "v1", "target", "correct", "SYR MED", false); // changes his mind
  assert_true(plx_review_queue(s, &ann, see_item, &left, arena, &next, &e));
  assert_string_equal(left.ids, "a/f1 a/s1 ");
  assert_true(plx_review_list(s, &all, see_decision, &list, &e));
  assert_string_equal(list.ids, "ben:v1.target=SYR CVL>SYR MED ben:v1.target=SYR CVL> ann:v1.=> ");
  assert_true(plx_review_conflicts(s, see_decision, &conflicts, &e)); // ann accepted the whole, and so the target
  assert_string_equal(conflicts.ids, "ben:v1.target=SYR CVL>SYR MED ann:v1.target=SYR CVL> ");
  decide(s, "eva", "v1", "target", "accept", "", true);
  assert_true(plx_review_conflicts(s, see_decision, &settled, &e));
  assert_string_equal(settled.ids, "");
  assert_true(plx_review_agreement(s, see_agreement, &agreement, &e));
  assert_string_equal(agreement.ids, "event.:0 event.target:1 ");
  plx_decision missing = {.coder = PLX_STR("ann"),
                          .document = PLX_STR("a"),
                          .kind = PLX_STR("event"),
                          .finding = PLX_STR("v7"),
                          .verdict = PLX_STR("accept")};
  assert_false(plx_review_add(s, &missing, arena, &e));
  assert_int_equal(e.code, PLX_E_USAGE);
  plx_store_close(s);
}

static bool see_claim(void *ctx, const plx_item *i) {
  seen *w = ctx;
  snprintf(w->ids + strlen(w->ids), sizeof w->ids - strlen(w->ids), "%.*s/%.*s ", PLX_FMT(i->document->story),
           PLX_FMT(i->finding));
  return true;
}

// All pages of a queue, `limit` findings each.
static void whole_queue(plx_store *s, plx_decision_query q, int64_t limit, plx_each_item *see, seen *out) {
  plx_err e = {0};
  plx_str next = {0};
  *out = (seen){{0}};
  q.limit = limit;
  do {
    q.cursor = next;
    assert_true(plx_review_queue(s, &q, see, out, arena, &next, &e));
  } while (next.n);
}

static void decide_claim(plx_store *s, const char *coder, const char *story, const char *claim, const char *verdict,
                         const char *value, bool adjudicates) {
  plx_err e = {0};
  plx_decision d = {.coder = plx_str_of(coder),
                    .story = plx_str_of(story),
                    .kind = PLX_STR("claim"),
                    .finding = plx_str_of(claim),
                    .field = PLX_STR("relation"),
                    .verdict = plx_str_of(verdict),
                    .value = plx_str_of(value),
                    .adjudicates = adjudicates};
  assert_true(plx_review_add(s, &d, arena, &e));
}

static void claims_are_decided_on_too(void **state) {
  (void)state;
  static const char told[] =
      "{\"title\":\"Storm\",\"claims\":[{\"id\":\"c1\",\"relation\":\"conflict\",\"summary\":\"how many\"},"
      "{\"id\":\"c2\",\"relation\":\"single\"},{\"id\":\"c3\",\"relation\":\"agree\",\"summary\":\"where\"}]}";
  plx_store *s = open_store();
  plx_err e = {0};
  seen got, conflicts = {{0}}, settled = {{0}}, agreement = {{0}};
  plx_decision_query ann = {.coder = PLX_STR("ann"), .kind = PLX_STR("claim")},
                     of_one = {.story = PLX_STR("s03"), .kind = PLX_STR("claim")};
  for (int i = 0; i < 20; i++) { // more than a page of the database's
    plx_str id = plx_str_fmt(arena, "d%02d", i), story = plx_str_fmt(arena, "s%02d", i);
    plx_stored d = document(id.p, story.p, "A storm hit Lisbon.");
    d.published = plx_str_fmt(arena, "2024-03-%02d", 25 - i / 2);
    put_row(s, &d);
    assert_true(plx_store_keep(s, story, 1, plx_str_of(told), &e));
  }
  plx_str all = {0};
  for (int i = 0; i < 20; i++) all = plx_str_fmt(arena, "%.*ss%02d/c1 s%02d/c3 ", PLX_FMT(all), i, i);
  for (int limit = 0; limit < 8; limit++) {
    whole_queue(s, ann, limit, see_claim, &got);
    assert_string_equal(got.ids, all.p);
  }
  whole_queue(s, of_one, 1, see_claim, &got);
  assert_string_equal(got.ids, "s03/c1 s03/c3 ");
  decide_claim(s, "ann", "s00", "c1", "accept", "", false);
  decide_claim(s, "ben", "s00", "c1", "correct", "differ", false);
  decide_claim(s, "ann", "s03", "c3", "accept", "", false);
  decide_claim(s, "ben", "s03", "c3", "accept", "", false);
  whole_queue(s, ann, 3, see_claim, &got);
  assert_memory_equal(got.ids, "s00/c3 s01/c1", 13);
  assert_true(plx_review_conflicts(s, see_decision, &conflicts, &e));
  assert_string_equal(conflicts.ids, "ann:c1.relation=conflict> ben:c1.relation=conflict>differ ");
  decide_claim(s, "eva", "s00", "c1", "accept", "", true);
  assert_true(plx_review_conflicts(s, see_decision, &settled, &e));
  assert_string_equal(settled.ids, "");
  assert_true(plx_review_agreement(s, see_agreement, &agreement, &e));
  assert_string_equal(agreement.ids, "claim.relation:2 ");
  plx_store_close(s);
}

// Findings of several documents, in pages of any length: each once.
static void the_queue_goes_on_where_it_stopped(void **state) {
  (void)state;
  plx_store *s = open_store();
  seen whole, paged;
  plx_decision_query q = {.coder = PLX_STR("ann")};
  for (int i = 0; i < 4; i++) {
    char id[4] = {'d', (char)('0' + i), 0};
    plx_stored d = document(id, "s1", "Aleppo was shelled on Wednesday.");
    d.record = plx_str_of(record_a);
    put_row(s, &d);
  }
  whole_queue(s, q, 1000, see_item, &whole);
  assert_string_equal(whole.ids, "d3/v1 d3/f1 d3/s1 d2/v1 d2/f1 d2/s1 d1/v1 d1/f1 d1/s1 d0/v1 d0/f1 d0/s1 ");
  for (int limit = 1; limit < 14; limit++) {
    whole_queue(s, q, limit, see_item, &paged);
    assert_string_equal(paged.ids, whole.ids);
  }
  plx_store_close(s);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(decisions_stand_beside_findings, fresh, clean),
      cmocka_unit_test_setup_teardown(claims_are_decided_on_too, fresh, clean),
      cmocka_unit_test_setup_teardown(the_queue_goes_on_where_it_stopped, fresh, clean),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
