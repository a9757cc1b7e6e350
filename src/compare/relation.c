/* SPDX-License-Identifier: Apache-2.0 */
#include "compare/relation.h"

#include <math.h>

#include "base/table.h"
#include "compare/count.h"
#include "language/labels.h"
#include "meaning/actors.h"

typedef struct view {
  const plx_findings *f;
  const uint32_t *member;
  uint32_t n;
  const uint32_t *const *event_of;
  plx_arena *story;
  plx_claim *c;
} view;

static const plx_finding *at(const view *v, uint32_t i) {
  return &v->f->v.v[v->member[i]];
}

static const plx_record *record_of(const view *v, const plx_finding *x) {
  return v->f->side[x->document].record;
}

static void add_value(const view *v, plx_str value, uint32_t document) {
  plx_value *to = NULL;
  for (uint32_t i = 0; i < v->c->values.n; i++)
    if (plx_str_eq(v->c->values.v[i].value, value)) to = &v->c->values.v[i];
  if (!to) {
    to = plx_vec_push(v->story, &v->c->values);
    to->value = value;
  }
  for (uint32_t i = 0; i < to->documents.n; i++)
    if (to->documents.v[i] == document) return;
  *plx_vec_push(v->story, &to->documents) = document;
}

static void differ(const view *v, plx_relation relation, plx_field field, plx_why why) {
  v->c->relation = relation;
  v->c->field = field;
  v->c->why = why;
}

static plx_str number_text(plx_arena *a, double x) {
  return fabs(x - floor(x)) < 1e-9 && fabs(x) < 1e15 ? plx_str_fmt(a, "%.0f", x) : plx_str_fmt(a, "%g", x);
}

// --- figures ---

static const plx_figure *figure_at(const view *v, uint32_t i) {
  return plx_figure_of(v->f, at(v, i));
}

// Hours from the start of year 0 as publication tells them, near enough to be subtracted; -1 if the day is not known.
static double hours_of(plx_str iso) {
  static const int at[] = {0, 5, 8, 11}, digits[] = {4, 2, 2, 2};
  static const double hours[] = {372 * 24, 31 * 24, 24, 1};
  double sum = 0;
  if (iso.n < 10) return -1;
  for (int i = 0; i < 4 && (size_t)(at[i] + digits[i]) <= iso.n; i++) {
    int n = 0;
    for (int k = 0; k < digits[i]; k++) n = n * 10 + iso.p[at[i] + k] - '0';
    sum += n * hours[i];
  }
  return sum;
}

// Told at another time, by some hours at least: a count may have changed between them.
static bool hours_apart(const plx_record *a, const plx_record *b) {
  plx_str x = a->doc->published, y = b->doc->published;
  double p = hours_of(x), q = hours_of(y);
  if (p < 0 || q < 0) return false;
  if (!plx_str_eq(plx_str_sub(x, 0, 10), plx_str_sub(y, 0, 10))) return true;
  return x.n >= 16 && y.n >= 16 && fabs(p - q) >= plx_param("compare_hours");
}

static bool same_event(const view *v, uint32_t i, uint32_t j) {
  uint32_t a = figure_at(v, i)->event, b = figure_at(v, j)->event;
  if (a == PLX_NONE || b == PLX_NONE) return false;
  uint32_t x = v->event_of[at(v, i)->document][a], y = v->event_of[at(v, j)->document][b];
  return x != PLX_NONE && x == y;
}

static bool told_for_other_time(const view *v, uint32_t i, uint32_t j) {
  const plx_figure *a = figure_at(v, i), *b = figure_at(v, j);
  if (a->time == PLX_NONE || b->time == PLX_NONE) return false;
  return !plx_str_eq(record_of(v, at(v, i))->time.v[a->time].value, record_of(v, at(v, j))->time.v[b->time].value);
}

// An account that tells the other's number too ("two were dead at first, four by the evening") has gone from one to the
// other.
static bool has_both(const view *v, uint32_t document, uint32_t i, uint32_t j) {
  bool x = false, y = false;
  for (uint32_t k = 0; k < v->n; k++) {
    if (at(v, k)->document != document) continue;
    x |= plx_figures_agree(figure_at(v, k), figure_at(v, i));
    y |= plx_figures_agree(figure_at(v, k), figure_at(v, j));
  }
  return x && y;
}

