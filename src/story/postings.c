/* SPDX-License-Identifier: Apache-2.0 */
// Following a chain of single postings costs a cache miss each, which is what a large index spends its time on.  Ten of
// them share a line here, and the first line of a term stands where its hash says, so it can be fetched ahead.
#include "story/postings.h"

#include <string.h>

#include "base/arena.h"

enum { LINE = 10, LOAD = 8, CHUNK = 1 << 10, FIRST_BUCKETS = 1 << 11, LINE_BYTES = 64, LINES_READ = 16 };
#define NONE UINT32_MAX

typedef struct line {
  uint32_t document[LINE]; // oldest first, then NONE
  uint32_t before;         // the line before it (a number in order of moving), or NONE
  uint16_t tag[LINE];      // tells the terms of a bucket apart
} line;
_Static_assert(sizeof(line) == LINE_BYTES, "a line of postings is a line of the cache");

struct plx_postings {
  plx_arena *arena;
  line *bucket; // [buckets]
  line **chunk; // [chunks] a ring of lines, a piece is made when it is first reached
  uint32_t buckets, buckets_max, chunks;
  uint32_t moved; // lines so far
  uint64_t added; // postings since the table was made
};

static line *aligned_lines(plx_arena *a, size_t n) {
  char *p = plx_arena_alloc(a, (n + 1) * LINE_BYTES);
  return (line *)(p + (LINE_BYTES - (uintptr_t)p % LINE_BYTES) % LINE_BYTES);
}

static void make_table(plx_postings *p) {
  p->arena = plx_arena_new();
  p->bucket = aligned_lines(p->arena, p->buckets);
  memset(p->bucket, 0xff, p->buckets * sizeof *p->bucket);
  p->chunk = PLX_NEWS(p->arena, line *, p->chunks);
  p->moved = 0;
  p->added = 0;
}

plx_postings *plx_postings_new(plx_arena *a, uint32_t documents, uint32_t each) {
  plx_postings *p = PLX_NEW(a, plx_postings);
  *p = (plx_postings){.buckets = FIRST_BUCKETS, .buckets_max = FIRST_BUCKETS};
  while ((uint64_t)p->buckets_max * LOAD < (uint64_t)documents * each) p->buckets_max *= 2;
  p->chunks = (uint32_t)((uint64_t)documents * each / LINE / CHUNK) + 1;
  make_table(p);
  return p;
}

void plx_postings_free(plx_postings *p) {
  if (p) plx_arena_free(p->arena);
}

static uint32_t mixed(uint32_t term) {
  return term * 2654435761u;
}

static line *bucket_of(const plx_postings *p, uint32_t term) {
  return &p->bucket[(mixed(term) >> 7) & (p->buckets - 1)];
}

static uint16_t tag_of(uint32_t term) {
  return (uint16_t)(term ^ term >> 16);
}

static line *moved_at(const plx_postings *p, uint32_t number) {
  uint32_t i = number % (p->chunks * CHUNK);
  return &p->chunk[i / CHUNK][i % CHUNK];
}

static uint32_t move(plx_postings *p, const line *l) {
  uint32_t i = p->moved % (p->chunks * CHUNK);
  if (!p->chunk[i / CHUNK]) p->chunk[i / CHUNK] = aligned_lines(p->arena, CHUNK);
  *moved_at(p, p->moved) = *l;
  return p->moved++;
}

void plx_postings_add(plx_postings *p, uint32_t term, uint32_t document) {
  line *l = bucket_of(p, term);
  int n = 0;
  while (n < LINE && l->document[n] != NONE) n++;
  if (n == LINE) {
    uint32_t before = move(p, l);
    memset(l, 0xff, sizeof *l);
    l->before = before;
    n = 0;
  }
  l->document[n] = document;
  l->tag[n] = tag_of(term);
  p->added++;
}

bool plx_postings_crowded(const plx_postings *p) {
  return p->buckets < p->buckets_max && p->added > (uint64_t)p->buckets * LOAD;
}

void plx_postings_grow(plx_postings *p) {
  plx_arena_free(p->arena);
  p->buckets *= 4;
  if (p->buckets > p->buckets_max) p->buckets = p->buckets_max;
  make_table(p);
}

void plx_postings_fetch(const plx_postings *p, uint32_t term) {
  __builtin_prefetch(bucket_of(p, term));
}

uint32_t plx_postings_read(const plx_postings *p, uint32_t term, uint32_t max, uint32_t *document) {
  uint16_t tag = tag_of(term);
  uint32_t n = 0;
  const line *l = bucket_of(p, term);
  for (int lines = 1;; lines++) {
    uint32_t before = l->before;
    const line *next = before != NONE && p->moved - before <= p->chunks * CHUNK ? moved_at(p, before) : NULL;
    if (next) __builtin_prefetch(next);
    for (int k = LINE; k-- > 0 && n < max;)
      if (l->tag[k] == tag && l->document[k] != NONE) document[n++] = l->document[k];
    if (n == max || !next || lines == LINES_READ) return n;
    l = next;
  }
}
