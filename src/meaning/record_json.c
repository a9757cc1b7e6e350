/* SPDX-License-Identifier: Apache-2.0 */
/* One function a kind of finding.  Indices become ids: entity 0 is "e1".  What is absent is not written. */
#include "meaning/record_json.h"

#include <stdio.h>

#include "base/utf8.h"
#include "reading/document_json.h"

typedef struct pen {
  plx_json j;
  plx_cpmap cp;
  const plx_record *r;
} pen;

static void write_id(pen *p, const char *key, char letter, uint32_t index) {
  char id[16];
  if (index == PLX_NONE) return;
  snprintf(id, sizeof id, "%c%u", letter, index + 1);
  plx_json_str(&p->j, key, plx_str_of(id));
}

static void write_span(pen *p, const char *key, plx_span s) {
  if (!s.n) return;
  plx_json_object(&p->j, key);
  plx_span_members(&p->j, s, &p->cp);
  plx_json_end_object(&p->j);
}

static void write_spans(pen *p, const char *key, const plx_spans *s) {
  plx_json_array(&p->j, key);
  for (uint32_t i = 0; i < s->n; i++) write_span(p, NULL, s->v[i]);
  plx_json_end_array(&p->j);
}

static void write_sentence(pen *p, uint32_t i) {
  const plx_sentence *s = &p->r->text.sentence.v[i];
  plx_json_object(&p->j, NULL);
  plx_json_int(&p->j, "start", plx_cpmap_at(&p->cp, s->span.at));
  plx_json_int(&p->j, "end", plx_cpmap_at(&p->cp, plx_span_end(s->span)));
  plx_json_int(&p->j, "block", s->block);
  plx_json_end_object(&p->j);
}

static void write_mention(pen *p, const plx_mention *m) {
  static const char *const kind[] = {"name", "nominal", "pronoun"};
  plx_json_object(&p->j, NULL);
  plx_span_members(&p->j, m->span, &p->cp);
  plx_json_str(&p->j, "kind", plx_str_of(kind[m->kind]));
  plx_json_end_object(&p->j);
}

static void write_place(pen *p, const plx_entity *e) {
  if (!e->located && !e->country.n) return;
  plx_json_object(&p->j, "place");
  if (e->located) {
    plx_json_num(&p->j, "lat", e->lat);
    plx_json_num(&p->j, "lon", e->lon);
  }
  plx_json_opt(&p->j, "country", e->country);
  plx_json_end_object(&p->j);
}

static void write_entity(pen *p, uint32_t i) {
  static const char *const type[] = {"PER", "ORG", "LOC", "MISC"};
  const plx_entity *e = &p->r->entity.v[i];
  plx_json_object(&p->j, NULL);
  write_id(p, "id", 'e', i);
  plx_json_opt(&p->j, "name", e->name);
  plx_json_str(&p->j, "type", plx_str_of(type[e->type]));
  plx_json_opt(&p->j, "actor", e->actor);
  plx_json_array(&p->j, "mentions");
  for (uint32_t k = 0; k < e->mentions.n; k++) write_mention(p, &p->r->mention.v[e->mentions.v[k]]);
  plx_json_end_array(&p->j);
  if (e->type == PLX_ENTITY_LOC) write_place(p, e);
  plx_json_end_object(&p->j);
}

static void write_time(pen *p, uint32_t i) {
  static const char *const type[] = {"DATE", "TIME", "DURATION", "SET"};
  const plx_time *t = &p->r->time.v[i];
  plx_json_object(&p->j, NULL);
  write_id(p, "id", 't', i);
  plx_span_members(&p->j, t->span, &p->cp);
  plx_json_str(&p->j, "type", plx_str_of(type[t->type]));
  plx_json_opt(&p->j, "value", t->value);
  plx_json_end_object(&p->j);
}

static void write_figure(pen *p, uint32_t i) {
  const plx_figure *f = &p->r->figure.v[i];
  plx_json_object(&p->j, NULL);
  write_id(p, "id", 'f', i);
  plx_span_members(&p->j, f->span, &p->cp);
  plx_json_num(&p->j, "value", f->value);
  plx_json_num(&p->j, "low", f->low);
  plx_json_num(&p->j, "high", f->high);
  plx_json_bool(&p->j, "approx", f->approx);
  plx_json_opt(&p->j, "unit", f->unit);
  plx_json_opt(&p->j, "counted", f->counted);
  plx_json_opt(&p->j, "state", f->state);
  write_id(p, "time", 't', f->time);
  write_id(p, "statement", 's', f->statement);
  write_id(p, "event", 'v', f->event);
  plx_json_end_object(&p->j);
}

