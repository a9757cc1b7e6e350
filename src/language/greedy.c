/* SPDX-License-Identifier: Apache-2.0 */
/* Tags and names.  While learning, history is what the model itself said, so that it learns to live with its errors. */
#include "language/greedy.h"

#include <string.h>

static void score(plx_judge j, const plx_feats *f, int classes, float *out) {
  if (j.learner) {
    plx_learner_score(j.learner, f, out);
    return;
  }
  int32_t s[PLX_LINEAR_CLASSES_MAX];
  plx_linear_score(j.model, f, s);
  for (int y = 0; y < classes; y++) out[y] = (float)s[y];
}

static int classes_of(plx_judge j) {
  return j.learner ? plx_learner_classes(j.learner) : (int)j.model->classes;
}

static int best_of(const float *s, int n) {
  int best = 0;
  for (int y = 1; y < n; y++)
    if (s[y] > s[best]) best = y;
  return best;
}

static const plx_word edge = {.exact = 1, .lower = 1, .shape = 1};

static const plx_word *at(const plx_seq *s, int64_t i) {
  return i < 0 || i >= (int64_t)s->n ? &edge : &s->word[i];
}

static void word_features(const plx_seq *s, int64_t i, plx_feats *f) {
  const plx_word *w = at(s, i), *p = at(s, i - 1), *n = at(s, i + 1), *pp = at(s, i - 2), *nn = at(s, i + 2);
  f->n = 0;
  PLX_FEAT1(f, 1, 1);
  PLX_FEAT1(f, 2, w->exact);
  PLX_FEAT1(f, 3, w->lower);
  for (uint64_t k = 0; k < PLX_WORD_PARTS; k++) {
    PLX_FEAT2(f, 4, k, w->suffix[k]);
    PLX_FEAT2(f, 5, k, w->prefix[k]);
  }
  PLX_FEAT2(f, 6, w->shape, i == 0);
  PLX_FEAT1(f, 7, p->lower);
  PLX_FEAT1(f, 8, n->lower);
  PLX_FEAT1(f, 9, pp->lower);
  PLX_FEAT1(f, 10, nn->lower);
  PLX_FEAT2(f, 11, p->lower, w->lower);
  PLX_FEAT2(f, 12, w->lower, n->lower);
  PLX_FEAT1(f, 13, p->suffix[2]);
  PLX_FEAT1(f, 14, n->suffix[2]);
  PLX_FEAT1(f, 15, n->suffix[1]);
  PLX_FEAT3(f, 16, p->shape, w->shape, n->shape);
  PLX_FEAT2(f, 17, w->suffix[2], n->suffix[2]);
  PLX_FEAT2(f, 18, w->shape, n->shape);
  PLX_FEAT2(f, 19, w->upper, n->upper);
}

uint32_t plx_greedy_tag(plx_judge j, plx_seq *s, plx_arena *tmp) {
  plx_mark mark = plx_arena_mark(tmp);
  uint16_t *said = PLX_NEWS(tmp, uint16_t, s->n + 1);
  uint32_t wrong = 0;
  for (uint32_t i = 0; i < s->n; i++) {
    plx_feats f;
    word_features(s, i, &f);
    uint64_t t1 = i > 0 ? said[i - 1] : 999, t2 = i > 1 ? said[i - 2] : 999;
    PLX_FEAT1(&f, 30, t1);
    PLX_FEAT2(&f, 31, t1, t2);
    PLX_FEAT2(&f, 32, t1, s->word[i].lower);
    PLX_FEAT2(&f, 33, t1, s->word[i].suffix[2]);
    PLX_FEAT2(&f, 34, t1, at(s, (int64_t)i + 1)->lower);
    PLX_FEAT3(&f, 35, t1, t2, s->word[i].lower);
    PLX_FEAT3(&f, 36, t1, s->word[i].suffix[2], at(s, (int64_t)i + 1)->suffix[2]);
    float y[PLX_LINEAR_CLASSES_MAX];
    int n = classes_of(j);
    score(j, &f, n, y);
    int best = best_of(y, n);
    said[i] = (uint16_t)best;
    if (!j.learner) continue;
    plx_learner_update(j.learner, &f, s->tag[i], best);
    wrong += best != s->tag[i];
  }
  if (!j.learner && s->n) memcpy(s->tag, said, s->n * sizeof *said);
  plx_arena_reset(tmp, mark);
  return wrong;
}

