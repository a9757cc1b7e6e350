/* SPDX-License-Identifier: Apache-2.0 */
/* The idea: time expressions are a small language of their own.  Each function below reads one form of it and says in
 * plx_when what was said, no more: a month without a year stays one.  Every form is tried where it can begin; the
 * longest reading wins, so "June 5" yields to "June 5, 2006" and "last week" to "late last week". */
#include "meaning/time_grammar.h"

#include <math.h>
#include <string.h>

#include "meaning/time_forms.h"
#include "tables.h"

typedef const plx_time_grammar grammar;

// --- parts of the year ---

static uint32_t step_at(grammar *g, uint32_t i, plx_when *w);

// What tells the year of a quarter or half: "of 2009", "2009", "of last year", "of the year".
static uint32_t year_of_part(grammar *g, uint32_t i, plx_when *w) {
  uint32_t k = word(g, i, "of in") ? i + 1 : i;
  if (word(g, k, "the") && k > i) k++;
  int year;
  if (word(g, k, "fiscal financial")) {
    w->fiscal = true;
    k++;
    if (word(g, k, "year")) k++;
  }
  uint32_t end = plx_form_year_at(g, k, &year);
  if (end > k) {
    w->year = year;
    return end;
  }
  plx_when s = blank(k);
  if ((end = step_at(g, k, &s)) > k && s.form == PLX_WHEN_STEP && s.unit == 'Y') {
    w->form = PLX_WHEN_STEP;
    w->steps = s.steps;
    w->unit = 'Y';
    w->story = s.story;
    return end;
  }
  if (word(g, k, "year") && k > i) {
    w->form = PLX_WHEN_STEP;
    w->unit = 'Y';
    return k + 1;
  }
  return i;
}

// "the third quarter of 2009", "Q3 2009", "the second half of the year", "fiscal 2009".
static uint32_t when_quarter(grammar *g, uint32_t i, plx_when *w) {
  static const char *const last[] = {"final", "last", "latest"};
  uint32_t k = i + 1;
  int nth = 0;
  plx_number n;
  if (word(g, i, "q h") && at(g, i + 1)->tight && plx_piece_int(&g->ps, at(g, i + 1)) > 0 && capital(g, i)) {
    nth = plx_piece_int(&g->ps, at(g, i + 1));
    if (word(g, i, "h")) w->half = nth;
    else w->quarter = nth;
    if (nth > 4 || (w->half && nth > 2)) return i;
    return year_of_part(g, i + 2, w);
  }
  if (plx_number_core(g->numbers, &g->ps, i, false, &n) && n.kind == PLX_NUMBER_ORDINAL) nth = (int)n.value, k = n.end;
  else if (word(g, i, last[0]) || (word(g, i, last[1]) && word(g, i + 2, "of"))) nth = -1;
  else return i;
  k = skip(g, k, '-');
  if (word(g, k, "fiscal")) k++;
  if (word(g, k, "quarter") && nth <= 4) w->quarter = nth < 0 ? 4 : nth;
  else if (word(g, k, "half") && nth <= 2) w->half = nth < 0 ? 2 : nth;
  else return i;
  uint32_t end = year_of_part(g, k + 1, w);
  if (end == k + 1 && w->half) return i; // the half of anything
  return end;
}

static uint32_t when_fiscal(grammar *g, uint32_t i, plx_when *w) {
  if (chron(g, i) != PLX_CHRON_FISCAL) return i;
  uint32_t k = word(g, i + 1, "year years") ? i + 2 : i + 1;
  int year;
  uint32_t end = plx_form_year_at(g, k, &year);
  if (end == k) return i;
  w->fiscal = true;
  w->year = year;
  return end;
}

// --- parts of the day, clock times ---

static const char *part_of(plx_str v) {
  static const char names[7][3] = {"MO", "MI", "AF", "EV", "NI", "DT"};
  for (int k = 0; k < 6; k++)
    if (plx_str_eqz(v, names[k])) return names[k];
  return NULL;
}

