/* SPDX-License-Identifier: Apache-2.0 */
/* Every forward step keeps what its backward step needs; the two stand beside each other below.  d* is the gradient of
 * the loss with respect to *. */
#include "language/net_learn.h"

#include <math.h>
#include <string.h>

#include "language/gemm.h"

enum {
  ROW = PLX_NET_ROW,
  HALF = PLX_NET_HALF,
  WIDE = PLX_NET_WIDE,
  ARC = PLX_NET_ARC,
  REL = PLX_NET_REL,
  ALL = 2 * ARC + 2 * REL
};

// Chosen on the dev sets.
static const float drop_row = 0.25f, drop_layer = 0.30f, drop_head = 0.30f;
static const float weight_tag = 0.5f, weight_name = 0.5f;
static const float beta1 = 0.9f, beta2 = 0.98f, mean_rate = 0.9985f;

typedef struct store {
  float *w, *g, *m, *v, *mean; // weights, gradients, the two moments, the running mean
  uint64_t n;
} store;

struct plx_net_learner {
  plx_arena *arena, *tmp;
  uint32_t tags, rows, steps;
  uint64_t seed;
  store t[PLX_NET_TENSORS + 1]; // the last one: the rows
  uint32_t *touched, touches;   // rows with a gradient
  uint8_t *is_touched;
  uint32_t words; // since the last step
};

// --- chance ---

static uint64_t next_random(uint64_t *seed) {
  uint64_t z = *seed += 0x9E3779B97F4A7C15u;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return z ^ (z >> 31);
}

static float uniform(uint64_t *seed) {
  return (float)(next_random(seed) >> 40) / 16777216.0f;
}

static void fill(float *v, uint64_t n, float range, uint64_t *seed) {
  for (uint64_t i = 0; i < n; i++) v[i] = (2 * uniform(seed) - 1) * range;
}

// A mask of 0 and 1 / (1 - p).
static void mask_fill(float *v, uint64_t n, float p, uint64_t *seed) {
  for (uint64_t i = 0; i < n; i++) v[i] = uniform(seed) < p ? 0 : 1 / (1 - p);
}

// --- making ---

static void store_init(store *s, uint64_t n, plx_arena *a) {
  *s = (store){PLX_NEWS(a, float, n), PLX_NEWS(a, float, n), PLX_NEWS(a, float, n),
               PLX_NEWS(a, float, n), PLX_NEWS(a, float, n), n};
}

plx_net_learner *plx_net_learner_new(uint32_t tags, uint32_t rows, uint64_t seed) {
  plx_arena *a = plx_arena_new();
  plx_net_learner *l = PLX_NEW(a, plx_net_learner);
  *l = (plx_net_learner){.arena = a, .tmp = plx_arena_new(), .tags = tags, .rows = rows, .seed = seed};
  for (int t = 0; t < PLX_NET_TENSORS; t++) {
    uint32_t n = plx_net_outputs(t, tags), k = plx_net_inputs(t);
    store_init(&l->t[t], (uint64_t)n * k, a);
    if (k > 1) fill(l->t[t].w, l->t[t].n, sqrtf(3.0f / (float)k), &l->seed);
  }
  for (int g = PLX_NET_GATE1; g <= PLX_NET_GATE4; g++) fill(l->t[g].w, 2 * WIDE, 0.1f, &l->seed);
  fill(l->t[PLX_NET_PAIR].w, l->t[PLX_NET_PAIR].n, 0.05f, &l->seed);
  fill(l->t[PLX_NET_ROOT].w, l->t[PLX_NET_ROOT].n, 0.1f, &l->seed);
  store_init(&l->t[PLX_NET_TENSORS], (uint64_t)rows * ROW, a);
  fill(l->t[PLX_NET_TENSORS].w, (uint64_t)rows * ROW, 0.15f, &l->seed);
  l->touched = PLX_NEWS(a, uint32_t, rows + 1u);
  l->is_touched = PLX_NEWS(a, uint8_t, rows + 1u);
  return l;
}

void plx_net_learner_free(plx_net_learner *l) {
  if (!l) return;
  plx_arena_free(l->tmp);
  plx_arena_free(l->arena);
}

float *plx_net_learner_weights(plx_net_learner *l, int t, uint64_t *n) {
  *n = l->t[t].n;
  return l->t[t].w;
}

float *plx_net_learner_gradients(plx_net_learner *l, int t) {
  return l->t[t].g;
}

// --- products with a tensor: y = x W^T + b, and back ---

static void forward(plx_net_learner *l, int t, int bias, const float *x, uint32_t x_row, uint32_t n, float *y,
                    uint32_t y_row) {
  uint32_t out = plx_net_outputs(t, l->tags), in = plx_net_inputs(t);
  plx_gemm(y, y_row, n, out, in, (plx_strided){x, x_row, 1}, (plx_strided){l->t[t].w, 1, in}, false, l->tmp);
  for (uint32_t i = 0; bias >= 0 && i < n; i++)
    for (uint32_t j = 0; j < out; j++) y[(size_t)i * y_row + j] += l->t[bias].w[j];
}

