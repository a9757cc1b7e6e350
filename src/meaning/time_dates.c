/* SPDX-License-Identifier: Apache-2.0 */
/* The idea: a date is a few fields in one of a few orders.  What is hard is not the order but the doubt: whether 1984
 * is a year, "may" a month, "fall" a season.  The words beside it decide. */
#include <string.h>

#include "meaning/time_forms.h"

typedef const plx_time_grammar grammar;

// --- years, decades, centuries ---

static int era_sign(grammar *g, uint32_t i) {
  if (chron(g, i) != PLX_CHRON_ERA || !capital(g, i)) return 0;
  return plx_str_eqz(at(g, i)->lex->value, "BC") ? -1 : 1;
}

// The year at piece i: "2006", "480 BC", "AD 70", "'98".  Returns the piece after it, i if there is none.
uint32_t plx_form_year_at(grammar *g, uint32_t i, int *year) {
  if (era_sign(g, i) > 0 && plx_piece_int(&g->ps, at(g, i + 1)) > 0) {
    *year = plx_piece_int(&g->ps, at(g, i + 1));
    return *year < 2200 ? i + 2 : i;
  }
  int y = plx_piece_int(&g->ps, at(g, i));
  if (mark(g, i, '\'') && at(g, i + 1)->tight && at(g, i + 1)->low.n == 2) {
    y = plx_piece_int(&g->ps, at(g, i + 1));
    if (y < 0 || chron(g, i + 2) == PLX_CHRON_UNIT || word(g, i + 2, "s")) return i;
    *year = y < 30 ? 2000 + y : 1900 + y;
    return i + 2;
  }
  if (y < 0) return i;
  int sign = era_sign(g, i + 1);
  if (sign && y > 0 && y < 10000) {
    *year = sign * y;
    return i + 2;
  }
  size_t n = at(g, i)->low.n;
  if (n != 4 || y < 1000 || y > 2199 || (at(g, i + 1)->tight && at(g, i + 1)->kind == PLX_PIECE_WORD)) return i;
  *year = y;
  return i + 1;
}

// Is the bare four-digit number at i a year, by what stands around it?
static bool plausible_year(grammar *g, uint32_t i, uint32_t end, int year) {
  if (end > i + 1 || year < 0) return true;
  const plx_piece *before = at(g, i - 1), *after = at(g, end);
  if (before->kind == PLX_PIECE_MARK && strchr("$#LEY/+*=", before->mark)) return false;
  if (plx_piece_mark(before, '.') && at(g, i)->tight) return false;
  if (after->kind == PLX_PIECE_MARK && strchr("%/+*=", after->mark) && after->tight) return false;
  if (after->lex->numeral == PLX_NUM_SCALE || after->lex->numeral == PLX_NUM_HUNDRED) return false;
  if (chron(g, end) == PLX_CHRON_UNIT && !word(g, end, "year season")) return false;
  if (plx_piece_in(before,
                   "in since of by until till during circa before after early late mid year ca c through summer "
                   "spring autumn fall winter for around about")) {
    if (!plx_piece_in(before, "for of by around about after before") || year >= 1700)
      return upos(g, end) != PLX_UPOS_NOUN || year >= 1900 || !word(g, i - 1, "of by around about for after before");
  }
  if (plx_piece_in(before, "number no route flight room page pages at than over nearly only least")) return false;
  if (year < 1900 || year > 2060) {
    bool closed = after->kind != PLX_PIECE_WORD;
    return (closed || plx_piece_in(after, "and to by was the he she they when until")) &&
           (before->kind != PLX_PIECE_WORD || plx_piece_in(before, "and to from between the or winter")) &&
           year >= 1000;
  }
  const plx_tok *next = &g->text->tok.v[after->tok];
  bool plural = after->kind == PLX_PIECE_WORD && next->xpos.n && plx_str_eqz(next->xpos, "NNS") && !capital(g, end);
  bool counted = plural && !plx_piece_in(before, "the") && before->kind != PLX_PIECE_MARK;
  return !counted;
}

