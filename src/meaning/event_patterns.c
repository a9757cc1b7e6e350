/* SPDX-License-Identifier: Apache-2.0 */
/* Two passes: the first numbers every word, so that the second knows how long a bit set must be.  A row with many
 * triggers becomes one compiled row that many words point at; "cut_off" adds the condition prt:off, so such a word
 * gets a compiled row of its own. */
#include "meaning/event_patterns.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tables.h"

// A row as it is written, wherever it comes from.
typedef struct source {
  plx_str words, form, where, code, roles, origin;
  uint32_t rank; // above every row of lower rank that fits
  int number;    // for messages
} source;

// A class and, once it has been asked for, its set.
typedef struct class {
  plx_str words;
  uint64_t *set;
  plx_event_phrase *phrases;
  uint32_t phrase_count;
} class;

typedef PLX_VEC(plx_event_phrase) phrases;

typedef struct maker {
  plx_event_patterns *p;
  const plx_dictionary *d;
  plx_arena *a;
  plx_map class_number;
  PLX_VEC(class) class;
  PLX_VEC(source) source;
  size_t set_words;
} maker;

#define RANK_WEIGHT 1000 // more than any row has conditions

static void bad_row(int row, plx_str what) {
  fprintf(stderr, "parallax: data/events.tsv, row %d: cannot read '%.*s'\n", row, PLX_FMT(what));
  abort();
}

// --- where rows and classes come from ---

// The user's rows stand first, and above ours in rank: of two that fit, the later file's wins, whatever its conditions.
static void gather_rows(maker *m) {
  const plx_table *t = &plx_table_events;
  for (uint32_t i = 0; m->d && i < m->d->verb.n; i++) {
    const plx_dict_verb *v = &m->d->verb.v[i];
    source *s = plx_vec_push(m->a, &m->source);
    *s = (source){v->words, PLX_STR("v"), v->where, v->code, v->roles, v->origin, v->file + 1, 0};
  }
  for (int i = 0; i < t->rows; i++) {
    source *s = plx_vec_push(m->a, &m->source);
    *s = (source){.words = plx_cell(t, i, PLX_EVENTS_WORDS),
                  .form = plx_cell(t, i, PLX_EVENTS_FORM),
                  .where = plx_cell(t, i, PLX_EVENTS_WHERE),
                  .code = plx_cell(t, i, PLX_EVENTS_CODE),
                  .roles = plx_cell(t, i, PLX_EVENTS_ROLES),
                  .number = i + 1};
  }
}

static void gather_class(maker *m, plx_str name, plx_str words) {
  class *c = plx_vec_push(m->a, &m->class);
  c->words = words;
  *plx_map_put(&m->class_number, name) = m->class.n - 1;
}

static void gather_classes(maker *m) {
  plx_map_init(&m->class_number, m->a);
  for (int i = 0; i < plx_table_event_classes.rows; i++)
    gather_class(m, plx_cell(&plx_table_event_classes, i, PLX_EVENT_CLASSES_CLASS),
                 plx_cell(&plx_table_event_classes, i, PLX_EVENT_CLASSES_WORDS));
  for (uint32_t i = 0; m->d && i < m->d->set.n; i++) gather_class(m, m->d->set.v[i].name, m->d->set.v[i].words);
}

// --- the vocabulary ---

// A member of several words brings each of them.
static void intern_list(plx_map *word, plx_str list, char sep) {
  plx_str part, one;
  while (plx_str_cut(&list, sep, &part))
    while (plx_str_cut(&part, '_', &one))
      if (one.n) plx_map_intern(word, one);
}

// "obj|of:a|b": the slots and the set are words alike; that a few slot names get numbers does no harm.
static void intern_where(plx_map *word, plx_str where) {
  plx_str cond, side;
  while (plx_str_cut(&where, ' ', &cond)) {
    if (cond.n && cond.p[0] == '!') cond = plx_str_sub(cond, 1, cond.n);
    while (plx_str_cut(&cond, ':', &side)) {
      plx_str half;
      while (plx_str_cut(&side, '~', &half)) intern_list(word, half, '|');
    }
  }
}

