/* SPDX-License-Identifier: Apache-2.0 */
/* Members stand in the order of CONTRACT.md; what is missing is not written.  Bytes become code points here and
 * nowhere else. */
#include "reading/document_json.h"

#include "reading/draft.h"

void plx_span_members(plx_json *j, plx_span s, const plx_cpmap *cp) {
  plx_json_int(j, "start", plx_cpmap_at(cp, s.at));
  plx_json_int(j, "end", plx_cpmap_at(cp, plx_span_end(s)));
  plx_json_str(j, "quote", plx_span_str(cp->text, s));
}

static void source_member(plx_json *j, const plx_doc *d) {
  plx_json_object(j, "source");
  plx_json_opt(j, "path", d->path);
  plx_json_opt(j, "url", d->url);
  plx_json_opt(j, "sha256", d->sha256);
  if (d->record) plx_json_int(j, "record", (int64_t)d->record);
  plx_json_end_object(j);
}

static void byline_member(plx_json *j, const plx_doc *d) {
  if (!d->byline.n) return;
  plx_json_array(j, "byline");
  for (uint32_t i = 0; i < d->byline.n; i++) plx_json_str(j, NULL, d->byline.v[i]);
  plx_json_end_array(j);
}

static void blocks_member(plx_json *j, const plx_doc *d, const plx_cpmap *cp) {
  plx_json_array(j, "blocks");
  for (uint32_t i = 0; i < d->blocks.n; i++) {
    const plx_block *b = &d->blocks.v[i];
    plx_json_object(j, NULL);
    plx_json_str(j, "kind", plx_str_of(plx_block_kind_name(b->kind)));
    plx_json_int(j, "start", plx_cpmap_at(cp, b->span.at));
    plx_json_int(j, "end", plx_cpmap_at(cp, plx_span_end(b->span)));
    plx_json_opt(j, "time", b->time);
    plx_json_end_object(j);
  }
  plx_json_end_array(j);
}

static void dropped_member(plx_json *j, const plx_doc *d) {
  if (!d->dropped.n) return;
  plx_json_array(j, "dropped");
  for (uint32_t i = 0; i < d->dropped.n; i++) {
    const plx_drop *x = &d->dropped.v[i];
    plx_json_object(j, NULL);
    plx_json_str(j, "kind", plx_str_of(x->kind));
    plx_json_str(j, "quote", x->quote);
    if (x->line) plx_json_int(j, "line", x->line);
    plx_json_end_object(j);
  }
  plx_json_end_array(j);
}

static void notes_member(plx_json *j, const plx_doc *d, const plx_cpmap *cp) {
  if (!d->notes.n) return;
  plx_json_array(j, "notes");
  for (uint32_t i = 0; i < d->notes.n; i++) {
    const plx_note *x = &d->notes.v[i];
    plx_json_object(j, NULL);
    plx_json_str(j, "code", plx_str_of(x->code));
    plx_json_str(j, "message", x->message);
    if (x->line) plx_json_int(j, "line", x->line);
    if (x->span.n) plx_span_members(j, x->span, cp);
    plx_json_end_object(j);
  }
  plx_json_end_array(j);
}

void plx_doc_members(plx_json *j, const plx_doc *d, const plx_cpmap *cp) {
  plx_json_opt(j, "id", d->id);
  source_member(j, d);
  plx_json_opt(j, "outlet", d->outlet);
  plx_json_opt(j, "title", d->title);
  plx_json_opt(j, "standfirst", d->standfirst);
  byline_member(j, d);
  plx_json_opt(j, "published", d->published);
  plx_json_opt(j, "modified", d->modified);
  plx_json_opt(j, "place", d->place);
  plx_json_opt(j, "language", d->language);
  plx_json_opt(j, "license", d->license);
  plx_json_str(j, "text", d->text);
  blocks_member(j, d, cp);
  dropped_member(j, d);
  notes_member(j, d, cp);
  plx_json_members(j, d->extra);
}
