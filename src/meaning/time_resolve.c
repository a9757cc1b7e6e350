/* SPDX-License-Identifier: Apache-2.0 */
/* The idea: every expression is counted from one of two days.  The writer's day is the publication; the story's day is
 * the date last told.  Words such as "yesterday" are the writer's, words such as "the next day" the story's; a bare
 * "Tuesday" or "19 September" is the writer's in news and the story's in history.  Where several days fit, the tense
 * says on which side to look, and the nearest one wins. */
#include "meaning/time_resolve.h"

#include <math.h>
#include <string.h>

#include "tables.h"

plx_time_state plx_time_state_of(plx_str published, bool narrative) {
  plx_time_state st = {.narrative = narrative};
  st.published_known = plx_calendar_read(published, &st.published);
  if (st.published_known) {
    st.story = st.published;
    st.story_grain = narrative ? PLX_GRAIN_NONE : PLX_GRAIN_DAY;
  }
  return st;
}

// --- where it is counted from ---

typedef struct base_day {
  bool known;
  plx_date date;
  plx_grain grain;
} base_day;

static base_day base_of(const plx_time_state *st, bool story) {
  if ((story || st->narrative) && st->story_grain != PLX_GRAIN_NONE)
    return (base_day){true, st->story, st->story_grain};
  return (base_day){st->published_known && !(st->narrative && story), st->published, PLX_GRAIN_DAY};
}

static void tell(plx_time_state *st, plx_date d, plx_grain g) {
  st->story = d;
  st->story_grain = g;
  st->bc = d.year < 0;
}

// --- writing values ---

static plx_str year_str(plx_arena *a, int y) {
  return y < 0 ? plx_str_fmt(a, "BC%04d", -y) : plx_str_fmt(a, "%04d", y);
}

static plx_str write_date(plx_arena *a, plx_date d, plx_grain g) {
  plx_str y = year_str(a, d.year);
  if (g == PLX_GRAIN_YEAR) return y;
  if (g == PLX_GRAIN_MONTH) return plx_str_fmt(a, "%.*s-%02d", PLX_FMT(y), d.month);
  if (g == PLX_GRAIN_WEEK) {
    int wy, week;
    plx_calendar_week(plx_calendar_day(d), &wy, &week);
    return plx_str_fmt(a, "%04d-W%02d", wy, week);
  }
  return plx_str_fmt(a, "%.*s-%02d-%02d", PLX_FMT(y), d.month, d.day);
}

// Adds part of the day or clock time to a day.
static plx_str write_time(plx_arena *a, plx_str day, const plx_when *w) {
  if (w->hour >= 0) return plx_str_fmt(a, "%.*sT%02d:%02d%s", PLX_FMT(day), w->hour, w->minute, w->utc ? "Z" : "");
  return plx_str_fmt(a, "%.*sT%s", PLX_FMT(day), w->part);
}

static bool timed(const plx_when *w) {
  return w->part || w->hour >= 0;
}

static void finish_day(const plx_when *w, plx_date d, plx_time_state *st, plx_arena *a, plx_time *out) {
  out->value = write_date(a, d, PLX_GRAIN_DAY);
  if (timed(w)) out->value = write_time(a, out->value, w), out->type = PLX_TIME_TIME;
  tell(st, d, PLX_GRAIN_DAY);
}

static void finish_date(plx_date d, plx_grain g, plx_time_state *st, plx_arena *a, plx_time *out) {
  out->value = write_date(a, d, g);
  tell(st, d, g);
}

// --- calendar dates with something missing ---

// The year of a month and day (or month, day 0) that has none: nearest to the base, on the side the tense says.
// spec: time.3
static int nearest_year(const base_day *b, int month, int day, plx_tense tense, bool narrative) {
  if (narrative) return b->date.year;
  int base = plx_calendar_day(b->date), best = b->date.year, best_cost = INT32_MAX;
  for (int y = b->date.year - 1; y <= b->date.year + 1; y++) {
    int from = plx_calendar_day((plx_date){y, month, day ? day : 1});
    int to = day ? from : from + plx_calendar_month_days(y, month) - 1;
    int gap = from > base ? from - base : to < base ? base - to : 0;
    bool wrong = (tense == PLX_TENSE_PAST && from > base) || (tense == PLX_TENSE_FUTURE && to < base);
    bool doubt = tense != PLX_TENSE_FUTURE && from > base; // most of what is told has happened
    if (day > plx_calendar_month_days(y, month)) continue; // 29 February
    int cost = gap + (int)(wrong ? plx_param("time_wrong_side_days") : doubt ? plx_param("time_untold_side_days") : 0);
    if (cost < best_cost) best = y, best_cost = cost;
  }
  return best;
}