uint32_t plx_greedy_name(plx_judge j, plx_seq *s, plx_arena *tmp) {
  plx_mark mark = plx_arena_mark(tmp);
  uint8_t *said = PLX_NEWS(tmp, uint8_t, s->n + 1);
  uint32_t wrong = 0;
  for (uint32_t i = 0; i < s->n; i++) {
    plx_feats f;
    const plx_word *w = &s->word[i], *p = at(s, (int64_t)i - 1), *q = at(s, (int64_t)i + 1);
    word_features(s, i, &f);
    uint64_t t1 = i > 0 ? said[i - 1] : 99, t2 = i > 1 ? said[i - 2] : 99;
    uint64_t tag = s->tag[i], tag1 = i > 0 ? s->tag[i - 1] : 999, tag2 = i + 1 < s->n ? s->tag[i + 1] : 999;
    PLX_FEAT1(&f, 40, t1);
    PLX_FEAT2(&f, 41, t1, t2);
    PLX_FEAT2(&f, 42, t1, w->lower);
    PLX_FEAT3(&f, 43, t1, tag, tag2);
    PLX_FEAT2(&f, 44, tag, w->shape);
    PLX_FEAT3(&f, 45, tag1, tag, tag2);
    PLX_FEAT2(&f, 46, t1, p->lower);
    PLX_FEAT3(&f, 47, t1, tag, p->lower);
    PLX_FEAT3(&f, 48, t1, tag, q->lower);
    PLX_FEAT2(&f, 49, t1, w->suffix[2]);
    float y[PLX_LINEAR_CLASSES_MAX];
    int n = classes_of(j);
    score(j, &f, n, y);
    for (int k = PLX_NER_I_PER; k < n; k += 2) // an inside follows its own kind
      if ((int)t1 != k && (int)t1 != k - 1) y[k] = -1e30f;
    int best = best_of(y, n);
    said[i] = (uint8_t)best;
    if (!j.learner) continue;
    plx_learner_update(j.learner, &f, s->ner[i], best);
    wrong += best != s->ner[i];
  }
  if (!j.learner && s->n) memcpy(s->ner, said, s->n);
  plx_arena_reset(tmp, mark);
  return wrong;
}

// --- trees ---

typedef struct state {
  const plx_seq *s;
  uint32_t *stack, depth, next; // next = n: the root stands in the buffer
  int32_t *head;                // -1: none yet
  uint8_t *rel;
  int32_t (*left)[2], (*right)[2]; // outermost and second outermost dependants, -1: none
  uint16_t *lefts, *rights;
} state;

static state state_of(const plx_seq *s, plx_arena *tmp) {
  uint32_t n = s->n + 1;
  state v = {.s = s, .stack = PLX_NEWS(tmp, uint32_t, n), .head = PLX_NEWS(tmp, int32_t, n), .rel = PLX_NEWS(tmp, uint8_t, n)};
  v.left = (int32_t(*)[2])PLX_NEWS(tmp, int32_t, 2 * n);
  v.right = (int32_t(*)[2])PLX_NEWS(tmp, int32_t, 2 * n);
  v.lefts = PLX_NEWS(tmp, uint16_t, n);
  v.rights = PLX_NEWS(tmp, uint16_t, n);
  for (uint32_t i = 0; i < n; i++) v.head[i] = v.left[i][0] = v.left[i][1] = v.right[i][0] = v.right[i][1] = -1;
  return v;
}

