/* SPDX-License-Identifier: Apache-2.0 */
/* Labels are those of plx_ner: outside, then beginning and inside of each kind in turn. */
#include "language/namer.h"

#include <string.h>

enum { Y = PLX_NAMER_LABELS, ROWS_MAX = 45000 };
static const float never = -1e9f;

bool plx_namer_may_follow(uint32_t from, uint32_t to) {
  bool inside = to > 0 && to % 2 == 0;
  return !inside || from == to || from == to - 1;
}

void plx_namer_best(const float *score, uint32_t columns, const float *follows, uint32_t n, uint8_t *ner,
                    plx_arena *tmp) {
  plx_mark mark = plx_arena_mark(tmp);
  uint8_t *came = PLX_NEWS(tmp, uint8_t, (size_t)n * Y);
  float best[Y], next[Y];
  for (uint32_t i = 0; i < n; i++, score += columns) {
    for (uint32_t y = 0; y < Y; y++) {
      uint32_t from = 0;
      float top = i > 0 || !plx_namer_may_follow(Y, y) ? never : 0;
      for (uint32_t p = 0; p < Y && i > 0; p++) {
        float v = plx_namer_may_follow(p, y) ? best[p] + follows[p * Y + y] : never;
        if (v > top) top = v, from = p;
      }
      came[i * Y + y] = (uint8_t)from;
      next[y] = score[y] + top;
    }
    memcpy(best, next, sizeof best);
  }
  uint32_t y = 0;
  for (uint32_t k = 1; k < Y; k++)
    if (best[k] > best[y]) y = k;
  for (uint32_t i = n; i-- > 0; y = came[i * Y + y]) ner[i] = (uint8_t)y;
  plx_arena_reset(tmp, mark);
}

// --- features ---

static void word_features(const plx_around *v, int64_t i, plx_feats *f) {
  const plx_word *w = &v->word[i];
  uint64_t lower = w->lower, before = plx_around_lower(v, i - 1), after = plx_around_lower(v, i + 1), first = i == 0;
  PLX_FEAT1(f, 1, 0);
  PLX_FEAT1(f, 2, w->exact);
  PLX_FEAT2(f, 3, lower, v->manner);
  PLX_FEAT1(f, 4, before);
  PLX_FEAT1(f, 5, after);
  PLX_FEAT1(f, 6, plx_around_lower(v, i - 2));
  PLX_FEAT1(f, 7, plx_around_lower(v, i + 2));
  PLX_FEAT2(f, 8, before, lower);
  PLX_FEAT2(f, 9, lower, after);
  PLX_FEAT2(f, 10, plx_around_lower(v, i - 2), before);
  PLX_FEAT2(f, 11, after, plx_around_lower(v, i + 2));
  PLX_FEAT3(f, 12, before, plx_around_shape(v, i), after);
  PLX_FEAT3(f, 13, plx_around_shape(v, i), first, v->manner);
  PLX_FEAT3(f, 14, plx_around_shape(v, i - 1), plx_around_shape(v, i), plx_around_shape(v, i + 1));
  PLX_FEAT2(f, 15, plx_around_shape(v, i), plx_around_shape(v, i + 1));
  PLX_FEAT2(f, 16, plx_around_shape(v, i - 1), plx_around_shape(v, i));
  PLX_FEAT2(f, 17, plx_around_shape(v, i), before);
  PLX_FEAT2(f, 18, plx_around_shape(v, i), after);
  for (uint64_t k = 1; k < PLX_WORD_PARTS; k++) {
    PLX_FEAT3(f, 20, k, w->prefix[k], w->upper);
    PLX_FEAT3(f, 21, k, w->suffix[k], w->upper);
  }
}

