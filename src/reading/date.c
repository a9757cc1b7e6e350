/* SPDX-License-Identifier: Apache-2.0 */
/* The text is cut into numbers, words and signs.  A date is one of a few short sequences of them; a time is looked for
 * behind the date first, then before it.  Everything is local: one pass, no backtracking beyond five tokens. */
#include "reading/date.h"

#include <stdio.h>
#include <time.h>

#include "base/table.h"
#include "base/utf8.h"
#include "tables.h"

enum { TOKENS_MAX = 64, WORD_BYTES_MAX = 32, SHORT_YEAR_BYTES_MAX = 16 };

typedef struct token {
  char sign;   // 'n' number, 'w' word, else the ASCII sign itself; 'u' for other characters
  int value;   // of a number (capped)
  int digits;  // of a number
  int row;     // of a word, in date_words; -1 if unknown
  char a, b;   // its first two letters in lower case, if ASCII
  bool upper;  // of a word: its first letter is a capital
  uint32_t cp; // of 'u'
  size_t end;  // in the text, behind it
} token;

typedef struct scan {
  token t[TOKENS_MAX + 12]; // the tail stays zero, so that a look ahead is safe
  int n;
  bool used[TOKENS_MAX + 12];
  bool american; // a time zone of the United States stands in it: months come first
} scan;

typedef struct moment {
  int y, m, d, hour, minute, second; // hour, second: -1 if not given
  char zone[8];
} moment;

static bool is(const token *t, const char *kind) {
  return t->sign == 'w' && t->row >= 0 &&
         plx_str_eqz(plx_cell(&plx_table_date_words, t->row, PLX_DATE_WORDS_KIND), kind);
}

static size_t take_number(plx_str s, size_t at, token *t) {
  t->sign = 'n';
  for (; at < s.n && s.p[at] >= '0' && s.p[at] <= '9'; at++, t->digits++)
    if (t->value < 100000000) t->value = 10 * t->value + (s.p[at] - '0');
  return at;
}

static size_t take_word(plx_str s, size_t at, token *t) {
  char low[WORD_BYTES_MAX + 4];
  size_t k = 0;
  bool upper = s.p[at] >= 'A' && s.p[at] <= 'Z';
  int n;
  for (; at < s.n; at += (size_t)n) {
    uint32_t cp = plx_utf8_at(s, at, &n);
    if (!plx_cp_letter(cp) || (cp >= 0x3000 && cp < 0xD800)) break;
    if (k < WORD_BYTES_MAX) k += (size_t)plx_utf8_put(low + k, plx_cp_fold(cp));
  }
  *t = (token){.sign = 'w',
               .row = plx_table_find(&plx_table_date_words, (plx_str){low, k}),
               .a = low[0],
               .b = k > 1 ? low[1] : 0,
               .upper = upper};
  return at;
}

// "ET", "PT": a filler whose value is the hours from UTC in winter; in capitals only, since "et" is French.
static bool zone_of_summers(const token *t) {
  return t->upper && is(t, "filler") && plx_cell_num(&plx_table_date_words, t->row, PLX_DATE_WORDS_VALUE) != 0;
}

static bool american_zone(const token *t) {
  return zone_of_summers(t) ||
         (is(t, "zone") && plx_str_in(plx_cell(&plx_table_date_words, t->row, 0), "est edt cdt mst mdt pst pdt"));
}

// Months of two words: "تشرين الأول".  Only Arabic has them; other words are not looked up twice.
static bool joined(scan *x, plx_str s, size_t begin, size_t at) {
  token *before = x->n ? &x->t[x->n - 1] : NULL;
  if (!before || before->sign != 'w' || before->row >= 0 || (unsigned char)s.p[begin] < 0xD8 ||
      (unsigned char)s.p[begin] > 0xDB)
    return false;
  size_t from = before->end;
  while (from > 0 && s.p[from - 1] != ' ') from--;
  int row = plx_table_find(&plx_table_date_words, plx_str_sub(s, from, at - from));
  if (row >= 0) before->row = row, before->end = at;
  return row >= 0;
}

