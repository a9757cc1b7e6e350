/* SPDX-License-Identifier: Apache-2.0 */
/* A byline is short and made of capitalised words.  The word that opens it ("By", "Von") is cut, never looked for in the
 * middle of a name. */
#include "reading/names.h"

#include "base/table.h"
#include "base/utf8.h"
#include "reading/cue.h"
#include "reading/outlet.h"
#include "reading/text.h"
#include "tables.h"

enum { BYLINE_BYTES_MAX = 240, NAME_WORDS_MAX = 6, WORD_BYTES_MAX = 64, ACRONYM_MAX = 5 };

static const char *const openers[] = {"additional reporting by ",
                                      "reporting by ",
                                      "written by ",
                                      "story by ",
                                      "by: ",
                                      "by ",
                                      "von ",
                                      "par ",
                                      "por ",
                                      "di ",
                                      "af ",
                                      "av ",
                                      "door ",
                                      "text: ",
                                      "autor: ",
                                      "autorin: ",
                                      "autorin/autor ",
                                      "author: ",
                                      "words by ",
                                      "posted by ",
                                      "published by ",
                                      "exclusive by ",
                                      "analysis by ",
                                      "report by ",
                                      "opinion by ",
                                      "Автор: ",
                                      "автор: ",
                                      "Текст: ",
                                      "بقلم: ",
                                      "بقلم ",
                                      NULL};
static const char *const joints[] = {";",    ",",     "|",    "&",      " and ", " und ", " et ", " y ", " e ",
                                     " og ", " och ", " en ", " with ", "/",     "•",     "·",    NULL};

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
    uint32_t first = names->n ? plx_utf8_at(*names, 0, &n) : 0;
    return plx_cp_letter(first) && !plx_cp_lower(first);
  }
  return false;
}

// Words that name a trade or a desk, not a person.
static bool no_person(plx_str word) {
  return plx_str_in(
      word,
      "editor correspondent reporter staff writer team desk newsroom news agency press associated reuters afp ap dpa "
      "redaktion editors contributor columnist bureau chief political senior city special service "
      "photographer author admin guest online media group inc ltd com www http https the");
}

static plx_str lowered(plx_str word, char low[WORD_BYTES_MAX]) {
  size_t k = 0;
  for (; k < word.n && k < WORD_BYTES_MAX; k++)
    low[k] = (char)(word.p[k] >= 'A' && word.p[k] <= 'Z' ? word.p[k] | 32 : word.p[k]);
  return (plx_str){low, k};
}

static int name_words(plx_str s, bool *good) {
  int words = 0, lower = 0;
  bool last_lower = false; // particles stand inside a name: "Kort fortalt" is none
  plx_str rest = s, w;
  char low[WORD_BYTES_MAX];
  *good = true;
  while (plx_str_cut(&rest, ' ', &w)) {
    int n;
    if (!w.n) continue;
    words++;
    uint32_t cp = plx_utf8_at(w, 0, &n);
    if (no_person(lowered(w, low))) *good = false;
    last_lower = plx_cp_lower(cp);
    if (last_lower) lower += w.n > 3;
    else if (!plx_cp_letter(cp)) *good = false;
  }
  if (lower > 1 || last_lower) *good = false;
  return words;
}

