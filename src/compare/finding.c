/* SPDX-License-Identifier: Apache-2.0 */
/* Findings are made document by document, kind by kind; when all are there, their terms are weighed. */
#include "compare/finding.h"

#include "compare/speaker.h"
#include "language/labels.h"

enum { FINDINGS_MAX = 6000 };

typedef struct maker {
  plx_arena *a;
  plx_findings *out;
  plx_bagger bagger;
  bool *event_at, *taken; // [tokens] heads of events, and those and cues, of the record at hand
} maker;

static const plx_tok *tok(const plx_side *s, uint32_t i) {
  return plx_tree_tok(&s->trees, i);
}

static bool is_punct(const plx_side *s, uint32_t i) {
  return tok(s, i)->upos == PLX_UPOS_PUNCT;
}

// --- denials ---

static const char DENIALS[] = "deny denial denied reject rejection dismiss dismissal refute dispute rebut disavow "
                              "repudiate contest contradict";

// spec: story.5
bool plx_is_denial(const plx_record *r, uint32_t statement) {
  if (statement == PLX_NONE) return false;
  const plx_statement *s = &r->statement.v[statement];
  if (s->polarity != PLX_DENY || s->cue_head >= r->text.tok.n) return false;
  return plx_str_in(r->text.tok.v[s->cue_head].lemma, DENIALS);
}

uint32_t plx_denied_by(const plx_side *s, uint32_t head) {
  plx_rel rel = plx_rel_universal((plx_rel)tok(s, head)->rel);
  uint32_t up = plx_tree_head(&s->trees, head);
  if (up == PLX_NO_TOK || (rel != PLX_REL_CCOMP && rel != PLX_REL_XCOMP)) return PLX_NO_TOK;
  return plx_tree_lemma_is(&s->trees, up, DENIALS) ? up : PLX_NO_TOK;
}

// --- what is told as not so ---

// "No group had claimed it", "they never met", "if it refused to withdraw the bill", "did not say that she would go".
static bool verb_negated(const plx_trees *t, uint32_t verb) {
  uint32_t up = plx_tree_head(t, verb), subject = plx_tree_child_any(t, verb, PLX_REL_NSUBJ);
  plx_rel rel = plx_tree_tok(t, verb)->rel;
  if (plx_tree_negated(t, verb) || (subject != PLX_NO_TOK && plx_tree_negated(t, subject))) return true;
  if (up == PLX_NO_TOK || (rel != PLX_REL_XCOMP && rel != PLX_REL_CCOMP)) return false;
  return plx_tree_negated(t, up) || (rel == PLX_REL_XCOMP && plx_tree_lemma_is(t, up, "refuse decline fail"));
}

bool plx_is_negated(const plx_findings *f, const plx_finding *x) {
  const plx_side *side = &f->side[x->document];
  uint32_t cue = x->kind == PLX_FIND_STATEMENT ? side->record->statement.v[x->index].cue_head : PLX_NONE;
  return verb_negated(&side->trees, x->head) || (cue != PLX_NONE && verb_negated(&side->trees, cue));
}

// "If the attack continues": what would be is not yet told as being.
bool plx_is_supposed(const plx_findings *f, const plx_finding *x) {
  const plx_trees *t = &f->side[x->document].trees;
  uint32_t mark = plx_tree_child(t, x->head, PLX_REL_MARK);
  return mark != PLX_NO_TOK && plx_tree_form_is(t, mark, "if unless whether");
}

// --- making findings ---

static plx_finding *add(maker *m, uint32_t document, plx_finding_kind kind, uint32_t index, uint32_t head) {
  const plx_side *s = &m->out->side[document];
  if (m->out->v.n >= FINDINGS_MAX || head >= s->record->text.tok.n) return NULL;
  plx_finding *f = plx_vec_push(m->a, &m->out->v);
  *f = (plx_finding){.kind = kind, .document = document, .index = index, .head = head, .statement = PLX_NONE};
  f->sentence = s->trees.sentence[head];
  f->first = f->last = head;
  return f;
}