static uint32_t zone_after(grammar *g, uint32_t i, plx_when *w) {
  uint32_t k = skip(g, i, '(');
  if (word(g, k, "local")) return word(g, k + 1, "time") ? k + 2 + (k > i && mark(g, k + 2, ')')) : i;
  if (chron(g, k) != PLX_CHRON_ZONE || !capital(g, k)) return i;
  w->utc = plx_str_eqz(at(g, k)->lex->value, "Z");
  return k > i && mark(g, k + 1, ')') ? k + 2 : k + 1;
}

static bool clock_digits(plx_str s, int *hour, int *minute) {
  int v[2] = {0, 0}, k = 0, n[2] = {0, 0};
  *hour = *minute = 0;
  for (size_t i = 0; i < s.n; i++) {
    if (s.p[i] == ':' || s.p[i] == '.') {
      if (++k > 1) break; // seconds
    } else if (s.p[i] >= '0' && s.p[i] <= '9') v[k] = v[k] * 10 + s.p[i] - '0', n[k]++;
    else return false;
  }
  *hour = v[0], *minute = v[1];
  return v[0] <= 24 && v[1] < 60 && (k == 0 || n[1] == 2) && n[0] <= 2;
}

static uint32_t when_clock(grammar *g, uint32_t i, plx_when *w) {
  const plx_piece *p = at(g, i);
  uint32_t end = i + 1;
  int hour = 0, minute = 0;
  if (plx_piece_chron(p) == PLX_CHRON_CLOCK) {
    hour = p->lex->chron_n;
    if (word(g, i - 1, "high after")) return i;
  } else if (p->kind == PLX_PIECE_DIGITS && p->low.n == 4 && chron(g, i + 1) == PLX_CHRON_ZONE &&
             plx_piece_int(&g->ps, p) >= 0) {
    hour = plx_piece_int(&g->ps, p) / 100, minute = plx_piece_int(&g->ps, p) % 100;
    if (hour > 24 || minute > 59) return i;
  } else {
    plx_number n;
    bool colon = p->kind == PLX_PIECE_DIGITS && memchr(p->low.p, ':', p->low.n);
    if (p->kind == PLX_PIECE_DIGITS) {
      if (!clock_digits(p->low, &hour, &minute)) return i;
    } else if (plx_number_core(g->numbers, &g->ps, i, false, &n) && n.kind == PLX_NUMBER_CARDINAL && n.value <= 12 &&
               n.value == floor(n.value) && !n.article) {
      hour = (int)n.value, end = n.end;
    } else return i;
    bool meridian = chron(g, end) == PLX_CHRON_MERIDIAN;
    bool oclock = chron(g, end) == PLX_CHRON_CLOCKWORD ||
                  (word(g, end, "o") && mark(g, end + 1, '\'') && word(g, end + 2, "clock"));
    if (!colon && !meridian && !oclock) return i;
    if (meridian && hour <= 12) hour = hour % 12 + at(g, end)->lex->chron_n;
    if (meridian) end++;
    else if (oclock) end += chron(g, end) == PLX_CHRON_CLOCKWORD ? 1 : 3;
    if (colon && !meridian && word(g, end, "hr hrs hours")) end++;
  }
  w->hour = hour;
  w->minute = minute;
  return zone_after(g, end, w);
}

static uint32_t day_forms(grammar *g, uint32_t i, plx_when *w);

// "5:00 am on October 3, 1935", "12:00 UTC Monday", "the morning of April 19".
static uint32_t with_day(grammar *g, uint32_t end, uint32_t k, plx_when *w) {
  plx_when d = blank(k);
  uint32_t e = day_forms(g, k, &d);
  if (e == k || d.hour >= 0 || d.part) return end;
  d.first = w->first, d.hour = w->hour, d.minute = w->minute, d.utc = w->utc, d.part = w->part;
  *w = d;
  return e;
}

