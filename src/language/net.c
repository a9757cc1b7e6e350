/* SPDX-License-Identifier: Apache-2.0 */
/* Sentences are taken together until there are PLX_NET_BATCH words: the products then run over all of them at once, and
 * only the scans and the scores of heads keep to one sentence. */
#include "language/net.h"

#include <string.h>

#include "language/tree.h"

#define ONE(name, n, k) {n, k},
static const struct { uint32_t n, k; } shape[] = {PLX_NET_LIST(ONE)};
#undef ONE

uint32_t plx_net_outputs(plx_net_tensor t, uint32_t tags) {
  return t == PLX_NET_TAG || t == PLX_NET_TAG_BIAS ? tags : shape[t].n;
}

uint32_t plx_net_inputs(plx_net_tensor t) {
  return shape[t].k;
}

static uint64_t feature(uint64_t kind, uint64_t value) {
  uint64_t h = (kind * 0xD6E8FEB86659FD93u) ^ value;
  h = (h ^ (h >> 32)) * 0xD6E8FEB86659FD93u;
  return h ^ (h >> 32);
}

enum { LISTS_OF_A_NAME = 5 }; // so many of the lists that hold a name are told

int plx_net_features(const plx_word *w, const plx_known_words *known, const plx_listed *listed,
                     uint64_t out[PLX_NET_FEATURES]) {
  const plx_senses *senses = &known->senses;
  int n = 0;
  out[n++] = feature(1, w->lower);
  out[n++] = feature(2, w->exact);
  out[n++] = feature(3, w->shape);
  for (uint64_t k = 1; k < PLX_WORD_PARTS; k++) out[n++] = feature(10 + k, w->prefix[k]);
  for (uint64_t k = 0; k < PLX_WORD_PARTS; k++) out[n++] = feature(20 + k, w->suffix[k]);
  int32_t common = plx_senses_common(senses, w), proper = plx_senses_proper(senses, w);
  out[n++] = feature(30, (uint64_t)(common + 1));
  if (common >= 0) out[n++] = feature(31, (uint64_t)common & 63);
  if (common >= 0) out[n++] = feature(32, (uint64_t)common >> 6);
  out[n++] = feature(33, (uint64_t)(proper + 1));
  int32_t class = known->classes.slot ? plx_lexicon_get(&known->classes, w->lower) : -1;
  if (class >= 0) out[n++] = feature(34, (uint64_t) class);
  if (listed->alone) out[n++] = feature(35, (uint64_t)listed->alone << 1 | w->upper);
  int told = 0;
  for (int k = 0; k < PLX_LISTS && told < LISTS_OF_A_NAME; k++) {
    if (!(listed->lists >> k & 1)) continue;
    out[n++] = feature((uint64_t)(40 + k), (uint64_t)listed->place << 1 | w->upper);
    told++;
  }
  return n;
}

// --- opening ---

typedef struct head {
  uint32_t tags, rows, tensors, zero;
} head;

typedef struct cursor {
  plx_str rest;
  bool ok;
} cursor;

// The next `bytes` bytes, which begin at a multiple of 64.
static const void *take(cursor *c, size_t bytes) {
  size_t padded = (bytes + 63) / 64 * 64;
  c->ok = c->ok && c->rest.n >= padded;
  if (!c->ok) return NULL;
  const char *p = c->rest.p;
  c->rest.p += padded;
  c->rest.n -= padded;
  return p;
}

static void open_matrix(plx_net *net, plx_net_tensor t, cursor *c, plx_arena *a) {
  uint32_t n = plx_net_outputs(t, net->tags), k = plx_net_inputs(t);
  const float *scale = take(c, n * sizeof *scale);
  const int16_t *q = take(c, (size_t)n * k * sizeof *q);
  if (!c->ok) return;
  uint64_t items = plx_panel_items(k, n);
  int16_t *panel = PLX_NEWS(a, int16_t, items);
  float *s = PLX_NEWS(a, float, items / k);
  plx_panel_pack(q, k, n, panel);
  memcpy(s, scale, n * sizeof *s);
  net->matrix[t] = (plx_panels){k, n, (uint32_t)(items / k), panel, s};
}

static void open_vector(plx_net *net, plx_net_tensor t, cursor *c, plx_arena *a) {
  uint32_t n = plx_net_outputs(t, net->tags);
  const float *v = take(c, n * sizeof *v);
  if (!c->ok) return;
  float *copy = PLX_NEWS(a, float, n + PLX_PANEL);
  memcpy(copy, v, n * sizeof *v);
  net->vector[t] = copy;
}

