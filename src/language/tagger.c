/* SPDX-License-Identifier: Apache-2.0 */
/* Each word is decided for itself: the tags of its neighbours and its head are the network's, mostly right, so there is
 * no best run to look for. */
#include "language/tagger.h"

#include <string.h>

enum { ROWS_MAX = 70000 };

typedef struct view {
  const plx_around *around;
  plx_first_opinion said;
} view;

static uint64_t lower(const view *v, int64_t i) {
  return plx_around_lower(v->around, i);
}

static uint64_t sense(const view *v, int64_t i) {
  return plx_around_sense(v->around, i);
}

static uint64_t class(const view *v, int64_t i) {
  return plx_around_class(v->around, i);
}

static uint64_t tag(const view *v, int64_t i) {
  return i < 0 ? 998 : i >= (int64_t)v->around->n ? 999 : v->said.tag[i];
}

static void word_features(const view *v, int64_t i, uint64_t kase, plx_feats *f) {
  const plx_word *w = &v->around->word[i];
  uint64_t here = w->lower, before = lower(v, i - 1), after = lower(v, i + 1), first = i == 0,
           manner = v->around->manner;
  PLX_FEAT1(f, 1, 0);
  PLX_FEAT2(f, 2, w->exact, first);
  PLX_FEAT2(f, 3, here, manner);
  PLX_FEAT1(f, 4, here);
  PLX_FEAT1(f, 5, before);
  PLX_FEAT1(f, 6, after);
  PLX_FEAT1(f, 7, lower(v, i - 2));
  PLX_FEAT1(f, 8, lower(v, i + 2));
  PLX_FEAT2(f, 9, before, here);
  PLX_FEAT2(f, 10, here, after);
  PLX_FEAT3(f, 11, before, here, after);
  PLX_FEAT3(f, 12, before, plx_around_shape(v->around, i), after);
  PLX_FEAT3(f, 13, plx_around_shape(v->around, i), first, manner);
  PLX_FEAT3(f, 14, plx_around_case(v->around, i - 1), plx_around_shape(v->around, i),
            plx_around_case(v->around, i + 1));
  for (uint64_t k = 0; k < PLX_WORD_PARTS; k++) {
    PLX_FEAT3(f, 20, k, w->prefix[k], kase);
    PLX_FEAT3(f, 21, k, w->suffix[k], kase);
  }
  PLX_FEAT3(f, 22, w->suffix[2], before, kase);
  PLX_FEAT3(f, 23, w->suffix[2], after, kase);
  PLX_FEAT2(f, 24, w->suffix[2], w->prefix[1]);
}

static void known_features(const view *v, int64_t i, uint64_t kase, plx_feats *f) {
  const plx_word *w = &v->around->word[i];
  const plx_listed *l = &v->around->listed[i];
  uint64_t here = w->lower, before = lower(v, i - 1), after = lower(v, i + 1), first = i == 0,
           manner = v->around->manner;
  PLX_FEAT2(f, 30, class(v, i), kase);
  PLX_FEAT2(f, 31, class(v, i - 1), kase);
  PLX_FEAT2(f, 32, class(v, i + 1), kase);
  PLX_FEAT3(f, 33, class(v, i - 1), class(v, i), kase);
  PLX_FEAT3(f, 34, class(v, i), class(v, i + 1), kase);
  PLX_FEAT3(f, 35, class(v, i - 1), here, class(v, i + 1));
  PLX_FEAT3(f, 36, class(v, i - 2), class(v, i - 1), here);
  PLX_FEAT3(f, 37, here, class(v, i + 1), class(v, i + 2));
  PLX_FEAT2(f, 41, sense(v, i), kase);
  PLX_FEAT3(f, 42, sense(v, i - 1), sense(v, i), kase);
  PLX_FEAT3(f, 43, sense(v, i), sense(v, i + 1), kase);
  PLX_FEAT3(f, 44, sense(v, i), before, kase);
  PLX_FEAT3(f, 45, sense(v, i), after, kase);
  PLX_FEAT3(f, 46, sense(v, i), manner, plx_mix(kase, first));
  PLX_FEAT3(f, 50, l->lists, l->place, kase);
  PLX_FEAT3(f, 51, l->alone, kase, manner);
  PLX_FEAT3(f, 52, l->alone, kase, plx_around_case(v->around, i + 1));
  PLX_FEAT2(f, 53, (uint64_t)(plx_senses_proper(&v->around->known->senses, w) + 1), kase);
}

// A word among others with capitals: the run's last word says most about what it names.
static void run_features(const view *v, int64_t i, plx_feats *f) {
  const plx_word *w = &v->around->word[i];
  if (!w->upper) return;
  plx_run r = plx_around_run(v->around, (uint32_t)i);
  uint64_t at = (uint64_t)i - r.from, length = r.to - r.from < 5 ? r.to - r.from : 5, last = r.to == (uint32_t)i + 1;
  PLX_FEAT3(f, 60, length, at < 4 ? at : 4, r.from == 0);
  PLX_FEAT2(f, 61, lower(v, (int64_t)r.to - 1), last);
  PLX_FEAT3(f, 62, lower(v, (int64_t)r.from - 1), length, at == 0);
  PLX_FEAT3(f, 63, lower(v, r.to), length, last);
  PLX_FEAT3(f, 64, w->lower, length, at);
  PLX_FEAT3(f, 65, sense(v, (int64_t)r.to - 1), length, last);
  PLX_FEAT3(f, 66, w->suffix[1], length, last);
}

