/* SPDX-License-Identifier: Apache-2.0 */
/* A story read aloud: its documents; what they tell (finding.c); which of it is the same (link.c); what one account
 * tells against itself (inside.c); claims; how the accounts of each stand to each other (relation.c); who it comes from
 * (origin.c); ranges and days (range.c); a title and a sentence (brief.c). */
#include "compare/compare.h"

#include <stdlib.h>

#include "base/map.h"
#include "compare/brief.h"
#include "compare/elsewhere.h"
#include "compare/finding.h"
#include "compare/inside.h"
#include "compare/link.h"
#include "compare/origin.h"
#include "compare/range.h"
#include "compare/relation.h"
#include "compare/repeat.h"
#include "compare/telling.h"
#include "language/labels.h"

enum { SUMMARY_BYTES = 160, SINGLE_WORDS = 4, SCRAP_WORDS = 9, PARTS_MAX = 8, NOUN_WORDS = 3 };

// What reads best alone; of equals the fullest that is no longer than a long line, else the shortest.
typedef struct telling {
  uint32_t document;
  plx_span words;
  plx_telling reads;
} telling;

typedef struct maker {
  plx_arena *story, *tmp;
  plx_story *out;
  plx_findings f;
  uint32_t *cluster, clusters; // [findings]
  uint32_t *claim_of;          // [clusters]
  uint32_t **by_event;         // [documents][events] cluster, later claim; PLX_NONE where it is no finding
  plx_twos denial, contrast;
  PLX_VEC(telling) telling; // [claims] the words that its summary is
} maker;

// --- documents ---

static int by_bytes(const void *x, const void *y) {
  return plx_str_cmp(*(const plx_str *)x, *(const plx_str *)y);
}

// A story made here is called after its documents.  In a store it keeps the id that grouping gave it.
static plx_str story_id(const plx_record *const *records, uint32_t n, plx_arena *story, plx_arena *tmp) {
  plx_str *id = PLX_NEWS(tmp, plx_str, n);
  for (uint32_t i = 0; i < n; i++) id[i] = records[i]->doc->id;
  if (n) qsort(id, n, sizeof *id, by_bytes);
  plx_str all = plx_str_join(tmp, id, n, PLX_STR(" "));
  return plx_str_fmt(story, "%016llx", (unsigned long long)plx_hash(all.p, all.n));
}

static void add_documents(maker *m, const plx_record *const *records, uint32_t n) {
  plx_story *s = m->out;
  for (uint32_t i = 0; i < n; i++) {
    *plx_vec_push(m->story, &s->document) = (plx_story_doc){.record = records[i], .copied_from = PLX_NONE};
    plx_str day = plx_str_sub(records[i]->doc->published, 0, 10);
    if (!day.n) continue;
    if (!s->from.n || plx_str_cmp(day, s->from) < 0) s->from = day;
    if (!s->to.n || plx_str_cmp(day, s->to) > 0) s->to = day;
  }
  s->id = story_id(records, n, m->story, m->tmp);
}

// --- clusters to claims ---

static void index_events(maker *m) {
  m->by_event = PLX_NEWS(m->tmp, uint32_t *, m->f.sides);
  for (uint32_t d = 0; d < m->f.sides; d++) {
    uint32_t n = m->f.side[d].record->event.n;
    m->by_event[d] = PLX_NEWS(m->tmp, uint32_t, n);
    for (uint32_t i = 0; i < n; i++) m->by_event[d][i] = PLX_NONE;
  }
  for (uint32_t i = 0; i < m->f.v.n; i++) {
    const plx_finding *x = &m->f.v.v[i];
    if (x->kind == PLX_FIND_EVENT) m->by_event[x->document][x->index] = m->cluster[i];
  }
}

static plx_account account_of(const plx_finding *x) {
  return (plx_account){x->document, x->span, x->statement, x->kind == PLX_FIND_EVENT ? x->index : PLX_NONE,
                       x->kind == PLX_FIND_FIGURE ? x->index : PLX_NONE};
}

// A second telling that holds the first, or is held by it, is the same words: the tighter stretch stays.
static void add_account(maker *m, plx_claim *c, const plx_finding *x) {
  for (uint32_t i = 0; i < c->accounts.n; i++) {
    plx_account *a = &c->accounts.v[i];
    if (a->document != x->document) continue;
    if (plx_span_holds(x->span, a->span)) return;
    if (plx_span_holds(a->span, x->span)) {
      *a = account_of(x);
      return;
    }
  }
  *plx_vec_push(m->story, &c->accounts) = account_of(x);
}