// "At least 78": no later number is against it.
static bool is_bound(const plx_figure *x) {
  return x->approx && x->low == x->high;
}

static bool ranges_meet(const plx_figure *a, const plx_figure *b) {
  return a->low <= b->high && b->low <= a->high;
}

// Two counts in the accounts' first sentences are the count of the story, whether or not an event could be read there.
static bool both_lead(const view *v, uint32_t i, uint32_t j) {
  return at(v, i)->sentence < PLX_LEAD && at(v, j)->sentence < PLX_LEAD;
}

// What one account says of two numbers ("not 359 but 253"; "the police, however, …") holds wherever the two are told.
typedef struct told {
  uint32_t a, b; // members
  plx_why why;
} told;
typedef PLX_VEC(told) tolds;

// "The police had earlier put the dead at 359": told as what was so before.  In "163 people had been killed, police
// said" the tense is only that of reported speech.
// spec: story.10
static bool told_as_past(const view *v, uint32_t i) {
  const plx_finding *x = at(v, i);
  const plx_side *s = &v->f->side[x->document];
  uint32_t root = x->head, up;
  while ((up = plx_tree_head(&s->trees, root)) != PLX_NO_TOK) root = up;
  const plx_statement *said = x->statement == PLX_NONE ? NULL : &s->record->statement.v[x->statement];
  if (said && said->cue_head != root) return false;
  for (uint32_t k = 0, c; (c = plx_tree_kid(&s->trees, root, k)) != PLX_NO_TOK; k++) {
    plx_rel rel = plx_rel_universal((plx_rel)plx_tree_tok(&s->trees, c)->rel);
    if (rel == PLX_REL_AUX && plx_tree_form_is(&s->trees, c, "had")) return true;
  }
  return false;
}

static tolds told_of_numbers(const view *v, plx_arena *tmp) {
  tolds out = {0};
  for (uint32_t k = 0; k < v->n; k++)
    for (uint32_t l = k + 1; l < v->n; l++) {
      bool aside = plx_figures_put_aside(v->f, at(v, k), at(v, l));
      if (!aside && !plx_figures_rival(v->f, at(v, k), at(v, l))) continue;
      bool update = aside || told_as_past(v, k) != told_as_past(v, l);
      *plx_vec_push(tmp, &out) = (told){k, l, update ? PLX_WHY_UPDATE : PLX_WHY_DISAGREEMENT};
    }
  return out;
}

static bool give_same(const view *v, uint32_t i, uint32_t j) {
  return figure_at(v, i)->value == figure_at(v, j)->value;
}

static plx_why told_why(const view *v, const tolds *t, uint32_t i, uint32_t j) {
  plx_why why = PLX_WHY_NONE;
  for (uint32_t k = 0; k < t->n; k++) {
    uint32_t a = t->v[k].a, b = t->v[k].b;
    if (!(give_same(v, a, i) && give_same(v, b, j)) && !(give_same(v, a, j) && give_same(v, b, i))) continue;
    if (why == PLX_WHY_NONE || t->v[k].why == PLX_WHY_UPDATE) why = t->v[k].why;
  }
  return why;
}

// PLX_WHYS: they agree, or one account tells both and nothing is known to set them apart.
// spec: story.1  spec: story.2  spec: story.4  spec: story.6  spec: story.7
static plx_why why_counts_differ(const view *v, const tolds *t, uint32_t i, uint32_t j) {
  const plx_finding *x = at(v, i), *y = at(v, j);
  const plx_figure *a = figure_at(v, i), *b = figure_at(v, j);
  if (plx_figures_agree(a, b)) return PLX_WHYS;
  if (told_why(v, t, i, j)) return told_why(v, t, i, j);
  if (x->document == y->document) return PLX_WHYS;
  if (plx_counted_alike(x, y) != PLX_COUNTED_SAME || !plx_scopes_alike(v->f, x, y)) return PLX_WHY_OTHER_SCOPE;
  if (x->scope.early || y->scope.early || told_for_other_time(v, i, j)) return PLX_WHY_UPDATE;
  if (hours_apart(record_of(v, x), record_of(v, y))) return PLX_WHY_UPDATE;
  if (has_both(v, x->document, i, j) || has_both(v, y->document, i, j)) return PLX_WHY_UPDATE;
  if (is_bound(a) || is_bound(b) || ranges_meet(a, b)) return PLX_WHY_NONE;
  return same_event(v, i, j) || both_lead(v, i, j) ? PLX_WHY_DISAGREEMENT : PLX_WHY_NONE;
}