static void scan_text(scan *x, plx_str s) {
  for (size_t at = 0; at < s.n && x->n < TOKENS_MAX;) {
    int n;
    uint32_t cp = plx_utf8_at(s, at, &n);
    token *t = &x->t[x->n];
    size_t begin = at;
    if (cp >= '0' && cp <= '9') at = take_number(s, at, t);
    else if (plx_cp_letter(cp) && !(cp >= 0x3000 && cp < 0xD800)) at = take_word(s, at, t);
    else {
      at += (size_t)n;
      if (plx_cp_space(cp)) continue;
      *t = (token){.sign = cp < 0x80 ? (char)cp : 'u', .cp = cp};
    }
    t->end = at;
    if (t->sign == 'w' && joined(x, s, begin, at)) continue;
    x->american |= american_zone(t);
    x->n++;
  }
}

static int number_at(plx_str s, size_t at, size_t n) {
  int v = 0;
  for (size_t i = 0; i < n; i++) v = 10 * v + (s.p[at + i] - '0');
  return v;
}

static int days_in(int y, int m) {
  static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return days[m - 1] + (m == 2 && (y % 4 == 0 && (y % 100 != 0 || y % 400 == 0)));
}

static bool exists(int y, int m, int d) {
  return y >= 1800 && y < 2100 && m >= 1 && m <= 12 && d >= 1 && d <= days_in(y, m);
}

static bool set_day(moment *w, int y, int m, int d) {
  if (!exists(y, m, d)) return false;
  w->y = y, w->m = m, w->d = d;
  return true;
}

static bool small_number(const token *t) {
  return t->sign == 'n' && t->digits <= 2;
}

static bool year_number(const token *t) {
  return t->sign == 'n' && t->digits == 4;
}

static int month_of(const token *t) {
  return is(t, "month") ? (int)plx_cell_num(&plx_table_date_words, t->row, PLX_DATE_WORDS_VALUE) : 0;
}

// 03/05/2016: both are days, and nothing says which was meant.  With dots the day comes first wherever dots are used.
static bool unsure_day(const token *t, const moment *w) {
  return t[1].sign != '.' && small_number(t) && t[1].sign == t[3].sign && t->value <= 12 && t[2].value <= 12 &&
         w->m != w->d;
}

// 2016-09-28, 2016/9/28, 28.09.2016, 28/09/2016, 9/28/2016.
static int numeric_day(const scan *x, int i, moment *w) {
  const token *t = &x->t[i];
  char sep = t[1].sign;
  if ((sep != '-' && sep != '/' && sep != '.') || t[3].sign != sep || t[2].sign != 'n') return 0;
  if (year_number(t) && small_number(&t[2]) && small_number(&t[4]))
    return set_day(w, t->value, t[2].value, t[4].value) ? 5 : 0;
  if (!small_number(t) || !small_number(&t[2]) || !year_number(&t[4])) return 0;
  if (x->american && set_day(w, t[4].value, t->value, t[2].value)) return 5;
  // Day first, as most of the world writes; month first where only that is a date.
  return set_day(w, t[4].value, t[2].value, t->value) || set_day(w, t[4].value, t->value, t[2].value) ? 5 : 0;
}

// 2016年9月28日 and the Korean 2016년 9월 28일.
static int cjk_day(const scan *x, int i, moment *w) {
  const token *t = &x->t[i];
  if (!year_number(t) || t[1].sign != 'u' || !small_number(&t[2]) || t[3].sign != 'u' || !small_number(&t[4])) return 0;
  bool signs = (t[1].cp == 0x5E74 && t[3].cp == 0x6708) || (t[1].cp == 0xB144 && t[3].cp == 0xC6D4);
  return signs && set_day(w, t->value, t[2].value, t[4].value) ? 6 : 0;
}

static int skip_small_words(const scan *x, int i) {
  while (i < x->n && (x->t[i].sign == '.' || x->t[i].sign == ',' || x->t[i].sign == '-' || is(&x->t[i], "filler"))) i++;
  return i;
}

// September 28, 2016; Sept. 28th 2016.
static int month_first(const scan *x, int i, moment *w) {
  int m = month_of(&x->t[i]), at = skip_small_words(x, i + 1);
  if (!m || at > i + 2 || !small_number(&x->t[at])) return 0;
  int d = x->t[at].value, y = skip_small_words(x, at + 1);
  if (y > at + 3 || !year_number(&x->t[y])) return 0;
  return set_day(w, x->t[y].value, m, d) ? y + 1 - i : 0;
}

// 28 September 2016; 28. Sept. 2016; 28 de septiembre de 2016; 28th of September, 2016.
static int day_first(const scan *x, int i, moment *w) {
  if (!small_number(&x->t[i])) return 0;
  int at = skip_small_words(x, i + 1), m = at <= i + 3 ? month_of(&x->t[at]) : 0;
  if (!m) return 0;
  int y = skip_small_words(x, at + 1);
  if (y > at + 3 || !year_number(&x->t[y])) return 0;
  return set_day(w, x->t[y].value, m, x->t[i].value) ? y + 1 - i : 0;
}