// The clause that tells a finding, with its subject: up from its head to the first clause that has one.
static plx_span clause_of(const maker *m, const plx_finding *x) {
  const plx_side *s = &m->f.side[x->document];
  uint32_t head = plx_tree_clause(&s->trees, x->head), first, last;
  for (int steps = 0; steps < 3 && plx_tree_child_any(&s->trees, head, PLX_REL_NSUBJ) == PLX_NO_TOK; steps++) {
    uint32_t up = plx_tree_head(&s->trees, head);
    if (up == PLX_NO_TOK) break;
    head = plx_tree_clause(&s->trees, up);
  }
  plx_side_words(s, head, &first, &last);
  plx_span words = plx_tree_words(&s->trees, first, last);
  return plx_span_holds(words, x->span) || s->trees.sentence[head] != x->sentence ? words
                                                                                  : plx_span_join(words, x->span);
}

static bool is_better(telling a, telling b) {
  if (!b.words.n || a.reads != b.reads) return !b.words.n || a.reads > b.reads;
  bool fits = a.words.n <= SUMMARY_BYTES, best_fits = b.words.n <= SUMMARY_BYTES;
  if (fits != best_fits) return fits;
  return fits ? a.words.n > b.words.n : a.words.n < b.words.n;
}

static void offer(telling *best, const plx_record *r, uint32_t document, plx_span words) {
  telling t = {document, words, plx_telling_of(r, words)};
  if (is_better(t, *best)) *best = t;
}

// Of what is denied who denies it: by itself it would read as told.
static plx_span with_denial(const maker *m, const plx_finding *x, plx_span words) {
  const plx_side *side = &m->f.side[x->document];
  const plx_record *r = side->record;
  uint32_t deny = plx_denied_by(side, x->head), first, last;
  if (!plx_is_denial(r, x->statement) || !r->statement.v[x->statement].cue.n) {
    if (deny == PLX_NO_TOK) return words;
    plx_side_words(side, deny, &first, &last);
    return plx_span_join(words, plx_tree_words(&side->trees, first, last));
  }
  const plx_statement *s = &r->statement.v[x->statement];
  words = plx_span_join(words, s->cue.v[0]);
  return s->source.n ? plx_span_join(words, s->source.v[0]) : words;
}

// The words of a finding that tell it: "the attacks on the port" by itself, where no account has more of it, a deed
// with its clause.
static plx_span words_of(const maker *m, const plx_finding *x, bool nouns) {
  if (nouns) return x->span;
  return with_denial(m, x, x->kind == PLX_FIND_STATEMENT ? x->span : clause_of(m, x));
}

static bool only_nouns(const maker *m, const uint32_t *member, uint32_t n) {
  for (uint32_t i = 0; i < n; i++)
    if (m->f.v.v[member[i]].kind != PLX_FIND_NOUN) return false;
  return true;
}

static telling telling_of(const maker *m, const uint32_t *member, uint32_t n) {
  telling best = {.words = {0}};
  bool nouns = only_nouns(m, member, n);
  for (uint32_t i = 0; i < n; i++) {
    const plx_finding *x = &m->f.v.v[member[i]];
    const plx_record *r = m->f.side[x->document].record;
    plx_span words = words_of(m, x, nouns);
    if (words.n > 2 * SUMMARY_BYTES || !plx_span_holds(words, x->span)) words = x->span;
    offer(&best, r, x->document, words);
  }
  for (uint32_t i = 0; i < n && best.reads == PLX_TELLING_PIECE && !nouns; i++) { // no clause reads alone: a sentence?
    const plx_finding *x = &m->f.v.v[member[i]];
    plx_span words = plx_telling_sentence(m->f.side[x->document].record, x->span);
    if (words.n <= 2 * SUMMARY_BYTES) offer(&best, m->f.side[x->document].record, x->document, words);
  }
  return best;
}

