/* SPDX-License-Identifier: Apache-2.0 */
#include "compare/repeat.h"

#include "compare/telling.h"

static const double HELD = 0.6;  // of an account's words stand in the other claim's
static const double ALIKE = 0.8; // of either's words stand in the other: two claims that differ in their relation

static uint32_t shared(plx_span a, plx_span b) {
  uint32_t from = a.at > b.at ? a.at : b.at, to = plx_span_end(a) < plx_span_end(b) ? plx_span_end(a) : plx_span_end(b);
  return to > from ? to - from : 0;
}

// The account with most of the words, if it has so much of them.
static plx_account *account_with(const plx_claim *c, const plx_account *x, double least) {
  plx_account *best = NULL;
  uint32_t most = 0;
  for (uint32_t i = 0; i < c->accounts.n; i++) {
    plx_account *y = &c->accounts.v[i];
    uint32_t n = y->document == x->document ? shared(x->span, y->span) : 0;
    if (n <= most || n < least * x->span.n) continue;
    best = y;
    most = n;
  }
  return best;
}

static bool has_accounts(const plx_claim *c, const plx_claim *of, double least) {
  for (uint32_t i = 0; i < of->accounts.n; i++)
    if (!account_with(c, &of->accounts.v[i], least)) return false;
  return true;
}

static bool has_documents(const plx_claim *c, const plx_claim *of) {
  for (uint32_t i = 0; i < of->accounts.n; i++) {
    bool found = false;
    for (uint32_t k = 0; k < c->accounts.n && !found; k++)
      found = c->accounts.v[k].document == of->accounts.v[i].document;
    if (!found) return false;
  }
  return true;
}

static bool in_one_sentence(const plx_story *s, const plx_account *x, const plx_account *y) {
  const plx_record *r = s->document.v[x->document].record;
  return x->document == y->document &&
         plx_span_overlap(plx_telling_sentence(r, x->span), plx_telling_sentence(r, y->span));
}

// "The truce took effect" and "the truce took effect and lasted a week", each of the same sentences.
static bool tells_together(const plx_story *s, const plx_claim *o, const plx_claim *c) {
  if (o->told_by != c->told_by || !plx_span_holds(o->told, c->told)) return false;
  for (uint32_t i = 0; i < c->accounts.n; i++) {
    bool found = false;
    for (uint32_t k = 0; k < o->accounts.n && !found; k++)
      found = in_one_sentence(s, &c->accounts.v[i], &o->accounts.v[k]);
    if (!found) return false;
  }
  return true;
}

// Does o tell all that c tells?  What several tell alike may stand in words of which something else differs.
static bool tells(const plx_story *s, const plx_claim *o, const plx_claim *c) {
  bool counts = o->kind == PLX_CLAIM_FIGURE || c->kind == PLX_CLAIM_FIGURE;
  if (!has_documents(o, c) || !has_documents(c, o)) return false;
  if (c->relation != PLX_AGREE && c->relation != PLX_SINGLE)
    return c->relation == PLX_DIFFER && o->relation == PLX_DIFFER && c->field == o->field && !counts &&
           has_accounts(o, c, ALIKE) && has_accounts(c, o, ALIKE);
  bool both_counts = o->kind == PLX_CLAIM_FIGURE && c->kind == PLX_CLAIM_FIGURE;
  if (o->relation == c->relation && (o->kind != PLX_CLAIM_FIGURE || both_counts) && tells_together(s, o, c))
    return o->relation == PLX_SINGLE || !both_counts;
  if (o->kind == PLX_CLAIM_FIGURE) return false;
  if (o->relation == c->relation) return has_accounts(o, c, HELD);
  bool differs = o->relation == PLX_DIFFER || o->relation == PLX_CONFLICT;
  return differs && c->kind != PLX_CLAIM_FIGURE && has_accounts(o, c, ALIKE) && has_accounts(c, o, ALIKE);
}

