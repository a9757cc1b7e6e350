/* SPDX-License-Identifier: Apache-2.0 */
/* Nothing is left out and nothing is merged: whoever reads on decides what a repetition is worth. */
#include "reading/seen.h"

#include "base/map.h"
#include "reading/address.h"
#include "reading/draft.h"

enum { SEEN_MAX = 1 << 20 };

typedef struct earlier {
  plx_str id;
  uint64_t input;
} earlier;

struct plx_seen {
  plx_arena *arena;
  plx_map words;             // fingerprint → its number in `document`
  plx_map page;              // hash of an address → the number of the latest document there
  PLX_VEC(earlier) document; // one for each key of `words`
};

plx_seen *plx_seen_new(void) {
  plx_arena *a = plx_arena_new();
  plx_seen *s = PLX_NEW(a, plx_seen);
  s->arena = a;
  plx_map_init(&s->words, a);
  plx_map_init(&s->page, a);
  return s;
}

void plx_seen_free(plx_seen *s) {
  if (s) plx_arena_free(s->arena);
}

static void note(plx_doc *d, const char *code, const char *what, const earlier *e) {
  if (!plx_doc_noted(d, code))
    plx_doc_note(d, code, 0, (plx_span){0}, "%s document %.*s, which came before it", what, PLX_FMT(e->id));
}

// The number of the latest document at this address, which is `number` from now on.
static uint32_t visit(plx_seen *s, const plx_doc *d, uint32_t number) {
  plx_str page = plx_address_one(d->arena, d->url);
  if (!page.n) return number;
  uint64_t hash = plx_hash(page.p, page.n);
  uint32_t before = s->page.n, *latest = plx_map_put(&s->page, (plx_str){(const char *)&hash, sizeof hash}),
           was = *latest;
  *latest = number;
  return s->page.n > before ? number : was;
}

// spec: reading.11
void plx_seen_look(plx_seen *s, plx_doc *d, uint64_t input) {
  if (s->document.n >= SEEN_MAX || !d->text.n) return;
  plx_str print = plx_doc_fingerprint(d->arena, d);
  uint32_t number = plx_map_intern(&s->words, print);
  if (number < s->document.n) {
    note(d, "duplicate", "the same words as", &s->document.v[number]);
    return;
  }
  earlier e = {plx_str_copy(s->arena, d->id), input};
  *plx_vec_push(s->arena, &s->document) = e;
  uint32_t was = visit(s, d, number);
  if (was != number && s->document.v[was].input != input)
    note(d, "revision", "another text of the same page is", &s->document.v[was]);
}
