/* SPDX-License-Identifier: Apache-2.0 */
// A phrase is read from its head outwards: the head noun's row in data/agents.tsv gives a sector ("jets" MIL), what
// stands before it a country ("Russian"), a body ("State Department spokesman") or a better sector ("military
// official"), and only where these are silent what follows: "spokesman for the ministry", "rebels in Syria".
#include "meaning/actors.h"

#include <stdlib.h>
#include <string.h>

#include "language/labels.h"
#include "tables.h"

#define NOUN_WORDS_MAX   5
#define PHRASE_DEPTH_MAX 4
#define MENTION_WINDOW   48 // mentions that may start between a phrase's first word and its head

// A noun of the user's: its sector, and all else as our row for the noun says, or as for "person".
typedef struct user_noun {
  plx_str sector;
  int like; // row of agents
} user_noun;

struct plx_actors {
  plx_gazetteer *names;
  const plx_dictionary *d; // or NULL
  user_noun *user;
  plx_map noun;     // words of a noun phrase in lower case → row of agents + 1, rows of kind modifier aside
  plx_map modifier; // the same for modifiers
  plx_map country;  // alpha-3 → row of countries + 1
};

// spec: dict.3
static void add_user_nouns(plx_actors *a, const plx_dictionary *d, plx_arena *p) {
  const uint32_t *person = plx_map_get(&a->noun, PLX_STR("worker")); // a noun for people, without a sector of its own
  a->user = PLX_NEWS(p, user_noun, d->agent.n);
  for (uint32_t i = 0; i < d->agent.n; i++) {
    const plx_dict_agent *g = &d->agent.v[i];
    uint32_t row = (uint32_t)plx_table_agents.rows + i + 1;
    uint32_t *had = plx_map_get(&a->noun, g->noun), *before = plx_map_get(&a->modifier, g->noun);
    const uint32_t *like = had ? had : before ? before : person;
    bool ours = like && *like <= (uint32_t)plx_table_agents.rows;
    a->user[i] = (user_noun){g->sector, ours   ? (int)*like - 1
                                        : like ? a->user[*like - 1 - (uint32_t)plx_table_agents.rows].like
                                               : -1};
    if (before) *before = row;
    *plx_map_put(&a->noun, g->noun) = row;
  }
}

plx_str plx_actor_noun_cell(const plx_actors *a, int row, int column) {
  if (row >= plx_table_agents.rows) {
    const user_noun *u = &a->user[row - plx_table_agents.rows];
    if (column == PLX_AGENTS_SECTOR) return u->sector;
    row = column == PLX_AGENTS_COUNTRY || column == PLX_AGENTS_ALONE ? -1 : u->like;
  }
  return row < 0 ? (plx_str){0} : plx_cell(&plx_table_agents, row, column);
}

plx_actors *plx_actors_new(const plx_dictionary *d, plx_arena *p) {
  plx_actors *a = PLX_NEW(p, plx_actors);
  a->d = d;
  a->names = plx_gazetteer_new(d, p);
  plx_map_init(&a->noun, p);
  plx_map_init(&a->modifier, p);
  plx_map_init(&a->country, p);
  for (int i = 0; i < plx_table_agents.rows; i++) {
    bool before = plx_str_eqz(plx_cell(&plx_table_agents, i, PLX_AGENTS_KIND), "modifier");
    *plx_map_put(before ? &a->modifier : &a->noun, plx_cell(&plx_table_agents, i, PLX_AGENTS_NOUN)) = (uint32_t)i + 1;
  }
  for (int i = 0; i < plx_table_countries.rows; i++)
    *plx_map_put(&a->country, plx_cell(&plx_table_countries, i, PLX_COUNTRIES_CODE)) = (uint32_t)i + 1;
  if (d) add_user_nouns(a, d, p);
  return a;
}

const plx_gazetteer *plx_actors_names(const plx_actors *a) {
  return a->names;
}

// --- codes ---

// A user's dictionary may have countries of its own.
static bool is_country(const plx_actors *a, plx_str code) {
  return plx_map_get(&a->country, code) != NULL || (a->d && code.n == 3 && plx_actor_country(code).n == 3);
}

