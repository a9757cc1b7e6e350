/* SPDX-License-Identifier: Apache-2.0 */
/* Two passes: the first numbers every word, so that the second knows how long a bit set must be.  A row with many
 * triggers becomes one compiled row that many words point at; "cut_off" adds the condition prt:off, so such a word
 * gets a compiled row of its own. */
#include "meaning/event_patterns.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tables.h"

typedef struct maker {
  plx_event_patterns *p;
  plx_arena *a;
  plx_map class_row;
  size_t set_words;
} maker;

static void bad_row(int row, plx_str what) {
  fprintf(stderr, "parallax: data/events.tsv, row %d: cannot read '%.*s'\n", row + 1, PLX_FMT(what));
  abort();
}

// --- the vocabulary ---

static void intern_list(plx_map *word, plx_str list, char sep) {
  plx_str part;
  while (plx_str_cut(&list, sep, &part))
    if (part.n) plx_map_intern(word, part);
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

static void number_words(plx_map *word) {
  intern_list(word, plx_str_of(default_roles), ',');
  for (int i = 0; i < plx_table_event_classes.rows; i++)
    intern_list(word, plx_cell(&plx_table_event_classes, i, PLX_EVENT_CLASSES_WORDS), ' ');
  for (int i = 0; i < plx_table_events.rows; i++) {
    intern_trigger(word, plx_cell(&plx_table_events, i, PLX_EVENTS_WORDS));
    intern_where(word, plx_cell(&plx_table_events, i, PLX_EVENTS_WHERE));
    intern_roles(word, plx_cell(&plx_table_events, i, PLX_EVENTS_ROLES));
  }
}

// --- sets and slots ---

static void add_list(const maker *m, uint64_t *set, plx_str list, char sep) {
  plx_str part;
  while (plx_str_cut(&list, sep, &part)) {
    uint32_t w = plx_map_index(&m->p->word, part);
    if (w != PLX_MAP_NONE) set[w / 64] |= 1ULL << (w % 64);
  }
}

static bool add_class(const maker *m, uint64_t *set, plx_str name) {
  const uint32_t *row = plx_map_get(&m->class_row, name);
  if (row) add_list(m, set, plx_cell(&plx_table_event_classes, (int)*row, PLX_EVENT_CLASSES_WORDS), ' ');
  return row != NULL;
}

static const uint64_t *class_set(const maker *m, const char *name) {
  uint64_t *set = PLX_NEWS(m->a, uint64_t, m->set_words);
  add_class(m, set, plx_str_of(name));
  return set;
}

static plx_slot slot_of(const maker *m, plx_str name) {
  static const struct {
    const char *name;
    plx_slot_kind kind;
  } named[] = {{"subj", PLX_SLOT_SUBJ}, {"obj", PLX_SLOT_OBJ}, {"iobj", PLX_SLOT_IOBJ},   {"comp", PLX_SLOT_COMP},
               {"mod", PLX_SLOT_MOD},   {"poss", PLX_SLOT_POSS}, {"prt", PLX_SLOT_PRT}, {"any", PLX_SLOT_ANY},
               {"inner", PLX_SLOT_INNER}, {"xcomp", PLX_SLOT_XCOMP}, {"sayer", PLX_SLOT_SAYER}};
  for (size_t i = 0; i < sizeof named / sizeof *named; i++)
    if (plx_str_eqz(name, named[i].name)) return (plx_slot){named[i].kind, PLX_EVENT_WORD_NONE};
  return (plx_slot){PLX_SLOT_PREP, plx_map_index(&m->p->word, name)};
}

// --- conditions ---

static void read_set(const maker *m, plx_event_test *t, plx_str sets, int row) {
  uint64_t *set = PLX_NEWS(m->a, uint64_t, m->set_words);
  plx_str one;
  while (plx_str_cut(&sets, '|', &one)) {
    if (plx_str_eqz(one, "*"))
      t->any = true;
    else if (plx_str_eqz(one, "@actor"))
      t->actor = true;
    else if (plx_str_eqz(one, "@person"))
      t->person = true;
    else if (one.n == 2 && one.p[0] == '#')
      t->root = one.p[1];
    else if (one.n && one.p[0] == '@') {
      if (!add_class(m, set, plx_str_sub(one, 1, one.n))) bad_row(row, one);
    } else
      add_list(m, set, one, '|');
  }
  t->set = set;
}

// "comp:*|obj:*" is one condition with two slots and one set: what stands before the last ':' of each part is a slot.
static void read_slots(const maker *m, plx_event_test *t, plx_str names, int row) {
  plx_str one;
  while (plx_str_cut(&names, '|', &one)) {
    if (t->slots == PLX_SLOTS_MAX) bad_row(row, names);
    t->slot[t->slots++] = slot_of(m, one);
  }
}

static void read_test(const maker *m, plx_event_test *t, plx_str cond, int row) {
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

static void read_where(const maker *m, plx_event_row *r, plx_str where, plx_str particle, int row) {
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

static void compile(const maker *m, plx_event_row *r, int i, plx_str particle) {
  r->table_row = i;
  r->form = plx_cell(&plx_table_events, i, PLX_EVENTS_FORM).p[0];
  read_code(r, plx_cell(&plx_table_events, i, PLX_EVENTS_CODE));
  read_where(m, r, plx_cell(&plx_table_events, i, PLX_EVENTS_WHERE), particle, i);
  read_roles(m, r, plx_cell(&plx_table_events, i, PLX_EVENTS_ROLES));
}

typedef struct entry {
  uint32_t word, row;
} entry;
typedef PLX_VEC(entry) entries;
typedef PLX_VEC(plx_event_row) rows;

static void compile_all(const maker *m, rows *out, entries *index) {
  for (int i = 0; i < plx_table_events.rows; i++) {
    uint32_t shared = PLX_EVENT_WORD_NONE;
    plx_str words = plx_cell(&plx_table_events, i, PLX_EVENTS_WORDS), one;
    while (plx_str_cut(&words, ' ', &one)) {
      plx_str particle = one, head;
      plx_str_cut(&particle, '_', &head);
      bool own = particle.n > 0;
      if (own || shared == PLX_EVENT_WORD_NONE) {
        compile(m, plx_vec_push(m->a, out), i, particle);
        if (!own) shared = out->n - 1;
      }
      *(entry *)plx_vec_push(m->a, index) = (entry){plx_map_index(&m->p->word, head), own ? out->n - 1 : shared};
    }
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

void plx_event_patterns_init(plx_event_patterns *p, plx_arena *process) {
  maker m = {.p = p, .a = process};
  plx_map_init(&p->word, process);
  number_words(&p->word);
  m.set_words = p->word.n / 64 + 1;
  plx_map_init(&m.class_row, process);
  for (int i = 0; i < plx_table_event_classes.rows; i++)
    *plx_map_put(&m.class_row, plx_cell(&plx_table_event_classes, i, PLX_EVENT_CLASSES_CLASS)) = (uint32_t)i;
  p->light = class_set(&m, "light");
  p->container = class_set(&m, "container");
  rows out = {0};
  entries index = {0};
  compile_all(&m, &out, &index);
  p->row = out.v;
  p->rows = out.n;
  index_rows(&m, &index);
}
