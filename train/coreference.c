/* SPDX-License-Identifier: Apache-2.0 */
/* Trains model/coreference.bin from documents whose chains are known:
 *
 *     build/train/coreference GOLD.jsonl[.gz] model/coreference.bin
 *
 * GOLD is documents of CONTRACT.md with "chains":[{"type":"PER","mentions":[{"start":…,"end":…,"head":[start,end]}]}].
 *
 * Two models of hashed features (meaning/weights.h).  The first tells what a noun is: person, body, place, none of
 * them; softmax.  The second ranks: of the clusters so far and "new", the probability of the right ones is raised, loss
 * = -log( sum over right options e^score / sum over all options e^score ) with the history as the annotators have it.
 * So that the second sees types as uncertain as they will be, each half of the documents is typed by a model trained on
 * the other half.  Both learn by AdaGrad. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "base/file.h"
#include "base/json.h"
#include "base/lines.h"
#include "base/utf8.h"
#include "language/language.h"
#include "meaning/coreference.h"
#include "meaning/entities.h"
#include "reading/read.h"

enum { SLOT_BITS = 22, SEEN_MIN = 2, TYPE_EPOCHS = 6, LINK_EPOCHS = 6 };
static const float type_rate = 0.05f, link_rate = 0.05f, decay = 1e-5f;

// --- AdaGrad over a table from feature to row ---

typedef struct learner {
  uint32_t *key, *seen; // [1 << SLOT_BITS] feature (0: empty), how often it was met
  float *w, *g2, rate;  // [1 << SLOT_BITS][outputs]
  float *sum;           // of w at the ends of epochs: their mean generalises better than the last
  uint32_t outputs, used;
} learner;

static void *zeroed(size_t n) {
  return memset(plx_xrealloc(NULL, n), 0, n);
}

static learner learner_new(uint32_t outputs, float rate) {
  size_t n = (size_t)1 << SLOT_BITS;
  learner l = {.rate = rate, .outputs = outputs};
  l.key = zeroed(n * sizeof *l.key);
  l.seen = zeroed(n * sizeof *l.seen);
  l.w = zeroed(n * outputs * sizeof *l.w);
  l.g2 = zeroed(n * outputs * sizeof *l.g2);
  l.sum = zeroed(n * outputs * sizeof *l.sum);
  return l;
}

static void learner_free(learner *l) {
  free(l->key);
  free(l->seen);
  free(l->w);
  free(l->g2);
  free(l->sum);
}

static uint32_t slot_of(learner *l, uint32_t feat) {
  uint32_t mask = (1u << SLOT_BITS) - 1, i = feat >> (32 - SLOT_BITS);
  while (l->key[i] && l->key[i] != (feat ? feat : 1)) i = (i + 1) & mask;
  if (!l->key[i]) {
    l->key[i] = feat ? feat : 1;
    if (++l->used > mask / 4 * 3) fprintf(stderr, "too many features: raise SLOT_BITS\n"), exit(1);
  }
  return i;
}

static void learner_score(learner *l, const uint32_t *feat, uint32_t n, float *score) {
  for (uint32_t y = 0; y < l->outputs; y++) score[y] = 0;
  for (uint32_t k = 0; k < n; k++) {
    const float *row = l->w + (size_t)slot_of(l, feat[k]) * l->outputs;
    for (uint32_t y = 0; y < l->outputs; y++) score[y] += row[y];
  }
}

static void learner_step(learner *l, const uint32_t *feat, uint32_t n, const float *gradient) {
  for (uint32_t k = 0; k < n; k++) {
    uint32_t slot = slot_of(l, feat[k]);
    l->seen[slot]++;
    for (uint32_t y = 0; y < l->outputs; y++) {
      if (fabsf(gradient[y]) < 1e-5f) continue;
      size_t i = (size_t)slot * l->outputs + y;
      float g = gradient[y] + decay * l->w[i];
      l->g2[i] += g * g;
      l->w[i] -= l->rate * g / (sqrtf(l->g2[i]) + 1e-4f);
    }
  }
}

static void learner_end_epoch(learner *l) {
  size_t n = ((size_t)1 << SLOT_BITS) * l->outputs;
  for (size_t i = 0; i < n; i++) l->sum[i] += l->w[i];
}

// Appends the rows of the features that were met often enough.  epochs: how often each example was shown.
static void learner_write(const learner *l, uint32_t epochs, plx_buf *out) {
  uint32_t *feat = plx_xrealloc(NULL, (l->used + 1) * sizeof *feat), n = 0;
  float *row = plx_xrealloc(NULL, (l->used + 1) * l->outputs * sizeof *row);
  for (uint32_t i = 0; i < 1u << SLOT_BITS; i++) {
    if (l->seen[i] < SEEN_MIN * epochs) continue;
    feat[n] = l->key[i];
    for (uint32_t y = 0; y < l->outputs; y++)
      row[(size_t)n * l->outputs + y] = l->sum[(size_t)i * l->outputs + y] / (float)epochs;
    n++;
  }
  fprintf(stderr, "%u features, %u kept\n", l->used, n);
  plx_weights_write(feat, row, n, l->outputs, out);
  free(feat);
  free(row);
}

// --- documents ---

typedef struct gold {
  plx_record record;
  plx_candidates c;
  uint32_t *chain;          // [candidates] or PLX_NONE
  uint8_t *label;           // [candidates] plx_entity_type of the chain, MISC where there is none
  float (*type)[PLX_TYPES]; // [candidates]
} gold;
typedef PLX_VEC(gold *) golds;

static bool slurp(const char *path, plx_buf *out, plx_err *e) {
  gzFile f = gzopen(path, "rb");
  char part[1 << 16];
  int n;
  if (!f) return plx_fail(e, PLX_E_INPUT, path, 0, "cannot be opened");
  while ((n = gzread(f, part, sizeof part)) > 0) plx_buf_add(out, part, (size_t)n);
  gzclose(f);
  return n == 0 || plx_fail(e, PLX_E_INPUT, path, 0, "cannot be unpacked");
}

static plx_span span_at(const plx_cpmap *cp, const json_t *start, const json_t *end) {
  return plx_span_of(plx_cpmap_byte(cp, (uint32_t)json_integer_value(start)),
                     plx_cpmap_byte(cp, (uint32_t)json_integer_value(end)));
}

// The free candidate that stands for a gold mention: inside it, holding its head; the longest.
static uint32_t standing_for(const gold *g, plx_span whole, plx_span head) {
  uint32_t best = PLX_NONE;
  for (uint32_t i = 0; i < g->c.n; i++) {
    plx_span s = g->c.v[i].m.span;
    if (g->chain[i] != PLX_NONE || !plx_span_holds(whole, s) || !plx_span_holds(s, head)) continue;
    if (best == PLX_NONE || s.n > g->c.v[best].m.span.n) best = i;
  }
  return best;
}

static plx_entity_type type_named(plx_str s) {
  return plx_str_eqz(s, "PER")   ? PLX_ENTITY_PER
         : plx_str_eqz(s, "ORG") ? PLX_ENTITY_ORG
         : plx_str_eqz(s, "LOC") ? PLX_ENTITY_LOC
                                 : PLX_ENTITY_MISC;
}

static bool lay_chains(gold *g, plx_arena *a, plx_err *e) {
  plx_str members = plx_str_fmt(a, "{%.*s}", PLX_FMT(g->record.doc->extra));
  json_t *o = plx_json_parse(members, "chains", 0, e), *chains = json_object_get(o, "chains");
  if (!o) return false;
  plx_cpmap cp = plx_cpmap_of(a, g->record.doc->text);
  g->chain = PLX_NEWS(a, uint32_t, g->c.n + 1);
  g->label = PLX_NEWS(a, uint8_t, g->c.n + 1);
  for (uint32_t i = 0; i < g->c.n; i++) g->chain[i] = PLX_NONE, g->label[i] = PLX_ENTITY_MISC;
  for (uint32_t k = 0; k < json_array_size(chains); k++) {
    const json_t *chain = json_array_get(chains, k), *list = json_object_get(chain, "mentions");
    for (size_t i = 0; i < json_array_size(list); i++) {
      const json_t *m = json_array_get(list, i), *h = json_object_get(m, "head");
      plx_span whole = span_at(&cp, json_object_get(m, "start"), json_object_get(m, "end"));
      plx_span head = h ? span_at(&cp, json_array_get(h, 0), json_array_get(h, 1)) : whole;
      uint32_t c = standing_for(g, whole, head);
      if (c == PLX_NONE) continue;
      g->chain[c] = k;
      g->label[c] = (uint8_t)type_named(plx_json_get(chain, "type"));
    }
  }
  json_decref(o);
  return true;
}

static bool read_all(const char *path, plx_arena *a, golds *out, plx_err *e) {
  plx_buf all = {0};
  plx_model *model = plx_model_open(NULL, e);
  if (!model || !slurp(path, &all, e)) return false;
  plx_entities *entities = plx_entities_new(NULL, a);
  plx_mention_tables *tables = plx_mention_tables_new(plx_entities_actors(entities), a);
  plx_lines l = plx_lines_str(plx_buf_view(&all), path);
  plx_arena *tmp = plx_arena_new();
  plx_str line;
  while (plx_lines_next(&l, &line, e) == PLX_LINES_ONE) {
    plx_raw raw = {
        .path = plx_str_of(path), .record = l.number, .bytes = plx_str_copy(a, line), .format = PLX_FORMAT_JSON};
    plx_docs docs = {0};
    if (!plx_read(&raw, a, &docs, e) || !docs.n) return false;
    gold *g = PLX_NEW(a, gold);
    g->record.doc = docs.v[0];
    g->record.doc->arena = a;
    plx_span *block = PLX_NEWS(a, plx_span, g->record.doc->blocks.n);
    for (uint32_t i = 0; i < g->record.doc->blocks.n; i++) block[i] = g->record.doc->blocks.v[i].span;
    plx_language_read(model, g->record.doc->text, block, g->record.doc->blocks.n, a, tmp, &g->record.text);
    plx_entities_find_names(entities, &g->record, tmp);
    plx_mentions_find(tables, &g->record, a, &g->c);
    g->type = plx_arena_array(a, g->c.n + 1, sizeof *g->type);
    if (!lay_chains(g, a, e)) return false;
    *plx_vec_push(a, out) = g;
    plx_arena_clear(tmp);
  }
  plx_arena_free(tmp);
  plx_buf_free(&all);
  return true; // the model stays open: lemmas are borrowed from it
}

// --- what a noun is ---

// half 0, 1: only documents of that half; 2: all.
static learner learn_types(const golds *all, uint32_t half) {
  learner l = learner_new(PLX_TYPES, type_rate);
  uint32_t feat[PLX_LINK_FEATURES_MAX], right = 0, n = 0;
  for (int epoch = 0; epoch < TYPE_EPOCHS; epoch++) {
    right = n = 0;
    for (uint32_t d = 0; d < all->n; d++) {
      const gold *g = all->v[(d * 37) % all->n];
      if (half < 2 && (d * 37) % all->n % 2 != half) continue;
      for (uint32_t i = 0; i < g->c.n; i++) {
        plx_entity_type known;
        if (g->c.v[i].m.entity != PLX_NONE || plx_form_type(g->c.v[i].form, &known)) continue;
        float p[PLX_TYPES], sum = 0, max;
        uint32_t k = plx_type_features(&g->record, &g->c.v[i], feat), best = 0;
        learner_score(&l, feat, k, p);
        for (uint32_t t = 1; t < PLX_TYPES; t++) best = p[t] > p[best] ? t : best;
        max = p[best];
        for (int t = 0; t < PLX_TYPES; t++) sum += p[t] = expf(p[t] - max);
        for (int t = 0; t < PLX_TYPES; t++) p[t] = p[t] / sum - (g->label[i] == t);
        learner_step(&l, feat, k, p);
        right += best == g->label[i];
        n++;
      }
    }
    learner_end_epoch(&l);
  }
  fprintf(stderr, "types, half %u: %.1f%% of %u right while learning\n", half, 100.0 * right / (n + 1e-9), n);
  return l;
}

static void type_by_halves(const golds *all) {
  plx_buf bytes = {0};
  for (uint32_t half = 0; half < 2; half++) {
    learner l = learn_types(all, half);
    plx_buf_clear(&bytes);
    learner_write(&l, TYPE_EPOCHS, &bytes);
    plx_str view = plx_buf_view(&bytes);
    plx_weights w;
    plx_weights_read(&w, &view, NULL);
    for (uint32_t d = 0; d < all->n; d++)
      if (d % 2 != half) plx_coreference_types(&w, &all->v[d]->record, &all->v[d]->c, all->v[d]->type);
    learner_free(&l);
  }
  plx_buf_free(&bytes);
}

// --- what it joins ---

typedef struct choice {
  uint32_t n, option[PLX_LINK_OPTIONS_MAX + 1]; // the last is PLX_NONE, "new"
  uint32_t feats[PLX_LINK_OPTIONS_MAX + 1], feat[PLX_LINK_OPTIONS_MAX + 1][PLX_LINK_FEATURES_MAX];
  float score[PLX_LINK_OPTIONS_MAX + 1];
  bool right[PLX_LINK_OPTIONS_MAX + 1];
} choice;

static double learn_choice(learner *l, const choice *c) {
  float max = -1e30f, all = 0, right = 0;
  for (uint32_t k = 0; k < c->n; k++) max = c->score[k] > max ? c->score[k] : max;
  for (uint32_t k = 0; k < c->n; k++) {
    float p = expf(c->score[k] - max);
    all += p;
    right += c->right[k] ? p : 0;
  }
  for (uint32_t k = 0; k < c->n; k++) {
    float p = expf(c->score[k] - max), gradient = p / all - (c->right[k] ? p / (right + 1e-20f) : 0);
    learner_step(l, c->feat[k], c->feats[k], &gradient);
  }
  return -log(right / all + 1e-20);
}

// One mention: scores its options, learns, and puts it where the annotators have it.
static double learn_mention(learner *l, plx_linking *s, const gold *g, uint32_t *chain_of, uint32_t i, choice *c) {
  c->n = plx_link_options(s, i, c->option);
  bool any = false;
  for (uint32_t k = 0; k < c->n; k++)
    any |= c->right[k] = g->chain[i] != PLX_NONE && chain_of[c->option[k]] == g->chain[i];
  c->option[c->n] = PLX_NONE;
  c->right[c->n++] = !any;
  uint32_t to = PLX_NONE;
  for (uint32_t k = 0; k < c->n; k++) {
    c->feats[k] = plx_link_features(s, i, c->option[k], c->feat[k]);
    learner_score(l, c->feat[k], c->feats[k], &c->score[k]);
    if (c->right[k] && to == PLX_NONE) to = c->option[k];
  }
  double loss = learn_choice(l, c);
  to = plx_link_add(s, i, to);
  if (s->cluster.v[to].size == 1) chain_of[to] = g->chain[i];
  return loss;
}

static learner learn_links(const golds *all) {
  learner l = learner_new(1, link_rate);
  plx_arena *tmp = plx_arena_new();
  choice *c = plx_xrealloc(NULL, sizeof *c);
  for (int epoch = 0; epoch < LINK_EPOCHS; epoch++) {
    double loss = 0;
    uint32_t n = 0;
    for (uint32_t d = 0; d < all->n; d++) {
      const gold *g = all->v[(d * 37 + (uint32_t)epoch) % all->n];
      plx_linking s = plx_linking_of(&g->record, &g->c, tmp);
      memcpy(s.type, g->type, g->c.n * sizeof *s.type);
      uint32_t *chain_of = PLX_NEWS(tmp, uint32_t, g->c.n + 1);
      for (uint32_t i = 0; i < g->c.n; i++) {
        uint32_t entity = g->c.v[i].m.entity;
        if (entity != PLX_NONE && s.of_entity[entity] != PLX_NONE) {
          plx_link_add(&s, i, s.of_entity[entity]);
          continue;
        }
        loss += learn_mention(&l, &s, g, chain_of, i, c);
        n++;
      }
      plx_arena_clear(tmp);
    }
    learner_end_epoch(&l);
    fprintf(stderr, "links, epoch %d: loss %.4f over %u mentions\n", epoch + 1, loss / (n + 1e-9), n);
  }
  free(c);
  plx_arena_free(tmp);
  return l;
}

int main(int argc, char **argv) {
  if (argc != 3) return fprintf(stderr, "usage: coreference GOLD.jsonl[.gz] model/coreference.bin\n"), 2;
  plx_err e = {0};
  golds all = {0};
  plx_arena *a = plx_arena_new();
  if (!read_all(argv[1], a, &all, &e)) return fprintf(stderr, "%s: %s\n", e.input, e.msg), 1;
  fprintf(stderr, "%u documents\n", all.n);
  type_by_halves(&all);
  learner type = learn_types(&all, 2), link = learn_links(&all);
  plx_buf bytes = {0};
  learner_write(&type, TYPE_EPOCHS, &bytes);
  learner_write(&link, LINK_EPOCHS, &bytes);
  bool ok = plx_file_write(argv[2], plx_buf_view(&bytes), &e);
  plx_buf_free(&bytes);
  learner_free(&type);
  learner_free(&link);
  plx_arena_free(a);
  if (!ok) fprintf(stderr, "%s\n", e.msg);
  return ok ? 0 : 1;
}