static void resolve_month(const plx_when *w, plx_tense tense, plx_time_state *st, plx_arena *a, plx_time *out) {
  plx_date d = {w->year, w->month, w->day ? w->day : 1};
  if (w->year == PLX_NO_YEAR) {
    base_day b = base_of(st, false);
    if (!b.known) {
      out->value = w->day ? plx_str_fmt(a, "XXXX-%02d-%02d", w->month, w->day) : plx_str_fmt(a, "XXXX-%02d", w->month);
      if (timed(w) && w->day) out->value = write_time(a, out->value, w), out->type = PLX_TIME_TIME;
      return;
    }
    d.year = nearest_year(&b, w->month, w->day, tense, st->narrative);
  }
  if (w->day) finish_day(w, d, st, a, out);
  else finish_date(d, PLX_GRAIN_MONTH, st, a, out);
}

// spec: time.2
static void resolve_weekday(const plx_when *w, plx_tense tense, plx_time_state *st, plx_arena *a, plx_time *out) {
  base_day b = base_of(st, w->story);
  if (!b.known || b.grain != PLX_GRAIN_DAY) {
    out->value = plx_str_fmt(a, "XXXX-WXX-%d", w->weekday);
    if (timed(w)) out->value = write_time(a, out->value, w), out->type = PLX_TIME_TIME;
    return;
  }
  int base = plx_calendar_day(b.date), back = (plx_calendar_weekday(base) - w->weekday + 7) % 7;
  int day = base - back; // nearest not after
  if (w->form == PLX_WHEN_STEP) {
    if (w->steps < 0) day = back ? day : base - 7;
    else if (w->steps > 0) day += 7;
    else if (back && tense != PLX_TENSE_PAST) day += 7;
  } else if (st->narrative ? back != 0 : tense == PLX_TENSE_FUTURE && back != 0) day += 7;
  finish_day(w, plx_calendar_date(day), st, a, out);
}

static plx_grain season_grain(const plx_when *w) {
  return w->season || w->quarter || w->half ? PLX_GRAIN_SEASON : PLX_GRAIN_YEAR;
}

static int season_month(const plx_when *w) {
  if (w->quarter) return 3 * w->quarter - 2;
  if (w->half) return 6 * w->half - 5;
  return w->season[1] == 'P' ? 3 : w->season[1] == 'U' ? 6 : w->season[0] == 'F' ? 9 : 12;
}

// spec: time.9
static void write_season(const plx_when *w, int year, plx_time_state *st, plx_arena *a, plx_time *out) {
  plx_str y = year_str(a, year);
  if (w->season) out->value = plx_str_fmt(a, "%.*s-%s", PLX_FMT(y), w->season);
  else if (w->quarter) out->value = plx_str_fmt(a, "%.*s-Q%d", PLX_FMT(y), w->quarter);
  else out->value = plx_str_fmt(a, "%.*s-H%d", PLX_FMT(y), w->half);
  tell(st, (plx_date){year, season_month(w), 1}, PLX_GRAIN_SEASON);
}

// A season, quarter or half without a year: the year of the story in history; in news the last one that has begun, or
// with a future tense the next.
static void resolve_season(const plx_when *w, plx_tense tense, plx_time_state *st, plx_arena *a, plx_time *out) {
  if (w->year != PLX_NO_YEAR) {
    write_season(w, w->year, st, a, out);
    return;
  }
  base_day b = base_of(st, w->story);
  if (!b.known) {
    if (w->season) out->value = plx_str_fmt(a, "XXXX-%s", w->season);
    return;
  }
  int year = b.date.year, month = season_month(w), now = b.date.month;
  if (w->form == PLX_WHEN_STEP && w->unit == 'Y') year += w->steps;
  else if (w->form == PLX_WHEN_STEP && w->steps) {
    if (w->steps < 0 && month + 2 >= now) year--;
    if (w->steps > 0 && month <= now) year++;
  } else if (!st->narrative && !w->story) {
    int end = month + (w->half ? 6 : 3);
    if (tense == PLX_TENSE_FUTURE ? end <= now : false) year++;
    if (tense != PLX_TENSE_FUTURE && (w->quarter || w->half ? end > now : month > now))
      year -= w->form != PLX_WHEN_STEP;
  }
  write_season(w, year, st, a, out);
}

