/* SPDX-License-Identifier: Apache-2.0 */
#include "compare/range.h"

#include <math.h>
#include <stdlib.h>

#include "compare/origin.h"

static const plx_record *record_of(const plx_story *s, uint32_t document) {
  return s->document.v[document].record;
}

// The words that name the speaker, else the outlet.
static plx_str said_by(const plx_story *s, const plx_account *a) {
  const plx_record *r = record_of(s, a->document);
  if (a->statement != PLX_NONE && r->statement.v[a->statement].source.n)
    return plx_span_str(r->doc->text, r->statement.v[a->statement].source.v[0]);
  return r->doc->outlet;
}

static double value_of(const plx_story *s, const plx_account *a) {
  return record_of(s, a->document)->figure.v[a->figure].value;
}

static plx_str day_of(const plx_story *s, const plx_account *a) {
  return plx_str_sub(record_of(s, a->document)->doc->published, 0, 10);
}

static bool gives(const plx_story *s, const plx_claim *c, uint32_t document, double value) {
  for (uint32_t i = 0; i < c->accounts.n; i++)
    if (c->accounts.v[i].document == document && value_of(s, &c->accounts.v[i]) == value) return true;
  return false;
}

// Two numbers that two speakers hold against each other: neither replaces the other.
static bool is_contested(const plx_story *s, const plx_account *a, const plx_account *b) {
  for (uint32_t i = 0; i < s->claim.n; i++) {
    const plx_claim *c = &s->claim.v[i];
    if (c->kind != PLX_CLAIM_FIGURE || c->relation != PLX_CONFLICT || c->accounts.v[0].figure == PLX_NONE) continue;
    if (gives(s, c, b->document, value_of(s, b)) && gives(s, c, b->document, value_of(s, a))) return true;
  }
  return false;
}

// A toll that a later day raises, or that a later account tells beside its own, is replaced, unless it is told again on
// that day.
static bool is_replaced(const plx_story *s, const plx_claim *c, const plx_account *a) {
  if (c->why != PLX_WHY_UPDATE) return false;
  for (uint32_t i = 0; i < c->accounts.n; i++) {
    const plx_account *b = &c->accounts.v[i];
    if (plx_str_cmp(day_of(s, b), day_of(s, a)) <= 0 || value_of(s, b) == value_of(s, a)) continue;
    bool falls = value_of(s, b) < value_of(s, a);
    if (falls != gives(s, c, b->document, value_of(s, a)) || (falls && is_contested(s, a, b))) continue;
    bool again = false;
    for (uint32_t k = 0; k < c->accounts.n && !again; k++)
      again = c->accounts.v[k].document != b->document && value_of(s, &c->accounts.v[k]) == value_of(s, a) &&
              plx_str_cmp(day_of(s, &c->accounts.v[k]), day_of(s, b)) >= 0;
    if (!again) return true;
  }
  return false;
}

static uint32_t documents_of(const plx_story *s, const plx_account *account, uint32_t n) {
  uint32_t documents = 0;
  for (uint32_t i = 0; i < n; i++)
    documents += s->document.v[account[i].document].copied_from == PLX_NONE &&
                 (i == 0 || account[i].document != account[i - 1].document);
  return documents;
}

typedef struct estimate {
  double value;
  uint64_t weight; // origins, then accounts that print it
  plx_str told;    // when it was told last
} estimate;

static estimate estimate_of(const plx_story *s, const plx_claim *c, double value, bool *replaced, plx_arena *tmp) {
  estimate e = {.value = value};
  plx_account *same = PLX_NEWS(tmp, plx_account, c->accounts.n);
  uint32_t n = 0;
  *replaced = false; // by an account that may tell the old number too
  for (uint32_t i = 0; i < c->accounts.n; i++) {
    if (value_of(s, &c->accounts.v[i]) != value) continue;
    same[n++] = c->accounts.v[i];
    *replaced |= is_replaced(s, c, &c->accounts.v[i]);
    plx_str published = record_of(s, c->accounts.v[i].document)->doc->published;
    if (plx_str_cmp(published, e.told) > 0) e.told = published;
  }
  e.weight = ((uint64_t)plx_origins_of(s, same, n, tmp) << 32) + documents_of(s, same, n);
  return e;
}

// The value with most origins; of equals the one that most accounts print, then the one told last.  One that was replaced
// only where every one was.
static double best_value(const plx_story *s, const plx_claim *c, plx_arena *tmp) {
  estimate best[2] = {{.weight = 0}, {.weight = 0}};
  for (uint32_t i = 0; i < c->accounts.n; i++) {
    bool replaced;
    estimate e = estimate_of(s, c, value_of(s, &c->accounts.v[i]), &replaced, tmp), *b = &best[replaced];
    if (e.weight > b->weight || (e.weight == b->weight && plx_str_cmp(e.told, b->told) > 0)) *b = e;
  }
  return best[0].weight ? best[0].value : best[1].value;
}