static void intern_roles(plx_map *word, plx_str roles) {
  plx_str side;
  while (plx_str_cut(&roles, '>', &side)) intern_list(word, side, ',');
}

static void intern_trigger(plx_map *word, plx_str words) {
  plx_str one;
  while (plx_str_cut(&words, ' ', &one)) intern_list(word, one, '_');
}

static const char *const default_roles = "subj,by,poss,of,from,obj,iobj,against,on,upon,with,to,at,toward,towards,into,"
                                         "over,in,between,for,about,off,around,out";

static void number_words(const maker *m, plx_map *word) {
  intern_list(word, plx_str_of(default_roles), ',');
  for (uint32_t i = 0; i < m->class.n; i++) intern_list(word, m->class.v[i].words, ' ');
  for (uint32_t i = 0; i < m->source.n; i++) {
    intern_trigger(word, m->source.v[i].words);
    intern_where(word, m->source.v[i].where);
    intern_roles(word, m->source.v[i].roles);
  }
}

// --- sets and slots ---

static void add_phrase(const maker *m, phrases *out, plx_str words) {
  plx_event_phrase p = {0};
  plx_str one;
  while (plx_str_cut(&words, '_', &one) && p.words < PLX_PHRASE_WORDS_MAX)
    if (one.n) p.word[p.words++] = plx_map_index(&m->p->word, one);
  if (p.words) *(plx_event_phrase *)plx_vec_push(m->a, out) = p;
}

static void add_list(const maker *m, uint64_t *set, phrases *several, plx_str list, char sep) {
  plx_str part;
  while (plx_str_cut(&list, sep, &part)) {
    if (part.n && memchr(part.p, '_', part.n)) {
      add_phrase(m, several, part);
      continue;
    }
    uint32_t w = plx_map_index(&m->p->word, part);
    if (w != PLX_MAP_NONE) set[w / 64] |= 1ULL << (w % 64);
  }
}

// The class of that name with its set made, or NULL.
static const class *class_named(maker *m, plx_str name) {
  const uint32_t *number = plx_map_get(&m->class_number, name);
  class *c = number ? &m->class.v[*number] : NULL;
  if (c && !c->set) {
    phrases several = {0};
    c->set = PLX_NEWS(m->a, uint64_t, m->set_words);
    add_list(m, c->set, &several, c->words, ' ');
    c->phrases = several.v;
    c->phrase_count = several.n;
  }
  return c;
}

static void add_class(const maker *m, uint64_t *set, phrases *several, const class *c) {
  for (size_t i = 0; i < m->set_words; i++) set[i] |= c->set[i];
  for (uint32_t i = 0; i < c->phrase_count; i++) *(plx_event_phrase *)plx_vec_push(m->a, several) = c->phrases[i];
}

static plx_slot slot_of(const maker *m, plx_str name) {
  static const struct {
    const char *name;
    plx_slot_kind kind;
  } named[] = {{"subj", PLX_SLOT_SUBJ},   {"obj", PLX_SLOT_OBJ},     {"iobj", PLX_SLOT_IOBJ},  {"comp", PLX_SLOT_COMP},
               {"mod", PLX_SLOT_MOD},     {"poss", PLX_SLOT_POSS},   {"prt", PLX_SLOT_PRT},    {"any", PLX_SLOT_ANY},
               {"inner", PLX_SLOT_INNER}, {"xcomp", PLX_SLOT_XCOMP}, {"sayer", PLX_SLOT_SAYER}};
  for (size_t i = 0; i < sizeof named / sizeof *named; i++)
    if (plx_str_eqz(name, named[i].name)) return (plx_slot){named[i].kind, PLX_EVENT_WORD_NONE};
  return (plx_slot){PLX_SLOT_PREP, plx_map_index(&m->p->word, name)};
}

// --- conditions ---

