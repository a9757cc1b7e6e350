/* SPDX-License-Identifier: Apache-2.0 */
/* Sentence by sentence: the rows of events.tsv give candidates, the model weighs the sentence as a whole, and the two
 * together give each candidate its confidence.  Where the model is sure of an act that no row found, the sentence's
 * predicate is told as an event of that type, with the plainest code of the type. */
#include "meaning/events.h"

#include <math.h>

#include "meaning/event_candidates.h"
#include "meaning/event_facts.h"
#include "meaning/events_internal.h"
#include "tables.h"

plx_events *plx_events_new(plx_arena *process, const plx_actors *actors, const plx_dictionary *d) {
  plx_events *m = PLX_NEW(process, plx_events);
  plx_event_patterns_init(&m->patterns, d, process);
  plx_event_codes_init(&m->codes, process);
  plx_event_model_init(&m->model, process);
  m->actors = actors;
  m->keep = plx_param("events.keep");
  m->keep_row = plx_param("events.keep_row");
  m->keep_alone = plx_param("events.keep_alone");
  m->keep_beside = plx_param("events.keep_beside");
  m->share = plx_param("events.model_share");
  m->row_line[0] = plx_param("events.row_shift");
  m->row_line[1] = plx_param("events.row_slope");
  m->alone_line[0] = plx_param("events.alone_shift");
  m->alone_line[1] = plx_param("events.alone_slope");
  return m;
}

// --- writing an event ---

static void copy_roles(plx_event *e, const plx_candidate *c, plx_arena *doc) {
  for (uint32_t i = 0; i < c->source.n; i++) *(plx_role *)plx_vec_push(doc, &e->source) = c->source.role[i];
  for (uint32_t i = 0; i < c->target.n; i++) *(plx_role *)plx_vec_push(doc, &e->target) = c->target.role[i];
}

static const char *type_of(const plx_event_codes *codes, plx_str code) {
  int row = plx_event_code_row(codes, code);
  if (row < 0) return NULL;
  plx_str plover = plx_cell(&plx_table_cameo, row, PLX_CAMEO_PLOVER);
  return plover.n ? plover.p : NULL;
}

static void code_event(const plx_event_codes *codes, plx_event *e, plx_str code) {
  e->cameo = code;
  e->plover = type_of(codes, code);
  int row = plx_event_code_row(codes, code);
  if (row < 0) return;
  plx_str mode = plx_cell(&plx_table_cameo, row, PLX_CAMEO_MODE);
  plx_str context = plx_cell(&plx_table_cameo, row, PLX_CAMEO_CONTEXT);
  if (mode.n) e->mode = mode;
  if (context.n) e->context = context;
  e->quad = (int)plx_cell_num(&plx_table_cameo, row, PLX_CAMEO_QUAD);
}

static void add_event(const plx_events *m, plx_event_view *v, const plx_candidate *c, double confidence,
                      plx_arena *doc) {
  plx_event *e = plx_vec_push(doc, &v->r->event);
  e->trigger = plx_tree_tok(v->t, c->tok)->span;
  e->head = c->tok;
  e->time = e->place = e->statement = PLX_NONE;
  code_event(&m->codes, e, c->code);
  copy_roles(e, c, doc);
  e->certainty = c->sure.certainty;
  e->condition = c->sure.condition;
  e->confidence = confidence;
  const plx_event_row *row = plx_event_act(v, c->tok)->row;
  if (row) e->rule = row->origin;
  plx_event_facts(v, e, doc);
}

// --- weighing a sentence ---

static plx_event_label label_of(const plx_events *m, plx_str code) {
  return plx_event_label_of(type_of(&m->codes, code));
}

void plx_events_features(const plx_events *m, plx_event_view *v, const plx_sentence *s, const plx_candidates *cs,
                         plx_event_features *out, plx_arena *tmp) {
  plx_event_hint *hint = PLX_NEWS(tmp, plx_event_hint, cs->n);
  uint32_t n = 0;
  for (uint32_t i = 0; i < cs->n; i++) {
    const plx_candidate *c = &cs->v[i];
    if (c->code.n == 0) continue;
    hint[n++] = (plx_event_hint){c->tok, label_of(m, c->code), c->code, c->told};
  }
  plx_event_features_of(v, s, hint, n, out, tmp);
}

