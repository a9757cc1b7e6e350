/* SPDX-License-Identifier: Apache-2.0 */
#include "story/side.h"

#include "language/labels.h"

enum { TAIL_REST = 5 };

static void mark_entities(const plx_record *r, uint32_t *entity) {
  for (uint32_t i = 0; i < r->text.tok.n; i++) entity[i] = PLX_NONE;
  for (uint32_t m = 0; m < r->mention.n; m++) {
    const plx_mention *x = &r->mention.v[m];
    if (x->kind == PLX_MENTION_NOMINAL) continue;
    for (uint32_t i = x->first; i < x->first + x->count && i < r->text.tok.n; i++) entity[i] = x->entity;
  }
}

static void mark_quoted(const plx_record *r, bool *quoted) {
  bool in = false;
  for (uint32_t i = 0; i < r->text.tok.n; i++) {
    plx_str f = r->text.tok.v[i].form;
    if (plx_str_eqz(f, "“") || plx_str_eqz(f, "``")) in = true;
    else if (plx_str_eqz(f, "”") || plx_str_eqz(f, "''")) in = false;
    else if (plx_str_eqz(f, "\"")) in = !in;
    else quoted[i] = in;
  }
}

plx_side plx_side_of(const plx_record *r, plx_arena *a) {
  plx_side s = {.record = r, .trees = plx_trees_of(&r->text, a)};
  s.entity = PLX_NEWS(a, uint32_t, r->text.tok.n);
  s.quoted = PLX_NEWS(a, bool, r->text.tok.n);
  mark_entities(r, s.entity);
  mark_quoted(r, s.quoted);
  return s;
}

// --- the words of a finding ---

static const plx_tok *tok(const plx_side *s, uint32_t i) {
  return &s->record->text.tok.v[i];
}

// Does the clause end between a token and its head, seen from the head?
static bool leaves_clause(const plx_side *s, uint32_t i, bool noun) {
  switch (tok(s, i)->rel) {
  case PLX_REL_ACL_RELCL:
  case PLX_REL_ADVCL:
  case PLX_REL_ADVCL_RELCL:
  case PLX_REL_PARATAXIS:
  case PLX_REL_APPOS: return true;
  case PLX_REL_CCOMP:
  case PLX_REL_ACL: return noun || tok(s, i)->rel == PLX_REL_CCOMP;
  case PLX_REL_CONJ: return tok(s, i)->upos == PLX_UPOS_VERB || tok(s, i)->upos == PLX_UPOS_AUX;
  default: return false;
  }
}

static bool owns(const plx_side *s, uint32_t head, uint32_t i, bool noun) {
  for (int steps = 0; i != head; steps++) {
    if (steps > 64 || i == PLX_NO_TOK || leaves_clause(s, i, noun)) return false;
    i = plx_tree_head(&s->trees, i);
  }
  return true;
}

static bool is_punct(const plx_side *s, uint32_t i) {
  return tok(s, i)->upos == PLX_UPOS_PUNCT;
}

// Punctuation, and the "and", "unless", "in" that join the head to what stands before.
static bool is_link(const plx_side *s, uint32_t i, uint32_t head) {
  plx_upos u = tok(s, i)->upos;
  bool joins = u == PLX_UPOS_CCONJ || u == PLX_UPOS_SCONJ || u == PLX_UPOS_ADP;
  return u == PLX_UPOS_PUNCT || (joins && plx_tree_head(&s->trees, i) == head);
}

// The unbroken run of the clause's or phrase's own words around its head.
void plx_side_words(const plx_side *s, uint32_t head, uint32_t *first, uint32_t *last) {
  bool noun = tok(s, head)->upos != PLX_UPOS_VERB;
  uint32_t left = s->trees.left[head], right = s->trees.right[head];
  *first = *last = head;
  for (uint32_t i = head; i > left && (owns(s, head, i - 1, noun) || is_punct(s, i - 1)); i--) *first = i - 1;
  for (uint32_t i = head; i < right && (owns(s, head, i + 1, noun) || is_punct(s, i + 1)); i++) *last = i + 1;
  while (*first < head && is_link(s, *first, head)) ++*first;
  while (*last > head && is_punct(s, *last)) --*last;
}

// Relative clauses, and second clauses with a subject of their own, that end the words of a statement are findings of
// their own.
uint32_t plx_side_cut(const plx_side *s, uint32_t first, uint32_t last) {
  for (uint32_t i = first + 4; i <= last; i++) {
    const plx_tok *t = tok(s, i);
    bool tail = t->rel == PLX_REL_ACL_RELCL || t->rel == PLX_REL_PARATAXIS ||
                (t->rel == PLX_REL_CONJ && t->upos == PLX_UPOS_VERB &&
                 plx_tree_child_any(&s->trees, i, PLX_REL_NSUBJ) != PLX_NO_TOK);
    if (!tail || s->trees.right[i] + TAIL_REST < last || s->trees.left[i] < first + 4) continue;
    last = s->trees.left[i] - 1;
    while (last > first && (is_punct(s, last) || tok(s, last)->upos == PLX_UPOS_CCONJ)) last--;
    return last;
  }
  return last;
}

// First and last token that a span touches; false if it touches none.
bool plx_side_tokens(const plx_side *s, plx_span span, uint32_t *first, uint32_t *last) {
  const plx_text *t = &s->record->text;
  uint32_t low = 0, high = t->tok.n;
  while (low < high) {
    uint32_t mid = (low + high) / 2;
    if (plx_span_end(t->tok.v[mid].span) <= span.at) low = mid + 1;
    else high = mid;
  }
  *first = low;
  while (low < t->tok.n && t->tok.v[low].span.at < plx_span_end(span)) low++;
  if (low == *first) return false;
  *last = low - 1;
  return true;
}

// "break down" of "broke … down".
plx_str plx_side_trigger(const plx_side *s, uint32_t head, plx_arena *a) {
  uint32_t particle = plx_tree_child(&s->trees, head, PLX_REL_COMPOUND_PRT);
  plx_str lemma = plx_str_lower(a, tok(s, head)->lemma);
  return particle == PLX_NO_TOK ? lemma : plx_str_fmt(a, "%.*s %.*s", PLX_FMT(lemma), PLX_FMT(tok(s, particle)->lemma));
}

plx_str plx_side_key(const plx_side *s, uint32_t i) {
  uint32_t e = s->entity[i];
  return e == PLX_NONE ? (plx_str){0} : s->record->entity.v[e].key;
}
