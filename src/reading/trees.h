/* trees.h - a judgement out of many small decision trees.
 *
 * in     rows of features
 * out    a probability each
 * how    eight rows at a time: all splits of a feature, least threshold first, strike out the leaves a row cannot reach; the
 *        first leaf left of each tree is the row's; the leaves are summed in the trees' order and squashed
 * cost   about a microsecond a row for 400 trees of 24 leaves
 * from   Friedman 2001, "Greedy function approximation: a gradient boosting machine"; Lucchese et al. 2015, "QuickScorer"
 *
 * Cannot fail.  Pure: the trees are constant tables (model/reading_*.tsv, by way of tools/trees.awk), trained by train/reading.c.
 */
#ifndef PLX_READING_TREES_H
#define PLX_READING_TREES_H

#include <stdint.h>

enum { PLX_LEAVES_MAX = 32, PLX_TREES_MAX = 512 };

// One inner node of a tree.
typedef struct plx_split {
  float value;   // a row with more than this in the split's feature goes right …
  uint32_t keep; // … and keeps these leaves only; they are numbered from left to right
  uint32_t tree;
} plx_split;

typedef struct plx_forest {
  const plx_split *split; // by feature, then by value
  const uint32_t *begin;  // [features + 1] a feature's splits
  const float *leaf;      // [trees][PLX_LEAVES_MAX] what a leaf adds
  int features, trees;
  float bias;
} plx_forest;

// Rows of features in two tables: feature f is x[f], or, from `width` on, near[f - width].
typedef struct plx_rows {
  const float *x, *near; // [n][width], [n][near_width]; near may be NULL for a forest that asks for less than width
  uint32_t n, width, near_width;
} plx_rows;

// out [n]: 0..1
void plx_forest_shares(const plx_forest *f, const plx_rows *rows, float *out);

extern const plx_forest plx_forest_html_body_1, plx_forest_html_body_2, plx_forest_html_caption;
extern const plx_forest plx_forest_plain_body_1, plx_forest_plain_body_2, plx_forest_plain_caption;

#endif
