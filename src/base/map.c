/* SPDX-License-Identifier: Apache-2.0 */
/* Slots hold a hash and the number of a key; keys and values stand in two plain arrays in order of arrival, so that
 * walking a map gives the same order on every run. */
#include "base/map.h"

#include <string.h>
#include <xxhash.h>

typedef struct plx_map_slot {
  uint64_t hash;
  uint32_t index_1; // index of the key + 1; 0 is free
} slot;

uint64_t plx_hash(const void *p, size_t n) {
  return XXH3_64bits(n ? p : "", n);
}

void plx_map_init(plx_map *m, plx_arena *a) {
  *m = (plx_map){.arena = a};
}

static slot *slot_of(const plx_map *m, plx_str key, uint64_t hash) {
  uint32_t mask = m->cap_slot - 1;
  for (uint32_t i = (uint32_t)hash & mask;; i = (i + 1) & mask) {
    slot *s = &m->slot[i];
    if (s->index_1 == 0 || (s->hash == hash && plx_str_eq(m->key[s->index_1 - 1], key))) return s;
  }
}

uint32_t plx_map_index(const plx_map *m, plx_str key) {
  if (m->n == 0) return PLX_MAP_NONE;
  const slot *s = slot_of(m, key, plx_hash(key.p, key.n));
  return s->index_1 ? s->index_1 - 1 : PLX_MAP_NONE;
}

uint32_t *plx_map_get(const plx_map *m, plx_str key) {
  uint32_t i = plx_map_index(m, key);
  return i == PLX_MAP_NONE ? NULL : &m->value[i];
}

static void grow_slots(plx_map *m) {
  const slot *old = m->slot;
  uint32_t n = m->cap_slot;
  m->cap_slot = n ? n * 2 : 16;
  m->slot = PLX_NEWS(m->arena, slot, m->cap_slot);
  for (uint32_t i = 0; i < n; i++)
    if (old[i].index_1) *slot_of(m, m->key[old[i].index_1 - 1], old[i].hash) = old[i];
}

static void grow_keys(plx_map *m) {
  uint32_t cap = m->cap_key ? m->cap_key * 2 : 8;
  plx_str *key = PLX_NEWS(m->arena, plx_str, cap);
  uint32_t *value = PLX_NEWS(m->arena, uint32_t, cap);
  if (m->n) {
    memcpy(key, m->key, m->n * sizeof *key);
    memcpy(value, m->value, m->n * sizeof *value);
  }
  m->key = key;
  m->value = value;
  m->cap_key = cap;
}

uint32_t plx_map_intern(plx_map *m, plx_str key) {
  uint64_t hash = plx_hash(key.p, key.n);
  if ((uint64_t)m->n * 4 >= (uint64_t)m->cap_slot * 3) grow_slots(m);
  slot *s = slot_of(m, key, hash);
  if (s->index_1) return s->index_1 - 1;
  if (m->n == m->cap_key) grow_keys(m);
  m->key[m->n] = plx_str_copy(m->arena, key);
  *s = (slot){hash, ++m->n};
  return m->n - 1;
}

uint32_t *plx_map_put(plx_map *m, plx_str key) {
  uint32_t i = plx_map_intern(m, key); // first: it may move the values
  return &m->value[i];
}