plx_str plx_actor_country(plx_str code) {
  plx_str c = plx_str_sub(code, 0, 3);
  if (c.n < 3 || (code.n > 3 && code.p[3] != ' ')) return (plx_str){0};
  return plx_str_in(c,
                    "GOV MIL REB OPP COP JUD LEG SPY MED EDU BUS CRM CVL NGO IGO REF LAB PTY UAF HLH AGR ELI REL HRI "
                    "RAD SET DEV ENV IMG NGM MNC INT UIS")
             ? (plx_str){0}
             : c;
}

plx_str plx_actor_sector(plx_str code) {
  plx_str c = plx_actor_country(code);
  if (c.n) return code.n > 4 ? plx_str_sub(code, 4, code.n) : (plx_str){0};
  if (plx_str_starts(code, PLX_STR("IGO")) || plx_str_starts(code, PLX_STR("NGO")) ||
      plx_str_starts(code, PLX_STR("IMG"))) {
    ptrdiff_t blank = plx_str_find(code, PLX_STR(" "), 0);
    return blank < 0 ? (plx_str){0} : plx_str_sub(code, (size_t)blank + 1, code.n);
  }
  return code;
}

// Does "2009-2013,2015-" hold the year?  *after: the year lies behind its last term.
static bool in_years(plx_str years, long year, bool *after) {
  plx_str term;
  *after = false;
  while (plx_str_cut(&years, ',', &term)) {
    char buf[16] = {0};
    memcpy(buf, term.p, term.n < 15 ? term.n : 15);
    char *dash = strchr(buf, '-');
    long from = strtol(buf, NULL, 10), to = dash && dash[1] ? strtol(dash + 1, NULL, 10) : 9999;
    if (year == 0 || (year >= from && year <= to)) return true;
    *after = year > to;
  }
  return false;
}

plx_str plx_actor_of_known(const plx_actors *a, uint32_t known, plx_str day, plx_arena *doc) {
  const plx_known *k = plx_gazetteer_at(a->names, known);
  if (k->kind == PLX_KNOWN_USER) return plx_dict_actor_code(&a->d->actor.v[k->row], day);
  if (k->kind == PLX_KNOWN_REGION) return plx_cell(&plx_table_regions, k->row, PLX_REGIONS_COUNTRY);
  if (k->kind != PLX_KNOWN_ACTOR) return plx_cell(&plx_table_countries, k->row, PLX_COUNTRIES_CODE);
  plx_str code = plx_cell(&plx_table_actors, k->row, PLX_ACTORS_CODE);
  plx_str years = plx_cell(&plx_table_actors, k->row, PLX_ACTORS_YEARS);
  char buf[5] = {0};
  memcpy(buf, day.p ? day.p : "", day.n < 4 ? day.n : 4);
  bool after;
  if (!years.n || in_years(years, strtol(buf, NULL, 10), &after)) return code;
  plx_str country = plx_actor_country(code);
  return country.n && after ? plx_str_fmt(doc, "%.*s ELI", PLX_FMT(country)) : country;
}

// --- mentions by token ---

// The number of mentions that begin at or before the token.
static uint32_t mentions_until(const plx_record *r, uint32_t tok) {
  uint32_t lo = 0, hi = r->mention.n;
  while (lo < hi) {
    uint32_t mid = (lo + hi) / 2;
    if (r->mention.v[mid].first <= tok) lo = mid + 1;
    else hi = mid;
  }
  return lo;
}

uint32_t plx_mention_at(const plx_record *r, uint32_t tok) {
  uint32_t best = PLX_NONE, end = mentions_until(r, tok);
  uint32_t to = end + 8 < r->mention.n ? end + 8 : r->mention.n; // a title stands before the name it heads
  for (uint32_t i = end > MENTION_WINDOW ? end - MENTION_WINDOW : 0; i < to; i++) {
    const plx_mention *m = &r->mention.v[i], *b = best == PLX_NONE ? NULL : &r->mention.v[best];
    if (m->head != tok) continue;
    bool name = m->kind == PLX_MENTION_NAME, had = b && b->kind == PLX_MENTION_NAME;
    if (!b || (name && !had) || (name == had && m->count > b->count)) best = i;
  }
  return best;
}

uint32_t plx_mention_over(const plx_record *r, uint32_t tok) {
  uint32_t end = mentions_until(r, tok);
  for (uint32_t i = end; i-- > 0 && end - i <= MENTION_WINDOW;) {
    const plx_mention *m = &r->mention.v[i];
    if (m->kind == PLX_MENTION_NAME && tok < m->first + m->count) return i;
  }
  return PLX_NONE;
}

