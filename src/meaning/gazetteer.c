/* SPDX-License-Identifier: Apache-2.0 */
// Names differ in hyphens, accents, stops and transliteration, so both the tables and the text are brought to the same
// normal words, and names are equal when these are.  All normal phrases live in one map; `first` says how many words
// the longest name that begins with a word has, so that most tokens cost one look-up that fails.
#include "meaning/gazetteer.h"

#include <string.h>

#include <utf8proc.h>

#include "base/utf8.h"
#include "tables.h"

#define NAME_WORDS_MAX   10
#define NAME_BYTES_MAX   160
#define CAPS_LETTERS_MAX 5 // a longer name in capitals ("UNESCO") is nobody's ordinary word

struct plx_gazetteer {
  plx_map spelling; // a word → row of spellings + 1
  plx_map first;    // first word of a name → words in the longest such name
  plx_map phrase;   // normal words → 1 + index of the first entry
  plx_map given;    // given name → plx_gender
  plx_map common;   // words of commonness that are common enough
  PLX_VEC(plx_known) known;
};

// --- normal words ---

// Lower case base letter of a code point, as UTF-8 in out; 0 bytes for marks and for what separates nothing.
static int base_letter(uint32_t cp, char out[4]) {
  if (cp == '.' || cp == '\'' || cp == 0x2019 || cp == 0x2018 || cp == '`' || cp == 0x2bc || cp == 0x2be || cp == 0x2bf)
    return 0;
  if (cp < 128) return out[0] = (char)(cp >= 'A' && cp <= 'Z' ? cp + 32 : cp), 1;
  if (cp == 0x131) return out[0] = 'i', 1;                // Turkish dotless i
  if (cp == 0x142 || cp == 0x141) return out[0] = 'l', 1; // Polish stroke
  utf8proc_int32_t parts[8];
  int last = 0;
  utf8proc_ssize_t n =
      utf8proc_decompose_char((utf8proc_int32_t)cp, parts, 8, UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD, &last);
  return n > 0 ? plx_utf8_put(out, (uint32_t)parts[0]) : 0;
}

static bool separates(uint32_t cp) {
  return cp == '-' || cp == 0x2010 || cp == 0x2011 || cp == 0x2013 || cp == '/' || plx_cp_space(cp);
}

// spec: entity.3
static plx_str common_spelling(const plx_gazetteer *g, plx_str word) {
  const uint32_t *row = plx_map_get(&g->spelling, word);
  return row ? plx_cell(&plx_table_spellings, (int)*row - 1, PLX_SPELLINGS_COMMON) : word;
}

// The word that starts at s.p[*at]; *at moves behind it and its separator.  Empty at the end.
static plx_name_word next_word(const plx_gazetteer *g, plx_str s, size_t *at, plx_arena *a) {
  char buf[NAME_BYTES_MAX + 4];
  size_t n = 0, begin = *at;
  uint32_t letters = 0, capitals = 0;
  plx_name_word w = {0};
  bool started = false;
  while (*at < s.n) {
    int len;
    uint32_t cp = plx_utf8_at(s, *at, &len);
    if (separates(cp)) {
      *at += (size_t)len;
      if (started) break;
      begin = *at;
      continue;
    }
    if (!started) w.upper = plx_cp_upper(cp);
    started = true;
    letters += plx_cp_letter(cp);
    capitals += plx_cp_upper(cp);
    if (n < NAME_BYTES_MAX) n += (size_t)base_letter(cp, buf + n);
    *at += (size_t)len;
    w.span.n = (uint32_t)(*at - begin);
  }
  w.span.at = (uint32_t)begin;
  w.caps = letters > 1 && capitals == letters;
  w.norm = started ? common_spelling(g, (plx_str){buf, n}) : (plx_str){0};
  if (w.norm.p == buf) w.norm = plx_str_copy(a, w.norm);
  return w;
}

static bool possessive(plx_str form) {
  return plx_str_eqz(form, "'s") || plx_str_eqz(form, "\xe2\x80\x99s") || plx_str_eqz(form, "'") ||
         plx_str_eqz(form, "\xe2\x80\x99");
}

// A hyphen that is a token of its own, tight between two others: "al" "-" "Assad".
static bool tight_hyphen(const plx_text *text, uint32_t i) {
  const plx_tok *t = &text->tok.v[i];
  return i > 0 && i + 1 < text->tok.n && !t->space_after && !text->tok.v[i - 1].space_after &&
         (plx_str_eqz(t->form, "-") || plx_str_eqz(t->form, "\xe2\x80\x90") || plx_str_eqz(t->form, "\xe2\x80\x91"));
}

