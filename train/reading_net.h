/* SPDX-License-Identifier: Apache-2.0 */
/* reading_net.h - trains the networks that judge the lines of a page together (src/reading/line_net.h).
 *
 * in     pages, and what the forests thought of their lines
 * out    out-of-fold odds of each line
 * how    NH numbers a line; NL layers, each of which adds to a line what stands 1, 2, 4 or 8 lines from it; Adam over pages in
 *        seeded order; features are left out for a whole page; the gradient is compared with finite differences first
 * cost   about fifteen seconds a net
 * from   Yu & Koltun 2016, "Multi-scale context aggregation by dilated convolutions"; Kingma & Ba 2015
 *
 * For train/reading.c only, which is why it is all in this header.
 */
#ifndef TRAIN_READING_NET_H
#define TRAIN_READING_NET_H

#include "reading/line_net.h"
#include "reading_boost.h"

enum {
  NH = PLX_NET_WIDTH,
  NL = PLX_NET_LAYERS,
  NTAPS = PLX_NET_TAPS,
  NET_INPUTS = PLX_NET_INPUTS,
  CHECKED = 40,
  CHECKED_F1 = 10
};

// One flat array: in x NH, NH, NL x (NTAPS x NH x NH, NH), NH, 1
static size_t net_size(int in) {
  return (size_t)in * NH + NH + NL * (NTAPS * NH * NH + NH) + NH + 1;
}

typedef struct net_page {
  const float *x;                       // [n][in]
  const float *target, *weight, *words; // [n]
  int n;
} net_page;

static float *zeros(size_t n) {
  float *v = plx_xrealloc(NULL, n * sizeof *v);
  memset(v, 0, n * sizeof *v);
  return v;
}

static uint64_t net_dice = 1;
static double net_random(void) {
  net_dice ^= net_dice << 13, net_dice ^= net_dice >> 7, net_dice ^= net_dice << 17;
  return (double)(net_dice >> 11) / 9007199254740992.0;
}

typedef struct net_work {
  int cap;
  float *h[NL + 1];    // [n][NH] after layer
  float *a[NL + 1];    // [n][NH] what the layer adds (after relu)
  float *mask[NL + 1]; // dropout
  float *dh, *da, *out, *dout;
  float *xin; // [n][in] after dropout
} net_work;

static void net_room(net_work *w, int n, int in) {
  if (n <= w->cap) return;
  w->cap = n;
  for (int l = 0; l <= NL; l++) {
    w->h[l] = realloc(w->h[l], (size_t)n * NH * 4);
    w->a[l] = realloc(w->a[l], (size_t)n * NH * 4);
    w->mask[l] = realloc(w->mask[l], (size_t)n * NH * 4);
  }
  w->dh = realloc(w->dh, (size_t)n * NH * 4), w->da = realloc(w->da, (size_t)n * NH * 4);
  w->out = realloc(w->out, (size_t)n * 4), w->dout = realloc(w->dout, (size_t)n * 4);
  w->xin = realloc(w->xin, (size_t)n * in * 4);
}

static inline void axpy(float *restrict y, float a, const float *restrict x) {
  for (int j = 0; j < NH; j++) y[j] += a * x[j];
}

static inline float dot(const float *restrict x, const float *restrict y) {
  float s = 0;
  for (int j = 0; j < NH; j++) s += x[j] * y[j];
  return s;
}

static const int net_step[NL] = {1, 2, 4, 8};

