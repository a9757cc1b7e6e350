/* SPDX-License-Identifier: Apache-2.0 */
/* Cues come first, all of them, because where one speaker ends is where another begins. */
#include "meaning/sayings.h"

#include "meaning/cues.h"
#include "meaning/goes_on.h"
#include "meaning/judge.h"
#include "meaning/rules.h"

// --- cues ---

uint8_t plx_sayings_strong(float score) {
  return score < -1.5f ? 0 : score < -0.2f ? 1 : score < 2 ? 2 : 3;
}

static float *score_cues(const plx_said_model *m, plx_said *d, plx_arena *tmp) {
  float *score = PLX_NEWS(tmp, float, d->text->tok.n);
  for (uint32_t i = 0; i < d->text->tok.n; i++) {
    if (!m->there) score[i] = plx_rules_cue(d, i) ? 1 : -9;
    else score[i] = plx_cues_candidate(d, i) ? plx_cues_score(&m->cue, d, i) : -9;
    d->word[i].strong = plx_sayings_strong(score[i]);
  }
  return score;
}

// --- roles ---

static void add_saying(const plx_said_model *m, const plx_said *d, uint32_t cue, float score, plx_sayings *out,
                       plx_arena *tmp) {
  const plx_sentence *s = &d->text->sentence.v[d->trees.sentence[cue]];
  uint8_t *role = PLX_NEWS(tmp, uint8_t, s->count);
  if (m->there) plx_roles_find(&m->roles, d, cue, role, tmp);
  else plx_rules_roles(d, cue, role);
  plx_saying *x = plx_vec_push(tmp, out);
  *x = (plx_saying){.cue = cue, .score = score, .inside = PLX_NONE};
  plx_said_stretch(d, role, s->first, s->count, PLX_SAID_SOURCE, tmp, &x->source);
  plx_said_stretch(d, role, s->first, s->count, PLX_SAID_CUE, tmp, &x->words);
  plx_said_stretch(d, role, s->first, s->count, PLX_SAID_CONTENT, tmp, &x->content);
}

static void drop_empty(plx_sayings *s) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < s->n; i++)
    if (s->v[i].content.n) s->v[n++] = s->v[i];
  s->n = n;
}

// --- nesting ---

bool plx_saying_holds(const plx_saying *s, uint32_t tok) {
  for (uint32_t k = 0; k < s->content.n; k++)
    if (s->content.v[k].first <= tok && tok <= s->content.v[k].last) return true;
  return false;
}

static uint32_t size_of(const plx_saying *s) {
  uint32_t n = 0;
  for (uint32_t k = 0; k < s->content.n; k++) n += s->content.v[k].last - s->content.v[k].first + 1;
  return n;
}

// May a be the outer of b?  Where each holds the other's cue, the larger content is the outer one.
static bool outer(const plx_saying *a, const plx_saying *b) {
  if (!plx_saying_holds(a, b->cue)) return false;
  uint32_t m = size_of(a), n = size_of(b);
  return !plx_saying_holds(b, a->cue) || m > n || (m == n && a->cue < b->cue);
}

// Sayings that can hold each other's cues stand near each other: a saying looks this many places around itself.
#define NEAR 24

// spec: said.7
static void nest(plx_sayings *s) {
  for (uint32_t i = 0; i < s->n; i++) {
    uint32_t from = i > NEAR ? i - NEAR : 0, to = i + NEAR < s->n ? i + NEAR : s->n - 1, best = PLX_NONE;
    for (uint32_t j = from; j <= to; j++)
      if (j != i && outer(&s->v[j], &s->v[i]) && (best == PLX_NONE || size_of(&s->v[j]) < size_of(&s->v[best]))) best = j;
    s->v[i].inside = best;
  }
}

// The last token of a name that ends its line, from `first` on; PLX_NO_TOK if there is none.
static uint32_t name_line(const plx_said *d, uint32_t first) {
  const plx_tok *t = d->text->tok.v;
  plx_str bytes = d->text->bytes;
  uint32_t i = first, n = d->text->tok.n;
  while (i < n && i < first + 6 && (t[i].upos == PLX_UPOS_PROPN || (i > first && t[i].ner != PLX_NER_O))) {
    uint32_t end = plx_span_end(t[i].span), next = i + 1 < n ? t[i + 1].span.at : (uint32_t)bytes.n;
    if (i + 1 == n || plx_str_find(plx_str_sub(bytes, end, next - end), PLX_STR("\n"), 0) >= 0) return i;
    i++;
  }
  return PLX_NO_TOK;
}

// “…” — Her Name, and the line ends: whoever signs a quotation has said it.  spec: said.12
static bool add_signed(const plx_said *d, uint32_t dash, plx_sayings *out, plx_arena *tmp) {
  uint32_t last = plx_cues_signs(d, dash) ? name_line(d, dash + 1) : PLX_NO_TOK, q = d->quotes.of[dash ? dash - 1 : 0];
  if (last == PLX_NO_TOK || q == PLX_NO_QUOTE || d->quotes.quote.v[q].single) return false;
  const plx_quote *said = &d->quotes.quote.v[q];
  plx_saying *x = plx_vec_push(tmp, out);
  *x = (plx_saying){.cue = dash, .score = 9, .inside = PLX_NONE, .sure = true};
  *plx_vec_push(tmp, &x->source) = (plx_said_range){dash + 1, last};
  *plx_vec_push(tmp, &x->words) = (plx_said_range){dash, dash};
  *plx_vec_push(tmp, &x->content) = (plx_said_range){said->first, said->first + said->count - 1};
  return true;
}

void plx_sayings_try(const plx_said_model *m, plx_said *d, plx_sayings *out, plx_arena *tmp) {
  const float *score = score_cues(m, d, tmp);
  for (uint32_t i = 0; i < d->text->tok.n; i++)
    if (!add_signed(d, i, out, tmp) && score[i] > m->cue_min) add_saying(m, d, i, score[i], out, tmp);
}

// All are judged before any is dropped: what stands beside a saying is part of its case.
static void drop_doubtful(const plx_said_model *m, const plx_said *d, plx_sayings *s, plx_arena *tmp) {
  if (!m->there) return;
  uint32_t feat[PLX_JUDGE_FEATURES_MAX], n = 0;
  bool *holds = PLX_NEWS(tmp, bool, s->n);
  for (uint32_t i = 0; i < s->n; i++) {
    float score[PLX_WEIGHTS_OUTPUTS];
    plx_weights_score(&m->holds, feat, plx_judge_features(d, s, i, feat), score);
    holds[i] = s->v[i].sure || score[0] > m->holds_min;
  }
  for (uint32_t i = 0; i < s->n; i++)
    if (holds[i]) s->v[n++] = s->v[i];
  s->n = n;
}

void plx_sayings_find(const plx_said_model *m, plx_said *d, plx_sayings *out, plx_arena *tmp) {
  plx_sayings_try(m, d, out, tmp);
  drop_doubtful(m, d, out, tmp);
  plx_goes_on(&m->goes_on, d, out, tmp);
  drop_empty(out);
  nest(out);
  plx_judge_sources(&m->source, d, out, tmp);
}
