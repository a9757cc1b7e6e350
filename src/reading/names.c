/* SPDX-License-Identifier: Apache-2.0 */
/* A byline is short and made of capitalised words.  The word that opens it ("By", "Von") is cut, never looked for in the
 * middle of a name. */
#include "reading/names.h"

#include <string.h>

#include "base/table.h"
#include "base/utf8.h"
#include "reading/cue.h"
#include "reading/outlet.h"
#include "reading/text.h"
#include "tables.h"

enum {
  BYLINE_BYTES_MAX = 240,
  NAME_WORDS_MAX = 6,
  WORD_BYTES_MAX = 64,
  ACRONYM_MAX = 5,
  OPENER_BYTES_MAX = 60,
  CJK_NAME_MAX = 4,
  CJK_LEAD_BYTE = 0xE4
};

/* --- words of data/byline_words.tsv --- */

static plx_str key_of(plx_str word, char room[WORD_BYTES_MAX]) {
  return (plx_str){room, plx_cue_normal(word, room, WORD_BYTES_MAX)};
}

static plx_str kind_of(plx_str key) {
  int row = plx_table_find(&plx_table_byline_words, key);
  return row < 0 ? (plx_str){0} : plx_cell(&plx_table_byline_words, row, PLX_BYLINE_WORDS_NAMES);
}

static bool says(plx_str key, const char *what) {
  return plx_str_eqz(kind_of(key), what);
}

static bool word_names(plx_str word, const char *what) {
  char room[WORD_BYTES_MAX];
  return says(key_of(word, room), what);
}

// Several people without a name: "Example Post Staff".
static bool group(plx_str word) {
  return word_names(word, "group");
}

bool plx_byline_nobody(plx_str name) {
  return word_names(name, "nobody");
}

// A trade or a desk, not a person.
static bool no_person(plx_str word) {
  char room[WORD_BYTES_MAX];
  plx_str kind = kind_of(key_of(word, room));
  return kind.n && plx_str_in(kind, "trade group nobody");
}

static plx_str first_word(plx_str s) {
  const char *end = !s.n ? NULL : memchr(s.p, ' ', s.n);
  return end ? plx_str_sub(s, 0, (size_t)(end - s.p)) : s;
}

/* --- what opens a byline --- */

// How the table lets `key` open a byline; nothing if it neither does nor begins what does.
static plx_str opens(plx_str key) {
  int row = plx_table_find(&plx_table_byline_words, key);
  return row < 0 ? (plx_str){0} : plx_cell(&plx_table_byline_words, row, PLX_BYLINE_WORDS_OPENS);
}

static bool opens_here(plx_str how, bool colon) {
  return plx_str_eqz(how, "blank") || (colon && plx_str_eqz(how, "colon"));
}

// Past ":" or its wide form, blanks before and behind it.  *colon: was there one?
static size_t past_colon(plx_str s, size_t at, bool *colon) {
  plx_str wide = PLX_STR("\xEF\xBC\x9A");
  while (at < s.n && s.p[at] == ' ') at++;
  *colon = at < s.n && (s.p[at] == ':' || plx_str_starts(plx_str_sub(s, at, s.n), wide));
  if (*colon) at += s.p[at] == ':' ? 1 : wide.n;
  return at;
}

// Where the longest phrase at the line's beginning ends that opens a byline, what stands behind it left out; 0 if none.
static size_t opener(plx_str line) {
  char key[OPENER_BYTES_MAX];
  size_t best = 0;
  bool inside = false;
  int n;
  if (plx_text_opens_quote(line)) return 0;
  for (size_t at = 0; at < line.n && at < OPENER_BYTES_MAX / 2; at += (size_t)n) {
    uint32_t cp = plx_utf8_at(line, at, &n);
    bool letter = plx_cp_letter(cp) || plx_cp_digit(cp), end = inside && !letter;
    inside = letter;
    if (!end) continue;
    plx_str how = opens((plx_str){key, plx_cue_normal(plx_str_sub(line, 0, at), key, sizeof key)});
    if (!how.n) return best;
    bool colon;
    size_t behind = past_colon(line, at, &colon);
    if ((colon || cp == ' ') && opens_here(how, colon)) best = behind;
  }
  return best;
}

