/* SPDX-License-Identifier: Apache-2.0 */
/* The frame of a story: its documents, its days, and each event as one account has it.  Linking comes on top. */
#include "compare/compare.h"

static void add_document(plx_story *out, const plx_record *r, plx_arena *story) {
  *plx_vec_push(story, &out->document) = (plx_story_doc){.record = r, .copied_from = PLX_NONE};
  plx_str day = plx_str_sub(r->doc->published, 0, 10);
  if (!day.n) return;
  if (!out->from.n || plx_str_cmp(day, out->from) < 0) out->from = day;
  if (!out->to.n || plx_str_cmp(day, out->to) > 0) out->to = day;
}

static void add_event(plx_story *out, uint32_t document, uint32_t i, plx_arena *story) {
  const plx_record *r = out->document.v[document].record;
  const plx_event *v = &r->event.v[i];
  plx_claim *c = plx_vec_push(story, &out->claim);
  *c = (plx_claim){.kind = PLX_CLAIM_EVENT, .relation = PLX_SINGLE, .outlets = 1, .origins = 1, .date = v->date};
  c->summary = plx_span_str(r->doc->text, v->trigger);
  *plx_vec_push(story, &c->accounts) = (plx_account){document, v->trigger, v->statement, i, PLX_NONE};
}

void plx_compare(const plx_record *const *records, uint32_t n, plx_arena *story, plx_arena *tmp, plx_story *out) {
  (void)tmp;
  *out = (plx_story){0};
  for (uint32_t i = 0; i < n; i++) add_document(out, records[i], story);
  if (n) out->title = records[0]->doc->title;
  if (n) out->id = records[0]->doc->id;
  for (uint32_t d = 0; d < n; d++)
    for (uint32_t i = 0; i < records[d]->event.n; i++) add_event(out, d, i, story);
}