static void finish(maker *m, plx_finding *f, plx_str trigger) {
  const plx_side *s = &m->out->side[f->document];
  const plx_sentence *se = &s->record->text.sentence.v[f->sentence];
  f->span = plx_tree_words(&s->trees, f->first, f->last);
  plx_str lemma = plx_str_lower(m->a, trigger);
  f->kin = plx_kin_of(lemma);
  f->rare = (float)plx_rarity(lemma);
  f->own = plx_bag_of(&m->bagger, s, f->first, f->last, plx_is_deed(f->kind) ? f->head : PLX_NO_TOK, true);
  f->around = plx_bag_of(&m->bagger, s, se->first, se->first + se->count - 1, PLX_NO_TOK, false);
  f->speaker = plx_speaker_of(s->record, f->statement, m->a).key;
}

static void add_event(maker *m, uint32_t document, uint32_t i) {
  const plx_side *s = &m->out->side[document];
  const plx_event *v = &s->record->event.v[i];
  if (!v->plover || v->head >= s->record->text.tok.n || m->event_at[v->head]) return; // plain talk is a statement's
  m->taken[v->head] = m->event_at[v->head] = true;
  plx_finding *f = add(m, document, PLX_FIND_EVENT, i, v->head);
  if (!f) return;
  f->statement = v->statement;
  plx_side_words(s, v->head, &f->first, &f->last);
  finish(m, f, plx_side_trigger(s, v->head, m->a));
}

static void add_statement(maker *m, uint32_t document, uint32_t i) {
  const plx_side *s = &m->out->side[document];
  const plx_statement *st = &s->record->statement.v[i];
  uint32_t first, last;
  if (!st->content.n || !plx_side_tokens(s, st->content.v[0], &first, &last)) return;
  uint32_t head = first;
  for (uint32_t k = 1; k < st->content.n; k++) { // what goes on in the same sentence
    uint32_t from, to;
    if (plx_side_tokens(s, st->content.v[k], &from, &to) && s->trees.sentence[from] == s->trees.sentence[first])
      last = to;
  }
  uint32_t end = s->record->text.sentence.v[s->trees.sentence[first]].first +
                 s->record->text.sentence.v[s->trees.sentence[first]].count - 1;
  if (last > end) last = end;
  while (first < last && (is_punct(s, first) || tok(s, first)->upos == PLX_UPOS_SCONJ)) first++;
  while (last > first && is_punct(s, last)) last--;
  last = plx_side_cut(s, first, last);
  for (uint32_t t = first; t <= last; t++) { // the highest token of the content stands for it
    uint32_t up = plx_tree_head(&s->trees, t);
    if (up == PLX_NO_TOK || up < first || up > last) {
      head = t;
      if (plx_tells(tok(s, t))) break;
    }
  }
  plx_finding *f = add(m, document, PLX_FIND_STATEMENT, i, head);
  if (!f) return;
  f->first = first;
  f->last = last;
  f->statement = i;
  finish(m, f, plx_side_trigger(s, head, m->a));
}

static void add_figure(maker *m, uint32_t document, uint32_t i) {
  const plx_side *s = &m->out->side[document];
  const plx_figure *g = &s->record->figure.v[i];
  plx_finding *f = add(m, document, PLX_FIND_FIGURE, i, g->head);
  if (!f) return;
  f->statement = g->statement;
  plx_side_tokens(s, g->span, &f->first, &f->last);
  f->scope = plx_scope_of(s, g, m->a);
  finish(m, f, g->counted_head == PLX_NONE ? g->counted : tok(s, g->counted_head)->lemma);
}

// "the six-year-long conflict": how long something has lasted.
static void add_length(maker *m, uint32_t document, uint32_t i) {
  const plx_side *s = &m->out->side[document];
  const plx_time *t = &s->record->time.v[i];
  if (t->type != PLX_TIME_DURATION || t->head >= s->record->text.tok.n) return;
  uint32_t noun = t->head;
  for (int steps = 0; steps < 4; steps++) { // out of the expression, to the noun it stands before
    uint32_t up = plx_tree_head(&s->trees, noun);
    if (up == PLX_NO_TOK) return;
    bool inside = plx_span_overlap(tok(s, noun)->span, t->span);
    if (!inside) break;
    noun = up;
  }
  if (tok(s, noun)->upos != PLX_UPOS_NOUN || plx_span_overlap(tok(s, noun)->span, t->span)) return;
  if (tok(s, noun)->span.at < t->span.at) return;
  plx_finding *f = add(m, document, PLX_FIND_LENGTH, i, noun);
  if (!f) return;
  uint32_t last;
  if (!plx_side_tokens(s, t->span, &f->first, &last)) return;
  f->last = noun;
  finish(m, f, tok(s, noun)->lemma);
}

