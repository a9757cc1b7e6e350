/* arena.h - memory with a lifetime: allocate often, free once.
 *
 * in     sizes
 * out    zeroed memory, aligned to 16 bytes, that lives until the arena is freed or reset
 * how    a list of blocks, a bump pointer in the newest; blocks double up to 1 MiB
 * cost   an allocation is an addition and a memset; a reset is O(blocks dropped)
 * from   Hanson 1990, "Fast allocation and deallocation of memory based on object lifetimes"
 *
 * Never returns NULL: sizes are bounded at the door (reading/), and when the machine itself has no memory left the
 * program says so and aborts, here and nowhere else.  An arena belongs to one thread at a time.
 *
 * There are four lifetimes, named in the arguments: process (models, tables), story, doc, tmp.  `tmp` is marked and
 * reset by whoever uses it:
 *
 *     plx_mark m = plx_arena_mark(tmp);
 *     ...
 *     plx_arena_reset(tmp, m);
 */
#ifndef PLX_BASE_ARENA_H
#define PLX_BASE_ARENA_H

#include <stddef.h>

typedef struct plx_arena plx_arena;
typedef struct plx_mark {
  void *block; // the newest block when the mark was taken
  size_t used; // bytes used in it then
} plx_mark;

plx_arena *plx_arena_new(void);
void plx_arena_free(plx_arena *a); // NULL is fine

// n bytes as they are, for what is written whole at once.
void *plx_arena_raw(plx_arena *a, size_t n);
// n zeroed bytes; n = 0 gives a valid pointer to nothing.
void *plx_arena_alloc(plx_arena *a, size_t n);
// n elements of `size` bytes, zeroed; aborts if the product overflows.
void *plx_arena_array(plx_arena *a, size_t n, size_t size);

plx_mark plx_arena_mark(const plx_arena *a);
// Everything allocated since the mark is gone.
void plx_arena_reset(plx_arena *a, plx_mark m);
// Drops all, keeps one block for the next user.
void plx_arena_clear(plx_arena *a);
// Bytes asked of the system and still held.
size_t plx_arena_bytes(const plx_arena *a);

#define PLX_NEW(arena, T)     ((T *)plx_arena_alloc((arena), sizeof(T)))
#define PLX_NEWS(arena, T, n) ((T *)plx_arena_array((arena), (n), sizeof(T)))

// malloc and realloc that abort: for the few things that outlive every arena (base/ only).
void *plx_xrealloc(void *p, size_t n);

#endif
