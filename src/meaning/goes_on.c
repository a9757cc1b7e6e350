/* SPDX-License-Identifier: Apache-2.0 */
/* A reporter names the speaker once and lets the quotation run: before the cue to where its mark opened, behind it
 * until somebody else speaks or a sentence of the reporter's own begins. */
#include "meaning/goes_on.h"

typedef struct maker {
  uint32_t *feat;
  uint32_t n;
} maker;

static void put(maker *m, uint32_t h) {
  if (m->n < PLX_GOES_ON_FEATURES_MAX) m->feat[m->n++] = h;
}

// --- claims ---

static void claim(uint32_t *by, const plx_said_ranges *r, uint32_t index) {
  for (uint32_t k = 0; k < r->n; k++)
    for (uint32_t i = r->v[k].first; i <= r->v[k].last; i++) by[i] = index + 1;
}

static bool double_quoted(const plx_said *d, uint32_t tok) {
  return d->quotes.of[tok] != PLX_NO_QUOTE && !d->quotes.quote.v[d->quotes.of[tok]].single;
}

// What is said inside a quotation neither claims it nor goes on: the quotation is the outer speaker's.
static bool speaks_outside(const plx_said *d, const plx_saying *s) {
  return !double_quoted(d, s->cue);
}

plx_claims plx_claims_of(const plx_said *d, const plx_sayings *s, plx_arena *tmp) {
  plx_claims c = {.d = d};
  c.content = PLX_NEWS(tmp, uint32_t, d->text->tok.n);
  c.other = PLX_NEWS(tmp, uint32_t, d->text->tok.n);
  for (uint32_t i = 0; i < s->n; i++) {
    if (!speaks_outside(d, &s->v[i])) continue;
    claim(c.content, &s->v[i].content, i);
    claim(c.other, &s->v[i].source, i);
    claim(c.other, &s->v[i].words, i);
  }
  return c;
}

// --- quotation marks at the edges of sentences ---

static const plx_sentence *sentence_at(const plx_said *d, uint32_t s) {
  return &d->text->sentence.v[s];
}

plx_said_range plx_goes_on_part(const plx_said *d, uint32_t sentence) {
  const plx_sentence *s = sentence_at(d, sentence);
  uint32_t first = s->first, last = first + s->count - 1;
  if (double_quoted(d, first)) {
    while (last > first && !double_quoted(d, last)) last--;
  } else if (double_quoted(d, last)) {
    while (first < last && !double_quoted(d, first)) first++;
  }
  return (plx_said_range){first, last};
}

// 0 none quoted, 1 some inside, 2 begins so, 3 ends so, 4 all but edges, 5 all.
static uint32_t quoted_how(const plx_said *d, uint32_t sentence) {
  const plx_sentence *s = sentence_at(d, sentence);
  uint32_t n = 0, words = 0;
  for (uint32_t i = s->first; i < s->first + s->count; i++) {
    if (d->text->tok.v[i].upos == PLX_UPOS_PUNCT) continue;
    words++;
    n += double_quoted(d, i);
  }
  bool begins = double_quoted(d, s->first), ends = double_quoted(d, s->first + s->count - 1);
  if (n == 0) return 0;
  if (n == words) return 5;
  return begins && ends ? 4 : begins ? 2 : ends ? 3 : 1;
}

// --- features ---

// "SMITH: …" at the head of a sentence.
static bool names_speaker(const plx_said *d, uint32_t sentence) {
  const plx_sentence *s = sentence_at(d, sentence);
  for (uint32_t k = 1; k < s->count && k < 5; k++)
    if (d->text->tok.v[s->first + k].form.p[0] == ':') return true;
  return false;
}

static uint32_t claimed_how(const plx_claims *c, uint32_t index, uint32_t sentence) {
  const plx_sentence *s = sentence_at(c->d, sentence);
  uint32_t content = 0, outside = 0, inside = 0;
  for (uint32_t i = s->first; i < s->first + s->count; i++) {
    if (c->content[i] && c->content[i] != index + 1) content = 1;
    if (c->other[i] && double_quoted(c->d, i)) inside = 1;
    if (c->other[i] && !double_quoted(c->d, i)) outside = 1;
  }
  return content * 4 + outside * 2 + inside;
}

