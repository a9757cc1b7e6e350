/* SPDX-License-Identifier: Apache-2.0 */
/* base/: each fast way against a slow obvious one, on seeded random cases. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/json.h"
#include "base/lines.h"
#include "base/map.h"
#include "base/pool.h"
#include "base/utf8.h"

static uint32_t next_random(uint32_t *state) {
  *state = *state * 1664525u + 1013904223u;
  return *state >> 8;
}

static void arena_zeroes_and_resets(void **state) {
  (void)state;
  plx_arena *a = plx_arena_new();
  memset(plx_arena_alloc(a, 100), 7, 100);
  plx_mark m = plx_arena_mark(a);
  for (int i = 0; i < 50; i++) memset(plx_arena_alloc(a, 5000), 9, 5000);
  plx_arena_reset(a, m);
  char *p = plx_arena_alloc(a, 5000);
  assert_int_equal((uintptr_t)p % 16, 0);
  for (int i = 0; i < 5000; i++) assert_int_equal(p[i], 0);
  plx_arena_clear(a);
  assert_true(plx_arena_bytes(a) > 0);
  plx_arena_free(a);
  plx_arena_free(NULL);
}

static void slices_compare_cut_and_find(void **state) {
  (void)state;
  plx_str rest = PLX_STR("a,,b"), part;
  assert_true(plx_str_cut(&rest, ',', &part) && plx_str_eqz(part, "a"));
  assert_true(plx_str_cut(&rest, ',', &part) && part.n == 0);
  assert_true(plx_str_cut(&rest, ',', &part) && plx_str_eqz(part, "b"));
  assert_false(plx_str_cut(&rest, ',', &part));
  assert_int_equal(plx_str_find(PLX_STR("aleppo"), PLX_STR("p"), 4), 4);
  assert_int_equal(plx_str_find(PLX_STR("aleppo"), PLX_STR("x"), 0), -1);
  assert_true(plx_str_in(PLX_STR("say"), "tell say add"));
  assert_false(plx_str_in(PLX_STR("sa"), "tell say add"));
  assert_true(plx_str_cmp(PLX_STR("ab"), PLX_STR("abc")) < 0);
  assert_true(plx_str_eqi(PLX_STR("NaTo"), PLX_STR("NATO")));
}

static void spans_join_and_overlap(void **state) {
  (void)state;
  plx_span a = {10, 5}, b = {13, 10};
  assert_int_equal(plx_span_overlap(a, b), 2);
  assert_int_equal(plx_span_join(a, b).n, 13);
  assert_int_equal(plx_span_join(a, (plx_span){0}).n, 5);
  assert_int_equal(plx_span_overlap(a, (plx_span){15, 3}), 0);
}

static void map_agrees_with_a_plain_list(void **state) {
  (void)state;
  plx_arena *a = plx_arena_new();
  plx_map m;
  plx_map_init(&m, a);
  static uint32_t plain[2000];
  uint32_t seed = 7;
  for (int i = 0; i < 20000; i++) {
    uint32_t k = next_random(&seed) % 2000;
    char key[16];
    size_t n = (size_t)snprintf(key, sizeof key, "key%u", k);
    ++*plx_map_put(&m, (plx_str){key, n});
    plain[k]++;
  }
  for (uint32_t k = 0; k < 2000; k++) {
    plx_str key = plx_str_fmt(a, "key%u", k);
    uint32_t *v = plx_map_get(&m, key);
    assert_int_equal(v ? *v : 0, plain[k]);
    if (v) assert_true(plx_str_eq(m.key[plx_map_index(&m, key)], key));
  }
  assert_int_equal(plx_map_index(&m, PLX_STR("")), PLX_MAP_NONE);
  uint32_t empty = plx_map_intern(&m, PLX_STR(""));
  assert_int_equal(empty, m.n - 1);
  plx_arena_free(a);
}

static void utf8_reads_any_bytes(void **state) {
  (void)state;
  int n;
  assert_int_equal(plx_utf8_at(PLX_STR("\xE2\x80\x99"), 0, &n), 0x2019);
  assert_int_equal(n, 3);
  const char *bad[] = {"\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\x80", "\xE2\x80", "\xF0\x9F\x98"};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    assert_int_equal(plx_utf8_at(plx_str_of(bad[i]), 0, &n), 0xFFFD);
    assert_int_equal(n, 1);
    assert_false(plx_utf8_valid(plx_str_of(bad[i])));
  }
  assert_true(plx_utf8_valid(PLX_STR("Łódź 😀 العربية")));
}

static void utf8_clean_makes_valid_text(void **state) {
  (void)state;
  plx_arena *a = plx_arena_new();
  uint32_t seed = 3, changed;
  for (int round = 0; round < 500; round++) {
    char bytes[64];
    size_t n = next_random(&seed) % sizeof bytes;
    for (size_t i = 0; i < n; i++)
      bytes[i] = (char)(next_random(&seed) % 3 ? 0x80 + next_random(&seed) % 0x80 : next_random(&seed) % 0x80);
    plx_str clean = plx_utf8_clean(a, (plx_str){bytes, n}, &changed);
    assert_true(plx_utf8_valid(clean));
    assert_true(clean.n == 0 || !memchr(clean.p, 0, clean.n));
  }
  plx_arena_free(a);
}

static uint32_t slow_count(plx_str s, uint32_t byte) {
  uint32_t count = 0;
  int n;
  for (size_t at = 0; at < byte && at < s.n; at += (size_t)n, count++) plx_utf8_at(s, at, &n);
  return count;
}

static void offsets_agree_with_counting(void **state) {
  (void)state;
  plx_arena *a = plx_arena_new();
  const char *piece[] = {"a", "é", "’", "😀", "\x80", "the ", "\xF0\x9F"};
  uint32_t seed = 11;
  for (int round = 0; round < 200; round++) {
    plx_buf b = {0};
    for (uint32_t i = next_random(&seed) % 200; i > 0; i--) plx_buf_str(&b, plx_str_of(piece[next_random(&seed) % 7]));
    plx_str s = plx_buf_view(&b);
    plx_cpmap m = plx_cpmap_of(a, s);
    int n;
    for (size_t at = 0; at < s.n; at += (size_t)n) {
      uint32_t cp = plx_cpmap_at(&m, (uint32_t)at);
      assert_int_equal(cp, slow_count(s, (uint32_t)at));
      assert_int_equal(plx_cpmap_byte(&m, cp), at);
      plx_utf8_at(s, at, &n);
    }
    assert_int_equal(plx_cpmap_at(&m, (uint32_t)s.n), slow_count(s, (uint32_t)s.n));
    plx_buf_free(&b);
  }
  plx_arena_free(a);
}

static void json_writes_what_jansson_reads(void **state) {
  (void)state;
  plx_buf b = {0};
  plx_json j = plx_json_to(&b);
  plx_json_object(&j, NULL);
  plx_json_str(&j, "s", PLX_STR("a\"\\\n\x01’"));
  plx_json_opt(&j, "absent", (plx_str){0});
  plx_json_array(&j, "n");
  plx_json_int(&j, NULL, -3);
  plx_json_int(&j, NULL, INT64_MIN);
  plx_json_num(&j, NULL, -0.0);
  plx_json_num(&j, NULL, 0.1);
  plx_json_num(&j, NULL, 250000);
  plx_json_end_array(&j);
  plx_json_members(&j, PLX_STR("\"x\":1"));
  plx_json_bool(&j, "t", true);
  plx_json_end_object(&j);
  assert_string_equal(
      b.p, "{\"s\":\"a\\\"\\\\\\n\\u0001’\",\"n\":[-3,-9223372036854775808,0,0.1,250000],\"x\":1,\"t\":true}");
  plx_err e = {0};
  json_t *v = plx_json_parse(plx_buf_view(&b), "test", 1, &e);
  assert_non_null(v);
  assert_true(plx_str_eqz(plx_json_get(v, "s"), "a\"\\\n\x01’"));
  json_decref(v);
  assert_null(plx_json_parse(PLX_STR("{\"a\":"), "in", 4, &e));
  assert_int_equal(e.code, PLX_E_INPUT);
  assert_int_equal(e.record, 4);
  plx_buf_free(&b);
}

static void lines_skip_what_is_too_long(void **state) {
  (void)state;
  FILE *f = tmpfile();
  fputs("one\r\n0123456789\n\nlast", f);
  rewind(f);
  plx_lines l = plx_lines_file(f, "t", 6);
  plx_str s;
  plx_err e = {0};
  assert_int_equal(plx_lines_next(&l, &s, &e), PLX_LINES_ONE);
  assert_true(plx_str_eqz(s, "one"));
  assert_int_equal(plx_lines_next(&l, &s, &e), PLX_LINES_BAD);
  assert_int_equal(e.record, 2);
  assert_int_equal(plx_lines_next(&l, &s, &e), PLX_LINES_ONE);
  assert_int_equal(s.n, 0);
  assert_int_equal(plx_lines_next(&l, &s, &e), PLX_LINES_ONE);
  assert_true(plx_str_eqz(s, "last"));
  assert_int_equal(plx_lines_next(&l, &s, &e), PLX_LINES_END);
  plx_lines_free(&l);
  fclose(f);
}

typedef struct order {
  int seen;
} order;

static void square(void *ctx, int worker, void *item) {
  (void)ctx, (void)worker;
  int *p = item;
  for (volatile int spin = (*p % 7) * 1000; spin > 0; spin--) {
  }
  *p = *p * *p;
}

static void in_order(void *ctx, void *item) {
  order *o = ctx;
  assert_int_equal(*(int *)item, o->seen * o->seen);
  o->seen++;
}

static void pool_keeps_the_order(void **state) {
  (void)state;
  for (int threads = 1; threads <= 4; threads++) {
    static int item[1000];
    order o = {0};
    plx_pool *p = plx_pool_new(threads, 5, square, in_order, &o);
    for (int i = 0; i < 1000; i++) {
      item[i] = i;
      plx_pool_put(p, &item[i]);
    }
    plx_pool_finish(p);
    assert_int_equal(o.seen, 1000);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(arena_zeroes_and_resets),     cmocka_unit_test(slices_compare_cut_and_find),
      cmocka_unit_test(spans_join_and_overlap),      cmocka_unit_test(map_agrees_with_a_plain_list),
      cmocka_unit_test(utf8_reads_any_bytes),        cmocka_unit_test(utf8_clean_makes_valid_text),
      cmocka_unit_test(offsets_agree_with_counting), cmocka_unit_test(json_writes_what_jansson_reads),
      cmocka_unit_test(lines_skip_what_is_too_long), cmocka_unit_test(pool_keeps_the_order),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
