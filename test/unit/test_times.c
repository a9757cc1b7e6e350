/* SPDX-License-Identifier: Apache-2.0 */
/* Times without tags or trees: what the grammar and the calendar give by themselves. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>

#include "meaning/calendar.h"
#include "meaning/times.h"
#include "plain_text.h"

static plx_arena *process, *doc_arena, *tmp;
static plx_times *times;

static int setup(void **state) {
  (void)state;
  process = plx_arena_new(), doc_arena = plx_arena_new(), tmp = plx_arena_new();
  times = plx_times_new(process);
  return 0;
}

static int teardown(void **state) {
  (void)state;
  plx_arena_free(process), plx_arena_free(doc_arena), plx_arena_free(tmp);
  return 0;
}

// "quote=value;quote=value" of a text.
static void check(const char *published, const char *text, const char *want) {
  plx_arena_clear(doc_arena);
  plx_doc doc = {.arena = doc_arena, .published = plx_str_of(published), .text = plx_str_of(text)};
  plx_record r = {.doc = &doc, .text = plain_text(doc.text, doc_arena)};
  plx_times_find(times, &r, tmp);
  char got[1000] = "";
  size_t n = 0;
  for (uint32_t i = 0; i < r.time.n; i++) {
    plx_str q = plx_span_str(doc.text, r.time.v[i].span), v = r.time.v[i].value;
    n += (size_t)snprintf(got + n, sizeof got - n, "%s%.*s=%.*s", i ? ";" : "", PLX_FMT(q), PLX_FMT(v));
  }
  assert_string_equal(got, want);
}

static void dates(void **state) {
  (void)state;
  check("2011-05-04", "It opened on 19 September 2009 .", "19 September 2009=2009-09-19");
  check("2011-05-04", "It opened on Sept. 19, 2009, and closed", "Sept. 19, 2009=2009-09-19");
  check("2011-05-04", "October 04 , 2005", "October 04 , 2005=2005-10-04");
  check("2011-05-04", "Filed 2009-09-19, that is 9/19/2009", "2009-09-19=2009-09-19;9/19/2009=2009-09-19");
  check("2011-05-04", "on 3 and 5 March 2010", "3=2010-03-03;5 March 2010=2010-03-05");
  check("2011-05-04", "between May and June in 1981", "May=1981-05;June=1981-06;1981=1981");
  check("2011-05-04", "the 1990s and the 19th century", "the 1990s=199;the 19th century=18");
  check("2011-05-04", "founded in 480 BC", "480 BC=BC0480");
  check("2011-05-04", "the spring of 1968", "the spring of 1968=1968-SP");
  check("2011-05-04", "the third quarter of 2010", "the third quarter of 2010=2010-Q3");
  check("2011-05-04", "the 1939-45 war", "1939=1939;45=1945");
}

static void steps(void **state) {
  (void)state;
  check("2011-05-04", "It fell yesterday.", "yesterday=2011-05-03");
  check("2011-05-04", "It fell last week and last year", "last week=2011-W17;last year=2010");
  check("2011-05-04", "on Monday they met", "Monday=2011-05-02");
  check("2011-05-04", "on Wednesday they met", "Wednesday=2011-05-04");
  check("2011-05-04", "last Wednesday", "last Wednesday=2011-04-27");
  check("2011-05-04", "Tuesday morning", "Tuesday morning=2011-05-03TMO");
  check("2011-05-04", "earlier this week", "earlier this week=2011-W18");
  check("2011-05-04", "two years ago", "two years ago=2009");
  check("2011-05-04", "on 2 June 2010. The next day", "2 June 2010=2010-06-02;The next day=2010-06-03");
  check("2011-05-04", "on 2 June 2010, three days later", "2 June 2010=2010-06-02;three days later=2010-06-05");
  check("2011-05-04", "at 16:30 UTC on 2 June 2010", "16:30 UTC=2010-06-02T16:30Z;2 June 2010=2010-06-02");
}

static void lengths(void **state) {
  (void)state;
  check("2011-05-04", "the 5-1/2 year war", "5-1/2 year=P5.5Y");
  check("2011-05-04", "the six-year-long war", "six-year-long=P6Y");
  check("2011-05-04", "in the last 24 hours", "the last 24 hours=PT24H");
  check("2011-05-04", "after six days of talks", "six days=P6D");
  check("2011-05-04", "for several years", "several years=PXY");
  check("2011-05-04", "half a century", "half a century=P50Y");
  check("2011-05-04", "every Monday, twice a week", "every Monday=XXXX-WXX-1;a week=P1W");
  check("2011-05-04", "They may march on 3000 people.", "");
}

// The count of days against a walk through the calendar.
static void calendar(void **state) {
  (void)state;
  plx_date d = {1583, 1, 1};
  int day = plx_calendar_day(d), weekday = plx_calendar_weekday(day);
  for (int i = 0; i < 250000; i++) {
    plx_date back = plx_calendar_date(day + i);
    assert_int_equal(plx_calendar_day(d), day + i);
    assert_int_equal(back.year * 10000 + back.month * 100 + back.day, d.year * 10000 + d.month * 100 + d.day);
    assert_int_equal(plx_calendar_weekday(day + i), (weekday - 1 + i) % 7 + 1);
    if (++d.day > plx_calendar_month_days(d.year, d.month)) d.day = 1, d.month++;
    if (d.month > 12) d.month = 1, d.year++;
  }
  assert_int_equal(plx_calendar_weekday(plx_calendar_day((plx_date){2016, 9, 28})), 3);
  assert_int_equal(plx_calendar_easter(2024).month * 100 + plx_calendar_easter(2024).day, 331);
  plx_date third = plx_calendar_nth_weekday(2016, 1, 3, 1);
  assert_int_equal(third.day, 18);
}

// Any bytes are read to their end.
static void noise(void **state) {
  (void)state;
  static const char *const parts[] = {"last ", "the ",   "5",     "-",        "1/2 ",      "May ",   "year ",
                                      ", ",    "2009 ",  "of ",   "'",        "s ",        "next ",  "Monday ",
                                      "BC ",   "a ",     "half ", "morning ", "\xc2\xbd ", "12:30 ", "pm ",
                                      "\n",    "every ", "ago ",  "third "};
  srand(7);
  for (int k = 0; k < 3000; k++) {
    char text[400] = "";
    for (int i = 0; i < 24; i++) strcat(text, parts[(size_t)rand() % (sizeof parts / sizeof *parts)]);
    plx_arena_clear(doc_arena);
    plx_doc doc = {.arena = doc_arena, .published = PLX_STR("2011-05-04"), .text = plx_str_of(text)};
    plx_record r = {.doc = &doc, .text = plain_text(doc.text, doc_arena)};
    plx_times_find(times, &r, tmp);
    uint32_t end = 0;
    for (uint32_t i = 0; i < r.time.n; i++) {
      assert_true(r.time.v[i].span.at >= end && r.time.v[i].span.n > 0 && r.time.v[i].value.n > 0);
      end = plx_span_end(r.time.v[i].span);
    }
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(dates), cmocka_unit_test(steps), cmocka_unit_test(lengths),
                                     cmocka_unit_test(calendar), cmocka_unit_test(noise)};
  return cmocka_run_group_tests(tests, setup, teardown);
}