static void write_statement(pen *p, uint32_t i) {
  static const char *const kind[] = {"direct", "indirect", "mixed"};
  static const char *const polarity[] = {"assert", "deny", "doubt"};
  const plx_statement *s = &p->r->statement.v[i];
  plx_json_object(&p->j, NULL);
  write_id(p, "id", 's', i);
  plx_json_str(&p->j, "kind", plx_str_of(kind[s->kind]));
  plx_json_str(&p->j, "polarity", plx_str_of(polarity[s->polarity]));
  write_spans(p, "source", &s->source);
  write_spans(p, "cue", &s->cue);
  write_spans(p, "content", &s->content);
  write_id(p, "speaker", 'e', s->speaker);
  write_id(p, "addressee", 'e', s->addressee);
  write_id(p, "inside", 's', s->inside);
  write_span(p, "occasion", s->occasion);
  write_span(p, "place", s->place);
  plx_json_end_object(&p->j);
}

static void write_roles(pen *p, const char *key, const plx_role *role, uint32_t n) {
  plx_json_array(&p->j, key);
  for (uint32_t i = 0; i < n; i++) {
    plx_json_object(&p->j, NULL);
    write_id(p, "entity", 'e', role[i].entity);
    plx_json_opt(&p->j, "actor", role[i].actor);
    plx_span_members(&p->j, role[i].span, &p->cp);
    plx_json_end_object(&p->j);
  }
  plx_json_end_array(&p->j);
}

static void write_words(pen *p, const char *key, plx_str words) {
  plx_str word;
  if (!words.n) return;
  plx_json_array(&p->j, key);
  while (plx_str_cut(&words, ' ', &word)) plx_json_opt(&p->j, NULL, word);
  plx_json_end_array(&p->j);
}

static void write_event(pen *p, uint32_t i) {
  static const char *const certainty[] = {"actual", "planned", "threatened", "conditional", "suspected", "denied"};
  const plx_event *v = &p->r->event.v[i];
  plx_json_object(&p->j, NULL);
  write_id(p, "id", 'v', i);
  write_span(p, "trigger", v->trigger);
  plx_json_opt(&p->j, "plover", plx_str_of(v->plover));
  plx_json_opt(&p->j, "mode", v->mode);
  write_words(p, "context", v->context);
  plx_json_opt(&p->j, "cameo", v->cameo);
  if (v->quad) plx_json_int(&p->j, "quad", v->quad);
  write_roles(p, "source", v->source.v, v->source.n);
  write_roles(p, "target", v->target.v, v->target.n);
  write_id(p, "time", 't', v->time);
  plx_json_opt(&p->j, "date", v->date);
  write_id(p, "place", 'e', v->place);
  plx_json_str(&p->j, "certainty", plx_str_of(certainty[v->certainty]));
  write_span(p, "condition", v->condition);
  write_id(p, "statement", 's', v->statement);
  plx_json_array(&p->j, "figures");
  for (uint32_t k = 0; k < v->figures.n; k++) write_id(p, NULL, 'f', v->figures.v[k]);
  plx_json_end_array(&p->j);
  plx_json_num(&p->j, "confidence", v->confidence);
  plx_json_opt(&p->j, "rule", v->rule);
  plx_json_end_object(&p->j);
}

static const char *const part_name[] = {"sentences", "entities", "times", "figures", "statements", "events"};
enum { PARTS = sizeof part_name / sizeof *part_name };

plx_parts plx_part_of(plx_str name) {
  for (int i = 0; i < PARTS; i++)
    if (plx_str_eqz(name, part_name[i])) return (plx_parts)(1 << i);
  return (plx_parts)0;
}

static void write_array(pen *p, const char *key, uint32_t n, void (*one)(pen *, uint32_t)) {
  plx_json_array(&p->j, key);
  for (uint32_t i = 0; i < n; i++) one(p, i);
  plx_json_end_array(&p->j);
}

void plx_record_write(const plx_record *r, plx_parts parts, plx_arena *tmp, plx_buf *out) {
  const struct {
    uint32_t n;
    void (*one)(pen *, uint32_t);
  } part[PARTS] = {{r->text.sentence.n, write_sentence}, {r->entity.n, write_entity},       {r->time.n, write_time},
                   {r->figure.n, write_figure},          {r->statement.n, write_statement}, {r->event.n, write_event}};
  plx_mark m = plx_arena_mark(tmp);
  pen p = {plx_json_to(out), plx_cpmap_of(tmp, r->doc->text), r};
  plx_json_object(&p.j, NULL);
  plx_doc_members(&p.j, r->doc, &p.cp);
  for (int i = 0; i < PARTS; i++)
    if (parts & (1 << i)) write_array(&p, part_name[i], part[i].n, part[i].one);
  plx_json_end_object(&p.j);
  plx_arena_reset(tmp, m);
}
