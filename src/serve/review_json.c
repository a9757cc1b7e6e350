/* SPDX-License-Identifier: Apache-2.0 */
#include "serve/review_json.h"

#include "base/utf8.h"

void plx_review_json(plx_json *j, const plx_decision *d) {
  plx_json_object(j, NULL);
  plx_json_int(j, "id", d->id);
  plx_json_str(j, "at", d->at);
  plx_json_str(j, "coder", d->coder);
  plx_json_opt(j, "document", d->document);
  plx_json_opt(j, "story", d->story);
  plx_json_str(j, "kind", d->kind);
  plx_json_str(j, "finding", d->finding);
  plx_json_opt(j, "field", d->field);
  plx_json_str(j, "verdict", d->verdict);
  plx_json_opt(j, "machine", d->machine);
  plx_json_opt(j, "value", d->value);
  plx_json_opt(j, "reason", d->reason);
  plx_json_opt(j, "note", d->note);
  if (d->adjudicates) plx_json_bool(j, "adjudicates", true);
  if (d->document.n) {
    plx_json_int(j, "start", d->start);
    plx_json_int(j, "end", d->end);
  }
  plx_json_opt(j, "quote", d->quote);
  plx_json_str(j, "pipeline", d->pipeline);
  plx_json_end_object(j);
}

// The words of a document between two code points.
static plx_str words_between(plx_str text, int64_t start, int64_t end, plx_arena *tmp) {
  plx_cpmap cp = plx_cpmap_of(tmp, text);
  uint32_t from = plx_cpmap_byte(&cp, (uint32_t)start), to = plx_cpmap_byte(&cp, (uint32_t)end);
  return plx_str_sub(text, from, to > from ? to - from : 0);
}

static void write_span(plx_json *j, const char *key, plx_str text, int64_t start, int64_t end, plx_arena *tmp) {
  if (end <= start) return;
  plx_json_object(j, key);
  plx_json_int(j, "start", start);
  plx_json_int(j, "end", end);
  plx_json_str(j, "quote", words_between(text, start, end, tmp));
  plx_json_end_object(j);
}

static plx_str outlet_of(const json_t *story, plx_str document) {
  const json_t *list = json_object_get(story, "documents");
  for (size_t i = 0; i < json_array_size(list); i++)
    if (plx_str_eq(plx_json_get(json_array_get(list, i), "id"), document))
      return plx_json_get(json_array_get(list, i), "outlet");
  return (plx_str){0};
}

// What each account of a claim says.
static void write_accounts(plx_json *j, const json_t *story, const json_t *claim) {
  const json_t *list = json_object_get(claim, "accounts");
  plx_json_array(j, "accounts");
  for (size_t i = 0; i < json_array_size(list); i++) {
    const json_t *account = json_array_get(list, i);
    plx_json_object(j, NULL);
    plx_json_str(j, "document", plx_json_get(account, "document"));
    plx_json_opt(j, "outlet", outlet_of(story, plx_json_get(account, "document")));
    plx_json_str(j, "quote", plx_json_get(account, "quote"));
    plx_json_end_object(j);
  }
  plx_json_end_array(j);
}

void plx_review_item_json(plx_json *j, const plx_item *i, plx_arena *tmp) {
  plx_mark m = plx_arena_mark(tmp);
  const char *const *field = plx_review_fields(i->kind);
  plx_json_object(j, NULL);
  plx_json_opt(j, "document", i->document->id);
  plx_json_str(j, "story", i->document->story);
  plx_json_opt(j, "outlet", i->document->outlet);
  plx_json_opt(j, "published", i->document->published);
  plx_json_opt(j, "title", i->document->title);
  plx_json_str(j, "kind", i->kind);
  plx_json_str(j, "finding", i->finding);
  if (i->document->id.n) {
    plx_json_int(j, "start", i->start);
    plx_json_int(j, "end", i->end);
  }
  plx_json_str(j, "quote", i->quote);
  write_span(j, "sentence", i->document->text, i->sentence_start, i->sentence_end, tmp);
  plx_json_object(j, "fields");
  for (int k = 0; field && field[k]; k++)
    plx_json_opt(j, field[k], plx_review_machine(i->record, i->json, i->kind, field[k], tmp));
  plx_json_end_object(j);
  if (!i->document->id.n) write_accounts(j, i->record, i->json);
  plx_json_end_object(j);
  plx_arena_reset(tmp, m);
}

void plx_review_agreement_json(plx_json *j, const plx_agreement *a) {
  plx_json_object(j, NULL);
  plx_json_str(j, "kind", a->kind);
  plx_json_opt(j, "field", a->field);
  plx_json_int(j, "units", a->units);
  plx_json_int(j, "decisions", a->decisions);
  if (a->defined) plx_json_num(j, "alpha", a->alpha);
  plx_json_end_object(j);
}

static plx_str member(const json_t *o, const char *key, plx_arena *a) {
  return plx_str_copy(a, plx_str_trim(plx_json_get(o, key)));
}

bool plx_review_parse(plx_str json, plx_arena *a, plx_decision *out, plx_err *e) {
  json_t *o = plx_json_parse(json, "the request's body", 0, e);
  if (!o) return false;
  *out = (plx_decision){.coder = member(o, "coder", a),
                        .document = member(o, "document", a),
                        .story = member(o, "story", a),
                        .kind = member(o, "kind", a),
                        .finding = member(o, "finding", a),
                        .field = member(o, "field", a),
                        .verdict = member(o, "verdict", a),
                        .value = member(o, "value", a),
                        .reason = member(o, "reason", a),
                        .note = member(o, "note", a),
                        .adjudicates = json_is_true(json_object_get(o, "adjudicates"))};
  json_decref(o);
  return true;
}