bool plx_net_open(plx_net *net, plx_str packed, plx_str features, plx_arena *a) {
  cursor c = {packed, true};
  const head *h = take(&c, sizeof *h);
  if (!c.ok || h->tags == 0 || h->tags > PLX_NET_TAGS_MAX || h->tensors != PLX_NET_TENSORS || h->rows > 1u << 24)
    return false;
  *net = (plx_net){.tags = h->tags, .rows = h->rows, .path = plx_path_best()};
  net->row_scale = take(&c, h->rows * sizeof(float));
  net->row = take(&c, (size_t)h->rows * PLX_NET_ROW);
  for (plx_net_tensor t = 0; t < PLX_NET_TENSORS && c.ok; t++) {
    if (plx_net_inputs(t) > 1) open_matrix(net, t, &c, a);
    else open_vector(net, t, &c, a);
  }
  if (!c.ok || !plx_lexicon_open(&net->features, features)) return false;
  for (uint32_t i = 0; i <= net->features.mask; i++)
    if (net->features.slot[i].value > net->rows) return false;
  return true;
}

// --- the layers ---

// Simple recurrent units: z the candidate, f and r the gates, c the state.
//   f = logistic(uf + vf c' + bf)   c = f c' + (1 - f) z
//   r = logistic(ur + vr c' + br)   h = r c + (1 - r) s        (c': the state before; s: the way past)
static void scan_half(const float *u, uint32_t width, const float *gate, const float *skip, uint32_t n, bool back,
                      float *out, float *keep) {
  float state[PLX_NET_HALF] = {0};
  for (uint32_t step = 0; step < n; step++) {
    uint64_t t = back ? n - 1 - step : step;
    const float *z = u + t * width, *past = skip ? skip + t * PLX_NET_WIDE : z + 3 * PLX_NET_HALF;
    float *h = out + t * PLX_NET_WIDE, *k = keep ? keep + t * 3 * PLX_NET_WIDE : NULL;
    for (int j = 0; j < PLX_NET_HALF; j += 4) {
      plx_four was = plx_four_of(state + j), s = plx_four_of(past + j);
      plx_four f = plx_logistic(plx_four_of(z + PLX_NET_HALF + j) + plx_four_of(gate + j) * was +
                                plx_four_of(gate + 2 * PLX_NET_WIDE + j));
      plx_four r = plx_logistic(plx_four_of(z + 2 * PLX_NET_HALF + j) + plx_four_of(gate + PLX_NET_WIDE + j) * was +
                                plx_four_of(gate + 3 * PLX_NET_WIDE + j));
      plx_four v = plx_four_of(z + j), c = v + f * (was - v);
      plx_four_to(state + j, c);
      plx_four_to(h + j, s + r * (c - s));
      if (!k) continue;
      plx_four_to(k + j, f);
      plx_four_to(k + PLX_NET_WIDE + j, r);
      plx_four_to(k + 2 * PLX_NET_WIDE + j, c);
    }
  }
}

void plx_net_scan(const float *u, uint32_t width, const float *gate, const float *skip, uint32_t n, float *out,
                  float *keep) {
  for (uint32_t d = 0; d < 2; d++)
    scan_half(u + d * (width / 2), width, gate + d * PLX_NET_HALF, skip ? skip + d * PLX_NET_HALF : NULL, n, d == 1,
              out + d * PLX_NET_HALF, keep ? keep + d * PLX_NET_HALF : NULL);
}

static void embed(const plx_net *net, const plx_known_words *known, const plx_word *w, const plx_listed *listed,
                  float *out) {
  uint64_t f[PLX_NET_FEATURES];
  int n = plx_net_features(w, known, listed, f);
  memset(out, 0, PLX_NET_ROW * sizeof *out);
  for (int i = 0; i < n; i++) __builtin_prefetch(&net->features.slot[(uint32_t)f[i] & net->features.mask]);
  for (int i = 0; i < n; i++) {
    int32_t row = plx_lexicon_get(&net->features, f[i]);
    if (row < 0) continue;
    const int8_t *q = net->row + (size_t)row * PLX_NET_ROW;
    float scale = net->row_scale[row];
    for (int j = 0; j < PLX_NET_ROW; j++) out[j] += (float)q[j] * scale;
  }
}

enum { ROW = PLX_NET_ROW, WIDE = PLX_NET_WIDE, ARC = PLX_NET_ARC, REL = PLX_NET_REL, ALL = 2 * ARC + 2 * REL };

