/* SPDX-License-Identifier: Apache-2.0 */
/* A name is a run of pieces: letters and digits without anything between.  The lexicon holds every name and every
 * beginning of one that ends with a piece, so that looking stops as soon as no name goes on. */
#include "language/lists.h"

#include <string.h>

#include "base/file.h"
#include "base/map.h"
#include "base/utf8.h"
#include "tables.h"
#include "text/linear.h"

enum { BEGINS = 1 << PLX_LISTS, KINDS = BEGINS - 1, FILE_BYTES_MAX = 64 << 20, CITY_PEOPLE = 150000 };
enum { PIECES_MAX = 12 };

// The hash of what was read so far, after each whole piece.
typedef struct reader {
  uint64_t run;
  uint32_t pieces;
  bool inside;
} reader;

static void cut(reader *r) {
  if (!r->inside) return;
  r->inside = false;
  r->pieces++;
}

static void read_char(reader *r, uint32_t cp) {
  if (!plx_cp_letter(cp) && !plx_cp_digit(cp)) {
    cut(r);
    return;
  }
  if (!r->inside) r->run = plx_mix(r->run, ' ');
  r->inside = true;
  r->run = plx_mix(r->run, plx_cp_fold(cp));
}

// Reads a form; false where it has no piece and is not such a sign as names hold.
static bool read_form(reader *r, plx_str s) {
  uint32_t before = r->pieces, first = 0;
  int len;
  for (size_t at = 0; at < s.n && r->pieces - before < PIECES_MAX; at += (size_t)len) {
    uint32_t cp = plx_utf8_at(s, at, &len);
    if (at == 0) first = cp;
    read_char(r, cp);
  }
  cut(r);
  return r->pieces > before || first == '-' || first == '&' || first == '.' || first == '\'' || first == '!' ||
         first == 0x2019 || first == 0x2013;
}

// The longest name that begins at word i: how many words, and in which lists.
static uint32_t longest(const plx_lexicon *x, const plx_str *form, uint32_t n, uint16_t *lists) {
  reader r = {.run = 41};
  uint32_t best = 0;
  for (uint32_t i = 0; i < n && i < PLX_LIST_WORDS_MAX; i++) {
    uint32_t before = r.pieces;
    if (!read_form(&r, form[i]) || r.pieces == 0) break;
    if (r.pieces == before) continue;
    int32_t v = plx_lexicon_get(x, r.run);
    if (v < 0) break;
    if (v & KINDS) best = i + 1, *lists = (uint16_t)(v & KINDS);
    if (!(v & BEGINS)) break;
  }
  return best;
}

void plx_lists_mark(const plx_lexicon *x, const plx_str *form, uint32_t n, plx_listed *mark) {
  for (uint32_t i = 0; i < n; i++) mark[i] = (plx_listed){0};
  if (!x->slot) return;
  for (uint32_t i = 0; i < n; i++) longest(x, form + i, 1, &mark[i].alone);
  for (uint32_t i = 0, words; i < n; i += words ? words : 1) {
    uint16_t lists = 0;
    words = longest(x, form + i, n - i, &lists);
    for (uint32_t k = 0; k < words; k++) {
      mark[i + k].lists = lists;
      mark[i + k].place = words == 1       ? PLX_LIST_WHOLE
                          : k == 0         ? PLX_LIST_FIRST
                          : k + 1 == words ? PLX_LIST_LAST
                                           : PLX_LIST_INSIDE;
    }
  }
}

// --- learning ---

typedef struct table {
  plx_map names; // hash → value
} table;

static void add_value(table *t, uint64_t key, uint32_t bits) {
  *plx_map_put(&t->names, (plx_str){(const char *)&key, sizeof key}) |= bits;
}

static void add(table *t, plx_str name, plx_list list) {
  reader r = {.run = 41};
  uint64_t end[PIECES_MAX];
  int len;
  if (name.n < 2) return;
  for (size_t at = 0; at <= name.n && r.pieces < PIECES_MAX; at += (size_t)len) {
    uint32_t before = r.pieces;
    len = 1;
    if (at < name.n) read_char(&r, plx_utf8_at(name, at, &len));
    else cut(&r);
    if (r.pieces > before) end[before] = r.run;
  }
  for (uint32_t i = 0; i < r.pieces; i++) add_value(t, end[i], i + 1 < r.pieces ? BEGINS : 1u << list);
}

static void add_all(table *t, plx_str names, plx_list list) {
  plx_str one;
  while (plx_str_cut(&names, '|', &one))
    if (one.n) add(t, one, list);
}

// A person's full name, and its first and last word.
static void add_person(table *t, plx_str name, char space) {
  plx_str rest = name, first, last = {0}, part;
  plx_str_cut(&rest, space, &first);
  while (plx_str_cut(&rest, space, &part))
    if (part.n > 2) last = part;
  add(t, name, last.n ? PLX_LIST_PERSON : PLX_LIST_FAMILY);
  if (!last.n) return;
  if (first.n > 2) add(t, first, PLX_LIST_GIVEN);
  add(t, last, PLX_LIST_FAMILY);
}

static void add_actors(table *t) {
  for (int i = 0; i < plx_table_actors.rows; i++) {
    plx_str name = plx_cell(&plx_table_actors, i, PLX_ACTORS_NAME),
            alias = plx_cell(&plx_table_actors, i, PLX_ACTORS_ALIASES);
    plx_str code = plx_cell(&plx_table_actors, i, PLX_ACTORS_CODE), part;
    if (plx_str_eqz(plx_cell(&plx_table_actors, i, PLX_ACTORS_TYPE), "PER")) {
      add_person(t, name, ' ');
      while (plx_str_cut(&alias, '|', &part))
        if (part.n) add_person(t, part, ' ');
      continue;
    }
    plx_list list = plx_str_find(code, PLX_STR("BUS"), 0) >= 0   ? PLX_LIST_FIRM
                    : plx_str_find(code, PLX_STR("MED"), 0) >= 0 ? PLX_LIST_MEDIA
                                                                 : PLX_LIST_BODY;
    add(t, name, list);
    add_all(t, alias, list);
  }
}