static uint64_t tag_at(const state *v, int64_t i) {
  return i < 0 ? 998 : i >= (int64_t)v->s->n ? 997 : v->s->tag[i];
}

static uint64_t word_at(const state *v, int64_t i) {
  return i < 0 ? 2 : i >= (int64_t)v->s->n ? 3 : v->s->word[i].lower;
}

static uint64_t rel_at(const state *v, int64_t i) {
  return i < 0 ? 99 : v->rel[i];
}

static uint64_t few(uint64_t n, uint64_t most) {
  return n < most ? n : most;
}

// The k-th word from the top of the stack, or -1.
static int64_t stacked(const state *v, uint32_t k) {
  return v->depth >= k ? (int64_t)v->stack[v->depth - k] : -1;
}

static void tree_features(const state *v, plx_feats *f) {
  int64_t s0 = stacked(v, 1), s1 = stacked(v, 2), s2 = stacked(v, 3), b0 = v->next, b1 = b0 + 1, b2 = b0 + 2, n = v->s->n;
  int64_t s0l = s0 < 0 ? -1 : v->left[s0][0], s0r = s0 < 0 ? -1 : v->right[s0][0], s0l2 = s0 < 0 ? -1 : v->left[s0][1];
  int64_t s0r2 = s0 < 0 ? -1 : v->right[s0][1], b0l = b0 >= n ? -1 : v->left[b0][0], b0l2 = b0 >= n ? -1 : v->left[b0][1];
  int64_t s1l = s1 < 0 ? -1 : v->left[s1][0], s1r = s1 < 0 ? -1 : v->right[s1][0];
  uint64_t ws0 = word_at(v, s0), ws1 = word_at(v, s1), wb0 = word_at(v, b0), wb1 = word_at(v, b1), wb2 = word_at(v, b2);
  uint64_t ts0 = tag_at(v, s0), ts1 = tag_at(v, s1), ts2 = tag_at(v, s2), tb0 = tag_at(v, b0), tb1 = tag_at(v, b1), tb2 = tag_at(v, b2);
  uint64_t far = s0 < 0 ? 9 : few((uint64_t)(b0 - s0), 6), far1 = s1 < 0 ? 9 : few((uint64_t)(s0 - s1), 6);
  uint64_t vl = s0 < 0 ? 9 : few(v->lefts[s0], 4), vr = s0 < 0 ? 9 : few(v->rights[s0], 4), vb = b0 >= n ? 9 : few(v->lefts[b0], 4);
  f->n = 0;
  PLX_FEAT2(f, 1, ws0, ts0); PLX_FEAT1(f, 2, ws0); PLX_FEAT1(f, 3, ts0);
  PLX_FEAT2(f, 4, wb0, tb0); PLX_FEAT1(f, 5, wb0); PLX_FEAT1(f, 6, tb0);
  PLX_FEAT2(f, 7, wb1, tb1); PLX_FEAT1(f, 8, wb1); PLX_FEAT1(f, 9, tb1);
  PLX_FEAT2(f, 10, wb2, tb2); PLX_FEAT1(f, 11, tb2); PLX_FEAT2(f, 12, ws1, ts1); PLX_FEAT1(f, 13, ws1); PLX_FEAT1(f, 14, ts1);
  PLX_FEAT2(f, 15, plx_mix(ws0, ts0), plx_mix(wb0, tb0)); PLX_FEAT2(f, 16, ws0, wb0); PLX_FEAT3(f, 17, ws0, ts0, tb0);
  PLX_FEAT3(f, 18, ts0, wb0, tb0); PLX_FEAT2(f, 19, ts0, tb0); PLX_FEAT2(f, 20, tb0, tb1);
  PLX_FEAT3(f, 21, tb0, tb1, tb2); PLX_FEAT3(f, 22, ts0, tb0, tb1); PLX_FEAT3(f, 23, ts1, ts0, tb0);
  PLX_FEAT3(f, 24, ts2, ts1, ts0); PLX_FEAT2(f, 25, ws1, ws0); PLX_FEAT2(f, 26, ts1, ts0);
  PLX_FEAT3(f, 27, ws1, ts1, ts0); PLX_FEAT3(f, 28, ts1, ws0, ts0); PLX_FEAT2(f, 29, plx_mix(ws1, ts1), plx_mix(ws0, ts0));
  PLX_FEAT3(f, 30, ts0, tb0, far); PLX_FEAT3(f, 31, ws0, far, tb0); PLX_FEAT3(f, 32, wb0, far, ts0); PLX_FEAT3(f, 33, ts1, ts0, far1);
  PLX_FEAT3(f, 34, ws0, ts0, vl); PLX_FEAT3(f, 35, ws0, ts0, vr); PLX_FEAT3(f, 36, wb0, tb0, vb); PLX_FEAT2(f, 37, ts0, vr);
  PLX_FEAT3(f, 38, ts0, tag_at(v, s0l), tb0); PLX_FEAT3(f, 39, ts0, tag_at(v, s0r), tb0); PLX_FEAT3(f, 40, ts0, tag_at(v, b0l), tb0);
  PLX_FEAT3(f, 41, ts1, ts0, tag_at(v, s0l)); PLX_FEAT3(f, 42, ts1, ts0, tag_at(v, s0r));
  PLX_FEAT3(f, 43, ts0, tag_at(v, s0l), tag_at(v, s0l2)); PLX_FEAT3(f, 44, ts0, tag_at(v, s0r), tag_at(v, s0r2));
  PLX_FEAT3(f, 45, tb0, tag_at(v, b0l), tag_at(v, b0l2)); PLX_FEAT3(f, 46, ts1, tag_at(v, s1l), tag_at(v, s1r));
  PLX_FEAT2(f, 47, ts0, rel_at(v, s0l)); PLX_FEAT2(f, 48, ts0, rel_at(v, s0r)); PLX_FEAT2(f, 49, tb0, rel_at(v, b0l));
  PLX_FEAT3(f, 50, ts0, rel_at(v, s0l), rel_at(v, s0l2)); PLX_FEAT3(f, 51, ts0, rel_at(v, s0r), rel_at(v, s0r2));
  PLX_FEAT2(f, 52, ws0, rel_at(v, s0r)); PLX_FEAT2(f, 53, wb0, rel_at(v, b0l)); PLX_FEAT2(f, 54, word_at(v, s0l), ws0);
  PLX_FEAT2(f, 55, word_at(v, s0r), ws0); PLX_FEAT2(f, 56, word_at(v, b0l), wb0); PLX_FEAT3(f, 57, ts1, ts0, rel_at(v, s0l));
  PLX_FEAT3(f, 58, ws0, tb0, tb1); PLX_FEAT3(f, 59, ts0, tb0, tb2); PLX_FEAT3(f, 60, ts0, wb0, wb1);
}