// spec: time.8
static uint32_t when_time_of_day(grammar *g, uint32_t i, plx_when *w) {
  uint32_t end = when_clock(g, i, w);
  if (end > i) {
    w->form = PLX_WHEN_STEP;
    w->unit = 'D';
    w->bare = w->story = true;
    return with_day(g, end, end, w);
  }
  if (chron(g, i) != PLX_CHRON_PART) return i;
  w->form = PLX_WHEN_STEP;
  w->unit = 'D';
  w->bare = w->story = true;
  w->part = part_of(at(g, i)->lex->value);
  if (word(g, i, "overnight")) w->story = false;
  if (word(g, i - 1, "good")) return i;
  if (word(g, i, "night") && upos(g, i) == PLX_UPOS_VERB) return i;
  uint32_t of = word(g, i + 1, "of") ? i + 2 : word(g, i + 1, "on") ? i + 2 : i + 1;
  if (of > i + 1 && word(g, of, "the") && plx_form_day_at(g, of + 1, &(int){0}) > of + 1) of++;
  uint32_t end_day = of > i + 1 ? with_day(g, i + 1, of, w) : i + 1;
  bool led = word(g, i - 1, "at by one all") ||
             (word(g, i - 1, "the") && word(g, i - 2, "in during on by through of at for")) || word(g, i, "overnight");
  return end_day > i + 1 || led ? end_day : i;
}

// A part of the day after a day: "Monday morning", "yesterday evening".
static uint32_t part_after(grammar *g, uint32_t end, plx_when *w) {
  if (chron(g, end) != PLX_CHRON_PART || w->part || (w->month && !w->day)) return end;
  if (w->form == PLX_WHEN_DATE && !w->day && !w->weekday && !w->holiday_1) return end;
  if (w->form == PLX_WHEN_STEP && w->unit != 'D') return end;
  w->part = part_of(at(g, end)->lex->value);
  return end + 1;
}

// --- steps: today, last week, this year, next May, that day ---

static uint32_t step_noun(grammar *g, uint32_t i, plx_when *w) {
  plx_chron c = chron(g, i);
  if (c == PLX_CHRON_UNIT && !word(g, i, "second seconds")) {
    w->unit = at(g, i)->lex->value.p[0];
    return i + 1;
  }
  if (c == PLX_CHRON_QUARTER) {
    w->unit = 'Q';
    return i + 1;
  }
  if (c == PLX_CHRON_FISCAL && word(g, i + 1, "year")) {
    w->unit = 'Y';
    w->fiscal = true;
    return i + 2;
  }
  if (plx_form_weekday_at(g, i)) w->weekday = at(g, i)->lex->chron_n;
  else if (c == PLX_CHRON_MONTH && capital(g, i)) {
    int day;
    if (plx_form_day_at(g, skip(g, i + 1, '.'), &day) > skip(g, i + 1, '.')) return i; // "this Dec. 13, 2018 photo"
    w->month = at(g, i)->lex->chron_n;
  } else if (c == PLX_CHRON_SEASON) {
    uint32_t e = plx_form_season(g, i, w);
    return e;
  } else if (c == PLX_CHRON_PART) {
    w->unit = 'D';
    w->part = part_of(at(g, i)->lex->value);
  } else {
    plx_phrase_hit hit;
    if (!plx_phrase_at(g->lex, &g->ps, i, &hit) || !hit.holiday) return i;
    w->holiday_1 = hit.row + 1;
    return hit.end;
  }
  return i + 1;
}

// "last", "next", "this", "the previous" and a unit, weekday, month, season, part of the day or holiday.
static uint32_t step_at(grammar *g, uint32_t i, plx_when *w) {
  if (chron(g, i) != PLX_CHRON_REL) return i;
  bool the = word(g, i - 1, "the");
  uint32_t k = i + 1;
  if (word(g, i, "this") && word(g, k, "past last coming next")) i++, k++;
  uint32_t end = step_noun(g, k, w);
  if (end == k) return i;
  w->form = PLX_WHEN_STEP;
  w->steps = at(g, i)->lex->chron_n;
  w->near = word(g, i, "this");
  w->story = word(g, i, "previous preceding prior following subsequent ensuing") || (the && word(g, i, "next"));
  if (w->unit == 'D' && !w->part && word(g, i, "last") && end == k + 1) return i; // of something else
  if (w->unit && !w->part && word(g, end, "of") && word(g, i, "last next past current")) return i;
  bool sing = at(g, k)->low.n && at(g, k)->low.p[at(g, k)->low.n - 1] != 's';
  // "the past week" is a length; "the last decade" too
  if (w->unit && !w->part && (word(g, i, "past") || (w->unit == 'E' && word(g, i, "last next"))) &&
      (the || w->unit == 'E')) {
    w->form = PLX_WHEN_DURATION;
    w->n = 1;
    w->inexact = !sing;
  } else if (w->unit && !w->part && !sing) {
    w->form = PLX_WHEN_DURATION; // "the coming months"
    w->inexact = true;
  }
  return end;
}

