/* SPDX-License-Identifier: Apache-2.0 */
/* Anchors are found where documents put them; chains join what is told twice and keep apart what is not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "meaning/annotate.h"
#include "reading/read.h"
#include "story/anchor.h"

static plx_model *model;
static plx_meaning *meaning;

static int open_models(void **state) {
  (void)state;
  model = plx_model_open(NULL, NULL);
  meaning = model ? plx_meaning_new(model) : NULL;
  return meaning ? 0 : -1;
}

static int close_models(void **state) {
  (void)state;
  plx_meaning_free(meaning);
  plx_model_close(model);
  return 0;
}

static const plx_record *record_of(const char *json, plx_arena *a, plx_arena *tmp) {
  plx_docs docs = {0};
  plx_raw raw = {.path = PLX_STR("-"), .bytes = plx_str_of(json), .format = PLX_FORMAT_JSON};
  assert_true(plx_read(&raw, a, &docs, NULL));
  plx_record *r = PLX_NEW(a, plx_record);
  plx_annotate(meaning, docs.v[0], tmp, r);
  return r;
}

static void mentions_given_are_those_linked(void **state) {
  (void)state;
  plx_arena *a = plx_arena_new(), *tmp = plx_arena_new();
  const plx_record *r[2] = {
      record_of("{\"id\":\"a\",\"text\":\"Fire broke out at the “Aurora” hotel in Riga. The fire destroyed the roof.\","
                "\"mentions\":[{\"start\":0,\"end\":4},{\"start\":50,\"end\":54},{\"start\":55,\"end\":64},"
                "{\"start\":900,\"end\":910},{\"start\":5,\"end\":5}]}",
                a, tmp),
      record_of("{\"id\":\"b\",\"text\":\"A fire at the Aurora hotel in Riga destroyed its roof.\","
                "\"mentions\":[{\"start\":2,\"end\":6},{\"start\":35,\"end\":44}]}",
                a, tmp)};
  plx_anchors anchors = {0};
  for (uint32_t i = 0; i < 2; i++) plx_anchors_of(r[i], i, a, &anchors);
  assert_int_equal(anchors.n, 5); // one outside the text and one of no words are left out
  plx_str second = plx_span_str(r[0]->doc->text, anchors.v[1].span);
  assert_true(plx_str_eqz(second, "fire"));
  uint32_t chain[5];
  plx_align(r, 2, anchors.v, anchors.n, tmp, chain);
  assert_int_equal(chain[0], 0);
  assert_int_equal(chain[2], chain[4]); // destroyed, destroyed
  assert_int_not_equal(chain[0], chain[2]);
  plx_arena_free(a);
  plx_arena_free(tmp);
}

static void nothing_to_link(void **state) {
  (void)state;
  plx_arena *tmp = plx_arena_new();
  plx_align(NULL, 0, NULL, 0, tmp, NULL);
  plx_arena_free(tmp);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(mentions_given_are_those_linked),
      cmocka_unit_test(nothing_to_link),
  };
  return cmocka_run_group_tests(tests, open_models, close_models);
}
