/* SPDX-License-Identifier: Apache-2.0 */
/* A document is written once, front to back: the text grows in the draft's buffer, and each block remembers where it
 * stands there.  Nothing that was read is thrown away: what is not a block is a drop. */
#include "reading/document.h"
#include "reading/draft.h"

#include <stdio.h>
#include <string.h>

#include "base/map.h"
#include "base/utf8.h"
#include "reading/text.h"

bool plx_doc_noted(const plx_doc *d, const char *code) {
  for (uint32_t i = 0; i < d->notes.n; i++)
    if (strcmp(d->notes.v[i].code, code) == 0) return true;
  return false;
}

void plx_doc_note(plx_doc *d, const char *code, uint32_t line, plx_span span, const char *fmt, ...) {
  char buf[400];
  va_list args;
  va_start(args, fmt);
  int want = vsnprintf(buf, sizeof buf, fmt, args);
  va_end(args);
  plx_str message = plx_str_of(buf);
  if (want >= (int)sizeof buf) message = plx_text_head(message, message.n - 1); // no character is cut in two
  uint32_t cut; // a library's message may end inside a character
  message = plx_str_copy(d->arena, plx_utf8_clean(d->arena, message, &cut));
  *plx_vec_push(d->arena, &d->notes) = (plx_note){code, message, line, span};
}

void plx_doc_note_unsure(plx_doc *d, plx_str written, plx_str taken) {
  if (plx_doc_noted(d, "unsure-date")) return;
  plx_doc_note(d, "unsure-date", 0, (plx_span){0},
               "\"%.*s\" may be day or month first and was taken for %.*s; give \"published\" as YYYY-MM-DD",
               PLX_FMT(plx_text_head(written, 60)), PLX_FMT(plx_str_sub(taken, 0, 10)));
}

plx_draft plx_draft_new(plx_arena *arena) {
  plx_doc *d = PLX_NEW(arena, plx_doc);
  d->arena = arena;
  return (plx_draft){d, {0}};
}

void plx_draft_block(plx_draft *w, plx_block_kind kind, plx_str text, plx_str time) {
  if (!text.n) return;
  if (w->text.n) plx_buf_str(&w->text, PLX_STR("\n\n"));
  plx_block *b = plx_vec_push(w->doc->arena, &w->doc->blocks);
  *b = (plx_block){
      kind, {(uint32_t)w->text.n, (uint32_t)text.n}, time.n ? plx_str_copy(w->doc->arena, time) : (plx_str){0}};
  plx_buf_str(&w->text, text);
}

void plx_draft_drop(plx_draft *w, const char *kind, plx_str quote, uint32_t line) {
  if (!quote.n) return;
  plx_drop *d = plx_vec_push(w->doc->arena, &w->doc->dropped);
  *d = (plx_drop){kind, plx_str_copy(w->doc->arena, quote), line};
}

plx_doc *plx_draft_finish(plx_draft *w) {
  w->doc->text = plx_str_copy(w->doc->arena, plx_buf_view(&w->text));
  plx_buf_free(&w->text);
  return w->doc;
}

// Fields are joined by a byte that no text has, so that ("ab","c") and ("a","bc") differ.
plx_str plx_doc_fingerprint(plx_arena *a, const plx_doc *d) {
  plx_buf b = {0};
  const plx_str part[] = {d->title, d->outlet, d->published, d->text};
  for (int i = 0; i < 4; i++) {
    plx_buf_str(&b, part[i]);
    plx_buf_char(&b, '\0');
  }
  uint64_t h = plx_hash(b.p, b.n);
  plx_buf_free(&b);
  return plx_str_fmt(a, "%016llx", (unsigned long long)h);
}

static const char *const block_kind_names[PLX_BLOCK_KINDS] = {"title", "standfirst", "heading", "paragraph",
                                                              "list",  "quote",      "caption"};

const char *plx_block_kind_name(plx_block_kind kind) {
  return block_kind_names[kind];
}

bool plx_block_kind_of(plx_str name, plx_block_kind *kind) {
  for (int k = 0; k < PLX_BLOCK_KINDS; k++)
    if (plx_str_eqz(name, block_kind_names[k])) {
      *kind = (plx_block_kind)k;
      return true;
    }
  return false;
}

static const char *const drop_kind_names[] = {"dateline",   "byline",     "furniture", "related", "share",
                                              "comments",   "newsletter", "cookie",    "paywall", "advertising",
                                              "navigation", "credit",     "duplicate"};

const char *plx_drop_kind_of(plx_str name) {
  for (size_t i = 0; i < sizeof drop_kind_names / sizeof *drop_kind_names; i++)
    if (plx_str_eqz(name, drop_kind_names[i])) return drop_kind_names[i];
  return "furniture";
}
