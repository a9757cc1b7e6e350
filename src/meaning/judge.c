/* SPDX-License-Identifier: Apache-2.0 */
/* A word that looks like a cue but has nobody to say anything and nothing said is none; a participle behind its clause
 * ("…, adding that") has the speaker of that clause. */
#include "meaning/judge.h"

typedef struct maker {
  uint32_t *feat;
  uint32_t n;
} maker;

static void put(maker *m, uint32_t h) {
  if (m->n < PLX_JUDGE_FEATURES_MAX) m->feat[m->n++] = h;
}

static bool in_ranges(const plx_said_ranges *r, uint32_t tok) {
  for (uint32_t k = 0; k < r->n; k++)
    if (r->v[k].first <= tok && tok <= r->v[k].last) return true;
  return false;
}

static uint32_t words_in(const plx_said_ranges *r) {
  uint32_t n = 0;
  for (uint32_t k = 0; k < r->n; k++) n += r->v[k].last - r->v[k].first + 1;
  return n;
}

// The token of the ranges whose head lies outside them.
static uint32_t top_of(const plx_said *d, const plx_said_ranges *r) {
  for (uint32_t k = 0; k < r->n; k++)
    for (uint32_t i = r->v[k].first; i <= r->v[k].last; i++) {
      uint32_t h = plx_tree_head(&d->trees, i);
      if (d->text->tok.v[i].upos != PLX_UPOS_PUNCT && (h == PLX_NO_TOK || !in_ranges(r, h))) return i;
    }
  return PLX_NO_TOK;
}

static uint32_t bucket(uint32_t n) {
  return n < 4 ? n : n < 7 ? 4 : n < 12 ? 5 : n < 25 ? 6 : 7;
}

// From a token to the cue: relation and direction, at most three steps each way.
static uint32_t way(const plx_said *d, uint32_t from, uint32_t cue) {
  const plx_trees *t = &d->trees;
  uint32_t up = 0, hash = 1, i = from;
  while (i != PLX_NO_TOK && up < 5 && !plx_tree_under(t, cue, i)) {
    hash = plx_feat2(hash, plx_tree_tok(t, i)->rel, 1);
    i = plx_tree_head(t, i);
    up++;
  }
  if (i == PLX_NO_TOK || up == 5) return 0;
  uint32_t down = 0, j = cue;
  while (j != i && j != PLX_NO_TOK && down < 5) {
    hash = plx_feat2(hash, plx_tree_tok(t, j)->rel, 2);
    j = plx_tree_head(t, j);
    down++;
  }
  return down == 5 ? 2 : hash;
}

// --- does it hold? ---

static uint32_t quoted_share(const plx_said *d, const plx_said_ranges *r) {
  uint32_t quoted = 0, bare = 0;
  for (uint32_t k = 0; k < r->n; k++)
    for (uint32_t i = r->v[k].first; i <= r->v[k].last; i++) {
      if (d->text->tok.v[i].upos == PLX_UPOS_PUNCT) continue;
      if (d->word[i].quoted) quoted++;
      else bare++;
    }
  return (quoted != 0) * 2u + (bare != 0);
}

// Does another saying share words with this one?  1 its content holds our cue, 2 ours holds its cue, 4 contents overlap.
static uint32_t company(const plx_said *d, const plx_sayings *all, uint32_t index) {
  const plx_saying *s = &all->v[index];
  uint32_t out = 0, from = index > 6 ? index - 6 : 0, to = index + 6 < all->n ? index + 6 : all->n - 1;
  for (uint32_t j = from; j <= to; j++) {
    const plx_saying *o = &all->v[j];
    if (j == index || o->score < s->score || d->trees.sentence[o->cue] != d->trees.sentence[s->cue]) continue;
    if (in_ranges(&o->content, s->cue)) out |= 1;
    else if (in_ranges(&s->content, o->cue)) out |= 2;
    else if (o->content.n && s->content.n && in_ranges(&o->content, s->content.v[0].first)) out |= 4;
    if (in_ranges(&o->words, s->cue) || in_ranges(&o->source, s->cue)) out |= 8;
  }
  return out;
}

