/* SPDX-License-Identifier: Apache-2.0 */
/* A reporter names the speaker once and lets the quotation run: before the cue to where its mark opened, behind it
 * until somebody else speaks or a sentence of the reporter's own begins. */
#include "meaning/goes_on.h"

typedef struct claims {
  uint32_t *by; // [tokens] saying + 1, 0 for nobody
  const plx_said *d;
} claims;

static void claim(claims *c, const plx_saying *s, uint32_t index) {
  for (uint32_t k = 0; k < s->content.n; k++)
    for (uint32_t i = s->content.v[k].first; i <= s->content.v[k].last; i++) c->by[i] = index + 1;
}

static bool word_between(const plx_said *d, uint32_t first, uint32_t end) {
  for (uint32_t i = first; i < end; i++)
    if (d->text->tok.v[i].upos != PLX_UPOS_PUNCT) return true;
  return false;
}

static bool claimed(const claims *c, const plx_quote *q, uint32_t index) {
  for (uint32_t i = q->first; i < q->first + q->count; i++)
    if (c->by[i] && c->by[i] != index + 1) return true;
  return false;
}

// Adds first..last to a list in order of the text, joining what it touches.
static void add_range(plx_said_ranges *r, plx_said_range x, plx_arena *a) {
  plx_said_ranges out = {0};
  for (uint32_t k = 0; k < r->n; k++) {
    plx_said_range y = r->v[k];
    if (y.last + 1 >= x.first && y.first <= x.last + 1) {
      if (y.first < x.first) x.first = y.first;
      if (y.last > x.last) x.last = y.last;
    }
  }
  bool put = false;
  for (uint32_t k = 0; k < r->n; k++) {
    plx_said_range y = r->v[k];
    if (!put && y.first >= x.first) {
      *plx_vec_push(a, &out) = x;
      put = true;
    }
    if (y.first > x.last || y.last < x.first) *plx_vec_push(a, &out) = y;
  }
  if (!put) *plx_vec_push(a, &out) = x;
  *r = out;
}

static void take_quote(claims *c, plx_saying *s, uint32_t index, uint32_t quote, plx_arena *a) {
  const plx_quote *q = &c->d->quotes.quote.v[quote];
  if (claimed(c, q, index)) return;
  add_range(&s->content, (plx_said_range){q->first, q->first + q->count - 1}, a);
  claim(c, s, index);
}

// The quotations that the content stands in, whole, where they leave the sentence of the cue.
static void fill_up(claims *c, plx_saying *s, uint32_t index, plx_arena *a) {
  const plx_said *d = c->d;
  const plx_sentence *in = &d->text->sentence.v[d->trees.sentence[s->cue]];
  uint32_t n = s->content.n;
  for (uint32_t k = 0; k < n && k < s->content.n; k++) {
    uint32_t edges[2] = {s->content.v[k].first, s->content.v[k].last};
    for (int e = 0; e < 2; e++) {
      uint32_t q = d->quotes.of[edges[e]];
      if (q == PLX_NO_QUOTE || d->quotes.quote.v[q].single) continue;
      const plx_quote *quote = &d->quotes.quote.v[q];
      bool leaves = quote->first < in->first || quote->first + quote->count > in->first + in->count;
      if (leaves && plx_tree_tok(&d->trees, s->cue)->span.n && d->quotes.of[s->cue] != q) take_quote(c, s, index, q, a);
    }
  }
}

// "…?" she asked: the cue's sentence has no content of its own and stands right behind a quotation.
static void take_before(claims *c, plx_saying *s, uint32_t index, plx_arena *a) {
  const plx_said *d = c->d;
  uint32_t first = d->text->sentence.v[d->trees.sentence[s->cue]].first;
  if (s->content.n || first == 0) return;
  uint32_t q = d->quotes.of[first - 1];
  if (q != PLX_NO_QUOTE && !d->quotes.quote.v[q].single) take_quote(c, s, index, q, a);
}

static uint32_t last_word_of(const plx_said *d, const plx_saying *s) {
  const plx_sentence *in = &d->text->sentence.v[d->trees.sentence[s->cue]];
  uint32_t last = in->first + in->count - 1;
  uint32_t end = s->content.n ? s->content.v[s->content.n - 1].last : 0;
  return end > last ? end : last;
}

static bool has_quoted(const plx_said *d, const plx_saying *s) {
  for (uint32_t k = 0; k < s->content.n; k++)
    for (uint32_t i = s->content.v[k].first; i <= s->content.v[k].last; i++)
      if (d->word[i].quoted && !d->quotes.quote.v[d->quotes.of[i]].single) return true;
  return false;
}

static void take_behind(claims *c, plx_saying *s, uint32_t index, plx_arena *a) {
  const plx_said *d = c->d;
  if (!has_quoted(d, s)) return;
  uint32_t end = last_word_of(d, s) + 1;
  for (uint32_t q = 0; q < d->quotes.quote.n; q++) {
    const plx_quote *quote = &d->quotes.quote.v[q];
    if (quote->first < end || quote->single) continue;
    if (word_between(d, end, quote->first) || claimed(c, quote, index)) return;
    take_quote(c, s, index, q, a);
    end = quote->first + quote->count;
  }
}

void plx_goes_on(const plx_said *d, plx_sayings *s, plx_arena *tmp) {
  claims c = {.by = PLX_NEWS(tmp, uint32_t, d->text->tok.n), .d = d};
  for (uint32_t i = 0; i < s->n; i++) claim(&c, &s->v[i], i);
  for (uint32_t i = 0; i < s->n; i++) fill_up(&c, &s->v[i], i, tmp);
  for (uint32_t i = 0; i < s->n; i++) take_before(&c, &s->v[i], i, tmp);
  for (uint32_t i = 0; i < s->n; i++) take_behind(&c, &s->v[i], i, tmp);
}
