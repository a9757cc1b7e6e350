/* SPDX-License-Identifier: Apache-2.0 */
/* reading_boost.h - forests of decision trees by gradient boosting.
 *
 * in     rows of features and what is right for each
 * out    forests; out-of-fold judgements
 * how    features cut into 64 bins; the best leaf split first; a tree sees part of lines and features
 * cost   about ten seconds a forest
 * from   Friedman 2001; Ke et al. 2017, "LightGBM"
 *
 * For train/reading.c only, which is why it is all in this header.
 */
#ifndef TRAIN_READING_BOOST_H
#define TRAIN_READING_BOOST_H

#include "reading/trees.h"
#include "reading_pages.h"

typedef struct table {
  int width;
  uint8_t *bin;                // [rows][width]
  float edge[WIDTH_MAX][BINS]; // bin b holds x <= edge[b]
  int bins[WIDTH_MAX];
} table;

// A tree's nodes in preorder: what is not right of a node is the next one.
typedef struct node {
  int16_t feature; // -1: a leaf
  int16_t right;   // the node for feature > value, counted from this one
  float value;     // threshold, or what the leaf adds
} node;

typedef struct forest {
  node *node;
  uint32_t nodes, root[512];
  int trees;
  float bias;
} forest;

static int by_float(const void *a, const void *b) {
  float x = *(const float *)a, y = *(const float *)b;
  return x < y ? -1 : x > y;
}

static float value_at(const data *d, uint32_t r, int f) {
  return f < PLX_FEATURES ? d->x[(size_t)r * PLX_FEATURES + (size_t)f]
                          : d->near[(size_t)r * PLX_FEATURES_NEAR + (size_t)(f - PLX_FEATURES)];
}

static void bin_feature(table *t, const data *d, int f) {
  uint32_t n = d->rows;
  float *v = plx_xrealloc(NULL, (n + 1) * sizeof *v);
  for (uint32_t r = 0; r < n; r++) v[r] = value_at(d, r, f);
  qsort(v, n, sizeof *v, by_float);
  uint32_t distinct = n > 0;
  for (uint32_t r = 1; r < n; r++) distinct += v[r] != v[r - 1];
  int bins = 0;
  for (uint32_t r = 0, seen = 0; r < n; r++) {
    if (r + 1 < n && v[r] == v[r + 1]) continue;
    seen++;
    bool take = distinct <= BINS ? true : (uint64_t)r * (BINS - 1) / n >= (uint64_t)bins;
    if (take && bins < BINS - 1) t->edge[f][bins++] = r + 1 < n ? (v[r] + v[r + 1]) / 2 : v[r];
  }
  if (!bins) bins = 1;
  t->bins[f] = bins + 1;
  t->edge[f][bins] = INFINITY;
  for (uint32_t r = 0; r < n; r++) {
    float x = value_at(d, r, f);
    int lo = 0, hi = bins;
    while (lo < hi) {
      int mid = (lo + hi) / 2;
      if (x <= t->edge[f][mid]) hi = mid;
      else lo = mid + 1;
    }
    t->bin[(size_t)r * (size_t)t->width + (size_t)f] = (uint8_t)lo;
  }
  free(v);
}

static table *bin_all(const data *d, int width) {
  table *t = plx_xrealloc(NULL, sizeof *t);
  t->width = width;
  t->bin = plx_xrealloc(NULL, (size_t)width * (d->rows + 1));
  for (int f = 0; f < width; f++) bin_feature(t, d, f);
  return t;
}

static void free_table(table *t) {
  free(t->bin);
  free(t);
}

typedef struct cell {
  float g, h;
} cell;

typedef struct leaf {
  uint32_t first, count; // into rows
  int depth, feature, bin, node;
  double gain, g, h;
  cell *cell; // [seen features][BINS]: sums of its rows
} leaf;

enum { SEEN_PERCENT = 40, ROWS_PERCENT = 70 };

typedef struct grower {
  const table *t;
  const data *d;
  uint32_t *rows, *spare;
  float *g, *h; // [data rows]
  leaf leaf[NODES_MAX];
  int leaves;
  int see[WIDTH_MAX], seen; // features this tree may use
} grower;

static double lambda = 2.0, child_min = 1.0;