uint32_t plx_judge_features(const plx_said *d, const plx_sayings *all, uint32_t index,
                            uint32_t feat[PLX_JUDGE_FEATURES_MAX]) {
  maker m = {.feat = feat};
  const plx_saying *s = &all->v[index];
  const plx_tok *c = &d->text->tok.v[s->cue];
  const plx_said_word *w = &d->word[s->cue];
  uint32_t score = (uint32_t)(int)((s->score < -6 ? -6 : s->score > 8 ? 8 : s->score) * 2 + 20);
  uint32_t who = top_of(d, &s->source), what = top_of(d, &s->content), size = bucket(words_in(&s->content));
  uint32_t quoted = quoted_share(d, &s->content), with = company(d, all, index), p = w->xpos;
  uint32_t who_is =
      who == PLX_NO_TOK ? 0 : plx_feat2(d->word[who].xpos, d->text->tok.v[who].ner, d->word[who].sense[0]);
  uint32_t what_is = what == PLX_NO_TOK ? 0 : plx_feat2(d->word[what].xpos, d->text->tok.v[what].rel, what > s->cue);
  put(&m, plx_feat(1, 0));
  put(&m, plx_feat(2, score));
  put(&m, plx_feat2(3, score, c->upos));
  put(&m, plx_feat2(4, score, who != PLX_NO_TOK));
  put(&m, plx_feat2(5, score, size));
  put(&m, plx_feat2(6, score, with));
  put(&m, plx_feat2(7, who_is, p));
  put(&m, plx_feat2(8, who_is, w->cue.class));
  put(&m, plx_feat2(9, who_is, w->lemma));
  put(&m, plx_feat2(10, what_is, p));
  put(&m, plx_feat2(11, what_is, w->cue.class));
  put(&m, plx_feat2(12, what_is, w->lemma));
  put(&m, plx_feat3(13, what_is, who_is, c->upos));
  put(&m, plx_feat3(14, size, quoted, c->upos));
  put(&m, plx_feat3(15, size, s->content.n * 4 + s->source.n, c->upos));
  put(&m, plx_feat2(16, words_in(&s->words), p));
  put(&m, plx_feat3(17, with, w->quoted, c->upos));
  put(&m, plx_feat3(18, with, size, who != PLX_NO_TOK));
  put(&m, plx_feat2(19, w->lemma, size));
  put(&m, plx_feat2(20, w->lemma, (who != PLX_NO_TOK) * 4u + quoted));
  put(&m, plx_feat3(21, d->block[d->trees.sentence[s->cue]], c->upos, who != PLX_NO_TOK));
  if (who != PLX_NO_TOK) {
    put(&m, plx_feat2(22, way(d, who, s->cue), c->upos));
    put(&m, plx_feat2(23, d->word[who].lemma, c->upos));
    put(&m, plx_feat2(24, d->word[who].lemma, w->lemma));
    put(&m, plx_feat2(25, bucket(words_in(&s->source)), c->upos));
  }
  if (what != PLX_NO_TOK) {
    put(&m, plx_feat2(26, way(d, what, s->cue), c->upos));
    put(&m, plx_feat2(27, d->word[what].lemma, w->lemma));
    put(&m, plx_feat3(28, d->word[what].sense[0], d->word[what].xpos, w->lemma));
    put(&m, plx_feat3(29, d->word[what].sense[0], w->sense[0], p));
    put(&m, plx_feat3(30, d->word[s->content.v[0].first].form, c->upos, w->cue.class));
  }
  return m.n;
}

// --- whose is it? ---

static bool may_speak(const plx_said *d, const plx_saying *s, uint32_t i) {
  const plx_tok *t = &d->text->tok.v[i];
  if (t->upos != PLX_UPOS_NOUN && t->upos != PLX_UPOS_PROPN && t->upos != PLX_UPOS_PRON) return false;
  if (in_ranges(&s->words, i) || (d->word[i].quoted && !d->word[s->cue].quoted)) return false;
  switch (plx_rel_universal(t->rel)) {
  case PLX_REL_NSUBJ:
  case PLX_REL_OBL:
  case PLX_REL_OBJ:
  case PLX_REL_ROOT:
  case PLX_REL_CONJ:
  case PLX_REL_VOCATIVE:
  case PLX_REL_PARATAXIS:
  case PLX_REL_NMOD: return true;
  default: return false;
  }
}

uint32_t plx_judge_candidates(const plx_said *d, const plx_sayings *all, uint32_t index,
                              uint32_t out[PLX_JUDGE_CANDIDATES]) {
  const plx_saying *s = &all->v[index];
  uint32_t at = d->trees.sentence[s->cue], n = 0;
  const plx_sentence *own = &d->text->sentence.v[at], *before = at ? own - 1 : own;
  uint32_t end = own->first + own->count, from = s->cue > own->first + 40 ? s->cue - 40 : before->first;
  if (own->first > from + 40) from = own->first - 40;
  for (uint32_t i = from; i < end && n < PLX_JUDGE_CANDIDATES; i++) {
    bool here = i >= own->first;
    if (may_speak(d, s, i) && (here || plx_rel_universal(d->text->tok.v[i].rel) == PLX_REL_NSUBJ)) out[n++] = i;
  }
  return n;
}