// "that day", "the same year", "that same week".
static uint32_t when_that(grammar *g, uint32_t i, plx_when *w) {
  if (chron(g, i) != PLX_CHRON_THAT) return i;
  uint32_t k = i + 1;
  if (word(g, i, "that") && word(g, k, "same very")) k++;
  if (word(g, i, "same") && !word(g, i - 1, "the that")) return i;
  uint32_t end = step_noun(g, k, w);
  if (end == k || (w->unit && strchr("SmH", w->unit))) return i;
  w->form = PLX_WHEN_STEP;
  w->story = true;
  return end;
}

static uint32_t when_deictic(grammar *g, uint32_t i, plx_when *w) {
  if (chron(g, i) != PLX_CHRON_DEICTIC) return i;
  bool quoted = mark(g, i - 1, '"') && (mark(g, i + 1, '"') || (mark(g, i + 1, '.') && mark(g, i + 2, '"')));
  if (word(g, i, "today") && capital(g, i) && (quoted || at(g, i - 1)->kind == PLX_PIECE_WORD)) return i; // a programme
  w->form = PLX_WHEN_STEP;
  w->unit = 'D';
  w->steps = at(g, i)->lex->chron_n;
  if (word(g, i, "tonight")) w->part = part_of(PLX_STR("NI"));
  return i + 1;
}

// "the day before yesterday", "the day before", "the year after", "the year previous".
static uint32_t when_unit_before(grammar *g, uint32_t i, plx_when *w) {
  if (chron(g, i) != PLX_CHRON_UNIT || !word(g, i - 1, "the") || !word(g, i, "day week month year night")) return i;
  plx_chron c = chron(g, i + 1);
  int steps = c == PLX_CHRON_BEFORE || word(g, i + 1, "previous")   ? -1
              : c == PLX_CHRON_AFTER || word(g, i + 1, "following") ? 1
                                                                    : 0;
  if (!steps) return i;
  w->form = PLX_WHEN_STEP;
  w->unit = at(g, i)->lex->value.p[0];
  w->steps = steps;
  if (word(g, i + 2, "yesterday tomorrow")) {
    w->steps += at(g, i + 2)->lex->chron_n;
    return i + 3;
  }
  bool closed = at(g, i + 2)->kind != PLX_PIECE_WORD || word(g, i + 2, "and in when with that to for at he she they");
  w->story = true;
  return closed ? i + 2 : i;
}

// Everything that names a day or a longer stretch by itself.
static uint32_t day_forms(grammar *g, uint32_t i, plx_when *w) {
  static uint32_t (*const forms[])(grammar *, uint32_t, plx_when *) = {
      plx_form_weekday, plx_form_month, plx_form_day_first, plx_form_numeric, plx_form_digits,
      when_deictic,     step_at,        when_that,          plx_form_decade,  plx_form_century,
      when_fiscal,      when_quarter,   plx_form_season,    when_unit_before, plx_form_year};
  plx_when best = *w;
  uint32_t end = i;
  if (word(g, i, "the") && !word(g, i + 1, "the")) {
    end = day_forms(g, i + 1, &best);
    bool bare_date =
        best.form == PLX_WHEN_DATE && (best.month || best.year != PLX_NO_YEAR) && !best.season && !best.quarter;
    if (end == i + 1 || bare_date) return i; // "the Sept. 19 collapse": the article is the noun's
    *w = best;
    return end;
  }
  for (size_t k = 0; k < sizeof forms / sizeof *forms; k++) {
    plx_when one = blank(w->first);
    uint32_t e = forms[k](g, i, &one);
    if (e > end) best = one, end = e;
  }
  plx_phrase_hit hit;
  if (end == i && at(g, i)->lex->phrase && capital(g, i) && plx_phrase_at(g->lex, &g->ps, i, &hit) && hit.holiday) {
    best.holiday_1 = hit.row + 1;
    end = plx_form_year_after(g, hit.end, &best);
  }
  *w = best;
  return end;
}