// Han and Hangul write no blank in a name; asked only where a name must stand.
static bool cjk_name(plx_str s) {
  int signs = 0, n;
  for (size_t at = 0; at < s.n; at += (size_t)n, signs++) {
    uint32_t cp = plx_utf8_at(s, at, &n);
    if (!(cp >= 0x4E00 && cp <= 0x9FFF) && !(cp >= 0xAC00 && cp <= 0xD7A3)) return false;
  }
  return signs >= 2 && signs <= CJK_NAME_MAX;
}

bool plx_byline_cjk(plx_str *names) {
  *names = first_word(*names);
  return cjk_name(*names);
}

// A name before its trade: "서울 홍길동 기자 gildong@example.com"
static bool before_trade(plx_str line, plx_str *named) {
  plx_str word, before = {0};
  size_t signs = 0;
  for (size_t i = 0; i < line.n; i++) signs += (unsigned char)line.p[i] >= CJK_LEAD_BYTE;
  if (!signs) return false;
  while (plx_str_cut(&line, ' ', &word)) {
    if (word_names(word, "behind") && cjk_name(before)) {
      *named = before;
      return true;
    }
    before = word;
  }
  return false;
}

// spec: reading.22
bool plx_byline_line(plx_str line, plx_str *named) {
  if (line.n > BYLINE_BYTES_MAX) return false;
  size_t behind = opener(line);
  if (!behind) return before_trade(line, named);
  *named = plx_str_trim(plx_str_sub(line, behind, line.n));
  int n;
  uint32_t first = named->n ? plx_utf8_at(*named, 0, &n) : 0;
  return plx_cp_letter(first) && !plx_cp_lower(first);
}

bool plx_byline_label(plx_str line) {
  char key[OPENER_BYTES_MAX];
  if (line.n >= sizeof key || plx_text_opens_quote(line)) return false;
  return opens_here(opens((plx_str){key, plx_cue_normal(line, key, sizeof key)}), plx_str_ends(line, PLX_STR(":")));
}

/* --- a name --- */

