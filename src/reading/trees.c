/* SPDX-License-Identifier: Apache-2.0 */
#include "reading/trees.h"

#include <math.h>

float plx_forest_score(const plx_forest *f, const float *row) {
  float sum = f->bias;
  for (int t = 0; t < f->trees; t++) {
    const plx_node *n = f->node + f->root[t];
    while (n->feature >= 0) n += row[n->feature] > n->value ? n->right : 1;
    sum += n->value;
  }
  return sum;
}

float plx_forest_share(const plx_forest *f, const float *row) {
  return 1.0f / (1.0f + expf(-plx_forest_score(f, row)));
}