// Adds to dW and db; dx (may be NULL) is added to where `add`, else written.
static void backward(plx_net_learner *l, int t, int bias, const float *x, uint32_t x_row, uint32_t n, const float *dy,
                     uint32_t y_row, float *dx, bool add) {
  uint32_t out = plx_net_outputs(t, l->tags), in = plx_net_inputs(t);
  plx_gemm(l->t[t].g, in, out, in, n, (plx_strided){dy, 1, y_row}, (plx_strided){x, x_row, 1}, true, l->tmp);
  if (dx) plx_gemm(dx, x_row, n, in, out, (plx_strided){dy, y_row, 1}, (plx_strided){l->t[t].w, in, 1}, add, l->tmp);
  for (uint32_t i = 0; bias >= 0 && i < n; i++)
    for (uint32_t j = 0; j < out; j++) l->t[bias].g[j] += dy[(size_t)i * y_row + j];
}

// --- losses ---

// y becomes the gradient of `weight` times the cross entropy of its softmax; returns the cross entropy.
static double softmax_loss(float *y, uint32_t n, uint32_t gold, float weight, bool *right) {
  float top = y[0], sum = 0, at_gold = y[gold];
  uint32_t best = 0;
  for (uint32_t i = 1; i < n; i++)
    if (y[i] > top) top = y[i], best = i;
  for (uint32_t i = 0; i < n; i++) sum += y[i] = expf(y[i] - top);
  for (uint32_t i = 0; i < n; i++) y[i] *= weight / sum;
  y[gold] -= weight;
  *right = best == gold;
  return (double)(logf(sum) - (at_gold - top));
}

// --- one lesson ---

typedef struct work {
  plx_net_learner *l;
  const plx_lesson *x;
  bool drop;
  float *in, *d_in;                 // [n][3 ROW] windows of rows
  int32_t (*row)[PLX_NET_FEATURES]; // after word dropout
  float *row_mask;                  // [n][ROW]
  float *u[PLX_NET_LAYERS], *keep[PLX_NET_LAYERS], *out[PLX_NET_LAYERS], *mask[PLX_NET_LAYERS];
  float *d_out[PLX_NET_LAYERS]; // d of a layer's output after its mask
  plx_losses *loss;
} work;

static uint32_t start_of(const plx_lesson *x, uint32_t s) {
  return s ? x->end[s - 1] : 0;
}

static uint32_t width_of(int layer) {
  return layer ? PLX_NET_NEXT : PLX_NET_FIRST;
}

// Rows add up to a word; the word, as written and in lower case, is sometimes hidden so that its parts must do.
static void read_rows(work *w) {
  plx_net_learner *l = w->l;
  const plx_lesson *x = w->x;
  float *e = PLX_NEWS(l->tmp, float, (size_t)x->n *ROW);
  w->row = (int32_t(*)[PLX_NET_FEATURES])PLX_NEWS(l->tmp, int32_t, (size_t)x->n * PLX_NET_FEATURES);
  w->row_mask = PLX_NEWS(l->tmp, float, (size_t)x->n *ROW);
  w->in = PLX_NEWS(l->tmp, float, (size_t)x->n * 3 * ROW);
  for (uint32_t i = 0; i < x->n; i++) {
    memcpy(w->row[i], x->row[i], sizeof w->row[i]);
    float hide = w->drop ? uniform(&l->seed) : 1;
    if (hide < 0.12f) w->row[i][0] = w->row[i][1] = -1;
    else if (hide < 0.22f) w->row[i][hide < 0.17f] = -1;
    for (int f = 2; w->drop && f < PLX_NET_FEATURES; f++)
      if (uniform(&l->seed) < 0.06f) w->row[i][f] = -1;
    float *to = e + (size_t)i * ROW;
    for (int f = 0; f < PLX_NET_FEATURES; f++) {
      const float *r = l->t[PLX_NET_TENSORS].w + (size_t)(w->row[i][f] < 0 ? 0 : w->row[i][f]) * ROW;
      for (int j = 0; w->row[i][f] >= 0 && j < ROW; j++) to[j] += r[j];
    }
    float *mask = w->row_mask + (size_t)i * ROW;
    mask_fill(mask, ROW, w->drop ? drop_row : 0, &l->seed);
    for (int j = 0; j < ROW; j++) to[j] *= mask[j];
  }
  for (uint32_t s = 0; s < x->sentences; s++)
    for (uint32_t i = start_of(x, s); i < x->end[s]; i++) {
      float *to = w->in + (size_t)i * 3 * ROW;
      if (i > start_of(x, s)) memcpy(to, e + (size_t)(i - 1) * ROW, ROW * sizeof *to);
      memcpy(to + ROW, e + (size_t)i * ROW, ROW * sizeof *to);
      if (i + 1 < x->end[s]) memcpy(to + 2 * ROW, e + (size_t)(i + 1) * ROW, ROW * sizeof *to);
    }
}

