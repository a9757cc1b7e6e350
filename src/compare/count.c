/* SPDX-License-Identifier: Apache-2.0 */
/* Two numbers contradict each other only where nothing else could explain them: not the noun, not the state, not the
 * scope, not rounding.  Each function here is one such way out. */
#include "compare/count.h"

#include <math.h>

enum { RIVAL_SENTENCES = 2, RIVAL_TIMES_MAX = 10, DOERS_MAX = 1 };

const plx_figure *plx_figure_of(const plx_findings *f, const plx_finding *x) {
  return &f->side[x->document].record->figure.v[x->index];
}

// --- what is counted ---

static bool is_anybody(plx_str lemma) {
  return !lemma.n || plx_str_in(lemma, "people person other victim individual");
}

static bool is_person_word(plx_str lemma) {
  return is_anybody(lemma) ||
         plx_str_in(lemma, "civilian man woman child boy girl soldier troop fighter militant rebel "
                           "officer worker resident patient passenger student protester demonstrator member family "
                           "national citizen inhabitant adult teenager suspect guard policeman insurgent gunman "
                           "migrant refugee survivor villager tourist guest worshipper believer doctor medic");
}

plx_counted plx_counted_alike(const plx_finding *a, const plx_finding *b) {
  if (a->kin.lemma.n && plx_str_eq(a->kin.lemma, b->kin.lemma)) return PLX_COUNTED_SAME;
  if (is_anybody(a->kin.lemma) && is_anybody(b->kin.lemma)) return PLX_COUNTED_SAME;
  if (is_person_word(a->kin.lemma) && is_person_word(b->kin.lemma)) return PLX_COUNTED_WIDER;
  return plx_kin_score(&a->kin, &b->kin) > 0.7 ? PLX_COUNTED_SAME : PLX_COUNTED_OTHER;
}

bool plx_states_alike(plx_str a, plx_str b) {
  return plx_str_eq(a, b) || (plx_str_in(a, "wounded injured") && plx_str_in(b, "wounded injured"));
}

bool plx_scopes_alike(const plx_findings *f, const plx_finding *a, const plx_finding *b) {
  if (a->scope.kind != PLX_SCOPE_WHOLE || b->scope.kind != PLX_SCOPE_WHOLE) return false;
  return a->scope.doer == b->scope.doer || fabs(plx_figure_of(f, a)->value - plx_figure_of(f, b)->value) > DOERS_MAX;
}

// --- how many ---

static bool holds_value(const plx_figure *range, double value) {
  return range->low < range->high && range->high <= 2 * range->low && value >= range->low && value <= range->high;
}

bool plx_figures_agree(const plx_figure *a, const plx_figure *b) {
  double larger = fmax(fabs(a->value), fabs(b->value));
  if (a->value == b->value) return true;
  if ((a->approx || b->approx) && fabs(a->value - b->value) <= 0.06 * larger) return true;
  return (!a->approx && holds_value(a, b->value)) || (!b->approx && holds_value(b, a->value));
}

bool plx_figure_vague(const plx_figure *x) {
  return x->approx && x->high > 2 * x->low;
}

// --- set against each other in one account ---

// Do two figures of one account count the same thing, each its whole, and give different numbers?
static bool count_one_thing(const plx_findings *f, const plx_finding *a, const plx_finding *b) {
  const plx_figure *x = plx_figure_of(f, a), *y = plx_figure_of(f, b);
  if (a->scope.kind != PLX_SCOPE_WHOLE || b->scope.kind != PLX_SCOPE_WHOLE) return false;
  if (a->document != b->document || !x->state.n || !plx_states_alike(x->state, y->state) || x->unit.n || y->unit.n)
    return false;
  double less = fmin(x->value, y->value), more = fmax(x->value, y->value);
  return plx_counted_alike(a, b) == PLX_COUNTED_SAME && !plx_figures_agree(x, y) && less > 2 &&
         more <= RIVAL_TIMES_MAX * less;
}

// "Two million, the organisers say.  The police say 338,000."  spec: story.3
bool plx_figures_rival(const plx_findings *f, const plx_finding *a, const plx_finding *b) {
  uint32_t apart = a->sentence > b->sentence ? a->sentence - b->sentence : b->sentence - a->sentence;
  if (!a->speaker.n || !b->speaker.n || plx_str_eq(a->speaker, b->speaker) || apart > RIVAL_SENTENCES) return false;
  return count_one_thing(f, a, b);
}

// "253 died, not 359"; "down from 359": a number named to be put aside.  spec: story.4
static bool is_foil(const plx_findings *f, const plx_finding *x) {
  const plx_record *r = f->side[x->document].record;
  uint32_t number = plx_figure_of(f, x)->head;
  return number > 0 && number < r->text.tok.n && plx_str_in(r->text.tok.v[number - 1].lemma, "not from");
}

bool plx_figures_put_aside(const plx_findings *f, const plx_finding *a, const plx_finding *b) {
  return a->sentence == b->sentence && (is_foil(f, a) || is_foil(f, b)) && count_one_thing(f, a, b);
}

bool plx_figures_against(const plx_findings *f, const plx_finding *a, const plx_finding *b) {
  return a->kind == PLX_FIND_FIGURE && b->kind == PLX_FIND_FIGURE &&
         (plx_figures_rival(f, a, b) || plx_figures_put_aside(f, a, b));
}
