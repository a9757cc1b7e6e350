/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <string.h>

#include "meaning/roles.h"
#include "meaning/statements.h"

#define Y PLX_SAID_ROLES

static plx_arena *arena;

static float draw(uint64_t *seed) {
  *seed = *seed * 6364136223846793005u + 1442695040888963407u;
  return (float)(int32_t)(*seed >> 32) / 2147483648.0f;
}

static float score_of(const float *emit, const float *step, const uint8_t *joint, uint32_t n, const uint8_t *role) {
  float s = emit[role[0]];
  for (uint32_t k = 1; k < n; k++) s += step[joint[k] * Y * Y + role[k - 1] * Y + role[k]] + emit[k * Y + role[k]];
  return s;
}

// The slow, obvious way: every labelling.
static float best_score(const float *emit, const float *step, const uint8_t *joint, uint32_t n) {
  float best = -1e30f;
  uint32_t all = 1;
  for (uint32_t k = 0; k < n; k++) all *= Y;
  for (uint32_t code = 0; code < all; code++) {
    uint8_t role[6];
    for (uint32_t k = 0, c = code; k < n; k++, c /= Y) role[k] = (uint8_t)(c % Y);
    float s = score_of(emit, step, joint, n, role);
    if (s > best) best = s;
  }
  return best;
}

static void labels_best_as_trying_all_would(void **state) {
  (void)state;
  uint64_t seed = 3;
  for (int round = 0; round < 500; round++) {
    float emit[6 * Y], step[PLX_ROLE_JOINTS * Y * Y];
    uint8_t joint[6], role[6];
    uint32_t n = 1 + (uint32_t)round % 6;
    for (size_t i = 0; i < sizeof emit / sizeof *emit; i++) emit[i] = draw(&seed);
    for (size_t i = 0; i < sizeof step / sizeof *step; i++) step[i] = draw(&seed);
    for (int i = 0; i < 6; i++) joint[i] = (uint8_t)((draw(&seed) + 1) * 15.9f);
    plx_roles_best(emit, step, joint, n, role, arena);
    float got = score_of(emit, step, joint, n, role), want = best_score(emit, step, joint, n);
    assert_true(got > want - 1e-4f);
  }
}

// --- a sentence by hand: form lemma upos xpos head rel ---

typedef struct row {
  const char *form, *lemma;
  plx_upos upos;
  int32_t head; // from 1, 0 the root
  plx_rel rel;
} row;

static plx_record record_of(const row *rows, uint32_t n) {
  plx_record r = {.doc = PLX_NEW(arena, plx_doc)};
  plx_buf text = {0};
  r.doc->arena = arena;
  for (uint32_t i = 0; i < n; i++) {
    if (i && rows[i].upos != PLX_UPOS_PUNCT) plx_buf_char(&text, ' ');
    plx_tok *t = plx_vec_push(arena, &r.text.tok);
    t->span = (plx_span){(uint32_t)text.n, (uint32_t)strlen(rows[i].form)};
    t->lemma = plx_str_of(rows[i].lemma);
    t->xpos = plx_str_of("X");
    t->upos = (uint8_t)rows[i].upos;
    t->rel = (uint8_t)rows[i].rel;
    t->head = rows[i].head - 1;
    plx_buf_str(&text, plx_str_of(rows[i].form));
  }
  r.doc->text = r.text.bytes = plx_str_copy(arena, plx_buf_view(&text));
  plx_buf_free(&text);
  for (uint32_t i = 0; i < n; i++) r.text.tok.v[i].form = plx_span_str(r.text.bytes, r.text.tok.v[i].span);
  plx_sentence *s = plx_vec_push(arena, &r.text.sentence);
  *s = (plx_sentence){.span = {0, (uint32_t)r.text.bytes.n}, .count = n};
  return r;
}

static const row denial[] = {
    {"The", "the", PLX_UPOS_DET, 2, PLX_REL_DET},         {"ministry", "ministry", PLX_UPOS_NOUN, 3, PLX_REL_NSUBJ},
    {"denied", "deny", PLX_UPOS_VERB, 0, PLX_REL_ROOT},   {"that", "that", PLX_UPOS_SCONJ, 6, PLX_REL_MARK},
    {"troops", "troop", PLX_UPOS_NOUN, 6, PLX_REL_NSUBJ}, {"fired", "fire", PLX_UPOS_VERB, 3, PLX_REL_CCOMP},
    {".", ".", PLX_UPOS_PUNCT, 3, PLX_REL_PUNCT},
};

static void finds_a_denial(void **state) {
  (void)state;
  plx_arena *process = plx_arena_new(), *tmp = plx_arena_new();
  plx_statements *m = plx_statements_new(process);
  plx_record r = record_of(denial, sizeof denial / sizeof *denial);
  plx_statements_find(m, &r, tmp);
  assert_int_equal(r.statement.n, 1);
  const plx_statement *s = &r.statement.v[0];
  assert_int_equal(s->polarity, PLX_DENY);
  assert_int_equal(s->kind, PLX_SAID_INDIRECT);
  assert_int_equal(s->cue_head, 2);
  assert_int_equal(s->source_head, 1);
  assert_int_equal(s->content.n, 1);
  assert_true(plx_str_eqz(plx_span_str(r.text.bytes, s->content.v[0]), "that troops fired"));
  assert_true(plx_str_eqz(plx_span_str(r.text.bytes, s->source.v[0]), "The ministry"));
  plx_arena_free(tmp);
  plx_arena_free(process);
}

static void survives_nonsense_trees(void **state) {
  (void)state;
  plx_arena *process = plx_arena_new(), *tmp = plx_arena_new();
  plx_statements *m = plx_statements_new(process);
  uint64_t seed = 5;
  for (int round = 0; round < 500; round++) {
    plx_record r = record_of(denial, sizeof denial / sizeof *denial);
    for (uint32_t i = 0; i < r.text.tok.n; i++) {
      r.text.tok.v[i].head = (int32_t)(draw(&seed) * 9); // cycles, several roots, out of range
      r.text.tok.v[i].rel = (uint8_t)((draw(&seed) + 1) * PLX_REL_COUNT / 2.01f);
    }
    plx_statements_find(m, &r, tmp);
    for (uint32_t i = 0; i < r.statement.n; i++) assert_true(r.statement.v[i].content.n > 0);
  }
  plx_arena_free(tmp);
  plx_arena_free(process);
}

static int setup(void **state) {
  (void)state;
  arena = plx_arena_new();
  return 0;
}

static int teardown(void **state) {
  (void)state;
  plx_arena_free(arena);
  return 0;
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(labels_best_as_trying_all_would),
      cmocka_unit_test(finds_a_denial),
      cmocka_unit_test(survives_nonsense_trees),
  };
  return cmocka_run_group_tests(tests, setup, teardown);
}
