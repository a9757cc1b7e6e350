/* SPDX-License-Identifier: Apache-2.0 */
/* The idea: reading and resolving are two passes.  The first reads every expression of the document, so that it is
 * known whether this is news or history and which expressions stand in one range; the second walks through them in the
 * order of the text, as a reader does, carrying the day that the story has reached. */
#include "meaning/times.h"

#include <stdlib.h>
#include <string.h>

#include "language/labels.h"
#include "meaning/time_resolve.h"
#include "meaning/trees.h"
#include "tables.h"

struct plx_times {
  plx_wordbook *lex;
  plx_numbers *numbers;
};

typedef PLX_VEC(plx_when) whens;

plx_times *plx_times_new(plx_arena *a) {
  plx_times *t = PLX_NEW(a, plx_times);
  t->lex = plx_wordbook_new(a);
  t->numbers = plx_numbers_new(t->lex, a);
  return t;
}

const plx_wordbook *plx_times_wordbook(const plx_times *t) {
  return t->lex;
}
const plx_numbers *plx_times_numbers(const plx_times *t) {
  return t->numbers;
}

// --- tense ---

static bool xpos_is(const plx_tok *t, const char *tag) {
  return plx_str_eqz(t->xpos, tag);
}

static bool future_aux(const plx_trees *t, uint32_t i) {
  return plx_tree_form_is(t, i, "will shall wo 'll ’ll");
}

static plx_tense tense_of_verb(const plx_trees *t, uint32_t verb, int depth);

// Of "to begin": as open as what governs it.
static plx_tense tense_of_infinitive(const plx_trees *t, uint32_t verb, int depth) {
  uint32_t head = plx_tree_head(t, verb);
  if (head == PLX_NO_TOK) return PLX_TENSE_FUTURE;
  if (plx_tree_lemma_is(t, head,
                        "plan expect schedule set due intend agree promise vow threaten hope want slate ready pledge"))
    return PLX_TENSE_FUTURE;
  plx_tense of = tense_of_verb(t, plx_tree_clause(t, head), depth + 1);
  return of == PLX_TENSE_PAST ? PLX_TENSE_PAST : PLX_TENSE_FUTURE;
}

static plx_tense tense_of_verb(const plx_trees *t, uint32_t verb, int depth) {
  const plx_tok *v = plx_tree_tok(t, verb);
  bool past_aux = false, present_aux = false, have = false, to = false;
  if (depth > 4) return PLX_TENSE_NONE;
  uint32_t c;
  for (uint32_t k = 0; (c = plx_tree_kid(t, verb, k)) != PLX_NO_TOK; k++) {
    const plx_tok *x = plx_tree_tok(t, c);
    plx_rel rel = plx_rel_universal((plx_rel)x->rel);
    if (rel == PLX_REL_MARK && plx_tree_form_is(t, c, "to")) to = true;
    if (rel != PLX_REL_AUX && rel != PLX_REL_COP) continue;
    if (future_aux(t, c)) return PLX_TENSE_FUTURE;
    past_aux |= xpos_is(x, "VBD");
    present_aux |= xpos_is(x, "VBZ") || xpos_is(x, "VBP") || xpos_is(x, "MD");
    have |= plx_tree_lemma_is(t, c, "have");
  }
  if (to) return tense_of_infinitive(t, verb, depth);
  if (xpos_is(v, "VBN") && plx_tree_lemma_is(t, verb, "schedule plan expect slate set")) return PLX_TENSE_FUTURE;
  if (past_aux || have || xpos_is(v, "VBD")) return PLX_TENSE_PAST;
  if (xpos_is(v, "VBN")) return present_aux ? PLX_TENSE_PRESENT : PLX_TENSE_PAST;
  if (xpos_is(v, "VBG") && !present_aux && plx_tree_head(t, verb) != PLX_NO_TOK)
    return tense_of_verb(t, plx_tree_clause(t, plx_tree_head(t, verb)), depth + 1);
  if (xpos_is(v, "VBZ") || xpos_is(v, "VBP") || present_aux) return PLX_TENSE_PRESENT;
  return PLX_TENSE_NONE;
}

static plx_tense tense_at(const plx_trees *t, uint32_t tok) {
  return tense_of_verb(t, plx_tree_clause(t, tok), 0);
}