// --- lengths, and distances from a day ---

static bool unit_noun(grammar *g, uint32_t i, char *unit, bool *plural) {
  plx_chron c = chron(g, i);
  if (c == PLX_CHRON_QUARTER) *unit = 'Q';
  else if (c == PLX_CHRON_UNIT) *unit = at(g, i)->lex->value.p[0];
  else return false;
  plx_str s = at(g, i)->low;
  *plural = s.n > 1 && s.p[s.n - 1] == 's';
  return true;
}

// "ago", "earlier", "later", "from now" after a length.  Returns the piece after it.
static uint32_t direction_after(grammar *g, uint32_t i, plx_when *w) {
  const plx_piece *p = at(g, i);
  bool closed = at(g, i + 1)->kind != PLX_PIECE_WORD || word(g, i + 1, "and in when he she they it the to");
  int dir = 0;
  if (plx_piece_chron(p) == PLX_CHRON_AGO) dir = -1, w->story = false;
  else if (word(g, i, "earlier previously")) dir = -1, w->story = true;
  else if (word(g, i, "later afterwards afterward")) dir = 1, w->story = true;
  else if (word(g, i, "before prior") && closed && !word(g, i + 1, "the he she they it when"))
    dir = -1, w->story = true;
  else if (word(g, i, "after") && closed && at(g, i + 1)->kind != PLX_PIECE_WORD) dir = 1, w->story = true;
  else if (word(g, i, "from") && word(g, i + 1, "now today")) {
    w->form = PLX_WHEN_OFFSET;
    w->direction = 1;
    return i + 2;
  } else if (word(g, i, "hence")) dir = 1;
  if (!dir) return i;
  w->form = PLX_WHEN_OFFSET;
  w->direction = dir;
  return i + 1;
}

// From a number to its unit: "5-1/2 year", "six straight days", "half a century".
static uint32_t to_unit(grammar *g, const plx_number *n, uint32_t k, plx_when *w) {
  bool plural;
  k = skip(g, k, '-');
  if (n->kind == PLX_NUMBER_FRACTION || n->kind == PLX_NUMBER_VAGUE) {
    if (word(g, k, "of")) k++;
    if (word(g, k, "a an the") && n->kind == PLX_NUMBER_FRACTION) k++;
  }
  if (unit_noun(g, k, &w->unit, &plural)) return n->kind == PLX_NUMBER_ORDINAL ? 0 : k;
  // one word between: "five trading days", "two more years", "six straight days"
  bool plain = at(g, k)->kind == PLX_PIECE_WORD && at(g, k)->lex->chron == PLX_CHRON_NONE && !capital(g, k) &&
               !plx_piece_in(at(g, k), "and or to of in on the per people");
  bool longer =
      word(g, k, "long full straight consecutive more whole calendar trading working business") && n->value >= 1;
  if ((plain || word(g, k, "long")) && unit_noun(g, k + 1, &w->unit, &plural) && (plural || longer) && !n->article)
    return k + 1;
  return 0;
}

// Is "a year" here "every year": after an amount or a frequency?
static bool rate_before(grammar *g, uint32_t i) {
  const plx_piece *p = at(g, i - 1);
  if (p->kind == PLX_PIECE_DIGITS || p->lex->numeral == PLX_NUM_SCALE || p->lex->numeral == PLX_NUM_HUNDRED)
    return true;
  if (plx_piece_mark(p, '%')) return true;
  return plx_piece_in(
      p,
      "once twice times thrice percent dollars pounds euros hours minutes days tonnes tons barrels people units cars");
}

