/* SPDX-License-Identifier: Apache-2.0 */
#include "compare/brief.h"

#include <math.h>

#include "base/map.h"
#include "base/utf8.h"
#include "compare/telling.h"
#include "story/sketch.h"

// --- in how many documents a word stands ---

enum { BRIEF_BYTES = 240, LEAD_BYTES = 800, POINTS_MAX = 5 };

static const double SAID_SHARE = 0.5;     // of a point's words may have been said before it
static const double REPEATED_SHARE = 0.8; // of what was said before may be in it
static const double STALE = 5;            // what a number that is no longer told costs a sentence

typedef struct words {
  plx_map documents; // word to how many documents have it
  uint32_t n;
} words;

static void count_document(words *w, plx_str text, plx_arena *tmp) {
  plx_map mine;
  plx_map_init(&mine, tmp);
  plx_words r = {text, 0, true};
  for (plx_word x; plx_words_next(&r, &x);) {
    plx_str form = {x.form, x.n};
    uint32_t before = mine.n;
    plx_map_put(&mine, form);
    if (mine.n > before) ++*plx_map_put(&w->documents, form);
  }
  w->n++;
}

// The mean share of the documents that have the words of a text, function words (in nearly all of them) and all.
static double shared(const words *w, plx_str text) {
  double sum = 0;
  uint32_t n = 0;
  plx_words r = {text, 0, true};
  for (plx_word x; plx_words_next(&r, &x);) {
    if (x.n < 4 && !x.upper && !x.digit) continue;
    uint32_t *d = plx_map_get(&w->documents, (plx_str){x.form, x.n});
    sum += d ? (double)*d / w->n : 0;
    n++;
  }
  return n ? sum / (n + 1.0) : 0;
}

// --- choosing ---

static plx_str choose_title(const plx_story *s, const words *w) {
  plx_str best = {0};
  double most = -1;
  for (uint32_t i = 0; i < s->document.n; i++) {
    plx_str title = s->document.v[i].record->doc->title;
    double x = title.n ? shared(w, title) : -1;
    if (x > most) best = title, most = x;
  }
  return best;
}

// What several tell and nobody disputes; of figures only those that time has moved, for the last of them is the news.
static double worth(const plx_claim *c, uint32_t documents) {
  bool moved = c->kind == PLX_CLAIM_FIGURE && c->why == PLX_WHY_UPDATE;
  if (c->relation == PLX_CONFLICT || c->relation == PLX_DENY_ || (c->kind == PLX_CLAIM_FIGURE && !moved)) return 0;
  return (double)c->outlets / (documents ? documents : 1) + 0.05 * (c->origins > 4 ? 4 : c->origins) +
         (c->kind == PLX_CLAIM_EVENT ? 0.3 : 0) + (c->relation == PLX_AGREE ? 0.2 : 0);
}

static bool in_body(const plx_doc *d, plx_span span) {
  for (uint32_t i = 0; i < d->blocks.n; i++)
    if (plx_span_overlap(d->blocks.v[i].span, span)) return d->blocks.v[i].kind == PLX_BLOCK_PARAGRAPH;
  return !d->title.n || span.at >= d->title.n;
}

static plx_str told_last(const plx_story *s, const plx_claim *c) {
  plx_str last = {0};
  for (uint32_t i = 0; i < c->accounts.n; i++) {
    plx_str at = plx_str_sub(s->document.v[c->accounts.v[i].document].record->doc->published, 0, 10);
    if (plx_str_cmp(at, last) > 0) last = at;
  }
  return last;
}

// "359", not in "1359"; a number below ten says too little to be known again.
static bool holds_number(plx_str text, plx_str number) {
  for (ptrdiff_t at = 0; number.n > 1 && (at = plx_str_find(text, number, (size_t)at)) >= 0; at++) {
    bool before = at > 0 && text.p[at - 1] >= '0' && text.p[at - 1] <= '9';
    size_t end = (size_t)at + number.n;
    if (!before && (end >= text.n || text.p[end] < '0' || text.p[end] > '9')) return true;
  }
  return false;
}

// Does the sentence give one side of a contradiction, or a number that a later account has replaced?
static bool is_stale(const plx_story *s, uint32_t document, plx_span span) {
  const plx_doc *d = s->document.v[document].record->doc;
  plx_str here = plx_str_sub(d->published, 0, 10), text = plx_span_str(d->text, span);
  for (uint32_t i = 0; i < s->claim.n; i++) {
    const plx_claim *c = &s->claim.v[i];
    if (c->field != PLX_FIELD_NUMBER || (c->why != PLX_WHY_UPDATE && c->why != PLX_WHY_DISAGREEMENT)) continue;
    bool old = c->why == PLX_WHY_DISAGREEMENT || plx_str_cmp(here, told_last(s, c)) < 0;
    for (uint32_t k = 0; k < c->accounts.n && old; k++)
      if (c->accounts.v[k].document == document && plx_span_holds(span, c->accounts.v[k].span)) return true;
    for (uint32_t k = 0; k < c->values.n && old; k++)
      if (holds_number(text, c->values.v[k].value)) return true;
  }
  return false;
}

// --- sentences that could be said ---

typedef struct candidate {
  plx_point at;
  plx_str text;
  double score;
  bool wider; // the sentence tells more than the claim does: good for a brief, no point that others share
} candidate;
typedef PLX_VEC(candidate) candidates;

