/* date.h - the day and hour an article was published, out of the many ways pages write them.
 *
 * in     a short piece of text: a line, a meta value, an address
 * out    ISO 8601, as exact as it was given, local time as written, with its offset where one is given
 * how    words and numbers; a handful of orders (ISO, day month year, month day year, 2016年9月28日), then a time near by
 * cost   O(bytes), at most 64 tokens
 * from   ISO 8601; CLDR month names (data/date_words.tsv)
 *
 * Cannot fail: a text without a date gives false.  Pure.
 */
#ifndef PLX_READING_DATE_H
#define PLX_READING_DATE_H

#include "base/str.h"

typedef struct plx_date {
  plx_str iso;      // "2016-09-28", "2016-09-28T15:23", "2016-09-28T15:23:00+01:00"
  int words_beside; // words of the text that belong to no date: 0 for a line that is only a date
  bool modified;    // a word such as "updated" stands before it, and none such as "published"
  bool published;   // a word such as "published" stands before it
  bool unsure;      // 03/05/2016: taken with the day first, but could be meant with the month first
  size_t end;       // bytes of the text up to behind the day: what follows may hold another date
} plx_date;

// The first full date (year, month and day that exist) in s; of a text that is nothing else also 20240307, 20240307T091500Z,
// 1709802900 (seconds or milliseconds since 1970), 7-Mar-24.
bool plx_date_find(plx_arena *a, plx_str s, plx_date *out);
// Is it a date of ISO 8601 as this program writes them: a year, month or day that exists, and a time behind it or none?
bool plx_date_iso(plx_str s);
// Seconds, or thousandths, millionths, billionths of them, since 1970; absent below zero and behind 2100.
plx_str plx_date_of_epoch(plx_arena *a, long long v);
// Do the words before a date say that it is one of change ("Last updated on"), and not of publication?
bool plx_date_of_change(plx_str before);
// Does the line say nothing but when ("Wednesday 28 September 2016 16:28", "2 hours ago")?
bool plx_date_line(plx_str s);
// The date in the path of a web address (/2016/09/28/…, /20160928-…, /2016/sep/28/), or absent.
plx_str plx_date_of_url(plx_arena *a, plx_str url);

#endif