static cell *sum_cells(const grower *w, const leaf *l) {
  cell *c = plx_xrealloc(NULL, (size_t)w->seen * BINS * sizeof *c);
  memset(c, 0, (size_t)w->seen * BINS * sizeof *c);
  for (uint32_t i = 0; i < l->count; i++) {
    uint32_t r = w->rows[l->first + i];
    const uint8_t *bin = w->t->bin + (size_t)r * (size_t)w->t->width;
    float g = w->g[r], h = w->h[r];
    for (int k = 0; k < w->seen; k++) {
      cell *x = &c[k * BINS + bin[w->see[k]]];
      x->g += g, x->h += h;
    }
  }
  return c;
}

static void best_split(grower *w, leaf *l) {
  l->gain = 0;
  for (int k = 0; k < w->seen; k++) {
    const cell *c = l->cell + k * BINS;
    int f = w->see[k], bins = w->t->bins[f];
    double g = 0, h = 0, whole = l->g * l->g / (l->h + lambda);
    for (int b = 0; b + 1 < bins; b++) {
      g += c[b].g, h += c[b].h;
      double rg = l->g - g, rh = l->h - h;
      if (h < child_min || rh < child_min) continue;
      double gain = g * g / (h + lambda) + rg * rg / (rh + lambda) - whole;
      if (gain > l->gain) l->gain = gain, l->feature = f, l->bin = b;
    }
  }
}

static void sum_leaf(grower *w, leaf *l) {
  l->g = l->h = 0;
  for (uint32_t i = 0; i < l->count; i++) l->g += w->g[w->rows[l->first + i]], l->h += w->h[w->rows[l->first + i]];
}

// Only the smaller half is summed; the other is what remains of the parent.
static void sum_halves(grower *w, leaf *parent, leaf *a, leaf *b) {
  leaf *small = a->count < b->count ? a : b, *large = small == a ? b : a;
  small->cell = sum_cells(w, small);
  large->cell = parent->cell;
  for (int i = 0; i < w->seen * BINS; i++) large->cell[i].g -= small->cell[i].g, large->cell[i].h -= small->cell[i].h;
}

typedef struct tnode {
  int feature, left, right;
  float value;
} tnode;

// Best-first: the leaf whose split gains most is split next.
static int grow_tree(grower *w, uint32_t n, int leaves_max, double rate, tnode *node) {
  int nodes = 1;
  w->leaves = 1;
  w->leaf[0] = (leaf){.first = 0, .count = n};
  sum_leaf(w, &w->leaf[0]);
  w->leaf[0].cell = sum_cells(w, &w->leaf[0]);
  best_split(w, &w->leaf[0]);
  while (w->leaves < leaves_max) {
    int best = -1;
    for (int i = 0; i < w->leaves; i++)
      if (w->leaf[i].gain > 1e-3 && w->leaf[i].depth < 12 && (best < 0 || w->leaf[i].gain > w->leaf[best].gain))
        best = i;
    if (best < 0) break;
    leaf *l = &w->leaf[best], left = {.first = l->first, .depth = l->depth + 1}, right = {.depth = l->depth + 1};
    const uint8_t *bin = w->t->bin + l->feature;
    uint32_t k = l->first, m = 0;
    for (uint32_t i = 0; i < l->count; i++) {
      uint32_t r = w->rows[l->first + i];
      if (bin[(size_t)r * (size_t)w->t->width] <= l->bin) w->rows[k++] = r;
      else w->spare[m++] = r;
    }
    memcpy(w->rows + k, w->spare, m * sizeof *w->spare);
    left.count = k - l->first, right.first = k, right.count = m;
    node[l->node] = (tnode){l->feature, nodes, nodes + 1, w->t->edge[l->feature][l->bin]};
    left.node = nodes++, right.node = nodes++;
    sum_leaf(w, &left), sum_leaf(w, &right);
    sum_halves(w, l, &left, &right);
    best_split(w, &left), best_split(w, &right);
    w->leaf[best] = left;
    w->leaf[w->leaves++] = right;
  }
  for (int i = 0; i < w->leaves; i++) free(w->leaf[i].cell);
  for (int i = 0; i < w->leaves; i++)
    node[w->leaf[i].node] = (tnode){-1, 0, 0, (float)(-rate * w->leaf[i].g / (w->leaf[i].h + lambda))};
  return nodes;
}

// The tree in preorder: the left child is the next node.
static void write_tree(forest *f, const tnode *node, int at) {
  uint32_t own = f->nodes++;
  f->node = plx_xrealloc(f->node, (f->nodes + 2) * sizeof *f->node);
  f->node[own] = (struct node){(int16_t)node[at].feature, 0, node[at].value};
  if (node[at].feature < 0) return;
  write_tree(f, node, node[at].left);
  f->node[own].right = (int16_t)(f->nodes - own);
  write_tree(f, node, node[at].right);
}