// A title tells a number, the text behind it tells whose number it is: of two tellings of one value in one document the
// one that names a speaker stands.
static bool is_outdone(const plx_story *s, const plx_claim *c, uint32_t i) {
  const plx_account *a = &c->accounts.v[i];
  for (uint32_t j = 0; j < c->accounts.n; j++) {
    const plx_account *b = &c->accounts.v[j];
    if (i == j || b->document != a->document || value_of(s, a) != value_of(s, b)) continue;
    bool named = a->statement != PLX_NONE, other = b->statement != PLX_NONE;
    if (other > named || (other == named && j < i)) return true;
  }
  return false;
}

// One count may be told by several claims (an update, and a contradiction inside it): the range that has its figure.
static plx_range *range_of(plx_story *s, const plx_claim *c) {
  for (uint32_t r = 0; r < s->range.n; r++)
    for (uint32_t k = 0; k < s->range.v[r].values.n; k++) {
      const plx_claim *other = &s->claim.v[s->range.v[r].values.v[k].claim];
      for (uint32_t i = 0; i < c->accounts.n; i++)
        for (uint32_t j = 0; j < other->accounts.n; j++)
          if (c->accounts.v[i].document == other->accounts.v[j].document &&
              c->accounts.v[i].figure == other->accounts.v[j].figure)
            return &s->range.v[r];
    }
  return NULL;
}

static bool has_value(const plx_range *r, double value, uint32_t document, plx_str said_by) {
  for (uint32_t i = 0; i < r->values.n; i++)
    if (r->values.v[i].value == value && r->values.v[i].document == document &&
        plx_str_eq(r->values.v[i].said_by, said_by))
      return true;
  return false;
}

static void widen(plx_story *s, plx_range *range, uint32_t claim, const uint32_t *const *claim_of_event,
                  plx_arena *story) {
  const plx_claim *c = &s->claim.v[claim];
  for (uint32_t i = 0; i < c->accounts.n; i++) {
    const plx_account *a = &c->accounts.v[i];
    const plx_figure *x = &record_of(s, a->document)->figure.v[a->figure];
    range->low = fmin(range->low, x->low);
    range->high = fmax(range->high, x->high);
    if (range->claim == PLX_NONE && x->event != PLX_NONE) range->claim = claim_of_event[a->document][x->event];
    if (is_outdone(s, c, i) || has_value(range, x->value, a->document, said_by(s, a))) continue;
    *plx_vec_push(story, &range->values) = (plx_range_value){x->value, claim, a->document, said_by(s, a)};
  }
}

// Counts of a part, or of more than the event, stand in no range of the whole.
static void add_range(plx_story *s, uint32_t claim, const uint32_t *const *claim_of_event, plx_arena *story,
                      plx_arena *tmp) {
  const plx_claim *c = &s->claim.v[claim];
  const plx_account *first = &c->accounts.v[0];
  const plx_figure *g = &record_of(s, first->document)->figure.v[first->figure];
  if (!g->state.n) return;
  plx_range *range = range_of(s, c);
  if (range && c->why == PLX_WHY_OTHER_SCOPE) return;
  if (!range) {
    range = plx_vec_push(story, &s->range);
    *range = (plx_range){.counted = g->counted, .state = g->state, .claim = PLX_NONE, .low = g->low, .high = g->high};
    range->best = best_value(s, c, tmp);
  }
  widen(s, range, claim, claim_of_event, story);
}

void plx_ranges(plx_story *s, const uint32_t *const *claim_of_event, plx_arena *story, plx_arena *tmp) {
  for (uint32_t i = 0; i < s->claim.n; i++)
    if (s->claim.v[i].kind == PLX_CLAIM_FIGURE && s->claim.v[i].accounts.v[0].figure != PLX_NONE)
      add_range(s, i, claim_of_event, story, tmp);
}

// --- days ---

typedef struct dated {
  plx_str date;
  uint32_t claim;
} dated;

static int by_date(const void *x, const void *y) {
  const dated *a = x, *b = y;
  int c = plx_str_cmp(a->date, b->date);
  return c ? c : a->claim < b->claim ? -1 : a->claim > b->claim;
}

void plx_timeline(plx_story *s, plx_arena *story, plx_arena *tmp) {
  dated *all = PLX_NEWS(tmp, dated, s->claim.n);
  uint32_t n = 0;
  for (uint32_t i = 0; i < s->claim.n; i++)
    if (s->claim.v[i].date.n >= 4) all[n++] = (dated){s->claim.v[i].date, i};
  if (n) qsort(all, n, sizeof *all, by_date);
  plx_day *day = NULL;
  for (uint32_t i = 0; i < n; i++) {
    if (!day || !plx_str_eq(day->date, all[i].date)) {
      day = plx_vec_push(story, &s->timeline);
      day->date = all[i].date;
    }
    *plx_vec_push(story, &day->claims) = all[i].claim;
  }
}