static void offer(const plx_story *s, const words *w, plx_point at, bool wider, plx_arena *tmp, candidates *out) {
  const plx_record *r = s->document.v[at.document].record;
  plx_str text = plx_span_str(r->doc->text, at.span);
  if (at.span.n > BRIEF_BYTES || !in_body(r->doc, at.span) || !plx_telling_is_attributed(r, at.span)) return;
  if (plx_telling_of(r, at.span) != PLX_TELLING_FREE) return;
  double score = worth(&s->claim.v[at.claim], s->document.n) + 1.5 * shared(w, text) +
                 2 * exp(-(double)at.span.at / LEAD_BYTES) - (is_stale(s, at.document, at.span) ? STALE : 0);
  *plx_vec_push(tmp, out) = (candidate){at, text, score, wider};
}

// How much of its document an account's words and those about who says them take up.
static uint32_t bytes_told(const plx_record *r, const plx_account *a) {
  uint32_t n = a->span.n;
  if (a->statement == PLX_NONE) return n;
  const plx_statement *s = &r->statement.v[a->statement];
  for (uint32_t i = 0; i < s->source.n; i++) n += plx_span_overlap(s->source.v[i], a->span) ? 0 : s->source.v[i].n;
  for (uint32_t i = 0; i < s->cue.n; i++) n += plx_span_overlap(s->cue.v[i], a->span) ? 0 : s->cue.v[i].n;
  return n;
}

// The whole sentence where the claim is most of it, and the clause.
static void add_candidates(const plx_story *s, const words *w, uint32_t claim, plx_arena *tmp, candidates *out) {
  const plx_claim *c = &s->claim.v[claim];
  for (uint32_t i = 0; i < c->accounts.n; i++) {
    const plx_account *a = &c->accounts.v[i];
    const plx_record *r = s->document.v[a->document].record;
    plx_span sentence = plx_telling_sentence(r, a->span);
    if (plx_span_holds(sentence, a->span))
      offer(s, w, (plx_point){claim, a->document, sentence}, bytes_told(r, a) * 2 < sentence.n, tmp, out);
  }
  offer(s, w, (plx_point){claim, c->told_by, c->told}, false, tmp, out);
}

// The share of a text's telling words that another has.
static double told_by(plx_str text, plx_str other, plx_arena *tmp) {
  plx_map theirs;
  plx_map_init(&theirs, tmp);
  plx_words r = {other, 0, true}, q = {text, 0, true};
  uint32_t n = 0, had = 0;
  for (plx_word x; plx_words_next(&r, &x);) plx_map_put(&theirs, (plx_str){x.form, x.n});
  for (plx_word x; plx_words_next(&q, &x);) {
    if (x.n < 4 && !x.digit) continue;
    n++;
    had += plx_map_get(&theirs, (plx_str){x.form, x.n}) != NULL;
  }
  return n ? (double)had / n : 1;
}

// The best that has not been said, of a brief (nothing said yet) or of a point.
static const candidate *best_new(const candidates *c, const plx_str *said, uint32_t n, plx_arena *tmp) {
  const candidate *best = NULL;
  for (uint32_t i = 0; i < c->n; i++) {
    if ((best && c->v[i].score <= best->score) || (n && (c->v[i].wider || c->v[i].score < 0))) continue;
    bool fresh = true;
    for (uint32_t k = 0; k < n && fresh; k++)
      fresh = told_by(c->v[i].text, said[k], tmp) < SAID_SHARE && told_by(said[k], c->v[i].text, tmp) < REPEATED_SHARE;
    if (fresh) best = &c->v[i];
  }
  return best;
}

static bool has_ended(plx_str text) {
  static const char *const end[] = {".", "!", "?", ".\"", ".”", "?”", "!”", ".'", ".’"};
  for (size_t i = 0; i < sizeof end / sizeof *end; i++)
    if (plx_str_ends(text, plx_str_of(end[i]))) return true;
  return false;
}

plx_str plx_as_sentence(plx_str text, plx_arena *a) {
  if (!text.n) return text;
  int n;
  uint32_t cp = plx_utf8_at(text, 0, &n);
  char first[4];
  int put = cp < 128 && cp >= 'a' && cp <= 'z' ? plx_utf8_put(first, cp - 32) : 0;
  plx_str rest = put ? plx_str_sub(text, (size_t)n, text.n) : text;
  return plx_str_fmt(a, "%.*s%.*s%s", put, first, PLX_FMT(rest), has_ended(text) ? "" : ".");
}

static uint32_t documents_of(const plx_claim *c) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < c->accounts.n; i++)
    n += i == 0 || c->accounts.v[i].document != c->accounts.v[i - 1].document;
  return n;
}

void plx_brief(plx_story *s, plx_arena *story, plx_arena *tmp) {
  words w = {.n = 0};
  candidates all = {0};
  plx_str said[POINTS_MAX + 1] = {{0}};
  uint32_t n = 0;
  plx_map_init(&w.documents, tmp);
  for (uint32_t i = 0; i < s->document.n; i++) count_document(&w, s->document.v[i].record->doc->text, tmp);
  s->title = choose_title(s, &w);
  for (uint32_t i = 0; i < s->claim.n; i++)
    if (worth(&s->claim.v[i], s->document.n) > 0 && (s->document.n < 2 || documents_of(&s->claim.v[i]) > 1))
      add_candidates(s, &w, i, tmp, &all);
  const candidate *best = best_new(&all, said, 0, tmp);
  s->brief = plx_as_sentence(best ? best->text : s->title, story);
  if (best) said[n++] = best->text;
  for (uint32_t i = 0; i < POINTS_MAX && best && (best = best_new(&all, said, n, tmp)); i++) {
    *plx_vec_push(story, &s->point) = best->at;
    said[n++] = best->text;
  }
}