static void net_forward(const float *w, int in, const net_page *p, net_work *k, double drop_in, double drop) {
  net_room(k, p->n, in);
  const float *b = w + (size_t)in * NH;
  float keep_in = (float)(1 / (1 - drop_in)), keep = (float)(1 / (1 - drop));
  // a feature is left out for the whole page
  static float fmask[1024];
  for (int f = 0; f < in; f++) fmask[f] = drop_in > 0 ? (net_random() < drop_in ? 0 : keep_in) : 1;
  for (int i = 0; i < p->n; i++) {
    float *h = k->h[0] + (size_t)i * NH, *m = k->mask[0] + (size_t)i * NH, *x = k->xin + (size_t)i * in;
    memcpy(h, b, NH * 4);
    for (int f = 0; f < in; f++) {
      x[f] = p->x[(size_t)i * in + f] * fmask[f];
      if (x[f] != 0) axpy(h, x[f], w + (size_t)f * NH);
    }
    for (int j = 0; j < NH; j++) {
      m[j] = drop > 0 ? (net_random() < drop ? 0 : keep) : 1;
      h[j] = h[j] > 0 ? h[j] * m[j] : (m[j] = 0, 0);
    }
  }
  const float *wl = b + NH;
  for (int l = 0; l < NL; l++, wl += NTAPS * NH * NH + NH) {
    const float *bl = wl + NTAPS * NH * NH;
    for (int i = 0; i < p->n; i++) {
      float *a = k->a[l + 1] + (size_t)i * NH, *h = k->h[l + 1] + (size_t)i * NH, *m = k->mask[l + 1] + (size_t)i * NH;
      const float *before = k->h[l] + (size_t)i * NH;
      memcpy(a, bl, NH * 4);
      for (int t = 0; t < NTAPS; t++) {
        int j = i + (t - 1) * net_step[l];
        if (j < 0 || j >= p->n) continue;
        const float *from = k->h[l] + (size_t)j * NH, *wt = wl + t * NH * NH;
        for (int c = 0; c < NH; c++)
          if (from[c] != 0) axpy(a, from[c], wt + c * NH);
      }
      for (int c = 0; c < NH; c++) {
        m[c] = drop > 0 ? (net_random() < drop ? 0 : keep) : 1;
        a[c] = a[c] > 0 ? a[c] * m[c] : (m[c] = 0, 0);
        h[c] = before[c] + a[c];
      }
    }
  }
  for (int i = 0; i < p->n; i++) k->out[i] = dot(k->h[NL] + (size_t)i * NH, wl) + wl[NH];
}

// The page's loss: log loss of each line, and f1 times what is missing of the page's F1 in words, judgements taken as shares.
// Its gradient by what comes out goes to k->dout.
static double net_loss(const net_page *p, net_work *k, double f1) {
  double loss = 0, both = 0, all = 1;
  for (int i = 0; i < p->n; i++) {
    k->dout[i] = 0;
    if (p->target[i] < 0 || p->weight[i] <= 0) continue;
    double q = 1 / (1 + exp(-k->out[i])), s = p->target[i] > 0.5f ? -k->out[i] : k->out[i];
    loss += p->weight[i] * (s > 0 ? s + log1p(exp(-s)) : log1p(exp(s)));
    k->dout[i] = (float)(p->weight[i] * (q - p->target[i]));
    both += p->words[i] * q * p->target[i], all += p->words[i] * (q + p->target[i]);
  }
  for (int i = 0; i < p->n && f1 > 0; i++) {
    if (p->target[i] < 0 || p->weight[i] <= 0) continue;
    double q = 1 / (1 + exp(-k->out[i]));
    k->dout[i] -= (float)(f1 * 2 * p->words[i] * (p->target[i] * all - both) / (all * all) * q * (1 - q));
  }
  return loss + f1 * (1 - 2 * both / all);
}