void plx_gazetteer_cut(const plx_gazetteer *g, const plx_text *text, plx_arena *a, plx_name_words *out) {
  for (uint32_t i = 0; i < text->tok.n; i++) {
    const plx_tok *t = &text->tok.v[i];
    size_t at = 0;
    bool any = i > 0 && tight_hyphen(text, i - 1);
    if (tight_hyphen(text, i)) continue;
    while (at < t->form.n && !possessive(t->form)) {
      plx_name_word w = next_word(g, t->form, &at, a);
      if (!w.norm.n) break;
      w.span.at += t->span.at;
      w.tok = i;
      w.joined = any;
      *plx_vec_push(a, out) = w;
      any = true;
    }
    if (!out->n || out->v[out->n - 1].tok != i) // a place of its own, so that nothing matches across it
      *plx_vec_push(a, out) = (plx_name_word){.norm = PLX_STR(""), .span = t->span, .tok = i};
  }
}

plx_str plx_gazetteer_norm(const plx_gazetteer *g, plx_str phrase, plx_arena *a) {
  plx_str word[NAME_WORDS_MAX * 2];
  size_t n = 0, at = 0;
  while (at < phrase.n && n < NAME_WORDS_MAX * 2) {
    plx_name_word w = next_word(g, phrase, &at, a);
    if (w.norm.n && !(n == 0 && plx_str_in(w.norm, "the a an"))) word[n++] = w.norm;
  }
  return plx_str_join(a, word, n, PLX_STR(" "));
}

// --- making ---

// "US" and "WHO" are names only in capitals; "G.I." and "U.S." too.
static bool wants_caps(plx_str name) {
  size_t letters = 0;
  for (size_t i = 0; i < name.n; i++) {
    char c = name.p[i];
    if ((c >= 'a' && c <= 'z') || c == ' ' || (c & 0x80)) return false;
    letters += c >= 'A' && c <= 'Z';
  }
  return letters > 1 && letters <= CAPS_LETTERS_MAX;
}

// Names that begin with this one's first word are at least as long.
static void note_length(plx_gazetteer *g, plx_str norm) {
  uint32_t words = 1;
  for (size_t i = 0; i < norm.n; i++) words += norm.p[i] == ' ';
  plx_str rest = norm, head;
  plx_str_cut(&rest, ' ', &head);
  uint32_t *longest = plx_map_put(&g->first, head);
  *longest = words > *longest ? words : *longest;
}

static void add_name(plx_gazetteer *g, plx_str name, plx_known k, plx_arena *a) {
  plx_str norm = plx_gazetteer_norm(g, name, a);
  if (!norm.n) return;
  note_length(g, norm);
  k.caps = wants_caps(name);
  k.next = PLX_NONE;
  uint32_t *first = plx_map_put(&g->phrase, norm);
  if (*first) { // behind those that are there: the tables' order is the order of preference
    plx_known *last = &g->known.v[*first - 1];
    for (;; last = &g->known.v[last->next]) {
      if (last->kind == k.kind && last->row == k.row) { // "ISIS" and "Isis": the looser rule holds
        last->caps &= k.caps;
        return;
      }
      if (last->next == PLX_NONE) break;
    }
    last->next = g->known.n;
  } else {
    *first = g->known.n + 1;
  }
  *plx_vec_push(a, &g->known) = k;
}

static void add_list(plx_gazetteer *g, plx_str names, plx_known k, plx_arena *a) {
  plx_str one;
  while (plx_str_cut(&names, '|', &one))
    if (one.n) add_name(g, one, k, a);
}

// A demonym and its plural: "Syrian", "Syrians".
static void add_demonyms(plx_gazetteer *g, plx_str names, int row, plx_arena *a) {
  plx_str one;
  while (plx_str_cut(&names, '|', &one)) {
    plx_known k = {.kind = PLX_KNOWN_DEMONYM, .row = row, .type = PLX_ENTITY_LOC};
    if (one.n) add_name(g, one, k, a);
    if (one.n && !plx_str_ends(one, PLX_STR("s")) && !plx_str_ends(one, PLX_STR("ese")) &&
        !plx_str_ends(one, PLX_STR("sh")) && !plx_str_ends(one, PLX_STR("ch")) && !plx_str_ends(one, PLX_STR("men")))
      add_name(g, plx_str_fmt(a, "%.*ss", PLX_FMT(one)), k, a);
  }
}