static void list_features(const plx_around *v, int64_t i, plx_feats *f) {
  const plx_listed *l = &v->listed[i];
  uint64_t upper = v->word[i].upper, here = plx_around_lists(v, i);
  PLX_FEAT2(f, 30, here, upper);
  PLX_FEAT3(f, 31, l->lists, l->place, plx_mix(upper, v->manner));
  PLX_FEAT2(f, 32, l->alone, upper);
  for (int k = 0; k < PLX_LISTS; k++)
    if (l->lists >> k & 1) PLX_FEAT3(f, 33, (uint64_t)k, l->place, plx_mix(upper, v->manner == 0));
  for (int k = 0; k < PLX_LISTS; k++)
    if (l->alone >> k & 1) PLX_FEAT3(f, 34, (uint64_t)k, upper, v->manner);
  PLX_FEAT3(f, 35, plx_around_lists(v, i - 1) & 0xFFFF, l->alone, upper);
  PLX_FEAT3(f, 36, plx_around_lists(v, i + 1) & 0xFFFF, l->alone, upper);
  PLX_FEAT3(f, 37, l->lists, l->place, plx_around_lower(v, i - 1));
  PLX_FEAT3(f, 38, l->lists, l->place, plx_around_lower(v, i + 1));
  PLX_FEAT2(f, 39, plx_around_lists(v, i + 1), upper);
  PLX_FEAT2(f, 40, plx_around_lists(v, i - 1), upper);
  PLX_FEAT3(f, 41, plx_around_sense(v, i), upper, i == 0);
  PLX_FEAT2(f, 42, plx_around_sense(v, i - 1), upper);
  PLX_FEAT2(f, 43, plx_around_sense(v, i + 1), upper);
  PLX_FEAT2(f, 44, (uint64_t)(plx_senses_proper(&v->known->senses, &v->word[i]) + 1), here >> 16);
  PLX_FEAT2(f, 45, plx_around_class(v, i), upper);
  PLX_FEAT2(f, 46, plx_around_class(v, i - 1), upper);
  PLX_FEAT2(f, 47, plx_around_class(v, i + 1), upper);
}

// What the whole run of capitals says to each of its words.
static void run_features(const plx_around *v, int64_t i, plx_feats *f) {
  if (!v->word[i].upper) return;
  plx_run r = plx_around_run(v, (uint32_t)i);
  uint64_t length = r.to - r.from < 5 ? r.to - r.from : 5, at = (uint64_t)i - r.from < 4 ? (uint64_t)i - r.from : 4;
  uint64_t first = v->word[r.from].lower, last = v->word[r.to - 1].lower, place = plx_mix(at, length);
  uint64_t before = plx_around_lower(v, (int64_t)r.from - 1), after = plx_around_lower(v, r.to), opens = r.from == 0;
  PLX_FEAT3(f, 60, place, opens, v->manner);
  PLX_FEAT2(f, 61, first, at == 0);
  PLX_FEAT2(f, 62, last, r.to == (uint32_t)i + 1);
  PLX_FEAT3(f, 63, plx_around_sense(v, (int64_t)r.to - 1), length > 1, r.to == (uint32_t)i + 1);
  PLX_FEAT3(f, 64, before, length, at == 0);
  PLX_FEAT3(f, 65, after, length, at == 0);
  PLX_FEAT3(f, 66, plx_around_sense(v, (int64_t)r.from - 1), length, opens);
  PLX_FEAT3(f, 67, v->listed[r.from].alone, v->listed[r.to - 1].alone, place);
  PLX_FEAT3(f, 68, before, after, length);
  PLX_FEAT3(f, 69, plx_around_class(v, (int64_t)r.from - 1), plx_around_class(v, r.to), length);
}

static void features(const plx_around *v, uint32_t i, plx_feats *f) {
  f->n = 0;
  word_features(v, i, f);
  list_features(v, i, f);
  run_features(v, i, f);
}

// --- reading ---

typedef struct head {
  uint32_t labels;
  float scale, outside, follows[Y * Y];
} head;
enum { HEAD_BYTES = (sizeof(head) + 63) / 64 * 64 };

