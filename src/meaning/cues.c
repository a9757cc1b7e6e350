/* SPDX-License-Identifier: Apache-2.0 */
/* Any word may be a cue ("in his eyes", "not enamored of"), so nothing is ruled out by a list: the list is one feature
 * among others, and what stands under and above the word in the tree decides. */
#include "meaning/cues.h"

typedef struct maker {
  uint32_t *feat;
  uint32_t n;
} maker;

static void put(maker *m, uint32_t h) {
  if (m->n < PLX_CUE_FEATURES_MAX) m->feat[m->n++] = h;
}

bool plx_cues_signs(const plx_said *d, uint32_t i) {
  return i > 0 && d->word[i - 1].quoted == 2 && plx_str_in(d->text->tok.v[i].form, "- -- – — ―");
}

// Verbs and nouns of saying, and of what one thinks, fears, wants or holds against somebody.  spec: said.8
bool plx_cues_candidate(const plx_said *d, uint32_t i) {
  const plx_tok *t = &d->text->tok.v[i];
  switch (t->upos) {
  case PLX_UPOS_VERB:
  case PLX_UPOS_NOUN:
  case PLX_UPOS_ADJ:
  case PLX_UPOS_ADV:
  case PLX_UPOS_ADP:
  case PLX_UPOS_SCONJ:
  case PLX_UPOS_AUX: return true;
  case PLX_UPOS_PROPN: return t->lemma.n > 2; // headlines: Every Word Has a Capital
  case PLX_UPOS_SYM:
  case PLX_UPOS_PUNCT: return t->form.p[0] == ':' || plx_cues_signs(d, i);
  default: return false;
  }
}

static uint32_t lemma_at(const plx_said *d, const plx_sentence *s, int64_t i) {
  if (i < s->first || i >= (int64_t)s->first + s->count) return 1;
  return d->word[i].lemma;
}

static uint32_t xpos_at(const plx_said *d, const plx_sentence *s, int64_t i) {
  if (i < s->first || i >= (int64_t)s->first + s->count) return 1;
  return d->word[i].xpos;
}

static void word_features(maker *m, const plx_said *d, const plx_sentence *s, uint32_t i) {
  const plx_tok *t = &d->text->tok.v[i];
  const plx_said_word *w = &d->word[i];
  uint32_t l = w->lemma, p = w->xpos, suffix = 0;
  for (size_t k = t->form.n > 3 ? t->form.n - 3 : 0; k < t->form.n; k++) suffix = suffix * 256 + (uint8_t)t->form.p[k];
  put(m, plx_feat(1, 0));
  put(m, plx_feat(2, l));
  put(m, plx_feat2(3, w->form, p));
  put(m, plx_feat2(4, l, p));
  put(m, plx_feat2(5, l, t->rel));
  put(m, plx_feat2(6, p, t->rel));
  put(m, plx_feat2(7, suffix, t->upos));
  put(m, plx_feat2(8, w->cue.class, p));
  put(m, plx_feat3(9, w->cue.class, t->rel, t->upos));
  put(m, plx_feat2(10, l, lemma_at(d, s, (int64_t)i - 1)));
  put(m, plx_feat2(11, l, lemma_at(d, s, (int64_t)i + 1)));
  put(m, plx_feat2(12, l, xpos_at(d, s, (int64_t)i - 1)));
  put(m, plx_feat2(13, l, xpos_at(d, s, (int64_t)i + 1)));
  put(m, plx_feat2(14, p, lemma_at(d, s, (int64_t)i - 1)));
  put(m, plx_feat2(15, p, lemma_at(d, s, (int64_t)i + 1)));
  put(m, plx_feat2(16, p, lemma_at(d, s, (int64_t)i + 2)));
  put(m, plx_feat2(17, p, lemma_at(d, s, (int64_t)i - 2)));
  put(m, plx_feat3(18, p, xpos_at(d, s, (int64_t)i - 1), xpos_at(d, s, (int64_t)i + 1)));
  put(m, plx_feat3(19, p, xpos_at(d, s, (int64_t)i + 1), xpos_at(d, s, (int64_t)i + 2)));
  put(m, plx_feat3(20, l, lemma_at(d, s, (int64_t)i + 1), lemma_at(d, s, (int64_t)i + 2)));
}

