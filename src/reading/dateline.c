/* SPDX-License-Identifier: Apache-2.0 */
/* PLACE[, Region][, Month D] (AGENCY) DASH, or PLACE[, Region] DASH with the place in capitals, or PLACE, DATE DASH and
 * PLACE (DATE) DASH, as press releases begin.  A dash inside an ordinary sentence never follows so few words of that
 * shape. */
#include "reading/dateline.h"

#include "base/table.h"
#include "base/utf8.h"
#include "reading/date.h"
#include "reading/text.h"
#include "tables.h"

enum { LOOK_BYTES = 120, PLACE_BYTES_MAX = 60 };

static bool dash(uint32_t cp) {
  return cp == '-' || cp == 0x2010 || cp == 0x2012 || cp == 0x2013 || cp == 0x2014 || cp == 0x2015;
}

// The first dash with a blank before or behind it (or doubled): where it begins and where the text behind it begins.
static bool find_dash(plx_str s, size_t *at, size_t *behind) {
  int n, m;
  for (size_t i = 1; i < s.n; i += (size_t)n) {
    uint32_t cp = plx_utf8_at(s, i, &n);
    if (!dash(cp)) continue;
    size_t next = i + (size_t)n;
    while (next < s.n && dash(plx_utf8_at(s, next, &m))) next += (size_t)m;
    bool spaced = next < s.n && s.p[next] == ' ', long_dash = cp >= 0x2013;
    if (!spaced && !(long_dash && s.p[i - 1] == ' ') && !long_dash) continue;
    *at = i;
    for (*behind = next; *behind < s.n && s.p[*behind] == ' '; ++*behind) {
    }
    return *behind < s.n;
  }
  return false;
}

static bool upper_words(plx_str s) {
  int n, letters = 0;
  for (size_t i = 0; i < s.n; i += (size_t)n) {
    uint32_t cp = plx_utf8_at(s, i, &n);
    if (plx_cp_lower(cp)) return false;
    letters += plx_cp_letter(cp);
  }
  return letters >= 3;
}

// Every word begins with a capital; small words of place names aside.
static bool capital_words(plx_str s) {
  plx_str rest = s, w;
  int words = 0, n;
  while (plx_str_cut(&rest, ' ', &w)) {
    if (!w.n) continue;
    words++;
    if (!plx_cp_upper(plx_utf8_at(w, 0, &n)) && !plx_str_in(w, "of the de del la le el da do dos al-")) return false;
  }
  return words >= 1 && words <= 5;
}

// "NEW YORK" -> "New York", "L'AQUILA" -> "L'Aquila"; "Rio de Janeiro" stays.
static plx_str title_case(plx_arena *a, plx_str s) {
  if (!upper_words(s)) return plx_str_copy(a, s);
  char *p = plx_arena_alloc(a, 4 * s.n + 1), *q = p;
  int n, letters = 0; // of the word so far
  for (size_t i = 0; i < s.n; i += (size_t)n) {
    uint32_t cp = plx_utf8_at(s, i, &n);
    q += plx_utf8_put(q, letters ? plx_cp_fold(cp) : cp);
    bool ends = cp == ' ' || cp == '-' || cp == '.' || (letters == 1 && (cp == '\'' || cp == 0x2019));
    letters = ends ? 0 : letters + 1;
  }
  return (plx_str){p, (size_t)(q - p)};
}

static bool agency_in(plx_str head, plx_str *agency, plx_str *before) {
  ptrdiff_t open = plx_str_find(head, PLX_STR("("), 0), close = plx_str_find(head, PLX_STR(")"), 0);
  if (open < 0 || close <= open + 1 || close - open > 40) return false;
  *agency = plx_str_trim(plx_str_sub(head, (size_t)open + 1, (size_t)(close - open) - 1));
  *before = plx_str_trim(plx_str_sub(head, 0, (size_t)open));
  plx_str after = plx_str_trim(plx_str_sub(head, (size_t)close + 1, head.n));
  int n;
  return !after.n && agency->n && plx_cp_letter(plx_utf8_at(*agency, 0, &n));
}

static plx_str first_place(plx_str s) {
  plx_str first;
  plx_str_cut(&s, '/', &first);
  return plx_str_trim(first);
}

// "Geneva (12 March 2024)", "Bamako, 5 November 2024": the place alone, and that a date stands with it.
// spec: reading.28
static bool date_in(plx_str head, plx_str *before) {
  ptrdiff_t open = plx_str_find(head, PLX_STR("("), 0), comma = plx_str_find(head, PLX_STR(","), 0);
  bool bracket = open > 0 && head.p[head.n - 1] == ')';
  size_t at = bracket ? (size_t)open : comma > 0 ? (size_t)comma : head.n;
  if (at == head.n) return false;
  plx_str date = plx_str_trim(plx_str_sub(head, at + 1, head.n - at - 1 - bracket));
  *before = plx_str_trim(plx_str_sub(head, 0, at));
  return date.n && plx_date_line(date) &&
         (upper_words(*before) ||
          plx_table_find(&plx_table_cities, first_place(*before)) >= 0); // no "Correction (5 May)"
}

plx_dateline plx_dateline_of(plx_arena *a, plx_str paragraph) {
  plx_dateline d = {0};
  plx_str s = plx_text_head(paragraph, LOOK_BYTES), agency = {0}, before;
  size_t at, behind;
  if (!find_dash(s, &at, &behind)) return d;
  plx_str head = plx_str_trim(plx_str_sub(s, 0, at));
  bool named = date_in(head, &before) || agency_in(head, &agency, &before);
  if (!named) before = head;
  plx_str rest = before, place;
  if (!before.n || before.n > PLACE_BYTES_MAX || !plx_str_cut(&rest, ',', &place)) return d;
  // "WASHINGTON/MOSCOW", "LONDON and PARIS": the first.
  plx_str whole = place;
  plx_str_cut(&whole, '/', &place);
  place = plx_str_trim(place);
  if (!capital_words(place) || !(named || upper_words(place))) return d;
  return (plx_dateline){behind, title_case(a, place), agency};
}