// How the content of its own sentence stands to the cue, and whether it is quoted at the edge we leave by.
static uint32_t own_content(const plx_said *d, const plx_saying *s, bool forwards) {
  if (s->content.n == 0) return 0;
  const plx_said_range *first = &s->content.v[0], *last = &s->content.v[s->content.n - 1];
  uint32_t edge = forwards ? last->last : first->first;
  bool before = first->first<s->cue, behind = last->last> s->cue;
  return 1 + double_quoted(d, edge) * 4u + before * 2u + behind;
}

uint32_t plx_goes_on_features(const plx_claims *c, const plx_sayings *all, uint32_t index, uint32_t sentence,
                              bool forwards, uint32_t taken, uint32_t feat[PLX_GOES_ON_FEATURES_MAX]) {
  maker m = {.feat = feat};
  const plx_said *d = c->d;
  const plx_saying *s = &all->v[index];
  const plx_sentence *own = sentence_at(d, d->trees.sentence[s->cue]), *next = sentence_at(d, sentence);
  const plx_sentence *near = sentence_at(d, forwards ? sentence - 1 : sentence + 1);
  uint32_t inner = forwards ? near->first + near->count - 1 : near->first; // the last token on our side
  uint32_t outer = forwards ? next->first : next->first + next->count - 1; // the first on the other
  bool open = double_quoted(d, outer) && d->quotes.of[outer] == d->quotes.of[inner];
  bool goes = double_quoted(d, outer) && d->quotes.quote.v[d->quotes.of[outer]].follows != PLX_NO_QUOTE;
  uint32_t paragraph = next->block == near->block ? 0 : 1, how = quoted_how(d, sentence) + 8 * open + 16 * goes;
  uint32_t content = own_content(d, s, forwards), claimed = claimed_how(c, index, sentence), dir = forwards;
  uint32_t last_here = index + 1 == all->n || d->trees.sentence[all->v[index + 1].cue] != d->trees.sentence[s->cue];
  uint32_t first_here = index == 0 || d->trees.sentence[all->v[index - 1].cue] != d->trees.sentence[s->cue];
  uint32_t here = forwards ? last_here : first_here, far = taken > 3 ? 3 : taken, lemma = d->word[s->cue].lemma;
  uint32_t colon = d->text->tok.v[s->cue].form.p[0] == ':', inside = double_quoted(d, s->cue);
  uint32_t near_how = quoted_how(d, forwards ? sentence - 1 : sentence + 1);
  put(&m, plx_feat2(1, dir, 0));
  put(&m, plx_feat3(2, dir, how, content));
  put(&m, plx_feat3(3, dir, how * 64 + content, paragraph));
  put(&m, plx_feat3(4, dir, how * 64 + content, claimed * 2 + paragraph));
  put(&m, plx_feat3(5, dir, how, claimed));
  put(&m, plx_feat3(6, dir, claimed * 2 + paragraph, content));
  put(&m, plx_feat3(7, dir * 2 + paragraph, how, lemma));
  put(&m, plx_feat3(8, dir * 2 + paragraph, content, lemma));
  put(&m, plx_feat3(9, dir * 2 + paragraph, how, d->word[s->cue].cue.class * 32u + d->text->tok.v[s->cue].upos));
  put(&m, plx_feat3(10, dir, far, how * 16 + content));
  put(&m, plx_feat3(11, dir, far, paragraph * 8 + claimed));
  put(&m, plx_feat3(12, dir, here, how * 16 + content));
  put(&m, plx_feat3(13, dir, colon * 2 + paragraph, names_speaker(d, sentence)));
  put(&m, plx_feat3(14, dir, colon * 2 + paragraph, how));
  put(&m, plx_feat3(15, dir, d->block[sentence], colon * 4 + how));
  put(&m, plx_feat3(16, dir * 2 + paragraph, d->word[next->first].form, content));
  put(&m, plx_feat3(17, dir * 2 + paragraph, d->word[next->first].xpos, how));
  put(&m, plx_feat3(18, dir, near_how * 8 + here * 4 + far, how * 8 + content));
  put(&m, plx_feat3(19, dir, inside, how * 8 + content));
  put(&m, plx_feat3(20, dir, own->count > 8 ? 8 : own->count, how * 8 + content));
  put(&m, plx_feat3(21, dir, next->count > 8 ? 8 : next->count, how));
  put(&m, plx_feat3(22, dir, s->source.n != 0, how * 8 + content));
  put(&m, plx_feat3(23, dir, d->trees.sentence[s->cue] == 0, paragraph));
  return m.n;
}