// Mar 07 09:15:00 +0000 2024: the year behind the time, as programs write it.
static int year_last(const scan *x, int i, moment *w) {
  const token *t = &x->t[i];
  int m = month_of(t), y = 7;
  if (!m || !small_number(&t[1]) || !small_number(&t[2]) || t[3].sign != ':' || t[5].sign != ':') return 0;
  if (t[y].sign == 'w') y++;
  else if (t[y].sign == '+' || t[y].sign == '-') y += 2;
  return year_number(&t[y]) && set_day(w, t[y].value, m, t[1].value) ? 2 : 0;
}

static int whole_year(int two_digits) {
  return two_digits + (two_digits < 70 ? 2000 : 1900);
}

// 7 Mar 24 09:15: a year of two digits, as RFC 822 and so RSS allow, told by the time right behind it.
static int mail_day(const scan *x, int i, moment *w) {
  const token *t = &x->t[i];
  int m = month_of(&t[1]);
  bool short_year = small_number(&t[2]) && t[2].digits == 2, clock = small_number(&t[3]) && t[4].sign == ':';
  if (!small_number(t) || !m || !short_year || !clock) return 0;
  return set_day(w, whole_year(t[2].value), m, t->value) ? 3 : 0;
}

static int day_at(const scan *x, int i, moment *w) {
  int n = numeric_day(x, i, w);
  if (!n) n = cjk_day(x, i, w);
  if (!n) n = month_first(x, i, w);
  if (!n) n = year_last(x, i, w);
  if (!n) n = mail_day(x, i, w);
  return n ? n : day_first(x, i, w);
}

// am, pm, a.m., p.m. at token i: its length, and whether it is the afternoon.
static int half_day(const token *t, bool *pm) {
  *pm = t->a == 'p';
  if (t->sign != 'w' || (t->a != 'a' && t->a != 'p')) return 0;
  if (t->b == 'm') return 1;
  return !t->b && t[1].sign == '.' && t[2].sign == 'w' && t[2].a == 'm' ? 3 + (t[3].sign == '.') : 0;
}

// 上午, 下午, 午前, 午後, 오전, 오후 stand before the hour.  False if none does; *pm: is it the afternoon?
static bool half_before(const scan *x, int i, bool *pm) {
  static const struct {
    uint32_t first, second;
    bool pm;
  } halves[] = {{0x4E0A, 0x5348, false}, {0x4E0B, 0x5348, true},  {0x5348, 0x524D, false},
                {0x5348, 0x5F8C, true},  {0xC624, 0xC804, false}, {0xC624, 0xD6C4, true}};
  if (i < 2) return false;
  for (size_t k = 0; k < sizeof halves / sizeof *halves; k++)
    if (x->t[i - 2].cp == halves[k].first && x->t[i - 1].cp == halves[k].second) {
      *pm = halves[k].pm;
      return true;
    }
  return false;
}

static int weekday_of(int y, int m, int d) { // 0: Sunday; Sakamoto's way
  static const int shift[] = {0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4};
  y -= m < 3;
  return (y + y / 4 - y / 100 + y / 400 + shift[m - 1] + d) % 7;
}

// Summer time in the United States, as the law has it since 2007: from the second Sunday in March to the first in November.
static bool american_summer(const moment *w) {
  if (w->m < 3 || w->m > 11) return false;
  if (w->m > 3 && w->m < 11) return true;
  int first_sunday = 1 + (7 - weekday_of(w->y, w->m, 1)) % 7;
  return w->m == 3 ? w->d >= first_sunday + 7 : w->d < first_sunday;
}

// The digits stand right behind the sign: "09:15 - 10 comments" has none.
static bool signed_digits(const token *t, int digits_min) {
  return (t->sign == '+' || t->sign == '-') && t[1].sign == 'n' && t[1].end == t->end + (size_t)t[1].digits &&
         (t[1].digits == 4 || (t[1].digits >= digits_min && t[1].digits <= 2));
}