// The kind of word instead of the word: what was learned of "slam" serves "blast".
static void sense_features(maker *m, const plx_said *d, const plx_sentence *s, uint32_t i) {
  const plx_said_word *w = &d->word[i];
  uint32_t one = w->sense[0], two = one * 64 + w->sense[1], p = w->xpos;
  uint32_t sub = plx_tree_agent(&d->trees, i), obj = plx_tree_child(&d->trees, i, PLX_REL_OBJ);
  put(m, plx_feat2(70, one, p));
  put(m, plx_feat2(71, two, p));
  put(m, plx_feat3(72, one, d->text->tok.v[i].rel, p));
  put(m, plx_feat3(73, one, lemma_at(d, s, (int64_t)i + 1), p));
  put(m, plx_feat3(74, one, xpos_at(d, s, (int64_t)i + 1), xpos_at(d, s, (int64_t)i + 2)));
  if (sub != PLX_NO_TOK) {
    const plx_said_word *x = &d->word[sub];
    put(m, plx_feat3(75, one, x->sense[0] * 16 + d->text->tok.v[sub].ner, x->xpos));
    put(m, plx_feat3(76, w->lemma, x->sense[0] * 16 + d->text->tok.v[sub].ner, x->xpos));
    put(m, plx_feat3(77, p, x->sense[0] * 16 + d->text->tok.v[sub].ner, plx_tree_passive(&d->trees, i)));
  }
  if (obj != PLX_NO_TOK) {
    const plx_said_word *x = &d->word[obj];
    put(m, plx_feat3(78, one, x->sense[0] * 16 + d->text->tok.v[obj].ner, x->xpos));
    put(m, plx_feat3(79, w->lemma, x->sense[0], x->sense[1]));
    put(m, plx_feat3(80, one, x->lemma, p));
  }
}

static uint32_t mark_of(const plx_said *d, uint32_t i) {
  uint32_t m = plx_tree_child(&d->trees, i, PLX_REL_MARK);
  if (m == PLX_NO_TOK) m = plx_tree_child(&d->trees, i, PLX_REL_CASE);
  return m == PLX_NO_TOK ? 0 : d->word[m].lemma;
}

// What stands under the word, and the set of it.
static void child_features(maker *m, const plx_said *d, uint32_t i, uint32_t *set_out) {
  const plx_trees *t = &d->trees;
  uint32_t l = d->word[i].lemma, p = d->word[i].xpos, set = 0, c;
  for (uint32_t k = 0; (c = plx_tree_kid(t, i, k)) != PLX_NO_TOK && k < 10; k++) {
    const plx_tok *w = plx_tree_tok(t, c);
    if (w->rel == PLX_REL_PUNCT && w->form.p[0] != ':' && d->word[c].quoted != 2) continue;
    uint32_t side = w->rel * 2u + (c > i);
    if (w->rel < 64) set |= 1u << (plx_feat(77, w->rel) >> 27);
    put(m, plx_feat2(21, p, side));
    put(m, plx_feat2(22, l, side));
    put(m, plx_feat3(23, side, d->word[c].lemma, p));
    put(m, plx_feat3(24, side, d->word[c].xpos, p));
    put(m, plx_feat3(25, side, mark_of(d, c), l));
    put(m, plx_feat3(26, side, mark_of(d, c), d->word[i].cue.class * 8u + d->text->tok.v[i].upos));
    put(m, plx_feat3(29, side, mark_of(d, c), d->word[i].sense[0]));
  }
  put(m, plx_feat2(27, set, p));
  put(m, plx_feat2(28, set, l));
  put(m, plx_feat3(82, set, d->word[i].sense[0], p));
  *set_out = set;
}

static void head_features(maker *m, const plx_said *d, uint32_t i) {
  const plx_trees *t = &d->trees;
  uint32_t h = plx_tree_head(t, i), p = d->word[i].xpos, rel = plx_tree_tok(t, i)->rel;
  if (h == PLX_NO_TOK) {
    put(m, plx_feat2(30, p, d->word[i].lemma));
    return;
  }
  const plx_tok *ht = plx_tree_tok(t, h);
  put(m, plx_feat2(31, d->word[h].lemma, rel));
  put(m, plx_feat3(32, d->word[h].xpos, rel, p));
  put(m, plx_feat3(33, d->word[h].lemma, rel, d->word[i].lemma));
  put(m, plx_feat3(34, d->word[h].cue.class, rel, ht->upos));
  put(m, plx_feat3(35, rel, ht->rel, p));
  put(m, plx_feat3(36, mark_of(d, i), rel, p));
  uint32_t hh = plx_tree_head(t, h);
  if (hh != PLX_NO_TOK) put(m, plx_feat3(37, d->word[hh].lemma, ht->rel, rel));
}