enum { SHIFT = 0, LEFT = 1, RIGHT = 1 + PLX_REL_COUNT };

static bool can_shift(const state *v) {
  return v->next < v->s->n;
}

static bool can_left(const state *v) { // the root takes only the last one left: one root a sentence
  return v->depth > 0 && (v->next < v->s->n || v->depth == 1);
}

static bool can_right(const state *v) {
  return v->depth > 1;
}

static void attach(state *v, uint32_t child, uint32_t head, uint8_t rel) {
  v->head[child] = (int32_t)head;
  v->rel[child] = rel;
  int32_t(*side)[2] = child < head ? v->left : v->right;
  side[head][1] = side[head][0];
  side[head][0] = (int32_t)child;
  uint16_t *count = child < head ? &v->lefts[head] : &v->rights[head];
  *count = (uint16_t)(*count + (*count < 1000));
}

static void take(state *v, int y) {
  if (y == SHIFT) {
    v->stack[v->depth++] = v->next++;
    return;
  }
  uint32_t child = v->stack[--v->depth];
  if (y < RIGHT)
    attach(v, child, v->next, (uint8_t)(y - LEFT));
  else
    attach(v, child, v->stack[v->depth - 1], (uint8_t)(y - RIGHT));
}

// How many gold arcs can no longer be made after the move: the dynamic oracle.
static void costs(const state *v, const int32_t *gold, uint32_t cost[3]) {
  uint32_t n = v->s->n, s0 = v->depth ? v->stack[v->depth - 1] : 0, shift = 0, pop = 0;
  for (uint32_t i = 0; i < v->depth; i++) shift += gold[v->stack[i]] == (int32_t)v->next;
  if (v->next < n)
    for (uint32_t i = 0; i + 1 < v->depth; i++) shift += gold[v->next] == (int32_t)v->stack[i];
  for (uint32_t i = v->next; v->depth && i < n; i++) pop += gold[i] == (int32_t)s0;
  bool right = v->depth && gold[s0] >= (int32_t)v->next; // its head waits in the buffer
  cost[0] = shift;
  cost[1] = pop + (right && gold[s0] != (int32_t)v->next) + (v->depth > 1 && gold[s0] == (int32_t)v->stack[v->depth - 2]);
  cost[2] = pop + right;
}