static void tag_features(const view *v, int64_t i, uint64_t kase, plx_feats *f) {
  const plx_word *w = &v->around->word[i];
  uint64_t before = tag(v, i - 1), after = tag(v, i + 1);
  PLX_FEAT2(f, 80, before, kase);
  PLX_FEAT2(f, 81, after, kase);
  PLX_FEAT3(f, 82, before, after, kase);
  PLX_FEAT2(f, 83, before, w->lower);
  PLX_FEAT2(f, 84, after, w->lower);
  PLX_FEAT3(f, 85, tag(v, i - 2), before, kase);
  PLX_FEAT3(f, 86, after, tag(v, i + 2), kase);
  PLX_FEAT3(f, 87, before, w->lower, after);
  PLX_FEAT3(f, 88, before, after, w->suffix[1]);
  PLX_FEAT3(f, 89, before, w->suffix[2], kase);
}

static void tree_features(const view *v, int64_t i, uint64_t kase, plx_feats *f) {
  const plx_word *w = &v->around->word[i];
  int64_t head = (int64_t)v->said.head[i] - v->said.first;
  bool root = v->said.head[i] < 0;
  uint64_t rel = v->said.rel[i];
  PLX_FEAT2(f, 90, rel, kase);
  PLX_FEAT2(f, 91, rel, w->lower);
  PLX_FEAT3(f, 92, rel, root ? 997 : tag(v, head), kase);
  PLX_FEAT3(f, 93, rel, root ? 5 : lower(v, head), kase);
  PLX_FEAT3(f, 94, rel, w->suffix[1], kase);
  PLX_FEAT3(f, 95, rel, sense(v, i), kase);
}

static void features(const view *v, uint32_t i, plx_feats *f) {
  uint64_t kase = plx_around_case(v->around, i);
  f->n = 0;
  word_features(v, i, kase, f);
  known_features(v, i, kase, f);
  run_features(v, i, f);
  tag_features(v, i, kase, f);
  tree_features(v, i, kase, f);
}

// --- reading ---

typedef struct head {
  float scale;
  uint32_t zero;
} head;

bool plx_tagger_open(plx_tagger *m, plx_str packed, uint32_t tags) {
  head h;
  if (packed.n < sizeof h) return false;
  memcpy(&h, packed.p, sizeof h);
  m->scale = h.scale;
  return plx_linear_open(&m->words, plx_str_sub(packed, sizeof h, packed.n - sizeof h)) && m->words.classes == tags;
}

void plx_tagger_add(const plx_tagger *m, const plx_around *v, plx_first_opinion said, float *score, uint32_t columns) {
  view x = {v, said};
  for (uint32_t i = 0; i < v->n; i++) {
    plx_feats f;
    int32_t bonus[PLX_LINEAR_CLASSES_MAX];
    features(&x, i, &f);
    plx_linear_score(&m->words, &f, bonus);
    for (uint32_t y = 0; y < m->words.classes; y++) score[(size_t)i * columns + y] += (float)bonus[y] * m->scale;
  }
}

// --- learning ---

struct plx_tagger_learner {
  plx_arena *arena;
  plx_learner *words;
  uint32_t tags;
  double lead;   // by how much the best tag of a word leads, summed
  uint64_t seen; // words
};

plx_tagger_learner *plx_tagger_learner_new(uint32_t tags) {
  plx_arena *a = plx_arena_new();
  plx_tagger_learner *l = PLX_NEW(a, plx_tagger_learner);
  l->arena = a;
  l->tags = tags;
  l->words = plx_learner_new((int)tags);
  return l;
}

void plx_tagger_learner_free(plx_tagger_learner *l) {
  if (!l) return;
  plx_learner_free(l->words);
  plx_arena_free(l->arena);
}

// The best of n, and by how much it leads.
static uint32_t best_of(const float *score, uint32_t n, double *lead) {
  uint32_t best = 0;
  for (uint32_t y = 1; y < n; y++)
    if (score[y] > score[best]) best = y;
  float second = best == 0 && n > 1 ? score[1] : score[0];
  for (uint32_t y = 0; y < n; y++)
    if (y != best && score[y] > second) second = score[y];
  *lead += (double)(score[best] - second);
  return best;
}

uint32_t plx_tagger_learner_study(plx_tagger_learner *l, const plx_around *v, plx_first_opinion said,
                                  const uint16_t *tag) {
  view x = {v, said};
  uint32_t wrong = 0;
  for (uint32_t i = 0; i < v->n; i++) {
    plx_feats f;
    float score[PLX_LINEAR_CLASSES_MAX];
    features(&x, i, &f);
    plx_learner_score(l->words, &f, score);
    uint32_t best = best_of(score, l->tags, &l->lead);
    plx_learner_update(l->words, &f, tag[i], (int)best);
    wrong += best != tag[i];
  }
  l->seen += v->n;
  return wrong;
}

void plx_tagger_learner_pack(const plx_tagger_learner *l, double weight, plx_buf *out) {
  double unit = l->lead > 0 ? weight * (double)l->seen / l->lead : 0;
  head h = {.scale = (float)(unit * plx_learner_top(l->words) / PLX_LINEAR_WEIGHT_MAX)};
  plx_buf_add(out, &h, sizeof h);
  plx_learner_pack(l->words, ROWS_MAX, out);
}