// Adds the gradient of the page's loss to g; returns the loss.
static double net_backward(const float *w, int in, const net_page *p, net_work *k, float *g, double f1) {
  const float *wo = w + net_size(in) - NH - 1;
  float *go = g + (wo - w);
  double loss = net_loss(p, k, f1);
  for (int i = 0; i < p->n; i++) {
    float d = k->dout[i], *dh = k->dh + (size_t)i * NH;
    for (int j = 0; j < NH; j++) dh[j] = d * wo[j];
    axpy(go, d, k->h[NL] + (size_t)i * NH);
    go[NH] += d;
  }
  const float *wl = wo;
  for (int l = NL - 1; l >= 0; l--) {
    wl -= NTAPS * NH * NH + NH;
    float *gl = g + (wl - w), *gb = gl + NTAPS * NH * NH;
    for (int i = 0; i < p->n; i++) {
      float *da = k->da + (size_t)i * NH;
      const float *m = k->mask[l + 1] + (size_t)i * NH, *dh = k->dh + (size_t)i * NH;
      for (int c = 0; c < NH; c++) da[c] = dh[c] * m[c], gb[c] += da[c];
    }
    for (int i = 0; i < p->n; i++) {
      const float *da = k->da + (size_t)i * NH;
      for (int t = 0; t < NTAPS; t++) {
        int j = i + (t - 1) * net_step[l];
        if (j < 0 || j >= p->n) continue;
        const float *from = k->h[l] + (size_t)j * NH, *wt = wl + t * NH * NH;
        float *gt = gl + t * NH * NH, *dh = k->dh + (size_t)j * NH;
        for (int c = 0; c < NH; c++) {
          if (from[c] != 0) axpy(gt + c * NH, from[c], da);
          dh[c] += dot(wt + c * NH, da);
        }
      }
    }
  }
  float *gb = g + (size_t)in * NH;
  for (int i = 0; i < p->n; i++) {
    const float *m = k->mask[0] + (size_t)i * NH, *x = k->xin + (size_t)i * in;
    float d[NH];
    for (int j = 0; j < NH; j++) d[j] = k->dh[(size_t)i * NH + j] * m[j], gb[j] += d[j];
    for (int f = 0; f < in; f++)
      if (x[f] != 0) axpy(g + (size_t)f * NH, x[f], d);
  }
  return loss;
}

static void net_start(float *w, int in, uint64_t seed) {
  net_dice = seed * 2654435769u + 88172645463325252ull;
  size_t n = net_size(in);
  for (size_t i = 0; i < n; i++) w[i] = 0;
  for (size_t i = 0; i < (size_t)in * NH; i++) w[i] = (float)((net_random() - 0.5) * 2 * sqrt(1.5 / in));
  float *wl = w + (size_t)in * NH + NH;
  for (int l = 0; l < NL; l++, wl += NTAPS * NH * NH + NH)
    for (int i = 0; i < NTAPS * NH * NH; i++) wl[i] = (float)((net_random() - 0.5) * 2 * sqrt(0.7 / (NTAPS * NH)));
  for (int i = 0; i < NH; i++) wl[i] = (float)((net_random() - 0.5) * 0.2);
}

static void net_check(const float *w0, int in, const net_page *p) {
  net_work k = {0};
  size_t n = net_size(in);
  float *w = malloc(n * 4), *g = zeros(n), *none = zeros(n);
  memcpy(w, w0, n * 4);
  net_forward(w, in, p, &k, 0, 0);
  net_backward(w, in, p, &k, g, CHECKED_F1);
  int bad = 0;
  for (int c = 0; c < CHECKED; c++) {
    size_t i = (size_t)(net_random() * n);
    if (c < 4) i = n - 1 - (size_t)c;
    float old = w[i], e = 2e-3f;
    w[i] = old + e, net_forward(w, in, p, &k, 0, 0);
    double up = net_backward(w, in, p, &k, none, CHECKED_F1);
    w[i] = old - e, net_forward(w, in, p, &k, 0, 0);
    double down = net_backward(w, in, p, &k, none, CHECKED_F1);
    w[i] = old;
    double d = (up - down) / (2 * e), off = fabs(d - g[i]) / (fabs(d) + fabs(g[i]) + 0.1);
    bad += off > 0.05; // the step may cross a corner of a rectifier: a few do
  }
  if (bad > CHECKED / 4) {
    fprintf(stderr, "the gradient is not that of the loss: %d of %d numbers are off\n", bad, CHECKED);
    exit(1);
  }
  free(w), free(g), free(none);
}

typedef struct net_plan {
  int epochs;
  double rate, drop_in, drop, decay, f1;
  uint64_t seed;
} net_plan;