bool plx_namer_open(plx_namer *m, plx_str packed) {
  head h;
  if (packed.n < HEAD_BYTES) return false;
  memcpy(&h, packed.p, sizeof h);
  m->scale = h.scale;
  m->outside = h.outside;
  memcpy(m->follows, h.follows, sizeof m->follows);
  return h.labels == Y && plx_linear_open(&m->words, plx_str_sub(packed, HEAD_BYTES, packed.n - HEAD_BYTES)) &&
         m->words.classes == Y;
}

void plx_namer_score(const plx_namer *m, const plx_around *v, float *bonus) {
  for (uint32_t i = 0; i < v->n; i++) {
    plx_feats f;
    int32_t score[Y];
    features(v, i, &f);
    plx_linear_score(&m->words, &f, score);
    for (uint32_t y = 0; y < Y; y++) bonus[i * Y + y] = (float)score[y] * m->scale + (y == PLX_NER_O ? m->outside : 0);
  }
}

// --- learning ---

struct plx_namer_learner {
  plx_arena *arena;
  plx_learner *words;
  float follows[Y * Y];
  double total[Y * Y], lead; // follows summed over words; by how much the best label of a word leads, summed
  uint64_t seen;             // words
};

plx_namer_learner *plx_namer_learner_new(void) {
  plx_arena *a = plx_arena_new();
  plx_namer_learner *l = PLX_NEW(a, plx_namer_learner);
  l->arena = a;
  l->words = plx_learner_new(Y);
  return l;
}

void plx_namer_learner_free(plx_namer_learner *l) {
  if (!l) return;
  plx_learner_free(l->words);
  plx_arena_free(l->arena);
}

static double lead_of(const float *score) {
  float first = never, second = never;
  for (int y = 0; y < Y; y++) {
    if (score[y] > first) second = first, first = score[y];
    else if (score[y] > second) second = score[y];
  }
  return (double)(first - second);
}

uint32_t plx_namer_learner_study(plx_namer_learner *l, const plx_around *v, const uint8_t *ner, plx_arena *tmp) {
  plx_mark mark = plx_arena_mark(tmp);
  plx_feats *f = PLX_NEWS(tmp, plx_feats, v->n);
  float *score = PLX_NEWS(tmp, float, (size_t)v->n *Y);
  uint8_t *said = PLX_NEWS(tmp, uint8_t, v->n);
  uint32_t wrong = 0;
  for (uint32_t i = 0; i < v->n; i++) {
    features(v, i, &f[i]);
    plx_learner_score(l->words, &f[i], score + (size_t)i * Y);
    l->lead += lead_of(score + (size_t)i * Y);
  }
  plx_namer_best(score, Y, l->follows, v->n, said, tmp);
  for (uint32_t i = 0; i < v->n; i++) {
    plx_learner_update(l->words, &f[i], ner[i], said[i]);
    wrong += ner[i] != said[i];
    if (i == 0 || (ner[i] == said[i] && ner[i - 1] == said[i - 1])) continue;
    l->follows[ner[i - 1] * Y + ner[i]] += 1;
    l->follows[said[i - 1] * Y + said[i]] -= 1;
  }
  for (int i = 0; i < Y * Y; i++) l->total[i] += (double)l->follows[i] * v->n;
  l->seen += v->n;
  plx_arena_reset(tmp, mark);
  return wrong;
}

void plx_namer_learner_pack(const plx_namer_learner *l, double weight, double caution, plx_buf *out) {
  size_t base = out->n;
  double unit = l->lead > 0 ? weight * (double)l->seen / l->lead : 0;
  head h = {.labels = Y,
            .outside = (float)-caution,
            .scale = (float)(unit * plx_learner_top(l->words) / PLX_LINEAR_WEIGHT_MAX)};
  for (int i = 0; i < Y * Y; i++) h.follows[i] = (float)(l->seen ? unit * l->total[i] / (double)l->seen : 0);
  plx_buf_add(out, &h, sizeof h);
  while (out->n - base < HEAD_BYTES) plx_buf_char(out, 0);
  plx_learner_pack(l->words, ROWS_MAX, out);
}