// spec: time.10
static void resolve_holiday(const plx_when *w, plx_tense tense, plx_time_state *st, plx_arena *a, plx_time *out) {
  plx_str rule = plx_cell(&plx_table_holidays, w->holiday_1 - 1, PLX_HOLIDAYS_RULE);
  base_day b = base_of(st, w->story);
  if (w->year == PLX_NO_YEAR && !b.known) {
    if (rule.n == 5) out->value = plx_str_fmt(a, "XXXX-%.*s", PLX_FMT(rule));
    return;
  }
  int best_gap = INT32_MAX, from = w->year != PLX_NO_YEAR ? w->year : b.date.year - 1,
      to = w->year != PLX_NO_YEAR ? w->year : from + 2;
  plx_date best = {0};
  for (int y = from; y <= to; y++) {
    int p[3] = {0}, k = 0, sign = 1;
    for (size_t i = 0; i < rule.n; i++) {
      if (rule.p[i] >= '0' && rule.p[i] <= '9') p[k] = p[k] * 10 + rule.p[i] - '0';
      else if (rule.p[i] == '-' && k > 0 && p[k] == 0) sign = -1;
      else if (k < 2 && (rule.p[i] == '/' || (rule.p[i] == '-' && rule.n == 5))) k++;
      else if (rule.p[i] == '-') sign = -1;
    }
    plx_date d = {y, p[0], p[1]};
    if (plx_str_starts(rule, PLX_STR("easter")))
      d = plx_calendar_date(plx_calendar_day(plx_calendar_easter(y)) + sign * p[0]);
    else if (k == 2) d = plx_calendar_nth_weekday(y, p[0], sign < 0 ? -1 : p[1], p[2]);
    int gap = b.known ? plx_calendar_day(d) - plx_calendar_day(b.date) : 0;
    bool wrong = (w->form == PLX_WHEN_STEP && w->steps * gap < 0) || (w->form == PLX_WHEN_STEP && w->steps && !gap) ||
                 (tense == PLX_TENSE_PAST && gap > 0 && !st->narrative) || (st->narrative && d.year != b.date.year);
    int cost = (gap < 0 ? -gap : gap) + (wrong ? 1000 : 0);
    if (cost < best_gap) best_gap = cost, best = d;
  }
  finish_day(w, best, st, a, out);
}

static void resolve_year(const plx_when *w, plx_time_state *st, plx_arena *a, plx_time *out) {
  int year = w->year, leap = st->story_grain ? year - st->story.year : 0;
  out->value = w->fiscal ? plx_str_fmt(a, "FY%04d", year) : year_str(a, year);
  // a bare year far from the story is looked back or ahead to; the story stays where it is
  if (st->narrative && (leap > plx_param("time_story_leap_years") || -leap > plx_param("time_story_leap_years")))
    return;
  tell(st, (plx_date){year, 1, 1}, PLX_GRAIN_YEAR);
}

static void resolve_date(const plx_when *w, plx_tense tense, plx_time_state *st, plx_arena *a, plx_time *out) {
  if (w->century)
    out->value = w->century < 0 ? plx_str_fmt(a, "BC%02d", -w->century - 1) : plx_str_fmt(a, "%02d", w->century);
  else if (w->decade)
    out->value = w->decade < 0 ? plx_str_fmt(a, "BC%03d", -w->decade) : plx_str_fmt(a, "%03d", w->decade);
  else if (w->holiday_1) resolve_holiday(w, tense, st, a, out);
  else if (w->month) resolve_month(w, tense, st, a, out);
  else if (w->weekday) resolve_weekday(w, tense, st, a, out);
  else if (season_grain(w) == PLX_GRAIN_SEASON) resolve_season(w, tense, st, a, out);
  else if (w->year != PLX_NO_YEAR) resolve_year(w, st, a, out);
}

// --- steps ---