// The day it happened: the finest date that a member's event has; of equals the first.
static plx_str date_of(const maker *m, const uint32_t *member, uint32_t n) {
  plx_str best = {0};
  for (uint32_t i = 0; i < n; i++) {
    const plx_finding *x = &m->f.v.v[member[i]];
    if (x->kind != PLX_FIND_EVENT) continue;
    plx_str date = plx_str_sub(m->f.side[x->document].record->event.v[x->index].date, 0, 10);
    if (date.n > best.n) best = date;
  }
  return best;
}

static plx_claim_kind claim_kind(plx_finding_kind k) {
  return k == PLX_FIND_STATEMENT ? PLX_CLAIM_STATEMENT : k == PLX_FIND_FIGURE ? PLX_CLAIM_FIGURE : PLX_CLAIM_EVENT;
}

// Told twice by one account, but not by two speakers in it, is told once.
static bool is_one_voice(const maker *m, const uint32_t *member, uint32_t n) {
  const plx_finding *x = &m->f.v.v[member[0]];
  for (uint32_t i = 1; i < n; i++) {
    const plx_finding *y = &m->f.v.v[member[i]];
    if (y->document != x->document) return false;
    bool title = x->sentence == 0 || y->sentence == 0; // speaks for what follows
    if (!title && !plx_str_eq(x->speaker, y->speaker)) return false;
  }
  return true;
}

static void add_claim(maker *m, const uint32_t *member, uint32_t n, plx_why counts_differ) {
  plx_claim *c = plx_vec_push(m->story, &m->out->claim);
  telling *t = plx_vec_push(m->tmp, &m->telling);
  *t = telling_of(m, member, n);
  plx_str summary = plx_span_str(m->f.side[t->document].record->doc->text, t->words);
  *c = (plx_claim){.kind = claim_kind(m->f.v.v[member[0]].kind), .summary = summary};
  c->told_by = t->document;
  c->told = t->words;
  c->date = date_of(m, member, n);
  for (uint32_t i = 0; i < n; i++) add_account(m, c, &m->f.v.v[member[i]]);
  plx_relate(&m->f, member, n, (const uint32_t *const *)m->by_event, counts_differ, m->story, c);
  if (c->relation == PLX_AGREE && is_one_voice(m, member, n)) c->relation = PLX_SINGLE;
}

// Those of the members that stand in a pair which differs for this reason.
static uint32_t members_for(const plx_why *whys, plx_why why, const uint32_t *member, uint32_t n, uint32_t *out) {
  uint32_t kept = 0;
  for (uint32_t i = 0; i < n; i++) {
    bool differs = false;
    for (uint32_t j = 0; j < n && !differs; j++) differs = whys[i * n + j] == why;
    if (differs) out[kept++] = member[i];
  }
  return kept;
}

// One thing counted differently: a claim for each reason, those that the reason concerns; counts that agree are one.
static void add_counts(maker *m, const uint32_t *member, uint32_t n) {
  static const plx_why order[] = {PLX_WHY_UPDATE, PLX_WHY_DISAGREEMENT, PLX_WHY_OTHER_SCOPE, PLX_WHY_NONE};
  plx_why *whys = plx_count_whys(&m->f, member, n, (const uint32_t *const *)m->by_event, m->tmp);
  uint32_t *some = PLX_NEWS(m->tmp, uint32_t, n), claims = m->out->claim.n;
  for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
    uint32_t kept = members_for(whys, order[i], member, n, some);
    if (kept) add_claim(m, some, kept, order[i]);
  }
  if (m->out->claim.n == claims) add_claim(m, member, n, PLX_WHYS);
}

// Too few words to tell anything by themselves, even with their clause.
static bool is_bare(const maker *m, const plx_finding *x) {
  plx_span words = x->kind == PLX_FIND_STATEMENT ? x->span : clause_of(m, x);
  uint32_t first, last;
  return !plx_side_tokens(&m->f.side[x->document], words, &first, &last) || last - first + 1 < SINGLE_WORDS;
}

// Words of a finding that tell something.
static uint32_t telling_words(const maker *m, const plx_finding *x) {
  uint32_t n = 0;
  const plx_side *s = &m->f.side[x->document];
  for (uint32_t i = x->first; i <= x->last; i++) n += plx_tells(plx_tree_tok(&s->trees, i)) || s->entity[i] != PLX_NONE;
  return n;
}

