/* SPDX-License-Identifier: Apache-2.0 */
/* The idea: news counts victims by telling of them.  "A man was killed" says one, "a woman and her two sons" three; so
 * whoever is named or described as one person, in a state that victims are counted in, is a figure of one. */
#include <stdlib.h>

#include "meaning/figure_find.h"

static bool in_title(const plx_finder *c, uint32_t i) {
  const plx_doc *d = c->r->doc;
  uint32_t b = sentence_of(c, i)->block;
  return b < d->blocks.n && (d->blocks.v[b].kind == PLX_BLOCK_TITLE || d->blocks.v[b].kind == PLX_BLOCK_HEADING);
}

// Sentences that look like headlines: no full stop at their end.
static bool headline(const plx_finder *c, uint32_t i) {
  return in_title(c, i) || !form_is(c, sentence_end(c, i) - 1, ". ! ? ” \" '' ”.");
}

// spec: figure.4
// Is this noun one person: "a man", "his wife", "the victim", "Boy, 16," in a headline; not "men", "man's"?
static bool one_person(const plx_finder *c, uint32_t i) {
  const plx_trees *t = &c->trees;
  bool many;
  if (!plx_state_person(c->f->states, t, i, &many) || many) return false;
  plx_rel rel = (plx_rel)tok(c, i)->rel;
  if (plx_str_eqz(tok(c, i)->xpos, "NNS") || plx_str_eqz(tok(c, i)->xpos, "NNPS")) return false;
  bool told = rel == PLX_REL_COMPOUND && headline(c, i) && form_is(c, i + 1, "shot hurt dead"); // nouns to a tagger
  if ((rel == PLX_REL_COMPOUND && !told) || rel == PLX_REL_AMOD || plx_tree_child(t, i, PLX_REL_NUMMOD) != PLX_NO_TOK)
    return false;
  if (i + 1 < sentence_end(c, i) && form_is(c, i + 1, "old :")) return false;
  uint32_t k;
  bool det = false;
  for (uint32_t n = 0; (k = plx_tree_kid(t, i, n)) != PLX_NO_TOK; n++) {
    plx_rel u = plx_rel_universal((plx_rel)tok(c, k)->rel);
    if (k > i) break;
    if (form_is(c, k, "no any every each either neither which what these those")) return false;
    det |= u == PLX_REL_DET || (plx_rel)tok(c, k)->rel == PLX_REL_NMOD_POSS;
  }
  // "a 3-year-old": the article may hang elsewhere
  if (det || (form_is(c, i, "old") && i >= 5 && form_is(c, i - 5, "a an the another"))) return true;
  uint32_t first = plx_tree_first_conjunct(t, i);
  if (first != i && first < i) return one_person(c, first); // "a man and woman"
  return headline(c, i);
}

// "killed himself": one.
static void from_reflexives(plx_finder *c, uint32_t i) {
  if (!form_is(c, i, "himself herself")) return;
  plx_state s = plx_state_of(c->f->states, &c->trees, i, i, i);
  if (s.row < 0 || s.rank < 5) return;
  plx_figure f = {.value = 1,
                  .low = 1,
                  .high = 1,
                  .head = i,
                  .counted_head = i,
                  .span = tok(c, i)->span,
                  .counted = PLX_STR("person")};
  plx_figure_push(c, f, s);
}

static void from_persons(plx_finder *c) {
  for (uint32_t i = 0; i < c->r->text.tok.n; i++) {
    from_reflexives(c, i);
    if (c->taken[i] == 2 || !one_person(c, i)) continue;
    uint32_t first, last;
    plx_tree_np_tokens(&c->trees, i, PLX_NP_CORE, &first, &last);
    if (first > i || last < i) first = last = i;
    if (form_is(c, i, "old") && i >= 5 && form_is(c, i - 5, "a an the another")) first = i - 5;
    plx_state s = plx_state_of(c->f->states, &c->trees, i, first, i);
    if (s.row < 0 || s.rank < 4) continue;
    plx_figure f = {.value = 1, .low = 1, .high = 1, .head = i, .counted_head = i};
    f.span = plx_span_of(tok(c, first)->span.at, plx_span_end(tok(c, i)->span));
    f.counted = plx_str_eqz(tok(c, i)->form, "old") ? PLX_STR("person") : tok(c, i)->form;
    plx_figure_push(c, f, s);
  }
}

