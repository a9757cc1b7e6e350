/* SPDX-License-Identifier: Apache-2.0 */
#include "compare/telling.h"

#include "language/labels.h"

enum { WORDS_MIN = 4, DATELINE_BYTES = 70, LOOK_BACK = 60 };

static const plx_tok *tok(const plx_record *r, uint32_t i) {
  return &r->text.tok.v[i];
}

static bool tokens_of(const plx_record *r, plx_span words, uint32_t *first, uint32_t *last) {
  uint32_t low = 0, high = r->text.tok.n;
  while (low < high) {
    uint32_t mid = (low + high) / 2;
    if (tok(r, mid)->span.at < words.at) low = mid + 1;
    else high = mid;
  }
  *first = *last = low;
  while (*last < r->text.tok.n && plx_span_end(tok(r, *last)->span) <= plx_span_end(words)) ++*last;
  if (*last <= *first) return false;
  --*last;
  return true;
}

static bool quotes_close(plx_str text) {
  int open = 0, plain = 0;
  for (size_t i = 0; i < text.n; i++) plain += text.p[i] == '"';
  for (ptrdiff_t at = 0; (at = plx_str_find(text, PLX_STR("“"), (size_t)at)) >= 0; at++) open++;
  for (ptrdiff_t at = 0; (at = plx_str_find(text, PLX_STR("”"), (size_t)at)) >= 0; at++) open--;
  return open == 0 && plain % 2 == 0;
}

// A subject, or what may stand before one: "More than", "On Saturday", "The".
static bool may_begin(const plx_tok *t) {
  switch (t->upos) {
  case PLX_UPOS_NOUN:
  case PLX_UPOS_PROPN:
  case PLX_UPOS_ADJ:
  case PLX_UPOS_NUM: return true;
  case PLX_UPOS_DET: return !plx_str_in(t->form, "that which what That Which What whose Whose");
  case PLX_UPOS_PRON: return plx_str_in(t->lemma, "he she it they we I there he's this those these");
  case PLX_UPOS_ADV: return !plx_str_in(t->lemma, "when where why how however then so also instead");
  case PLX_UPOS_ADP: return plx_str_in(t->form, "On At In By After About Over Between up as on at in by about between");
  default: return plx_str_in(t->form, "\" “ ' ‘");
  }
}

static bool wants_more(const plx_tok *t) {
  return t->upos == PLX_UPOS_ADP || t->upos == PLX_UPOS_CCONJ || t->upos == PLX_UPOS_SCONJ || t->upos == PLX_UPOS_DET ||
         t->upos == PLX_UPOS_AUX || plx_rel_universal(t->rel) == PLX_REL_MARK;
}

// "[if] the allegations are true", "[when] the talks broke down".
static bool hangs(const plx_record *r, uint32_t first) {
  if (first == 0 || tok(r, first - 1)->upos != PLX_UPOS_SCONJ) return false;
  return !plx_str_in(tok(r, first - 1)->lemma, "that as");
}

// "is poised to run a race [on his record]", "was Senate Minority Leader [Harry Reid]", "[A former] agent was charged":
// what stands beside the words belongs to them.
static bool cut_off(const plx_record *r, uint32_t first, uint32_t last) {
  const plx_tok *end = tok(r, last), *next = end + 1;
  if (end->head > (int32_t)last && end->upos != PLX_UPOS_PUNCT) return true;
  if (first > 0 && tok(r, first - 1)->upos != PLX_UPOS_PUNCT && tok(r, first - 1)->head == (int32_t)first) return true;
  if (last + 1 >= r->text.tok.n || next->upos == PLX_UPOS_PUNCT || next->upos == PLX_UPOS_CCONJ) return false;
  int32_t up = (int32_t)last + 1;
  while (up > (int32_t)last) up = tok(r, (uint32_t)up)->head;
  return up >= (int32_t)first;
}

// "[The port would open, ]a spokesman said in a note": what is said stands before.
static bool content_before(const plx_record *r, uint32_t first, uint32_t last) {
  for (uint32_t i = first; i-- > 0 && first - i < LOOK_BACK;) {
    const plx_tok *t = tok(r, i);
    if (t->head >= (int32_t)first && t->head <= (int32_t)last && plx_rel_universal(t->rel) == PLX_REL_CCOMP)
      return true;
  }
  return false;
}

