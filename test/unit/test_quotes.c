/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <string.h>

#include "meaning/quotes.h"

static plx_arena *arena;

// Words at blanks and at marks: enough for a place on which to lay quotations.
static plx_text words_of(const char *z) {
  plx_text t = {.bytes = plx_str_of(z)};
  for (uint32_t i = 0; z[i];) {
    if (z[i] == ' ' || z[i] == '\n') {
      i++;
      continue;
    }
    uint32_t n = 1;
    while (z[i + n] && z[i + n] != ' ' && z[i + n] != '\n' && z[i] != '"' && z[i + n] != '"') n++;
    plx_tok *w = plx_vec_push(arena, &t.tok);
    w->span = (plx_span){i, n};
    w->form = plx_str_sub(t.bytes, i, n);
    i += n;
  }
  return t;
}

// The quotations, one after the other between bars; '+' before one that goes on, '-' behind one that is not closed.
static void expect(const char *text, const char *want) {
  plx_text t = words_of(text);
  plx_quotes q = plx_quotes_of(&t, arena);
  plx_buf got = {0};
  for (uint32_t i = 0; i < q.quote.n; i++) {
    if (i) plx_buf_char(&got, '|');
    if (q.quote.v[i].follows != PLX_NO_QUOTE) plx_buf_char(&got, '+');
    plx_buf_str(&got, plx_span_str(t.bytes, q.quote.v[i].span));
    if (!q.quote.v[i].closed) plx_buf_char(&got, '-');
  }
  assert_string_equal(got.p ? got.p : "", want);
  plx_buf_free(&got);
}

static void finds_plain_pairs(void **state) {
  (void)state;
  expect("", "");
  expect("nothing here", "");
  expect("he said \"yes\" and \"no\"", "\"yes\"|\"no\"");
  expect("“yes,” he said, “no.”", "“yes,”|“no.”");
  expect("''yes,'' he said. ``No,'' she said", "''yes,''|``No,''");
}

static void knows_apostrophes(void **state) {
  (void)state;
  expect("the voters' choice and Tom's don't count", "");
  expect("it was ‘mocking’ them, the dog’s tail", "‘mocking’");
  expect("a 'great' day", "'great'");
  expect("“he said ‘no’ to it”", "“he said ‘no’ to it”");
  expect("5'11\" tall", "");
}

static void runs_over_paragraphs(void **state) {
  (void)state;
  expect("“one.\n\n“two,” he said", "“one.-|+“two,”");
  expect("\"one.\n\n\"two,\" he said", "\"one.-|+\"two,\"");
  expect("“one.”\n\n“two,” he said", "“one.”|“two,”");
  expect("“never closed\n\nplain “yes” text", "“never closed-|“yes”");
}

static void lays_over_tokens(void **state) {
  (void)state;
  plx_text t = words_of("say \"yes please\" now");
  plx_quotes q = plx_quotes_of(&t, arena);
  const uint32_t want[] = {PLX_NO_QUOTE, 0, 0, 0, 0, PLX_NO_QUOTE};
  assert_int_equal(t.tok.n, 6);
  for (uint32_t i = 0; i < 6; i++) assert_int_equal(q.of[i], want[i]);
  assert_int_equal(q.quote.v[0].first, 1);
  assert_int_equal(q.quote.v[0].count, 4);
}

static void takes_a_megabyte_of_marks(void **state) {
  (void)state;
  size_t n = 1u << 20;
  char *z = plx_arena_alloc(arena, n + 1);
  for (size_t i = 0; i < n; i++) z[i] = "\" ' \n"[i % 5 ? i % 4 : 0];
  plx_text t = {.bytes = {z, n}};
  plx_quotes q = plx_quotes_of(&t, arena);
  assert_true(q.quote.n < n);
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
      cmocka_unit_test(finds_plain_pairs),         cmocka_unit_test(knows_apostrophes),
      cmocka_unit_test(runs_over_paragraphs),      cmocka_unit_test(lays_over_tokens),
      cmocka_unit_test(takes_a_megabyte_of_marks),
  };
  return cmocka_run_group_tests(tests, setup, teardown);
}