// Some sentences on their way through, and room for the largest such batch: it is used again and again.
typedef struct batch {
  const plx_net *net;
  const plx_known_words *known;
  plx_net_words *w;
  uint32_t from, n;          // words
  uint32_t first, sentences; // sentences
  int16_t *q;                // [n][3 ROW] a product's left side
  float *scale;              // [n]
  float *row, *window;       // [n][ROW], [n][3 ROW]
  float *u, *h[2];           // [n][FIRST], and the outputs of two layers in turn [n][WIDE]
  float *all, *pair, *join;  // [n][ALL], [n][ARC], [n][REL]
  float *heads;              // [n + 1][ARC]
  float *tag;                // [n][columns of tags] scores, kept for the second opinion
  plx_around *around;        // [sentences] for those with second opinions
  plx_arena *tmp;
} batch;

static void make_room(batch *b, uint32_t n) {
  b->q = PLX_NEWS(b->tmp, int16_t, (size_t)n * 3 * ROW);
  b->scale = PLX_NEWS(b->tmp, float, n);
  b->row = PLX_NEWS(b->tmp, float, (size_t)n *ROW);
  b->window = PLX_NEWS(b->tmp, float, (size_t)n * 3 * ROW);
  b->u = PLX_NEWS(b->tmp, float, (size_t)n *PLX_NET_FIRST);
  b->h[0] = PLX_NEWS(b->tmp, float, (size_t)n *WIDE);
  b->h[1] = PLX_NEWS(b->tmp, float, (size_t)n *WIDE);
  b->all = PLX_NEWS(b->tmp, float, (size_t)n *ALL);
  b->pair = PLX_NEWS(b->tmp, float, (size_t)n *ARC);
  b->join = PLX_NEWS(b->tmp, float, (size_t)n *REL);
  b->heads = PLX_NEWS(b->tmp, float, (size_t)(n + 1) * ARC);
  if (b->w->tagger) b->tag = PLX_NEWS(b->tmp, float, (size_t)n * b->net->matrix[PLX_NET_TAG].columns);
}

// The product of the batch's rows x with a tensor, into rows of its columns.
static void product(const batch *b, plx_net_tensor t, const float *x, uint32_t stride, plx_net_tensor bias,
                    float *out) {
  const plx_panels *p = &b->net->matrix[t];
  plx_quantize(x, b->n, p->k, stride, b->q, b->scale);
  plx_product(b->net->path, b->q, b->scale, b->n, p, bias < PLX_NET_TENSORS ? b->net->vector[bias] : NULL, out);
}

static uint32_t sentence_start(const plx_net_words *w, uint32_t s) {
  return s ? w->end[s - 1] : 0;
}

// Windows of three rows; past the ends of a sentence there is nothing.
static void make_windows(const batch *b) {
  for (uint32_t s = b->first; s < b->first + b->sentences; s++) {
    uint32_t at = sentence_start(b->w, s) - b->from, end = b->w->end[s] - b->from;
    for (uint32_t i = at; i < end; i++) {
      float *to = b->window + (size_t)i * 3 * ROW;
      const float *row = b->row + (size_t)i * ROW;
      if (i == at) memset(to, 0, ROW * sizeof *to);
      if (i + 1 == end) memset(to + 2 * ROW, 0, ROW * sizeof *to);
      size_t from = i == at ? 0 : 1, rows = from + 1 + (i + 1 < end);
      memcpy(to + (1 - from) * ROW, row - from * ROW, rows * ROW * sizeof *to);
    }
  }
}

static const float *layer(batch *b, int l, const float *x, uint32_t inputs) {
  plx_net_tensor t = (plx_net_tensor)(PLX_NET_IN1 + l);
  uint32_t width = b->net->matrix[t].columns;
  float *h = b->h[l & 1];
  product(b, t, x, inputs, PLX_NET_TENSORS, b->u);
  for (uint32_t s = b->first; s < b->first + b->sentences; s++) {
    size_t at = sentence_start(b->w, s) - b->from;
    plx_net_scan(b->u + at * width, width, b->net->vector[PLX_NET_GATE1 + l], l ? x + at * WIDE : NULL,
                 (uint32_t)(b->w->end[s] - b->from - at), h + at * WIDE, NULL);
  }
  return h;
}

// --- the heads ---

static uint32_t largest(const float *v, uint32_t n) {
  uint32_t best = 0;
  for (uint32_t i = 1; i < n; i++)
    if (v[i] > v[best]) best = i;
  return best;
}