// Is any clock so far from UTC?  Behind it only those of Newfoundland and the Marquesas count half hours: "10:15-11:30" is
// a stretch of time.
static bool zone_exists(char sign, int hour, int minute) {
  if (sign == '+') return hour <= 14 && (minute == 0 || minute == 30 || minute == 45);
  return hour <= 12 && (minute == 0 || (minute == 30 && (hour == 2 || hour == 3 || hour == 9)));
}

// +0100, +01:00, +1
static void offset_at(const token *t, moment *w) {
  int hour = t[1].digits == 4 ? t[1].value / 100 : t[1].value;
  int minute = t[1].digits == 4 ? t[1].value % 100 : t[2].sign == ':' && t[3].sign == 'n' ? t[3].value : 0;
  if (zone_exists(t->sign, hour, minute))
    snprintf(w->zone, sizeof w->zone, "%c%02d:%02d", t->sign, hour & 15, minute & 63);
}

static void zone_at(const scan *x, int i, moment *w, bool *used) {
  const token *t = &x->t[i];
  if (is(t, "filler") && (is(t + 1, "zone") || zone_of_summers(t + 1))) i++, t++;
  if (t->sign == '(') i++, t++;
  if (zone_of_summers(t)) {
    int hours = (int)plx_cell_num(&plx_table_date_words, t->row, PLX_DATE_WORDS_VALUE) + american_summer(w);
    snprintf(w->zone, sizeof w->zone, "-%02d:00", -hours & 15);
    used[i] = true;
  } else if (is(t, "zone") && !(signed_digits(t + 1, 1) && t[1].end == t->end + 1)) { // "GMT - 2 comments"
    plx_str v = plx_cell(&plx_table_date_words, t->row, PLX_DATE_WORDS_VALUE);
    snprintf(w->zone, sizeof w->zone, "%.*s", PLX_FMT(v));
    used[i] = true;
  } else if (is(t, "zone")) offset_at(t + 1, w); // "GMT+1"
  else if (signed_digits(t, 2)) offset_at(t, w);
}

// 16:28, 16:28:05.123Z, 3:23 PM, 4.34pm, 3 p.m., 16h28, 15.23 Uhr: the tokens taken, or 0.
static int time_at(scan *x, int i, moment *w) {
  const token *t = &x->t[i];
  if (!small_number(t) || t->value > 24) return 0;
  int hour = t->value, minute = 0, second = -1, n = 1;
  bool pm = false, clock = t[1].sign == ':' && t[2].sign == 'n' && t[2].digits == 2;
  bool dotted = (t[1].sign == '.' || (t[1].sign == 'w' && t[1].a == 'h')) && t[2].sign == 'n' && t[2].digits == 2;
  if (clock || dotted) minute = t[2].value, n = 3;
  if (clock && t[3].sign == ':' && t[4].sign == 'n' && t[4].digits == 2) second = t[4].value, n = 5;
  if (n == 5 && t[5].sign == '.' && t[6].sign == 'n') n = 7;
  int half = half_day(t + n, &pm);
  bool said = clock || half || (dotted && t[1].sign == 'w') || (dotted && (is(&t[n], "filler") || is(&t[n], "zone")));
  if (!said || minute > 59 || second > 60) return 0;
  if ((half || half_before(x, i, &pm)) && hour <= 12) hour = hour % 12 + (pm ? 12 : 0);
  if (hour > 23) return 0;
  w->hour = hour, w->minute = minute, w->second = second;
  zone_at(x, i + n + half, w, x->used);
  return n + half;
}

// Behind a date a word such as "updated" begins another.
static bool find_time(scan *x, int from, int to, bool behind, moment *w) {
  for (int i = from; i < to; i++) {
    if (behind && (is(&x->t[i], "published") || is(&x->t[i], "modified"))) return false;
    if (x->t[i].sign == 'n' && i > from + behind && x->t[i - 1].sign == '-')
      continue; // the end of a range, or an offset
    int n = time_at(x, i, w);
    for (int k = 0; k < n; k++) x->used[i + k] = true;
    if (n) return true;
  }
  return false;
}

static plx_str moment_iso(plx_arena *a, const moment *w) {
  if (w->hour < 0) return plx_str_fmt(a, "%04d-%02d-%02d", w->y, w->m, w->d);
  if (w->second < 0) return plx_str_fmt(a, "%04d-%02d-%02dT%02d:%02d%s", w->y, w->m, w->d, w->hour, w->minute, w->zone);
  return plx_str_fmt(a, "%04d-%02d-%02dT%02d:%02d:%02d%s", w->y, w->m, w->d, w->hour, w->minute, w->second, w->zone);
}

