/* map.h - from strings to numbers.
 *
 * in     keys (any bytes, empty too)
 * out    a uint32_t a key; keys numbered in order of arrival, so a map is also an interning table
 * how    open addressing, linear probing, XXH3, load at most 3/4
 * cost   expected O(1); 16 bytes a slot and 16 a key, on the arena given
 * from   Knuth, volume 3, 6.4
 *
 * Cannot fail.  Keys are copied into the arena.  Reading from any number of threads is safe once nobody writes.
 */
#ifndef PLX_BASE_MAP_H
#define PLX_BASE_MAP_H

#include "base/str.h"

typedef struct plx_map {
  plx_arena *arena;
  struct plx_map_slot *slot;
  plx_str *key;    // [n] in order of arrival
  uint32_t *value; // [n]
  uint32_t n, cap_key, cap_slot;
} plx_map;

void plx_map_init(plx_map *m, plx_arena *a);
// The value of a key, or NULL.
uint32_t *plx_map_get(const plx_map *m, plx_str key);
// The value of a key, added with 0 if new.  The pointer is good until the next put.
uint32_t *plx_map_put(plx_map *m, plx_str key);
// The number of a key, 0.. in order of arrival, added if new.
uint32_t plx_map_intern(plx_map *m, plx_str key);
#define PLX_MAP_NONE UINT32_MAX
// The number of a key, or PLX_MAP_NONE.
uint32_t plx_map_index(const plx_map *m, plx_str key);

uint64_t plx_hash(const void *p, size_t n);

#endif
