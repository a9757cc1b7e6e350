/* SPDX-License-Identifier: Apache-2.0 */
// Trains the networks of story/net.h on documents that bring `mentions` and, under `gold`, `chains` (ECB+ train):
//
//     zcat ecb_train.jsonl.gz | build/train/align > data/align.tsv
//
// Every pair of mentions that could be one is an example, three times over: within its subtopic, its topic and the
// whole file, because what a word is worth depends on the company it is counted in.  Each network starts from its own
// numbers and sees the examples in its own order; Adam, a few epochs, cross entropy with L2.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/lines.h"
#include "base/map.h"
#include "meaning/annotate.h"
#include "reading/read.h"
#include "story/anchor.h"
#include "story/net.h"

enum { EPOCHS = 5, F = PLX_PAIR_FEATURES, H = PLX_NET_HIDDEN };
static const float RATE = 0.003f, DECAY = 1e-5f;

typedef struct example {
  float x[F];
  float y, weight;
} example;

typedef struct corpus {
  plx_arena *a;
  PLX_VEC(const plx_record *) record;
  PLX_VEC(plx_str) topic, subtopic; // [records]
  PLX_VEC(uint32_t) mentions;       // [records] how many
  plx_anchors anchor;
  PLX_VEC(uint32_t) gold; // [anchors]
  plx_map chains;
  example *v; // grows with realloc: too large for an arena
  size_t n, cap;
} corpus;

// --- reading ---

static void add_document(corpus *c, const plx_meaning *m, plx_str line, plx_arena *tmp) {
  plx_docs docs = {0};
  plx_arena *own = plx_arena_new();
  plx_raw raw = {.path = PLX_STR("-"), .bytes = plx_str_copy(own, line), .format = PLX_FORMAT_JSON};
  if (!plx_read(&raw, own, &docs, NULL) || !docs.n) return;
  plx_record *r = PLX_NEW(c->a, plx_record);
  plx_annotate(m, docs.v[0], tmp, r);
  json_t *extra = plx_json_parse(plx_str_fmt(tmp, "{%.*s}", PLX_FMT(r->doc->extra)), "-", 0, NULL), *chain;
  json_t *chains = json_object_get(json_object_get(extra, "gold"), "chains");
  uint32_t before = c->anchor.n;
  plx_anchors_of(r, c->record.n, c->a, &c->anchor);
  size_t i;
  json_array_foreach(chains, i, chain) * plx_vec_push(c->a, &c->gold) =
      plx_map_intern(&c->chains, plx_str_of(json_string_value(chain)));
  if (c->gold.n != c->anchor.n) abort(); // a mention outside its text
  *plx_vec_push(c->a, &c->mentions) = c->anchor.n - before;
  *plx_vec_push(c->a, &c->topic) = plx_str_copy(c->a, plx_json_get(extra, "topic"));
  *plx_vec_push(c->a, &c->subtopic) = plx_str_copy(c->a, plx_json_get(extra, "subtopic"));
  *plx_vec_push(c->a, &c->record) = r;
  json_decref(extra);
}

// --- examples ---

static void add_example(corpus *c, const example *e) {
  if (c->n == c->cap) {
    c->cap = c->cap ? 2 * c->cap : 1 << 16;
    c->v = realloc(c->v, c->cap * sizeof *c->v);
    if (!c->v) abort();
  }
  c->v[c->n++] = *e;
}

// The examples of the documents whose key (topic, subtopic) is `key`; all documents if absent.
static void add_set(corpus *c, const plx_str *keys, plx_str key, float weight, plx_arena *tmp) {
  plx_mark mark = plx_arena_mark(tmp);
  PLX_VEC(const plx_record *) record = {0};
  plx_anchors anchor = {0};
  PLX_VEC(uint32_t) gold = {0};
  for (uint32_t i = 0; i < c->anchor.n; i++) {
    plx_anchor x = c->anchor.v[i];
    if (keys && !plx_str_eq(keys[x.record], key)) continue;
    if (!record.n || record.v[record.n - 1] != c->record.v[x.record])
      *plx_vec_push(tmp, &record) = c->record.v[x.record];
    x.record = record.n - 1;
    *plx_vec_push(tmp, &anchor) = x;
    *plx_vec_push(tmp, &gold) = c->gold.v[i];
  }
  plx_pairs pairs;
  plx_pairs_of(record.v, record.n, anchor.v, anchor.n, tmp, &pairs);
  for (uint32_t i = 0; i < anchor.n; i++)
    for (uint32_t j = i + 1; j < anchor.n; j++) {
      if (!plx_pair_possible(&pairs, i, j)) continue;
      example e = {.y = gold.v[i] == gold.v[j], .weight = weight};
      plx_pair_features(&pairs, i, j, e.x);
      add_example(c, &e);
    }
  plx_arena_reset(tmp, mark);
}

static void add_sets(corpus *c, const plx_str *keys, float weight, plx_arena *tmp) {
  plx_map seen;
  plx_map_init(&seen, c->a);
  for (uint32_t d = 0; d < c->record.n; d++) {
    uint32_t before = seen.n;
    if (plx_map_intern(&seen, keys[d]) < before) continue;
    add_set(c, keys, keys[d], weight, tmp);
  }
}

// --- one network ---