static uint32_t when_length(grammar *g, uint32_t i, plx_when *w) {
  plx_number n;
  bool rel = chron(g, i) == PLX_CHRON_REL || word(g, i, "first final");
  uint32_t from = rel ? i + 1 : i;
  if (!plx_number_core(g->numbers, &g->ps, from, !rel, &n)) {
    if (!rel || !word(g, from, "few")) return i;
    n = (plx_number){.kind = PLX_NUMBER_VAGUE, .value = 3, .end = from + 1};
  }
  if (n.kind == PLX_NUMBER_ORDINAL || (rel && word(g, i, "this current"))) return i;
  uint32_t k = to_unit(g, &n, n.end, w);
  if (!k || (n.article && (word(g, k, "second") || w->unit == 'K'))) return i;
  if (n.digits && n.value >= 1000 && n.value < 2200 && word(g, k, "year")) return i; // the 2008 model year
  w->form = PLX_WHEN_DURATION;
  w->n = n.value;
  plx_str noun = at(g, k)->low;
  w->inexact = n.kind == PLX_NUMBER_VAGUE || (n.article && noun.p[noun.n - 1] == 's'); // "a centuries-old ban"
  if (w->inexact && word(g, n.core, "couple")) w->inexact = false;
  uint32_t end = k + 1, tail;
  if (plx_piece_is(at(g, end), "and") && word(g, end + 1, "a") && word(g, end + 2, "half")) w->n += 0.5, end += 3;
  if (n.article && rate_before(g, i)) {
    w->form = PLX_WHEN_SET;
    return end;
  }
  if ((tail = direction_after(g, end, w)) > end) return tail;
  if (dash(g, end) && word(g, end + 1, "long old")) return end + 2;
  if (word(g, end, "old long")) return end + 1;
  return end;
}

// "years", "for months", "decades-long", "days later", without a number.
static uint32_t when_bare_plural(grammar *g, uint32_t i, plx_when *w) {
  bool plural = false;
  if (!unit_noun(g, i, &w->unit, &plural) || !plural || w->unit == 'S' || w->unit == 'K') return i;
  w->form = PLX_WHEN_DURATION;
  w->inexact = true;
  uint32_t tail = direction_after(g, i + 1, w);
  if (tail > i + 1) return tail;
  if (dash(g, i + 1) && word(g, i + 2, "long old")) return i + 3;
  bool led = word(g, i - 1, "for in within over took take lasted spent after if") ||
             (word(g, i - 1, "not") && word(g, i - 2, "if"));
  bool follows = word(g, i + 1, "if") && word(g, i + 2, "not");
  return led || follows || (word(g, i - 1, "the") && word(g, i - 2, "over")) ? i + 1 : i;
}

// --- what recurs ---

static uint32_t when_set(grammar *g, uint32_t i, plx_when *w) {
  w->form = PLX_WHEN_SET;
  if (chron(g, i) == PLX_CHRON_SET) {
    if (capital(g, i) && capital(g, i + 1) && at(g, i + 1)->kind == PLX_PIECE_WORD) return i; // a newspaper
    w->form = PLX_WHEN_FIXED;
    w->type = PLX_TIME_SET;
    w->value = at(g, i)->lex->value;
    return i + 1;
  }
  if (chron(g, i) == PLX_CHRON_WEEKDAYS) {
    w->weekday = at(g, i)->lex->chron_n;
    return i + 1;
  }
  if (chron(g, i) != PLX_CHRON_EACH) return i;
  uint32_t k = i + 1, end;
  plx_number n = {.value = 1};
  if (word(g, k, "other")) n.value = 2, k++;
  else if (plx_number_core(g->numbers, &g->ps, k, false, &n) && n.kind == PLX_NUMBER_CARDINAL) k = n.end;
  else n.value = 1;
  end = step_noun(g, k, w);
  if (end == k) return i;
  w->n = n.value;
  if (w->part && end == k + 1) w->unit = 'D';
  return plx_form_weekday_at(g, k) && chron(g, end) == PLX_CHRON_PART ? part_after(g, end, w) : end;
}

static uint32_t when_fixed(grammar *g, uint32_t i, plx_when *w) {
  w->form = PLX_WHEN_FIXED;
  w->type = PLX_TIME_DATE;
  if (chron(g, i) == PLX_CHRON_REF) {
    w->value = at(g, i)->lex->value;
    return i + 1;
  }
  return i;
}