static int words_beside(const scan *x) {
  int words = 0;
  for (int i = 0; i < x->n; i++) words += x->t[i].sign == 'w' && !x->used[i] && x->t[i].row < 0;
  return words;
}

static void cues_before(const scan *x, int at, plx_date *out) {
  for (int i = 0; i < at; i++) {
    if (is(&x->t[i], "published")) out->published = true, out->modified = false;
    if (is(&x->t[i], "modified")) out->modified = true, out->published = false;
  }
}

plx_str plx_date_of_epoch(plx_arena *a, long long v) {
  while (v > 100000000000) v /= 1000;
  time_t t = (time_t)v;
  struct tm tm;
  if (v < 0 || !gmtime_r(&t, &tm) || tm.tm_year >= 200) return (plx_str){0};
  return plx_str_fmt(a, "%04d-%02d-%02dT%02d:%02dZ", tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday, tm.tm_hour,
                     tm.tm_min);
}

// Digits alone: 20240307, 20240307T091500Z, 20240307091500, 1709802900, 1709802900000.
static plx_str digits_date(plx_arena *a, plx_str s) {
  char d[16];
  size_t n = 0;
  long long v = 0;
  bool zulu = s.n && (s.p[s.n - 1] | 32) == 'z';
  for (size_t i = 0; i + zulu < s.n; i++) {
    bool digit = s.p[i] >= '0' && s.p[i] <= '9';
    if (!digit && !((s.p[i] == 'T' || s.p[i] == ' ') && i == 8)) return (plx_str){0};
    if (digit && n == sizeof d) return (plx_str){0};
    if (digit) d[n++] = s.p[i], v = 10 * v + (s.p[i] - '0');
  }
  plx_str digits = {d, n};
  if (n == 10 || n == 13) return zulu || s.n != n ? (plx_str){0} : plx_date_of_epoch(a, v);
  if ((n != 8 && n != 12 && n != 14) ||
      !exists(number_at(digits, 0, 4), number_at(digits, 4, 2), number_at(digits, 6, 2)))
    return (plx_str){0};
  if (n == 8) return plx_str_fmt(a, "%.4s-%.2s-%.2s", d, d + 4, d + 6);
  if (number_at(digits, 8, 2) > 23 || number_at(digits, 10, 2) > 59) return (plx_str){0};
  return plx_str_fmt(a, "%.4s-%.2s-%.2sT%.2s:%.2s%s%.*s%s", d, d + 4, d + 6, d + 8, d + 10, n == 14 ? ":" : "",
                     n == 14 ? 2 : 0, d + 12, zulu ? "Z" : "");
}

// 7-Mar-24, 7 Mar 24, 07.03.24: the years of a spreadsheet, where nothing else is said.  03/07/24 could be anything.
static bool short_year(const scan *x, moment *w) {
  const token *t = x->t;
  bool separated = x->n == 5 && t[1].sign == t[3].sign && (t[1].sign == '-' || t[1].sign == '.' || t[1].sign == '/');
  const token *middle = separated ? &t[2] : &t[1], *last = separated ? &t[4] : &t[2];
  if ((!separated && x->n != 3) || !small_number(t) || !small_number(last) || last->digits != 2) return false;
  int m = month_of(middle), year = whole_year(last->value);
  if (!m && separated && t[1].sign == '.' && small_number(middle)) m = middle->value;
  return m && set_day(w, year, m, t->value);
}

static bool find_whole(plx_arena *a, plx_str s, const scan *x, plx_date *out) {
  moment w = {.hour = -1, .second = -1};
  s = plx_str_trim(s);
  if (s.n > SHORT_YEAR_BYTES_MAX) return false;
  out->iso = digits_date(a, s);
  if (!out->iso.n && short_year(x, &w)) out->iso = moment_iso(a, &w);
  out->end = s.n;
  return out->iso.n > 0;
}