static void add_to_rows(work *w, uint32_t i, const float *d) {
  plx_net_learner *l = w->l;
  for (int f = 0; f < PLX_NET_FEATURES; f++) {
    int32_t r = w->row[i][f];
    if (r < 0) continue;
    if (!l->is_touched[r]) {
      l->is_touched[r] = 1;
      l->touched[l->touches++] = (uint32_t)r;
    }
    float *g = l->t[PLX_NET_TENSORS].g + (size_t)r * ROW;
    for (int j = 0; j < ROW; j++) g[j] += d[j];
  }
}

static void read_rows_back(work *w) {
  const plx_lesson *x = w->x;
  float d[ROW];
  for (uint32_t s = 0; s < x->sentences; s++)
    for (uint32_t i = start_of(x, s); i < x->end[s]; i++) {
      const float *own = w->d_in + (size_t)i * 3 * ROW, *mask = w->row_mask + (size_t)i * ROW;
      memcpy(d, own + ROW, sizeof d);
      for (int j = 0; i > start_of(x, s) && j < ROW; j++)
        d[j] += own[j - 3 * ROW + 2 * ROW];                                        // the window before: its right
      for (int j = 0; i + 1 < x->end[s] && j < ROW; j++) d[j] += own[j + 3 * ROW]; // the window after: its left
      for (int j = 0; j < ROW; j++) d[j] *= mask[j];
      add_to_rows(w, i, d);
    }
}

static void layer(work *w, int k) {
  plx_net_learner *l = w->l;
  const plx_lesson *x = w->x;
  uint32_t width = width_of(k), in = k ? WIDE : 3 * ROW;
  const float *from = k ? w->out[k - 1] : w->in;
  w->u[k] = PLX_NEWS(l->tmp, float, (size_t)x->n *width);
  w->keep[k] = PLX_NEWS(l->tmp, float, (size_t)x->n * 3 * WIDE);
  w->out[k] = PLX_NEWS(l->tmp, float, (size_t)x->n *WIDE);
  w->mask[k] = PLX_NEWS(l->tmp, float, (size_t)x->sentences *WIDE);
  w->d_out[k] = PLX_NEWS(l->tmp, float, (size_t)x->n *WIDE);
  forward(l, PLX_NET_IN1 + k, -1, from, in, x->n, w->u[k], width);
  mask_fill(w->mask[k], (size_t)x->sentences * WIDE, w->drop ? drop_layer : 0, &l->seed);
  for (uint32_t s = 0; s < x->sentences; s++) {
    size_t at = start_of(x, s), n = x->end[s] - at;
    plx_net_scan(w->u[k] + at * width, width, l->t[PLX_NET_GATE1 + k].w, k ? from + at * WIDE : NULL, (uint32_t)n,
                 w->out[k] + at * WIDE, w->keep[k] + at * 3 * WIDE);
    for (size_t i = at; i < at + n; i++)
      for (int j = 0; j < WIDE; j++) w->out[k][i * WIDE + (size_t)j] *= w->mask[k][(size_t)s * WIDE + (size_t)j];
  }
}

// Back through the units of one sentence and direction (net.c has the formulas).  d_past: NULL in the first layer, whose
// way past is a fourth part of u.
static void scan_back(const float *u, uint32_t width, const float *gate, float *d_gate, const float *past, uint32_t n,
                      bool back, const float *keep, const float *d_out, float *d_u, float *d_past) {
  float d_state[HALF] = {0};
  for (uint32_t step = n; step-- > 0;) {
    uint64_t t = back ? n - 1 - step : step, before = back ? t + 1 : t - 1;
    const float *z = u + t * width, *k = keep + t * 3 * WIDE, *c0 = step ? keep + before * 3 * WIDE + 2 * WIDE : NULL;
    const float *s = past ? past + t * WIDE : z + 3 * HALF, *dh = d_out + t * WIDE;
    float *dz = d_u + t * width, *ds = d_past ? d_past + t * WIDE : dz + 3 * HALF;
    for (int j = 0; j < HALF; j++) {
      float f = k[j], r = k[WIDE + j], c = k[2 * WIDE + j], was = c0 ? c0[j] : 0;
      float dr = dh[j] * (c - s[j]) * r * (1 - r), dc = d_state[j] + dh[j] * r;
      float df = dc * (was - z[j]) * f * (1 - f);
      ds[j] += dh[j] * (1 - r);
      dz[j] = dc * (1 - f);
      dz[HALF + j] = df;
      dz[2 * HALF + j] = dr;
      d_gate[j] += df * was;
      d_gate[WIDE + j] += dr * was;
      d_gate[2 * WIDE + j] += df;
      d_gate[3 * WIDE + j] += dr;
      d_state[j] = dc * f + df * gate[j] + dr * gate[WIDE + j];
    }
  }
}

