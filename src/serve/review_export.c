/* SPDX-License-Identifier: Apache-2.0 */
/* Decisions for other tools.  A row needs the sentence a finding stands in, so the document is read for each. */
#include <stdlib.h>

#include "base/utf8.h"
#include "serve/review_json.h"

typedef struct exporter {
  plx_store *store;
  plx_arena *a;
  plx_buf *out;
  plx_json j;
  plx_str text, record; // of the document that `document` names
  plx_str document, pipeline;
  int n;
  plx_err e;
} exporter;

/* --- the document of a decision --- */

static bool take_document(void *ctx, const plx_stored *d) {
  exporter *x = ctx;
  x->text = plx_str_copy(x->a, d->text);
  x->record = plx_str_copy(x->a, d->record);
  x->pipeline = plx_str_copy(x->a, d->pipeline);
  return false;
}

static bool open_document(exporter *x, plx_str id) {
  if (plx_str_eq(id, x->document)) return true;
  x->text = x->record = (plx_str){0};
  x->document = plx_str_copy(x->a, id);
  return plx_store_document(x->store, id, PLX_WANT_TEXT | PLX_WANT_RECORD, take_document, x, &x->e);
}

static plx_str between(exporter *x, int64_t start, int64_t end) {
  plx_cpmap cp = plx_cpmap_of(x->a, x->text);
  uint32_t from = plx_cpmap_byte(&cp, (uint32_t)start), to = plx_cpmap_byte(&cp, (uint32_t)end);
  return plx_str_sub(x->text, from, to > from ? to - from : 0);
}

static void sentence_of(exporter *x, const plx_decision *d, int64_t *start, int64_t *end) {
  json_t *record = plx_json_parse(x->record, "store", 0, &x->e);
  const json_t *list = json_object_get(record, "sentences");
  *start = d->start;
  *end = d->end;
  for (size_t i = 0; i < json_array_size(list); i++) {
    int64_t from = json_integer_value(json_object_get(json_array_get(list, i), "start"));
    int64_t to = json_integer_value(json_object_get(json_array_get(list, i), "end"));
    if (from <= d->start && d->start < to) *start = from, *end = to;
  }
  json_decref(record);
}

static plx_str right_value(const plx_decision *d) {
  return plx_str_eqz(d->verdict, "accept") ? d->machine : plx_str_eqz(d->verdict, "correct") ? d->value : (plx_str){0};
}

/* --- training rows: a sentence, a span in it, what the program said, what is right --- */

// Whoever decides on a finding as a whole decides on what it says: its fields, as long as they are those of the decision.
static void write_fields(exporter *x, plx_json *j, const plx_decision *d) {
  const char *const *field = plx_review_fields(d->kind);
  if (d->field.n || !plx_str_eq(d->pipeline, x->pipeline)) return;
  json_t *record = plx_json_parse(x->record, "store", 0, &x->e);
  const json_t *finding = plx_review_finding(record, d->kind, d->finding);
  plx_json_object(j, "fields");
  for (int i = 0; finding && field[i]; i++)
    plx_json_opt(j, field[i], plx_review_machine(record, finding, d->kind, field[i], x->a));
  plx_json_end_object(j);
  json_decref(record);
}

static bool write_row(void *ctx, const plx_decision *d) {
  exporter *x = ctx;
  int64_t start, end;
  if (!d->document.n) return true; // claims have no sentence of their own
  if (!open_document(x, d->document)) return false;
  sentence_of(x, d, &start, &end);
  plx_json j = plx_json_to(x->out);
  plx_json_object(&j, NULL);
  plx_json_str(&j, "text", between(x, start, end));
  plx_json_int(&j, "start", d->start - start);
  plx_json_int(&j, "end", d->end - start);
  plx_json_str(&j, "quote", d->quote);
  plx_json_str(&j, "kind", d->kind);
  plx_json_str(&j, "finding", d->finding);
  plx_json_opt(&j, "field", d->field);
  plx_json_opt(&j, "machine", d->machine);
  plx_json_opt(&j, "right", right_value(d));
  write_fields(x, &j, d);
  plx_json_bool(&j, "holds", !plx_str_eqz(d->verdict, "reject"));
  plx_json_str(&j, "coder", d->coder);
  plx_json_bool(&j, "adjudicates", d->adjudicates);
  plx_json_opt(&j, "reason", d->reason);
  plx_json_str(&j, "document", d->document);
  plx_json_str(&j, "pipeline", d->pipeline);
  plx_json_end_object(&j);
  plx_buf_char(x->out, '\n');
  return !x->e.code;
}

