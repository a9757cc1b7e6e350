/* SPDX-License-Identifier: Apache-2.0 */
#include "compare/origin.h"

#include "base/map.h"
#include "base/table.h"
#include "compare/finding.h"
#include "story/reprint.h"
#include "tables.h"

// --- reprints ---

static bool earlier(const plx_doc *a, const plx_doc *b) {
  int c = plx_str_cmp(a->published, b->published);
  return a->published.n && b->published.n && c < 0;
}

// A document copies the one that has most of it, unless that one came later.
void plx_reprints(plx_story *s, plx_arena *tmp) {
  double least = plx_param("compare_copied");
  plx_print *print = PLX_NEWS(tmp, plx_print, s->document.n);
  for (uint32_t i = 0; i < s->document.n; i++) print[i] = plx_print_of(s->document.v[i].record->doc->text, tmp);
  for (uint32_t i = 0; i < s->document.n; i++) {
    plx_story_doc *d = &s->document.v[i];
    const plx_doc *mine = d->record->doc;
    for (uint32_t j = 0; j < s->document.n; j++) {
      const plx_doc *other = s->document.v[j].record->doc;
      if (i == j || earlier(mine, other) || (!earlier(other, mine) && j > i)) continue;
      double share = plx_print_share(&print[i], &print[j]);
      if (share < least || share <= d->share) continue;
      d->share = share;
      d->copied_from = j;
    }
  }
}

// --- the agency a document credits ---

static bool names_wire(plx_str words, int row) {
  plx_str names = plx_cell(&plx_table_outlets, row, PLX_OUTLETS_ALIASES), one;
  plx_str name = plx_cell(&plx_table_outlets, row, PLX_OUTLETS_NAME);
  if (plx_str_find(words, name, 0) >= 0) return true;
  while (plx_str_cut(&names, ',', &one))
    if (one.n > 3 && plx_str_find(words, one, 0) >= 0)
      return true;
    else if (one.n && plx_str_eq(plx_str_trim(words), one))
      return true;
  return false;
}

static plx_str wire_of(const plx_doc *d) {
  for (int row = 0; row < plx_table_outlets.rows; row++) {
    if (!plx_str_eqz(plx_cell(&plx_table_outlets, row, PLX_OUTLETS_WIRE), "1")) continue;
    plx_str name = plx_cell(&plx_table_outlets, row, PLX_OUTLETS_NAME);
    for (uint32_t i = 0; i < d->byline.n; i++)
      if (names_wire(d->byline.v[i], row)) return name;
    for (uint32_t i = 0; i < d->dropped.n; i++)
      if (plx_str_in(plx_str_of(d->dropped.v[i].kind), "dateline byline credit") &&
          names_wire(d->dropped.v[i].quote, row))
        return name;
  }
  return (plx_str){0};
}

static plx_str printed_by(const plx_story *s, uint32_t document) {
  for (uint32_t hops = 0; hops < s->document.n && s->document.v[document].copied_from != PLX_NONE; hops++)
    document = s->document.v[document].copied_from;
  const plx_doc *d = s->document.v[document].record->doc;
  plx_str wire = wire_of(d);
  return wire.n ? wire : d->outlet.n ? d->outlet : d->id;
}

// --- counting ---

static void count_claim(const plx_story *s, plx_claim *c, const plx_str *printer, plx_arena *tmp) {
  plx_mark m = plx_arena_mark(tmp);
  plx_map outlets, named, unnamed;
  plx_map_init(&outlets, tmp);
  plx_map_init(&named, tmp);
  plx_map_init(&unnamed, tmp);
  for (uint32_t i = 0; i < c->accounts.n; i++) {
    const plx_account *a = &c->accounts.v[i];
    const plx_doc *d = s->document.v[a->document].record->doc;
    plx_map_put(&outlets, d->outlet.n ? d->outlet : d->id);
    plx_str speaker = plx_speaker_key(s->document.v[a->document].record, a->statement, tmp);
    plx_map_put(speaker.n ? &named : &unnamed, speaker.n ? speaker : printer[a->document]);
  }
  c->outlets = outlets.n;
  c->origins = named.n ? named.n : unnamed.n;
  plx_arena_reset(tmp, m);
}

void plx_origins(plx_story *s, plx_arena *tmp) {
  plx_str *printer = PLX_NEWS(tmp, plx_str, s->document.n);
  for (uint32_t i = 0; i < s->document.n; i++) printer[i] = printed_by(s, i);
  for (uint32_t i = 0; i < s->claim.n; i++) count_claim(s, &s->claim.v[i], printer, tmp);
}