static plx_relation relation_of(plx_why why) {
  return why == PLX_WHY_DISAGREEMENT ? PLX_CONFLICT : PLX_DIFFER;
}

static void relate_figures(const view *v, plx_why why) {
  for (uint32_t i = 0; i < v->n; i++) add_value(v, number_text(v->story, figure_at(v, i)->value), at(v, i)->document);
  if (why != PLX_WHYS) differ(v, relation_of(why), PLX_FIELD_NUMBER, why);
}

plx_why *plx_count_whys(const plx_findings *f, const uint32_t *member, uint32_t n, const uint32_t *const *event_of,
                        plx_arena *tmp) {
  view v = {f, member, n, event_of, NULL, NULL};
  plx_why *out = PLX_NEWS(tmp, plx_why, (size_t)n * n);
  tolds t = told_of_numbers(&v, tmp);
  for (uint32_t i = 0; i < n; i++) {
    out[i * n + i] = PLX_WHYS;
    for (uint32_t j = 0; j < i; j++) out[i * n + j] = out[j * n + i] = why_counts_differ(&v, &t, j, i);
  }
  return out;
}

// --- lengths of time ---

static void relate_lengths(const view *v) {
  for (uint32_t i = 0; i < v->n; i++)
    add_value(v, record_of(v, at(v, i))->time.v[at(v, i)->index].value, at(v, i)->document);
  if (v->c->values.n > 1) differ(v, PLX_DIFFER, PLX_FIELD_DURATION, PLX_WHY_NONE);
}

// --- events ---

static const plx_event *event_at(const view *v, uint32_t i) {
  return &record_of(v, at(v, i))->event.v[at(v, i)->index];
}

static bool is_event(const view *v, uint32_t i) {
  return at(v, i)->kind == PLX_FIND_EVENT;
}

// A denial denies what its cue governs ("denied that it bombed …"), not every deed that its words name.
static bool is_denied(const view *v, uint32_t i) {
  const plx_finding *x = at(v, i);
  const plx_record *r = record_of(v, x);
  if (is_event(v, i) && event_at(v, i)->certainty == PLX_DENIED) return true;
  if (x->kind != PLX_FIND_STATEMENT && plx_denied_by(&v->f->side[x->document], x->head) != PLX_NO_TOK) return true;
  if (x->kind == PLX_FIND_NOUN || !plx_is_denial(r, x->statement)) return false;
  return x->kind == PLX_FIND_STATEMENT ||
         plx_tree_head(&v->f->side[x->document].trees, x->head) == r->statement.v[x->statement].cue_head;
}

static bool relate_denial(const view *v) {
  uint32_t denied = 0;
  for (uint32_t i = 0; i < v->n; i++) denied += is_denied(v, i);
  if (!denied || denied == v->n) return false;
  differ(v, PLX_DENY_, PLX_FIELD_NONE, PLX_WHY_DISAGREEMENT);
  return true;
}

// How many of a noun there are by its own modifiers: its number, 1 for "a hospital", 0 if nothing says.
static double count_of(const plx_side *s, uint32_t noun) {
  for (uint32_t k = 0, c; (c = plx_tree_kid(&s->trees, noun, k)) != PLX_NO_TOK; k++) {
    const plx_tok *t = plx_tree_tok(&s->trees, c);
    if (t->rel == PLX_REL_NUMMOD)
      for (uint32_t g = 0; g < s->record->figure.n; g++)
        if (s->record->figure.v[g].head == c) return s->record->figure.v[g].value;
    if (t->rel == PLX_REL_DET && plx_tree_form_is(&s->trees, c, "a an") &&
        !plx_tree_feat(&s->trees, noun, "Number=Plur"))
      return 1;
  }
  return 0;
}