/* --- W3C Web Annotation --- */

static bool write_annotation(void *ctx, const plx_decision *d) {
  exporter *x = ctx;
  plx_json *j = &x->j;
  if (!d->document.n) return true;
  plx_json_object(j, NULL);
  plx_json_str(j, "id", plx_str_fmt(x->a, "urn:parallax:review:%lld", (long long)d->id));
  plx_json_str(j, "type", PLX_STR("Annotation"));
  plx_json_str(j, "motivation", PLX_STR("assessing"));
  plx_json_str(j, "created", d->at);
  plx_json_object(j, "creator");
  plx_json_str(j, "type", PLX_STR("Person"));
  plx_json_str(j, "nickname", d->coder);
  plx_json_end_object(j);
  plx_json_array(j, "body");
  const plx_str said[] = {d->verdict, right_value(d), d->note};
  static const char *const purpose[] = {"assessing", "classifying", "commenting"};
  for (int i = 0; i < 3; i++) {
    if (!said[i].n) continue;
    plx_json_object(j, NULL);
    plx_json_str(j, "type", PLX_STR("TextualBody"));
    plx_json_str(j, "purpose", plx_str_of(purpose[i]));
    plx_json_str(j, "value",
                 i == 1 ? plx_str_fmt(x->a, "%.*s.%.*s=%.*s", PLX_FMT(d->kind), PLX_FMT(d->field), PLX_FMT(said[i]))
                        : said[i]);
    plx_json_end_object(j);
  }
  plx_json_end_array(j);
  plx_json_object(j, "target");
  plx_json_str(j, "source", plx_str_fmt(x->a, "urn:parallax:document:%.*s", PLX_FMT(d->document)));
  plx_json_array(j, "selector");
  plx_json_object(j, NULL);
  plx_json_str(j, "type", PLX_STR("TextPositionSelector"));
  plx_json_int(j, "start", d->start);
  plx_json_int(j, "end", d->end);
  plx_json_end_object(j);
  plx_json_object(j, NULL);
  plx_json_str(j, "type", PLX_STR("TextQuoteSelector"));
  plx_json_str(j, "exact", d->quote);
  plx_json_end_object(j);
  plx_json_end_array(j);
  plx_json_end_object(j);
  plx_json_end_object(j);
  x->n++;
  return true;
}

static bool web_annotations(exporter *x, const plx_decision_query *q) {
  x->j = plx_json_to(x->out);
  plx_json_object(&x->j, NULL);
  plx_json_str(&x->j, "@context", PLX_STR("http://www.w3.org/ns/anno.jsonld"));
  plx_json_str(&x->j, "type", PLX_STR("AnnotationPage"));
  plx_json_array(&x->j, "items");
  bool ok = plx_review_list(x->store, q, write_annotation, x, &x->e);
  plx_json_end_array(&x->j);
  plx_json_end_object(&x->j);
  return ok;
}

/* --- brat: T lines with offsets in code points, the rest as notes --- */

static void add_line_text(plx_buf *out, plx_str s) {
  for (size_t i = 0; i < s.n; i++) plx_buf_char(out, s.p[i] == '\n' || s.p[i] == '\t' ? ' ' : s.p[i]);
}

static bool write_brat(void *ctx, const plx_decision *d) {
  exporter *x = ctx;
  x->n++;
  plx_buf_fmt(x->out, "T%d\t%.*s %lld %lld\t", x->n, PLX_FMT(d->kind), (long long)d->start, (long long)d->end);
  add_line_text(x->out, d->quote);
  plx_buf_fmt(x->out, "\n#%d\tAnnotatorNotes T%d\t%.*s %.*s", x->n, x->n, PLX_FMT(d->coder), PLX_FMT(d->verdict));
  if (d->field.n) plx_buf_fmt(x->out, " %.*s=", PLX_FMT(d->field));
  add_line_text(x->out, right_value(d));
  if (d->note.n) plx_buf_char(x->out, ' ');
  add_line_text(x->out, d->note);
  plx_buf_char(x->out, '\n');
  return true;
}

/* --- UIMA CAS: offsets in UTF-16 units --- */

static int64_t utf16(plx_str text, int64_t codepoints) {
  int64_t units = 0;
  for (size_t i = 0; i < text.n && codepoints > 0; codepoints--) {
    int n;
    units += plx_utf8_at(text, i, &n) > 0xFFFF ? 2 : 1;
    i += (size_t)n;
  }
  return units;
}

