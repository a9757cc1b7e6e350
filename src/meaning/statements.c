/* SPDX-License-Identifier: Apache-2.0 */
/* The way of a statement: a cue is found, the words of its sentence get their roles, quotations that go on are added,
 * what is said inside something said is marked so, and the rest - kind, polarity, who speaks to whom - is read off. */
#include "meaning/statements.h"

#include "meaning/sayings.h"

struct plx_statements {
  plx_cue_table cues;
  plx_said_model model;
};

plx_statements *plx_statements_new(plx_arena *process) {
  plx_statements *m = PLX_NEW(process, plx_statements);
  m->cues = plx_cue_table_new(process);
  plx_said_model_open(&m->model, process);
  return m;
}

// --- the record ---

static uint32_t head_of(const plx_said *d, const plx_said_ranges *r) {
  for (uint32_t k = 0; k < r->n; k++)
    for (uint32_t i = r->v[k].first; i <= r->v[k].last; i++) {
      uint32_t h = plx_tree_head(&d->trees, i);
      if (d->text->tok.v[i].upos != PLX_UPOS_PUNCT && (h == PLX_NO_TOK || h < r->v[k].first || h > r->v[k].last))
        return i;
    }
  return PLX_NONE;
}

static void write_spans(const plx_said *d, const plx_said_ranges *r, plx_arena *doc, plx_spans *out) {
  for (uint32_t k = 0; k < r->n; k++) *plx_vec_push(doc, out) = plx_tree_words(&d->trees, r->v[k].first, r->v[k].last);
}

// All quoted, none, or some.  spec: said.3
static plx_statement_kind kind_of(const plx_said *d, const plx_saying *s) {
  uint32_t quoted = 0, bare = 0;
  for (uint32_t k = 0; k < s->content.n; k++)
    for (uint32_t i = s->content.v[k].first; i <= s->content.v[k].last; i++) {
      if (d->text->tok.v[i].upos == PLX_UPOS_PUNCT) continue;
      if (d->word[i].quoted) quoted++;
      else bare++;
    }
  return !quoted ? PLX_SAID_INDIRECT : !bare ? PLX_SAID_DIRECT : PLX_SAID_MIXED;
}

// What the cue does to its content, turned by negation.  spec: said.6
static plx_polarity polarity_of(const plx_said *d, const plx_saying *s) {
  plx_polarity p = d->word[s->cue].cue.polarity;
  if (!plx_tree_negated(&d->trees, s->cue)) return p;
  switch (d->word[s->cue].cue.class) {
  case PLX_CUE_DENY: return PLX_ASSERT;  // "did not deny"
  case PLX_CUE_DOUBT: return PLX_ASSERT; // "does not doubt"
  case PLX_CUE_THINK: return PLX_DOUBT;  // "did not believe"
  case PLX_CUE_SAY: return PLX_DOUBT;    // "did not say"
  default: return p == PLX_ASSERT ? PLX_DENY : p;
  }
}

// Who is spoken to, where the table says how the cue names them.  spec: said.11
static uint32_t addressee_of(const plx_said *d, const plx_saying *s, const uint32_t *entity) {
  char where = d->word[s->cue].cue.address;
  uint32_t who = PLX_NO_TOK;
  if (where == 'o') {
    who = plx_tree_child(&d->trees, s->cue, PLX_REL_IOBJ);
    if (who == PLX_NO_TOK) who = plx_tree_child(&d->trees, s->cue, PLX_REL_OBJ);
  } else if (where == 't') {
    who = plx_tree_oblique(&d->trees, s->cue, "to with");
  }
  return who == PLX_NO_TOK || plx_saying_holds(s, who) ? PLX_NONE : entity[who];
}

// --- where and on what occasion ---

static bool is_occasion(const plx_said *d, uint32_t noun) {
  return plx_tree_lemma_is(
      &d->trees, noun,
      "conference interview statement speech briefing rally meeting debate address hearing session "
      "summit forum ceremony remark release letter memo message email e-mail tweet post video "
      "broadcast television tv radio podcast call telephone phone testimony report article op-ed "
      "editorial book memoir sermon lecture visit trip stop tour event gathering dinner funeral vigil "
      "communique communiqué note twitter facebook");
}