static void layer_back(work *w, int k) {
  plx_net_learner *l = w->l;
  const plx_lesson *x = w->x;
  uint32_t width = width_of(k), in = k ? WIDE : 3 * ROW;
  const float *from = k ? w->out[k - 1] : w->in;
  float *d_u = PLX_NEWS(l->tmp, float, (size_t)x->n *width), *d_from = k ? w->d_out[k - 1] : w->d_in;
  for (uint32_t s = 0; s < x->sentences; s++) {
    size_t at = start_of(x, s), n = x->end[s] - at;
    for (size_t i = at; i < at + n; i++)
      for (int j = 0; j < WIDE; j++) w->d_out[k][i * WIDE + (size_t)j] *= w->mask[k][(size_t)s * WIDE + (size_t)j];
    for (uint32_t d = 0; d < 2; d++)
      scan_back(w->u[k] + at * width + d * (width / 2), width, l->t[PLX_NET_GATE1 + k].w + d * HALF,
                l->t[PLX_NET_GATE1 + k].g + d * HALF, k ? from + at * WIDE + d * HALF : NULL, (uint32_t)n, d == 1,
                w->keep[k] + at * 3 * WIDE + d * HALF, w->d_out[k] + at * WIDE + d * HALF,
                d_u + at * width + d * (width / 2), k ? d_from + at * WIDE + d * HALF : NULL);
  }
  backward(l, PLX_NET_IN1 + k, -1, from, in, x->n, d_u, width, d_from, true);
}

static void study_tags(work *w, int layer_index) {
  plx_net_learner *l = w->l;
  float *y = PLX_NEWS(l->tmp, float, (size_t)w->x->n * l->tags);
  forward(l, PLX_NET_TAG, PLX_NET_TAG_BIAS, w->out[layer_index], WIDE, w->x->n, y, l->tags);
  for (uint32_t i = 0; i < w->x->n; i++) {
    bool right = false;
    if (w->x->tag[i] == PLX_GOLD_NONE) memset(y + (size_t)i * l->tags, 0, l->tags * sizeof *y);
    else w->loss->tag += softmax_loss(y + (size_t)i * l->tags, l->tags, w->x->tag[i], weight_tag, &right);
    w->loss->right_tags += right;
  }
  backward(l, PLX_NET_TAG, PLX_NET_TAG_BIAS, w->out[layer_index], WIDE, w->x->n, y, l->tags, w->d_out[layer_index],
           true);
}

// --- names: a linear chain; what is learned is the whole run of labels of a sentence ---

enum { Y = PLX_NET_NAMES };
static const float never = -1e9f;

static float log_sum(const float *v) {
  float top = v[0], sum = 0;
  for (int i = 1; i < Y; i++) top = fmaxf(top, v[i]);
  for (int i = 0; i < Y; i++) sum += expf(v[i] - top);
  return top + logf(sum);
}

// The score of going from label p to label y; p == Y: the sentence begins.
static float step_score(const float *follows, int p, int y) {
  if (!plx_namer_may_follow((uint32_t)p, (uint32_t)y)) return never;
  return p < Y ? follows[p * Y + y] : 0;
}

// What the labels up to word i (forwards) or after it (backwards) are worth, all runs together.  at [n][Y].
static void chain_sums(const float *score, const float *follows, uint32_t n, bool forwards, float *at) {
  for (uint32_t step = 0; step < n; step++) {
    uint32_t i = forwards ? step : n - 1 - step;
    float v[Y];
    for (int y = 0; y < Y; y++) {
      float *to = &at[i * Y + (uint32_t)y];
      if (forwards && i == 0) *to = score[y] + step_score(follows, Y, y);
      if (!forwards && step == 0) *to = 0;
      if (step == 0) continue;
      for (int p = 0; p < Y; p++)
        v[p] = forwards ? at[(i - 1) * Y + (uint32_t)p] + step_score(follows, p, y)
                        : at[(i + 1) * Y + (uint32_t)p] + step_score(follows, y, p) + score[(i + 1) * Y + (uint32_t)p];
      *to = log_sum(v) + (forwards ? score[i * Y + (uint32_t)y] : 0);
    }
  }
}

