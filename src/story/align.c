/* SPDX-License-Identifier: Apache-2.0 */
/* A small network turns the features of a pair into the chance that it is one event (data/align.tsv, made by
 * train/align.c from ECB+); chains then grow from the surest pair, as long as the mean chance between two chains holds:
 * one likely pair does not pull two chains together that have nothing else in common. */
#include "story/align.h"

#include <math.h>
#include <stdlib.h>

#include "base/table.h"
#include "story/net.h"
#include "story/pair.h"

typedef struct link {
  uint32_t a, b;
  float chance;
} link;
typedef PLX_VEC(link) links;

static int by_chance(const void *x, const void *y) {
  const link *a = x, *b = y;
  if (a->chance != b->chance) return a->chance > b->chance ? -1 : 1;
  if (a->a != b->a) return a->a < b->a ? -1 : 1;
  return a->b < b->b ? -1 : a->b > b->b;
}

typedef struct chains {
  const links *all;
  uint32_t *of; // [n] chain of a mention
  uint32_t *head, *tail, *after, *size;
  uint32_t n;
} chains;

// Sum of the chances between two chains; pairs that are no link count nothing.
static double between(const chains *c, const uint32_t *start, const uint32_t *edge, uint32_t a, uint32_t b) {
  double sum = 0;
  for (uint32_t m = c->head[a]; m != PLX_NONE; m = c->after[m])
    for (uint32_t k = start[m]; k < start[m + 1]; k++) {
      const link *l = &c->all->v[edge[k]];
      if (c->of[l->a == m ? l->b : l->a] == b) sum += l->chance;
    }
  return sum;
}

static void join(chains *c, uint32_t a, uint32_t b) {
  for (uint32_t m = c->head[b]; m != PLX_NONE; m = c->after[m]) c->of[m] = a;
  c->after[c->tail[a]] = c->head[b];
  c->tail[a] = c->tail[b];
  c->size[a] += c->size[b];
}

// edge[start[m]..start[m+1]): the links of mention m.
static uint32_t *edges_of(const links *all, uint32_t n, plx_arena *tmp, uint32_t **start) {
  uint32_t *s = PLX_NEWS(tmp, uint32_t, n + 2), *fill = PLX_NEWS(tmp, uint32_t, n), *edge;
  for (uint32_t i = 0; i < all->n; i++) s[all->v[i].a + 1]++, s[all->v[i].b + 1]++;
  for (uint32_t m = 0; m < n; m++) s[m + 1] += s[m];
  edge = PLX_NEWS(tmp, uint32_t, s[n]);
  for (uint32_t i = 0; i < all->n; i++) {
    edge[s[all->v[i].a] + fill[all->v[i].a]++] = i;
    edge[s[all->v[i].b] + fill[all->v[i].b]++] = i;
  }
  *start = s;
  return edge;
}

static void grow(const links *all, uint32_t n, double least, double mean, plx_arena *tmp, uint32_t *of) {
  uint32_t *start, *edge = edges_of(all, n, tmp, &start);
  chains c = {.all = all, .of = of, .n = n};
  c.head = PLX_NEWS(tmp, uint32_t, n);
  c.tail = PLX_NEWS(tmp, uint32_t, n);
  c.after = PLX_NEWS(tmp, uint32_t, n);
  c.size = PLX_NEWS(tmp, uint32_t, n);
  for (uint32_t i = 0; i < n; i++) {
    of[i] = c.head[i] = c.tail[i] = i;
    c.after[i] = PLX_NONE;
    c.size[i] = 1;
  }
  for (uint32_t i = 0; i < all->n && all->v[i].chance >= least; i++) {
    uint32_t a = of[all->v[i].a], b = of[all->v[i].b];
    if (a == b) continue;
    if (between(&c, start, edge, a, b) < mean * c.size[a] * c.size[b]) continue;
    join(&c, a < b ? a : b, a < b ? b : a);
  }
}

void plx_align(const plx_record *const *records, uint32_t record_count, const plx_anchor *anchor, uint32_t n,
               plx_arena *tmp, uint32_t *chain) {
  plx_mark mark = plx_arena_mark(tmp);
  double least = plx_param("align_join"), mean = plx_param("align_mean"), faint = plx_param("align_faint");
  plx_net net = plx_net_read();
  plx_pairs pairs;
  links all = {0};
  float x[PLX_PAIR_FEATURES];
  plx_pairs_of(records, record_count, anchor, n, tmp, &pairs);
  for (uint32_t i = 0; i < n; i++)
    for (uint32_t j = i + 1; j < n; j++) {
      if (!plx_pair_possible(&pairs, i, j)) continue;
      plx_pair_features(&pairs, i, j, x);
      float chance = plx_net_chance(&net, x);
      if (chance >= faint) *plx_vec_push(tmp, &all) = (link){i, j, chance};
    }
  if (all.n) qsort(all.v, all.n, sizeof *all.v, by_chance);
  uint32_t *of = PLX_NEWS(tmp, uint32_t, n), *number = PLX_NEWS(tmp, uint32_t, n), count = 0;
  grow(&all, n, least, mean, tmp, of);
  for (uint32_t i = 0; i < n; i++) {
    if (of[i] == i) number[i] = count++; // the smallest member gives its chain the number
    chain[i] = number[of[i]];
  }
  plx_arena_reset(tmp, mark);
}