// "@aid" is a class of ours, "&vessel" one of the user's.
static plx_str class_name(plx_str one) {
  return one.n > 1 && one.p[0] == '@' ? plx_str_sub(one, 1, one.n) : one.n > 1 && one.p[0] == '&' ? one : (plx_str){0};
}

static void read_set(maker *m, plx_event_test *t, plx_str sets, int row) {
  const class *whole = class_named(m, class_name(sets));
  if (whole) { // nothing else: the class lends its set
    t->set = whole->set;
    t->phrases = whole->phrases;
    t->phrase_count = whole->phrase_count;
    return;
  }
  uint64_t *set = PLX_NEWS(m->a, uint64_t, m->set_words);
  phrases several = {0};
  plx_str one;
  while (plx_str_cut(&sets, '|', &one)) {
    if (plx_str_eqz(one, "*")) t->any = true;
    else if (plx_str_eqz(one, "@actor")) t->actor = true;
    else if (plx_str_eqz(one, "@person")) t->person = true;
    else if (one.n == 2 && one.p[0] == '#') t->root = one.p[1];
    else if (class_name(one).n) {
      const class *c = class_named(m, class_name(one));
      if (!c) bad_row(row, one);
      add_class(m, set, &several, c);
    } else add_list(m, set, &several, one, '|');
  }
  t->set = set;
  t->phrases = several.v;
  t->phrase_count = several.n;
}

// "comp:*|obj:*" is one condition with two slots and one set: what stands before the last ':' of each part is a slot.
static void read_slots(maker *m, plx_event_test *t, plx_str names, int row) {
  plx_str one;
  while (plx_str_cut(&names, '|', &one)) {
    if (t->slots == PLX_SLOTS_MAX) bad_row(row, names);
    t->slot[t->slots++] = slot_of(m, one);
  }
}

static void read_test(maker *m, plx_event_test *t, plx_str cond, int row) {
  if (cond.p[0] == '!') {
    t->negated = true;
    cond = plx_str_sub(cond, 1, cond.n);
  }
  size_t at = 0;
  while (at < cond.n && cond.p[at] != ':' && cond.p[at] != '~') at++;
  if (at == cond.n) bad_row(row, cond);
  t->phrase = cond.p[at] == '~';
  read_slots(m, t, plx_str_sub(cond, 0, at), row);
  read_set(m, t, plx_str_sub(cond, at + 1, cond.n), row);
}

static uint32_t weight_of(const plx_event_test *t) {
  if (t->negated) return 0;
  return t->any ? 1 : t->phrase || t->slot[0].kind == PLX_SLOT_ANY ? 2 : 3;
}

static void read_where(maker *m, plx_event_row *r, plx_str where, plx_str particle, int row) {
  PLX_VEC(plx_event_test) tests = {0};
  plx_str cond;
  if (particle.n) {
    plx_event_test *t = plx_vec_push(m->a, &tests);
    t->slot[t->slots++] = (plx_slot){PLX_SLOT_PRT, PLX_EVENT_WORD_NONE};
    read_set(m, t, particle, row);
    r->weight += 3;
  }
  while (plx_str_cut(&where, ' ', &cond)) {
    if (cond.n == 0) continue;
    plx_event_test *t = plx_vec_push(m->a, &tests);
    read_test(m, t, cond, row);
    r->weight += weight_of(t);
  }
  r->test = tests.v;
  r->tests = tests.n;
}

// --- roles ---

static uint32_t read_side(const maker *m, plx_slot *out, plx_str side) {
  uint32_t n = 0;
  plx_str one;
  while (plx_str_cut(&side, ',', &one))
    if (one.n && n < PLX_ROLE_SLOTS_MAX) out[n++] = slot_of(m, one);
  return n;
}