// Does the number stand in an account of another document too?
static bool has_number(const plx_story *s, const plx_claim *c, const plx_account *x) {
  double value = s->document.v[x->document].record->figure.v[x->figure].value;
  for (uint32_t i = 0; i < c->accounts.n; i++) {
    const plx_account *a = &c->accounts.v[i];
    const plx_record *r = s->document.v[a->document].record;
    for (uint32_t k = 0; k < r->figure.n && a->document != x->document; k++)
      if (plx_span_holds(a->span, r->figure.v[k].span) && r->figure.v[k].value == value) return true;
  }
  return false;
}

// "Up to 300,000 people had lost their homes", of one account, where another claim has these words with those of a
// second account.  A detail in such words, that only one account has, stays, and what its summary tells besides.
static bool tells_with_others(const plx_story *s, const plx_claim *o, const plx_claim *c) {
  if (c->relation != PLX_SINGLE || o->kind == PLX_CLAIM_FIGURE || has_documents(c, o)) return false;
  const plx_account told = {.document = c->told_by, .span = c->told};
  if (!account_with(o, &told, ALIKE)) return false;
  for (uint32_t i = 0; i < c->accounts.n; i++) {
    const plx_account *x = &c->accounts.v[i], *y = account_with(o, x, HELD);
    if (!y) return false;
    if (x->figure != PLX_NONE ? !has_number(s, o, x) : shared(x->span, y->span) < ALIKE * y->span.n) return false;
  }
  return true;
}

static uint32_t bytes_of(const plx_claim *c) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < c->accounts.n; i++) n += c->accounts.v[i].span.n;
  return n;
}

// Of two that tell each other's words: what differs, then more words, then who says it.
static bool is_fuller(const plx_story *s, uint32_t a, uint32_t b) {
  const plx_claim *x = &s->claim.v[a], *y = &s->claim.v[b];
  uint32_t p = bytes_of(x), q = bytes_of(y);
  if (x->relation != y->relation) return y->relation == PLX_AGREE || y->relation == PLX_SINGLE;
  if (p != q) return p > q;
  if (x->kind != y->kind) return x->kind == PLX_CLAIM_STATEMENT;
  return a < b;
}

uint32_t plx_repeat_of(const plx_story *s, uint32_t claim) {
  uint32_t best = claim;
  for (uint32_t k = 0; k < s->claim.n; k++)
    if (tells_with_others(s, &s->claim.v[k], &s->claim.v[claim])) return k;
  for (uint32_t k = 0; k < s->claim.n; k++) {
    if (k == claim || !tells(s, &s->claim.v[k], &s->claim.v[claim])) continue;
    bool mutual = tells(s, &s->claim.v[claim], &s->claim.v[k]);
    if (mutual && !is_fuller(s, k, claim)) continue;
    if (best == claim || is_fuller(s, k, best)) best = k;
  }
  return best;
}

// Accounts stand by document, then by place.
static void add_account(plx_claim *c, plx_account x, plx_arena *story) {
  *plx_vec_push(story, &c->accounts) = x;
  for (uint32_t i = c->accounts.n - 1; i > 0; i--) {
    plx_account *a = &c->accounts.v[i - 1], *b = &c->accounts.v[i], t = *a;
    if (a->document < b->document || (a->document == b->document && a->span.at <= b->span.at)) break;
    *a = *b;
    *b = t;
  }
}

void plx_repeat_take(plx_claim *c, const plx_claim *repetition, plx_arena *story) {
  if (!c->date.n) c->date = repetition->date;
  for (uint32_t i = 0; i < repetition->accounts.n; i++) {
    const plx_account *x = &repetition->accounts.v[i];
    plx_account *a = account_with(c, x, HELD);
    if (!a && c->relation == PLX_AGREE && repetition->relation == PLX_AGREE) add_account(c, *x, story);
    if (!a) continue;
    if (a->statement == PLX_NONE) a->statement = x->statement;
    if (a->event == PLX_NONE) a->event = x->event;
    if (a->figure == PLX_NONE) a->figure = x->figure;
  }
}
