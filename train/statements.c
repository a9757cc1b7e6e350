/* SPDX-License-Identifier: Apache-2.0 */
/* Trains model/statements.bin from articles whose attributions are known:
 *
 *     build/train/statements [--hold N] [--parsed FILE] GOLD.jsonl[.gz] model/statements.bin
 *
 * GOLD is documents of CONTRACT.md with "attributions":[{"source":[span],"cue":[span],"content":[span]}].  --hold N keeps
 * every N-th document out of training and reports on it.  --parsed keeps the parsed articles in a file, so that a second
 * run need not parse them.
 *
 * Two models, each a sum of hashed features (meaning/weights.h): which tokens head a cue (logistic regression), and the
 * roles of the tokens around a cue (a linear-chain conditional random field).  Both learn by AdaGrad.  A token inside
 * the content of an attribution is no example for the cue model: the annotation marks outermost attributions only, so
 * nobody has looked whether it heads one. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/json.h"
#include "base/lines.h"
#include "base/table.h"
#include "base/utf8.h"
#include "gold.h"
#include "language/language.h"
#include "meaning/cues.h"
#include "meaning/goes_on.h"
#include "meaning/judge.h"
#include "meaning/sayings.h"
#include "reading/read.h"

#define Y PLX_SAID_ROLES

// Features seen less often are left out: they say nothing sure, and the file stays small.
enum { SEEN_MIN = 12, SEEN_MIN_JUDGE = 3, FOLDS = 3 };

typedef struct options {
  const char *gold, *out, *parsed;
  int hold;
} options;

// Chosen on every tenth document of PolNeAR train.  Roles learn slowly: a fast rate learns the articles by heart.
typedef struct schedule {
  float rate;
  int epochs;
} schedule;
static const schedule cue_schedule = {0.03f, 4}, role_schedule = {0.01f, 10}, judge_schedule = {0.02f, 4};
static const float decay = 2e-5f;

// --- AdaGrad ---

typedef struct learner {
  float *w, *g2; // [n][outputs]
  uint32_t n, outputs;
  float rate;
} learner;

static learner learner_new(uint32_t n, uint32_t outputs, schedule s) {
  learner l = {.n = n, .outputs = outputs, .rate = s.rate};
  size_t size = ((size_t)n * outputs + 1) * sizeof(float);
  l.w = plx_xrealloc(NULL, size);
  l.g2 = plx_xrealloc(NULL, size);
  memset(l.w, 0, size);
  memset(l.g2, 0, size);
  return l;
}

static void step_one(learner *l, size_t i, float gradient) {
  float g = gradient + decay * l->w[i];
  l->g2[i] += g * g;
  l->w[i] -= l->rate * g / (sqrtf(l->g2[i]) + 1e-4f);
}

static void learner_score(const learner *l, const uint32_t *feat, uint32_t n, float *score) {
  for (uint32_t y = 0; y < l->outputs; y++) score[y] = 0;
  for (uint32_t k = 0; k < n; k++) {
    const float *row = l->w + (size_t)feat[k] * l->outputs;
    for (uint32_t y = 0; y < l->outputs; y++) score[y] += row[y];
  }
}

static void learner_step(learner *l, const uint32_t *feat, uint32_t n, const float *gradient) {
  for (uint32_t k = 0; k < n; k++)
    for (uint32_t y = 0; y < l->outputs; y++)
      if (gradient[y] > 1e-5f || gradient[y] < -1e-5f) step_one(l, (size_t)feat[k] * l->outputs + y, gradient[y]);
}

// --- examples ---

// Features of many things, end to end.  `at` has one more entry than there are things.
typedef struct examples {
  plx_buf feat;  // uint32_t
  plx_buf at;    // uint32_t: where the features of a thing begin, in features
  plx_buf label; // uint8_t a thing
  plx_buf joint; // uint8_t a thing (roles)
  plx_buf chain; // uint32_t: the first thing of each chain (roles)
  uint32_t n;
} examples;

static void add_example(examples *x, const uint32_t *feat, uint32_t n, uint8_t label, uint8_t joint) {
  uint32_t at = (uint32_t)(x->feat.n / sizeof *feat);
  plx_buf_add(&x->at, &at, sizeof at);
  plx_buf_add(&x->feat, feat, n * sizeof *feat);
  plx_buf_char(&x->label, (char)label);
  plx_buf_char(&x->joint, (char)joint);
  x->n++;
}

static void end_examples(examples *x) {
  uint32_t at = (uint32_t)(x->feat.n / 4);
  plx_buf_add(&x->at, &at, sizeof at);
  plx_buf_add(&x->chain, &x->n, sizeof x->n);
}

// --- the features that are kept ---

typedef struct kept {
  uint32_t *feat; // [n] sorted
  uint32_t n;
} kept;

static int by_number(const void *a, const void *b) {
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return x < y ? -1 : x > y;
}

static kept keep_features(const examples *x, uint32_t seen_min) {
  uint32_t all = (uint32_t)(x->feat.n / 4), *sorted = plx_xrealloc(NULL, x->feat.n + 4);
  kept k = {.feat = sorted};
  memcpy(sorted, x->feat.p, x->feat.n);
  qsort(sorted, all, sizeof *sorted, by_number);
  for (uint32_t i = 0, j; i < all; i = j) {
    for (j = i; j < all && sorted[j] == sorted[i]; j++) {
    }
    if (j - i >= seen_min) k.feat[k.n++] = sorted[i];
  }
  return k;
}

// Features become their numbers in `k`; others go.
static void number_features(examples *x, const kept *k) {
  uint32_t *feat = (uint32_t *)x->feat.p, *at = (uint32_t *)x->at.p, to = 0, from = 0;
  for (uint32_t i = 0; i < x->n; i++) {
    uint32_t begin = to;
    for (uint32_t end = at[i + 1]; from < end; from++) {
      const uint32_t *f = bsearch(&feat[from], k->feat, k->n, sizeof *feat, by_number);
      if (f) feat[to++] = (uint32_t)(f - k->feat);
    }
    at[i] = begin;
  }
  at[x->n] = to;
}

static const uint32_t *feats_of(const examples *x, uint32_t i, uint32_t *n) {
  const uint32_t *at = (const uint32_t *)x->at.p;
  *n = at[i + 1] - at[i];
  return (const uint32_t *)x->feat.p + at[i];
}

static void cue_examples(const plx_said *d, const plx_gold *g, examples *x) {
  uint32_t feat[PLX_CUE_FEATURES_MAX];
  for (uint32_t i = 0; i < d->text->tok.n; i++) {
    uint8_t label = g->cue_head[i];
    if (!label && (g->in_content[i] || !plx_cues_candidate(d, i))) continue;
    uint32_t n = plx_cues_features(d, i, feat);
    add_example(x, feat, n, label, 0);
  }
}

static void role_examples(const plx_said *d, const plx_gold *g, examples *x, plx_arena *tmp) {
  uint32_t feat[PLX_ROLE_FEATURES_MAX];
  for (uint32_t a = 0; a < g->attribution.n; a++) {
    const plx_gold_attribution *at = &g->attribution.v[a];
    if (at->cue == PLX_NONE) continue;
    plx_mark mark = plx_arena_mark(tmp);
    plx_roles r = plx_roles_of(d, at->cue, tmp);
    if (r.count <= 200) {
      plx_buf_add(&x->chain, &x->n, sizeof x->n);
      for (uint32_t k = 0; k < r.count; k++) {
        uint32_t n = plx_roles_features(&r, k, feat);
        add_example(x, feat, n, plx_gold_role(at, d->text, r.first + k), k ? (uint8_t)plx_roles_joint(&r, k) : 0);
      }
    }
    plx_arena_reset(tmp, mark);
  }
}

// The attributions as sayings: roles within the sentence of the cue.
static plx_sayings sayings_of(const plx_said *d, const plx_gold *g, plx_arena *tmp) {
  plx_sayings out = {0};
  for (uint32_t a = 0; a < g->attribution.n; a++) {
    const plx_gold_attribution *at = &g->attribution.v[a];
    if (at->cue == PLX_NONE) continue;
    const plx_sentence *s = &d->text->sentence.v[d->trees.sentence[at->cue]];
    uint8_t *role = PLX_NEWS(tmp, uint8_t, s->count);
    for (uint32_t k = 0; k < s->count; k++) role[k] = plx_gold_role(at, d->text, s->first + k);
    plx_saying *x = plx_vec_push(tmp, &out);
    x->cue = at->cue;
    plx_said_stretch(d, role, s->first, s->count, PLX_SAID_SOURCE, tmp, &x->source);
    plx_said_stretch(d, role, s->first, s->count, PLX_SAID_CUE, tmp, &x->words);
    plx_said_stretch(d, role, s->first, s->count, PLX_SAID_CONTENT, tmp, &x->content);
  }
  return out;
}

// Sentence by sentence away from the cue, up to and with the first that is not the attribution's any more.
static void goes_on_examples(const plx_said *d, const plx_gold *g, examples *x, plx_arena *tmp) {
  plx_sayings s = sayings_of(d, g, tmp);
  plx_claims c = plx_claims_of(d, &s, tmp);
  uint32_t index = 0, feat[PLX_GOES_ON_FEATURES_MAX];
  for (uint32_t a = 0; a < g->attribution.n; a++) {
    if (g->attribution.v[a].cue == PLX_NONE) continue;
    for (int forwards = 0; forwards < 2; forwards++) {
      uint32_t at = d->trees.sentence[g->attribution.v[a].cue];
      for (uint32_t taken = 0; taken < PLX_GOES_ON_SENTENCES; taken++) {
        if (forwards ? at + 1 >= d->text->sentence.n : at == 0) break;
        at += forwards ? 1u : -1u;
        plx_said_range part = plx_goes_on_part(d, at);
        uint32_t in = 0, words = 0;
        for (uint32_t i = part.first; i <= part.last; i++) {
          if (d->text->tok.v[i].upos == PLX_UPOS_PUNCT) continue;
          words++;
          in += plx_gold_role(&g->attribution.v[a], d->text, i) == PLX_SAID_CONTENT;
        }
        uint8_t label = words && in * 2 > words;
        add_example(x, feat, plx_goes_on_features(&c, &s, index, at, forwards, taken, feat), label, 0);
        if (!label) break;
      }
    }
    index++;
  }
}

// --- a small generator, so that every machine shuffles alike ---

static uint32_t draw(uint64_t *seed) {
  *seed = *seed * 6364136223846793005u + 1442695040888963407u;
  return (uint32_t)(*seed >> 33);
}

static uint32_t *shuffled(uint32_t n, uint64_t *seed) {
  uint32_t *order = plx_xrealloc(NULL, (n + 1) * sizeof *order);
  for (uint32_t i = 0; i < n; i++) order[i] = i;
  for (uint32_t i = n; i > 1; i--) {
    uint32_t j = draw(seed) % i, swap = order[i - 1];
    order[i - 1] = order[j];
    order[j] = swap;
  }
  return order;
}

// --- yes or no: logistic regression ---

static void learn_yes_no(const char *name, learner *l, const examples *x, int epochs) {
  uint64_t seed = 7;
  for (int e = 0; e < epochs; e++) {
    uint32_t *order = shuffled(x->n, &seed);
    double loss = 0;
    for (uint32_t k = 0; k < x->n; k++) {
      uint32_t n;
      const uint32_t *feat = feats_of(x, order[k], &n);
      float score, y = x->label.p[order[k]];
      learner_score(l, feat, n, &score);
      float p = 1 / (1 + expf(-score)), gradient = p - y;
      loss -= log(y > 0 ? p + 1e-9 : 1 - p + 1e-9);
      learner_step(l, feat, n, &gradient);
    }
    free(order);
    fprintf(stderr, "%s epoch %d loss %.4f\n", name, e + 1, loss / (x->n + 1e-9));
  }
}

static void report_yes_no(const char *name, const learner *l, const examples *x) {
  for (float cut = -1.5f; cut <= 1; cut += 0.5f) {
    uint32_t told = 0, right = 0, there = 0, n;
    for (uint32_t i = 0; i < x->n; i++) {
      float score;
      const uint32_t *feat = feats_of(x, i, &n);
      learner_score(l, feat, n, &score);
      told += score > cut, there += x->label.p[i], right += score > cut && x->label.p[i];
    }
    fprintf(stderr, "%s held out, above %4.1f: P %.1f R %.1f F1 %.1f\n", name, cut, 100.0 * right / (told + 1e-9),
            100.0 * right / (there + 1e-9), 200.0 * right / (told + there + 1e-9));
  }
}

// --- roles: a conditional random field ---

typedef struct chain {
  const examples *x;
  uint32_t first, n;
  float *emit, *alpha, *beta; // [n][Y]
} chain;

static float log_sum(const float *v) {
  float max = v[0], sum = 0;
  for (int y = 1; y < Y; y++)
    if (v[y] > max) max = v[y];
  for (int y = 0; y < Y; y++) sum += expf(v[y] - max);
  return max + logf(sum);
}

static const float *step_of(const learner *joints, const chain *c, uint32_t k) {
  return joints->w + (size_t)(uint8_t)c->x->joint.p[c->first + k] * Y * Y;
}

static void forward_backward(const learner *joints, chain *c) {
  memcpy(c->alpha, c->emit, Y * sizeof(float));
  for (uint32_t k = 1; k < c->n; k++)
    for (int y = 0; y < Y; y++) {
      float v[Y];
      for (int x = 0; x < Y; x++) v[x] = c->alpha[(k - 1) * Y + x] + step_of(joints, c, k)[x * Y + y];
      c->alpha[k * Y + y] = log_sum(v) + c->emit[k * Y + y];
    }
  for (int y = 0; y < Y; y++) c->beta[(c->n - 1) * Y + y] = 0;
  for (uint32_t k = c->n - 1; k > 0; k--)
    for (int x = 0; x < Y; x++) {
      float v[Y];
      for (int y = 0; y < Y; y++) v[y] = step_of(joints, c, k)[x * Y + y] + c->emit[k * Y + y] + c->beta[k * Y + y];
      c->beta[(k - 1) * Y + x] = log_sum(v);
    }
}

static double learn_chain(learner *tokens, learner *joints, chain *c) {
  uint32_t n;
  const uint8_t *label = (const uint8_t *)c->x->label.p + c->first;
  for (uint32_t k = 0; k < c->n; k++) {
    const uint32_t *feat = feats_of(c->x, c->first + k, &n);
    learner_score(tokens, feat, n, c->emit + k * Y);
  }
  forward_backward(joints, c);
  float z = log_sum(c->alpha + (c->n - 1) * Y), gold = c->emit[label[0]];
  for (uint32_t k = 1; k < c->n; k++) {
    const float *step = step_of(joints, c, k);
    gold += c->emit[k * Y + label[k]] + step[label[k - 1] * Y + label[k]];
    for (int x = 0; x < Y; x++)
      for (int y = 0; y < Y; y++) {
        float p = expf(c->alpha[(k - 1) * Y + x] + step[x * Y + y] + c->emit[k * Y + y] + c->beta[k * Y + y] - z);
        float g = p - (label[k - 1] == x && label[k] == y);
        if (fabsf(g) > 1e-5f) step_one(joints, (size_t)(step - joints->w) + (size_t)(x * Y + y), g);
      }
  }
  for (uint32_t k = 0; k < c->n; k++) {
    float gradient[Y];
    const uint32_t *feat = feats_of(c->x, c->first + k, &n);
    for (int y = 0; y < Y; y++) gradient[y] = expf(c->alpha[k * Y + y] + c->beta[k * Y + y] - z) - (label[k] == y);
    learner_step(tokens, feat, n, gradient);
  }
  return z - gold;
}

static chain chain_at(const examples *x, uint32_t i, float *room) {
  const uint32_t *first = (const uint32_t *)x->chain.p;
  chain c = {.x = x, .first = first[i], .n = first[i + 1] - first[i], .emit = room};
  c.alpha = c.emit + 256 * Y;
  c.beta = c.alpha + 256 * Y;
  return c;
}

static uint32_t chains(const examples *x) {
  return (uint32_t)(x->chain.n / 4) - 1;
}

static void learn_roles(learner *tokens, learner *joints, const examples *x, int epochs) {
  uint64_t seed = 11;
  static float room[3 * 256 * Y];
  for (int e = 0; e < epochs; e++) {
    uint32_t *order = shuffled(chains(x), &seed);
    double loss = 0;
    for (uint32_t i = 0; i < chains(x); i++) {
      chain c = chain_at(x, order[i], room);
      loss += learn_chain(tokens, joints, &c);
    }
    free(order);
    fprintf(stderr, "roles   epoch %d loss %.4f\n", e + 1, loss / (chains(x) + 1e-9));
  }
}

static void report_roles(const learner *tokens, const learner *joints, const examples *x, plx_arena *tmp) {
  static float room[3 * 256 * Y];
  static const char *const name[] = {"none", "source", "cue", "content"};
  uint32_t told[Y] = {0}, there[Y] = {0}, right[Y] = {0}, whole[Y] = {0}, n;
  for (uint32_t i = 0; i < chains(x); i++) {
    chain c = chain_at(x, i, room);
    uint8_t role[256];
    bool same[Y] = {true, true, true, true};
    for (uint32_t k = 0; k < c.n; k++) {
      const uint32_t *feat = feats_of(x, c.first + k, &n);
      learner_score(tokens, feat, n, c.emit + k * Y);
    }
    plx_roles_best(c.emit, joints->w, (const uint8_t *)x->joint.p + c.first, c.n, role, tmp);
    for (uint32_t k = 0; k < c.n; k++) {
      uint8_t y = (uint8_t)x->label.p[c.first + k];
      told[role[k]]++, there[y]++, right[y] += role[k] == y;
      if (role[k] != y) same[y] = same[role[k]] = false;
    }
    for (int y = 0; y < Y; y++) whole[y] += same[y];
  }
  for (int y = 1; y < Y; y++)
    fprintf(stderr, "roles  held out, %-7s: token P %.1f R %.1f F1 %.1f; whole %.1f\n", name[y],
            100.0 * right[y] / (told[y] + 1e-9), 100.0 * right[y] / (there[y] + 1e-9),
            200.0 * right[y] / (told[y] + there[y] + 1e-9), 100.0 * whole[y] / (chains(x) + 1e-9));
}

// --- all of it ---

typedef struct sets {
  examples cues, roles, goes_on, holds, source;
} sets;

// Weights as the program will read them.
static plx_weights packed(const learner *l, const kept *k, plx_arena *a) {
  plx_buf bytes = {0};
  plx_weights_write(k->feat, l->w, l->n, l->outputs, &bytes);
  plx_str copy = plx_str_copy(a, plx_buf_view(&bytes));
  plx_buf_free(&bytes);
  plx_weights w;
  plx_weights_read(&w, &copy, NULL);
  return w;
}

static void free_examples(examples *x) {
  plx_buf_free(&x->feat), plx_buf_free(&x->at), plx_buf_free(&x->label), plx_buf_free(&x->joint),
      plx_buf_free(&x->chain);
}

static void free_learner(learner *l) {
  free(l->w), free(l->g2);
}

static bool is_held(int hold, uint32_t i) {
  return hold && i % (uint32_t)hold == 0;
}

// What a later model sees of an earlier one must be as unsure in training as it will be in use: each fold of the
// articles is seen through models that have not learned from it.
static bool in_fold(uint32_t i, uint32_t f) {
  return i / 7 % FOLDS == f;
}

static plx_weights fold_cues(const plx_golds *golds, int hold, uint32_t f, const plx_cue_table *table, plx_arena *a) {
  plx_arena *tmp = plx_arena_new();
  examples x = {0};
  for (uint32_t i = 0; i < golds->n; i++) {
    if (is_held(hold, i) || in_fold(i, f)) continue;
    plx_said d = plx_said_of(table, &golds->v[i]->record, tmp);
    cue_examples(&d, golds->v[i], &x);
    plx_arena_clear(tmp);
  }
  end_examples(&x);
  kept k = keep_features(&x, SEEN_MIN);
  number_features(&x, &k);
  learner l = learner_new(k.n, 1, cue_schedule);
  learn_yes_no("fold", &l, &x, cue_schedule.epochs);
  plx_weights w = packed(&l, &k, a);
  free_learner(&l);
  free_examples(&x);
  free(k.feat);
  plx_arena_free(tmp);
  return w;
}

static void set_strong(const plx_weights *w, plx_said *d) {
  for (uint32_t i = 0; i < d->text->tok.n; i++)
    d->word[i].strong = plx_cues_candidate(d, i) ? plx_sayings_strong(plx_cues_score(w, d, i)) : 0;
}

static kept keep_examples(examples *in, examples *out, uint32_t seen_min) {
  kept k = keep_features(in, seen_min);
  number_features(in, &k);
  number_features(out, &k);
  return k;
}

// Row joint * Y + role before.
static kept all_joints(void) {
  kept k = {.n = PLX_ROLE_JOINTS * Y};
  k.feat = plx_xrealloc(NULL, k.n * sizeof *k.feat);
  for (uint32_t i = 0; i < k.n; i++) k.feat[i] = plx_roles_joint_feature(i / Y, i % Y);
  return k;
}

static plx_role_model fold_roles(const plx_golds *golds, int hold, uint32_t f, const plx_cue_table *table,
                                 const plx_said_model *folds, plx_arena *a) {
  plx_arena *tmp = plx_arena_new();
  examples x = {0};
  for (uint32_t i = 0; i < golds->n; i++) {
    if (is_held(hold, i) || in_fold(i, f)) continue;
    plx_said d = plx_said_of(table, &golds->v[i]->record, tmp);
    set_strong(&folds[i / 7 % FOLDS].cue, &d);
    role_examples(&d, golds->v[i], &x, tmp);
    plx_arena_clear(tmp);
  }
  end_examples(&x);
  kept k = keep_features(&x, SEEN_MIN), joints = all_joints();
  number_features(&x, &k);
  learner role = learner_new(k.n, Y, role_schedule), joint = learner_new(joints.n, Y, role_schedule);
  learn_roles(&role, &joint, &x, role_schedule.epochs / 2);
  plx_role_model m = {.token = packed(&role, &k, a), .joint = packed(&joint, &joints, a)};
  free_learner(&role), free_learner(&joint);
  free_examples(&x);
  free(k.feat), free(joints.feat);
  plx_arena_free(tmp);
  return m;
}

static void learn_folds(const plx_golds *golds, int hold, const plx_cue_table *table, plx_said_model *folds,
                        plx_arena *a) {
  for (uint32_t f = 0; f < FOLDS; f++) {
    folds[f] = (plx_said_model){.there = true, .cue_min = (float)plx_param("said_cue_min")};
    folds[f].cue = fold_cues(golds, hold, f, table, a);
  }
  for (uint32_t f = 0; f < FOLDS; f++) folds[f].roles = fold_roles(golds, hold, f, table, folds, a);
}

// --- second thoughts, about what the models of the folds find ---

static uint32_t ranges_in(const plx_said_ranges *r, const plx_spans *gold, const plx_text *t, uint32_t *size) {
  uint32_t both = 0;
  for (uint32_t k = 0; k < r->n; k++)
    for (uint32_t i = r->v[k].first; i <= r->v[k].last; i++) {
      if (t->tok.v[i].upos == PLX_UPOS_PUNCT) continue;
      ++*size;
      both += plx_gold_over(gold, t->tok.v[i].span);
    }
  return both;
}

// Is the content, as far as the sentence goes, the attribution's?
static bool same_content(const plx_said *d, const plx_saying *s, const plx_gold_attribution *a) {
  const plx_sentence *in = &d->text->sentence.v[d->trees.sentence[s->cue]];
  uint32_t told = 0, there = 0, both = ranges_in(&s->content, &a->span[PLX_SAID_CONTENT], d->text, &told);
  for (uint32_t i = in->first; i < in->first + in->count; i++)
    there +=
        d->text->tok.v[i].upos != PLX_UPOS_PUNCT && plx_gold_over(&a->span[PLX_SAID_CONTENT], d->text->tok.v[i].span);
  return 2 * both * 2 >= told + there;
}

// The attribution that a saying found, or NULL: the one whose cue's head it has; or, where no saying has the head, the
// surest one with a word of its cue.
static const plx_gold_attribution *found_by(const plx_said *d, const plx_gold *g, const plx_sayings *all,
                                            uint32_t index) {
  const plx_saying *s = &all->v[index];
  for (uint32_t a = 0; a < g->attribution.n; a++) {
    const plx_gold_attribution *at = &g->attribution.v[a];
    if (at->cue == s->cue) return at;
    if (!plx_gold_over(&at->span[PLX_SAID_CUE], d->text->tok.v[s->cue].span)) continue;
    bool better = false;
    for (uint32_t j = 0; j < all->n && !better; j++)
      better = j != index && (all->v[j].cue == at->cue ||
                              (plx_gold_over(&at->span[PLX_SAID_CUE], d->text->tok.v[all->v[j].cue].span) &&
                               (all->v[j].score > s->score || (all->v[j].score == s->score && j < index))));
    if (!better) return at;
  }
  return NULL;
}

static void source_examples(const plx_said *d, const plx_gold_attribution *at, const plx_sayings *all, uint32_t index,
                            examples *x) {
  uint32_t candidate[PLX_JUDGE_CANDIDATES], feat[PLX_JUDGE_FEATURES_MAX];
  uint32_t n = plx_judge_candidates(d, all, index, candidate);
  const plx_spans *gold = &at->span[PLX_SAID_SOURCE];
  for (uint32_t k = 0; k < n; k++) {
    uint32_t h = plx_tree_head(&d->trees, candidate[k]);
    bool in = plx_gold_over(gold, d->text->tok.v[candidate[k]].span);
    bool top = h == PLX_NO_TOK || !plx_gold_over(gold, d->text->tok.v[h].span);
    add_example(x, feat, plx_judge_source_features(d, all, index, candidate[k], feat), in && top, 0);
  }
}

static void judge_examples(const plx_said_model *m, plx_said *d, const plx_gold *g, sets *x, plx_arena *tmp) {
  plx_sayings s = {0};
  uint32_t feat[PLX_JUDGE_FEATURES_MAX];
  plx_sayings_try(m, d, &s, tmp);
  for (uint32_t i = 0; i < s.n; i++) {
    const plx_gold_attribution *at = found_by(d, g, &s, i);
    if (!at && g->in_content[s.v[i].cue]) continue;
    bool right = at && same_content(d, &s.v[i], at);
    add_example(&x->holds, feat, plx_judge_features(d, &s, i, feat), right, 0);
    if (at && s.v[i].source.n == 0) source_examples(d, at, &s, i, &x->source);
  }
}

static void make_examples(const plx_golds *golds, int hold, bool held, const plx_cue_table *table,
                          const plx_said_model *folds, sets *x) {
  plx_arena *tmp = plx_arena_new();
  for (uint32_t i = 0; i < golds->n; i++) {
    if (held != is_held(hold, i)) continue;
    plx_said d = plx_said_of(table, &golds->v[i]->record, tmp);
    set_strong(&folds[i / 7 % FOLDS].cue, &d);
    cue_examples(&d, golds->v[i], &x->cues);
    role_examples(&d, golds->v[i], &x->roles, tmp);
    goes_on_examples(&d, golds->v[i], &x->goes_on, tmp);
    judge_examples(&folds[i / 7 % FOLDS], &d, golds->v[i], x, tmp);
    plx_arena_clear(tmp);
  }
  end_examples(&x->cues);
  end_examples(&x->roles);
  end_examples(&x->goes_on);
  end_examples(&x->holds);
  end_examples(&x->source);
  plx_arena_free(tmp);
}

static bool train(const options *o, plx_err *e) {
  plx_golds golds = {0};
  plx_arena *process = plx_arena_new(), *tmp = plx_arena_new();
  if (!plx_gold_read(o->gold, o->parsed, process, &golds, e)) return false;
  sets in = {0}, out = {0};
  plx_cue_table table = plx_cue_table_new(process);
  plx_said_model folds[FOLDS];
  learn_folds(&golds, o->hold, &table, folds, process);
  make_examples(&golds, o->hold, false, &table, folds, &in);
  make_examples(&golds, o->hold, true, &table, folds, &out);
  fprintf(stderr, "%u documents: examples of cues %u, roles %u, going on %u\n", golds.n, in.cues.n, chains(&in.roles),
          in.goes_on.n);
  kept cue_kept = keep_examples(&in.cues, &out.cues, SEEN_MIN),
       goes_on_kept = keep_examples(&in.goes_on, &out.goes_on, SEEN_MIN);
  kept role_kept = keep_examples(&in.roles, &out.roles, SEEN_MIN), joint_kept = all_joints();
  learner cue = learner_new(cue_kept.n, 1, cue_schedule), goes_on = learner_new(goes_on_kept.n, 1, cue_schedule);
  learner role = learner_new(role_kept.n, Y, role_schedule), joint = learner_new(joint_kept.n, Y, role_schedule);
  fprintf(stderr, "features: cues %u, roles %u, going on %u\n", cue_kept.n, role_kept.n, goes_on_kept.n);
  learn_yes_no("cues", &cue, &in.cues, cue_schedule.epochs);
  report_yes_no("cues", &cue, &out.cues);
  learn_yes_no("goes on", &goes_on, &in.goes_on, cue_schedule.epochs);
  report_yes_no("goes on", &goes_on, &out.goes_on);
  kept holds_kept = keep_examples(&in.holds, &out.holds, SEEN_MIN_JUDGE),
       source_kept = keep_examples(&in.source, &out.source, SEEN_MIN_JUDGE);
  learner holds = learner_new(holds_kept.n, 1, judge_schedule), source = learner_new(source_kept.n, 1, judge_schedule);
  learn_yes_no("holds", &holds, &in.holds, judge_schedule.epochs);
  report_yes_no("holds", &holds, &out.holds);
  learn_yes_no("source", &source, &in.source, judge_schedule.epochs);
  report_yes_no("source", &source, &out.source);
  learn_roles(&role, &joint, &in.roles, role_schedule.epochs);
  report_roles(&role, &joint, &out.roles, tmp);
  plx_buf bytes = {0};
  plx_weights_write(cue_kept.feat, cue.w, cue.n, 1, &bytes);
  plx_weights_write(role_kept.feat, role.w, role.n, Y, &bytes);
  plx_weights_write(joint_kept.feat, joint.w, joint.n, Y, &bytes);
  plx_weights_write(goes_on_kept.feat, goes_on.w, goes_on.n, 1, &bytes);
  plx_weights_write(holds_kept.feat, holds.w, holds.n, 1, &bytes);
  plx_weights_write(source_kept.feat, source.w, source.n, 1, &bytes);
  bool ok = plx_file_write(o->out, plx_buf_view(&bytes), e);
  plx_buf_free(&bytes);
  plx_arena_free(tmp);
  plx_arena_free(process);
  return ok;
}

int main(int argc, char **argv) {
  options o = {0};
  for (int i = 1; i < argc; i++) {
    if (!strcmp(argv[i], "--hold") && i + 1 < argc) o.hold = atoi(argv[++i]);
    else if (!strcmp(argv[i], "--parsed") && i + 1 < argc) o.parsed = argv[++i];
    else if (!o.gold) o.gold = argv[i];
    else o.out = argv[i];
  }
  plx_err e = {0};
  if (!o.out) {
    fputs("usage: statements [--hold N] [--parsed FILE] GOLD.jsonl[.gz] OUT\n", stderr);
    return 2;
  }
  if (train(&o, &e)) return 0;
  char line[600];
  fprintf(stderr, "%s\n", plx_err_text(&e, line, sizeof line));
  return 1;
}
