/* SPDX-License-Identifier: Apache-2.0 */
/* Curly marks say what they are; straight ones ('"', "''") turn with each other, and lean on their neighbours when a
 * paragraph has lost one: a mark with space before and none behind opens.  The bytes are cut first, the tokens are laid
 * over them afterwards, so that no tokenizer's idea of a quotation mark matters. */
#include "meaning/quotes.h"

#include <string.h>

#include "base/utf8.h"

typedef enum mark_kind { MARK_NONE, MARK_OPEN, MARK_CLOSE, MARK_EITHER } mark_kind;
typedef struct mark {
  mark_kind kind;
  bool single;
  uint32_t at, n;
} mark;

static bool word_cp(uint32_t cp) {
  return plx_cp_letter(cp) || plx_cp_digit(cp);
}

static uint32_t cp_before(plx_str s, size_t at) {
  int n;
  return at ? plx_utf8_before(s, at, &n) : ' ';
}

static uint32_t cp_at(plx_str s, size_t at) {
  int n;
  return at < s.n ? plx_utf8_at(s, at, &n) : ' ';
}

// What a straight or misused mark is by its neighbours alone.
static mark_kind lean(plx_str s, uint32_t at, uint32_t n) {
  uint32_t before = cp_before(s, at), after = cp_at(s, at + n);
  bool space_before = plx_cp_space(before) || before == '(' || before == '[' || before == 0x2014 || before == '-';
  bool space_after = plx_cp_space(after) || after == ')' || after == ',' || after == '.' || after == ';';
  if (space_before && !space_after) return MARK_OPEN;
  if (space_after && !space_before) return MARK_CLOSE;
  return MARK_EITHER;
}

static mark_kind single_kind(plx_str s, uint32_t at, uint32_t n, uint32_t cp) {
  uint32_t before = cp_before(s, at), after = cp_at(s, at + n);
  if (word_cp(before) && word_cp(after)) return MARK_NONE; // an apostrophe
  if (cp == 0x2018) return MARK_OPEN;
  if (!word_cp(before) && plx_cp_letter(after) && (plx_cp_space(before) || before == '(')) return MARK_OPEN;
  return plx_cp_space(before) ? MARK_NONE : MARK_CLOSE;
}

static mark mark_at(plx_str s, uint32_t at) {
  int len;
  uint32_t cp = plx_utf8_at(s, at, &len);
  mark m = {.kind = MARK_NONE, .at = at, .n = (uint32_t)len};
  switch (cp) {
  case 0x201C: // left double
  case 0x201E: // low double
  case 0x00AB: m.kind = MARK_OPEN; break;
  case 0x201D: // right double
  case 0x00BB: m.kind = MARK_CLOSE; break;
  case '"':
    m.kind = plx_cp_digit(cp_before(s, at)) && plx_cp_space(cp_at(s, at + 1)) ? MARK_CLOSE : lean(s, at, 1);
    break;
  case '\'':
  case '`':
    if (cp_at(s, at + 1) == cp) { // '' and `` are double marks in the old wire alphabet
      m.n = 2;
      m.kind = cp == '`' ? MARK_OPEN : lean(s, at, 2);
      break;
    } // fall through
  case 0x2018:
  case 0x2019:
    m.single = true;
    m.kind = single_kind(s, at, m.n, cp);
    break;
  default: break;
  }
  return m;
}

typedef struct reader {
  plx_quotes *out;
  plx_arena *arena;
  plx_quote open; // span.n grows when it closes
  bool is_open;
} reader;

static void close_at(reader *r, uint32_t end, bool closed) {
  r->open.span.n = end - r->open.span.at;
  r->open.closed = closed;
  *plx_vec_push(r->arena, &r->out->quote) = r->open;
  r->is_open = false;
}

static void open_at(reader *r, mark m) {
  r->open = (plx_quote){.span = {m.at, 0}, .single = m.single, .follows = PLX_NO_QUOTE};
  r->is_open = true;
}

// Single marks: 'so' is a quotation only if its end comes soon; plurals ("the voters' choice") must not open one.
static void take_single(reader *r, mark m) {
  if (m.kind == MARK_OPEN && !r->is_open) open_at(r, m);
  else if (m.kind == MARK_CLOSE && r->is_open && r->open.single) close_at(r, m.at + m.n, true);
}

static void take_mark(reader *r, mark m) {
  if (m.single) {
    take_single(r, m);
    return;
  }
  if (r->is_open && r->open.single) r->is_open = false; // it was no quotation after all
  if (!r->is_open) {
    if (m.kind != MARK_CLOSE) open_at(r, m);
  } else if (m.kind == MARK_OPEN) { // the mark that should have closed it is missing
    close_at(r, m.at, false);
    open_at(r, m);
  } else {
    close_at(r, m.at + m.n, true);
  }
}

static void read_paragraph(reader *r, plx_str s, uint32_t at, uint32_t end) {
  uint32_t before = r->out->quote.n;
  while (at < end) {
    mark m = mark_at(s, at);
    if (m.kind != MARK_NONE) take_mark(r, m);
    at += m.n;
  }
  if (r->is_open && r->open.single) r->is_open = false;
  if (r->is_open) close_at(r, end, false);
  // An open end and a new opening at the next paragraph's start: one quotation in two paragraphs.
  if (before == 0 || r->out->quote.n == before) return;
  plx_quote *last = &r->out->quote.v[before - 1], *next = &r->out->quote.v[before];
  if (last->closed || next->single) return;
  plx_str gap = plx_str_trim(plx_str_sub(s, plx_span_end(last->span), next->span.at - plx_span_end(last->span)));
  if (gap.n == 0) next->follows = before - 1;
}

static void lay_over_tokens(const plx_text *text, plx_quotes *q) {
  uint32_t at = 0;
  for (uint32_t i = 0; i < text->tok.n; i++) {
    plx_span w = text->tok.v[i].span;
    q->of[i] = PLX_NO_QUOTE;
    while (at < q->quote.n && plx_span_end(q->quote.v[at].span) <= w.at) at++;
    if (at == q->quote.n || q->quote.v[at].span.at >= plx_span_end(w)) continue;
    plx_quote *in = &q->quote.v[at];
    if (in->count == 0) in->first = i;
    in->count = i + 1 - in->first;
    q->of[i] = at;
  }
}

plx_quotes plx_quotes_of(const plx_text *text, plx_arena *a) {
  plx_quotes out = {.of = PLX_NEWS(a, uint32_t, text->tok.n)};
  reader r = {.out = &out, .arena = a};
  plx_str s = text->bytes;
  for (uint32_t at = 0; at < s.n;) {
    const char *nl = memchr(s.p + at, '\n', s.n - at);
    uint32_t end = nl ? (uint32_t)(nl - s.p) : (uint32_t)s.n;
    read_paragraph(&r, s, at, end);
    at = end + 1;
  }
  lay_over_tokens(text, &out);
  return out;
}