static void add_places(table *t) {
  for (int i = 0; i < plx_table_cities.rows; i++) {
    bool large = plx_cell_num(&plx_table_cities, i, PLX_CITIES_POPULATION) >= CITY_PEOPLE;
    add(t, plx_cell(&plx_table_cities, i, PLX_CITIES_NAME), large ? PLX_LIST_CITY : PLX_LIST_TOWN);
    add(t, plx_cell(&plx_table_cities, i, PLX_CITIES_ADMIN), PLX_LIST_LAND);
  }
  for (int i = 0; i < plx_table_placenames.rows; i++)
    add(t, plx_cell(&plx_table_placenames, i, PLX_PLACENAMES_ALIAS), PLX_LIST_CITY);
  for (int i = 0; i < plx_table_countries.rows; i++) {
    add(t, plx_cell(&plx_table_countries, i, PLX_COUNTRIES_NAME), PLX_LIST_LAND);
    add_all(t, plx_cell(&plx_table_countries, i, PLX_COUNTRIES_ALIASES), PLX_LIST_LAND);
    add_all(t, plx_cell(&plx_table_countries, i, PLX_COUNTRIES_CAPITALS), PLX_LIST_CITY);
    add_all(t, plx_cell(&plx_table_countries, i, PLX_COUNTRIES_DEMONYMS), PLX_LIST_PEOPLE);
  }
  for (int i = 0; i < plx_table_regions.rows; i++) {
    add(t, plx_cell(&plx_table_regions, i, PLX_REGIONS_NAME), PLX_LIST_LAND);
    add_all(t, plx_cell(&plx_table_regions, i, PLX_REGIONS_ALIASES), PLX_LIST_LAND);
  }
}

static void add_names(table *t) {
  static const struct {
    const char *kind;
    plx_list list;
  } kinds[] = {{"given", PLX_LIST_GIVEN}, {"family", PLX_LIST_FAMILY}, {"firm", PLX_LIST_FIRM},
               {"media", PLX_LIST_MEDIA}, {"body", PLX_LIST_BODY},     {"land", PLX_LIST_LAND},
               {"place", PLX_LIST_CITY}};
  for (int i = 0; i < plx_table_names.rows; i++)
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
      if (plx_str_eqz(plx_cell(&plx_table_names, i, PLX_NAMES_KIND), kinds[k].kind))
        add_all(t, plx_cell(&plx_table_names, i, PLX_NAMES_NAMES), kinds[k].list);
  for (int i = 0; i < plx_table_genders.rows; i++)
    if (plx_str_eqz(plx_cell(&plx_table_genders, i, PLX_GENDERS_KIND), "name"))
      add(t, plx_cell(&plx_table_genders, i, PLX_GENDERS_WORD), PLX_LIST_GIVEN);
}

enum { GROUP_FILE = 14, PLACE_FILE = 15, PERSON_FILE = 18 };

// WordNet's words of a synset with a capital: "8-digit offset, lexicographer file, n, words in hexadecimal, word 0 word 0…"
static void add_synset(table *t, plx_str line) {
  plx_str part;
  uint32_t file = 0, words = 0;
  for (int i = 0; i < 4 && plx_str_cut(&line, ' ', &part); i++) {
    for (size_t k = 0; k < part.n && i == 1; k++) file = file * 10 + (uint32_t)(part.p[k] - '0');
    for (size_t k = 0; k < part.n && i == 3; k++)
      words = words * 16 + (uint32_t)(part.p[k] <= '9' ? part.p[k] - '0' : (part.p[k] | 32) - 'a' + 10);
  }
  if (file != GROUP_FILE && file != PLACE_FILE && file != PERSON_FILE) return;
  for (; words > 0 && plx_str_cut(&line, ' ', &part); words--) {
    plx_str id;
    plx_str_cut(&line, ' ', &id);
    if (part.n < 3 || part.p[0] < 'A' || part.p[0] > 'Z') continue;
    if (file == PERSON_FILE) add_person(t, part, '_');
    else add(t, part, file == GROUP_FILE ? PLX_LIST_BODY : PLX_LIST_LAND);
  }
}

static bool add_wordnet(table *t, const char *folder, plx_arena *tmp, plx_err *e) {
  plx_buf data = {0};
  bool ok = plx_file_read(plx_str_fmt(tmp, "%s/data.noun", folder).p, FILE_BYTES_MAX, &data, e);
  plx_str all = plx_buf_view(&data), line;
  while (ok && plx_str_cut(&all, '\n', &line)) // only instances ("@i" points to what they are instances of) are names
    if (line.n && line.p[0] != ' ' && plx_str_find(line, PLX_STR(" @i "), 0) >= 0) add_synset(t, line);
  plx_buf_free(&data);
  return ok;
}

bool plx_lists_learn(const char *wordnet, plx_arena *tmp, plx_buf *out, plx_err *e) {
  table t;
  plx_map_init(&t.names, tmp);
  add_names(&t);
  add_actors(&t);
  add_places(&t);
  if (wordnet && !add_wordnet(&t, wordnet, tmp, e)) return false;
  uint64_t *key = PLX_NEWS(tmp, uint64_t, t.names.n + 1u);
  for (uint32_t i = 0; i < t.names.n; i++) memcpy(&key[i], t.names.key[i].p, sizeof *key);
  plx_lexicon_pack(key, t.names.value, t.names.n, out);
  return true;
}