static void read_tags(const batch *b, const float *h) {
  uint32_t columns = b->net->matrix[PLX_NET_TAG].columns;
  product(b, PLX_NET_TAG, h, WIDE, PLX_NET_TAG_BIAS, b->u);
  for (uint32_t i = 0; i < b->n; i++)
    b->w->tag[b->from + i] = (uint16_t)largest(b->u + (size_t)i * columns, b->net->tags);
  if (b->w->tagger) memcpy(b->tag, b->u, (size_t)b->n * columns * sizeof *b->tag);
}

// Once the trees are read, for what a word is follows from its head too.
static void revise_tags(const batch *b) {
  uint32_t columns = b->net->matrix[PLX_NET_TAG].columns;
  const plx_net_words *w = b->w;
  for (uint32_t s = b->first; s < b->first + b->sentences; s++) {
    uint32_t at = sentence_start(w, s);
    plx_first_opinion said = {w->tag + at, w->head + at, w->rel + at, (int32_t)at};
    plx_tagger_add(w->tagger, &b->around[s - b->first], said, b->tag + (size_t)(at - b->from) * columns, columns);
  }
  for (uint32_t i = 0; i < b->n; i++)
    w->tag[b->from + i] = (uint16_t)largest(b->tag + (size_t)i * columns, b->net->tags);
}

enum { Y = PLX_NET_NAMES };

// One sentence: `score` rows of `columns`, to which the second opinion is added.
static void name_sentence(const batch *b, const plx_around *v, uint8_t *ner, float *score, uint32_t columns) {
  plx_mark mark = plx_arena_mark(b->tmp);
  const plx_namer *m = b->w->namer;
  float follows[Y * Y], *bonus = PLX_NEWS(b->tmp, float, (size_t)v->n *Y);
  memcpy(follows, b->net->vector[PLX_NET_NAME_NEXT], sizeof follows);
  if (m) {
    plx_namer_score(m, v, bonus);
    for (int i = 0; i < Y * Y; i++) follows[i] += m->follows[i];
    for (uint32_t i = 0; i < v->n; i++)
      for (uint32_t y = 0; y < Y; y++) score[i * columns + y] += bonus[i * Y + y];
  }
  plx_namer_best(score, columns, follows, v->n, ner, b->tmp);
  plx_arena_reset(b->tmp, mark);
}

static void read_names(const batch *b, const float *h) {
  uint32_t columns = b->net->matrix[PLX_NET_NAME].columns;
  product(b, PLX_NET_NAME, h, WIDE, PLX_NET_NAME_BIAS, b->u);
  for (uint32_t s = b->first; s < b->first + b->sentences; s++) {
    uint32_t at = sentence_start(b->w, s);
    name_sentence(b, &b->around[s - b->first], b->w->ner + at, b->u + (size_t)(at - b->from) * columns, columns);
  }
}

static void relu(float *v, size_t n) {
  for (size_t i = 0; i < n; i++) v[i] = v[i] > 0 ? v[i] : 0;
}

// Heads of one sentence: score of head j for word i is (PAIR dep_i + bias) . head_j; the last row of heads is the root.
static void best_heads(const batch *b, uint32_t n, const float *pair, int32_t *head) {
  plx_mark mark = plx_arena_mark(b->tmp);
  uint64_t items = plx_panel_items(ARC, n + 1);
  int16_t *q = PLX_NEWS(b->tmp, int16_t, (size_t)(n + 1) * ARC), *panel = PLX_NEWS(b->tmp, int16_t, items);
  plx_panels p = {.k = ARC, .n = n + 1, .columns = (uint32_t)(items / ARC), .q = panel};
  float *scale = PLX_NEWS(b->tmp, float, p.columns), *score = PLX_NEWS(b->tmp, float, (size_t)n *p.columns);
  plx_quantize(b->heads, n + 1, ARC, ARC, q, scale);
  plx_panel_pack(q, p.k, p.n, panel);
  p.scale = scale;
  plx_quantize(pair, n, ARC, ARC, b->q, b->scale);
  plx_product(b->net->path, b->q, b->scale, n, &p, NULL, score);
  plx_tree_best(score, p.columns, n, head, b->tmp);
  plx_arena_reset(b->tmp, mark);
}