static uint32_t when_phrase(grammar *g, uint32_t i, plx_when *w) {
  plx_phrase_hit hit;
  if (!at(g, i)->lex->phrase || !plx_phrase_at(g->lex, &g->ps, i, &hit) || hit.holiday) return i;
  if (word(g, hit.end - 1, "past") &&
      (at(g, hit.end)->lex->chron || at(g, hit.end)->lex->numeral || at(g, hit.end)->kind == PLX_PIECE_DIGITS))
    return i; // "in the past decade" is a length
  plx_str type = plx_cell(&plx_table_time_phrases, hit.row, PLX_TIME_PHRASES_TYPE);
  w->form = PLX_WHEN_FIXED;
  w->value = plx_cell(&plx_table_time_phrases, hit.row, PLX_TIME_PHRASES_VALUE);
  w->type = plx_str_eqz(type, "SET") ? PLX_TIME_SET : plx_str_eqz(type, "DURATION") ? PLX_TIME_DURATION : PLX_TIME_DATE;
  return hit.end;
}

// --- early, late, the end of ---

static uint32_t when_modified(grammar *g, uint32_t i, plx_when *w) {
  if (chron(g, i) != PLX_CHRON_MOD) return i;
  uint32_t k = skip(g, i + 1, '-');
  bool linked = word(g, k, "in of on");
  if (linked) k++;
  bool noun = word(g, i, "beginning start outset end middle close opening");
  if (noun && !linked) return i;
  uint32_t end = day_forms(g, k, w);
  if (end == k) {
    // "earlier in the week", "the end of the month", "late in the day"
    uint32_t u = word(g, k, "the") ? k + 1 : k;
    if (!linked || u == k || chron(g, u) != PLX_CHRON_UNIT) return i;
    if (!word(g, u, "day week month year decade century weekend")) return i;
    w->form = PLX_WHEN_STEP;
    w->unit = at(g, u)->lex->value.p[0];
    w->story = w->unit != 'W';
    return u + 1;
  }
  w->last_of = word(g, i, "end close late");
  return part_after(g, end, w);
}

// --- all of it ---

// Can an expression begin here?
static bool begins(grammar *g, uint32_t i) {
  const plx_piece *p = at(g, i);
  if (p->kind == PLX_PIECE_DIGITS) return true;
  if (p->kind == PLX_PIECE_MARK) return p->mark == '\'' || (p->mark >= 'q' && p->mark <= 's');
  if (p->kind != PLX_PIECE_WORD) return false;
  return p->lex->chron != PLX_CHRON_NONE || p->lex->numeral != PLX_NUM_NONE || p->lex->phrase ||
         plx_piece_in(p,
                      "q h twenties thirties forties fifties sixties seventies eighties nineties current recent final");
}

static void keep_longer(plx_when *best, plx_when one, uint32_t end) {
  if (end <= best->end) return;
  one.end = end;
  *best = one;
}

bool plx_when_read(const plx_time_grammar *g, uint32_t i, const plx_when *before, plx_when *out) {
  static uint32_t (*const forms[])(grammar *, uint32_t, plx_when *) = {
      when_phrase, when_modified, when_time_of_day, when_length, when_bare_plural, when_set, when_fixed};
  if (!begins(g, i)) return false;
  plx_when best = blank(i), one = blank(i);
  uint32_t end = day_forms(g, i, &one);
  if (end > i) {
    end = part_after(g, end, &one);
    keep_longer(&best, one, end);
  }
  one = blank(i), end = plx_form_day_list(g, i, before, &one), keep_longer(&best, one, end);
  one = blank(i), end = plx_form_year_tail(g, i, before, &one), keep_longer(&best, one, end);
  one = blank(i), end = plx_form_life(g, i, before, &one), keep_longer(&best, one, end);
  uint32_t the = word(g, i, "the") ? i + 1 : i;
  for (size_t k = 0; k < sizeof forms / sizeof *forms; k++) {
    if (the > i && forms[k] == when_length && chron(g, the) != PLX_CHRON_REL && !word(g, the, "first final few"))
      continue;
    one = blank(i);
    end = forms[k](g, the, &one);
    if (end > the) keep_longer(&best, one, end);
  }
  *out = best;
  return best.end > i;
}