// --- nouns of the table ---

static plx_str join_lower(const plx_text *text, uint32_t first, uint32_t last, bool lemma, char *buf, size_t cap) {
  size_t n = 0;
  for (uint32_t i = first; i <= last; i++) {
    const plx_tok *t = &text->tok.v[i];
    plx_str w = i == last && lemma && t->lemma.n ? t->lemma : t->form;
    if (n + w.n + 1 > cap) return (plx_str){0};
    for (size_t k = 0; k < w.n; k++) buf[n++] = (char)(w.p[k] >= 'A' && w.p[k] <= 'Z' ? w.p[k] + 32 : w.p[k]);
    if (i < last && t->space_after) buf[n++] = ' ';
  }
  return (plx_str){buf, n};
}

// "terrorists" → "terrorist", "armies" → "army": where the lemma was not told.
static plx_str singular(plx_str w, char *buf) {
  if (w.n > 4 && plx_str_ends(w, PLX_STR("ies"))) {
    memmove(buf, w.p, w.n - 3);
    buf[w.n - 3] = 'y';
    return (plx_str){buf, w.n - 2};
  }
  if (w.n > 4 && plx_str_ends(w, PLX_STR("men")))
    return memmove(buf, w.p, w.n), buf[w.n - 2] = 'a', (plx_str){buf, w.n};
  if (w.n > 3 && w.p[w.n - 1] == 's' && w.p[w.n - 2] != 's') return plx_str_sub(w, 0, w.n - 1);
  return (plx_str){0};
}

static int look_up(const plx_map *m, const plx_text *text, uint32_t first, uint32_t last) {
  char buf[128];
  for (int lemma = 0; lemma < 2; lemma++) {
    plx_str key = join_lower(text, first, last, lemma, buf, sizeof buf);
    const uint32_t *row = key.n ? plx_map_get(m, key) : NULL;
    if (!row && key.n && (key = singular(key, buf)).n) row = plx_map_get(m, key);
    if (row) return (int)*row - 1;
  }
  return -1;
}

int plx_actor_noun(const plx_actors *a, const plx_text *text, uint32_t head, uint32_t *first) {
  uint32_t from = head >= NOUN_WORDS_MAX - 1 ? head - (NOUN_WORDS_MAX - 1) : 0;
  for (uint32_t i = from; i <= head; i++) {
    int row = look_up(&a->noun, text, i, head);
    if (row >= 0) return *first = i, row;
  }
  return *first = head, -1;
}

// --- a phrase ---

typedef struct reading {
  const plx_actors *a;
  const plx_record *r;
  plx_arena *doc;
} reading;

typedef struct phrase {
  plx_str sector;
  plx_str body; // code of the body it belongs to: "IGOUNO", "PSE REB"
  plx_str country[PLX_ACTOR_PARTS];
  uint32_t countries;
  uint32_t first, last; // tokens of the phrase without what follows its head
} phrase;

static void add_country(phrase *p, plx_str code) {
  for (uint32_t i = 0; i < p->countries; i++)
    if (plx_str_eq(p->country[i], code)) return;
  if (code.n && p->countries < PLX_ACTOR_PARTS) p->country[p->countries++] = code;
}

// Is `tok` under `top`, within a few steps?
static bool under(const plx_text *t, uint32_t tok, uint32_t top) {
  for (int i = 0; i < 8 && tok != top; i++) {
    int32_t h = t->tok.v[tok].head;
    if (h < 0) return false;
    tok = (uint32_t)h;
  }
  return tok == top;
}

// The first token of the noun phrase to the left of its head.
static uint32_t phrase_begin(const plx_text *t, uint32_t head, uint32_t sentence_first) {
  uint32_t i = head;
  while (i > sentence_first && under(t, i - 1, head) && t->tok.v[i - 1].rel != PLX_REL_CASE &&
         plx_rel_universal(t->tok.v[i - 1].rel) != PLX_REL_NSUBJ && t->tok.v[i - 1].rel != PLX_REL_MARK &&
         t->tok.v[i - 1].rel != PLX_REL_COP)
    i--;
  while (i < head && (t->tok.v[i].upos == PLX_UPOS_PUNCT || t->tok.v[i].rel == PLX_REL_CC)) i++;
  return i;
}

