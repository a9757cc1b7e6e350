/* SPDX-License-Identifier: Apache-2.0 */
#include "story/anchor.h"

#include "base/json.h"
#include "base/utf8.h"
#include "language/labels.h"

// First token that ends behind `at`.
static uint32_t token_at(const plx_text *t, uint32_t at) {
  uint32_t low = 0, high = t->tok.n;
  while (low < high) {
    uint32_t mid = (low + high) / 2;
    if (plx_span_end(t->tok.v[mid].span) <= at) low = mid + 1;
    else high = mid;
  }
  return low;
}

static int weight_as_head(const plx_text *t, uint32_t i, uint32_t first, uint32_t last) {
  const plx_tok *x = &t->tok.v[i];
  bool top = x->head < 0 || (uint32_t)x->head < first || (uint32_t)x->head > last;
  bool content = x->upos == PLX_UPOS_VERB || x->upos == PLX_UPOS_NOUN || x->upos == PLX_UPOS_PROPN;
  return (content ? 2 : 0) + (top ? 1 : 0);
}

static uint32_t head_of(const plx_text *t, plx_span span) {
  uint32_t first = token_at(t, span.at), best = first;
  int most = -1;
  for (uint32_t i = first; i < t->tok.n && t->tok.v[i].span.at < plx_span_end(span); i++) {
    uint32_t last = token_at(t, plx_span_end(span) - 1);
    int w = weight_as_head(t, i, first, last);
    if (w > most) best = i, most = w;
  }
  return best;
}

static uint32_t event_at(const plx_record *r, plx_span span) {
  for (uint32_t i = 0; i < r->event.n; i++)
    if (plx_span_overlap(r->event.v[i].trigger, span)) return i;
  return PLX_NONE;
}

static void add(const plx_record *r, uint32_t index, plx_span span, plx_arena *a, plx_anchors *out) {
  if (!span.n || span.at >= r->doc->text.n || !r->text.tok.n) return;
  uint32_t head = head_of(&r->text, span);
  if (head >= r->text.tok.n) head = r->text.tok.n - 1;
  *plx_vec_push(a, out) = (plx_anchor){index, span, head, event_at(r, span)};
}

static bool add_given(const plx_record *r, uint32_t index, plx_arena *a, plx_anchors *out) {
  if (plx_str_find(r->doc->extra, PLX_STR("\"mentions\""), 0) < 0) return false;
  plx_str object = plx_str_fmt(a, "{%.*s}", PLX_FMT(r->doc->extra));
  json_t *extra = plx_json_parse(object, "-", 0, NULL), *mentions = json_object_get(extra, "mentions"), *m;
  bool given = json_is_array(mentions);
  plx_cpmap cp = plx_cpmap_of(a, r->doc->text);
  size_t i;
  json_array_foreach(mentions, i, m) {
    json_int_t start = json_integer_value(json_object_get(m, "start")),
               end = json_integer_value(json_object_get(m, "end"));
    if (start < 0 || end <= start || end > UINT32_MAX) continue;
    add(r, index, plx_span_of(plx_cpmap_byte(&cp, (uint32_t)start), plx_cpmap_byte(&cp, (uint32_t)end)), a, out);
  }
  json_decref(extra);
  return given;
}

void plx_anchors_of(const plx_record *r, uint32_t index, plx_arena *a, plx_anchors *out) {
  if (add_given(r, index, a, out)) return;
  for (uint32_t i = 0; i < r->event.n; i++) add(r, index, r->event.v[i].trigger, a, out);
}
