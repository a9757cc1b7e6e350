/* SPDX-License-Identifier: Apache-2.0 */
/* All decisions, oldest first, into units: a finding and a field.  A later decision of the same coder takes the place of
 * an earlier one. */
#include <stdlib.h>

#include "store/alpha.h"
#include "store/review.h"

typedef struct vote {
  plx_decision d; // the one that counts
  uint32_t coder;
} vote;

typedef struct unit {
  plx_str finding; // key of its finding, and of the whole of it
  plx_str kind, field;
  bool adjudicated;
  PLX_VEC(vote) votes;
} unit;

typedef struct ballot {
  plx_arena *a;
  plx_map units, coders, findings; // findings: index + 1 of the unit that stands for the whole
  PLX_VEC(unit) unit;
  PLX_VEC(plx_decision) all;
} ballot;

static plx_decision copy(plx_arena *a, const plx_decision *d) {
  plx_decision c = *d;
  plx_str *const s[] = {&c.at,      &c.coder,   &c.document, &c.story,  &c.kind, &c.finding, &c.field,
                        &c.verdict, &c.machine, &c.value,    &c.reason, &c.note, &c.quote,   &c.pipeline};
  for (size_t i = 0; i < sizeof s / sizeof *s; i++) *s[i] = plx_str_copy(a, *s[i]);
  return c;
}

static bool take(void *ctx, const plx_decision *d) {
  ballot *b = ctx;
  plx_decision c = copy(b->a, d);
  *plx_vec_push(b->a, &b->all) = c;
  return true;
}

static void cast(ballot *b, const plx_decision *d) {
  plx_str finding = plx_str_fmt(b->a, "%.*s %.*s %.*s", PLX_FMT(d->document.n ? d->document : d->story),
                                PLX_FMT(d->kind), PLX_FMT(d->finding));
  uint32_t at = plx_map_intern(&b->units, plx_str_fmt(b->a, "%.*s/%.*s", PLX_FMT(finding), PLX_FMT(d->field)));
  if (at == b->unit.n) {
    unit fresh = {.finding = finding, .kind = d->kind, .field = d->field};
    *plx_vec_push(b->a, &b->unit) = fresh;
    if (!d->field.n) *plx_map_put(&b->findings, finding) = at + 1;
  }
  unit *u = &b->unit.v[at];
  vote v = {*d, plx_map_intern(&b->coders, d->coder)};
  u->adjudicated |= d->adjudicates;
  for (uint32_t i = 0; i < u->votes.n; i++) {
    if (u->votes.v[i].coder != v.coder) continue;
    u->votes.v[i] = v;
    return;
  }
  *plx_vec_push(b->a, &u->votes) = v;
}

static bool has_vote(const unit *u, uint32_t coder) {
  for (uint32_t i = 0; i < u->votes.n; i++)
    if (u->votes.v[i].coder == coder) return true;
  return false;
}

// Whoever accepted or rejected the finding as a whole has said the same of the fields that others decided on.
static void spread(ballot *b) {
  for (uint32_t i = 0; i < b->unit.n; i++) {
    unit *u = &b->unit.v[i];
    const uint32_t *whole = u->field.n ? plx_map_get(&b->findings, u->finding) : NULL;
    for (uint32_t k = 0; whole && *whole && k < b->unit.v[*whole - 1].votes.n; k++) {
      vote v = b->unit.v[*whole - 1].votes.v[k];
      if (has_vote(u, v.coder) || !u->votes.n) continue;
      v.d.field = u->field;
      v.d.machine = u->votes.v[0].d.machine;
      *plx_vec_push(b->a, &u->votes) = v;
    }
  }
}

static bool gather(plx_store *s, ballot *b, plx_err *e) {
  plx_decision_query all = {0};
  plx_map_init(&b->units, b->a);
  plx_map_init(&b->coders, b->a);
  plx_map_init(&b->findings, b->a);
  if (!plx_review_list(s, &all, take, b, e)) return false;
  for (uint32_t i = b->all.n; i-- > 0;) cast(b, &b->all.v[i]); // they came newest first
  spread(b);
  return true;
}

// What a coder says the value is.  \1 cannot stand in a value.
static plx_str said(const vote *v) {
  if (plx_str_eqz(v->d.verdict, "reject")) return PLX_STR("\1rejected");
  if (!v->d.field.n) return PLX_STR("\1accepted");
  return plx_str_eqz(v->d.verdict, "correct") ? v->d.value : v->d.machine;
}

static plx_agreement agree(const ballot *b, plx_str kind, plx_str field) {
  plx_agreement out = {.kind = kind, .field = field};
  plx_arena *a = plx_arena_new();
  plx_map values;
  PLX_VEC(plx_rating) ratings = {0};
  plx_map_init(&values, a);
  for (uint32_t i = 0; i < b->unit.n; i++) {
    const unit *u = &b->unit.v[i];
    if (!plx_str_eq(u->kind, kind) || !plx_str_eq(u->field, field)) continue;
    for (uint32_t k = 0; k < u->votes.n; k++) {
      if (u->votes.v[k].d.adjudicates) continue; // made knowing the others
      plx_rating r = {i, plx_map_intern(&values, said(&u->votes.v[k]))};
      *plx_vec_push(a, &ratings) = r;
    }
  }
  out.decisions = ratings.n;
  out.defined = plx_alpha_nominal(ratings.v, ratings.n, values.n, &out.alpha, &out.units);
  plx_arena_free(a);
  return out;
}

bool plx_review_agreement(plx_store *s, plx_each_agreement *each, void *ctx, plx_err *e) {
  ballot b = {.a = plx_arena_new()};
  plx_map told;
  plx_map_init(&told, b.a);
  bool ok = gather(s, &b, e);
  for (uint32_t i = 0; ok && i < b.unit.n; i++) {
    uint32_t before = told.n;
    if (plx_map_intern(&told, plx_str_fmt(b.a, "%.*s/%.*s", PLX_FMT(b.unit.v[i].kind), PLX_FMT(b.unit.v[i].field))) <
        before)
      continue;
    plx_agreement one = agree(&b, b.unit.v[i].kind, b.unit.v[i].field);
    if (!each(ctx, &one)) break;
  }
  plx_arena_free(b.a);
  return ok;
}

static bool in_conflict(const unit *u) {
  for (uint32_t i = 1; i < u->votes.n; i++)
    if (!plx_str_eq(said(&u->votes.v[i]), said(&u->votes.v[0]))) return !u->adjudicated;
  return false;
}

bool plx_review_conflicts(plx_store *s, plx_each_decision *each, void *ctx, plx_err *e) {
  ballot b = {.a = plx_arena_new()};
  bool ok = gather(s, &b, e), go_on = true;
  for (uint32_t i = 0; ok && go_on && i < b.unit.n; i++)
    for (uint32_t k = 0; go_on && in_conflict(&b.unit.v[i]) && k < b.unit.v[i].votes.n; k++)
      go_on = each(ctx, &b.unit.v[i].votes.v[k].d);
  plx_arena_free(b.a);
  return ok;
}
