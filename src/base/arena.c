/* SPDX-License-Identifier: Apache-2.0 */
/* A list of blocks, newest first.  An allocation moves the newest block's `used` forward; when it does not fit, a new
 * block of twice the size (at most 1 MiB, or as large as needed) goes in front.  Resetting pops blocks. */
#include "base/arena.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifdef __has_feature
#if __has_feature(address_sanitizer)
#define __SANITIZE_ADDRESS__ 1 // as gcc names it
#endif
#endif
#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/asan_interface.h>
#else
#define ASAN_POISON_MEMORY_REGION(p, n)   ((void)(p), (void)(n))
#define ASAN_UNPOISON_MEMORY_REGION(p, n) ((void)(p), (void)(n))
#endif

enum { ALIGN = 16, BLOCK_BYTES_MIN = 8 << 10, BLOCK_BYTES_MAX = 1 << 20 };

typedef struct block {
  struct block *older;
  size_t size, used; // of data
} block;

_Static_assert(sizeof(block) <= 32, "the header of a block keeps its data aligned");
enum { HEADER = 32 };

struct plx_arena {
  block *newest;
};

static char *data_of(block *b) {
  return (char *)b + HEADER;
}

static _Noreturn void out_of_memory(size_t n) {
  fprintf(stderr, "parallax: out of memory (%zu bytes asked for)\n", n);
  abort();
}

void *plx_xrealloc(void *p, size_t n) {
  void *q = realloc(p, n ? n : 1);
  if (!q) out_of_memory(n);
  return q;
}

static void drop_newest(plx_arena *a) {
  block *b = a->newest;
  a->newest = b->older;
  ASAN_UNPOISON_MEMORY_REGION(data_of(b), b->size);
  free(b);
}

plx_arena *plx_arena_new(void) {
  plx_arena *a = plx_xrealloc(NULL, sizeof *a);
  a->newest = NULL;
  return a;
}

void plx_arena_free(plx_arena *a) {
  if (!a) return;
  while (a->newest) drop_newest(a);
  free(a);
}

static void add_block(plx_arena *a, size_t need) {
  size_t size = a->newest ? a->newest->size * 2 : BLOCK_BYTES_MIN;
  if (size > BLOCK_BYTES_MAX) size = BLOCK_BYTES_MAX;
  if (size < need) size = need;
  block *b = plx_xrealloc(NULL, HEADER + size);
  *b = (block){a->newest, size, 0};
  ASAN_POISON_MEMORY_REGION(data_of(b), size);
  a->newest = b;
}

void *plx_arena_raw(plx_arena *a, size_t n) {
  if (n > SIZE_MAX / 2) out_of_memory(n);
  size_t need = (n + ALIGN - 1) & ~(size_t)(ALIGN - 1);
  if (!a->newest || a->newest->size - a->newest->used < need) add_block(a, need);
  block *b = a->newest;
  char *p = data_of(b) + b->used;
  b->used += need;
  ASAN_UNPOISON_MEMORY_REGION(p, n);
  return p;
}

void *plx_arena_alloc(plx_arena *a, size_t n) {
  return memset(plx_arena_raw(a, n), 0, n);
}

void *plx_arena_array(plx_arena *a, size_t n, size_t size) {
  size_t bytes;
  if (__builtin_mul_overflow(n, size, &bytes)) bytes = SIZE_MAX;
  return plx_arena_alloc(a, bytes);
}

plx_mark plx_arena_mark(const plx_arena *a) {
  return (plx_mark){a->newest, a->newest ? a->newest->used : 0};
}

void plx_arena_reset(plx_arena *a, plx_mark m) {
  while (a->newest && a->newest != m.block) drop_newest(a);
  if (!a->newest) return;
  ASAN_POISON_MEMORY_REGION(data_of(a->newest) + m.used, a->newest->size - m.used);
  a->newest->used = m.used;
}

void plx_arena_clear(plx_arena *a) {
  while (a->newest && a->newest->older) drop_newest(a);
  if (a->newest) plx_arena_reset(a, (plx_mark){a->newest, 0});
}

size_t plx_arena_bytes(const plx_arena *a) {
  size_t n = 0;
  for (const block *b = a->newest; b; b = b->older) n += HEADER + b->size;
  return n;
}
