/* SPDX-License-Identifier: Apache-2.0 */
/* The idea: one count of days makes every question about weeks and distances an addition. */
#include "meaning/calendar.h"

static int floor_div(int a, int b) {
  return a / b - (a % b != 0 && (a ^ b) < 0);
}

// A year that begins in March puts the leap day last, so that month lengths follow (153 m + 2) / 5.
int plx_calendar_day(plx_date d) {
  int y = d.year - (d.month <= 2), era = floor_div(y, 400), in_era = y - era * 400;
  int in_year = (153 * (d.month + (d.month > 2 ? -3 : 9)) + 2) / 5 + d.day - 1;
  return era * 146097 + in_era * 365 + in_era / 4 - in_era / 100 + in_year - 719468;
}

plx_date plx_calendar_date(int day) {
  int z = day + 719468, era = floor_div(z, 146097), in_era = z - era * 146097;
  int y = (in_era - in_era / 1460 + in_era / 36524 - in_era / 146096) / 365;
  int in_year = in_era - (365 * y + y / 4 - y / 100), m = (5 * in_year + 2) / 153;
  plx_date d = {.day = in_year - (153 * m + 2) / 5 + 1, .month = m < 10 ? m + 3 : m - 9};
  d.year = y + era * 400 + (d.month <= 2);
  return d;
}

int plx_calendar_weekday(int day) {
  int w = (day + 3) % 7; // 1970-01-01 was a Thursday
  return (w < 0 ? w + 7 : w) + 1;
}

// A week belongs to the year of its Thursday.
void plx_calendar_week(int day, int *year, int *week) {
  int thursday = day - plx_calendar_weekday(day) + 4;
  *year = plx_calendar_date(thursday).year;
  *week = (thursday - plx_calendar_day((plx_date){*year, 1, 1})) / 7 + 1;
}

int plx_calendar_monday(int year, int week) {
  int fourth = plx_calendar_day((plx_date){year, 1, 4}); // always in week 1
  return fourth - plx_calendar_weekday(fourth) + 1 + 7 * (week - 1);
}

int plx_calendar_month_days(int year, int month) {
  static const uint8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : days[(month + 11) % 12];
}

plx_date plx_calendar_add_months(plx_date d, int months) {
  int m = d.year * 12 + d.month - 1 + months;
  plx_date out = {floor_div(m, 12), m - floor_div(m, 12) * 12 + 1, d.day};
  int last = plx_calendar_month_days(out.year, out.month);
  if (out.day > last) out.day = last;
  return out;
}

plx_date plx_calendar_easter(int y) {
  int a = y % 19, b = y / 100, c = y % 100, d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
  int h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7;
  int m = (a + 11 * h + 22 * l) / 451, n = h + l - 7 * m + 114;
  return (plx_date){y, n / 31, n % 31 + 1};
}

plx_date plx_calendar_nth_weekday(int year, int month, int n, int w) {
  int first = plx_calendar_day((plx_date){year, month, 1}), last = first + plx_calendar_month_days(year, month) - 1;
  int day = n > 0 ? first + (w - plx_calendar_weekday(first) + 7) % 7 + 7 * (n - 1)
                  : last - (plx_calendar_weekday(last) - w + 7) % 7;
  return plx_calendar_date(day);
}

static bool digits(plx_str s, size_t at, int n, int *out) {
  *out = 0;
  if (at + (size_t)n > s.n) return false;
  for (int i = 0; i < n; i++) {
    char c = s.p[at + (size_t)i];
    if (c < '0' || c > '9') return false;
    *out = *out * 10 + (c - '0');
  }
  return true;
}

bool plx_calendar_read(plx_str s, plx_date *out) {
  plx_date d;
  if (!digits(s, 0, 4, &d.year) || !digits(s, 5, 2, &d.month) || !digits(s, 8, 2, &d.day)) return false;
  if (d.month < 1 || d.month > 12 || d.day < 1 || d.day > plx_calendar_month_days(d.year, d.month)) return false;
  *out = d;
  return true;
}
