/* SPDX-License-Identifier: Apache-2.0 */
/* The network against slow and obvious versions of itself: gradients by differences, kernels in plain C, trees by trying
 * all of them, and what the integer network says against what the learner says in floats. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "language/net_learn.h"
#include "language/tree.h"

enum { ROWS = 40, TAGS = 7, WORDS = 13 };

static uint32_t chance(uint64_t *seed) {
  *seed = *seed * 6364136223846793005u + 1442695040888963407u;
  return (uint32_t)(*seed >> 33);
}

typedef struct lesson {
  uint32_t end[3];
  int32_t row[WORDS][PLX_NET_FEATURES], head[WORDS];
  uint16_t tag[WORDS];
  uint8_t rel[WORDS], ner[WORDS];
  plx_lesson x;
} lesson;

static void make_lesson(lesson *s, uint64_t seed) {
  *s = (lesson){.end = {4, 5, WORDS}};
  for (uint32_t i = 0; i < WORDS; i++) {
    uint32_t n = i < 4 ? 4 : i < 5 ? 1 : WORDS - 5, at = i < 4 ? i : i < 5 ? 0 : i - 5;
    for (int f = 0; f < PLX_NET_FEATURES; f++) s->row[i][f] = f < 5 ? (int32_t)(chance(&seed) % ROWS) : -1;
    do s->head[i] = (int32_t)(chance(&seed) % (n + 1));
    while (s->head[i] == (int32_t)at);
    s->tag[i] = i == 3 ? PLX_GOLD_NONE : (uint16_t)(chance(&seed) % TAGS);
    s->rel[i] = (uint8_t)(chance(&seed) % PLX_REL_COUNT);
    uint32_t label = chance(&seed) % PLX_NET_NAMES, before = at == 0 ? PLX_NET_NAMES : s->ner[i - 1];
    s->ner[i] = i == 2 ? 255 : (uint8_t)(plx_namer_may_follow(before, label) ? label : label - 1);
  }
  s->head[6] = -1;
  s->x = (plx_lesson){WORDS, 3, s->end, (const int32_t(*)[PLX_NET_FEATURES])s->row, s->tag, s->head, s->rel, s->ner};
}

static double loss_of(plx_net_learner *l, const plx_lesson *x) {
  plx_losses s = {0};
  plx_net_learner_study(l, x, false, &s);
  return 0.5 * s.tag + 0.5 * s.name + s.head + s.rel;
}

static void test_gradients(void **state) {
  (void)state;
  lesson s;
  make_lesson(&s, 5);
  plx_net_learner *l = plx_net_learner_new(TAGS, ROWS, 3);
  plx_losses loss = {0};
  plx_net_learner_study(l, &s.x, false, &loss);
  uint64_t seed = 9, n;
  float *all[PLX_NET_TENSORS + 1]; // loss_of adds to the gradients: look at copies
  for (int t = 0; t <= PLX_NET_TENSORS; t++) {
    plx_net_learner_weights(l, t, &n);
    all[t] = malloc(n * sizeof(float));
    memcpy(all[t], plx_net_learner_gradients(l, t), n * sizeof(float));
  }
  for (int t = 0; t <= PLX_NET_TENSORS; t++) {
    float *w = plx_net_learner_weights(l, t, &n), *kept = all[t];
    double off = 0, size = 1e-3;
    int seen = 0;
    for (int k = 0; k < 24; k++) {
      uint64_t i = chance(&seed) % n;
      for (int again = 0; again < 60 && kept[i] == 0; again++) i = chance(&seed) % n;
      float was = w[i], step = t < PLX_NET_TENSORS && plx_net_inputs(t) == 1 ? 0.002f : 0.004f;
      double here = loss_of(l, &s.x);
      w[i] = was + step;
      double right = (loss_of(l, &s.x) - here) / step;
      w[i] = was - step;
      double left = (here - loss_of(l, &s.x)) / step, slope = (left + right) / 2;
      w[i] = was;
      if (fabs(left - right) > 0.05 * (fabs(left) + fabs(right)) + 0.002) continue; // a rectifier has its corner here
      seen++;
      off += (slope - kept[i]) * (slope - kept[i]);
      size += slope * slope + (double)kept[i] * kept[i];
    }
    assert_true(seen > 8);
    if (sqrt(off / size) > 0.05) fail_msg("tensor %d: gradients off by %.3f of their size", t, sqrt(off / size));
    free(kept);
  }
  plx_net_learner_free(l);
}

static void test_paths_agree(void **state) {
  (void)state;
  plx_arena *a = plx_arena_new();
  uint64_t seed = 1;
  for (int round = 0; round < 500; round++) {
    plx_mark mark = plx_arena_mark(a);
    uint32_t m = 1 + chance(&seed) % 20, n = 1 + chance(&seed) % 70, k = 2 * (1 + chance(&seed) % (PLX_INNER_MAX / 2));
    uint32_t columns = (uint32_t)(plx_panel_items(k, n) / k), big = round % 3 == 0;
    int16_t *x = PLX_NEWS(a, int16_t, m * k), *b = PLX_NEWS(a, int16_t, n * k),
            *panel = PLX_NEWS(a, int16_t, columns * k);
    float *xs = PLX_NEWS(a, float, m), *bs = PLX_NEWS(a, float, columns), *bias = PLX_NEWS(a, float, columns);
    for (uint32_t i = 0; i < m * k; i++) x[i] = big ? PLX_Q_MAX : (int16_t)((int)(chance(&seed) % 4095) - PLX_Q_MAX);
    for (uint32_t i = 0; i < n * k; i++) b[i] = big ? -PLX_Q_MAX : (int16_t)((int)(chance(&seed) % 4095) - PLX_Q_MAX);
    for (uint32_t i = 0; i < m; i++) xs[i] = (float)(chance(&seed) % 100) / 1000;
    for (uint32_t i = 0; i < n; i++)
      bs[i] = (float)(chance(&seed) % 100) / 1000, bias[i] = (float)(chance(&seed) % 100);
    plx_panel_pack(b, k, n, panel);
    plx_panels p = {k, n, columns, panel, bs};
    float *want = PLX_NEWS(a, float, m *columns);
    for (uint32_t i = 0; i < m; i++)
      for (uint32_t j = 0; j < n; j++) { // the slow and obvious version
        int64_t sum = 0;
        for (uint32_t c = 0; c < k; c++) sum += (int64_t)x[i * k + c] * b[j * k + c];
        assert_true(sum <= INT32_MAX && sum >= INT32_MIN);
        want[i * columns + j] = (float)(int32_t)sum * (xs[i] * bs[j]);
        want[i * columns + j] += bias[j];
      }
    for (int path = PLX_PATH_PLAIN; path <= (int)plx_path_best(); path++) {
      float *got = PLX_NEWS(a, float, m *columns);
      plx_product((plx_path)path, x, xs, m, &p, bias, got);
      for (uint32_t i = 0; i < m; i++) assert_memory_equal(got + i * columns, want + i * columns, n * sizeof *got);
    }
    plx_arena_reset(a, mark);
  }
  plx_arena_free(a);
}

static void test_exp(void **state) {
  (void)state;
  for (float x = -86; x < 86; x += 0.37f) {
    float out[4];
    plx_four_to(out, plx_exp((plx_four){x, x, x, x}));
    assert_true(fabs(out[0] / exp(x) - 1) < 1e-6 && out[0] == out[3]);
  }
  float out[4];
  plx_four_to(out, plx_logistic((plx_four){-1000, 0, 1000, 5}));
  assert_true(out[0] >= 0 && out[0] < 1e-30f && out[1] == 0.5f && out[2] == 1.0f);
}

// --- trees ---

static bool reaches_root(const int32_t *head, uint32_t n) {
  uint32_t roots = 0;
  for (uint32_t i = 0; i < n; i++) {
    uint32_t v = i, steps = 0;
    roots += head[i] == (int32_t)n;
    while (v != n && steps++ <= n) v = (uint32_t)head[v];
    if (v != n) return false;
  }
  return roots == 1;
}

static float sum_of(const float *score, uint32_t stride, const int32_t *head, uint32_t n) {
  float sum = 0;
  for (uint32_t i = 0; i < n; i++) sum += score[i * stride + (uint32_t)head[i]];
  return sum;
}

// The best of all trees with the given root.
static float best_by_trying(const float *score, uint32_t stride, uint32_t n, uint32_t root) {
  int32_t head[5] = {0};
  float best = -1e30f;
  uint32_t all = 1;
  for (uint32_t i = 0; i < n; i++) all *= n + 1;
  for (uint32_t code = 0; code < all; code++) {
    uint32_t c = code;
    bool fine = true;
    for (uint32_t i = 0; i < n; i++, c /= n + 1) {
      head[i] = (int32_t)(c % (n + 1));
      fine &= head[i] != (int32_t)i && (head[i] == (int32_t)n) == (i == root);
    }
    if (fine && reaches_root(head, n) && sum_of(score, stride, head, n) > best) best = sum_of(score, stride, head, n);
  }
  return best;
}

static void test_best_tree(void **state) {
  (void)state;
  plx_arena *a = plx_arena_new();
  uint64_t seed = 2;
  for (int round = 0; round < 2000; round++) {
    uint32_t n = 1 + chance(&seed) % 5, stride = n + 1 + chance(&seed) % 3;
    float score[5 * 9];
    for (uint32_t i = 0; i < n * stride; i++) score[i] = (float)(chance(&seed) % 1000) / 100;
    int32_t head[5];
    plx_tree_best(score, stride, n, head, a);
    assert_true(reaches_root(head, n));
    uint32_t root = 0;
    while (head[root] != (int32_t)n) root++;
    float best = best_by_trying(score, stride, n, root);
    assert_true(fabsf(best - sum_of(score, stride, head, n)) < 1e-3f);
  }
  plx_arena_free(a);
}

static void test_tree_of_a_long_sentence(void **state) {
  (void)state;
  enum { N = 400 };
  plx_arena *a = plx_arena_new();
  uint64_t seed = 4;
  float *score = PLX_NEWS(a, float, N *(N + 1));
  int32_t *head = PLX_NEWS(a, int32_t, N);
  for (int i = 0; i < N * (N + 1); i++) score[i] = (float)(chance(&seed) % 3);
  plx_tree_best(score, N + 1, N, head, a);
  assert_true(reaches_root(head, N));
  plx_arena_free(a);
}

// --- learner and network ---

static void test_learns_and_packs(void **state) {
  (void)state;
  lesson s;
  make_lesson(&s, 5);
  s.head[6] = 8; // everything is known, and heads make trees
  int32_t tree[WORDS] = {1, 4, 1, 1, 1, 1, 8, 1, 1, 1, 1, 1, 1};
  memcpy(s.head, tree, sizeof tree);
  plx_net_learner *l = plx_net_learner_new(TAGS, ROWS, 3), *again = plx_net_learner_new(TAGS, ROWS, 4);
  plx_losses first = {0}, last = {0};
  for (int i = 0; i < 200; i++) {
    plx_losses loss = {0};
    plx_net_learner_study(l, &s.x, false, &loss);
    plx_net_learner_step(l, 0.003);
    if (i == 0) first = loss;
    last = loss;
    if (i == 100) { // saved and loaded it goes on the same way
      plx_buf b = {0};
      plx_net_learner_save(l, &b);
      assert_true(plx_net_learner_load(again, plx_buf_view(&b)));
      plx_buf_free(&b);
    } else if (i > 100) {
      plx_losses same = {0};
      plx_net_learner_study(again, &s.x, false, &same);
      plx_net_learner_step(again, 0.003);
      assert_true(same.head == loss.head && same.tag == loss.tag);
    }
  }
  assert_true(last.head + last.rel + last.tag < 0.1 * (first.head + first.rel + first.tag));
  plx_buf b = {0};
  plx_net_learner_pack(l, false, &b);
  plx_buf features = {0};
  uint64_t key = 1;
  uint32_t value = 0;
  plx_lexicon_pack(&key, &value, 1, &features);
  plx_arena *a = plx_arena_new();
  plx_net net;
  assert_true(plx_net_open(&net, plx_buf_view(&b), plx_buf_view(&features), a));
  for (size_t cut = 0; cut + 64 < b.n; cut += b.n / 40) // cut short it is not a network
    assert_false(plx_net_open(&net, (plx_str){b.p, cut}, plx_buf_view(&features), a));
  plx_buf_free(&b);
  plx_buf_free(&features);
  plx_arena_free(a);
  plx_net_learner_free(l);
  plx_net_learner_free(again);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_exp),
      cmocka_unit_test(test_paths_agree),
      cmocka_unit_test(test_gradients),
      cmocka_unit_test(test_best_tree),
      cmocka_unit_test(test_tree_of_a_long_sentence),
      cmocka_unit_test(test_learns_and_packs),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