static plx_event_label best_of(const double *p) {
  int best = 0;
  for (int y = 1; y < PLX_EVENT_LABELS; y++)
    if (p[y] > p[best]) best = y;
  return (plx_event_label)best;
}

// The probability as it is told: a line on the scale of log odds, learned from how often what was told with a
// confidence is right (bench/events.md).
static double told_as(const double line[2], double p) {
  double clipped = p < 0.001 ? 0.001 : p > 0.999 ? 0.999 : p;
  return 1 / (1 + exp(-(line[0] + line[1] * log(clipped / (1 - clipped)))));
}

// What the row believes and what the sentence says, weighed; without a model the row alone.
static double confidence_of(const plx_events *m, const plx_candidate *c, bool users, const double *p) {
  if (users || !plx_event_model_trained(&m->model)) return c->belief; // the model has not seen the user's rows
  return (1 - m->share) * c->belief * (1 - p[PLX_LABEL_NOTHING]) + m->share * p[label_of(m, c->code)];
}

// The model's answer where no row agrees, told at the predicate.  Beside an event that a row found it must be surer, and
// it does not contradict a row at its own word.
static bool answer_alone(const plx_events *m, plx_event_view *v, const plx_sentence *s, const plx_candidates *cs,
                         const double *p, uint32_t events_before, plx_candidate *out, plx_arena *doc) {
  plx_event_label y = best_of(p);
  bool beside = false;
  for (uint32_t i = events_before; i < v->r->event.n; i++)
    beside |= v->r->event.v[i].confidence >= told_as(m->row_line, m->keep);
  if (y >= PLX_LABEL_WORDS || p[y] < (beside ? m->keep_beside : m->keep_alone)) return false;
  for (uint32_t i = 0; i < cs->n; i++)
    if (cs->v[i].told && label_of(m, cs->v[i].code) == y) return false; // told already
  if (!plx_event_at_predicate(v, s, out, doc)) return false;
  for (uint32_t i = events_before; i < v->r->event.n; i++)
    if (v->r->event.v[i].head == out->tok) return false;
  out->code = plx_event_label_code(y);
  bool done = out->sure.certainty == PLX_ACTUAL || out->sure.certainty == PLX_SUSPECTED || out->sure.future;
  // the fewer of the three there are, a verb and two sides, the surer the model must be
  int missing = (plx_tree_tok(v->t, out->tok)->upos != PLX_UPOS_VERB) + !out->source.known + !out->target.known;
  return done && !out->sure.negated && p[y] >= (1 + missing) * m->keep_alone;
}

static void read_sentence(const plx_events *m, plx_event_view *v, const plx_sentence *s, const bool *taken,
                          plx_arena *doc) {
  plx_candidates cs = {0};
  plx_event_candidates(v, s, taken, &cs, doc);
  double p[PLX_EVENT_LABELS] = {0};
  uint32_t before = v->r->event.n;
  if (plx_event_model_trained(&m->model)) {
    plx_event_features f = {0};
    plx_events_features(m, v, s, &cs, &f, v->tmp);
    plx_event_model_score(&m->model, &f, p);
  }
  for (uint32_t i = 0; i < cs.n; i++) {
    if (!cs.v[i].told) continue;
    bool users = plx_event_act(v, cs.v[i].tok)->row->origin.n > 0; // what the user asks for is told
    double confidence = confidence_of(m, &cs.v[i], users, p), row = cs.v[i].belief * (1 - p[PLX_LABEL_NOTHING]);
    if (users || confidence >= m->keep || row >= m->keep_row)
      add_event(m, v, &cs.v[i], told_as(m->row_line, confidence), doc);
  }
  plx_candidate alone;
  if (answer_alone(m, v, s, &cs, p, before, &alone, doc))
    add_event(m, v, &alone, told_as(m->alone_line, p[best_of(p)]), doc);
}

void plx_events_find(const plx_events *m, plx_record *r, plx_arena *tmp) {
  plx_mark mark = plx_arena_mark(tmp);
  plx_trees trees = plx_trees_of(&r->text, tmp);
  plx_event_view view;
  plx_event_view_init(&view, &m->patterns, &m->codes, m->actors, r, &trees, tmp);
  bool *taken = plx_event_taken(&view);
  for (uint32_t i = 0; i < r->text.sentence.n; i++)
    read_sentence(m, &view, &r->text.sentence.v[i], taken, r->doc->arena);
  plx_event_dates_carry(&view);
  plx_arena_reset(tmp, mark);
}