// w: [net_size] out
static void net_train(float *w, int in, const net_page *page, int pages, const bool *use, net_plan plan) {
  size_t n = net_size(in);
  float *g = zeros(n), *m = zeros(n), *v = zeros(n);
  int *order = malloc((size_t)pages * sizeof *order);
  net_work k = {0};
  net_start(w, in, plan.seed);
  long step = 0;
  for (int e = 0; e < plan.epochs; e++) {
    double loss = 0, rate0 = plan.rate * 0.5 * (1 + cos(M_PI * e / plan.epochs)) + plan.rate * 0.01;
    for (int i = 0; i < pages; i++) order[i] = i;
    for (int i = pages - 1; i > 0; i--) {
      int j = (int)(net_random() * (i + 1)), t = order[i];
      order[i] = order[j], order[j] = t;
    }
    for (int o = 0; o < pages; o++) {
      const net_page *p = &page[order[o]];
      if (!use[order[o]] || !p->n) continue;
      memset(g, 0, n * 4);
      net_forward(w, in, p, &k, plan.drop_in, plan.drop);
      loss += net_backward(w, in, p, &k, g, plan.f1);
      step++;
      double c1 = 1 - pow(0.9, (double)step), c2 = 1 - pow(0.999, (double)step);
      float rate = (float)(rate0 / c1), wd = (float)(rate0 * plan.decay), r2 = (float)(1 / c2);
      for (size_t i = 0; i < n; i++) {
        m[i] = 0.9f * m[i] + 0.1f * g[i];
        v[i] = 0.999f * v[i] + 0.001f * g[i] * g[i];
        w[i] -= rate * m[i] / (sqrtf(v[i] * r2) + 1e-6f) + wd * w[i];
      }
    }
    if (getenv("NET_LOUD")) printf("  epoch %d loss %.4f\n", e, loss), fflush(stdout);
  }
  free(g), free(m), free(v), free(order);
}

/* --- pages to nets and back --- */

static int env_int(const char *name, int usual) {
  return getenv(name) ? atoi(getenv(name)) : usual;
}
static double env_num(const char *name, double usual) {
  return getenv(name) ? atof(getenv(name)) : usual;
}

typedef struct nets {
  float *x; // [rows][NET_INPUTS], scaled
  net_page *page;
  float *weight, *words;
  float mean[NET_INPUTS], scale[NET_INPUTS];
} nets;

static void scale_inputs(nets *t, const data *d) {
  for (int f = 0; f < NET_INPUTS; f++) {
    double sum = 0, sq = 0, n = 0;
    for (uint32_t r = 0; r < d->rows; r++) {
      double v = t->x[(size_t)r * NET_INPUTS + (size_t)f];
      if (d->weight[r] > 0) sum += v, sq += v * v, n++;
    }
    double mean = sum / n, sd = sqrt(fmax(sq / n - mean * mean, 0));
    t->mean[f] = (float)mean, t->scale[f] = sd > 1e-3 ? (float)(1 / sd) : 0;
    for (uint32_t r = 0; r < d->rows; r++) {
      float *v = &t->x[(size_t)r * NET_INPUTS + (size_t)f], z = (*v - t->mean[f]) * t->scale[f];
      *v = z > 4 ? 4 : z < -4 ? -4 : z;
    }
  }
}

static nets new_nets(const data *d, const float *first, const float *both) {
  nets t = {.weight = zeros(net_size(NET_INPUTS)),
            .x = zeros((d->rows + 1) * (size_t)NET_INPUTS),
            .words = zeros(d->rows + 1)};
  plx_rows rows = {d->x, d->near, d->rows, PLX_FEATURES, PLX_FEATURES_NEAR};
  for (uint32_t r = 0; r < d->rows; r++) plx_line_net_row(&rows, r, first[r], both[r], t.x + (size_t)r * NET_INPUTS);
  scale_inputs(&t, d);
  t.page = plx_xrealloc(NULL, (d->page.n + 1) * sizeof *t.page);
  for (uint32_t k = 0; k < d->page.n; k++) {
    const sample *s = &d->page.v[k];
    for (uint32_t i = 0; i < s->page.n; i++) t.words[s->first + i] = (float)s->page.line[i].words;
    t.page[k] = (net_page){t.x + s->first * (size_t)NET_INPUTS, d->body + s->first, d->weight + s->first,
                           t.words + s->first, (int)s->page.n};
  }
  return t;
}

