/* line_net.h - the lines of a page judged together, by a small network over what the forests see and think.
 *
 * in     rows of features, what the first look and both looks thought
 * out    log odds a line
 * how    32 numbers a line; four layers, each of which adds to a line what stands 1, 2, 4 or 8 lines above and below it
 * cost   about a microsecond a line
 * from   Yu & Koltun 2016, "Multi-scale context aggregation by dilated convolutions"; trained by train/reading.c
 *
 * Cannot fail.  Pure: the weights are constant tables (model/reading_net_*.tsv, by way of tools/nets.awk).  The same answer
 * with and without AVX2.
 */
#ifndef PLX_READING_LINE_NET_H
#define PLX_READING_LINE_NET_H

#include "base/arena.h"
#include "reading/features.h"
#include "reading/second_look.h"
#include "reading/trees.h"

enum {
  PLX_NET_WIDTH = 32,
  PLX_NET_LAYERS = 4,
  PLX_NET_TAPS = 3,
  PLX_NET_INPUTS = (PLX_FEATURES + PLX_FEATURES_NEAR + 2 + 7) / 8 * 8 // all features, both opinions, zeros
};

// In a row: mean and scale of each input, [inputs][width] and [width] of the first layer, for each layer
// [taps][width][width] and [width], [width] and one of the last.
typedef struct plx_line_net {
  const float *mean, *scale, *weight;
} plx_line_net;

typedef struct plx_line_nets { // whose mean is the judgement
  const plx_line_net *net;
  int nets;
} plx_line_nets;

// p of 0..1 in log odds, no further from even than ten thousand to one.
float plx_log_odds(float p);
// What the network sees of row i, not yet scaled.  out: [PLX_NET_INPUTS]
void plx_line_net_row(const plx_rows *rows, uint32_t i, float first, float both, float *out);
// odds [rows->n] out
void plx_line_nets_ask(const plx_line_nets *nets, const plx_rows *rows, const float *first, const float *both,
                       plx_arena *tmp, float *odds);

extern const plx_line_nets plx_line_nets_html, plx_line_nets_plain;

#endif