// A noun by itself ("the bombing of the city") claims little unless two documents have it, and one with more than two
// words ("her remarks", "a conference call"); nor does a clause that only hangs on another.
static bool is_claim(const maker *m, const uint32_t *member, uint32_t n) {
  const plx_finding *x = &m->f.v.v[member[0]];
  bool clause = false;
  if (only_nouns(m, member, n)) {
    uint32_t most = 0;
    for (uint32_t i = 0; i < n; i++) {
      uint32_t words = telling_words(m, &m->f.v.v[member[i]]);
      most = words > most ? words : most;
    }
    if (most < NOUN_WORDS) return false;
  }
  if (n == 1 && x->kind != PLX_FIND_FIGURE && x->kind != PLX_FIND_LENGTH && is_bare(m, x)) return false;
  for (uint32_t i = 0; i < n; i++) {
    const plx_finding *y = &m->f.v.v[member[i]];
    if (y->kind < PLX_FIND_CLAUSE || y->document != x->document) return true;
    clause |= y->kind == PLX_FIND_CLAUSE && plx_tree_heads_clause(&m->f.side[y->document].trees, y->head);
  }
  return clause;
}

static void add_claims(maker *m) {
  uint32_t n = m->f.v.n, *start = PLX_NEWS(m->tmp, uint32_t, m->clusters + 1), *member = PLX_NEWS(m->tmp, uint32_t, n);
  uint32_t *fill = PLX_NEWS(m->tmp, uint32_t, m->clusters);
  for (uint32_t i = 0; i < n; i++) start[m->cluster[i] + 1]++;
  for (uint32_t c = 0; c < m->clusters; c++) start[c + 1] += start[c];
  for (uint32_t i = 0; i < n; i++) member[start[m->cluster[i]] + fill[m->cluster[i]]++] = i;
  m->claim_of = PLX_NEWS(m->tmp, uint32_t, m->clusters);
  for (uint32_t c = 0; c < m->clusters; c++) {
    m->claim_of[c] = m->out->claim.n;
    if (!is_claim(m, member + start[c], fill[c])) m->claim_of[c] = PLX_NONE;
    else if (m->f.v.v[member[start[c]]].kind == PLX_FIND_FIGURE) add_counts(m, member + start[c], fill[c]);
    else add_claim(m, member + start[c], fill[c], PLX_WHYS);
  }
  for (uint32_t d = 0; d < m->f.sides; d++)
    for (uint32_t i = 0; i < m->f.side[d].record->event.n; i++)
      if (m->by_event[d][i] != PLX_NONE) m->by_event[d][i] = m->claim_of[m->by_event[d][i]];
}

// --- claims that say no more than another ---

static bool holds_account(const plx_claim *c, const plx_account *a) {
  for (uint32_t i = 0; i < c->accounts.n; i++)
    if (c->accounts.v[i].document == a->document && plx_span_holds(c->accounts.v[i].span, a->span)) return true;
  return false;
}

static bool only_words(const plx_claim *c) {
  for (uint32_t i = 0; i < c->accounts.n; i++)
    if (c->accounts.v[i].event != PLX_NONE || c->accounts.v[i].figure != PLX_NONE) return false;
  return c->kind == PLX_CLAIM_EVENT && c->relation == PLX_AGREE;
}

// "The assault on Aleppo" where another claim has "to end the assault on Aleppo" of the same documents.
static bool is_part(const plx_story *s, uint32_t claim, uint32_t other) {
  const plx_claim *c = &s->claim.v[claim], *o = &s->claim.v[other];
  if (!only_words(c) || o->accounts.n < c->accounts.n || o->relation == PLX_SINGLE) return false;
  uint32_t held = 0;
  for (uint32_t i = 0; i < c->accounts.n; i++) held += holds_account(o, &c->accounts.v[i]);
  return held == c->accounts.n &&
         (other > claim || !only_words(o) || o->accounts.v[0].span.n > c->accounts.v[0].span.n);
}

// "Where he was protesting", told by one account alone: nothing that a reader could take from it.
static bool is_scrap(const maker *m, uint32_t claim) {
  const plx_claim *c = &m->out->claim.v[claim];
  if (c->relation != PLX_SINGLE || c->kind == PLX_CLAIM_FIGURE || m->telling.v[claim].reads) return false;
  uint32_t words = 1;
  for (size_t i = 0; i < c->summary.n; i++) words += c->summary.p[i] == ' ';
  return words < SCRAP_WORDS;
}