// A net of all pages but those of a fold; of all for -1.
static void train_without(nets *t, const data *d, int fold, uint64_t seed) {
  bool *use = plx_xrealloc(NULL, d->page.n + 1);
  for (uint32_t k = 0; k < d->page.n; k++) use[k] = d->page.v[k].fold != fold;
  net_plan plan = {env_int("NET_EPOCHS", 10),
                   env_num("NET_RATE", 2e-3),
                   env_num("NET_DROP_IN", 0.3),
                   env_num("NET_DROP", 0.3),
                   env_num("NET_DECAY", 0.1),
                   env_num("NET_F1", 20),
                   seed};
  net_train(t->weight, NET_INPUTS, t->page, (int)d->page.n, use, plan);
  free(use);
}

// The odds of the pages of a fold by a net that has not seen it, added to those of other seeds.
static void ask_net(nets *t, const data *d, int fold, uint64_t seed, float share, float *odds) {
  train_without(t, d, fold, seed);
  net_work work = {0};
  for (uint32_t k = 0; k < d->page.n; k++) {
    const sample *s = &d->page.v[k];
    if (s->fold != fold) continue;
    net_forward(t->weight, NET_INPUTS, &t->page[k], &work, 0, 0);
    for (uint32_t i = 0; i < s->page.n; i++) odds[s->first + i] += share * work.out[i];
  }
}

// A row of the table is a net's name and some of its numbers, in the order of plx_line_net.
static void write_numbers(FILE *o, const char *kind, int seed, const float *v, size_t n) {
  for (size_t i = 0; i < n; i++) {
    if (i % NH == 0) fprintf(o, "%s%s_%d", i ? "\n" : "", kind, seed);
    fprintf(o, "\t%.4g", v[i]);
  }
  fputc('\n', o);
}

static void write_nets(nets *t, const data *d, const char *path, const char *kind, int seeds) {
  FILE *o = fopen(path, "w");
  if (!o) exit(1);
  for (int seed = 1; seed <= seeds; seed++) {
    train_without(t, d, -1, (uint64_t)seed);
    write_numbers(o, kind, seed, t->mean, NET_INPUTS);
    write_numbers(o, kind, seed, t->scale, NET_INPUTS);
    write_numbers(o, kind, seed, t->weight, net_size(NET_INPUTS));
  }
  fclose(o);
}

// What forests and nets think together, out of fold, in place of what the forests thought.  out: where nets of all pages
// go, or NULL.  ODDS=FILE keeps what the nets said, or has it from an earlier run.
static void mix_nets(const data *d, const float *first, float *both, const char *out, const char *kind) {
  int seeds = env_int("NETS", 2);
  nets t = new_nets(d, first, both);
  float *odds = zeros(d->rows + 1), *p = zeros(d->rows + 1);
  plx_buf kept = {0};
  const char *path = getenv("ODDS");
  bool known = path && plx_file_read(path, 1 << 30, &kept, NULL) && kept.n == d->rows * sizeof(float);
  net_start(t.weight, NET_INPUTS, 1);
  for (uint32_t k = 0; k < 3 && k < d->page.n; k++) net_check(t.weight, NET_INPUTS, &t.page[k]);
  for (int seed = 1; seed <= seeds && !known; seed++)
    for (int fold = 0; fold < FOLDS; fold++) ask_net(&t, d, fold, (uint64_t)seed, 1.0f / (float)seeds, odds);
  if (known) memcpy(odds, kept.p, kept.n);
  plx_buf_clear(&kept);
  plx_buf_add(&kept, odds, d->rows * sizeof(float));
  if (path) plx_file_write(path, plx_buf_view(&kept), NULL);
  plx_buf_free(&kept);
  for (uint32_t k = 0; k < d->page.n; k++)
    for (uint32_t i = 0, r = d->page.v[k].first; i < d->page.v[k].page.n; i++, r++) {
      p[r] = 1 / (1 + expf(-odds[r]));
      both[r] = plx_judge_all(&d->page.v[k].page, i, both[r], odds[r]);
    }
  report(d, "nets", p, d->body);
  report(d, "all", both, d->body);
  if (out) write_nets(&t, d, out, kind, seeds);
  free(odds), free(p), free(t.x), free(t.page), free(t.weight), free(t.words);
}

#endif