static plx_entity_type type_named(plx_str t) {
  return plx_str_eqz(t, "PER")   ? PLX_ENTITY_PER
         : plx_str_eqz(t, "ORG") ? PLX_ENTITY_ORG
         : plx_str_eqz(t, "LOC") ? PLX_ENTITY_LOC
                                 : PLX_ENTITY_MISC;
}

// --- the user's names ---

// A code alone is a country's; what changes with the years is a person; the rest are bodies.
static plx_entity_type type_of_user(const plx_dict_actor *a) {
  bool country = a->terms.n > 0 && a->terms.v[0].code.n == 3;
  return a->dated ? PLX_ENTITY_PER : country ? PLX_ENTITY_LOC : PLX_ENTITY_ORG;
}

static plx_str code_of_ours(const plx_known *k) {
  if (k->kind == PLX_KNOWN_REGION) return plx_cell(&plx_table_regions, k->row, PLX_REGIONS_COUNTRY);
  if (k->kind == PLX_KNOWN_ACTOR) return plx_cell(&plx_table_actors, k->row, PLX_ACTORS_CODE);
  return plx_cell(&plx_table_countries, k->row, PLX_COUNTRIES_CODE);
}

// "RUSSIAN_ [RUS]" tells us nothing, and we know besides that it is a demonym.
static bool repeats(const plx_gazetteer *g, const plx_dict_actor *a, uint32_t ours) {
  if (ours == PLX_NONE || a->dated || a->terms.n != 1 || g->known.v[ours].kind == PLX_KNOWN_USER) return false;
  return plx_str_eq(a->terms.v[0].code, code_of_ours(&g->known.v[ours]));
}

// In front of ours, and later ones in front of earlier.  Dictionaries are in capitals throughout, so whether a name
// must be written in capitals is asked of the word: "us" and "who" are common ones.
static void add_user_name(plx_gazetteer *g, const plx_dictionary *d, const plx_dict_name *n, plx_arena *a) {
  plx_str norm = plx_gazetteer_norm(g, n->name, a);
  uint32_t ours = norm.n ? plx_gazetteer_find(g, norm) : PLX_NONE;
  if (!norm.n || repeats(g, &d->actor.v[n->actor], ours)) return;
  note_length(g, norm);
  plx_known *k = plx_vec_push(a, &g->known);
  *k = (plx_known){.kind = PLX_KNOWN_USER, .row = (int)n->actor, .main = true, .next = ours};
  k->type = type_of_user(&d->actor.v[n->actor]);
  k->caps = norm.n <= CAPS_LETTERS_MAX && plx_gazetteer_common(g, norm);
  *plx_map_put(&g->phrase, norm) = g->known.n;
}