bool plx_date_iso(plx_str s) {
  static const char form[] = "dddd-dd-ddTdd:dd";
  size_t at = 0;
  for (; at < s.n && form[at]; at++)
    if (form[at] == 'd' ? s.p[at] < '0' || s.p[at] > '9' : s.p[at] != form[at]) return false;
  if (at != 4 && at != 7 && at != 10 && at != 16) return false;
  if (!exists(number_at(s, 0, 4), at > 4 ? number_at(s, 5, 2) : 1, at > 7 ? number_at(s, 8, 2) : 1)) return false;
  if (at < 16) return true;
  if (number_at(s, 11, 2) > 23 || number_at(s, 14, 2) > 59) return false;
  if (at < s.n && s.p[at] == ':')
    for (at++; at < s.n && ((s.p[at] >= '0' && s.p[at] <= '9') || s.p[at] == '.'); at++) {
    }
  if (at < s.n && s.p[at] == 'Z') at++;
  else if (at < s.n && (s.p[at] == '+' || s.p[at] == '-'))
    for (at++; at < s.n && ((s.p[at] >= '0' && s.p[at] <= '9') || s.p[at] == ':'); at++) {
    }
  return at == s.n;
}

bool plx_date_find(plx_arena *a, plx_str s, plx_date *out) {
  s = plx_str_sub(s, 0, 600);
  scan x = {0};
  moment w = {.hour = -1, .second = -1};
  *out = (plx_date){0};
  scan_text(&x, s);
  for (int i = 0; i < x.n; i++) {
    int n = day_at(&x, i, &w);
    if (!n) continue;
    out->unsure = n == 5 && !x.american && x.t[i + 2].sign == 'n' && unsure_day(&x.t[i], &w);
    out->end = x.t[i + n - 1].end;
    for (int k = 0; k < n; k++) x.used[i + k] = true;
    int far = i + n + 10 < x.n ? i + n + 10 : x.n, near = i > 8 ? i - 8 : 0;
    if (!find_time(&x, i + n, far, true, &w)) find_time(&x, near, i, false, &w);
    out->iso = moment_iso(a, &w);
    out->words_beside = words_beside(&x);
    cues_before(&x, i, out);
    return true;
  }
  return find_whole(a, s, &x, out);
}

bool plx_date_of_change(plx_str before) {
  scan x = {0};
  plx_date d = {0};
  scan_text(&x, before);
  cues_before(&x, x.n, &d);
  return d.modified;
}

bool plx_date_line(plx_str s) {
  if (s.n > 200) return false;
  scan x = {0};
  int numbers = 0, words = 0, unknown = 0, strong = 0;
  scan_text(&x, s);
  for (int i = 0; i < x.n; i++) {
    numbers += x.t[i].sign == 'n';
    words += x.t[i].sign == 'w';
    unknown += x.t[i].sign == 'w' && x.t[i].row < 0;
    strong += is(&x.t[i], "month") || is(&x.t[i], "published") || is(&x.t[i], "modified") || is(&x.t[i], "weekday");
  }
  moment w = {.hour = -1};
  for (int i = 0; i < x.n; i++)
    if (day_at(&x, i, &w)) return unknown <= 2;
  return numbers > 0 && words > 0 && unknown == 0 && (strong || words >= 2);
}

static bool digits_at(plx_str s, size_t at, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (at + i >= s.n || s.p[at + i] < '0' || s.p[at + i] > '9') return false;
  return at + n >= s.n || s.p[at + n] < '0' || s.p[at + n] > '9';
}

// "2016/09/28…" or "2016-09-28…" or "2016/sep/28…".
static plx_str url_day(plx_arena *a, plx_str part) {
  plx_date found = {0};
  if (part.n < 8 || !digits_at(part, 0, 4) || (part.p[4] != '/' && part.p[4] != '-')) return found.iso;
  size_t end = 5;
  for (int cuts = 0; end < part.n && cuts < 2; end++) cuts += part.p[end] == part.p[4];
  plx_str day = plx_str_sub(part, 0, end);
  if (part.p[5] > '9' && part.n >= 11) day = plx_str_fmt(a, "%.2s %.3s %.4s", part.p + 9, part.p + 5, part.p);
  plx_date_find(a, day, &found);
  return plx_str_sub(found.iso, 0, 10);
}

plx_str plx_date_of_url(plx_arena *a, plx_str url) {
  for (size_t i = 0; i + 8 < url.n; i++) {
    if (url.p[i] != '/' && url.p[i] != '-' && url.p[i] != '_' && url.p[i] != '=') continue;
    if (digits_at(url, i + 1, 8)) {
      int y = number_at(url, i + 1, 4), m = number_at(url, i + 5, 2), d = number_at(url, i + 7, 2);
      if (y > 1990 && exists(y, m, d)) return plx_str_fmt(a, "%04d-%02d-%02d", y, m, d);
    }
    plx_str day = url_day(a, plx_str_sub(url, i + 1, 12));
    if (day.n) return day;
  }
  return (plx_str){0};
}