// d moved by n units; *grain is the unit's.
static plx_date move(plx_date d, double n, char unit, plx_grain *grain) {
  int whole = (int)floor(n + 0.5);
  switch (unit) {
  case 'W': *grain = PLX_GRAIN_WEEK; return plx_calendar_date(plx_calendar_day(d) + 7 * whole);
  case 'F': *grain = PLX_GRAIN_WEEK; return plx_calendar_date(plx_calendar_day(d) + 14 * whole);
  case 'M': *grain = PLX_GRAIN_MONTH; return plx_calendar_add_months(d, whole);
  case 'Q': *grain = PLX_GRAIN_SEASON; return plx_calendar_add_months(d, 3 * whole);
  case 'Y': *grain = PLX_GRAIN_YEAR; return plx_calendar_add_months(d, (int)lround(12 * n));
  case 'E': *grain = PLX_GRAIN_YEAR; return plx_calendar_add_months(d, (int)lround(120 * n));
  case 'C': *grain = PLX_GRAIN_YEAR; return plx_calendar_add_months(d, (int)lround(1200 * n));
  default: *grain = PLX_GRAIN_DAY; return plx_calendar_date(plx_calendar_day(d) + whole);
  }
}

static void resolve_weekend(const plx_when *w, plx_tense tense, plx_date base, plx_time_state *st, plx_arena *a,
                            plx_time *out) {
  int day = plx_calendar_day(base), weekday = plx_calendar_weekday(day), y, week;
  int steps = w->steps;
  if (steps == 0 && (w->bare || tense == PLX_TENSE_PAST) && weekday <= 4 && tense != PLX_TENSE_FUTURE) steps = -1;
  day += 7 * steps;
  plx_calendar_week(day, &y, &week);
  out->value = plx_str_fmt(a, "%04d-W%02d-WE", y, week);
  tell(st, plx_calendar_date(plx_calendar_monday(y, week) + 5), PLX_GRAIN_DAY);
}

// spec: time.4
static void resolve_unit_step(const plx_when *w, plx_tense tense, base_day b, plx_time_state *st, plx_arena *a,
                              plx_time *out) {
  plx_grain g;
  plx_date d = move(b.date, w->steps, w->unit, &g);
  switch (w->unit) {
  case 'K': resolve_weekend(w, tense, b.date, st, a, out); return;
  case 'Q':
    out->value = plx_str_fmt(a, "%04d-Q%d", d.year, (d.month + 2) / 3);
    tell(st, d, PLX_GRAIN_SEASON);
    return;
  case 'E': out->value = plx_str_fmt(a, "%03d", d.year / 10); return;
  case 'C': out->value = plx_str_fmt(a, "%02d", d.year / 100); return;
  case 'Y':
    if (w->fiscal) {
      out->value = plx_str_fmt(a, "FY%04d", d.year);
      return;
    }
    break;
  case 'S':
  case 'm':
  case 'H':
  case 'L': return;
  default: break;
  }
  if (g > b.grain || (g == PLX_GRAIN_WEEK && b.grain != PLX_GRAIN_DAY && b.grain != PLX_GRAIN_WEEK)) {
    // finer than what is known: "the next day" after "in March"
    if (b.grain == PLX_GRAIN_MONTH)
      out->value = plx_str_fmt(a, "%.*s-%02d-XX", PLX_FMT(year_str(a, b.date.year)), b.date.month);
    else out->value = plx_str_fmt(a, "%.*s-XX-XX", PLX_FMT(year_str(a, b.date.year)));
    if (g == PLX_GRAIN_MONTH) out->value = plx_str_fmt(a, "%.*s-XX", PLX_FMT(year_str(a, b.date.year)));
    if (timed(w)) out->value = write_time(a, out->value, w), out->type = PLX_TIME_TIME;
    return;
  }
  // "last night" is the night that began yesterday
  if (w->unit == 'D') finish_day(w, d, st, a, out);
  else finish_date(d, g, st, a, out);
}

static void resolve_step(const plx_when *w, plx_tense tense, plx_time_state *st, plx_arena *a, plx_time *out) {
  base_day b = base_of(st, w->story);
  plx_time_state writers = *st; // "today" is the writer's in history too, and leaves the story where it was
  if (!w->story && !w->near && st->narrative && st->published_known && w->unit && !w->part) {
    writers.narrative = false;
    b = base_of(&writers, false);
    st = &writers;
  }
  if (w->holiday_1) resolve_holiday(w, tense, st, a, out);
  else if (w->weekday) resolve_weekday(w, tense, st, a, out);
  else if (w->season || w->quarter || w->half) resolve_season(w, tense, st, a, out);
  else if (w->month && b.known) {
    int year = b.date.year;
    if (w->steps < 0 && w->month >= b.date.month) year--;
    if (w->steps > 0 && w->month <= b.date.month) year++;
    finish_date((plx_date){year, w->month, 1}, PLX_GRAIN_MONTH, st, a, out);
  } else if (b.known && w->unit) resolve_unit_step(w, tense, b, st, a, out);
  else if (w->unit == 'D') {
    out->value = PLX_STR("XXXX-XX-XX");
    if (timed(w)) out->value = write_time(a, out->value, w), out->type = PLX_TIME_TIME;
  }
}

