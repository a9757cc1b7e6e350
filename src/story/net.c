/* SPDX-License-Identifier: Apache-2.0 */
#include "story/net.h"

#include <math.h>
#include <stdlib.h>

#include "tables.h"

// A row is a hidden unit of a network: its weights, its own constant, its weight in the sum.  Unit -1 holds the sum's.
plx_net plx_net_read(void) {
  plx_net n = {0};
  const plx_table *t = &plx_table_align;
  for (int row = 0; row < t->rows; row++) {
    int net = (int)plx_cell_num(t, row, PLX_ALIGN_NET), unit = (int)plx_cell_num(t, row, PLX_ALIGN_UNIT);
    if (net < 0 || net >= PLX_NETS || unit >= PLX_NET_HIDDEN) continue;
    if (unit < 0) {
      n.out[net][PLX_NET_HIDDEN] = (float)plx_cell_num(t, row, PLX_ALIGN_OUT);
      continue;
    }
    n.out[net][unit] = (float)plx_cell_num(t, row, PLX_ALIGN_OUT);
    plx_str weights = plx_cell(t, row, PLX_ALIGN_WEIGHTS), one;
    for (int f = 0; f <= PLX_PAIR_FEATURES && plx_str_cut(&weights, ' ', &one); f++)
      n.in[net][unit][f] = strtof(one.p, NULL);
  }
  return n;
}

// p = 1 / (1 + exp(-(b + sum_h v_h tanh(c_h + sum_f W_hf x_f)))), the mean over the networks
float plx_net_chance(const plx_net *n, const float x[PLX_PAIR_FEATURES]) {
  double mean = 0;
  for (int k = 0; k < PLX_NETS; k++) {
    double sum = n->out[k][PLX_NET_HIDDEN];
    for (int h = 0; h < PLX_NET_HIDDEN; h++) {
      double z = n->in[k][h][PLX_PAIR_FEATURES];
      for (int f = 0; f < PLX_PAIR_FEATURES; f++) z += n->in[k][h][f] * x[f];
      sum += n->out[k][h] * tanh(z);
    }
    mean += 1 / (1 + exp(-sum)) / PLX_NETS;
  }
  return (float)mean;
}
