/* SPDX-License-Identifier: Apache-2.0 */
/* Reports of a shooting end with others: the last one in that town, the deadliest, the one a state away last week.  What
 * the leads of all accounts name is the story; a deed told further down under another name is not. */
#include "compare/elsewhere.h"

#include "base/map.h"
#include "language/labels.h"

enum { DAYS_BEFORE = 45, DAYS_A_MONTH = 31, CLIMB = 12 };

static const char DEEDS[] =
    "shooting shootings massacre massacres attack attacks bombing bombings rampage killing killings "
    "stabbing explosion blast crash fire earthquake quake flood disaster riot ambush ambushes";

typedef struct teller {
  plx_findings *f;
  plx_map lead; // lemmas of the names in the leads, and keys of their entities
  plx_arena *tmp;
  int32_t first; // day of the first account, -1 if no account has one
} teller;

// --- days ---

// Days since year 0, a month for 31; the last one that the value allows; -1 where it is no date.
static int32_t last_day_of(plx_str iso) {
  int part[3] = {0, 12, 31};
  size_t at = 0;
  for (int i = 0; i < 3 && at < iso.n; i++) {
    size_t digits = i ? 2 : 4;
    int n = 0;
    if (at + digits > iso.n) return i ? (part[0] * 12 + part[1]) * DAYS_A_MONTH + part[2] : -1;
    for (size_t k = 0; k < digits; k++) {
      char c = iso.p[at + k];
      if (c < '0' || c > '9') return i == 1 ? -1 : (part[0] * 12 + part[1]) * DAYS_A_MONTH + part[2];
      n = n * 10 + c - '0';
    }
    part[i] = n;
    at += digits + 1;
  }
  return part[0] > 1000 ? (part[0] * 12 + part[1]) * DAYS_A_MONTH + part[2] : -1;
}

static int32_t first_account(const plx_findings *f) {
  int32_t first = -1;
  for (uint32_t d = 0; d < f->sides; d++) {
    plx_str day = f->side[d].record->doc->published;
    int32_t n = day.n >= 10 ? last_day_of(plx_str_sub(day, 0, 10)) : -1;
    if (n >= 0 && (first < 0 || n < first)) first = n;
  }
  return first;
}

// "Last summer", "in 2011", of a story that began this July.
static bool is_long_before(const teller *t, const plx_finding *x) {
  const plx_record *r = t->f->side[x->document].record;
  uint32_t time = r->figure.v[x->index].time;
  if (time == PLX_NONE || t->first < 0) return false;
  int32_t day = last_day_of(r->time.v[time].value);
  return day >= 0 && day + DAYS_BEFORE < t->first;
}

// --- names ---

static bool is_name(const plx_side *s, uint32_t i) {
  return plx_tree_tok(&s->trees, i)->upos == PLX_UPOS_PROPN;
}

static void learn_leads(teller *t) {
  plx_map_init(&t->lead, t->tmp);
  for (uint32_t d = 0; d < t->f->sides; d++) {
    const plx_side *s = &t->f->side[d];
    for (uint32_t i = 0; i < s->record->text.tok.n && s->trees.sentence[i] < PLX_LEAD; i++) {
      if (!is_name(s, i)) continue;
      plx_map_put(&t->lead, plx_str_lower(t->tmp, plx_tree_tok(&s->trees, i)->lemma));
      if (plx_side_key(s, i).n) plx_map_put(&t->lead, plx_side_key(s, i));
    }
  }
}

// No lead names it, nor any word that the name is made of.
static bool is_foreign(const teller *t, const plx_side *s, uint32_t name) {
  plx_str key = plx_side_key(s, name);
  if (key.n && plx_map_get(&t->lead, key)) return false;
  if (plx_map_get(&t->lead, plx_str_lower(t->tmp, plx_tree_tok(&s->trees, name)->lemma))) return false;
  for (uint32_t k = 0, c; (c = plx_tree_kid(&s->trees, name, k)) != PLX_NO_TOK; k++)
    if (is_name(s, c) && plx_map_get(&t->lead, plx_str_lower(t->tmp, plx_tree_tok(&s->trees, c)->lemma))) return false;
  return true;
}

static bool is_place(const teller *t, const plx_side *s, uint32_t name) {
  uint32_t e = s->entity[name]; // a person's killing is no place
  return is_name(s, name) && (e == PLX_NONE || s->record->entity.v[e].type != PLX_ENTITY_PER) && is_foreign(t, s, name);
}

static bool is_deed(const plx_side *s, uint32_t i) {
  return plx_tree_form_is(&s->trees, i, DEEDS);
}

// "The Oregon shooting", "the attack in Dallas".  As the words stand: trees of such strings of nouns are often wrong.
static bool is_named_elsewhere(const teller *t, const plx_side *s, uint32_t first, uint32_t end) {
  for (uint32_t i = first; i + 1 < end; i++) {
    if (is_deed(s, i + 1) && is_place(t, s, i)) return true;
    uint32_t to = i + 2 < end && plx_tree_form_is(&s->trees, i + 2, "the a an") ? i + 3 : i + 2;
    if (is_deed(s, i) && plx_tree_form_is(&s->trees, i + 1, "in at near outside") && to < end && is_place(t, s, to))
      return true;
  }
  return false;
}

// "Nine were shot dead at Umpqua": the verbs above the figure and where they happened.
static bool happened_elsewhere(const teller *t, const plx_side *s, uint32_t up) {
  for (int steps = 0; steps < CLIMB && up != PLX_NO_TOK; steps++, up = plx_tree_head(&s->trees, up)) {
    if (!plx_tree_lemma_is(&s->trees, up, "kill wound injure shoot die murder massacre leave")) continue;
    for (uint32_t k = 0, c; (c = plx_tree_kid(&s->trees, up, k)) != PLX_NO_TOK; k++) {
      uint32_t marker = plx_tree_marker(&s->trees, c);
      bool there = marker != PLX_NO_TOK && plx_tree_form_is(&s->trees, marker, "in at near outside");
      if (there && is_place(t, s, c)) return true;
    }
  }
  return false;
}

static bool is_told_of_elsewhere(const teller *t, const plx_finding *x) {
  const plx_side *s = &t->f->side[x->document];
  const plx_sentence *se = &s->record->text.sentence.v[x->sentence];
  return is_named_elsewhere(t, s, se->first, se->first + se->count) || happened_elsewhere(t, s, x->head);
}

// "The nation's deadliest shooting killed 49": told behind the lead, it is not the one that the account is about.
static bool is_record(const plx_side *s, const plx_finding *x) {
  const plx_sentence *se = &s->record->text.sentence.v[x->sentence];
  for (uint32_t i = se->first; i < se->first + se->count; i++)
    if (plx_tree_form_is(&s->trees, i, "deadliest bloodiest worst")) return true;
  return false;
}

void plx_set_elsewhere_apart(plx_findings *f, plx_arena *tmp) {
  teller t = {.f = f, .tmp = tmp, .first = first_account(f)};
  learn_leads(&t);
  for (uint32_t i = 0; i < f->v.n; i++) {
    plx_finding *x = &f->v.v[i];
    if (x->kind != PLX_FIND_FIGURE || x->scope.kind != PLX_SCOPE_WHOLE) continue;
    const plx_side *s = &f->side[x->document];
    bool behind = x->sentence >= PLX_LEAD;
    if (is_long_before(&t, x) || (behind && (is_record(s, x) || is_told_of_elsewhere(&t, x))))
      x->scope.kind = PLX_SCOPE_WIDE;
  }
}
