/* SPDX-License-Identifier: Apache-2.0 */
// How fast documents are placed, and in how much memory, the more are held:
//
//     zcat ../shared/bench/stories/gva.jsonl.gz | build/bench/group 1000000
//
// The documents on standard input are sketched, then placed again and again as copies that share half of their terms
// with the original, so that every copy is a story beside others like it: other names and numbers, other days, the
// weekdays and lengths of the original.  Only placing is timed (CPU time of this thread), over the last tenth before
// each mark.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/map.h"
#include "reading/read.h"
#include "story/group.h"

enum { DAYS_APART = 3, BYTES_MAX = 1 << 30 };

static double cpu_s(void) {
  struct timespec t;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static double memory_bytes(void) {
  FILE *f = fopen("/proc/self/statm", "r");
  long all = 0, resident = 0;
  if (f && fscanf(f, "%ld %ld", &all, &resident) != 2) resident = 0;
  if (f) fclose(f);
  return (double)resident * (double)sysconf(_SC_PAGESIZE);
}

typedef PLX_VEC(plx_sketch) sketches;

static void read_sketches(plx_str all, sketches *out, plx_arena *a) {
  plx_arena *tmp = plx_arena_new();
  for (size_t at = 0; at < all.n;) {
    ptrdiff_t end = plx_str_find(all, PLX_STR("\n"), at);
    size_t next = end < 0 ? all.n : (size_t)end;
    plx_raw raw = {.path = PLX_STR("-"), .bytes = plx_str_sub(all, at, next), .format = PLX_FORMAT_JSON};
    plx_docs docs = {0};
    if (plx_read(&raw, tmp, &docs, NULL) && docs.n) *plx_vec_push(a, out) = *plx_group_sketch(docs.v[0], tmp);
    plx_arena_clear(tmp);
    at = next + 1;
  }
  plx_arena_free(tmp);
}

static int by_term(const void *x, const void *y) {
  const uint64_t *a = x, *b = y;
  return *a < *b ? -1 : *a > *b;
}

// The copy-th copy: terms whose hash with the copy is odd are other terms.
static void vary(const plx_sketch *of, uint32_t copy, plx_sketch *out) {
  uint64_t key[PLX_SKETCH_TERMS];
  *out = *of;
  for (uint32_t i = 0; i < of->n; i++) {
    uint32_t pair[2] = {of->term[i], copy};
    uint64_t h = plx_hash(pair, sizeof pair);
    uint32_t term = copy && (h & 1) ? (uint32_t)(h >> 32) | 1 : of->term[i];
    key[i] = (uint64_t)term << 32 | (uint64_t)of->count[i] << 8 | of->flags[i];
  }
  if (of->n) qsort(key, of->n, sizeof *key, by_term);
  for (uint32_t i = 0; i < of->n; i++) {
    out->term[i] = (uint32_t)(key[i] >> 32);
    out->count[i] = (uint8_t)(key[i] >> 8);
    out->flags[i] = (uint8_t)key[i];
  }
  uint64_t name[2] = {of->document, copy};
  out->document = plx_hash(name, sizeof name);
  if (of->day != PLX_NO_DAY) out->day = of->day + DAYS_APART * (int32_t)copy;
}

int main(int argc, char **argv) {
  uint32_t most = argc > 1 ? (uint32_t)atoi(argv[1]) : 100000, moves = 0;
  plx_arena *a = plx_arena_new();
  plx_buf bytes = {0};
  plx_err e = {0};
  sketches all = {0};
  if (!plx_file_read("-", BYTES_MAX, &bytes, &e)) return fprintf(stderr, "%s\n", e.msg), 1;
  read_sketches(plx_buf_view(&bytes), &all, a);
  plx_buf_free(&bytes);
  if (!all.n) return fprintf(stderr, "group: no documents on standard input\n"), 1;
  double before = memory_bytes(), spent = 0;
  plx_group *g = plx_group_new();
  uint32_t mark = 10000;
  printf("%10s %14s %16s %8s\n", "held", "documents/s", "bytes/document", "moves");
  for (uint32_t i = 0; i < most; i++) {
    plx_sketch s;
    uint32_t n;
    vary(&all.v[i % all.n], i / all.n, &s);
    double start = i >= mark - mark / 10 ? cpu_s() : 0;
    plx_group_place(g, &s);
    if (start > 0) spent += cpu_s() - start;
    plx_group_moves(g, &n);
    moves += n;
    if (i + 1 != mark) continue;
    printf("%10u %14.0f %16.0f %8u\n", mark, mark / 10 / spent, (memory_bytes() - before) / mark, moves);
    fflush(stdout);
    spent = 0;
    mark = mark * 10 <= most ? mark * 10 : most;
  }
  plx_group_free(g);
  plx_arena_free(a);
  return 0;
}