// The same noun in both accounts, counted differently: "two main hospitals", "a major hospital".
static bool relate_counts(const view *v, uint32_t i, uint32_t j) {
  const plx_finding *a = at(v, i), *b = at(v, j);
  const plx_side *sa = &v->f->side[a->document], *sb = &v->f->side[b->document];
  for (uint32_t x = a->first; x <= a->last; x++) {
    const plx_tok *t = plx_tree_tok(&sa->trees, x);
    double n = t->upos == PLX_UPOS_NOUN ? count_of(sa, x) : 0;
    if (n == 0) continue;
    for (uint32_t y = b->first; y <= b->last; y++) {
      const plx_tok *u = plx_tree_tok(&sb->trees, y);
      double m = u->upos == PLX_UPOS_NOUN && plx_str_eqi(t->lemma, u->lemma) ? count_of(sb, y) : 0;
      if (m == 0 || m == n) continue;
      add_value(v, number_text(v->story, n), a->document);
      add_value(v, number_text(v->story, m), b->document);
      differ(v, PLX_DIFFER, PLX_FIELD_NUMBER, PLX_WHY_NONE);
      return true;
    }
  }
  return false;
}

static bool full_day(plx_str date) {
  return date.n >= 10 && date.p[4] == '-' && date.p[5] != 'W';
}

// "Since Friday", "by Monday", "before the truce": a stretch, no day on which it happened.
static bool is_stretch(const view *v, uint32_t i) {
  const plx_record *r = record_of(v, at(v, i));
  uint32_t marker = plx_tree_marker(&v->f->side[at(v, i)->document].trees, r->time.v[event_at(v, i)->time].head);
  plx_str words = plx_span_str(r->doc->text, r->time.v[event_at(v, i)->time].span);
  if (plx_str_starts(words, PLX_STR("since ")) || plx_str_starts(words, PLX_STR("Since "))) return true;
  return marker != PLX_NO_TOK && plx_tree_form_is(&v->f->side[at(v, i)->document].trees, marker,
                                                  "since until till by before after from between");
}

static bool relate_dates(const view *v, uint32_t i, uint32_t j) {
  if (!is_event(v, i) || !is_event(v, j)) return false;
  const plx_event *a = event_at(v, i), *b = event_at(v, j);
  if (a->time == PLX_NONE || b->time == PLX_NONE || !full_day(a->date) || !full_day(b->date)) return false;
  if (is_stretch(v, i) || is_stretch(v, j)) return false;
  if (plx_str_eq(plx_str_sub(a->date, 0, 10), plx_str_sub(b->date, 0, 10))) return false;
  add_value(v, plx_str_sub(a->date, 0, 10), at(v, i)->document);
  add_value(v, plx_str_sub(b->date, 0, 10), at(v, j)->document);
  differ(v, PLX_DIFFER, PLX_FIELD_DATE, PLX_WHY_NONE);
  return true;
}

static bool relate_certainty(const view *v, uint32_t i, uint32_t j) {
  if (!is_event(v, i) || !is_event(v, j)) return false;
  static const char *const name[] = {"actual", "planned", "threatened", "conditional", "suspected", "denied"};
  plx_certainty a = event_at(v, i)->certainty, b = event_at(v, j)->certainty;
  if (!((a == PLX_ACTUAL && b == PLX_SUSPECTED) || (a == PLX_SUSPECTED && b == PLX_ACTUAL))) return false;
  add_value(v, plx_str_of(name[a]), at(v, i)->document);
  add_value(v, plx_str_of(name[b]), at(v, j)->document);
  differ(v, PLX_DIFFER, PLX_FIELD_CERTAINTY, PLX_WHY_NONE);
  return true;
}