// --- reading ---

static bool explicit_year(const plx_when *w) {
  return w->form == PLX_WHEN_DATE && w->year != PLX_NO_YEAR;
}

// Years before 1000 carry no mark: "in 396", told among other such years.  spec: time.13
static bool old_year(const plx_time_grammar *g, uint32_t i, bool bc, const plx_when *after, plx_when *w) {
  const plx_piece *p = &g->ps.v[i], *next = p + 1;
  int y = plx_piece_int(&g->ps, p);
  if (y < 30 || y > 999 || p->low.n != 3) return false;
  if (plx_piece_mark(next, '-') && after && after->first == i + 2 && explicit_year(after)) { // "492-490 BC"
    *w = (plx_when){.form = PLX_WHEN_DATE, .first = i, .end = i + 1, .year = after->year < 0 ? -y : y, .hour = -1};
    return true;
  }
  if (!plx_piece_in(p - 1, "in since of until till circa c ca about around after before by from")) return false;
  if (next->kind == PLX_PIECE_WORD &&
      !plx_piece_in(next, "the he she they it to and but when a an by with was were after"))
    return false;
  if (next->kind == PLX_PIECE_MARK && next->mark != ',' && next->mark != '.' && next->mark != '-' && next->mark != ')')
    return false;
  *w = (plx_when){.form = PLX_WHEN_DATE, .first = i, .end = i + 1, .year = bc ? -y : y, .hour = -1};
  return true;
}

static void read_all(const plx_time_grammar *g, whens *out, plx_arena *tmp) {
  for (uint32_t i = 1; i + 1 < g->ps.n;) {
    const plx_when *before = out->n ? &out->v[out->n - 1] : NULL;
    plx_when w;
    if (!plx_when_read(g, i, before, &w)) {
      i++;
      continue;
    }
    *plx_vec_push(tmp, out) = w;
    i = w.end;
  }
}

// The old years of a history, put in their places.
static void read_old_years(const plx_time_grammar *g, whens *all, plx_arena *tmp) {
  int bc = 0, old = 0;
  for (uint32_t k = 0; k < all->n; k++)
    if (explicit_year(&all->v[k])) bc += all->v[k].year < 0, old += abs(all->v[k].year) < 1000;
  if (bc < 2 && old < 2) return;
  whens merged = {0};
  uint32_t k = 0;
  for (uint32_t i = 1; i + 1 < g->ps.n; i++) {
    if (k < all->n && i == all->v[k].first) {
      *plx_vec_push(tmp, &merged) = all->v[k];
      i = all->v[k++].end - 1;
      continue;
    }
    plx_when w;
    if (old_year(g, i, bc > old / 2, k < all->n ? &all->v[k] : NULL, &w)) *plx_vec_push(tmp, &merged) = w;
  }
  *all = merged;
}

// Is this history rather than news: do most of the years told lie far from publication?  spec: time.11
static bool is_narrative(const whens *all, plx_str published) {
  plx_date p;
  if (!plx_calendar_read(published, &p)) return true;
  uint32_t far = 0, near = 0;
  for (uint32_t k = 0; k < all->n; k++) {
    const plx_when *w = &all->v[k];
    bool writers = w->form == PLX_WHEN_STEP && !w->story && !w->bare;
    if (explicit_year(w) && abs(w->year - p.year) > 1) far++;
    else near += explicit_year(w) || writers || (w->form == PLX_WHEN_DATE && w->weekday && !w->day);
  }
  return far >= (uint32_t)plx_param("time_narrative_far_min") && far > near * plx_param("time_narrative_far_share");
}

// "May 5 and June 6, 1944", "between May and June in 1981": the year said once stands for both.  spec: time.12
static void share_years(const plx_time_grammar *g, whens *all) {
  for (uint32_t k = all->n; k-- > 1;) {
    plx_when *a = &all->v[k - 1], *b = &all->v[k];
    if (a->form == b->form && a->form == PLX_WHEN_DATE && a->year > -b->year && b->year < 0 && b->first <= a->end + 2 &&
        !a->month && (plx_piece_mark(&g->ps.v[a->end], '-') || plx_piece_is(&g->ps.v[a->end], "to")))
      a->year = -a->year;
    if (a->form != PLX_WHEN_DATE || b->form != PLX_WHEN_DATE || a->year != PLX_NO_YEAR || b->year == PLX_NO_YEAR)
      continue;
    if (!a->month && !a->season && !a->quarter) continue;
    if (b->first > a->end + 2 || (!b->month && !b->season && b->first > a->end + 1)) continue;
    const plx_piece *p = &g->ps.v[a->end];
    bool joint = b->first == a->end || plx_piece_in(p, "and to or until till through in of") ||
                 plx_piece_mark(p, '-') || plx_piece_mark(p, ',') || plx_piece_mark(p, '/');
    if (!joint) continue;
    a->year = b->year - (a->month && b->month && a->month > b->month);
  }
}