// score [n][Y] becomes its gradient; the one of what follows what is added up.  Returns the loss.
static double chain_loss(float *score, const float *follows, float *d_follows, const uint8_t *gold, uint32_t n,
                         plx_arena *tmp) {
  plx_mark mark = plx_arena_mark(tmp);
  float *ahead = PLX_NEWS(tmp, float, (size_t)n *Y), *behind = PLX_NEWS(tmp, float, (size_t)n *Y);
  chain_sums(score, follows, n, true, ahead);
  chain_sums(score, follows, n, false, behind);
  float all = log_sum(ahead + (size_t)(n - 1) * Y), right = 0;
  for (uint32_t i = 0; i < n; i++) {
    right += score[i * Y + gold[i]] + step_score(follows, i ? gold[i - 1] : Y, gold[i]);
    for (int p = 0; i > 0 && p < Y; p++)
      for (int y = 0; y < Y; y++) {
        float v = ahead[(i - 1) * Y + (uint32_t)p] + step_score(follows, p, y) + score[i * Y + (uint32_t)y] +
                  behind[i * Y + (uint32_t)y];
        d_follows[p * Y + y] += weight_name * expf(v - all);
      }
    if (i > 0 && plx_namer_may_follow(gold[i - 1], gold[i])) d_follows[gold[i - 1] * Y + gold[i]] -= weight_name;
  }
  for (uint32_t i = 0; i < n; i++)
    for (uint32_t y = 0; y < Y; y++)
      score[i * Y + y] = weight_name * (expf(ahead[i * Y + y] + behind[i * Y + y] - all) - (y == gold[i]));
  plx_arena_reset(tmp, mark);
  return (double)(all - right);
}

static bool names_known(const plx_lesson *x, uint32_t at, uint32_t n) {
  for (uint32_t i = at; i < at + n; i++)
    if (x->ner[i] >= Y || !plx_namer_may_follow(i > at ? x->ner[i - 1] : Y, x->ner[i])) return false;
  return true;
}

static void study_names(work *w) {
  enum { LAST = PLX_NET_LAYERS - 1 };
  plx_net_learner *l = w->l;
  float *y = PLX_NEWS(l->tmp, float, (size_t)w->x->n *Y);
  forward(l, PLX_NET_NAME, PLX_NET_NAME_BIAS, w->out[LAST], WIDE, w->x->n, y, Y);
  for (uint32_t s = 0; s < w->x->sentences; s++) {
    uint32_t at = start_of(w->x, s), n = w->x->end[s] - at;
    float *score = y + (size_t)at * Y;
    if (n == 0 || !names_known(w->x, at, n)) memset(score, 0, (size_t)n * Y * sizeof *y);
    else
      w->loss->name +=
          chain_loss(score, l->t[PLX_NET_NAME_NEXT].w, l->t[PLX_NET_NAME_NEXT].g, w->x->ner + at, n, l->tmp);
  }
  backward(l, PLX_NET_NAME, PLX_NET_NAME_BIAS, w->out[LAST], WIDE, w->x->n, y, Y, w->d_out[LAST], true);
}

typedef struct trees {
  float *all, *d_all;   // [n][ALL] after relu and mask: dependants, heads, and both again for relations
  float *mask;          // [sentences][ALL]
  float *pair, *d_pair; // [n][ARC]
  float *join, *d_join; // [n][REL] after relu
  float *label;         // [n][relations]
} trees;

// Heads of one sentence: scores, their softmax, and the gradients of both sides.
static void study_heads(work *w, trees *t, uint32_t at, uint32_t n) {
  plx_net_learner *l = w->l;
  plx_mark mark = plx_arena_mark(l->tmp);
  uint32_t row = n + 1;
  float *head = PLX_NEWS(l->tmp, float, (size_t)row *ARC), *d_head = PLX_NEWS(l->tmp, float, (size_t)row *ARC);
  float *y = PLX_NEWS(l->tmp, float, (size_t)n *row);
  for (uint32_t i = 0; i < n; i++)
    memcpy(head + (size_t)i * ARC, t->all + (size_t)(at + i) * ALL + ARC, ARC * sizeof *head);
  memcpy(head + (size_t)n * ARC, l->t[PLX_NET_ROOT].w, ARC * sizeof *head);
  const float *pair = t->pair + (size_t)at * ARC;
  plx_gemm(y, row, n, row, ARC, (plx_strided){pair, ARC, 1}, (plx_strided){head, 1, ARC}, false, l->tmp);
  for (uint32_t i = 0; i < n; i++) {
    bool right = false;
    y[(size_t)i * row + i] = -1e30f;
    int32_t gold = w->x->head[at + i];
    if (gold < 0) memset(y + (size_t)i * row, 0, row * sizeof *y);
    else w->loss->head += softmax_loss(y + (size_t)i * row, row, (uint32_t)gold, 1, &right);
    w->loss->right_heads += right;
  }
  plx_gemm(t->d_pair + (size_t)at * ARC, ARC, n, ARC, row, (plx_strided){y, row, 1}, (plx_strided){head, ARC, 1}, true,
           l->tmp);
  plx_gemm(d_head, ARC, row, ARC, n, (plx_strided){y, 1, row}, (plx_strided){pair, ARC, 1}, false, l->tmp);
  for (uint32_t i = 0; i < n; i++)
    for (int j = 0; j < ARC; j++)
      t->d_all[(size_t)(at + i) * ALL + ARC + (size_t)j] += d_head[(size_t)i * ARC + (size_t)j];
  for (int j = 0; j < ARC; j++) l->t[PLX_NET_ROOT].g[j] += d_head[(size_t)n * ARC + (size_t)j];
  plx_arena_reset(l->tmp, mark);
}