typedef struct weights {
  float in[H][F + 1], out[H + 1];
} weights;

typedef struct adam {
  weights w, m, v;
  long step;
} adam;

static uint64_t state;
static double uniform(void) { // xorshift64*, 0..1
  state ^= state >> 12, state ^= state << 25, state ^= state >> 27;
  return (double)(state * 2685821657736338717ull >> 11) / 9007199254740992.0;
}

static void update(float *w, float *m, float *v, float g, double fix1, double fix2) {
  *m = 0.9f * *m + 0.1f * g;
  *v = 0.999f * *v + 0.001f * g * g;
  *w -= RATE * (float)(*m / fix1 / (sqrt(*v / fix2) + 1e-8)) + DECAY * *w;
}

static double learn(adam *a, const example *e) {
  float h[H], sum = a->w.out[H];
  for (int k = 0; k < H; k++) {
    float z = a->w.in[k][F];
    for (int f = 0; f < F; f++) z += a->w.in[k][f] * e->x[f];
    h[k] = tanhf(z);
    sum += a->w.out[k] * h[k];
  }
  double p = 1 / (1 + exp(-(double)sum)), loss = -log(e->y > 0 ? p + 1e-9 : 1 - p + 1e-9);
  float d = (float)(p - e->y) * e->weight; // dL/dsum
  a->step++;
  double fix1 = 1 - pow(0.9, (double)a->step), fix2 = 1 - pow(0.999, (double)a->step);
  for (int k = 0; k < H; k++) {
    float dz = d * a->w.out[k] * (1 - h[k] * h[k]);
    update(&a->w.out[k], &a->m.out[k], &a->v.out[k], d * h[k], fix1, fix2);
    for (int f = 0; f < F; f++)
      if (e->x[f] != 0) update(&a->w.in[k][f], &a->m.in[k][f], &a->v.in[k][f], dz * e->x[f], fix1, fix2);
    update(&a->w.in[k][F], &a->m.in[k][F], &a->v.in[k][F], dz, fix1, fix2);
  }
  update(&a->w.out[H], &a->m.out[H], &a->v.out[H], d, fix1, fix2);
  return loss * e->weight;
}

static void shuffle(uint32_t *order, size_t n) {
  for (size_t i = n; i > 1; i--) {
    size_t j = (size_t)(uniform() * (double)i);
    uint32_t t = order[i - 1];
    order[i - 1] = order[j];
    order[j] = t;
  }
}

static void train(const corpus *c, int net, uint32_t *order) {
  adam a = {.step = 0};
  state = 88172645463325252ull + (uint64_t)net * 7919;
  for (int k = 0; k < H; k++) {
    for (int f = 0; f <= F; f++) a.w.in[k][f] = (float)((uniform() - 0.5) * 0.6);
    a.w.out[k] = (float)((uniform() - 0.5) * 0.6);
  }
  for (int epoch = 0; epoch < EPOCHS; epoch++) {
    double loss = 0;
    shuffle(order, c->n);
    for (size_t i = 0; i < c->n; i++) loss += learn(&a, &c->v[order[i]]);
    fprintf(stderr, "net %d epoch %d loss %.5f\n", net, epoch, loss / (double)c->n);
  }
  printf("%d\t-1\t%.5g\t\n", net, (double)a.w.out[H]);
  for (int k = 0; k < H; k++) {
    printf("%d\t%d\t%.5g\t", net, k, (double)a.w.out[k]);
    for (int f = 0; f <= F; f++) printf("%s%.4g", f ? " " : "", (double)a.w.in[k][f]);
    printf("\n");
  }
}

int main(void) {
  plx_err e = {0};
  plx_model *model = plx_model_open(NULL, &e);
  if (!model) return fprintf(stderr, "%s\n", e.msg), 1;
  plx_meaning *meaning = plx_meaning_new(model);
  corpus c = {.a = plx_arena_new()};
  plx_map_init(&c.chains, c.a);
  plx_arena *tmp = plx_arena_new();
  plx_lines lines = plx_lines_file(stdin, "-", 16u << 20);
  plx_str line;
  while (plx_lines_next(&lines, &line, &e) == PLX_LINES_ONE) add_document(&c, meaning, line, tmp);
  add_sets(&c, c.subtopic.v, 1, tmp);
  add_sets(&c, c.topic.v, 1, tmp);
  add_set(&c, NULL, (plx_str){0}, 0.5f, tmp);
  size_t one = 0;
  for (size_t i = 0; i < c.n; i++) one += c.v[i].y > 0;
  fprintf(stderr, "%u documents, %u mentions, %zu pairs, %zu of them one event\n", c.record.n, c.anchor.n, c.n, one);
  uint32_t *order = PLX_NEWS(c.a, uint32_t, c.n);
  for (size_t i = 0; i < c.n; i++) order[i] = (uint32_t)i;
  printf("# The networks of story/net.h: a row a hidden unit (unit -1: the constant of the sum); weights: of the "
         "features of\n"
         "# story/pair.c in their order, and the unit's constant.  Made by train/align.c from the train part of ECB+ "
         "(CC BY "
         "3.0).\nnet\tunit\tout\tweights\n");
  for (int net = 0; net < PLX_NETS; net++) train(&c, net, order);
  return 0;
}