plx_gazetteer *plx_gazetteer_new(const plx_dictionary *d, plx_arena *a) {
  plx_gazetteer *g = PLX_NEW(a, plx_gazetteer);
  plx_map_init(&g->spelling, a);
  plx_map_init(&g->first, a);
  plx_map_init(&g->phrase, a);
  plx_map_init(&g->given, a);
  plx_map_init(&g->common, a);
  double least = plx_param("name_common_word");
  for (int i = 0; i < plx_table_commonness.rows; i++)
    if (plx_cell_num(&plx_table_commonness, i, PLX_COMMONNESS_PER_10000) >= least)
      plx_map_put(&g->common, plx_cell(&plx_table_commonness, i, PLX_COMMONNESS_WORD));
  for (int i = 0; i < plx_table_spellings.rows; i++)
    *plx_map_put(&g->spelling, plx_cell(&plx_table_spellings, i, PLX_SPELLINGS_SPELLING)) = (uint32_t)i + 1;
  for (int i = 0; i < plx_table_genders.rows; i++)
    if (plx_str_eqz(plx_cell(&plx_table_genders, i, PLX_GENDERS_KIND), "name"))
      *plx_map_put(&g->given, common_spelling(g, plx_cell(&plx_table_genders, i, PLX_GENDERS_WORD))) =
          plx_str_eqz(plx_cell(&plx_table_genders, i, PLX_GENDERS_GENDER), "m") ? PLX_GENDER_M : PLX_GENDER_F;
  for (int i = 0; i < plx_table_countries.rows; i++) {
    plx_known k = {.kind = PLX_KNOWN_COUNTRY, .row = i, .main = true, .type = PLX_ENTITY_LOC};
    add_name(g, plx_cell(&plx_table_countries, i, PLX_COUNTRIES_NAME), k, a);
    k.main = false;
    add_list(g, plx_cell(&plx_table_countries, i, PLX_COUNTRIES_ALIASES), k, a);
    add_demonyms(g, plx_cell(&plx_table_countries, i, PLX_COUNTRIES_DEMONYMS), i, a);
    k.kind = PLX_KNOWN_CAPITAL;
    add_list(g, plx_cell(&plx_table_countries, i, PLX_COUNTRIES_CAPITALS), k, a);
  }
  for (int i = 0; i < plx_table_actors.rows; i++) {
    plx_known k = {.kind = PLX_KNOWN_ACTOR, .row = i, .main = true};
    k.type = type_named(plx_cell(&plx_table_actors, i, PLX_ACTORS_TYPE));
    add_name(g, plx_cell(&plx_table_actors, i, PLX_ACTORS_NAME), k, a);
    k.main = false;
    add_list(g, plx_cell(&plx_table_actors, i, PLX_ACTORS_ALIASES), k, a);
  }
  for (int i = 0; i < plx_table_regions.rows; i++) {
    plx_known k = {.kind = PLX_KNOWN_REGION, .row = i, .main = true, .type = PLX_ENTITY_LOC};
    add_name(g, plx_cell(&plx_table_regions, i, PLX_REGIONS_NAME), k, a);
    k.main = false;
    add_list(g, plx_cell(&plx_table_regions, i, PLX_REGIONS_ALIASES), k, a);
  }
  for (uint32_t i = 0; d && i < d->name.n; i++) add_user_name(g, d, &d->name.v[i], a);
  return g;
}

// --- finding ---

// Is pieces at..at+n written as this name may be written?  Capitals at its ends; all capitals where the name is short.
static bool written_as_name(const plx_known *k, const plx_name_word *p, uint32_t n) {
  if (k->caps) return p[0].caps;
  bool article = plx_str_eqz(p[0].norm, "al") || plx_str_eqz(p[0].norm, "de") || plx_str_eqz(p[0].norm, "von") ||
                 plx_str_eqz(p[0].norm, "bin") || plx_str_eqz(p[0].norm, "anti") || plx_str_eqz(p[0].norm, "van");
  return (p[0].upper || (article && n > 1)) &&
         (n == 1 || p[n - 1].upper || k->kind == PLX_KNOWN_ACTOR || k->kind == PLX_KNOWN_USER);
}

uint32_t plx_gazetteer_match(const plx_gazetteer *g, const plx_name_words *p, uint32_t at, uint32_t *count) {
  const uint32_t *longest = plx_map_get(&g->first, p->v[at].norm);
  if (!longest) return PLX_NONE;
  char buf[NAME_BYTES_MAX * 2];
  uint32_t end[NAME_WORDS_MAX * 2], n = 0;
  size_t bytes = 0;
  while (n < *longest && n < NAME_WORDS_MAX * 2 && at + n < p->n) {
    plx_str w = p->v[at + n].norm;
    if (!w.n || bytes + w.n + 1 > sizeof buf) break;
    if (n) buf[bytes++] = ' ';
    memcpy(buf + bytes, w.p, w.n);
    bytes += w.n;
    end[n++] = (uint32_t)bytes;
  }
  for (; n > 0; n--) {
    uint32_t k = plx_gazetteer_find(g, (plx_str){buf, end[n - 1]});
    for (; k != PLX_NONE; k = g->known.v[k].next)
      if (written_as_name(&g->known.v[k], &p->v[at], n)) return *count = n, k;
  }
  return PLX_NONE;
}

plx_gender plx_gazetteer_given(const plx_gazetteer *g, plx_str norm) {
  const uint32_t *gender = plx_map_get(&g->given, norm);
  return gender ? (plx_gender)*gender : PLX_GENDER_NONE;
}

bool plx_gazetteer_common(const plx_gazetteer *g, plx_str norm) {
  return plx_map_get(&g->common, norm) != NULL;
}

uint32_t plx_gazetteer_find(const plx_gazetteer *g, plx_str norm) {
  const uint32_t *first = plx_map_get(&g->phrase, norm);
  return first ? *first - 1 : PLX_NONE;
}

const plx_known *plx_gazetteer_at(const plx_gazetteer *g, uint32_t known) {
  return &g->known.v[known];
}