// "163 people had been killed" where the account says "163 people had been killed and more than 6,000 injured".
static bool is_told_within(const maker *m, uint32_t claim, uint32_t other) {
  const plx_claim *c = &m->out->claim.v[claim], *o = &m->out->claim.v[other];
  const telling *t = &m->telling.v[claim], *u = &m->telling.v[other];
  if (c->relation != PLX_SINGLE || o->kind == PLX_CLAIM_FIGURE) return false;
  if (u->reads < t->reads || is_scrap(m, other)) return false;
  if (t->document != u->document || o->relation != PLX_SINGLE || !plx_span_holds(u->words, t->words)) return false;
  return u->words.n > t->words.n || other < claim;
}

// The claim that a claim goes into, or itself; PLX_NONE: it is dropped.
static uint32_t goes_into(const maker *m, uint32_t claim) {
  if (is_scrap(m, claim)) return PLX_NONE;
  for (uint32_t k = 0; k < m->telling.n; k++)
    if (k != claim && (is_part(m->out, claim, k) || is_told_within(m, claim, k))) return k;
  uint32_t other = plx_repeat_of(m->out, claim);
  return other < m->telling.n && !is_scrap(m, other) ? other : claim; // contrasts stay by themselves
}

// What goes in leaves its day, and where it was a lone telling, its words.
static void take_in(plx_claim *c, const telling *words, const plx_claim *part, plx_arena *story) {
  plx_repeat_take(c, part, story);
  if (c->relation == PLX_SINGLE && !holds_account(c, &part->accounts.v[0])) c->accounts.v[0].span = words->words;
}

// Where a claim went, at last; PLX_NONE: it is dropped.
static uint32_t went_to(const uint32_t *into, uint32_t claim) {
  for (int steps = 0; claim != PLX_NONE && into[claim] != claim && steps < PARTS_MAX; steps++) claim = into[claim];
  return claim != PLX_NONE && into[claim] == claim ? claim : PLX_NONE;
}

static void rename_claim(const uint32_t *into, const uint32_t *to, uint32_t *claim) {
  uint32_t at = *claim == PLX_NONE ? PLX_NONE : went_to(into, *claim);
  *claim = at == PLX_NONE ? PLX_NONE : to[at];
}

static void drop_parts(maker *m) {
  plx_story *s = m->out;
  uint32_t n = 0, *into = PLX_NEWS(m->tmp, uint32_t, s->claim.n), *to = PLX_NEWS(m->tmp, uint32_t, s->claim.n);
  for (uint32_t i = 0; i < s->claim.n; i++) into[i] = i;
  for (uint32_t i = 0; i < m->telling.n; i++) {
    uint32_t other = goes_into(m, i);
    if (other == PLX_NONE || went_to(into, other) != i) into[i] = other; // of two that go into each other one stays
  }
  for (uint32_t i = 0; i < s->claim.n; i++) {
    uint32_t at = went_to(into, i);
    to[i] = at == i ? n++ : PLX_NONE;
    if (at != i && at != PLX_NONE) take_in(&s->claim.v[at], &m->telling.v[at], &s->claim.v[i], m->story);
  }
  for (uint32_t i = 0; i < s->claim.n; i++)
    if (to[i] != PLX_NONE) s->claim.v[to[i]] = s->claim.v[i];
  s->claim.n = n;
  for (uint32_t r = 0; r < s->range.n; r++) {
    rename_claim(into, to, &s->range.v[r].claim);
    for (uint32_t i = 0; i < s->range.v[r].values.n; i++) rename_claim(into, to, &s->range.v[r].values.v[i].claim);
  }
}

// --- words of its own ---

static uint32_t bytes_of(const plx_claim *c) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < c->accounts.n; i++) n += c->accounts.v[i].span.n;
  return n;
}

// Two claims of one clause ("163 people were killed and 110 are missing"): the one with more of the words keeps them.
static bool is_told_as_another(const plx_story *s, uint32_t claim) {
  const plx_claim *c = &s->claim.v[claim];
  for (uint32_t k = 0; k < s->claim.n; k++) {
    const plx_claim *o = &s->claim.v[k];
    if (k == claim || o->told_by != c->told_by || o->told.at != c->told.at || o->told.n != c->told.n) continue;
    uint32_t n = bytes_of(o), mine = bytes_of(c);
    if (n > mine || (n == mine && k < claim)) return true;
  }
  return false;
}