uint32_t plx_form_year(grammar *g, uint32_t i, plx_when *w) {
  int year;
  uint32_t end = plx_form_year_at(g, i, &year);
  if (end == i) {
    // "in the year 71"
    int y = plx_piece_int(&g->ps, at(g, i + 1));
    if (!word(g, i, "year") || y < 1 || y > 2199) return i;
    year = y, end = i + 2;
  } else if (!plausible_year(g, i, end, year)) return i;
  w->year = year;
  return end;
}

// "1914-18", "1914/15": the second year, written with two digits.
uint32_t plx_form_year_tail(grammar *g, uint32_t i, const plx_when *before, plx_when *w) {
  if (!before || before->form != PLX_WHEN_DATE || before->year < 1000 || before->month || before->end + 1 != i)
    return i;
  if (!(dash(g, i - 1) || mark(g, i - 1, '/')) || at(g, i)->low.n != 2) return i;
  int y = plx_piece_int(&g->ps, at(g, i));
  if (y <= before->year % 100) return i;
  w->year = before->year / 100 * 100 + y;
  w->season = before->season;
  return i + 1;
}

// "(837-908)": a life, or a reign.
uint32_t plx_form_life(grammar *g, uint32_t i, const plx_when *before, plx_when *w) {
  int a = plx_piece_int(&g->ps, at(g, i)), b;
  if (a < 30 || a > 2100 || at(g, i)->low.n < 2) return i;
  if (mark(g, i - 1, '(') && dash(g, i + 1)) {
    b = plx_piece_int(&g->ps, at(g, i + 2));
    if (b <= a || b > a + 130 || !mark(g, i + 3, ')')) return i;
  } else if (!before || before->end + 1 != i || before->year == PLX_NO_YEAR || !dash(g, i - 1) ||
             !mark(g, i + 1, ')') || a <= before->year || a > before->year + 130)
    return i;
  w->year = a;
  return i + 1;
}

uint32_t plx_form_decade(grammar *g, uint32_t i, plx_when *w) {
  static const struct {
    const char *word;
    int tens;
  } spoken[] = {{"twenties", 2}, {"thirties", 3},  {"forties", 4},  {"fifties", 5},
                {"sixties", 6},  {"seventies", 7}, {"eighties", 8}, {"nineties", 9}};
  for (size_t k = 0; k < sizeof spoken / sizeof *spoken; k++)
    if (word(g, i, spoken[k].word) && word(g, i - 1, "the early late mid")) {
      w->decade = 190 + spoken[k].tens;
      return i + 1;
    }
  uint32_t d = skip(g, i, '\'');
  int y = plx_piece_int(&g->ps, at(g, d));
  uint32_t s = mark(g, d + 1, '\'') ? d + 2 : d + 1;
  if (y < 0 || y % 10 || !word(g, s, "s") || !at(g, s)->tight) return i;
  if (at(g, d)->low.n == 4 && y >= 1000 && y < 2200) w->decade = y / 10;
  else if (at(g, d)->low.n == 2 && y >= 20 && word(g, i - 1, "the early late mid in and to")) w->decade = 190 + y / 10;
  else return i;
  int sign = era_sign(g, s + 1);
  if (sign < 0) w->decade = -w->decade;
  return s + (sign ? 2 : 1);
}

uint32_t plx_form_century(grammar *g, uint32_t i, plx_when *w) {
  plx_number n;
  if (!plx_number_core(g->numbers, &g->ps, i, false, &n) || n.kind != PLX_NUMBER_ORDINAL) return i;
  uint32_t k = skip(g, n.end, '-');
  if (!word(g, k, "century centuries") || n.value > 30) return i;
  int sign = era_sign(g, k + 1);
  w->century = sign < 0 ? -(int)n.value : (int)n.value - 1;
  if (w->century == 0) return i;
  return k + (sign ? 2 : 1);
}

// --- months and days ---

