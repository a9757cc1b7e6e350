/* calendar.h - days counted, and back to years, months, weeks.
 *
 * in     a day as year, month, day, or as a count of days from 1970-01-01
 * out    the other; day of the week, ISO week, the date of Easter, "the third Monday of January"
 * how    the proleptic Gregorian calendar; years before 1 are astronomical (1 BC is 0)
 * cost   a few ns
 * from   Hinnant, "chrono-compatible low-level date algorithms"; ISO 8601; Meeus, Jones & Butcher for Easter
 *
 * Cannot fail: days past the end of a month run over into the next.  Pure.
 */
#ifndef PLX_MEANING_CALENDAR_H
#define PLX_MEANING_CALENDAR_H

#include "base/str.h"

typedef struct plx_date {
  int year, month, day; // month 1..12, day 1..31
} plx_date;

int plx_calendar_day(plx_date d);                      // days from 1970-01-01
plx_date plx_calendar_date(int day);                   // and back
int plx_calendar_weekday(int day);                     // 1 Monday .. 7 Sunday
void plx_calendar_week(int day, int *year, int *week); // ISO 8601 week and the year it belongs to
int plx_calendar_monday(int year, int week);           // the first day of an ISO week
int plx_calendar_month_days(int year, int month);
plx_date plx_calendar_add_months(plx_date d, int months); // the day is clipped to the month
plx_date plx_calendar_easter(int year);
// The n-th (1.., or -1 for the last) weekday w of a month.
plx_date plx_calendar_nth_weekday(int year, int month, int n, int w);
// The day at the front of "2016-09-28T15:23"; false if there is none.
bool plx_calendar_read(plx_str s, plx_date *out);

#endif