bool plx_person_name(plx_str s) {
  bool good = false, blank = false;
  if (s.n > 60) return false;
  for (size_t i = 0; i < s.n; i++) {
    if ((s.p[i] >= '0' && s.p[i] <= '9') || s.p[i] == '@' || s.p[i] == ':' || s.p[i] == '?' || s.p[i] == '!')
      return false;
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
  for (s = plx_str_trim(s); s.n && (s.p[s.n - 1] == '.' || s.p[s.n - 1] == ')' || s.p[s.n - 1] == '-'); s.n--) {
  }
  plx_str inner;
  if (plx_byline_line(s, &inner)) s = inner;
  return strip_trade(s);
}

/* --- what stands behind a name --- */

// "BBC", "AFP": letters in capitals, few.
static bool acronym(plx_str word) {
  if (word.n < 2 || word.n > ACRONYM_MAX) return false;
  for (size_t i = 0; i < word.n; i++)
    if (word.p[i] < 'A' || word.p[i] > 'Z') return false;
  return true;
}

static bool date_word(plx_str word, const char *kind) {
  char low[WORD_BYTES_MAX];
  int row = plx_table_find(&plx_table_date_words, lowered(word, low));
  return row >= 0 && plx_str_eqz(plx_cell(&plx_table_date_words, row, PLX_DATE_WORDS_KIND), kind);
}

static bool trade(plx_str word) {
  char low[WORD_BYTES_MAX];
  return no_person(lowered(word, low));
}

// Several people without a name: "Example Post Staff".
static bool collective(plx_str word) {
  char low[WORD_BYTES_MAX];
  return plx_str_in(lowered(word, low),
                    "staff team desk newsroom editors redaktion bureau group service agency inc ltd the");
}

// Where a person's name ends that something else follows: "in Beirut", "for The Example", "@handle", a trade, a date.
static bool ends_name(plx_str word, plx_str rest) {
  int n;
  uint32_t next = rest.n ? plx_utf8_at(rest, 0, &n) : 0;
  if (word.p[0] == '@' || word.p[0] == '(' || trade(word) || date_word(word, "weekday")) return true;
  plx_str month = rest; // "8 March"
  for (size_t i = 0; i < month.n; i++)
    if (month.p[i] == ' ') month.n = i;
  if (word.p[0] >= '0' && word.p[0] <= '9' && date_word(month, "month")) return true;
  if (plx_str_in(word, "in for at from of on reports")) return plx_cp_upper(next);
  return date_word(word, "published") || date_word(word, "modified") ||
         (date_word(word, "month") && next >= '0' && next <= '9');
}

// The name at the beginning: two words at least; what follows it is cut, and with a trade what belongs to it
// ("Ann Example BBC News", "Ann Example Environment editor").  *trade_cut: a trade followed.
static plx_str cut_tail(plx_str s, bool *trade_cut) {
  plx_str rest = s, w, word[NAME_WORDS_MAX];
  char low[WORD_BYTES_MAX];
  int words = 0;
  *trade_cut = false;
  while (plx_str_cut(&rest, ' ', &w) && words < NAME_WORDS_MAX) {
    if (!w.n) continue;
    if (words >= 2 && collective(w)) return s;
    if (words < 2 && !trade(w) && ends_name(w, rest)) return (plx_str){0};
    if (words >= 2 && ends_name(w, rest)) {
      *trade_cut = trade(w);
      for (; *trade_cut && words > 2; words--, w = word[words])
        if (!(acronym(word[words - 1]) && !acronym(word[0])) &&
            plx_table_find(&plx_table_commonness, lowered(word[words - 1], low)) < 0)
          break;
      return plx_str_trim(plx_str_sub(s, 0, (size_t)(w.p - s.p)));
    }
    word[words++] = w;
  }
  return s;
}

// "photographs by Bob Sample", "Editing by …": somebody's, not the writer's; from here on no more names are the writers'.
static bool others_credit(plx_str part) {
  char low[WORD_BYTES_MAX];
  plx_str first = part;
  for (size_t i = 0; i < first.n; i++)
    if (first.p[i] == ' ') first.n = i;
  return plx_str_in(
      lowered(first, low),
      "photograph photographs photography photo photos picture pictures image images illustration illustrations "
      "editing edited video graphics graphic translation translated additional-editing");
}

static bool known_house(plx_doc *d, plx_str part) {
  return plx_outlet_named(part).n > 0 || plx_str_eqi(part, d->outlet);
}

// Also what only sounds like one ("Example Post"), which a name that stands first may do too.
static bool house(plx_doc *d, plx_str part) {
  return known_house(d, part) || plx_outlet_masthead(d->arena, part);
}

// A part of a byline that is known to name no person: a trade, a house, a place, an address, a date.
static bool explained(plx_doc *d, plx_str part) {
  plx_str rest = part, w;
  while (plx_str_cut(&rest, ' ', &w))
    if (w.n && !collective(w) && ends_name(w, rest)) return true;
  return !part.n || plx_str_find(part, PLX_STR("@"), 0) >= 0 ||
         plx_str_in(part, "agencies Agencies MD PhD Jr Jr. Sr") || house(d, part);
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

static void add_whole(plx_doc *d, plx_str name) {
  name = plx_str_trim(name);
  if (!name.n || name.n > 120 || have_name(d, name)) return;
  *plx_vec_push(d->arena, &d->byline) = plx_str_copy(d->arena, name);
}

// One part after the other: the name in it.  False at the end, and where others than the writers are named.
static bool next_part(plx_str names, bool credit, size_t *at, plx_str *part, plx_str *name, bool *trade_only) {
  if (*at >= names.n) return false;
  size_t cut, end = next_joint(names, *at, &cut);
  bool trade_cut, comma = *at > 0 && names.p[*at - 1] == ',';
  *part = strip_name(plx_str_sub(names, *at, end - *at));
  *name = cut_tail(*part, &trade_cut);
  *trade_only = trade_cut && comma; // "Ann Example, Middle East editor"
  // What follows a semicolon in a credit is the editors' names; in a list it is the next author.
  *at = credit && end < names.n && names.p[end] == ';' ? names.n : end + (cut ? cut : 1);
  return !others_credit(*part);
}

static int add_people(plx_doc *d, plx_str names, bool credit) {
  uint32_t before = d->byline.n;
  plx_str part, name;
  bool trade_only;
  names = plx_text_head(names, BYLINE_BYTES_MAX);
  for (size_t at = 0; next_part(names, credit, &at, &part, &name, &trade_only);) {
    bool first = d->byline.n == before;
    // Behind somebody's name "The Example Post" is where they work.
    if (plx_person_name(name) && (first || (!trade_only && !house(d, name)))) add_whole(d, name);
  }
  return (int)(d->byline.n - before);
}

int plx_byline_add(plx_doc *d, plx_str names) {
  return add_people(d, names, true);
}

bool plx_byline_opens(plx_doc *d, plx_str names) {
  plx_str part, name;
  bool trade_only;
  size_t at = 0;
  return next_part(names, true, &at, &part, &name, &trade_only) && plx_person_name(name) && !known_house(d, name);
}

// Are there people among the parts, and is every other part known to be none?
static bool all_known(plx_doc *d, plx_str names) {
  int people = 0;
  plx_str part, name;
  bool trade_only;
  for (size_t at = 0; next_part(names, false, &at, &part, &name, &trade_only);) {
    if ((people ? house : known_house)(d, part) || trade_only) continue;
    if (plx_person_name(name)) people++;
    else if (!explained(d, part)) return false;
  }
  return people > 0;
}

// spec: reading.19
void plx_byline_add_said(plx_doc *d, plx_str names) {
  plx_str inner;
  names = plx_str_trim(names);
  if (plx_byline_line(names, &inner)) names = inner;
  ptrdiff_t at = plx_str_find(names, PLX_STR("@"), 0), open = plx_str_find(names, PLX_STR("("), 0);
  if (at > 0 && open > at)
    names = plx_str_trim(plx_str_sub(names, (size_t)open + 1, names.n)); // "mail@example.org (Jane Doe)"
  if (all_known(d, names)) add_people(d, names, false);
  else add_whole(d, strip_trade(names));
}
