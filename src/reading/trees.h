/* trees.h - a judgement out of many small decision trees.
 *
 * in     a row of features
 * out    a probability
 * how    each tree gives the leaf the row falls into; the leaves are summed and squashed
 * cost   trees x depth comparisons: about 400 x 5 a line
 * from   Friedman 2001, "Greedy function approximation: a gradient boosting machine"; trained by train/reading.c
 *
 * Cannot fail.  Pure: the trees are constant tables (model/reading.tsv, by way of tools/trees.awk).
 */
#ifndef PLX_READING_TREES_H
#define PLX_READING_TREES_H

#include <stdint.h>

typedef struct plx_node {
  int16_t feature;  // -1: a leaf
  int16_t right;    // the node for feature > value, counted from this one; the other is the next node
  float value;      // threshold, or what the leaf adds
} plx_node;

typedef struct plx_forest {
  const plx_node *node;
  const uint32_t *root; // [trees]
  int trees;
  float bias;
} plx_forest;

// In log odds: 0 is even.
float plx_forest_score(const plx_forest *f, const float *row);
float plx_forest_share(const plx_forest *f, const float *row); // 0..1

extern const plx_forest plx_forest_html_body_1, plx_forest_html_body_2, plx_forest_html_caption;
extern const plx_forest plx_forest_plain_body_1, plx_forest_plain_body_2, plx_forest_plain_caption;

#endif
