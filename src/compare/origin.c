/* SPDX-License-Identifier: Apache-2.0 */
#include "compare/origin.h"

#include "base/map.h"
#include "base/table.h"
#include "compare/speaker.h"
#include "story/reprint.h"
#include "tables.h"

enum { CHAIN_MAX = 6 };

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
    if (one.n > 3 && plx_str_find(words, one, 0) >= 0) return true;
    else if (one.n && plx_str_eq(plx_str_trim(words), one)) return true;
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

typedef PLX_VEC(plx_speaker) voices;

static bool is_heard(const voices *heard, const plx_speaker *x) {
  for (uint32_t i = 0; i < heard->n; i++)
    if (plx_speakers_one(&heard->v[i], x)) return true;
  return false;
}

// "Fox News confirmed", told by Fox News: the outlet itself.
static bool is_outlet(const plx_speaker *x, const plx_doc *d, plx_arena *tmp) {
  return x->name.n && plx_str_eq(x->name, plx_str_lower(tmp, d->outlet));
}

// Everybody whom the account names as having said it, the innermost first: of "prosecutors say he admitted it" both.
static voices chain_of(const plx_story *s, const plx_account *a, plx_arena *tmp) {
  const plx_record *r = s->document.v[a->document].record;
  voices chain = {0};
  uint32_t at = a->statement;
  for (int steps = 0; at != PLX_NONE && steps < CHAIN_MAX; steps++) {
    plx_speaker x = plx_speaker_of(r, at, tmp);
    if (x.key.n && !is_outlet(&x, r->doc, tmp)) *plx_vec_push(tmp, &chain) = x;
    at = r->statement.v[at].inside;
  }
  return chain;
}

// Two accounts that name one speaker, at whatever remove, are one origin.
static uint32_t named_origins(const voices *chain, uint32_t n, plx_arena *tmp) {
  voices heard = {0};
  uint32_t origins = 0;
  for (int bodies = 1; bodies >= 0; bodies--) // police with a name first: those without one may be any of them
    for (uint32_t i = 0; i < n; i++) {
      if (!chain[i].n || chain[i].v[0].body != bodies) continue;
      bool known = false;
      for (uint32_t k = 0; k < chain[i].n && !known; k++) known = is_heard(&heard, &chain[i].v[k]);
      origins += !known;
      for (uint32_t k = 0; k < chain[i].n; k++) {
        plx_speaker x = chain[i].v[k];
        *plx_vec_push(tmp, &heard) = x;
      }
    }
  return origins;
}

uint32_t plx_origins_of(const plx_story *s, const plx_account *account, uint32_t n, plx_arena *tmp) {
  plx_mark m = plx_arena_mark(tmp);
  plx_map unnamed;
  plx_map_init(&unnamed, tmp);
  voices *chain = PLX_NEWS(tmp, voices, n);
  for (uint32_t i = 0; i < n; i++) {
    chain[i] = chain_of(s, &account[i], tmp);
    if (!chain[i].n) plx_map_put(&unnamed, printed_by(s, account[i].document));
  }
  uint32_t named = named_origins(chain, n, tmp), origins = named ? named : unnamed.n;
  plx_arena_reset(tmp, m);
  return origins;
}

static uint32_t outlets_of(const plx_story *s, const plx_claim *c, plx_arena *tmp) {
  plx_mark m = plx_arena_mark(tmp);
  plx_map outlets;
  plx_map_init(&outlets, tmp);
  for (uint32_t i = 0; i < c->accounts.n; i++) {
    const plx_doc *d = s->document.v[c->accounts.v[i].document].record->doc;
    plx_map_put(&outlets, d->outlet.n ? d->outlet : d->id);
  }
  plx_arena_reset(tmp, m);
  return outlets.n;
}

void plx_origins(plx_story *s, plx_arena *tmp) {
  for (uint32_t i = 0; i < s->claim.n; i++) {
    plx_claim *c = &s->claim.v[i];
    c->outlets = outlets_of(s, c, tmp);
    c->origins = plx_origins_of(s, c->accounts.v, c->accounts.n, tmp);
  }
}
