/* SPDX-License-Identifier: Apache-2.0 */
/* A byline is short and made of capitalised words.  The word that opens it ("By", "Von") is cut, never looked for in the
 * middle of a name. */
#include "reading/names.h"

#include "base/table.h"
#include "base/utf8.h"
#include "reading/cue.h"
#include "reading/text.h"
#include "tables.h"

enum { BYLINE_BYTES_MAX = 240, NAME_WORDS_MAX = 6 };

static const char *const openers[] = {"additional reporting by ", "reporting by ", "written by ", "story by ", "by: ", "by ",
                                      "von ", "par ", "por ", "di ", "af ", "av ", "door ", "text: ", "autor: ", "autorin: ", "autorin/autor ", "author: ",
                                      "words by ", "posted by ", "published by ", NULL};
static const char *const joints[] = {";", ",", "|", "&", " and ", " und ", " et ", " y ", " e ", " og ", " och ", " en ", " with ",
                                     "/", "•", "·", NULL};

// The bytes of `start`, which is in lower case, if s begins with it in any case; else 0.
static size_t starts(plx_str s, const char *start) {
  size_t n = 0;
  for (; start[n]; n++) {
    char c = n < s.n ? s.p[n] : 0;
    if ((c >= 'A' && c <= 'Z' ? c | 32 : c) != start[n]) return 0;
  }
  return n;
}

bool plx_byline_line(plx_str line, plx_str *names) {
  if (line.n > BYLINE_BYTES_MAX) return false;
  for (int i = 0, n; openers[i]; i++) {
    size_t opener = starts(line, openers[i]);
    if (!opener) continue;
    *names = plx_str_trim(plx_str_sub(line, opener, line.n));
    return names->n && plx_cp_upper(plx_utf8_at(*names, 0, &n));
  }
  return false;
}

// Words that name a trade or a desk, not a person.
static bool no_person(plx_str word) {
  return plx_str_in(word, "editor correspondent reporter staff writer team desk newsroom news agency press associated reuters afp ap dpa "
                          "redaktion editors contributor columnist bureau chief political senior city special service "
                          "photographer author admin guest online media group inc ltd com www http https the");
}

static int name_words(plx_str s, bool *good) {
  int words = 0, lower = 0;
  plx_str rest = s, w;
  char low[64];
  *good = true;
  while (plx_str_cut(&rest, ' ', &w)) {
    int n;
    if (!w.n) continue;
    words++;
    uint32_t cp = plx_utf8_at(w, 0, &n);
    size_t k = 0;
    for (; k < w.n && k < sizeof low; k++) low[k] = (char)(w.p[k] >= 'A' && w.p[k] <= 'Z' ? w.p[k] | 32 : w.p[k]);
    if (no_person((plx_str){low, k})) *good = false;
    if (plx_cp_lower(cp)) lower += w.n > 3;
    else if (!plx_cp_letter(cp)) *good = false;
  }
  if (lower > 1) *good = false;
  return words;
}

bool plx_person_name(plx_str s) {
  bool good = false, blank = false;
  if (s.n > 60) return false;
  for (size_t i = 0; i < s.n; i++) {
    if ((s.p[i] >= '0' && s.p[i] <= '9') || s.p[i] == '@' || s.p[i] == ':' || s.p[i] == '?' || s.p[i] == '!') return false;
    blank |= s.p[i] == ' ';
  }
  int words = blank ? name_words(s, &good) : 0;
  return words >= 2 && words <= NAME_WORDS_MAX && good;
}

static size_t next_joint(plx_str s, size_t from, size_t *length) {
  size_t best = s.n;
  *length = 0;
  for (int i = 0; joints[i]; i++) {
    plx_str j = plx_str_of(joints[i]);
    ptrdiff_t at = plx_str_find(s, j, from);
    if (at >= 0 && (size_t)at < best) best = (size_t)at, *length = j.n;
  }
  return best;
}

static bool have_name(const plx_doc *d, plx_str name) {
  for (uint32_t i = 0; i < d->byline.n; i++)
    if (plx_str_eqi(d->byline.v[i], name)) return true;
  return false;
}

static plx_str strip_trade(plx_str s) {
  static const char *const trades[] = {" 기자", " 記者", NULL}; // "reporter" behind the name
  for (int i = 0; trades[i]; i++)
    if (plx_str_ends(s, plx_str_of(trades[i]))) s.n -= plx_str_of(trades[i]).n;
  return plx_str_trim(s);
}

static plx_str strip_name(plx_str s) {
  for (s = plx_str_trim(s); s.n && (s.p[s.n - 1] == '.' || s.p[s.n - 1] == ')' || s.p[s.n - 1] == '-'); s.n--) {}
  plx_str inner;
  if (plx_byline_line(s, &inner)) s = inner;
  return strip_trade(s);
}

bool plx_byline_alone(plx_str line) {
  plx_str first = line, rest, word;
  char low[64];
  for (size_t i = 0; i < first.n; i++)
    if (first.p[i] == ' ') first.n = i;
  int row = plx_table_find(&plx_table_genders, (plx_str){low, plx_cue_normal(first, low, sizeof low)});
  if (row >= 0 && plx_str_eqz(plx_cell(&plx_table_genders, row, PLX_GENDERS_KIND), "name")) return true;
  rest = line;
  while (plx_str_cut(&rest, ' ', &word))
    if (plx_table_find(&plx_table_commonness, (plx_str){low, plx_cue_normal(word, low, sizeof low)}) >= 0) return false;
  return plx_table_find(&plx_table_cities, line) < 0;
}

int plx_byline_add(plx_doc *d, plx_str names) {
  int added = 0;
  names = plx_text_head(names, BYLINE_BYTES_MAX);
  for (size_t at = 0, cut; at < names.n;) {
    size_t end = next_joint(names, at, &cut);
    plx_str name = strip_name(plx_str_sub(names, at, end - at));
    if (plx_person_name(name) && !have_name(d, name)) {
      plx_str *slot = plx_vec_push(d->arena, &d->byline);
      *slot = plx_str_copy(d->arena, name);
      added++;
    }
    // What follows a semicolon in a credit is the editors' names.
    if (end < names.n && names.p[end] == ';') break;
    at = end + (cut ? cut : 1);
  }
  return added;
}

static void add_whole(plx_doc *d, plx_str name) {
  name = plx_str_trim(name);
  if (!name.n || name.n > 120 || have_name(d, name)) return;
  *plx_vec_push(d->arena, &d->byline) = plx_str_copy(d->arena, name);
}

void plx_byline_add_said(plx_doc *d, plx_str names) {
  plx_str inner;
  names = plx_str_trim(names);
  if (plx_byline_line(names, &inner)) names = inner;
  bool people = true;
  size_t cut, end;
  for (size_t at = 0; at < names.n && people; at = end + (cut ? cut : 1)) {
    end = next_joint(names, at, &cut);
    plx_str part = strip_name(plx_str_sub(names, at, end - at));
    people = !part.n || plx_person_name(part);
  }
  if (!people) {
    add_whole(d, strip_trade(names));
    return;
  }
  for (size_t at = 0; at < names.n; at = end + (cut ? cut : 1)) {
    end = next_joint(names, at, &cut);
    add_whole(d, strip_name(plx_str_sub(names, at, end - at)));
  }
}
