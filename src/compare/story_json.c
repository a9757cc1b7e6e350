/* SPDX-License-Identifier: Apache-2.0 */
/* One function a part of the story.  Claims are "c1"…; what an account points at keeps the id it has in its record. */
#include "compare/story_json.h"

#include <stdio.h>

#include "base/utf8.h"
#include "reading/document_json.h"

typedef struct pen {
  plx_json j;
  const plx_story *s;
  plx_cpmap *cp; // [documents]
} pen;

static const plx_doc *doc_of(const pen *p, uint32_t document) {
  return p->s->document.v[document].record->doc;
}

static void write_id(pen *p, const char *key, char letter, uint32_t index) {
  char id[16];
  if (index == PLX_NONE) return;
  snprintf(id, sizeof id, "%c%u", letter, index + 1);
  plx_json_str(&p->j, key, plx_str_of(id));
}

static void write_document(pen *p, uint32_t i) {
  const plx_story_doc *d = &p->s->document.v[i];
  plx_json_object(&p->j, NULL);
  plx_json_str(&p->j, "id", d->record->doc->id);
  plx_json_opt(&p->j, "outlet", d->record->doc->outlet);
  plx_json_opt(&p->j, "title", d->record->doc->title);
  plx_json_opt(&p->j, "published", d->record->doc->published);
  if (d->copied_from != PLX_NONE) {
    plx_json_object(&p->j, "copied_from");
    plx_json_str(&p->j, "id", doc_of(p, d->copied_from)->id);
    plx_json_num(&p->j, "share", d->share);
    plx_json_end_object(&p->j);
  }
  plx_json_end_object(&p->j);
}

static void write_point(pen *p, uint32_t i) {
  const plx_point *x = &p->s->point.v[i];
  const plx_claim *c = &p->s->claim.v[x->claim];
  plx_json_object(&p->j, NULL);
  plx_json_str(&p->j, "document", doc_of(p, x->document)->id);
  plx_span_members(&p->j, x->span, &p->cp[x->document]);
  write_id(p, "claim", 'c', x->claim);
  plx_json_int(&p->j, "outlets", c->outlets);
  plx_json_int(&p->j, "origins", c->origins);
  plx_json_end_object(&p->j);
}

static void write_account(pen *p, const plx_account *a) {
  plx_json_object(&p->j, NULL);
  plx_json_str(&p->j, "document", doc_of(p, a->document)->id);
  plx_span_members(&p->j, a->span, &p->cp[a->document]);
  write_id(p, "statement", 's', a->statement);
  write_id(p, "event", 'v', a->event);
  write_id(p, "figure", 'f', a->figure);
  plx_json_end_object(&p->j);
}

static void write_value(pen *p, const plx_value *v) {
  plx_json_object(&p->j, NULL);
  plx_json_str(&p->j, "value", v->value);
  plx_json_array(&p->j, "documents");
  for (uint32_t i = 0; i < v->documents.n; i++) plx_json_str(&p->j, NULL, doc_of(p, v->documents.v[i])->id);
  plx_json_end_array(&p->j);
  plx_json_end_object(&p->j);
}

static void write_claim(pen *p, uint32_t i) {
  static const char *const kind[] = {"event", "statement", "figure"};
  static const char *const relation[] = {"agree", "differ", "conflict", "deny", "single"};
  static const char *const field[] = {"", "number", "date", "place", "actor", "certainty", "duration"};
  static const char *const why[] = {"", "update", "other_scope", "disagreement"};
  const plx_claim *c = &p->s->claim.v[i];
  plx_json_object(&p->j, NULL);
  write_id(p, "id", 'c', i);
  plx_json_str(&p->j, "kind", plx_str_of(kind[c->kind]));
  plx_json_opt(&p->j, "summary", c->summary);
  plx_json_str(&p->j, "relation", plx_str_of(relation[c->relation]));
  plx_json_opt(&p->j, "field", plx_str_of(field[c->field]));
  plx_json_opt(&p->j, "why", plx_str_of(why[c->why]));
  plx_json_array(&p->j, "values");
  for (uint32_t k = 0; k < c->values.n; k++) write_value(p, &c->values.v[k]);
  plx_json_end_array(&p->j);
  plx_json_opt(&p->j, "date", c->date);
  plx_json_int(&p->j, "outlets", c->outlets);
  plx_json_int(&p->j, "origins", c->origins);
  plx_json_array(&p->j, "accounts");
  for (uint32_t k = 0; k < c->accounts.n; k++) write_account(p, &c->accounts.v[k]);
  plx_json_end_array(&p->j);
  plx_json_end_object(&p->j);
}

static void write_day(pen *p, uint32_t i) {
  const plx_day *d = &p->s->timeline.v[i];
  plx_json_object(&p->j, NULL);
  plx_json_str(&p->j, "date", d->date);
  plx_json_array(&p->j, "claims");
  for (uint32_t k = 0; k < d->claims.n; k++) write_id(p, NULL, 'c', d->claims.v[k]);
  plx_json_end_array(&p->j);
  plx_json_end_object(&p->j);
}

static void write_range(pen *p, uint32_t i) {
  const plx_range *r = &p->s->range.v[i];
  plx_json_object(&p->j, NULL);
  plx_json_opt(&p->j, "counted", r->counted);
  plx_json_opt(&p->j, "state", r->state);
  write_id(p, "event", 'c', r->claim);
  plx_json_num(&p->j, "low", r->low);
  plx_json_num(&p->j, "best", r->best);
  plx_json_num(&p->j, "high", r->high);
  plx_json_array(&p->j, "values");
  for (uint32_t k = 0; k < r->values.n; k++) {
    const plx_range_value *v = &r->values.v[k];
    plx_json_object(&p->j, NULL);
    plx_json_num(&p->j, "value", v->value);
    write_id(p, "claim", 'c', v->claim);
    plx_json_str(&p->j, "document", doc_of(p, v->document)->id);
    plx_json_opt(&p->j, "said_by", v->said_by);
    plx_json_end_object(&p->j);
  }
  plx_json_end_array(&p->j);
  plx_json_end_object(&p->j);
}

static void write_array(pen *p, const char *key, uint32_t n, void (*one)(pen *, uint32_t)) {
  plx_json_array(&p->j, key);
  for (uint32_t i = 0; i < n; i++) one(p, i);
  plx_json_end_array(&p->j);
}

void plx_story_write(const plx_story *s, plx_arena *tmp, plx_buf *out) {
  plx_mark m = plx_arena_mark(tmp);
  pen p = {plx_json_to(out), s, PLX_NEWS(tmp, plx_cpmap, s->document.n)};
  for (uint32_t i = 0; i < s->document.n; i++) p.cp[i] = plx_cpmap_of(tmp, doc_of(&p, i)->text);
  plx_json_object(&p.j, NULL);
  plx_json_opt(&p.j, "id", s->id);
  plx_json_opt(&p.j, "title", s->title);
  plx_json_opt(&p.j, "brief", s->brief);
  plx_json_opt(&p.j, "from", s->from);
  plx_json_opt(&p.j, "to", s->to);
  write_array(&p, "points", s->point.n, write_point);
  write_array(&p, "documents", s->document.n, write_document);
  write_array(&p, "claims", s->claim.n, write_claim);
  write_array(&p, "timeline", s->timeline.n, write_day);
  write_array(&p, "ranges", s->range.n, write_range);
  plx_json_end_object(&p.j);
  plx_arena_reset(tmp, m);
}