// The head's side of word i's relation: in t->all, or the root's.
static uint64_t head_side(const work *w, uint32_t at, uint32_t n, uint32_t i, bool *root) {
  int32_t h = w->x->head[at + i];
  *root = h < 0 || (uint32_t)h >= n;
  return (uint64_t)(at + (*root ? 0 : (uint32_t)h)) * ALL + 2 * ARC + REL;
}

static void join_sides(work *w, trees *t, bool backwards) {
  plx_net_learner *l = w->l;
  const plx_lesson *x = w->x;
  for (uint32_t s = 0; s < x->sentences; s++) {
    uint32_t at = start_of(x, s), n = x->end[s] - at;
    for (uint32_t i = 0; i < n; i++) {
      bool root;
      uint64_t own = (uint64_t)(at + i) * ALL + 2 * ARC, other = head_side(w, at, n, i, &root);
      float *join = t->join + (size_t)(at + i) * REL, *d = t->d_join + (size_t)(at + i) * REL;
      const float *side = root ? l->t[PLX_NET_ROOT].w + ARC : t->all + other;
      float *d_side = root ? l->t[PLX_NET_ROOT].g + ARC : t->d_all + other;
      for (int j = 0; j < REL; j++) {
        if (!backwards) {
          float v = t->all[own + (uint64_t)j] + side[j];
          join[j] = v > 0 ? v : 0;
        } else if (join[j] > 0) {
          t->d_all[own + (uint64_t)j] += d[j];
          d_side[j] += d[j];
        }
      }
    }
  }
}

static void study_relations(work *w, trees *t) {
  plx_net_learner *l = w->l;
  uint32_t n = w->x->n;
  join_sides(w, t, false);
  forward(l, PLX_NET_LABEL, PLX_NET_LABEL_BIAS, t->join, REL, n, t->label, PLX_REL_COUNT);
  for (uint32_t i = 0; i < n; i++) {
    bool right;
    if (w->x->head[i] < 0) memset(t->label + (size_t)i * PLX_REL_COUNT, 0, PLX_REL_COUNT * sizeof *t->label);
    else w->loss->rel += softmax_loss(t->label + (size_t)i * PLX_REL_COUNT, PLX_REL_COUNT, w->x->rel[i], 1, &right);
  }
  backward(l, PLX_NET_LABEL, PLX_NET_LABEL_BIAS, t->join, REL, n, t->label, PLX_REL_COUNT, t->d_join, false);
  join_sides(w, t, true);
}

static void study_trees(work *w) {
  enum { LAST = PLX_NET_LAYERS - 1 };
  plx_net_learner *l = w->l;
  const plx_lesson *x = w->x;
  size_t n = x->n;
  trees t = {PLX_NEWS(l->tmp, float, n *ALL),
             PLX_NEWS(l->tmp, float, n *ALL),
             PLX_NEWS(l->tmp, float, x->sentences *(size_t)ALL),
             PLX_NEWS(l->tmp, float, n *ARC),
             PLX_NEWS(l->tmp, float, n *ARC),
             PLX_NEWS(l->tmp, float, n *REL),
             PLX_NEWS(l->tmp, float, n *REL),
             PLX_NEWS(l->tmp, float, n *PLX_REL_COUNT)};
  forward(l, PLX_NET_HEADS, PLX_NET_HEADS_BIAS, w->out[LAST], WIDE, x->n, t.all, ALL);
  mask_fill(t.mask, x->sentences * (size_t)ALL, w->drop ? drop_head : 0, &l->seed);
  for (uint32_t s = 0; s < x->sentences; s++)
    for (size_t i = start_of(x, s); i < x->end[s]; i++)
      for (size_t j = 0; j < ALL; j++) {
        float *v = &t.all[i * ALL + j];
        *v = (j < 2 * ARC && *v < 0 ? 0 : *v) * t.mask[s * (size_t)ALL + j];
      }
  forward(l, PLX_NET_PAIR, PLX_NET_PAIR_BIAS, t.all, ALL, x->n, t.pair, ARC);
  for (uint32_t s = 0; s < x->sentences; s++) study_heads(w, &t, start_of(x, s), x->end[s] - start_of(x, s));
  study_relations(w, &t);
  backward(l, PLX_NET_PAIR, PLX_NET_PAIR_BIAS, t.all, ALL, x->n, t.d_pair, ARC, t.d_all, true);
  for (uint32_t s = 0; s < x->sentences; s++)
    for (size_t i = start_of(x, s); i < x->end[s]; i++)
      for (size_t j = 0; j < ALL; j++)
        t.d_all[i * ALL + j] *= j < 2 * ARC && t.all[i * ALL + j] <= 0 ? 0 : t.mask[s * (size_t)ALL + j];
  backward(l, PLX_NET_HEADS, PLX_NET_HEADS_BIAS, w->out[LAST], WIDE, x->n, t.d_all, ALL, w->d_out[LAST], true);
}

