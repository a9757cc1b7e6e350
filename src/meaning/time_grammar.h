/* time_grammar.h - what a time expression says, before it is known from where it is counted.
 *
 * in     pieces (pieces.h)
 * out    plx_when: "last week" is one step back in weeks, "19 September" a month and a day, "six days" a length
 * how    at each piece that can begin one, every form of expression is tried; the longest wins
 * cost   O(1) a piece, nearly all of which begin nothing
 * from   TIMEX3 (ISO-TimeML) for what is marked; Strötgen & Gertz 2013 for which forms occur in news and narrative
 *
 * Cannot fail.  Pure.
 */
#ifndef PLX_MEANING_TIME_GRAMMAR_H
#define PLX_MEANING_TIME_GRAMMAR_H

#include "meaning/numbers.h"
#include "meaning/record.h"

typedef enum plx_when_form {
  PLX_WHEN_DATE,     // fields of a calendar date; the missing upper ones are found by resolving
  PLX_WHEN_STEP,     // so many steps from the day of the text or of the story: tomorrow, last week, next May
  PLX_WHEN_OFFSET,   // n units before (direction -1) or after it: two years ago, three days later
  PLX_WHEN_DURATION, // n units
  PLX_WHEN_SET,      // every such: each Monday, every two weeks
  PLX_WHEN_FIXED     // the value as it stands
} plx_when_form;

#define PLX_NO_YEAR INT16_MIN

typedef struct plx_when {
  plx_when_form form;
  uint32_t first, end; // pieces
  // calendar; 0, NULL or PLX_NO_YEAR for what is not said
  int year; // BC negative: -480
  int month, day, weekday;
  int quarter, half, decade, century; // decade 199 for the 1990s, century 18 for the 19th (negative: BC)
  const char *season;                 // "SP"
  int holiday_1;                      // row of holidays.tsv + 1
  bool fiscal;
  bool last_of; // "the end of": of a range of days the last (for ordering only)
  // time of day
  const char *part; // "MO"
  int hour, minute; // hour -1 if not said
  bool utc;
  // steps and lengths
  int steps;
  char unit;          // as in time_words.tsv; 0 for none
  bool story;         // counted from the story's time, not the writer's: "the next day", "that week"
  bool near;          // "this day", which in history is the story's
  bool bare;          // "the day", "the morning": may mean nothing in particular
  double n;           // number of units
  bool inexact;       // "a few days"
  int direction;      // -1 before, +1 after, 0 none
  plx_time_type type; // of PLX_WHEN_FIXED
  plx_str value;      // of PLX_WHEN_FIXED
} plx_when;

typedef struct plx_time_grammar {
  const plx_wordbook *lex;
  const plx_numbers *numbers;
  const plx_text *text;
  plx_pieces ps;
} plx_time_grammar;

// The expression that begins at piece i, longest; false if none.  `before` is the expression just before it in the same
// sentence, or NULL: "June 5 and 6".
bool plx_when_read(const plx_time_grammar *g, uint32_t i, const plx_when *before, plx_when *out);

#endif