// Who did it, as the account names them: the fullest name, else its words.
static plx_str sources_text(const view *v, uint32_t i) {
  const plx_event *e = event_at(v, i);
  const plx_record *r = record_of(v, at(v, i));
  plx_str part[8];
  uint32_t n = 0;
  for (uint32_t k = 0; k < e->source.n && n < 8; k++) {
    const plx_role *role = &e->source.v[k];
    bool named = role->entity != PLX_NONE && r->entity.v[role->entity].key.n;
    plx_str name = named ? r->entity.v[role->entity].name : plx_span_str(r->doc->text, role->span);
    bool seen = false;
    for (uint32_t l = 0; l < n; l++) seen |= plx_str_eqi(part[l], name);
    if (name.n && !seen) part[n++] = name;
  }
  return plx_str_join(v->story, part, n, PLX_STR(", "));
}

// "It held …": who that is was guessed.
static bool guessed(const view *v, uint32_t i) {
  const plx_event *e = event_at(v, i);
  for (uint32_t k = 0; k < e->source.n; k++) {
    plx_str words = plx_span_str(record_of(v, at(v, i))->doc->text, e->source.v[k].span);
    if (plx_str_in(words, "it he she they who which that this we I It He She They We This")) return true;
  }
  return false;
}

static bool acts(const plx_event *e, plx_str country) {
  for (uint32_t k = 0; k < e->source.n; k++)
    if (plx_str_eq(plx_str_sub(e->source.v[k].actor, 0, 3), country)) return true;
  return false;
}

static uint32_t countries_in(const plx_event *e, const plx_event *other, uint32_t *shared) {
  uint32_t n = 0;
  for (uint32_t k = 0; k < e->source.n; k++) {
    plx_str country = plx_actor_country(e->source.v[k].actor); // of "GOV" and "CVL" nothing tells who they are
    if (!country.n) continue;
    n++;
    *shared += acts(other, country);
  }
  return n;
}

// "Hong Kong's chief executive", "Hong Kong's Lam": one is named after the other's country.
static bool may_be_one(const view *v, uint32_t i, uint32_t j) {
  const plx_record *r = record_of(v, at(v, i)), *q = record_of(v, at(v, j));
  for (uint32_t k = 0; k < event_at(v, i)->source.n; k++)
    for (uint32_t l = 0; l < event_at(v, j)->source.n; l++) {
      const plx_role *a = &event_at(v, i)->source.v[k], *b = &event_at(v, j)->source.v[l];
      if (a->entity != PLX_NONE && b->entity != PLX_NONE && r->entity.v[a->entity].key.n &&
          plx_str_eq(r->entity.v[a->entity].key, q->entity.v[b->entity].key))
        return true;
      if (a->entity != PLX_NONE && b->entity != PLX_NONE && r->entity.v[a->entity].country.n &&
          plx_str_eq(r->entity.v[a->entity].country, q->entity.v[b->entity].country))
        return true;
    }
  return false;
}

// Both name who did it, and not the same: no name in both, or one leaves open who of several it was ("Russian or Syrian
// jets").
static bool relate_actors(const view *v, uint32_t i, uint32_t j) {
  if (!is_event(v, i) || !is_event(v, j)) return false;
  const plx_event *a = event_at(v, i), *b = event_at(v, j);
  uint32_t in_b = 0, in_a = 0, n = countries_in(a, b, &in_b), m = countries_in(b, a, &in_a);
  if (!n || !m || guessed(v, i) || guessed(v, j)) return false;
  bool open = (in_b == n) != (in_a == m); // one set holds the other
  if ((in_a || in_b) && !(open && in_a && in_b)) return false;
  if (!in_a && !in_b && may_be_one(v, i, j)) return false;
  plx_str x = sources_text(v, i), y = sources_text(v, j);
  if (!x.n || !y.n || plx_str_eqi(x, y)) return false;
  add_value(v, x, at(v, i)->document);
  add_value(v, y, at(v, j)->document);
  differ(v, PLX_DIFFER, PLX_FIELD_ACTOR, PLX_WHY_NONE);
  return true;
}