// A sentence's heads, and for each word the sum of its side and its head's, of which the relation is read.
static void read_heads(const batch *b, uint32_t at, uint32_t n) {
  const float *root = b->net->vector[PLX_NET_ROOT];
  int32_t *head = b->w->head + b->from + at;
  for (uint32_t i = 0; i < n; i++)
    memcpy(b->heads + (size_t)i * ARC, b->all + (size_t)(at + i) * ALL + ARC, ARC * sizeof *root);
  memcpy(b->heads + (size_t)n * ARC, root, ARC * sizeof *root);
  best_heads(b, n, b->pair + (size_t)at * ARC, head);
  for (uint32_t i = 0; i < n; i++) {
    bool top = head[i] == (int32_t)n;
    const float *d = b->all + (size_t)(at + i) * ALL + 2 * ARC;
    const float *g = top ? root + ARC : b->all + (size_t)(at + (uint32_t)head[i]) * ALL + 2 * ARC + REL;
    float *join = b->join + (size_t)(at + i) * REL;
    for (uint32_t j = 0; j < REL; j++) join[j] = d[j] + g[j];
    head[i] = top ? -1 : head[i] + (int32_t)(b->from + at);
  }
}

// spec: language.5
// spec: language.6
// spec: language.7
static void read_trees(const batch *b, const float *h) {
  uint32_t columns = b->net->matrix[PLX_NET_LABEL].columns;
  product(b, PLX_NET_HEADS, h, WIDE, PLX_NET_HEADS_BIAS, b->all);
  for (uint32_t i = 0; i < b->n; i++) relu(b->all + (size_t)i * ALL, 2 * ARC);
  product(b, PLX_NET_PAIR, b->all, ALL, PLX_NET_PAIR_BIAS, b->pair);
  for (uint32_t s = b->first; s < b->first + b->sentences; s++) {
    uint32_t at = sentence_start(b->w, s);
    read_heads(b, at - b->from, b->w->end[s] - at);
  }
  relu(b->join, (size_t)b->n * REL);
  product(b, PLX_NET_LABEL, b->join, REL, PLX_NET_LABEL_BIAS, b->u);
  for (uint32_t i = 0; i < b->n; i++) {
    float *score = b->u + (size_t)i * columns;
    bool top = b->w->head[b->from + i] < 0;
    score[PLX_REL_ROOT] = -1e30f; // only the root is
    b->w->rel[b->from + i] = (uint8_t)(top ? PLX_REL_ROOT : largest(score, PLX_REL_COUNT));
  }
}

static void look_around(batch *b) {
  b->around = PLX_NEWS(b->tmp, plx_around, b->sentences);
  for (uint32_t s = b->first; s < b->first + b->sentences; s++) {
    uint32_t at = sentence_start(b->w, s);
    b->around[s - b->first] = plx_around_of(b->known, b->w->word + at, b->w->listed + at, b->w->end[s] - at, b->tmp);
  }
}

static void label_batch(batch *b) {
  plx_mark mark = plx_arena_mark(b->tmp);
  for (uint32_t i = 0; i < b->n; i++) {
    uint32_t w = b->from + i;
    embed(b->net, b->known, &b->w->word[w], &b->w->listed[w], b->row + (size_t)i * ROW);
  }
  look_around(b);
  make_windows(b);
  const float *h = layer(b, 0, b->window, 3 * ROW);
  for (int l = 1; l < PLX_NET_LAYERS; l++) {
    if (l == PLX_NET_TAG_LAYER) read_tags(b, h);
    h = layer(b, l, h, WIDE);
  }
  read_names(b, h);
  read_trees(b, h);
  if (b->w->tagger) revise_tags(b);
  plx_arena_reset(b->tmp, mark);
}

void plx_net_label(const plx_net *net, const plx_known_words *known, plx_net_words *w, plx_arena *tmp) {
  plx_mark mark = plx_arena_mark(tmp);
  batch b = {.net = net, .known = known, .w = w, .tmp = tmp};
  uint32_t most = w->n < PLX_NET_BATCH ? w->n : PLX_NET_BATCH;
  for (uint32_t s = 0; s < w->sentences; s++) {
    uint32_t n = w->end[s] - sentence_start(w, s);
    most = n > most ? n : most;
  }
  make_room(&b, most);
  for (uint32_t s = 0; s < w->sentences;) {
    b.first = s;
    b.from = sentence_start(w, s);
    do s++;
    while (s < w->sentences && w->end[s] - b.from <= PLX_NET_BATCH);
    b.sentences = s - b.first;
    b.n = w->end[s - 1] - b.from;
    if (b.n) label_batch(&b);
  }
  plx_arena_reset(tmp, mark);
}