// --- lengths ---

static plx_str number_str(plx_arena *a, double n) {
  if (n == floor(n)) return plx_str_fmt(a, "%.0f", n);
  plx_str s = plx_str_fmt(a, "%.2f", n);
  while (s.n && s.p[s.n - 1] == '0') s.n--;
  return s;
}

// "P6D", "PT24H", "P5.5Y", "PXM".  A decade is ten years, a fortnight two weeks: TIMEX3 has no letter that all read.
// spec: time.6
static plx_str write_length(plx_arena *a, double n, bool inexact, char unit) {
  if (unit == 'E') n *= 10, unit = 'Y';
  if (unit == 'C') n *= 100, unit = 'Y';
  if (unit == 'L') n *= 1000, unit = 'Y';
  if (unit == 'F') n *= 2, unit = 'W';
  const char *t = unit == 'H' || unit == 'm' || unit == 'S' ? "T" : "";
  char letter = unit == 'm' ? 'M' : unit;
  if (unit == 'K') return inexact ? PLX_STR("PXWE") : plx_str_fmt(a, "P%.*sWE", PLX_FMT(number_str(a, n)));
  if (inexact) return plx_str_fmt(a, "P%sX%c", t, letter);
  return plx_str_fmt(a, "P%s%.*s%c", t, PLX_FMT(number_str(a, n)), letter);
}

// spec: time.5
static void resolve_offset(const plx_when *w, plx_time_state *st, plx_arena *a, plx_time *out) {
  base_day b = base_of(st, w->story);
  bool clock = w->unit == 'S' || w->unit == 'm' || w->unit == 'H';
  if (w->inexact || !b.known || clock) {
    out->value = w->direction < 0 ? PLX_STR("PAST_REF") : PLX_STR("FUTURE_REF");
    if (clock) out->type = PLX_TIME_TIME;
    return;
  }
  plx_grain g;
  plx_date d = move(b.date, w->direction * w->n, w->unit, &g);
  if (g == PLX_GRAIN_SEASON) out->value = plx_str_fmt(a, "%04d-Q%d", d.year, (d.month + 2) / 3);
  else {
    if (g > b.grain && b.grain == PLX_GRAIN_YEAR) g = PLX_GRAIN_YEAR;
    else if (g > b.grain && b.grain == PLX_GRAIN_MONTH) g = PLX_GRAIN_MONTH;
    out->value = write_date(a, d, g);
  }
  if (w->story) tell(st, d, g);
}

// --- sets ---

// spec: time.7
static void resolve_set(const plx_when *w, plx_arena *a, plx_time *out) {
  out->type = PLX_TIME_SET;
  if (w->weekday) out->value = plx_str_fmt(a, "XXXX-WXX-%d", w->weekday);
  else if (w->month) out->value = plx_str_fmt(a, "XXXX-%02d", w->month);
  else if (w->season) out->value = plx_str_fmt(a, "XXXX-%s", w->season);
  else if (w->part) out->value = plx_str_fmt(a, "XXXX-XX-XXT%s", w->part);
  else if (w->unit == 'K') out->value = PLX_STR("XXXX-WXX-WE");
  else if (w->unit) out->value = write_length(a, w->n > 0 ? w->n : 1, false, w->unit);
  if (w->weekday && w->part) out->value = plx_str_fmt(a, "XXXX-WXX-%dT%s", w->weekday, w->part);
}

void plx_when_resolve(const plx_when *w, plx_tense tense, plx_time_state *st, plx_arena *doc, plx_time *out) {
  out->type = PLX_TIME_DATE;
  out->value = (plx_str){0};
  switch (w->form) {
  case PLX_WHEN_DATE: resolve_date(w, tense, st, doc, out); break;
  case PLX_WHEN_STEP: resolve_step(w, tense, st, doc, out); break;
  case PLX_WHEN_OFFSET: resolve_offset(w, st, doc, out); break;
  case PLX_WHEN_SET: resolve_set(w, doc, out); break;
  case PLX_WHEN_DURATION:
    out->type = PLX_TIME_DURATION;
    out->value = write_length(doc, w->n, w->inexact, w->unit);
    break;
  case PLX_WHEN_FIXED:
    out->type = w->type;
    out->value = w->value;
    break;
  }
}
