/* SPDX-License-Identifier: Apache-2.0 */
/* A cycle becomes one node, whose entering arcs gain what breaking the cycle there would; every arc remembers the two
 * words it really joins.  Contractions are taken back last to first. */
#include "language/tree.h"

#include <stdbool.h>
#include <string.h>

static uint32_t best_root(const float *score, uint32_t stride, uint32_t n) {
  uint32_t best = 0;
  float most = -1e30f;
  for (uint32_t w = 0; w < n; w++) { // what making w the root gains over its best other head
    float other = -1e30f;
    for (uint32_t h = 0; h < n; h++)
      if (h != w && score[w * stride + h] > other) other = score[w * stride + h];
    float gain = n == 1 ? 0 : score[w * stride + n] - other;
    if (gain > most) most = gain, best = w;
  }
  return best;
}

typedef struct cycle {
  uint32_t members;
  uint32_t *to, *from; // [members] the words that the cycle's arcs really join
  uint32_t *owner;     // [n] member + 1 that a word belongs to, 0: outside
} cycle;

typedef struct graph {
  uint32_t n, root;
  float *score;      // [n][n] of head h for node w: score[w * n + h]
  uint32_t *from;    // [n][n] the word that really is the head
  uint32_t *to;      // [n][n] the word that really is the dependant
  uint8_t *alive;    // [n] not contracted away
  int32_t *head;     // [n] of alive nodes
  uint32_t *node_of; // [n] the alive node a word is in now
} graph;

static graph graph_of(const float *score, uint32_t stride, uint32_t n, uint32_t root, plx_arena *tmp) {
  graph g = {.n = n, .root = root, .score = PLX_NEWS(tmp, float, (size_t)n *n)};
  g.from = PLX_NEWS(tmp, uint32_t, (size_t)n * n);
  g.to = PLX_NEWS(tmp, uint32_t, (size_t)n * n);
  g.alive = PLX_NEWS(tmp, uint8_t, n);
  g.head = PLX_NEWS(tmp, int32_t, n);
  g.node_of = PLX_NEWS(tmp, uint32_t, n);
  memset(g.alive, 1, n);
  for (uint32_t w = 0; w < n; w++) {
    g.node_of[w] = w;
    for (uint32_t h = 0; h < n; h++) {
      g.score[w * n + h] = score[w * stride + h];
      g.from[w * n + h] = h;
      g.to[w * n + h] = w;
    }
  }
  return g;
}

static void best_heads(graph *g) {
  for (uint32_t w = 0; w < g->n; w++) {
    g->head[w] = -1;
    if (!g->alive[w] || w == g->root) continue;
    for (uint32_t h = 0; h < g->n; h++)
      if (g->alive[h] && h != w &&
          (g->head[w] < 0 || g->score[w * g->n + h] > g->score[w * g->n + (uint32_t)g->head[w]]))
        g->head[w] = (int32_t)h;
  }
}

// A node on a cycle of heads, or -1.
static int64_t find_cycle(const graph *g, uint32_t *seen) {
  memset(seen, 0, g->n * sizeof *seen);
  for (uint32_t i = 0; i < g->n; i++) {
    int64_t v = i;
    if (!g->alive[i]) continue;
    for (; v >= 0 && !seen[v]; v = g->head[v]) seen[v] = i + 1;
    if (v >= 0 && seen[v] == i + 1) return v;
  }
  return -1;
}

// The arcs between the cycle (`in`, its nodes `member`) and a node v outside become arcs of c.
static void join_arcs(graph *g, uint32_t c, uint32_t v, const uint32_t *member, uint32_t members) {
  uint32_t n = g->n, out = c, enter = c;
  float best_out = -1e30f, best_enter = -1e30f;
  for (uint32_t i = 0; i < members; i++) {
    uint32_t u = member[i];
    float gain = g->score[u * n + v] - g->score[u * n + (uint32_t)g->head[u]]; // breaking the cycle at u
    if (g->score[v * n + u] > best_out) best_out = g->score[v * n + u], out = u;
    if (gain > best_enter) best_enter = gain, enter = u;
  }
  g->score[v * n + c] = best_out;
  g->from[v * n + c] = g->from[v * n + out];
  g->to[v * n + c] = g->to[v * n + out];
  g->score[c * n + v] = best_enter;
  g->from[c * n + v] = g->from[enter * n + v];
  g->to[c * n + v] = g->to[enter * n + v];
}

