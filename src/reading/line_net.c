/* SPDX-License-Identifier: Apache-2.0 */
/* Two lines at a time, so that a weight is loaded once for both.  Lines of zeros stand above and below the page: what is
 * added from there changes nothing. */
#include "reading/line_net.h"

#include <math.h>
#include <string.h>

#include "base/lanes.h"

enum { WIDTH = PLX_NET_WIDTH, EDGE = 8, ONE_BITS = 0x3f800000 };

static const int steps[PLX_NET_LAYERS] = {1, 2, 4, 8};
static const float CLAMP = 4;

float plx_log_odds(float p) {
  const float least = 1e-4f;
  p = p < least ? least : p > 1 - least ? 1 - least : p;
  return logf(p / (1 - p));
}

// Each number becomes nearly the binary logarithm of 1 + |x|, with x's sign: a float's bits, read as a whole number, are
// piecewise that.
PLX_LANES_BODY squash_body(float *x) {
  for (int f = 0; f < PLX_NET_INPUTS; f += PLX_LANES) {
    plx_lanes *v = (plx_lanes *)(x + f);
    plx_lanes_int sign = (plx_lanes_int)*v & INT32_MIN;
    plx_lanes size = (plx_lanes)((plx_lanes_int)*v & INT32_MAX) + 1.0f;
    plx_lanes y = __builtin_convertvector((plx_lanes_int)size - ONE_BITS, plx_lanes) * 0x1p-23f;
    *v = (plx_lanes)((plx_lanes_int)y | sign);
  }
}
PLX_LANES_TWICE(squash, (float *x), (x))

void plx_line_net_row(const plx_rows *rows, uint32_t i, float first, float both, float *out) {
  memcpy(out, rows->x + (size_t)i * rows->width, rows->width * sizeof *out);
  memcpy(out + rows->width, rows->near + (size_t)i * rows->near_width, rows->near_width * sizeof *out);
  size_t used = rows->width + rows->near_width;
  memset(out + used, 0, (PLX_NET_INPUTS - used) * sizeof *out);
  squash(out);
  out[used] = plx_log_odds(both), out[used + 1] = plx_log_odds(first);
}

PLX_LANES_BODY scale_body(const plx_line_net *net, const float *x, float *z) {
  for (int f = 0; f < PLX_NET_INPUTS; f += PLX_LANES) {
    plx_lanes v =
        (*(const plx_lanes *)(x + f) - *(const plx_lanes *)(net->mean + f)) * *(const plx_lanes *)(net->scale + f);
    plx_lanes_int over = v > CLAMP, under = v < -CLAMP;
    plx_lanes most = v * 0 + CLAMP;
    *(plx_lanes *)(z + f) = (plx_lanes)(((plx_lanes_int)v & ~over & ~under) | ((plx_lanes_int)most & over) |
                                        ((plx_lanes_int)-most & under));
  }
}
PLX_LANES_TWICE(scale, (const plx_line_net *net, const float *x, float *z), (net, x, z))

#define LANES 8
#include "reading/line_net_sums.h"
#define LANES 16
#include "reading/line_net_sums.h"
PLX_LANES_THRICE(enter, (const float *w, const float *a, const float *b, float *h), (w, a, b, h))
PLX_LANES_THRICE(mix, (const float *w, int step, uint32_t n, const float *from, float *to), (w, step, n, from, to))

static float last_product(const float *h, const float *w) {
  float sum = w[WIDTH];
  for (int j = 0; j < WIDTH; j++) sum += h[j] * w[j];
  return sum;
}

// Numbers of the lines, with the zeros around them; an odd last line has a line of no page behind it, which is kept zero.
typedef struct lines {
  float *all, *first; // first: past the zeros above
  uint32_t n;         // even
} lines;

static lines new_lines(uint32_t n, plx_arena *tmp) {
  uint32_t even = n + n % 2;
  float *all = PLX_NEWS(tmp, float, (size_t)(even + 2 * EDGE) * WIDTH);
  return (lines){all, all + EDGE * WIDTH, even};
}

// seen: [rows->n][PLX_NET_INPUTS]
static void enter_all(const plx_line_net *net, const float *seen, uint32_t n, lines *h) {
  float z[2][PLX_NET_INPUTS] = {{0}};
  for (uint32_t i = 0; i < n; i += 2) {
    for (uint32_t k = 0; k < 2 && i + k < n; k++) scale(net, seen + (size_t)(i + k) * PLX_NET_INPUTS, z[k]);
    enter(net->weight, z[0], z[1], h->first + (size_t)i * WIDTH);
  }
}

static void ask_one(const plx_line_net *net, const float *seen, uint32_t n, lines h[2], float *odds, float share) {
  const float *w = net->weight + PLX_NET_INPUTS * WIDTH + WIDTH;
  enter_all(net, seen, n, &h[0]);
  for (int l = 0; l < PLX_NET_LAYERS; l++, w += PLX_NET_TAPS * WIDTH * WIDTH + WIDTH) {
    lines *from = &h[l % 2], *to = &h[(l + 1) % 2];
    if (n % 2) memset(from->first + (size_t)n * WIDTH, 0, WIDTH * sizeof(float));
    mix(w, steps[l], from->n, from->first, to->first);
  }
  const float *out = h[PLX_NET_LAYERS % 2].first;
  for (uint32_t i = 0; i < n; i++) odds[i] += share * last_product(out + (size_t)i * WIDTH, w);
}

void plx_line_nets_ask(const plx_line_nets *nets, const plx_rows *rows, const float *first, const float *both,
                       plx_arena *tmp, float *odds) {
  plx_mark mark = plx_arena_mark(tmp);
  lines h[2] = {new_lines(rows->n, tmp), new_lines(rows->n, tmp)};
  float *seen = plx_arena_raw(tmp, (rows->n + 1) * sizeof(float[PLX_NET_INPUTS]));
  for (uint32_t i = 0; i < rows->n; i++)
    plx_line_net_row(rows, i, first[i], both[i], seen + (size_t)i * PLX_NET_INPUTS);
  memset(odds, 0, rows->n * sizeof *odds);
  for (int k = 0; k < nets->nets; k++) ask_one(&nets->net[k], seen, rows->n, h, odds, 1.0f / (float)nets->nets);
  plx_arena_reset(tmp, mark);
}