static bool write_cas(void *ctx, const plx_decision *d) {
  exporter *x = ctx;
  plx_json *j = &x->j;
  plx_json_object(j, NULL);
  plx_json_int(j, "%ID", ++x->n + 1);
  plx_json_str(j, "%TYPE", PLX_STR("custom.Review"));
  plx_json_int(j, "@sofa", 1);
  plx_json_int(j, "begin", utf16(x->text, d->start));
  plx_json_int(j, "end", utf16(x->text, d->end));
  plx_json_str(j, "kind", d->kind);
  plx_json_str(j, "field", d->field);
  plx_json_str(j, "verdict", d->verdict);
  plx_json_str(j, "value", right_value(d));
  plx_json_str(j, "coder", d->coder);
  plx_json_str(j, "note", d->note);
  plx_json_end_object(j);
  return true;
}

static void cas_type(plx_json *j) {
  static const char *const feature[] = {"kind", "field", "verdict", "value", "coder", "note"};
  plx_json_object(j, "%TYPES");
  plx_json_object(j, "custom.Review");
  plx_json_str(j, "%NAME", PLX_STR("custom.Review"));
  plx_json_str(j, "%SUPER_TYPE", PLX_STR("uima.tcas.Annotation"));
  for (int i = 0; i < 6; i++) {
    plx_json_object(j, feature[i]);
    plx_json_str(j, "%NAME", plx_str_of(feature[i]));
    plx_json_str(j, "%RANGE", PLX_STR("uima.cas.String"));
    plx_json_end_object(j);
  }
  plx_json_end_object(j);
  plx_json_end_object(j);
}

static bool cas(exporter *x, const plx_decision_query *q) {
  plx_json *j = &x->j;
  *j = plx_json_to(x->out);
  plx_json_object(j, NULL);
  cas_type(j);
  plx_json_array(j, "%FEATURE_STRUCTURES");
  plx_json_object(j, NULL);
  plx_json_int(j, "%ID", 1);
  plx_json_str(j, "%TYPE", PLX_STR("uima.cas.Sofa"));
  plx_json_int(j, "sofaNum", 1);
  plx_json_str(j, "sofaID", PLX_STR("_InitialView"));
  plx_json_str(j, "mimeType", PLX_STR("text"));
  plx_json_str(j, "sofaString", x->text);
  plx_json_end_object(j);
  bool ok = plx_review_list(x->store, q, write_cas, x, &x->e);
  plx_json_end_array(j);
  plx_json_object(j, "%VIEWS");
  plx_json_object(j, "_InitialView");
  plx_json_int(j, "%SOFA", 1);
  plx_json_array(j, "%MEMBERS");
  for (int i = 0; i < x->n; i++) plx_json_int(j, NULL, i + 2);
  plx_json_end_array(j);
  plx_json_end_object(j);
  plx_json_end_object(j);
  plx_json_end_object(j);
  return ok;
}

/* --- */

static bool need_document(exporter *x, plx_str format, plx_str document) {
  if (!document.n)
    return plx_fail(&x->e, PLX_E_USAGE, NULL, 0, "%.*s is written a document at a time: name it", PLX_FMT(format));
  if (!open_document(x, document)) return false;
  return x->record.n || plx_fail(&x->e, PLX_E_USAGE, NULL, 0, "no document %.*s", PLX_FMT(document));
}

bool plx_review_export(plx_store *s, plx_str format, plx_str document, plx_buf *out, const char **type, plx_err *e) {
  exporter x = {.store = s, .a = plx_arena_new(), .out = out};
  plx_decision_query q = {.document = document};
  *type = "application/x-ndjson";
  if (plx_str_eqz(format, "rows")) {
    plx_review_list(s, &q, write_row, &x, &x.e);
  } else if (plx_str_eqz(format, "webannotation")) {
    *type = "application/ld+json; profile=\"http://www.w3.org/ns/anno.jsonld\"";
    web_annotations(&x, &q);
  } else if (plx_str_eqz(format, "brat")) {
    *type = "text/plain; charset=utf-8";
    if (need_document(&x, format, document)) plx_review_list(s, &q, write_brat, &x, &x.e);
  } else if (plx_str_eqz(format, "inception")) {
    *type = "application/json";
    if (need_document(&x, format, document)) cas(&x, &q);
  } else {
    plx_fail(&x.e, PLX_E_USAGE, NULL, 0, "decisions are written as rows, brat, inception or webannotation; not '%.*s'",
             PLX_FMT(format));
  }
  plx_arena_free(x.a);
  if (x.e.code) *e = x.e;
  return !x.e.code;
}