// Named people count in the states that victims are counted in, once each.
static void from_names(plx_finder *c) {
  const plx_record *r = c->r;
  uint8_t *told = PLX_NEWS(c->tmp, uint8_t, r->entity.n); // 1 harmed, 2 killed
  for (uint32_t i = 0; i < r->mention.n; i++) {
    const plx_mention *m = &r->mention.v[i];
    if (m->kind != PLX_MENTION_NAME || r->entity.v[m->entity].type != PLX_ENTITY_PER || c->taken[m->head] == 2)
      continue;
    plx_rel rel = (plx_rel)tok(c, m->head)->rel;
    bool many;
    if (rel == PLX_REL_COMPOUND || rel == PLX_REL_FLAT) continue;
    if (plx_state_person(c->f->states, &c->trees, m->first + m->count - 1, &many))
      continue; // "Springfield Man" of headlines
    plx_state s = plx_state_of(c->f->states, &c->trees, m->head, m->first, m->first + m->count - 1);
    if (s.row < 0 || s.rank < 5 || !plx_str_in(s.name, "killed wounded injured shot missing")) continue;
    uint8_t level = plx_str_eqz(s.name, "killed") ? 2 : 1;
    if (told[m->entity] & level) continue;
    told[m->entity] |= level;
    plx_figure f = {.value = 1,
                    .low = 1,
                    .high = 1,
                    .head = m->head,
                    .counted_head = m->head,
                    .span = m->span,
                    .counted = PLX_STR("person")};
    plx_figure_push(c, f, s);
  }
}

// "Man, woman killed", "Two guards, gunman dead": in a headline a list shares the state told at its end.
static void share_in_headline(plx_finder *c, uint32_t i) {
  uint32_t first, last, head = c->out.v[i].f.counted_head;
  if (head == PLX_NONE || c->out.v[i].s.row < 0 || !headline(c, head)) return;
  plx_tree_np_tokens(&c->trees, head, PLX_NP_CORE, &first, &last);
  uint32_t start = sentence_of(c, head)->first;
  if (first > head || first < start + 2 || !form_is(c, first - 1, ", and &")) return;
  uint32_t before = first - 2;
  for (uint32_t k = 0; k < c->out.n; k++)
    if (c->out.v[k].f.counted_head == before) {
      if (c->out.v[k].s.row != -1) return;
      c->out.v[k].s = c->out.v[i].s, c->out.v[k].f.state = c->out.v[i].f.state, c->out.v[k].group = c->out.v[i].group;
      return;
    }
  bool many;
  if (!plx_state_person(c->f->states, &c->trees, before, &many) || many || plx_str_eqz(tok(c, before)->xpos, "NNS"))
    return;
  plx_figure f = {.value = 1,
                  .low = 1,
                  .high = 1,
                  .head = before,
                  .counted_head = before,
                  .span = tok(c, before)->span,
                  .counted = tok(c, before)->form};
  plx_figure_push(c, f, c->out.v[i].s)->group = c->out.v[i].group;
}

void plx_figure_people(plx_finder *c) {
  from_persons(c);
  from_names(c);
  for (uint32_t i = 0; i < c->out.n; i++) share_in_headline(c, i);
}

// --- sums ---

static int by_place(const void *a, const void *b) {
  const plx_figure *x = &((const plx_found *)a)->f, *y = &((const plx_found *)b)->f;
  if (x->span.at != y->span.at) return x->span.at < y->span.at ? -1 : 1;
  return x->span.n != y->span.n ? (x->span.n < y->span.n ? -1 : 1) : 0;
}

// Does nothing but "and", commas and ages stand between one counted phrase and the next?
static bool joined(const plx_finder *c, const plx_figure *a, const plx_figure *b) {
  uint32_t i = (a->counted_head != PLX_NONE ? a->counted_head : a->head) + 1;
  bool joint = false;
  for (; i < c->r->text.tok.n && tok(c, i)->span.at < b->span.at; i++) {
    bool link = form_is(c, i, "and & plus ,");
    if (!link && tok(c, i)->upos != PLX_UPOS_NUM) return false;
    joint |= link;
  }
  return joint;
}

// "Two men and a boy were hurt": also three.  The parts of a coordination stand near each other.
// spec: figure.6
void plx_figure_sums(plx_finder *c) {
  if (c->out.n) qsort(c->out.v, c->out.n, sizeof *c->out.v, by_place);
  uint32_t n = c->out.n;
  for (uint32_t i = 0; i < n; i++) {
    plx_figure sum = c->out.v[i].f;
    plx_state state = c->out.v[i].s;
    uint32_t group = c->out.v[i].group, parts = 1;
    const plx_found *before = i > 0 ? &c->out.v[i - 1] : NULL;
    if (!sum.state.n || sum.unit.n) continue;
    if (before && before->s.word == state.word && (before->group == group || joined(c, &before->f, &sum))) continue;
    for (uint32_t k = i + 1; k < n && k < i + 12; k++) {
      const plx_figure *p = &c->out.v[k].f;
      bool same = c->out.v[k].group == group || joined(c, &c->out.v[k - 1].f, p);
      if (!same || c->out.v[k].s.word != state.word || p->counted_head == sum.counted_head) continue;
      sum.value += p->value, sum.low += p->low, sum.high += p->high;
      sum.approx |= p->approx;
      sum.span = plx_span_join(sum.span, p->span);
      parts++;
    }
    if (parts < 2) continue;
    sum.counted = PLX_STR("people");
    sum.counted_head = PLX_NONE;
    plx_figure_push(c, sum, state);
  }
  if (c->out.n) qsort(c->out.v, c->out.n, sizeof *c->out.v, by_place);
}