static bool is_count_in(const plx_finding *x, const plx_finding *words) {
  return x->kind == PLX_FIND_FIGURE && x->document == words->document && plx_span_holds(words->span, x->span);
}

// A count of the first account that the second gives otherwise, and nowhere alike: "78 were killed", "100 killed".
static bool relate_tolls(const view *v, uint32_t i, uint32_t j) {
  const plx_findings *f = v->f;
  for (uint32_t k = 0; k < f->v.n; k++) {
    const plx_finding *x = &f->v.v[k], *other = NULL;
    bool alike = false;
    if (!is_count_in(x, at(v, i)) || plx_figure_vague(plx_figure_of(f, x))) continue;
    for (uint32_t l = 0; l < f->v.n && !alike; l++) {
      const plx_finding *y = &f->v.v[l];
      if (!is_count_in(y, at(v, j)) || plx_figure_vague(plx_figure_of(f, y))) continue;
      const plx_str state = plx_figure_of(f, x)->state;
      if (!state.n || !plx_states_alike(state, plx_figure_of(f, y)->state)) continue;
      if (plx_counted_alike(x, y) != PLX_COUNTED_SAME) continue;
      alike = plx_figures_agree(plx_figure_of(f, x), plx_figure_of(f, y));
      other = y;
    }
    if (alike || !other) continue;
    add_value(v, number_text(v->story, plx_figure_of(f, x)->value), x->document);
    add_value(v, number_text(v->story, plx_figure_of(f, other)->value), other->document);
    differ(v, PLX_DIFFER, PLX_FIELD_NUMBER, PLX_WHY_NONE);
    return true;
  }
  return false;
}

// "No minister blamed the rebels", "the government blamed the rebels".
static bool relate_negated(const view *v, uint32_t i, uint32_t j) {
  bool x = plx_is_negated(v->f, at(v, i)), y = plx_is_negated(v->f, at(v, j));
  if (x == y || at(v, i)->kind == PLX_FIND_NOUN || at(v, j)->kind == PLX_FIND_NOUN) return false;
  if (plx_is_supposed(v->f, at(v, i)) || plx_is_supposed(v->f, at(v, j))) return false;
  add_value(v, x ? PLX_STR("denied") : PLX_STR("actual"), at(v, i)->document);
  add_value(v, y ? PLX_STR("denied") : PLX_STR("actual"), at(v, j)->document);
  differ(v, PLX_DIFFER, PLX_FIELD_CERTAINTY, PLX_WHY_NONE);
  return true;
}

typedef bool (*rule)(const view *, uint32_t, uint32_t);

// The first rule that finds a pair of accounts different decides.
static void relate_pairs(const view *v, const rule *rules, size_t n) {
  for (size_t r = 0; r < n; r++)
    for (uint32_t i = 0; i < v->n; i++)
      for (uint32_t j = i + 1; j < v->n; j++)
        if (at(v, i)->document != at(v, j)->document && rules[r](v, i, j)) return;
}

static void relate_statements(const view *v) {
  static const rule rules[] = {relate_tolls};
  relate_pairs(v, rules, sizeof rules / sizeof *rules);
}

static void relate_events(const view *v) {
  static const rule rules[] = {relate_counts,    relate_tolls,   relate_dates,
                               relate_certainty, relate_negated, relate_actors};
  relate_pairs(v, rules, sizeof rules / sizeof *rules);
}

void plx_relate(const plx_findings *f, const uint32_t *member, uint32_t n, const uint32_t *const *event_of,
                plx_why counts_differ, plx_arena *story, plx_claim *c) {
  view v = {f, member, n, event_of, story, c};
  plx_finding_kind kind = at(&v, 0)->kind;
  c->relation = n > 1 ? PLX_AGREE : PLX_SINGLE;
  if (n < 2) return;
  if (kind == PLX_FIND_FIGURE) relate_figures(&v, counts_differ);
  else if (kind == PLX_FIND_LENGTH) relate_lengths(&v);
  else if (relate_denial(&v)) return;
  else if (plx_is_deed(kind)) relate_events(&v);
  else relate_statements(&v);
}
