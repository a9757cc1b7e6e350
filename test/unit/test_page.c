/* SPDX-License-Identifier: Apache-2.0 */
/* compare/page.c: the page stands alone, keeps every word of the accounts, and lets no article write markup. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "compare/page.h"
#include "story_fixture.h"

static plx_str written(plx_arena *a, const plx_story *s) {
  plx_buf out = {0};
  plx_page_write(s, a, &out);
  plx_str text = plx_str_copy(a, plx_buf_view(&out));
  plx_buf_free(&out);
  return text;
}

static bool says(plx_str text, const char *words) {
  return plx_str_find(text, plx_str_of(words), 0) >= 0;
}

static void the_page_needs_nothing_else(void **state) {
  (void)state;
  plx_arena *a = plx_arena_new();
  plx_story s = fix_story(a);
  plx_str page = written(a, &s);
  static const char *const foreign[] = {"http://", "https://", "<link", "<img", "<iframe", "@import", "url(", " src="};
  for (size_t i = 0; i < sizeof foreign / sizeof *foreign; i++) assert_false(says(page, foreign[i]));
  assert_true(says(page, "prefers-color-scheme: dark"));
  assert_true(says(page, "<svg class=\"strip\""));
  plx_arena_free(a);
}

// Tags taken out and the five entities put back.
static plx_str bare(plx_arena *a, plx_str html) {
  static const char *const entity[] = {"&amp;", "&lt;", "&gt;", "&quot;", "&#39;"};
  plx_buf out = {0};
  for (size_t i = 0; i < html.n; i++) {
    if (html.p[i] == '<') {
      while (i < html.n && html.p[i] != '>') i++;
      continue;
    }
    size_t e = 0;
    while (e < 5 && !plx_str_starts(plx_str_sub(html, i, 8), plx_str_of(entity[e]))) e++;
    plx_buf_char(&out, e < 5 ? "&<>\"'"[e] : html.p[i]);
    if (e < 5) i += strlen(entity[e]) - 1;
  }
  plx_str text = plx_str_copy(a, plx_buf_view(&out));
  plx_buf_free(&out);
  return text;
}

static void every_word_of_the_accounts_is_there(void **state) {
  (void)state;
  plx_arena *a = plx_arena_new();
  plx_story s = fix_story(a);
  plx_str text = bare(a, written(a, &s));
  for (uint32_t d = 0; d < s.document.n; d++) {
    const plx_doc *doc = s.document.v[d].record->doc;
    for (uint32_t b = 0; b < doc->blocks.n; b++)
      assert_true(plx_str_find(text, plx_span_str(doc->text, doc->blocks.v[b].span), 0) >= 0);
  }
  plx_arena_free(a);
}

static void words_of_crossing_claims_carry_both(void **state) {
  (void)state;
  plx_arena *a = plx_arena_new();
  plx_story s = fix_story(a);
  plx_account *x = &s.claim.v[0].accounts.v[0], *y = plx_vec_push(a, &s.claim.v[1].accounts);
  *y = *x; // the second claim's words begin inside the first's and end behind them
  y->span.at += 3;
  plx_str page = written(a, &s);
  assert_true(says(
      page,
      "data-c=\"0\">apo</span><span class=\"w is-agree\" data-c=\"0 1\">logised</span><span class=\"w is-agree\" data-c=\"1\"> in</span>"));
  plx_arena_free(a);
}

static void an_article_cannot_write_markup(void **state) {
  (void)state;
  plx_arena *a = plx_arena_new();
  plx_story s = fix_story(a);
  s.title = s.brief = s.claim.v[0].summary = PLX_STR("</title></script><script>alert('x')</script>\xff");
  s.document.v[0].record->doc->outlet = PLX_STR("\" onload=\"x");
  s.range.v[0].values.v[0].said_by = PLX_STR("<b>");
  plx_str page = written(a, &s);
  assert_false(says(page, "<script>alert"));
  assert_false(says(page, "\" onload=\""));
  assert_true(says(page, "&lt;script&gt;alert(&#39;x&#39;)"));
  assert_true(plx_utf8_valid(page));
  plx_arena_free(a);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_page_needs_nothing_else),
      cmocka_unit_test(every_word_of_the_accounts_is_there),
      cmocka_unit_test(words_of_crossing_claims_carry_both),
      cmocka_unit_test(an_article_cannot_write_markup),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