typedef struct plan {
  const float *target;
  int trees, leaves;
  double rate;
  int without; // fold left out, -1: none
} plan;

static forest train(const data *d, const table *t, const plan *p) {
  forest f = {0};
  uint32_t n = 0, total = d->rows;
  grower *w = plx_xrealloc(NULL, sizeof *w);
  *w = (grower){.t = t, .d = d};
  uint32_t *use = plx_xrealloc(NULL, (total + 1) * sizeof *use);
  w->rows = plx_xrealloc(NULL, (total + 1) * sizeof *w->rows);
  w->spare = plx_xrealloc(NULL, (total + 1) * sizeof *w->spare);
  w->g = plx_xrealloc(NULL, (total + 1) * sizeof *w->g);
  w->h = plx_xrealloc(NULL, (total + 1) * sizeof *w->h);
  float *score = plx_xrealloc(NULL, (total + 1) * sizeof *score);
  double yes = 1, all = 2;
  for (uint32_t r = 0; r < total; r++) {
    if (d->fold[r] == p->without || d->weight[r] <= 0 || p->target[r] < 0) continue;
    use[n++] = r;
    yes += d->weight[r] * p->target[r], all += d->weight[r];
  }
  f.bias = (float)log(yes / (all - yes));
  for (uint32_t i = 0; i < n; i++) score[use[i]] = f.bias;
  for (int k = 0; k < p->trees; k++) {
    for (uint32_t i = 0; i < n; i++) {
      uint32_t r = use[i];
      float q = 1.0f / (1.0f + expf(-score[r]));
      w->g[r] = d->weight[r] * (q - p->target[r]);
      w->h[r] = d->weight[r] * q * (1 - q) + 1e-6f;
    }
    uint32_t m = 0;
    for (uint32_t i = 0; i < n; i++)
      if (plx_hash(&(uint64_t){(uint64_t)k << 32 | i}, 8) % 100 < ROWS_PERCENT) w->rows[m++] = use[i];
    w->seen = 0;
    for (int f = 0; f < t->width; f++)
      if (plx_hash(&(uint64_t){(uint64_t)k << 32 | (1u << 31) | (unsigned)f}, 8) % 100 < SEEN_PERCENT)
        w->see[w->seen++] = f;
    tnode node[2 * NODES_MAX];
    grow_tree(w, m, p->leaves, p->rate, node);
    for (uint32_t i = 0; i < n; i++) {
      int at = 0;
      while (node[at].feature >= 0)
        at = value_at(d, use[i], node[at].feature) > node[at].value ? node[at].right : node[at].left;
      score[use[i]] += node[at].value;
    }
    f.root[f.trees++] = f.nodes;
    write_tree(&f, node, 0);
  }
  free(use), free(w->rows), free(w->spare), free(w->g), free(w->h), free(score), free(w);
  return f;
}

// The slow, obvious way: src/reading/trees.c must say the same.
static float judge(const forest *f, const data *d, uint32_t r) {
  float sum = f->bias;
  for (int t = 0; t < f->trees; t++) {
    const node *n = f->node + f->root[t];
    while (n->feature >= 0) n += value_at(d, r, n->feature) > n->value ? n->right : 1;
    sum += n->value;
  }
  return 1.0f / (1.0f + expf(-sum));
}

// Out-of-fold judgements of all rows into p, and the forest of all of them.
static forest cross(data *d, int width, plan p, float *out, const char *what) {
  table *t = bin_all(d, width);
  for (int k = 0; k < FOLDS; k++) {
    p.without = k;
    forest f = train(d, t, &p);
    for (uint32_t r = 0; r < d->rows; r++)
      if (d->fold[r] == k) out[r] = judge(&f, d, r);
    free(f.node);
  }
  report(d, what, out, p.target);
  p.without = -1;
  forest f = train(d, t, &p);
  free_table(t);
  return f;
}

static void write_forest(FILE *o, const char *name, const forest *f) {
  fprintf(o, "%s\tbias\t\t\t%.5g\n", name, f->bias);
  for (int t = 0; t < f->trees; t++) {
    uint32_t end = t + 1 < f->trees ? f->root[t + 1] : f->nodes;
    for (uint32_t i = f->root[t]; i < end; i++)
      fprintf(o, "%s\t%d\t%d\t%d\t%.5g\n", name, t, f->node[i].feature, f->node[i].right, f->node[i].value);
  }
}

#endif
