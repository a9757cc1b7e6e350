/* SPDX-License-Identifier: Apache-2.0 */
/* Numbers as they are written, read from the start of a line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "meaning/numbers.h"
#include "plain_text.h"

static plx_arena *process, *tmp;
static plx_wordbook *book;
static plx_numbers *numbers;

static int setup(void **state) {
  (void)state;
  process = plx_arena_new(), tmp = plx_arena_new();
  book = plx_wordbook_new(process);
  numbers = plx_numbers_new(book, process);
  return 0;
}

static int teardown(void **state) {
  (void)state;
  plx_arena_free(process), plx_arena_free(tmp);
  return 0;
}

static plx_number read(const char *text) {
  plx_arena_clear(tmp);
  plx_text x = plain_text(plx_str_of(text), tmp);
  plx_pieces ps = plx_pieces_of(book, &x, tmp);
  plx_number n = {.value = -1};
  return plx_number_read(numbers, &ps, 1, &n) ? n : (plx_number){.value = -1};
}

static void is(const char *text, double value) {
  plx_number n = read(text);
  if (n.value < value - 1e-6 || n.value > value + 1e-6) print_error("%s: %g, want %g\n", text, n.value, value);
  assert_true(n.value > value - 1e-6 && n.value < value + 1e-6);
}

static void spans(const char *text, double low, double value, double high) {
  plx_number n = read(text);
  is(text, value);
  if (n.low != low || n.high != high) print_error("%s: %g..%g\n", text, n.low, n.high);
  assert_true(n.low == low && n.high == high && n.approx);
}

static void digits(void **state) {
  (void)state;
  is("2,000 men", 2000), is("1,234,567.5 men", 1234567.5), is("12 men", 12), is("5-1/2 years", 5.5),
      is("5 1/2 years", 5.5);
  is("3.5 million", 3.5e6), is("2m", 2e6), is("1/2 of", 0.5), is("\xc2\xbd a mile", 0.5), is("2\xc2\xbd miles", 2.5);
  is("12,34 things", -1), is("16:28 today", -1);
}

static void spoken(void **state) {
  (void)state;
  is("twenty-one", 21), is("two hundred and five thousand", 205000), is("a hundred men", 100),
      is("one and a half million", 1.5e6);
  is("ninety nine", 99), is("three million two hundred", 3000200), is("two dozen eggs", 24), is("half a million", 5e5);
  is("a dozen", 12), is("half of them", 0.5), is("two-thirds of", 2.0 / 3), is("three quarters of", 0.75),
      is("a quarter of", 0.25);
  is("a man", -1), is("a third man", -1), is("a one-year", -1);
  assert_int_equal(read("twenty-first").kind, PLX_NUMBER_ORDINAL);
  assert_int_equal(read("19th").kind, PLX_NUMBER_ORDINAL);
}

static void inexact(void **state) {
  (void)state;
  spans("dozens of men", 12, 24, 99), spans("hundreds of thousands of men", 100000, 200000, 999999),
      spans("several men", 3, 3, 9);
  spans("at least 20 men", 20, 20, 20), spans("up to 20 men", 0, 20, 20), spans("nearly 500 men", 450, 500, 500);
  spans("10 to 20 men", 10, 15, 20), spans("between two and four men", 2, 3, 4), spans("two or four men", 2, 3, 4);
  spans("two to four million", 2e6, 3e6, 4e6), spans("30 or more men", 30, 30, 30);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(digits), cmocka_unit_test(spoken), cmocka_unit_test(inexact)};
  return cmocka_run_group_tests(tests, setup, teardown);
}
