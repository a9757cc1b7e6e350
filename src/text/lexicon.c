/* SPDX-License-Identifier: Apache-2.0 */
#include "text/lexicon.h"

#include <string.h>

typedef struct head {
  uint32_t log2_slots, n;
} head;

bool plx_lexicon_open(plx_lexicon *x, plx_str packed) {
  head h;
  if (packed.n < sizeof h) return false;
  memcpy(&h, packed.p, sizeof h);
  if (h.log2_slots > 28 || packed.n < sizeof h + ((size_t)sizeof(plx_lexicon_slot) << h.log2_slots)) return false;
  x->mask = (1u << h.log2_slots) - 1;
  x->slot = (const plx_lexicon_slot *)(const void *)(packed.p + sizeof h);
  for (uint32_t i = 0; i <= x->mask; i++) // a probe ends at an empty slot: there must be one
    if (!x->slot[i].value) return true;
  return false;
}

int32_t plx_lexicon_get(const plx_lexicon *x, uint64_t key) {
  uint32_t upper = (uint32_t)(key >> 32), s = (uint32_t)key & x->mask;
  while (x->slot[s].value && x->slot[s].key != upper) s = (s + 1) & x->mask;
  return (int32_t)x->slot[s].value - 1;
}

void plx_lexicon_pack(const uint64_t *key, const uint32_t *value, uint32_t n, plx_buf *out) {
  head h = {.log2_slots = 3, .n = n};
  while (((uint64_t)1 << h.log2_slots) * 3 < (uint64_t)n * 4 + 4) h.log2_slots++;
  uint32_t mask = (1u << h.log2_slots) - 1;
  plx_arena *tmp = plx_arena_new();
  plx_lexicon_slot *slot = PLX_NEWS(tmp, plx_lexicon_slot, (size_t)mask + 1);
  for (uint32_t i = 0; i < n; i++) {
    uint32_t s = (uint32_t)key[i] & mask;
    while (slot[s].value) s = (s + 1) & mask;
    slot[s] = (plx_lexicon_slot){(uint32_t)(key[i] >> 32), value[i] + 1};
  }
  plx_buf_add(out, &h, sizeof h);
  plx_buf_add(out, slot, ((size_t)mask + 1) * sizeof *slot);
  plx_arena_free(tmp);
}