uint32_t plx_form_day_at(grammar *g, uint32_t i, int *day) {
  const plx_piece *p = at(g, i);
  int d = plx_piece_int(&g->ps, p);
  if (d >= 1 && d <= 31 && p->low.n <= 2) {
    *day = d;
    if (word(g, i + 1, "st nd rd th") && at(g, i + 1)->tight) return i + 2;
    return at(g, i + 1)->tight && at(g, i + 1)->kind == PLX_PIECE_WORD ? i : i + 1;
  }
  plx_number n;
  if (p->kind != PLX_PIECE_WORD || !plx_number_core(g->numbers, &g->ps, i, false, &n)) return i;
  if (n.kind != PLX_NUMBER_ORDINAL || n.value > 31) return i;
  *day = (int)n.value;
  return n.end;
}

static bool abbreviated(grammar *g, uint32_t i) {
  return word(g, i, "jan feb mar apr jun jul aug sep sept oct nov dec");
}

// Is the word at i the name of a month, and not "may", "march" or a name?
static bool month_at(grammar *g, uint32_t i, bool numbered) {
  const plx_piece *p = at(g, i);
  if (plx_piece_chron(p) != PLX_CHRON_MONTH || !capital(g, i)) return false;
  if (numbered) return true;
  if (p->low.n <= 3 && !word(g, i, "may") && !(p->span.n > p->low.n))
    return p->low.n == 3 && word(g, i - 1, "in since last next");
  if (!word(g, i, "may march august")) return true;
  if (word(g, i - 1,
           "in since last next this by until late early mid from of during to and before after through between"))
    return true;
  return upos(g, i) == PLX_UPOS_PROPN && !word(g, i, "march") && at(g, i - 1)->kind != PLX_PIECE_END &&
         !capital(g, i - 1) && !capital(g, i + 1);
}

// The year after a month or a day: ", 2006", "2006", "of 1990".
uint32_t plx_form_year_after(grammar *g, uint32_t i, plx_when *w) {
  uint32_t k = skip(g, i, ',');
  if (k == i && word(g, i, "of in") && word(g, i + 1, "the") && word(g, i + 2, "year")) k = i + 3;
  else if (k == i && word(g, i, "of")) k = i + 1;
  int year;
  uint32_t end = plx_form_year_at(g, k, &year);
  if (end == k) {
    // "30 September 420", "December of 384"
    year = plx_piece_int(&g->ps, at(g, k));
    bool closed = at(g, k + 1)->kind != PLX_PIECE_WORD && !mark(g, k + 1, '%') && !mark(g, k + 1, '-');
    if (year < 100 || at(g, k)->low.n != 3 || !closed || mark(g, i, ',')) return i;
    end = k + 1;
  }
  if (end == k + 1 && mark(g, end, '%')) return i;
  w->year = year;
  return end;
}

// spec: time.1  spec: time.14
uint32_t plx_form_month(grammar *g, uint32_t i, plx_when *w) {
  if (chron(g, i) != PLX_CHRON_MONTH) return i;
  uint32_t k = skip(g, i + 1, '.');
  if (dash(g, k) && plx_piece_int(&g->ps, at(g, k + 1)) > 0 && at(g, k)->tight) k++; // 5-May-2006 written the other way
  if (word(g, k, "the")) k++;
  int day = 0;
  uint32_t end = plx_form_day_at(g, k, &day);
  bool clockish = end > k && mark(g, end, ':');
  if (end > k && !clockish && month_at(g, i, true)) {
    w->month = at(g, i)->lex->chron_n;
    w->day = day;
    return plx_form_year_after(g, end, w);
  }
  uint32_t after = plx_form_year_after(g, skip(g, i + 1, '.'), w);
  if (after == i + 1 && dash(g, i + 1))
    after = plx_form_year_after(g, i + 2, w), after = after == i + 2 ? i + 1 : after;
  if (!month_at(g, i, w->year != PLX_NO_YEAR)) return i;
  w->month = at(g, i)->lex->chron_n;
  if (w->year == PLX_NO_YEAR) return at(g, i + 1)->tight && mark(g, i + 1, '.') && abbreviated(g, i) ? i + 2 : i + 1;
  return after;
}