// Words that make of "X-…" a patron, an occupier or a maker of the noun, not its country.
static bool patron_word(plx_str w) {
  return plx_str_in(w, "backed supported sponsored funded financed trained armed equipped brokered mediated occupied "
                       "controlled held ruled imposed made built supplied allied aligned linked bound born inspired "
                       "friendly administered annexed dominated educated born engineered designed proposed drafted");
}

// Is the name or demonym that ends in token `tok` only the patron: "US-backed", "Russian backed", "pro-Russian"?
// spec: entity.9
static bool only_patron(const plx_text *t, uint32_t tok, plx_span name) {
  const plx_tok *w = &t->tok.v[tok];
  uint32_t end = plx_span_end(name), word_end = plx_span_end(w->span);
  if (end < word_end) { // one token: "US-backed"
    plx_str rest = plx_str_sub(w->form, end - w->span.at, w->form.n);
    return rest.n > 1 && rest.p[0] == '-' && patron_word(plx_str_sub(rest, 1, rest.n));
  }
  if (name.at > w->span.at) { // "pro-Russian", "anti-Assad"
    plx_str front = plx_str_sub(w->form, 0, name.at - w->span.at);
    if (plx_str_eqi(front, PLX_STR("pro-")) || plx_str_eqi(front, PLX_STR("anti-"))) return true;
  }
  uint32_t next = tok + 1;
  if (next < t->tok.n && plx_str_eqz(t->tok.v[next].form, "-")) next++;
  if (next < t->tok.n && patron_word(t->tok.v[next].form)) return true;
  return tok > 1 && plx_str_eqz(t->tok.v[tok - 1].form, "-") && plx_str_in(t->tok.v[tok - 2].form, "pro anti Pro Anti");
}

// The row of countries that a demonym at `tok` (with the word before: "South Korean") names, or -1.
static int demonym_at(const reading *c, uint32_t tok, uint32_t *first) {
  const plx_text *t = &c->r->text;
  if (!t->tok.v[tok].form.n || t->tok.v[tok].form.p[0] < 'A' || t->tok.v[tok].form.p[0] > 'Z') return -1;
  plx_mark mark = plx_arena_mark(c->doc);
  int row = -1;
  for (uint32_t back = tok > 0 ? 2 : 1; back > 0 && row < 0; back--) {
    *first = tok + 1 - back;
    plx_span s = plx_span_join(t->tok.v[*first].span, t->tok.v[tok].span);
    uint32_t k = plx_gazetteer_find(c->a->names, plx_gazetteer_norm(c->a->names, plx_span_str(t->bytes, s), c->doc));
    for (; k != PLX_NONE && row < 0; k = plx_gazetteer_at(c->a->names, k)->next)
      if (plx_gazetteer_at(c->a->names, k)->kind == PLX_KNOWN_DEMONYM) row = plx_gazetteer_at(c->a->names, k)->row;
  }
  plx_arena_reset(c->doc, mark);
  return row;
}

// What a name beside the head brings: its country, or the body it is.
static void take_entity(const reading *c, phrase *p, const plx_entity *e) {
  if (e->actor.n == 3 && is_country(c->a, e->actor)) add_country(p, e->actor);
  else if (e->type == PLX_ENTITY_LOC || e->type == PLX_ENTITY_PER)
    add_country(p, e->country.n ? e->country : plx_actor_country(e->actor));
  else if (e->actor.n && !p->body.n) p->body = e->actor;
}

// "official" and the like yield to what stands before them: "military official", "health minister" does not.
static bool yields(plx_str sector, plx_str noun) {
  return !sector.n || plx_str_in(noun, "official officials officer authorities department agency bureau service leader "
                                       "chief worker workers commander source convoy base staff");
}

