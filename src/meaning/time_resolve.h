/* time_resolve.h - from "last week" to 2016-W38.
 *
 * in     what was said (plx_when), the tense around it, when the text was written, what day the story has reached
 * out    a TIMEX3 value, and the story's new day
 * how    news counts from its publication, narrative from the date last told; among the years, months or weekdays that
 *        fit, the nearest in the direction of the tense
 * cost   O(1) an expression
 * from   TIMEX3 values; Mani & Wilson 2000 (tense decides the direction); Strötgen & Gertz 2013 (news and narrative)
 *
 * Cannot fail: what cannot be counted from anywhere has no value (absent).  Pure.
 */
#ifndef PLX_MEANING_TIME_RESOLVE_H
#define PLX_MEANING_TIME_RESOLVE_H

#include "meaning/calendar.h"
#include "meaning/time_grammar.h"

typedef enum plx_tense { PLX_TENSE_NONE, PLX_TENSE_PAST, PLX_TENSE_PRESENT, PLX_TENSE_FUTURE } plx_tense;

typedef enum plx_grain { // how exactly a date is known
  PLX_GRAIN_NONE,
  PLX_GRAIN_YEAR,
  PLX_GRAIN_SEASON, // quarter and half too
  PLX_GRAIN_MONTH,
  PLX_GRAIN_WEEK,
  PLX_GRAIN_DAY
} plx_grain;

typedef struct plx_time_state {
  bool published_known;
  plx_date published;
  bool narrative; // history: counted from the date last told, not from publication
  plx_date story; // the date last told
  plx_grain story_grain;
  bool bc; // the story is told in years before Christ
} plx_time_state;

plx_time_state plx_time_state_of(plx_str published, bool narrative);

// Fills type and value of *out (span and head are the caller's) and moves the state on.
void plx_when_resolve(const plx_when *w, plx_tense tense, plx_time_state *st, plx_arena *doc, plx_time *out);

#endif