static void subject_features(maker *m, const plx_said *d, uint32_t i) {
  uint32_t s = plx_tree_agent(&d->trees, i), l = d->word[i].lemma, p = d->word[i].xpos;
  uint32_t passive = plx_tree_passive(&d->trees, i);
  if (s == PLX_NO_TOK) {
    put(m, plx_feat2(40, p, passive));
    return;
  }
  const plx_tok *t = &d->text->tok.v[s];
  put(m, plx_feat3(41, d->word[s].lemma, p, passive));
  put(m, plx_feat3(42, d->word[s].xpos, t->ner, passive));
  put(m, plx_feat3(43, d->word[s].xpos, t->ner, l));
  put(m, plx_feat3(44, t->ner, p, passive));
  put(m, plx_feat3(45, d->word[s].xpos, d->word[i].cue.class, passive));
  uint32_t neg = plx_tree_negated(&d->trees, i);
  put(m, plx_feat3(46, neg, l, passive));
}

// Quotation marks near the word and in its sentence.
static void quote_features(maker *m, const plx_said *d, uint32_t i, uint32_t set) {
  uint32_t q = d->word[i].quoted * 16u + d->word[i].near;
  put(m, plx_feat2(50, q, d->word[i].lemma));
  put(m, plx_feat2(51, q, d->word[i].xpos));
  put(m, plx_feat3(52, q, d->word[i].cue.class, d->text->tok.v[i].upos));
  put(m, plx_feat3(53, q, set, d->word[i].xpos));
  put(m, plx_feat2(54, q, d->text->tok.v[i].rel));
}

static void place_features(maker *m, const plx_said *d, const plx_sentence *s, uint32_t i) {
  uint32_t index = d->trees.sentence[i], p = d->word[i].xpos;
  uint32_t at = i - s->first, place = at > 5 ? 5 + (at > 12) : at, depth = plx_tree_depth(&d->trees, i);
  put(m, plx_feat2(60, place, p));
  put(m, plx_feat3(61, d->block[index], index < 3 ? index : 3, p));
  put(m, plx_feat3(62, d->block[index], index == 0, d->word[i].lemma));
  put(m, plx_feat2(63, depth > 5 ? 5 : depth, p));
  put(m, plx_feat2(64, s->count > 40 ? 5 : s->count / 8, d->text->tok.v[i].upos));
  put(m, plx_feat2(65, d->text->tok.v[i].form.p[0] >= 'A' && d->text->tok.v[i].form.p[0] <= 'Z', p));
}

// Colons and dashes: is it a name that they stand behind or before?
static void mark_features(maker *m, const plx_said *d, const plx_sentence *s, uint32_t i) {
  const plx_tok *t = d->text->tok.v;
  uint32_t index = d->trees.sentence[i], at = i - s->first, names = 1, upper = 1, end = s->first + s->count;
  for (uint32_t k = s->first; k < i; k++) {
    if (t[k].upos != PLX_UPOS_PROPN) names = 0;
    for (size_t c = 0; c < t[k].form.n; c++)
      if (t[k].form.p[c] >= 'a' && t[k].form.p[c] <= 'z') upper = 0;
  }
  uint32_t shape = (names * 2 + upper) * 8 + (at > 6 ? 7 : at), dash = plx_cues_signs(d, i),
           title = d->block[index] == PLX_BLOCK_TITLE;
  uint32_t next_quoted = i + 1 < end && d->word[i + 1].quoted == 2, after = end - i > 6 ? 6 : end - i;
  put(m, plx_feat3(90, dash, shape, next_quoted));
  put(m, plx_feat3(91, dash, shape, title * 4 + (index < 2)));
  put(m, plx_feat3(92, dash, i ? t[i - 1].ner : 0, next_quoted * 2 + title));
  put(m, plx_feat3(93, dash, i + 1 < end ? t[i + 1].ner : 0, after));
  put(m, plx_feat3(94, dash, i + 1 < end ? d->word[i + 1].xpos : 0, after));
  put(m, plx_feat3(95, shape, index > 0 && d->text->sentence.v[index - 1].block != s->block, next_quoted));
}

uint32_t plx_cues_features(const plx_said *d, uint32_t i, uint32_t feat[PLX_CUE_FEATURES_MAX]) {
  maker m = {.feat = feat};
  const plx_sentence *s = &d->text->sentence.v[d->trees.sentence[i]];
  uint32_t set = 0;
  word_features(&m, d, s, i);
  sense_features(&m, d, s, i);
  child_features(&m, d, i, &set);
  head_features(&m, d, i);
  subject_features(&m, d, i);
  quote_features(&m, d, i, set);
  place_features(&m, d, s, i);
  if (d->text->tok.v[i].upos == PLX_UPOS_PUNCT || d->text->tok.v[i].upos == PLX_UPOS_SYM) mark_features(&m, d, s, i);
  return m.n;
}

float plx_cues_score(const plx_weights *w, const plx_said *d, uint32_t i) {
  uint32_t feat[PLX_CUE_FEATURES_MAX];
  float score[PLX_WEIGHTS_OUTPUTS];
  uint32_t n = plx_cues_features(d, i, feat);
  plx_weights_score(w, feat, n, score);
  return score[0];
}