// --- what no event, statement or figure has ---

static uint32_t telling(const plx_side *s, uint32_t first, uint32_t last) {
  uint32_t n = 0;
  for (uint32_t i = first; i <= last; i++) n += plx_tells(tok(s, i)) || s->entity[i] != PLX_NONE;
  return n;
}

// The statement whose words hold the token, the innermost.
static uint32_t statement_around(const plx_record *r, uint32_t token) {
  uint32_t found = PLX_NONE, size = UINT32_MAX;
  for (uint32_t i = 0; i < r->statement.n; i++)
    for (uint32_t k = 0; k < r->statement.v[i].content.n; k++) {
      plx_span c = r->statement.v[i].content.v[k];
      if (!plx_span_holds(c, r->text.tok.v[token].span) || c.n >= size) continue;
      found = i;
      size = c.n;
    }
  return found;
}

static void add_clause(maker *m, uint32_t document, uint32_t head) {
  const plx_side *s = &m->out->side[document];
  const plx_tok *t = tok(s, head);
  uint32_t first, last;
  bool verb = t->upos == PLX_UPOS_VERB, deed = t->upos == PLX_UPOS_NOUN;
  if (m->taken[head] || !(verb || deed || plx_tree_child(&s->trees, head, PLX_REL_COP) != PLX_NO_TOK)) return;
  if (deed && !plx_kin_of(plx_str_lower(m->a, t->lemma)).deed) deed = false;
  if (!verb && !deed && !plx_tree_heads_clause(&s->trees, head)) return;
  plx_side_words(s, head, &first, &last);
  if (telling(s, first, last) < (deed ? 2 : 3)) return;
  plx_finding *f = add(m, document, deed ? PLX_FIND_NOUN : PLX_FIND_CLAUSE, head, head);
  if (!f) return;
  f->first = first;
  f->last = last;
  f->statement = statement_around(s->record, head);
  finish(m, f, plx_side_trigger(s, head, m->a));
}

static void take_cues(maker *m, const plx_record *r) {
  m->taken = PLX_NEWS(m->a, bool, r->text.tok.n);
  m->event_at = PLX_NEWS(m->a, bool, r->text.tok.n);
  for (uint32_t i = 0; i < r->statement.n; i++)
    if (r->statement.v[i].cue_head < r->text.tok.n) m->taken[r->statement.v[i].cue_head] = true;
}

// Where one telling of a number says whether the attacker is counted, that holds for every telling in the account.
static void share_doers(plx_findings *f) {
  for (uint32_t i = 0; i < f->v.n; i++) {
    const plx_finding *x = &f->v.v[i];
    if (x->kind != PLX_FIND_FIGURE || x->scope.doer == PLX_DOER_UNSAID) continue;
    const plx_record *r = f->side[x->document].record;
    for (uint32_t j = 0; j < f->v.n; j++) {
      plx_finding *y = &f->v.v[j];
      if (y->kind == PLX_FIND_FIGURE && y->document == x->document && y->scope.doer == PLX_DOER_UNSAID &&
          r->figure.v[y->index].value == r->figure.v[x->index].value)
        y->scope.doer = x->scope.doer;
    }
  }
}

void plx_findings_of(const plx_record *const *records, uint32_t n, plx_arena *a, plx_findings *out) {
  maker m = {.a = a, .out = out};
  *out = (plx_findings){.side = PLX_NEWS(a, plx_side, n), .sides = n};
  plx_bagger_init(&m.bagger, a);
  for (uint32_t d = 0; d < n; d++) {
    const plx_record *r = records[d];
    out->side[d] = plx_side_of(r, a);
    take_cues(&m, r);
    for (uint32_t i = 0; i < r->event.n; i++) add_event(&m, d, i);
    for (uint32_t i = 0; i < r->statement.n; i++) add_statement(&m, d, i);
    for (uint32_t i = 0; i < r->figure.n; i++) add_figure(&m, d, i);
    for (uint32_t i = 0; i < r->time.n; i++) add_length(&m, d, i);
    for (uint32_t i = 0; i < r->text.tok.n; i++) add_clause(&m, d, i);
  }
  share_doers(out);
  for (uint32_t i = 0; i < out->v.n; i++) {
    plx_bag_weigh(&m.bagger, &out->v.v[i].own);
    plx_bag_weigh(&m.bagger, &out->v.v[i].around);
  }
  out->terms = m.bagger.terms.n;
}