// "5 May 2006", "the 5th of May", "5-May-06"; in "5 and 6 June" and "14-16 May" the first day reads ahead to its month.
uint32_t plx_form_day_first(grammar *g, uint32_t i, plx_when *w) {
  int day, other;
  uint32_t end = plx_form_day_at(g, i, &day), k = end, m;
  if (end == i) return i;
  for (m = k; m < k + 6; m++) {
    if (chron(g, m) == PLX_CHRON_MONTH) break;
    bool joint = word(g, m, "of and to or the st nd rd th until") || dash(g, m) || mark(g, m, ',') || mark(g, m, '/');
    if (!joint && plx_form_day_at(g, m, &other) == m) return i;
  }
  if (!month_at(g, m, true)) return i;
  w->day = day;
  w->month = at(g, m)->lex->chron_n;
  uint32_t y = skip(g, m + 1, '.');
  y = dash(g, y) ? y + 1 : y;
  uint32_t after = plx_form_year_after(g, y, w);
  bool near = m == k || (m == k + 1 && (word(g, k, "of") || dash(g, k))) || (m == k + 2 && word(g, k, "of"));
  if (!near) return end;
  return w->year == PLX_NO_YEAR ? m + 1 : after;
}

// After "June 5": "and 6", "-8", "to 10".
uint32_t plx_form_day_list(grammar *g, uint32_t i, const plx_when *before, plx_when *w) {
  if (!before || before->form != PLX_WHEN_DATE || !before->day || !before->month || before->end + 1 != i) return i;
  if (!(dash(g, i - 1) || word(g, i - 1, "and to or until through") || mark(g, i - 1, ',') || mark(g, i - 1, '/')))
    return i;
  int day;
  uint32_t end = plx_form_day_at(g, i, &day);
  if (end == i || day <= before->day || mark(g, end, ':') || word(g, end, "am pm")) return i;
  bool closed = at(g, end)->kind != PLX_PIECE_WORD || word(g, end, "in at and the when of with was were is are");
  if (!closed && !dash(g, i - 1)) return i;
  if (mark(g, i - 1, ',') && !mark(g, end, ',') && !word(g, end, "and")) return i;
  w->month = before->month;
  w->day = day;
  w->year = before->year;
  return plx_form_year_after(g, end, w);
}

static int two_digit_year(int y, size_t digits) {
  return digits > 2 ? y : y < 50 ? 2000 + y : 1900 + y;
}

// 2016-09-28, 28/9/2016, 9/28/16: three numbers with the same mark between them.
uint32_t plx_form_numeric(grammar *g, uint32_t i, plx_when *w) {
  int a = plx_piece_int(&g->ps, at(g, i)), b = plx_piece_int(&g->ps, at(g, i + 2)),
      c = plx_piece_int(&g->ps, at(g, i + 4));
  char sep = at(g, i + 1)->mark;
  if (a < 0 || b < 1 || c < 0 || (sep != '-' && sep != '/') || !mark(g, i + 3, sep)) return i;
  for (uint32_t k = i + 1; k < i + 5; k++)
    if (!at(g, k)->tight) return i;
  if (at(g, i)->low.n == 4) {
    w->year = a, w->month = b, w->day = c;
  } else if (at(g, i + 4)->low.n == 4 || (sep == '/' && at(g, i + 4)->low.n == 2)) {
    bool day_first = a > 12 || (sep == '-' && b <= 12 && a > 12);
    w->year = two_digit_year(c, at(g, i + 4)->low.n);
    w->month = day_first ? b : a;
    w->day = day_first ? a : b;
  }
  if (w->month < 1 || w->month > 12 || w->day < 1 || w->day > 31 || w->year < 1000 || w->year > 2200) return i;
  return i + 5;
}