// The cycle through c becomes the node c.
static cycle contract(graph *g, uint32_t c, plx_arena *tmp) {
  uint32_t n = g->n, *member = PLX_NEWS(tmp, uint32_t, n), *index = PLX_NEWS(tmp, uint32_t, n);
  cycle k = {.to = PLX_NEWS(tmp, uint32_t, n), .from = PLX_NEWS(tmp, uint32_t, n), .owner = PLX_NEWS(tmp, uint32_t, n)};
  for (uint32_t v = c; !index[v]; v = (uint32_t)g->head[v]) {
    k.to[k.members] = g->to[v * n + (uint32_t)g->head[v]];
    k.from[k.members] = g->from[v * n + (uint32_t)g->head[v]];
    member[k.members++] = v;
    index[v] = k.members;
  }
  for (uint32_t v = 0; v < n; v++)
    if (g->alive[v] && !index[v]) join_arcs(g, c, v, member, k.members);
  for (uint32_t w = 0; w < n; w++) {
    k.owner[w] = index[g->node_of[w]];
    if (k.owner[w]) g->node_of[w] = c;
  }
  for (uint32_t i = 0; i < k.members; i++) g->alive[member[i]] = member[i] == c;
  return k;
}

// Takes a contraction back: all arcs of the cycle stand but the one into the member that is entered from outside.
static void expand(const cycle *k, uint32_t n, int32_t *head) {
  uint32_t entered = 0;
  for (uint32_t w = 0; w < n && !entered; w++)
    if (k->owner[w] && head[w] >= 0) entered = k->owner[w];
  for (uint32_t i = 0; i < k->members; i++)
    if (i + 1 != entered) head[k->to[i]] = (int32_t)k->from[i];
}

static void best_tree(const float *score, uint32_t stride, uint32_t n, uint32_t root, int32_t *head, plx_arena *tmp) {
  graph g = graph_of(score, stride, n, root, tmp);
  cycle *k = PLX_NEWS(tmp, cycle, n + 1);
  uint32_t *seen = PLX_NEWS(tmp, uint32_t, n), cycles = 0;
  int64_t c;
  for (best_heads(&g); (c = find_cycle(&g, seen)) >= 0; best_heads(&g)) k[cycles++] = contract(&g, (uint32_t)c, tmp);
  for (uint32_t w = 0; w < n; w++) head[w] = -1;
  for (uint32_t w = 0; w < n; w++)
    if (g.alive[w] && g.head[w] >= 0)
      head[g.to[w * n + (uint32_t)g.head[w]]] = (int32_t)g.from[w * n + (uint32_t)g.head[w]];
  while (cycles-- > 0) expand(&k[cycles], n, head);
  head[root] = (int32_t)n;
}

static bool is_tree(const int32_t *head, uint32_t n, uint32_t *seen) {
  uint32_t roots = 0;
  memset(seen, 0, n * sizeof *seen);
  for (uint32_t i = 0; i < n; i++) {
    roots += head[i] == (int32_t)n;
    int32_t v = (int32_t)i;
    while (v != (int32_t)n && !seen[v]) {
      seen[v] = i + 1;
      v = head[v];
    }
    if (v != (int32_t)n && seen[v] == i + 1) return false;
  }
  return roots == 1;
}

void plx_tree_best(const float *score, uint32_t stride, uint32_t n, int32_t *head, plx_arena *tmp) {
  plx_mark mark = plx_arena_mark(tmp);
  for (uint32_t w = 0; w < n; w++) {
    uint32_t best = n;
    for (uint32_t h = 0; h < n; h++)
      if (h != w && score[w * stride + h] > score[w * stride + best]) best = h;
    head[w] = (int32_t)best;
  }
  if (!is_tree(head, n, PLX_NEWS(tmp, uint32_t, n + 1)))
    best_tree(score, stride, n, best_root(score, stride, n), head, tmp);
  plx_arena_reset(tmp, mark);
}