static plx_str default_of(const plx_event_row *r, plx_str roles) {
  if (roles.n) return roles;
  if (r->form == 'n') return PLX_STR("subj,by,poss,of,mod>on,against,to,with,at,in,of,into");
  if (r->form == 'a') return PLX_STR("subj>to,with,for,of,inner");
  if (r->op == PLX_OP_ASK || r->op == PLX_OP_DEMAND) return PLX_STR("subj>obj,iobj,on,upon,to,from,inner,with,for,by");
  if (r->op == PLX_OP_REFUSE) return PLX_STR("subj>iobj,obj,inner,to,with,on,against,from,of");
  if (r->op != PLX_OP_NONE) return PLX_STR("subj>iobj,inner,obj,to,with,on,against,from,of");
  return PLX_STR("subj>obj,iobj,against,on,upon,with,to,at,into,from,in,near");
}

static void read_roles(const maker *m, plx_event_row *r, plx_str roles) {
  plx_str rest = default_of(r, roles), side;
  if (plx_str_cut(&rest, '>', &side)) r->sources = read_side(m, r->source, side);
  if (plx_str_cut(&rest, '>', &side)) r->targets = read_side(m, r->target, side);
}

// --- rows ---

static void read_code(plx_event_row *r, plx_str code) {
  plx_str base = code, op;
  plx_str_cut(&base, '/', &op);
  r->op = plx_event_op_of(op);
  if (r->op != PLX_OP_NONE) r->base = base;
  if (r->op == PLX_OP_NONE && !plx_str_eqz(code, "NONE")) r->code = code;
}

static void compile(maker *m, plx_event_row *r, const source *s, plx_str particle) {
  r->origin = s->origin;
  r->table_row = s->number - 1;
  r->form = s->form.p[0];
  r->weight = s->rank * RANK_WEIGHT;
  read_code(r, s->code);
  read_where(m, r, s->where, particle, s->number);
  read_roles(m, r, s->roles);
}

typedef struct entry {
  uint32_t word, row;
} entry;
typedef PLX_VEC(entry) entries;
typedef PLX_VEC(plx_event_row) rows;

static void compile_one(maker *m, const source *s, rows *out, entries *index) {
  uint32_t shared = PLX_EVENT_WORD_NONE;
  plx_str words = s->words, one;
  while (plx_str_cut(&words, ' ', &one)) {
    plx_str particle = one, head;
    plx_str_cut(&particle, '_', &head);
    bool own = particle.n > 0;
    if (own || shared == PLX_EVENT_WORD_NONE) {
      compile(m, plx_vec_push(m->a, out), s, particle);
      if (!own) shared = out->n - 1;
    }
    *(entry *)plx_vec_push(m->a, index) = (entry){plx_map_index(&m->p->word, head), own ? out->n - 1 : shared};
  }
}

// Rows by their first word; within a word, in the order of the table.
static void index_rows(const maker *m, const entries *e) {
  plx_event_patterns *p = m->p;
  p->first = PLX_NEWS(m->a, uint32_t, p->word.n + 1);
  p->rows_of = PLX_NEWS(m->a, uint32_t, e->n);
  for (uint32_t i = 0; i < e->n; i++) p->first[e->v[i].word + 1]++;
  for (uint32_t w = 0; w < p->word.n; w++) p->first[w + 1] += p->first[w];
  uint32_t *next = PLX_NEWS(m->a, uint32_t, p->word.n);
  memcpy(next, p->first, p->word.n * sizeof *next);
  for (uint32_t i = 0; i < e->n; i++) p->rows_of[next[e->v[i].word]++] = e->v[i].row;
}

void plx_event_patterns_init(plx_event_patterns *p, const plx_dictionary *d, plx_arena *process) {
  maker m = {.p = p, .d = d, .a = process};
  gather_classes(&m);
  gather_rows(&m);
  plx_map_init(&p->word, process);
  number_words(&m, &p->word);
  m.set_words = p->word.n / 64 + 1;
  p->light = class_named(&m, PLX_STR("light"))->set;
  p->container = class_named(&m, PLX_STR("container"))->set;
  rows out = {0};
  entries index = {0};
  for (uint32_t i = 0; i < m.source.n; i++) compile_one(&m, &m.source.v[i], &out, &index);
  p->row = out.v;
  p->rows = out.n;
  index_rows(&m, &index);
}