// "In which", "Even as": a clause that hangs on another.
static bool begins_below(const plx_record *r, uint32_t first) {
  const plx_tok *second = tok(r, first + 1);
  return plx_str_in(second->lemma, "which whom whose") ||
         (second->upos == PLX_UPOS_SCONJ && tok(r, first)->upos == PLX_UPOS_ADV);
}

plx_telling plx_telling_of(const plx_record *r, plx_span words) {
  uint32_t first, last, verb = UINT32_MAX;
  bool pronoun = false;
  if (!tokens_of(r, words, &first, &last) || last - first + 1 < WORDS_MIN) return PLX_TELLING_PIECE;
  if (!may_begin(tok(r, first)) || !quotes_close(plx_span_str(r->doc->text, words))) return PLX_TELLING_PIECE;
  while (last > first && tok(r, last)->upos == PLX_UPOS_PUNCT) last--;
  if (wants_more(tok(r, last)) || hangs(r, first) || begins_below(r, first)) return PLX_TELLING_PIECE;
  if (cut_off(r, first, last) || content_before(r, first, last)) return PLX_TELLING_PIECE;
  for (uint32_t i = first; i <= last && verb == UINT32_MAX; i++) {
    const plx_tok *t = tok(r, i);
    bool subject = plx_rel_universal(t->rel) == PLX_REL_NSUBJ || plx_rel_universal(t->rel) == PLX_REL_EXPL;
    if (!subject || t->head < (int32_t)first || t->head > (int32_t)last) continue;
    if (plx_str_in(t->lemma, "who which that what")) continue;
    pronoun = t->upos == PLX_UPOS_PRON && plx_str_in(t->lemma, "he she it they this those these we I");
    verb = (uint32_t)t->head;
  }
  if (verb == UINT32_MAX) return PLX_TELLING_PIECE;
  return pronoun ? PLX_TELLING_BOUND : PLX_TELLING_FREE;
}

static uint32_t overlap(plx_span words, const plx_spans *parts) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < parts->n; i++) n += plx_span_overlap(words, parts->v[i]);
  return n;
}

static bool holds_all(plx_span words, const plx_spans *parts) {
  for (uint32_t i = 0; i < parts->n; i++)
    if (!plx_span_holds(words, parts->v[i])) return false;
  return parts->n > 0;
}

bool plx_telling_is_attributed(const plx_record *r, plx_span words) {
  for (uint32_t i = 0; i < r->statement.n; i++) {
    const plx_statement *s = &r->statement.v[i];
    bool content = overlap(words, &s->content) > 0, cue = overlap(words, &s->cue) > 0;
    bool named = s->source_head == PLX_NONE || tok(r, s->source_head)->upos != PLX_UPOS_PRON;
    if (cue && !content) return false; // "a spokesman said in a statement"
    if (content && !(named && holds_all(words, s->source.n ? &s->source : &s->cue))) return false;
  }
  return true;
}

// "BEIRUT, Aug 4 (Northern Wire) - A huge explosion …": what stands before the dash in capitals is no part of the news.
static size_t dateline_of(plx_str text) {
  static const char *const dash[] = {" - ", " -- ", " – ", " — "};
  size_t capitals = 0;
  while (capitals < text.n && text.p[capitals] >= 'A' && text.p[capitals] <= 'Z') capitals++;
  for (size_t i = 0; capitals > 2 && i < sizeof dash / sizeof *dash; i++) {
    ptrdiff_t at = plx_str_find(plx_str_sub(text, 0, DATELINE_BYTES), plx_str_of(dash[i]), 0);
    if (at >= 0) return (size_t)at + plx_str_of(dash[i]).n;
  }
  return 0;
}

plx_span plx_telling_sentence(const plx_record *r, plx_span words) {
  uint32_t low = 0, high = r->text.sentence.n;
  while (low < high) { // the first sentence that ends after the words begin
    uint32_t mid = (low + high) / 2;
    if (plx_span_end(r->text.sentence.v[mid].span) <= words.at) low = mid + 1;
    else high = mid;
  }
  if (low == r->text.sentence.n || !plx_span_holds(r->text.sentence.v[low].span, words)) return words;
  plx_span s = r->text.sentence.v[low].span;
  plx_str text = plx_span_str(r->doc->text, s);
  uint32_t cut = (uint32_t)dateline_of(text);
  s = (plx_span){s.at + cut, s.n - cut};
  if (s.n > 1 && r->doc->text.p[plx_span_end(s) - 1] == '.') s.n--;
  return s;
}