// 0 nobody's source; 1 of a saying whose clause the cue hangs under, 2 of another in the sentence, 3 of an earlier one.
static uint32_t speaks_elsewhere(const plx_said *d, const plx_sayings *all, uint32_t index, uint32_t who) {
  uint32_t best = 0, from = index > 5 ? index - 5 : 0, to = index + 3 < all->n ? index + 3 : all->n - 1;
  for (uint32_t j = from; j <= to; j++) {
    if (j == index || !in_ranges(&all->v[j].source, who)) continue;
    if (d->trees.sentence[all->v[j].cue] != d->trees.sentence[all->v[index].cue]) best = best ? best : 3;
    else if (plx_tree_under(&d->trees, all->v[index].cue, all->v[j].cue)) return 1;
    else best = 2;
  }
  return best;
}

uint32_t plx_judge_source_features(const plx_said *d, const plx_sayings *all, uint32_t index, uint32_t who,
                                   uint32_t feat[PLX_JUDGE_FEATURES_MAX]) {
  maker m = {.feat = feat};
  const plx_saying *s = &all->v[index];
  const plx_tok *c = &d->text->tok.v[s->cue], *t = &d->text->tok.v[who];
  const plx_said_word *w = &d->word[s->cue], *x = &d->word[who];
  bool here = d->trees.sentence[who] == d->trees.sentence[s->cue];
  uint32_t side = here ? who > s->cue : 2, route = here ? way(d, who, s->cue) : 3;
  uint32_t agent = plx_tree_agent(&d->trees, s->cue) == who, first = d->text->sentence.v[d->trees.sentence[who]].first;
  uint32_t elsewhere = speaks_elsewhere(d, all, index, who), inside = in_ranges(&s->content, who);
  uint32_t far = bucket(who > s->cue ? who - s->cue : s->cue - who) * 3 + side,
           kind = plx_feat2(x->xpos, t->ner, x->sense[0]);
  uint32_t state = (elsewhere * 2 + inside) * 2 + agent, quoted = quoted_share(d, &s->content);
  put(&m, plx_feat(1, 0));
  put(&m, plx_feat2(2, state, side));
  put(&m, plx_feat2(3, route, inside));
  put(&m, plx_feat3(4, route, c->rel, inside));
  put(&m, plx_feat3(5, route, w->xpos, inside));
  put(&m, plx_feat3(6, route, w->lemma, inside));
  put(&m, plx_feat3(7, route, t->rel, kind));
  put(&m, plx_feat3(8, state, far, t->rel));
  put(&m, plx_feat3(9, state, w->xpos, c->rel));
  put(&m, plx_feat3(10, state, w->lemma, side));
  put(&m, plx_feat3(11, state, kind, side));
  put(&m, plx_feat3(12, far, t->rel, w->xpos));
  put(&m, plx_feat3(13, kind, t->rel, side));
  put(&m, plx_feat3(14, x->lemma, t->rel, side));
  put(&m, plx_feat3(15, kind, w->cue.class, side));
  put(&m, plx_feat3(16, kind, w->sense[0], w->xpos));
  put(&m, plx_feat3(17, quoted, state, far));
  put(&m, plx_feat3(18, c->upos, c->rel, plx_feat2(t->rel, side, who - first < 3)));
  put(&m, plx_feat3(19, state, route, c->upos));
  put(&m, plx_feat3(20, s->content.n, side * 2 + inside, t->rel));
  return m.n;
}

// The noun phrase of the head, less what is cue or content.  spec: said.9 spec: said.10
static void give_source(const plx_said *d, plx_saying *s, uint32_t head, plx_arena *tmp) {
  uint32_t first, last;
  plx_tree_np_tokens(&d->trees, head, PLX_NP_ALL, &first, &last);
  if (first <= s->cue && s->cue <= last) plx_tree_np_tokens(&d->trees, head, PLX_NP_CORE, &first, &last);
  while (first < head && (in_ranges(&s->words, first) || in_ranges(&s->content, first))) first++;
  while (last > head && (in_ranges(&s->words, last) || in_ranges(&s->content, last))) last--;
  *plx_vec_push(tmp, &s->source) = (plx_said_range){first, last};
}

void plx_judge_sources(const plx_weights *w, const plx_said *d, plx_sayings *all, plx_arena *tmp) {
  uint32_t feat[PLX_JUDGE_FEATURES_MAX], candidate[PLX_JUDGE_CANDIDATES];
  for (uint32_t i = 0; w->w && i < all->n; i++) {
    if (all->v[i].source.n) continue;
    uint32_t n = plx_judge_candidates(d, all, i, candidate), best = PLX_NO_TOK;
    float top = 0, score[PLX_WEIGHTS_OUTPUTS];
    for (uint32_t k = 0; k < n; k++) {
      plx_weights_score(w, feat, plx_judge_source_features(d, all, i, candidate[k], feat), score);
      if (score[0] > top) top = score[0], best = candidate[k];
    }
    if (best != PLX_NO_TOK) give_source(d, &all->v[i], best, tmp);
  }
}