// 28.09.2016 and 20160928 are one piece.
uint32_t plx_form_digits(grammar *g, uint32_t i, plx_when *w) {
  plx_str s = at(g, i)->low;
  int v = plx_piece_int(&g->ps, at(g, i));
  if (s.n == 8 && v >= 19000101 && v < 21000000) {
    w->year = v / 10000, w->month = v / 100 % 100, w->day = v % 100;
  } else if (s.n >= 8 && s.n <= 10 && v < 0) {
    int part[3] = {0}, k = 0;
    for (size_t c = 0; c < s.n; c++) {
      if (s.p[c] == '.') k++;
      else if (s.p[c] >= '0' && s.p[c] <= '9') part[k] = part[k] * 10 + s.p[c] - '0';
      else return i;
      if (k > 2) return i;
    }
    if (k != 2) return i;
    w->day = part[0], w->month = part[1], w->year = part[2];
  } else return i;
  bool good = w->month >= 1 && w->month <= 12 && w->day >= 1 && w->day <= 31 && w->year >= 1900 && w->year < 2100;
  return good ? i + 1 : i;
}

// --- the day of the week ---

bool plx_form_weekday_at(grammar *g, uint32_t i) {
  if (chron(g, i) == PLX_CHRON_WEEKDAY) return true;
  if (chron(g, i) != PLX_CHRON_DAY_ABBR || !capital(g, i)) return false;
  bool stopped = at(g, i)->span.n > at(g, i)->low.n || (mark(g, i + 1, '.') && at(g, i + 1)->tight);
  uint32_t k = skip(g, skip(g, i + 1, '.'), ',');
  int day;
  return stopped || chron(g, k) == PLX_CHRON_MONTH || (mark(g, k - 1, ',') && plx_form_day_at(g, k, &day) > k);
}

uint32_t plx_form_weekday(grammar *g, uint32_t i, plx_when *w) {
  if (!plx_form_weekday_at(g, i)) return i;
  int weekday = at(g, i)->lex->chron_n;
  uint32_t k = i + 1, end;
  if (chron(g, i) == PLX_CHRON_DAY_ABBR) k = skip(g, k, '.');
  uint32_t date = skip(g, k, ',');
  if (word(g, date, "the")) date++;
  plx_when d = blank(i);
  if ((end = plx_form_month(g, date, &d)) > date && d.day) goto dated;
  d = blank(i);
  if ((end = plx_form_day_first(g, date, &d)) > date && d.month) goto dated;
  if ((end = plx_form_numeric(g, date, &d)) > date) goto dated;
  w->weekday = weekday;
  return k;
dated:
  *w = d;
  w->weekday = weekday;
  return end;
}

// --- parts of the year ---

uint32_t plx_form_season(grammar *g, uint32_t i, plx_when *w) {
  if (chron(g, i) != PLX_CHRON_SEASON || upos(g, i) == PLX_UPOS_VERB) return i;
  uint32_t end = plx_form_year_after(g, i + 1, w);
  bool dated = end > i + 1 && w->year != PLX_NO_YEAR;
  if (!dated) {
    bool led = word(g, i - 1,
                    "in the this last next of by since until during early late mid each every following previous "
                    "that and or through before after");
    if (word(g, i, "fall spring") && !led) return i;
    if (word(g, i, "fall") && word(g, i - 1, "the") && word(g, i + 1, "of")) return i;
    end = i + 1;
  }
  if (!dated && mark(g, i + 1, '\'') && word(g, i + 2, "s")) end = i + 1;
  bool name = !dated && capital(g, i) && (capital(g, i + 1) || plx_piece_int(&g->ps, at(g, i - 1)) > 0);
  if (name && at(g, i + 1)->kind == PLX_PIECE_WORD) return i; // "the Winter Olympics"
  static char names[4][3] = {"SP", "SU", "FA", "WI"};
  for (int k = 0; k < 4; k++)
    if (plx_str_eqz(at(g, i)->lex->value, names[k])) w->season = names[k];
  return end;
}