static bool is_place(const plx_record *r, uint32_t noun, const uint32_t *entity) {
  uint32_t e = entity[noun];
  return e != PLX_NONE && r->entity.v[e].type == PLX_ENTITY_LOC && r->text.tok.v[noun].upos == PLX_UPOS_PROPN;
}

static uint32_t named_place(const plx_said *d, uint32_t above, const uint32_t *entity) {
  uint32_t at = plx_tree_oblique(&d->trees, above, "in");
  if (at == PLX_NO_TOK) at = plx_tree_oblique(&d->trees, above, "at");
  return at != PLX_NO_TOK && is_place(d->record, at, entity) ? at : PLX_NO_TOK;
}

// "said at a news conference in Geneva", "told state television": a phrase that hangs on the cue, outside of what is
// said; the place is its own, or the cue's.  spec: said.15
static void occasion_of(const plx_said *d, const plx_saying *s, const uint32_t *entity, plx_statement *out) {
  static const char *const marks[] = {"at", "in", "on", "during", "after", "through", "via", "over", "by"};
  uint32_t place = PLX_NO_TOK, first, last;
  for (size_t i = 0; i < sizeof marks / sizeof *marks && !out->occasion.n; i++) {
    uint32_t at = plx_tree_oblique(&d->trees, s->cue, marks[i]);
    if (at == PLX_NO_TOK || plx_saying_holds(s, at) || !is_occasion(d, at)) continue;
    plx_tree_np_tokens(&d->trees, at, PLX_NP_CORE, &first, &last);
    uint32_t mark = plx_tree_marker(&d->trees, at);
    out->occasion = plx_tree_words(&d->trees, mark != PLX_NO_TOK && mark < first ? mark : first, last);
    place = named_place(d, at, entity);
  }
  if (place == PLX_NO_TOK) place = named_place(d, s->cue, entity);
  if (place != PLX_NO_TOK && !plx_saying_holds(s, place)) out->place = plx_tree_np(&d->trees, place, PLX_NP_CORE);
}

static uint32_t *entity_of_heads(const plx_record *r, plx_arena *tmp) {
  uint32_t *entity = PLX_NEWS(tmp, uint32_t, r->text.tok.n);
  for (uint32_t i = 0; i < r->text.tok.n; i++) entity[i] = PLX_NONE;
  for (uint32_t k = 0; k < r->mention.n; k++)
    if (r->mention.v[k].head < r->text.tok.n) entity[r->mention.v[k].head] = r->mention.v[k].entity;
  return entity;
}

static void write_statement(const plx_said *d, const plx_saying *s, const uint32_t *entity, plx_record *r) {
  plx_arena *doc = r->doc->arena;
  plx_statement *out = plx_vec_push(doc, &r->statement);
  write_spans(d, &s->source, doc, &out->source);
  write_spans(d, &s->words, doc, &out->cue);
  write_spans(d, &s->content, doc, &out->content);
  out->kind = kind_of(d, s);
  out->polarity = polarity_of(d, s);
  out->cue_head = s->cue;
  out->source_head = head_of(d, &s->source);
  out->speaker = PLX_NONE;
  if (out->source_head != PLX_NONE) out->speaker = entity[plx_tree_antecedent(&d->trees, out->source_head)];
  out->addressee = addressee_of(d, s, entity);
  out->inside = s->inside;
  occasion_of(d, s, entity, out);
}

void plx_statements_find(const plx_statements *m, plx_record *r, plx_arena *tmp) {
  if (r->text.tok.n == 0) return;
  plx_mark mark = plx_arena_mark(tmp);
  plx_said d = plx_said_of(&m->cues, r, tmp);
  plx_sayings s = {0};
  plx_sayings_find(&m->model, &d, &s, tmp);
  const uint32_t *entity = entity_of_heads(r, tmp);
  for (uint32_t i = 0; i < s.n; i++) write_statement(&d, &s.v[i], entity, r);
  plx_arena_reset(tmp, mark);
}