void plx_net_learner_study(plx_net_learner *l, const plx_lesson *x, bool drop, plx_losses *loss) {
  plx_mark mark = plx_arena_mark(l->tmp);
  work w = {.l = l, .x = x, .drop = drop, .loss = loss};
  read_rows(&w);
  w.d_in = PLX_NEWS(l->tmp, float, (size_t)x->n * 3 * ROW);
  for (int k = 0; k < PLX_NET_LAYERS; k++) layer(&w, k);
  study_tags(&w, PLX_NET_TAG_LAYER - 1);
  study_names(&w);
  study_trees(&w);
  for (int k = PLX_NET_LAYERS; k-- > 0;) layer_back(&w, k);
  read_rows_back(&w);
  loss->words += x->n;
  l->words += x->n;
  plx_arena_reset(l->tmp, mark);
}

// --- steps ---

static void adam(store *s, uint64_t from, uint64_t n, float rate, float scale, float keep) {
  float *w = s->w + from, *g = s->g + from, *m = s->m + from, *v = s->v + from, *mean = s->mean + from;
  for (uint64_t i = 0; i < n; i++) {
    float d = g[i] * scale;
    m[i] = beta1 * m[i] + (1 - beta1) * d;
    v[i] = beta2 * v[i] + (1 - beta2) * d * d;
    w[i] -= rate * m[i] / (sqrtf(v[i]) + 1e-8f);
    mean[i] = keep * mean[i] + (1 - keep) * w[i];
    g[i] = 0;
  }
}

void plx_net_learner_step(plx_net_learner *l, double rate) {
  float steps = (float)++l->steps, norm = 0;
  float scale = 1 / (float)(l->words ? l->words : 1);
  for (int t = 0; t < PLX_NET_TENSORS; t++)
    for (uint64_t i = 0; i < l->t[t].n; i++) norm += l->t[t].g[i] * l->t[t].g[i];
  norm = sqrtf(norm) * scale;
  if (norm > 2) scale *= 2 / norm; // a wild lesson may not undo the others
  float fair = sqrtf(1 - powf(beta2, steps)) / (1 - powf(beta1, steps));
  float keep = fminf(mean_rate, steps / (steps + 10));
  for (int t = 0; t < PLX_NET_TENSORS; t++) adam(&l->t[t], 0, l->t[t].n, (float)rate * fair, scale, keep);
  for (uint32_t i = 0; i < l->touches; i++) {
    uint32_t r = l->touched[i];
    adam(&l->t[PLX_NET_TENSORS], (uint64_t)r * ROW, ROW, (float)rate * fair, scale, 0);
    l->is_touched[r] = 0;
  }
  l->touches = l->words = 0;
}

// --- packing ---

static void pad(plx_buf *out, size_t base) {
  while ((out->n - base) % 64) plx_buf_char(out, 0);
}

static float top_of(const float *v, uint32_t n) {
  float top = 1e-20f;
  for (uint32_t i = 0; i < n; i++) top = fmaxf(top, fabsf(v[i]));
  return top;
}

static void pack_matrix(const float *w, uint32_t n, uint32_t k, plx_buf *out, size_t base) {
  for (uint32_t i = 0; i < n; i++) {
    float scale = top_of(w + (size_t)i * k, k) / PLX_Q_MAX;
    plx_buf_add(out, &scale, sizeof scale);
  }
  pad(out, base);
  for (uint32_t i = 0; i < n; i++) {
    float scale = top_of(w + (size_t)i * k, k) / PLX_Q_MAX;
    for (uint32_t j = 0; j < k; j++) {
      int16_t q = (int16_t)lrintf(w[(size_t)i * k + j] / scale);
      plx_buf_add(out, &q, sizeof q);
    }
  }
  pad(out, base);
}

