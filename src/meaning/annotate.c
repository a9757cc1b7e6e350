/* SPDX-License-Identifier: Apache-2.0 */
/* The pipeline, to be read aloud. */
#include "meaning/annotate.h"

#include "meaning/entities.h"
#include "meaning/events.h"
#include "meaning/figures.h"
#include "meaning/statements.h"
#include "meaning/times.h"
#include "reading/tongue.h"

struct plx_meaning {
  plx_arena *arena; // process lifetime: this struct and all tables
  const plx_model *model;
  const plx_dictionary *dictionary; // or NULL
  const plx_entities *entities;
  const plx_times *times;
  const plx_statements *statements;
  const plx_figures *figures;
  const plx_events *events;
};

plx_meaning *plx_meaning_with(const plx_model *model, const plx_dictionary *d, plx_arena *a) {
  plx_meaning *m = PLX_NEW(a, plx_meaning);
  m->arena = a;
  m->model = model;
  m->dictionary = d;
  m->entities = plx_entities_new(d, a);
  m->times = plx_times_new(a);
  m->statements = plx_statements_new(a);
  m->figures = plx_figures_new(m->times, a);
  m->events = plx_events_new(a, plx_entities_actors(m->entities), d);
  return m;
}

plx_meaning *plx_meaning_new(const plx_model *model) {
  return plx_meaning_with(model, NULL, plx_arena_new());
}

uint32_t plx_meaning_lines_lost(const plx_meaning *m) {
  return m->dictionary ? m->dictionary->lost : 0;
}

void plx_meaning_free(plx_meaning *m) {
  if (m) plx_arena_free(m->arena);
}

static const plx_span *block_spans(const plx_doc *doc, plx_arena *tmp) {
  plx_span *span = PLX_NEWS(tmp, plx_span, doc->blocks.n);
  for (uint32_t i = 0; i < doc->blocks.n; i++) span[i] = doc->blocks.v[i].span;
  return span;
}

// A document in another language is kept as it is; the note says why nothing was found in it.
static void leave_alone(plx_doc *doc) {
  for (uint32_t i = 0; i < doc->notes.n; i++)
    if (plx_str_eqz(plx_str_of(doc->notes.v[i].code), "not-annotated")) return;
  plx_doc_note(doc, "not-annotated", 0, (plx_span){0}, "its language is %.*s: kept, but only English is annotated",
               PLX_FMT(doc->language));
}

// spec: reading.10
void plx_annotate(const plx_meaning *m, plx_doc *doc, plx_arena *tmp, plx_record *out) {
  *out = (plx_record){.doc = doc};
  if (!plx_tongue_annotated(doc->language)) {
    leave_alone(doc);
    return;
  }
  plx_mark mark = plx_arena_mark(tmp);
  plx_language_read(m->model, doc->text, block_spans(doc, tmp), doc->blocks.n, doc->arena, tmp, &out->text);
  plx_entities_find(m->entities, out, tmp);
  plx_times_find(m->times, out, tmp);
  plx_statements_find(m->statements, out, tmp);
  plx_figures_find(m->figures, out, tmp);
  plx_events_find(m->events, out, tmp);
  plx_arena_reset(tmp, mark);
}