// --- what comes out ---

static uint32_t head_of(const plx_text *text, uint32_t first, uint32_t last) {
  for (uint32_t i = first; i <= last; i++) {
    int32_t h = text->tok.v[i].head;
    if (h < 0 || (uint32_t)h < first || (uint32_t)h > last) return i;
  }
  return last;
}

// A second alone, "the day" and the like mean too little without more.
static bool worth_it(const plx_when *w, const plx_time *t) {
  if (t->value.n == 0 || plx_str_eqz(t->value, "-")) return false;
  return !(w->form == PLX_WHEN_DURATION && w->unit == 'S' && w->inexact);
}

// What the next expression adds: "October of next year", "at 16:15, June 1st".
static plx_when completed(const plx_time_grammar *g, const plx_when *w, const plx_when *next, const plx_time_state *st,
                          plx_arena *a) {
  plx_when out = *w;
  if (!next || next->first > w->end + 1) return out;
  const plx_piece *p = &g->ps.v[w->end];
  plx_time_state ahead = *st;
  plx_time ignored = {0};
  bool month = w->form == PLX_WHEN_DATE && w->month && w->year == PLX_NO_YEAR;
  if (month && next->form == PLX_WHEN_STEP && next->unit == 'Y' && plx_piece_in(p, "of the that next last this")) {
    plx_when_resolve(next, PLX_TENSE_NONE, &ahead, a, &ignored);
    if (ignored.value.n >= 4) out.year = ahead.story.year;
  }
  bool clock = w->form == PLX_WHEN_STEP && w->bare && w->hour >= 0;
  bool day = next->form == PLX_WHEN_DATE && (next->day || next->weekday) && !next->part && next->hour < 0;
  if (clock && day && (plx_piece_is(p, "on") || plx_piece_mark(p, ',') || next->first == w->end)) {
    out = *next;
    out.first = w->first, out.end = w->end, out.hour = w->hour, out.minute = w->minute, out.utc = w->utc;
  }
  return out;
}

static void resolve_all(const plx_time_grammar *g, const whens *all, plx_record *r, plx_arena *tmp) {
  plx_trees trees = plx_trees_of(&r->text, tmp);
  plx_time_state st = plx_time_state_of(r->doc->published, is_narrative(all, r->doc->published));
  for (uint32_t k = 0; k < all->n; k++) {
    const plx_when *w = &all->v[k];
    uint32_t first = g->ps.v[w->first].tok, last = g->ps.v[w->end - 1].tok;
    plx_time one = {.span = plx_pieces_span(&g->ps, w->first, w->end), .head = head_of(&r->text, first, last)};
    plx_when whole = completed(g, w, k + 1 < all->n ? w + 1 : NULL, &st, r->doc->arena);
    plx_tense tense = plx_piece_in(&g->ps.v[w->first - 1], "until till by") && st.narrative == false
                          ? PLX_TENSE_FUTURE
                          : tense_at(&trees, one.head);
    plx_when_resolve(&whole, tense, &st, r->doc->arena, &one);
    if (worth_it(w, &one)) *plx_vec_push(r->doc->arena, &r->time) = one;
  }
}

void plx_times_find(const plx_times *t, plx_record *r, plx_arena *tmp) {
  plx_mark mark = plx_arena_mark(tmp);
  plx_time_grammar g = {t->lex, t->numbers, &r->text, plx_pieces_of(t->lex, &r->text, tmp)};
  whens all = {0};
  read_all(&g, &all, tmp);
  read_old_years(&g, &all, tmp);
  share_years(&g, &all);
  resolve_all(&g, &all, r, tmp);
  plx_arena_reset(tmp, mark);
}
