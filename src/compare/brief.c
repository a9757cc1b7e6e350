/* SPDX-License-Identifier: Apache-2.0 */
#include "compare/brief.h"

#include <math.h>

#include "base/map.h"
#include "base/utf8.h"
#include "language/labels.h"
#include "story/sketch.h"

// --- in how many documents a word stands ---

enum { BRIEF_BYTES = 240, LEAD_BYTES = 800 };

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

static double worth(const plx_claim *c, uint32_t documents) {
  if (c->relation == PLX_CONFLICT || c->relation == PLX_DENY_ || c->kind == PLX_CLAIM_FIGURE) return 0;
  return (double)c->outlets / (documents ? documents : 1) + 0.05 * (c->origins > 4 ? 4 : c->origins) +
         (c->kind == PLX_CLAIM_EVENT ? 0.3 : 0) + (c->relation == PLX_AGREE ? 0.2 : 0);
}

// A clause that can stand alone: six words or more, not a piece of a quotation.
static bool stands_alone(plx_str text) {
  uint32_t n = 0;
  plx_words r = {text, 0, true};
  for (plx_word x; plx_words_next(&r, &x);) n++;
  bool open = plx_str_find(text, PLX_STR("“"), 0) >= 0, close = plx_str_find(text, PLX_STR("”"), 0) >= 0;
  return n >= 6 && n <= 40 && open == close;
}

// A clause with its subject, that begins with a noun or what stands before one.
static bool is_clause(const plx_record *r, plx_span span) {
  bool begun = false;
  for (uint32_t i = 0; i < r->text.tok.n; i++) {
    const plx_tok *t = &r->text.tok.v[i];
    if (t->span.at < span.at) continue;
    if (t->span.at >= plx_span_end(span)) return false;
    bool noun = t->upos == PLX_UPOS_NOUN || t->upos == PLX_UPOS_PROPN || t->upos == PLX_UPOS_ADJ ||
                t->upos == PLX_UPOS_NUM ||
                (t->upos == PLX_UPOS_DET && !plx_str_in(t->form, "that which what That Which What"));
    if (!begun && !noun && !plx_str_in(t->form, "At About More Nearly Almost Some Up")) return false;
    begun = true;
    if (plx_rel_universal(t->rel) == PLX_REL_NSUBJ && t->head >= 0 && plx_span_holds(span, r->text.tok.v[t->head].span))
      return true;
  }
  return false;
}

static bool in_title(const plx_doc *d, plx_span span) {
  for (uint32_t i = 0; i < d->blocks.n; i++)
    if (plx_span_overlap(d->blocks.v[i].span, span)) return d->blocks.v[i].kind != PLX_BLOCK_PARAGRAPH;
  return false;
}

// The whole sentence where it is no longer than a brief may be: a clause cut out of one may end badly.
static plx_span sentence_or(const plx_record *r, plx_span span) {
  for (uint32_t i = 0; i < r->text.sentence.n; i++) {
    const plx_sentence *se = &r->text.sentence.v[i];
    if (plx_span_holds(se->span, span)) return se->span.n <= BRIEF_BYTES ? se->span : span;
  }
  return span;
}

static plx_str choose_words(const plx_story *s, const words *w) {
  plx_str best = {0};
  double most = 0;
  for (uint32_t i = 0; i < s->claim.n; i++) {
    const plx_claim *c = &s->claim.v[i];
    double base = worth(c, s->document.n);
    for (uint32_t k = 0; k < c->accounts.n && base > 0; k++) {
      const plx_account *a = &c->accounts.v[k];
      const plx_record *r = s->document.v[a->document].record;
      plx_span words = sentence_or(r, a->span);
      plx_str text = plx_span_str(r->doc->text, words);
      if (!stands_alone(text) || !is_clause(r, words)) continue;
      double early = exp(-(double)a->span.at / LEAD_BYTES);
      double x = base + 1.5 * shared(w, text) + 2 * early - (in_title(r->doc, a->span) ? 0.5 : 0);
      if (x > most) best = text, most = x;
    }
  }
  return best;
}

// "BEIRUT, Aug 4 (Northern Wire) - A huge explosion …": what stands before the dash in capitals is no part of the news.
static plx_str without_dateline(plx_str text) {
  static const char *const dash[] = {" - ", " -- ", " – ", " — "};
  size_t capitals = 0;
  while (capitals < text.n && text.p[capitals] >= 'A' && text.p[capitals] <= 'Z') capitals++;
  for (size_t i = 0; capitals > 2 && i < sizeof dash / sizeof *dash; i++) {
    ptrdiff_t at = plx_str_find(plx_str_sub(text, 0, 70), plx_str_of(dash[i]), 0);
    if (at >= 0) return plx_str_trim(plx_str_sub(text, (size_t)at + plx_str_of(dash[i]).n, text.n));
  }
  return text;
}

static bool has_ended(plx_str text) {
  static const char *const end[] = {".", "!", "?", ".\"", ".”", "?”", "!”", ".'", ".’"};
  for (size_t i = 0; i < sizeof end / sizeof *end; i++)
    if (plx_str_ends(text, plx_str_of(end[i]))) return true;
  return false;
}

static plx_str as_sentence(plx_str text, plx_arena *a) {
  if (!text.n) return text;
  text = without_dateline(text);
  int n;
  uint32_t cp = plx_utf8_at(text, 0, &n);
  char first[4];
  int put = cp < 128 && cp >= 'a' && cp <= 'z' ? plx_utf8_put(first, cp - 32) : 0;
  plx_str rest = put ? plx_str_sub(text, (size_t)n, text.n) : text;
  return plx_str_fmt(a, "%.*s%.*s%s", put, first, PLX_FMT(rest), has_ended(text) ? "" : ".");
}

void plx_brief(plx_story *s, plx_arena *story, plx_arena *tmp) {
  words w = {.n = 0};
  plx_map_init(&w.documents, tmp);
  for (uint32_t i = 0; i < s->document.n; i++) count_document(&w, s->document.v[i].record->doc->text, tmp);
  s->title = choose_title(s, &w);
  s->brief = as_sentence(choose_words(s, &w), story);
  if (!s->brief.n) s->brief = as_sentence(s->title, story);
}