static void read_left(const reading *c, phrase *p, uint32_t head, uint32_t noun_first, plx_str noun) {
  const plx_text *t = &c->r->text;
  for (uint32_t i = p->first; i < noun_first; i++) {
    uint32_t m = plx_mention_over(c->r, i), begin;
    if (m != PLX_NONE) {
      const plx_mention *name = &c->r->mention.v[m];
      uint32_t last = name->first + name->count - 1;
      if (!only_patron(t, last, name->span)) take_entity(c, p, &c->r->entity.v[name->entity]);
      i = last;
      continue;
    }
    int row = demonym_at(c, i, &begin);
    if (row >= 0 && !only_patron(t, i, t->tok.v[i].span))
      add_country(p, plx_cell(&plx_table_countries, row, PLX_COUNTRIES_CODE));
    int before = row < 0 && i != head ? look_up(&c->a->modifier, t, i, i) : -1;
    if (before >= 0 && yields(p->sector, noun)) p->sector = plx_actor_noun_cell(c->a, before, PLX_AGENTS_SECTOR);
  }
}

static phrase read_phrase(const reading *c, uint32_t head, int depth);

// "of Iraq and Egypt": the countries of all.
static phrase read_coordinated(const reading *c, uint32_t head, uint32_t sentence_end, int depth) {
  phrase p = read_phrase(c, head, depth);
  for (uint32_t i = head + 1; i < sentence_end && depth < PHRASE_DEPTH_MAX; i++) {
    const plx_tok *t = &c->r->text.tok.v[i];
    if (t->head != (int32_t)head || t->rel != PLX_REL_CONJ) continue;
    phrase q = read_phrase(c, i, PHRASE_DEPTH_MAX);
    for (uint32_t k = 0; k < q.countries; k++) add_country(&p, q.country[k]);
  }
  return p;
}

// "dozens of", "members of", "a group of": the phrase is about what follows.
static bool transparent(plx_str noun) {
  return plx_str_in(noun, "dozen dozens hundred hundreds thousand thousands million millions score scores number group "
                          "member some both one two three all many most majority pair crowd part half any none each "
                          "series kind sort rest handful lot couple several few representative faction");
}

// What follows the head: "of the army", "for the State Department", "in Syria".
static void read_right(const reading *c, phrase *p, uint32_t head, uint32_t sentence_end, plx_str noun, int depth) {
  const plx_text *t = &c->r->text;
  bool complete = p->sector.n && !transparent(noun);
  for (uint32_t i = head + 1; i < sentence_end; i++) {
    const plx_tok *w = &t->tok.v[i];
    if (w->head != (int32_t)head || plx_rel_universal(w->rel) != PLX_REL_NMOD) continue;
    plx_str mark = {0};
    for (uint32_t k = head + 1; k < i; k++)
      if (t->tok.v[k].head == (int32_t)i && t->tok.v[k].rel == PLX_REL_CASE && !mark.n) mark = t->tok.v[k].form;
    bool owner = plx_str_in(mark, "of for from at with to"), where = plx_str_in(mark, "in inside near across");
    if ((!owner && !where) || (p->countries && complete) || p->body.n) continue;
    phrase q = read_coordinated(c, i, sentence_end, depth + 1);
    if (!p->countries)
      for (uint32_t k = 0; k < q.countries; k++) add_country(p, q.country[k]);
    if (owner && !complete && !p->sector.n) p->sector = q.sector;
    if (owner && !complete) p->body = q.body;
  }
}

// A name that is part of the phrase under a title: "President" → "Assad".
static uint32_t titled_name(const plx_record *r, uint32_t head) {
  uint32_t m = plx_mention_at(r, head);
  return m != PLX_NONE && r->mention.v[m].kind == PLX_MENTION_NAME ? m : plx_mention_over(r, head);
}

static void bounds(const plx_record *r, uint32_t tok, uint32_t *first, uint32_t *end) {
  const plx_sentence *s = &r->text.sentence.v[plx_text_sentence_of(&r->text, tok)];
  *first = s->first;
  *end = s->first + s->count;
}