// The words of an account; a number's with the verb that says what of it ("At least 135 people were killed").
static plx_span told_in(const maker *m, const plx_account *a) {
  const plx_side *side = &m->f.side[a->document];
  if (a->figure == PLX_NONE) return a->span;
  uint32_t head = side->record->figure.v[a->figure].head, verb = plx_tree_head(&side->trees, head);
  plx_rel rel = plx_rel_universal((plx_rel)plx_tree_tok(&side->trees, head)->rel);
  if (verb == PLX_NO_TOK || (rel != PLX_REL_NSUBJ && rel != PLX_REL_OBJ)) return a->span;
  plx_span words = plx_span_join(a->span, plx_tree_tok(&side->trees, verb)->span);
  return words.n <= SUMMARY_BYTES ? words : a->span;
}

// Else its summary is the longest of its accounts' words, of those that nobody denies.
static void tell_apart(const maker *m) {
  plx_story *s = m->out;
  for (uint32_t i = 0; i < s->claim.n; i++) {
    plx_claim *c = &s->claim.v[i];
    plx_span best = {0};
    uint32_t by = 0;
    for (uint32_t k = 0; k < c->accounts.n; k++) {
      const plx_account *a = &c->accounts.v[k];
      plx_span words = told_in(m, a);
      if (plx_is_denial(s->document.v[a->document].record, a->statement)) continue;
      if (words.n <= SUMMARY_BYTES && words.n > best.n) best = words, by = a->document;
    }
    if (!best.n || !is_told_as_another(s, i)) continue;
    c->told_by = by;
    c->told = best;
    c->summary = plx_span_str(s->document.v[by].record->doc->text, best);
  }
}

// --- inside one account ---

static void add_denials(maker *m) {
  for (uint32_t i = 0; i < m->denial.n; i++) {
    uint32_t index = m->claim_of[m->cluster[m->denial.v[i].b]];
    if (index == PLX_NONE) continue;
    plx_claim *c = &m->out->claim.v[index];
    add_account(m, c, &m->f.v.v[m->denial.v[i].a]);
    c->relation = PLX_DENY_;
    c->why = PLX_WHY_DISAGREEMENT;
    c->field = PLX_FIELD_NONE;
    c->values.n = 0;
  }
}

static void add_contrasts(maker *m) {
  for (uint32_t i = 0; i < m->contrast.n; i++) {
    const plx_finding *a = &m->f.v.v[m->contrast.v[i].a], *b = &m->f.v.v[m->contrast.v[i].b];
    plx_claim *c = plx_vec_push(m->story, &m->out->claim);
    *c = (plx_claim){.kind = PLX_CLAIM_STATEMENT, .relation = PLX_CONFLICT, .why = PLX_WHY_DISAGREEMENT};
    c->summary = plx_span_str(m->f.side[a->document].record->doc->text, a->span);
    c->told_by = a->document;
    c->told = a->span;
    add_account(m, c, a);
    add_account(m, c, b);
  }
}

void plx_compare(const plx_record *const *records, uint32_t n, plx_arena *story, plx_arena *tmp, plx_story *out) {
  plx_mark mark = plx_arena_mark(tmp);
  maker m = {.story = story, .tmp = tmp, .out = out};
  *out = (plx_story){0};
  add_documents(&m, records, n);
  plx_findings_of(records, n, tmp, &m.f);
  plx_set_elsewhere_apart(&m.f, tmp);
  m.cluster = PLX_NEWS(tmp, uint32_t, m.f.v.n);
  m.clusters = plx_link(&m.f, tmp, m.cluster);
  plx_find_denials(&m.f, tmp, &m.denial);
  plx_find_contrasts(&m.f, tmp, &m.contrast);
  index_events(&m);
  add_claims(&m);
  add_denials(&m);
  add_contrasts(&m);
  plx_reprints(out, tmp);
  plx_ranges(out, (const uint32_t *const *)m.by_event, story, tmp);
  drop_parts(&m);
  tell_apart(&m);
  plx_origins(out, tmp);
  plx_timeline(out, story, tmp);
  plx_brief(out, story, tmp);
  plx_arena_reset(tmp, mark);
}