static uint32_t random_next(uint64_t *seed) {
  *seed = *seed * 6364136223846793005u + 1442695040888963407u;
  return (uint32_t)(*seed >> 33);
}

uint32_t plx_greedy_tree(plx_judge j, plx_seq *s, uint64_t *seed, plx_arena *tmp) {
  plx_mark mark = plx_arena_mark(tmp);
  state v = state_of(s, tmp);
  uint32_t wrong = 0;
  while (v.next < s->n || v.depth > 0) {
    plx_feats f;
    float y[PLX_TREE_CLASSES];
    tree_features(&v, &f);
    score(j, &f, PLX_TREE_CLASSES, y);
    bool may[3] = {can_shift(&v), can_left(&v), can_right(&v)};
    uint32_t cost[3] = {0}, least = UINT32_MAX;
    if (j.learner) {
      costs(&v, s->head, cost);
      for (int k = 0; k < 3; k++)
        if (may[k] && cost[k] < least) least = cost[k];
    }
    uint32_t s0 = v.depth ? v.stack[v.depth - 1] : 0;
    int best = -1, right = -1;
    for (int k = 0; k < PLX_TREE_CLASSES; k++) {
      int move = k == SHIFT ? 0 : k < RIGHT ? 1 : 2;
      if (!may[move]) continue;
      if (best < 0 || y[k] > y[best]) best = k;
      if (!j.learner || cost[move] > least) continue;
      int32_t head = move == 1 ? (int32_t)v.next : move == 2 ? (int32_t)v.stack[v.depth - 2] : -1;
      bool fits = move == 0 || s->head[s0] != head || s->rel[s0] == (k < RIGHT ? k - LEFT : k - RIGHT);
      if (fits && (right < 0 || y[k] > y[right])) right = k;
    }
    int go = best;
    if (j.learner) {
      int move = best == SHIFT ? 0 : best < RIGHT ? 1 : 2;
      int32_t head = move == 1 ? (int32_t)v.next : move == 2 ? (int32_t)v.stack[v.depth - 2] : -1;
      bool fine = cost[move] <= least && (move == 0 || s->head[s0] != head || s->rel[s0] == (best < RIGHT ? best - LEFT : best - RIGHT));
      plx_learner_update(j.learner, &f, fine ? best : right, best);
      wrong += !fine;
      if (!fine && random_next(seed) % 10 == 0) go = right;
    }
    take(&v, go);
  }
  if (!j.learner) {
    memcpy(s->head, v.head, s->n * sizeof *s->head);
    memcpy(s->rel, v.rel, s->n);
  }
  plx_arena_reset(tmp, mark);
  return wrong;
}