// spec: entity.8
static phrase read_phrase(const reading *c, uint32_t head, int depth) {
  const plx_text *t = &c->r->text;
  phrase p = {.first = head, .last = head};
  uint32_t from, end, noun_first, name = titled_name(c->r, head);
  bounds(c->r, head, &from, &end);
  if (name != PLX_NONE) {
    const plx_mention *m = &c->r->mention.v[name];
    p.first = m->first;
    p.last = m->first + m->count - 1;
    const plx_entity *e = &c->r->entity.v[m->entity];
    if (e->actor.n && !(e->actor.n == 3 && is_country(c->a, e->actor))) p.body = e->actor;
    else take_entity(c, &p, e);
    return p;
  }
  int row = plx_actor_noun(c->a, t, head, &noun_first);
  p.first = phrase_begin(t, head, from);
  uint32_t begin; // a demonym right before belongs to it, wherever the tree hangs it
  if (p.first > from && p.first == noun_first && demonym_at(c, p.first - 1, &begin) >= 0) p.first--;
  p.sector = plx_actor_noun_cell(c->a, row, PLX_AGENTS_SECTOR);
  plx_str noun = t->tok.v[head].lemma.n ? t->tok.v[head].lemma : t->tok.v[head].form;
  if (noun_first > p.first) read_left(c, &p, head, noun_first, noun);
  int people = row < 0 ? demonym_at(c, head, &begin) : -1;
  if (people >= 0) add_country(&p, plx_cell(&plx_table_countries, people, PLX_COUNTRIES_CODE));
  if (depth < PHRASE_DEPTH_MAX) read_right(c, &p, head, end, noun, depth);
  if (p.countries && !p.body.n && !p.sector.n) p.sector = plx_actor_noun_cell(c->a, row, PLX_AGENTS_ALONE);
  plx_str implied = plx_actor_noun_cell(c->a, row, PLX_AGENTS_COUNTRY);
  if (!p.countries && !p.body.n && implied.n) {
    if (is_country(c->a, implied)) add_country(&p, implied);
    else p.body = implied;
  }
  return p;
}

// The k-th code of a phrase, absent past the last.
static plx_str phrase_code(const phrase *p, uint32_t k, plx_arena *doc) {
  if (p->body.n) {
    if (k > 0) return (plx_str){0};
    bool more = p->sector.n && !plx_actor_sector(p->body).n && !plx_str_starts(p->body, p->sector);
    return more ? plx_str_fmt(doc, "%.*s %.*s", PLX_FMT(p->body), PLX_FMT(p->sector)) : p->body;
  }
  if (k < p->countries)
    return p->sector.n ? plx_str_fmt(doc, "%.*s %.*s", PLX_FMT(p->country[k]), PLX_FMT(p->sector)) : p->country[k];
  return k == 0 ? p->sector : (plx_str){0};
}

plx_str plx_actor_of_words(const plx_actors *a, const plx_record *r, uint32_t head, plx_arena *doc) {
  reading c = {a, r, doc};
  phrase p = read_phrase(&c, head, 0);
  return phrase_code(&p, 0, doc);
}

// --- titles ---

// A word that may stand inside a title before its noun: "Russian", "deputy", "Kerry 's".
static bool in_title(const plx_record *r, uint32_t i) {
  const plx_tok *t = &r->text.tok.v[i];
  return t->upos == PLX_UPOS_ADJ || t->upos == PLX_UPOS_NOUN || t->upos == PLX_UPOS_PROPN ||
         plx_mention_over(r, i) != PLX_NONE || plx_str_in(t->form, "'s \xe2\x80\x99s ' \xe2\x80\x99 - Former former");
}

// spec: entity.5
// spec: entity.6
plx_str plx_actor_of_title(const plx_actors *a, const plx_record *r, uint32_t last, plx_arena *doc) {
  reading c = {a, r, doc};
  uint32_t from, end, noun_first;
  int row = plx_actor_noun(a, &r->text, last, &noun_first);
  bool person = row >= 0 && plx_str_eqz(plx_actor_noun_cell(a, row, PLX_AGENTS_KIND), "person");
  if (!person) return (plx_str){0};
  bounds(r, last, &from, &end);
  phrase p = {.first = noun_first, .last = last, .sector = plx_actor_noun_cell(a, row, PLX_AGENTS_SECTOR)};
  bool former = false;
  while (p.first > from && in_title(r, p.first - 1)) {
    p.first--;
    former |= plx_str_in(r->text.tok.v[p.first].form, "former Former ex Ex ousted deposed late");
  }
  read_left(&c, &p, last, noun_first, r->text.tok.v[last].lemma);
  uint32_t owner = noun_first > from + 1 ? plx_mention_over(r, noun_first - 2) : PLX_NONE;
  if (!p.sector.n && !p.body.n && owner != PLX_NONE) // "Kerry's spokesman" is of Kerry's side
    p.body = r->entity.v[r->mention.v[owner].entity].actor;
  if (p.countries && !p.body.n && !p.sector.n) p.sector = plx_actor_noun_cell(a, row, PLX_AGENTS_ALONE);
  plx_str implied = plx_actor_noun_cell(a, row, PLX_AGENTS_COUNTRY);
  if (!p.countries && !p.body.n && is_country(a, implied)) add_country(&p, implied);
  if (former && p.sector.n) p.sector = PLX_STR("ELI");
  return phrase_code(&p, 0, doc);
}