static void pack_rows(const plx_net_learner *l, plx_buf *out, size_t base) {
  const float *w = l->t[PLX_NET_TENSORS].w;
  for (uint32_t r = 0; r < l->rows; r++) {
    float scale = top_of(w + (size_t)r * ROW, ROW) / 127;
    plx_buf_add(out, &scale, sizeof scale);
  }
  pad(out, base);
  for (uint32_t r = 0; r < l->rows; r++) {
    float scale = top_of(w + (size_t)r * ROW, ROW) / 127;
    for (int j = 0; j < ROW; j++) plx_buf_char(out, (char)(int8_t)lrintf(w[(size_t)r * ROW + (size_t)j] / scale));
  }
  pad(out, base);
}

void plx_net_learner_pack(const plx_net_learner *l, bool average, plx_buf *out) {
  size_t base = out->n;
  uint32_t head[4] = {l->tags, l->rows, PLX_NET_TENSORS, 0};
  plx_buf_add(out, head, sizeof head);
  pad(out, base);
  pack_rows(l, out, base);
  for (int t = 0; t < PLX_NET_TENSORS; t++) {
    const float *w = average ? l->t[t].mean : l->t[t].w;
    uint32_t n = plx_net_outputs(t, l->tags), k = plx_net_inputs(t);
    if (k > 1) {
      pack_matrix(w, n, k, out, base);
    } else {
      plx_buf_add(out, w, n * sizeof *w);
      pad(out, base);
    }
  }
}

// --- taking over ---

// The next `bytes` of what is packed, up to a multiple of 64; NULL where it ends before.
static const void *next_part(plx_str *rest, size_t bytes) {
  size_t padded = (bytes + 63) / 64 * 64;
  if (rest->n < padded) return NULL;
  const char *p = rest->p;
  *rest = plx_str_sub(*rest, padded, rest->n - padded);
  return p;
}

static bool take_tensor(plx_net_learner *l, int t, plx_str *rest, float share) {
  uint32_t n = plx_net_outputs(t, l->tags), k = plx_net_inputs(t);
  const float *scale = next_part(rest, n * sizeof *scale);
  const int16_t *q = scale && k > 1 ? next_part(rest, (size_t)n * k * sizeof *q) : NULL;
  if (!scale || (k > 1 && !q)) return false;
  float *w = l->t[t].w;
  for (size_t i = 0; i < (size_t)n * k; i++) {
    w[i] += share * ((q ? (float)q[i] * scale[i / k] : scale[i]) - w[i]);
    l->t[t].mean[i] = w[i];
  }
  return true;
}

bool plx_net_learner_take(plx_net_learner *l, plx_str packed, const int32_t *from, float share) {
  plx_str rest = packed;
  const uint32_t *head = next_part(&rest, 4 * sizeof *head);
  if (!head || head[0] != l->tags || head[2] > PLX_NET_TENSORS) return false;
  const float *scale = next_part(&rest, head[1] * sizeof *scale);
  const int8_t *row = next_part(&rest, (size_t)head[1] * ROW);
  if (!scale || !row) return false;
  for (uint32_t r = 0; r < l->rows; r++)
    for (uint32_t j = 0; j < ROW; j++) {
      float *w = &l->t[PLX_NET_TENSORS].w[(size_t)r * ROW + j];
      bool none = from[r] < 0 || (uint32_t)from[r] >= head[1];
      *w += share * ((none ? 0 : (float)row[(size_t)from[r] * ROW + j] * scale[from[r]]) - *w);
    }
  for (uint32_t t = 0; t < head[2]; t++)
    if (!take_tensor(l, (int)t, &rest, share)) return false;
  return true;
}

void plx_net_learner_save(const plx_net_learner *l, plx_buf *out) {
  uint64_t head[4] = {l->tags, l->rows, l->steps, l->seed};
  plx_buf_add(out, head, sizeof head);
  for (int t = 0; t <= PLX_NET_TENSORS; t++) {
    const store *s = &l->t[t];
    const float *part[] = {s->w, s->m, s->v, s->mean};
    for (int p = 0; p < 4; p++) plx_buf_add(out, part[p], s->n * sizeof(float));
  }
}

bool plx_net_learner_load(plx_net_learner *l, plx_str saved) {
  uint64_t head[4], need = sizeof head;
  for (int t = 0; t <= PLX_NET_TENSORS; t++) need += l->t[t].n * 4 * sizeof(float);
  if (saved.n != need) return false;
  memcpy(head, saved.p, sizeof head);
  if (head[0] != l->tags || head[1] != l->rows) return false;
  l->steps = (uint32_t)head[2];
  l->seed = head[3];
  const char *p = saved.p + sizeof head;
  for (int t = 0; t <= PLX_NET_TENSORS; t++) {
    store *s = &l->t[t];
    float *part[] = {s->w, s->m, s->v, s->mean};
    for (int k = 0; k < 4; k++, p += s->n * sizeof(float)) memcpy(part[k], p, s->n * sizeof(float));
  }
  return true;
}