static int name_words(plx_str s, bool *good) {
  int words = 0, lower = 0;
  bool last_lower = false; // particles stand inside a name: "Kort fortalt" is none
  plx_str rest = s, w;
  *good = true;
  while (plx_str_cut(&rest, ' ', &w)) {
    int n;
    if (!w.n) continue;
    words++;
    uint32_t cp = plx_utf8_at(w, 0, &n);
    if (no_person(w)) *good = false;
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

/* --- from one name to the next --- */

static bool joint_word(plx_str word) {
  return says(word, "joint"); // as written: "Dan" is a name, "dan" is Indonesian for "and"
}

// Where the next name begins that does not begin at `from`: behind a comma and the like, or a word for "and".  *end: where
// the one at `from` ends.
static size_t next_joint(plx_str s, size_t from, size_t *end) {
  static const char *const signs[] = {";", ",", "|", "&", "/", "•", "·", "、", "，", "／", NULL};
  for (size_t at = from; at < s.n; at++) {
    plx_str rest = plx_str_sub(s, at, s.n);
    *end = at;
    for (int i = 0; signs[i]; i++)
      if (plx_str_starts(rest, plx_str_of(signs[i]))) return at + plx_str_of(signs[i]).n;
    plx_str word = at && s.p[at - 1] == ' ' ? first_word(rest) : (plx_str){0};
    if (word.n && word.n < rest.n && joint_word(word)) return at + word.n;
  }
  return *end = s.n;
}

static bool have_name(const plx_doc *d, plx_str name) {
  for (uint32_t i = 0; i < d->byline.n; i++)
    if (plx_str_eqi(d->byline.v[i], name)) return true;
  return false;
}

static plx_str strip_trade(plx_str s) {
  size_t at = s.n;
  while (at > 0 && s.p[at - 1] != ' ') at--;
  return at > 0 && word_names(plx_str_sub(s, at, s.n), "behind") ? plx_str_trim(plx_str_sub(s, 0, at)) : s;
}

// "Jane Doe Jane Doe": her picture's text, and her name.
static plx_str told_once(plx_str s) {
  size_t half = s.n / 2;
  return s.n % 2 && s.p[half] == ' ' && plx_str_eq(plx_str_sub(s, 0, half), plx_str_sub(s, half + 1, s.n))
             ? plx_str_sub(s, 0, half)
             : s;
}

static plx_str strip_name(plx_str s) {
  for (s = plx_str_trim(s); s.n && (s.p[s.n - 1] == '.' || s.p[s.n - 1] == ')' || s.p[s.n - 1] == '-'); s.n--) {
  }
  s = plx_str_trim(s);
  plx_str inner;
  if (plx_byline_line(s, &inner)) s = inner;
  return told_once(strip_trade(s));
}

/* --- what stands behind a name --- */

static bool capitals(plx_str word) {
  for (size_t i = 0; i < word.n; i++)
    if (word.p[i] < 'A' || word.p[i] > 'Z') return false;
  return word.n > 0;
}

// "BBC", "AFP"
static bool acronym(plx_str word) {
  return word.n > 1 && word.n <= ACRONYM_MAX && capitals(word);
}

static bool date_word(plx_str word, const char *kind) {
  char room[WORD_BYTES_MAX];
  int row = plx_table_find(&plx_table_date_words, key_of(word, room));
  return row >= 0 && plx_str_eqz(plx_cell(&plx_table_date_words, row, PLX_DATE_WORDS_KIND), kind);
}

// "staff writer", "STAFF REPORTER": one person's trade.
static bool staff_trade(plx_str word, plx_str rest) {
  char room[WORD_BYTES_MAX];
  return plx_str_eqz(key_of(word, room), "staff") && word_names(first_word(rest), "trade");
}

// Where a person's name ends that something else follows: "in Beirut", "for The Example", "@handle", a trade, a date.
static bool ends_name(plx_str word, plx_str rest) {
  int n;
  uint32_t next = rest.n ? plx_utf8_at(rest, 0, &n) : 0;
  if (word.p[0] == '@' || word.p[0] == '(' || no_person(word) || date_word(word, "weekday")) return true;
  if (word.p[0] >= '0' && word.p[0] <= '9') return true; // "8 March", "3 min read"
  if (says(word, "from")) return plx_cp_upper(next);
  return date_word(word, "published") || date_word(word, "modified") ||
         (date_word(word, "month") && next >= '0' && next <= '9');
}

// The name at the beginning: two words at least; what follows it is cut, and with a trade what belongs to it
// ("Ann Example BBC News", "Ann Example Environment editor").  *trade_cut: a trade followed.
static plx_str cut_tail(plx_str s, bool *trade_cut) {
  plx_str rest = s, w, word[NAME_WORDS_MAX];
  char room[WORD_BYTES_MAX];
  int words = 0;
  *trade_cut = false;
  while (plx_str_cut(&rest, ' ', &w) && words < NAME_WORDS_MAX) {
    if (!w.n) continue;
    if (words >= 2 && plx_outlet_named(plx_str_sub(s, (size_t)(w.p - s.p), s.n)).n)
      return plx_str_trim(plx_str_sub(s, 0, (size_t)(w.p - s.p)));
    if (words >= 2 && group(w) && !staff_trade(w, rest)) return s;
    if (words < 2 && !no_person(w) && ends_name(w, rest)) return (plx_str){0};
    if (words >= 2 && ends_name(w, rest)) {
      *trade_cut = no_person(w);
      for (; *trade_cut && words > 2; words--, w = word[words])
        if (!(acronym(word[words - 1]) && !acronym(word[0])) &&
            plx_table_find(&plx_table_commonness, key_of(word[words - 1], room)) < 0)
          break;
      return plx_str_trim(plx_str_sub(s, 0, (size_t)(w.p - s.p)));
    }
    word[words++] = w;
  }
  return s;
}

// "photographs by Bob Sample", "Editing by …": somebody's, not the writer's; from here on no more names are the writers'.
static bool others_credit(plx_str part) {
  return word_names(first_word(part), "others");
}

static bool known_house(plx_doc *d, plx_str part) {
  return plx_outlet_named(part).n > 0 || plx_str_eqi(part, d->outlet);
}

// Also what only sounds like one ("Example Post"), which a name that stands first may do too; and a place.
static bool house(plx_doc *d, plx_str part) {
  return known_house(d, part) || plx_outlet_masthead(d->arena, part) || plx_table_find(&plx_table_cities, part) >= 0;
}

// A part of a byline that is known to name no person: a trade, a house, a place, an address, a date.
static bool explained(plx_doc *d, plx_str part) {
  plx_str rest = part, w;
  while (plx_str_cut(&rest, ' ', &w))
    if (w.n && (!group(w) || staff_trade(w, rest)) && ends_name(w, rest)) return true;
  return !part.n || plx_str_find(part, PLX_STR("@"), 0) >= 0 ||
         plx_str_in(part, "agencies Agencies MD PhD Jr Jr. Sr") || capitals(part) || house(d, part);
}

bool plx_byline_alone(plx_str line) {
  plx_str rest = line, word;
  char room[WORD_BYTES_MAX];
  int row = plx_table_find(&plx_table_genders, key_of(first_word(line), room));
  if (row >= 0 && plx_str_eqz(plx_cell(&plx_table_genders, row, PLX_GENDERS_KIND), "name")) return true;
  while (plx_str_cut(&rest, ' ', &word))
    if (plx_table_find(&plx_table_commonness, key_of(word, room)) >= 0) return false;
  return plx_table_find(&plx_table_cities, line) < 0;
}

static void add_whole(plx_doc *d, plx_str name) {
  name = plx_str_trim(name);
  if (!name.n || name.n > 120 || have_name(d, name)) return;
  *plx_vec_push(d->arena, &d->byline) = plx_str_copy(d->arena, name);
}

// One part after the other: the name in it.  False at the end, and where others than the writers are named.
static bool next_part(plx_str all, bool credit, size_t *at, plx_str *part, plx_str *name, bool *trade_only) {
  if (*at >= all.n) return false;
  size_t end, next = next_joint(all, *at, &end);
  bool trade_cut, comma = *at > 0 && all.p[*at - 1] == ',';
  *part = strip_name(plx_str_sub(all, *at, end - *at));
  *name = cut_tail(*part, &trade_cut);
  if (name->n && name->n < part->n && name->p[name->n - 1] == '-') *name = strip_name(*name); // "Jane Doe - 7 March"
  *trade_only = trade_cut && comma; // "Ann Example, Middle East editor"
  // What follows a semicolon in a credit is the editors' names; in a list it is the next author.
  *at = credit && end < all.n && all.p[end] == ';' ? all.n : next;
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
    if ((plx_person_name(name) || (credit && cjk_name(name))) && (first || (!trade_only && !house(d, name))))
      add_whole(d, name);
  }
  return (int)(d->byline.n - before);
}

int plx_byline_add(plx_doc *d, plx_str names) {
  return add_people(d, names, true);
}

bool plx_byline_opens(plx_doc *d, plx_str names) {
  names = plx_text_head(names, BYLINE_BYTES_MAX);
  plx_str part, name;
  bool trade_only;
  size_t at = 0;
  return next_part(names, true, &at, &part, &name, &trade_only) && plx_person_name(name) && !known_house(d, name);
}

bool plx_byline_signs(plx_doc *d, plx_str line) {
  plx_str part, name;
  bool trade_only;
  size_t at = 0;
  line = plx_text_head(line, BYLINE_BYTES_MAX);
  return next_part(line, true, &at, &part, &name, &trade_only) && plx_person_name(name) && !house(d, name) &&
         plx_byline_alone(name);
}

bool plx_byline_trade(plx_str line) {
  return no_person(first_word(line));
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

bool plx_byline_people(plx_doc *d, plx_str line) {
  return line.n <= BYLINE_BYTES_MAX && plx_str_find(line, PLX_STR("("), 0) < 0 &&
         all_known(d, line); // "Jane Doe (AFP)" is a caption
}

// "Jane Doe The Example", from The Example
static plx_str without_house(const plx_doc *d, plx_str name) {
  if (!d->outlet.n || !plx_str_ends(name, d->outlet)) return name;
  plx_str person = plx_str_trim(plx_str_sub(name, 0, name.n - d->outlet.n));
  return plx_person_name(person) ? person : name;
}

// spec: reading.19
void plx_byline_add_said(plx_doc *d, plx_str names) {
  plx_str inner;
  names = plx_str_trim(names);
  if (plx_byline_line(names, &inner)) names = inner;
  ptrdiff_t at = plx_str_find(names, PLX_STR("@"), 0), open = plx_str_find(names, PLX_STR("("), 0);
  if (at > 0 && open > at)
    names = plx_str_trim(plx_str_sub(names, (size_t)open + 1, names.n)); // "mail@example.org (Jane Doe)"
  names = without_house(d, names);
  if (all_known(d, names)) add_people(d, names, false);
  else add_whole(d, strip_trade(names));
}