// --- taking ---

// Adds first..last to a list in order of the text, joining what it touches.
static void add_range(plx_said_ranges *r, plx_said_range x, plx_arena *a) {
  plx_said_ranges out = {0};
  for (uint32_t k = 0; k < r->n; k++) {
    plx_said_range y = r->v[k];
    if (y.last + 1 < x.first || y.first > x.last + 1) continue;
    if (y.first < x.first) x.first = y.first;
    if (y.last > x.last) x.last = y.last;
  }
  bool put_in = false;
  for (uint32_t k = 0; k < r->n; k++) {
    plx_said_range y = r->v[k];
    if (!put_in && y.first >= x.first) {
      *plx_vec_push(a, &out) = x;
      put_in = true;
    }
    if (y.first > x.last || y.last < x.first) *plx_vec_push(a, &out) = y;
  }
  if (!put_in) *plx_vec_push(a, &out) = x;
  *r = out;
}

// Without a model: a quotation left open, or one at once behind the content.
static float by_rule(const plx_claims *c, const plx_sayings *all, uint32_t index, uint32_t sentence, bool forwards) {
  const plx_said *d = c->d;
  const plx_sentence *next = sentence_at(d, sentence), *near = sentence_at(d, forwards ? sentence - 1 : sentence + 1);
  uint32_t inner = forwards ? near->first + near->count - 1 : near->first;
  uint32_t outer = forwards ? next->first : next->first + next->count - 1;
  uint32_t content = own_content(d, &all->v[index], forwards);
  bool quoted = content > 4 || (content == 0 && !forwards);
  if (!quoted || !double_quoted(d, outer) || claimed_how(c, index, sentence) >= 2) return -1;
  return d->quotes.of[outer] == d->quotes.of[inner] || forwards || content == 0 ? 1 : -1;
}

static void take(const plx_weights *w, plx_claims *c, plx_sayings *s, uint32_t index, bool forwards, plx_arena *tmp) {
  const plx_said *d = c->d;
  uint32_t feat[PLX_GOES_ON_FEATURES_MAX], at = d->trees.sentence[s->v[index].cue];
  for (uint32_t taken = 0; taken < PLX_GOES_ON_SENTENCES; taken++) {
    if (forwards ? at + 1 >= d->text->sentence.n : at == 0) return;
    at += forwards ? 1u : -1u;
    float score[PLX_WEIGHTS_OUTPUTS];
    if (w->w) {
      plx_weights_score(w, feat, plx_goes_on_features(c, s, index, at, forwards, taken, feat), score);
    } else {
      score[0] = by_rule(c, s, index, at, forwards);
    }
    if (score[0] <= 0) return;
    plx_said_range part = plx_goes_on_part(d, at);
    for (uint32_t i = part.first; i <= part.last; i++)
      if (c->content[i] && c->content[i] != index + 1) return;
    add_range(&s->v[index].content, part, tmp);
    claim(c->content, &s->v[index].content, index);
  }
}

// "…" - Her Name: nothing goes on behind a signature.
static bool signature(const plx_said *d, const plx_saying *s) {
  return s->sure && d->text->tok.v[s->cue].upos != PLX_UPOS_VERB;
}

// spec: said.4
void plx_goes_on(const plx_weights *w, const plx_said *d, plx_sayings *s, plx_arena *tmp) {
  plx_claims c = plx_claims_of(d, s, tmp);
  for (int forwards = 0; forwards < 2; forwards++)
    for (uint32_t i = 0; i < s->n; i++)
      if (speaks_outside(d, &s->v[i]) && !signature(d, &s->v[i])) take(w, &c, s, i, forwards, tmp);
}