plx_str plx_actor_country_near(const plx_actors *a, const plx_record *r, uint32_t first, uint32_t last) {
  reading c = {a, r, r->doc->arena};
  phrase p = {0};
  uint32_t begin, owner = first > 1 ? plx_mention_over(r, first - 2) : PLX_NONE;
  for (uint32_t i = first > 0 ? first - 1 : 0; i <= last && !p.countries; i++) {
    int row = demonym_at(&c, i, &begin);
    if (row >= 0 && !only_patron(&r->text, i, r->text.tok.v[i].span))
      add_country(&p, plx_cell(&plx_table_countries, row, PLX_COUNTRIES_CODE));
  }
  if (!p.countries && owner != PLX_NONE && plx_str_in(r->text.tok.v[first - 1].form, "'s \xe2\x80\x99s"))
    take_entity(&c, &p, &r->entity.v[r->mention.v[owner].entity]);
  return p.countries ? p.country[0] : (plx_str){0};
}

// --- roles ---

// "who", "which", "that" stand for the noun their clause hangs on.
static uint32_t antecedent(const plx_text *t, uint32_t tok) {
  if (t->tok.v[tok].upos != PLX_UPOS_PRON || !plx_str_in(t->tok.v[tok].form, "who which that whom")) return tok;
  uint32_t i = tok;
  for (int step = 0; step < 6 && t->tok.v[i].head >= 0; step++) {
    if (t->tok.v[i].rel == PLX_REL_ACL_RELCL) return (uint32_t)t->tok.v[i].head;
    i = (uint32_t)t->tok.v[i].head;
  }
  return tok;
}

static uint32_t add_roles(const reading *c, uint32_t head, plx_role *out, uint32_t n) {
  uint32_t at = antecedent(&c->r->text, head), m = plx_mention_at(c->r, at), over = plx_mention_over(c->r, at);
  if (m == PLX_NONE) m = over;
  uint32_t entity = m == PLX_NONE ? PLX_NONE : c->r->mention.v[m].entity;
  phrase p = {.first = at, .last = at};
  if (c->r->text.tok.v[at].upos != PLX_UPOS_PRON) p = read_phrase(c, at, 0);
  plx_span span = plx_span_join(c->r->text.tok.v[at == head ? p.first : head].span,
                                c->r->text.tok.v[at == head ? p.last : head].span);
  for (uint32_t k = 0; n < PLX_ACTOR_PARTS && k < PLX_ACTOR_PARTS; k++) {
    plx_str code = phrase_code(&p, k, c->doc);
    if (k == 0 && entity != PLX_NONE && !plx_actor_country(code).n && !p.body.n && c->r->entity.v[entity].actor.n)
      code = c->r->entity.v[entity].actor;
    if (!code.n && k > 0) break;
    out[n++] = (plx_role){.span = span, .entity = entity, .actor = code};
  }
  return n;
}

uint32_t plx_actor_roles(const plx_actors *a, const plx_record *r, uint32_t head, plx_role out[PLX_ACTOR_PARTS],
                         plx_arena *doc) {
  if (head >= r->text.tok.n) return 0;
  reading c = {a, r, doc};
  uint32_t from, end, n = add_roles(&c, head, out, 0);
  bounds(r, head, &from, &end);
  for (uint32_t i = head + 1; i < end && n < PLX_ACTOR_PARTS; i++)
    if (r->text.tok.v[i].head == (int32_t)head && r->text.tok.v[i].rel == PLX_REL_CONJ) n = add_roles(&c, i, out, n);
  return n;
}

plx_str plx_actor_of_phrase(const plx_actors *a, const plx_record *r, uint32_t head, plx_arena *doc) {
  plx_role role[PLX_ACTOR_PARTS];
  uint32_t n = plx_actor_roles(a, r, head, role, doc);
  return n ? role[0].actor : (plx_str){0};
}
