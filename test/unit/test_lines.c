/* SPDX-License-Identifier: Apache-2.0 */
/* reading/: forests and networks over lines, against the slow and obvious way; words that lines share. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "reading/line_net.c" // both versions of what is done eight at a time
#include "reading/refrain.h"
#include "reading/shared.h"
#include "reading/trees.c"

enum { ROWS = 37, WIDE = 5, NEAR = 3, TREES = 7, NODES_MAX = 2 * PLX_LEAVES_MAX, SPLITS_MAX = TREES * PLX_LEAVES_MAX };

static plx_arena *arena;
static uint64_t dice = 1;

static int set_up(void **state) {
  (void)state;
  arena = plx_arena_new();
  dice = 88172645463325252u;
  return 0;
}

static int tear_down(void **state) {
  (void)state;
  plx_arena_free(arena);
  return 0;
}

static uint32_t throw(uint32_t sides) {
  dice ^= dice << 13, dice ^= dice >> 7, dice ^= dice << 17;
  return (uint32_t)(dice >> 33) % sides;
}

static float *random_numbers(size_t n) {
  float *v = PLX_NEWS(arena, float, n);
  for (size_t i = 0; i < n; i++) v[i] = (float) throw(2001) / 1000 - 1;
  return v;
}

/* --- forests --- */

typedef struct node {
  int feature, left, right; // feature -1: a leaf
  float value;
} node;

typedef struct grown {
  node node[NODES_MAX];
  int nodes, leaves;
} grown;

typedef struct sown {
  int features;
  plx_split split[SPLITS_MAX];
  int feature[SPLITS_MAX];
  uint32_t splits;
  float leaf[TREES][PLX_LEAVES_MAX];
} sown;

// A random tree of `leaves`; its splits and leaves go to the forest.
static int grow(grown *t, sown *f, uint32_t tree, int leaves) {
  int own = t->nodes++, from = t->leaves;
  if (leaves == 1) {
    t->node[own] = (node){-1, 0, 0, (float) throw(1000) / 500 - 1};
    f->leaf[tree][t->leaves++] = t->node[own].value;
    return own;
  }
  int few = 1 + (int) throw((uint32_t)leaves - 1);
  node *n = &t->node[own];
  *n = (node){.feature = (int) throw(WIDE + NEAR), .value = (float) throw(20) / 10 - 1};
  n->left = grow(t, f, tree, few);
  uint32_t cut = (uint32_t)(((1ull << t->leaves) - 1) & ~((1ull << from) - 1));
  n->right = grow(t, f, tree, leaves - few);
  f->feature[f->splits] = n->feature;
  f->split[f->splits++] = (plx_split){n->value, ~cut, tree};
  return own;
}

static float slow_score(const grown *t, const float *x, const float *near) {
  const node *n = t->node;
  while (n->feature >= 0)
    n = t->node + ((n->feature < WIDE ? x[n->feature] : near[n->feature - WIDE]) > n->value ? n->right : n->left);
  return n->value;
}

// By feature, then by value.
static plx_split *sorted(const sown *f, uint32_t *begin) {
  plx_split *out = PLX_NEWS(arena, plx_split, f->splits + 1);
  uint32_t n = 0;
  for (int k = 0; k < WIDE + NEAR; k++) {
    begin[k] = n;
    for (uint32_t i = 0; i < f->splits; i++) {
      if (f->feature[i] != k) continue;
      uint32_t at = n++;
      for (; at > begin[k] && out[at - 1].value > f->split[i].value; at--) out[at] = out[at - 1];
      out[at] = f->split[i];
    }
  }
  begin[WIDE + NEAR] = n;
  return out;
}

static void a_forest_says_what_its_trees_say_one_by_one(void **state) {
  (void)state;
  grown *tree = PLX_NEWS(arena, grown, TREES);
  sown *f = PLX_NEW(arena, sown);
  for (uint32_t t = 0; t < TREES; t++)
    grow(&tree[t], f, t, 1 + (int)(t == 0 ? PLX_LEAVES_MAX - 1 : throw(PLX_LEAVES_MAX)));
  uint32_t begin[WIDE + NEAR + 1];
  plx_forest forest = {sorted(f, begin), begin, &f->leaf[0][0], WIDE + NEAR, TREES, 0.25f};
  const float *x = random_numbers(ROWS * WIDE), *near = random_numbers(ROWS * NEAR);
  float got[ROWS];
  for (uint32_t n = 1; n <= ROWS; n += 3) {
    plx_rows rows = {x, near, n, WIDE, NEAR};
    plx_forest_shares(&forest, &rows, got);
    for (uint32_t i = 0; i < n; i++) {
      float sum = forest.bias;
      for (uint32_t t = 0; t < TREES; t++) sum += slow_score(&tree[t], x + i * WIDE, near + i * NEAR);
      assert_true(got[i] == 1.0f / (1.0f + expf(-sum)));
    }
  }
}

/* --- networks --- */

static size_t net_numbers(void) {
  return (size_t)PLX_NET_INPUTS * WIDTH + WIDTH + PLX_NET_LAYERS * (PLX_NET_TAPS * WIDTH * WIDTH + WIDTH) + WIDTH + 1;
}

static float at_least_zero(float x) {
  return x > 0 ? x : 0;
}

// One number of a line after a layer: j of line i, out of h [n][WIDTH].
static float slow_number(const float *w, const float *h, int n, int i, int j, int step) {
  float sum = w[PLX_NET_TAPS * WIDTH * WIDTH + j];
  for (int t = 0; t < PLX_NET_TAPS; t++) {
    int at = i + (t - 1) * step;
    for (int c = 0; at >= 0 && at < n && c < WIDTH; c++) sum += h[at * WIDTH + c] * w[(t * WIDTH + c) * WIDTH + j];
  }
  return h[i * WIDTH + j] + at_least_zero(sum);
}

static void slow_net(const plx_line_net *net, const plx_rows *rows, const float *first, const float *both,
                     float *odds) {
  int n = (int)rows->n;
  float *h = PLX_NEWS(arena, float, (size_t)n *WIDTH), *to = PLX_NEWS(arena, float, (size_t)n *WIDTH),
        x[PLX_NET_INPUTS];
  for (int i = 0; i < n; i++) {
    plx_line_net_row(rows, (uint32_t)i, first[i], both[i], x);
    for (int f = 0; f < PLX_NET_INPUTS; f++) x[f] = fminf(4, fmaxf(-4, (x[f] - net->mean[f]) * net->scale[f]));
    for (int j = 0; j < WIDTH; j++) {
      float sum = net->weight[PLX_NET_INPUTS * WIDTH + j];
      for (int f = 0; f < PLX_NET_INPUTS; f++) sum += x[f] * net->weight[f * WIDTH + j];
      h[i * WIDTH + j] = at_least_zero(sum);
    }
  }
  const float *w = net->weight + PLX_NET_INPUTS * WIDTH + WIDTH;
  for (int l = 0; l < PLX_NET_LAYERS; l++, w += PLX_NET_TAPS * WIDTH * WIDTH + WIDTH) {
    for (int i = 0; i < n; i++)
      for (int j = 0; j < WIDTH; j++) to[i * WIDTH + j] = slow_number(w, h, n, i, j, steps[l]);
    memcpy(h, to, (size_t)n * WIDTH * sizeof *h);
  }
  for (int i = 0; i < n; i++) odds[i] = last_product(h + i * WIDTH, w);
}

static void a_network_says_what_its_sums_say_one_by_one(void **state) {
  (void)state;
  float *weight = random_numbers(net_numbers());
  for (size_t i = 0; i < net_numbers(); i++) weight[i] *= 0.2f;
  plx_line_net net = {random_numbers(PLX_NET_INPUTS), random_numbers(PLX_NET_INPUTS), weight};
  plx_line_nets nets = {&net, 1};
  float *x = random_numbers(ROWS * PLX_FEATURES), *near = random_numbers(ROWS * PLX_FEATURES_NEAR),
        *first = random_numbers(ROWS), *both = random_numbers(ROWS), got[ROWS], want[ROWS];
  for (uint32_t n = 1; n <= ROWS; n += 4) { // odd and even, shorter and longer than the reach
    plx_rows rows = {x, near, n, PLX_FEATURES, PLX_FEATURES_NEAR};
    plx_line_nets_ask(&nets, &rows, first, both, arena, got);
    slow_net(&net, &rows, first, both, want);
    for (uint32_t i = 0; i < n; i++) assert_true(fabsf(got[i] - want[i]) <= 1e-4f * (1 + fabsf(want[i])));
    n += n == 1;
  }
}

#if defined(__x86_64__)
enum { LINES_MIXED = 6, MIXED = (LINES_MIXED + 2 * EDGE) * WIDTH };

static void eight_at_a_time_is_the_same_with_and_without_avx2(void **state) {
  (void)state;
  if (!__builtin_cpu_supports("avx2")) skip();
  float *w = random_numbers(net_numbers()), *from = random_numbers(MIXED), a[MIXED] = {0}, b[MIXED] = {0};
  mix_avx2(w, 4, LINES_MIXED, from + EDGE * WIDTH, a), mix_plain(w, 4, LINES_MIXED, from + EDGE * WIDTH, b);
  assert_memory_equal(a, b, sizeof a);
  float *x = random_numbers(2 * PLX_NET_INPUTS), *y = PLX_NEWS(arena, float, PLX_NET_INPUTS);
  enter_avx2(w, x, x + PLX_NET_INPUTS, a), enter_plain(w, x, x + PLX_NET_INPUTS, b);
  assert_memory_equal(a, b, sizeof a);
  memcpy(y, x, PLX_NET_INPUTS * sizeof *y);
  squash_wide(x), squash_plain(y);
  assert_memory_equal(x, y, PLX_NET_INPUTS * sizeof *y);
}

static void sixteen_at_a_time_is_the_same_as_eight(void **state) {
  (void)state;
  if (!__builtin_cpu_supports("avx512f")) skip();
  float *w = random_numbers(net_numbers()), *from = random_numbers(MIXED), a[MIXED] = {0}, b[MIXED] = {0};
  mix_avx512(w, 4, LINES_MIXED, from + EDGE * WIDTH, a), mix_plain(w, 4, LINES_MIXED, from + EDGE * WIDTH, b);
  assert_memory_equal(a, b, sizeof a);
  float *x = random_numbers(2 * PLX_NET_INPUTS);
  enter_avx512(w, x, x + PLX_NET_INPUTS, a), enter_plain(w, x, x + PLX_NET_INPUTS, b);
  assert_memory_equal(a, b, sizeof a);
}
#endif

static void squashing_is_nearly_a_logarithm(void **state) {
  (void)state;
  float x[PLX_NET_INPUTS] = {0, 1, -1, 3, -7, 1000};
  squash(x);
  assert_true(x[0] == 0 && x[1] == 1 && x[2] == -1 && x[3] == 2 && x[4] == -3 && fabsf(x[5] - log2f(1001)) < 0.1f);
}

/* --- words that lines share --- */

static void lines_share_words(void **state) {
  (void)state;
  enum { SHARE_3 = 2, THOUGHT_3 = 5, BEST = 6, BEFORE = 7, AFTER = 8, TOPIC = 9, ABOVE = 10, BELOW = 11 };
  const char *text[] = {"The ferry to the island ran again", "Sign up", "the Ferry, to the island", "Harbour news"};
  plx_line line[4] = {0};
  for (int i = 0; i < 4; i++) line[i].text = plx_str_of(text[i]);
  plx_page page = {.line = line, .n = 4};
  const float p[] = {0.5f, 0, 0.25f, 1};
  float v[4][PLX_SHARED];
  plx_shared s = plx_shared_of(&page, arena);
  plx_shared_put(&s, &page, p, arena, &v[0][0], PLX_SHARED);
  assert_true(v[2][SHARE_3] == 1 && v[2][THOUGHT_3] == 0.5f && v[2][BEST] == 0.5f && v[2][TOPIC] == 0.5f);
  assert_true(fabsf(v[0][SHARE_3] - 0.6f) < 1e-6f && v[0][BEST] == 0.25f && v[0][AFTER] == 2 && v[0][BEFORE] == 60);
  assert_true(v[2][BEFORE] == 2 && v[2][AFTER] == 60);
  assert_true(v[2][ABOVE] == 1 && v[2][BELOW] == 0 && v[0][ABOVE] == 0 && fabsf(v[0][BELOW] - 0.6f) < 1e-6f);
  assert_true(v[3][SHARE_3] == 0 && v[3][THOUGHT_3] == -1 && v[3][BEST] == -1 && v[3][TOPIC] == 0);
}

/* --- lines that come back --- */

static void comments_stand_between_refrains(void **state) {
  (void)state;
  enum { TIMES = 0, TAIL = 2, NUMBERED = 3, SPAN = 4, COMES, NUMBER, LETTERS, EVEN, PART_SPAN = 9 };
  const char *text[] = {"Rating: 12 votes",
                        "I was there too.",
                        "It was loud.",
                        "Rating: 9 votes",
                        "Who says so?",
                        "RATING 137 VOTES",
                        "A paragraph, last.",
                        "Ann on 3 May said:",
                        "Yes.",
                        "Ben on 4 May said:",
                        "No.",
                        "Cat in May said:"};
  enum { N = sizeof text / sizeof *text };
  plx_line line[N] = {0};
  for (int i = 0; i < N; i++) line[i].text = plx_str_of(text[i]), line[i].letters = 10;
  plx_page page = {.line = line, .n = N};
  float v[N][PLX_REFRAIN] = {0};
  plx_refrains_of(&page, arena, &v[0][0]);
  assert_true(v[0][TIMES] == 3 && v[3][TIMES] == 3 && v[5][TIMES] == 3 && v[5][NUMBERED] == 1 && v[1][NUMBERED] == 0);
  assert_true(v[1][SPAN] == 2 && v[2][SPAN] == 2 && v[2][COMES] == 3 && v[2][NUMBER] == 1 && v[2][LETTERS] == 20);
  assert_true(v[2][EVEN] == -1 && v[4][SPAN] == 1 && v[4][EVEN] == 1); // the pair before held one line more
  assert_true(v[6][SPAN] == 0 && v[3][SPAN] == 0);                     // behind the last; a refrain itself
  assert_true(v[7][TIMES] == 1 && v[7][TAIL] == 3 && v[8][PART_SPAN] == 1 && v[8][SPAN] == 0);
}

static void odd_lines_are_no_refrains(void **state) {
  (void)state;
  char longest[200];
  memset(longest, 'x', sizeof longest - 1), longest[sizeof longest - 1] = 0;
  const char *text[] = {"", "...", longest, "a b c d e f g h i j k l m n o", "a b c d e f g h i j k l m n"};
  plx_line line[15] = {0};
  for (int i = 0; i < 15; i++) line[i].text = plx_str_of(text[i % 5]);
  plx_page page = {.line = line, .n = 15};
  float v[15][PLX_REFRAIN] = {0};
  plx_refrains_of(&page, arena, &v[0][0]);
  for (int i = 0; i < 15; i++) assert_true(v[i][0] == (i % 5 == 4 ? 3 : 0));
  plx_refrains_of(&(plx_page){0}, arena, NULL);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_forest_says_what_its_trees_say_one_by_one),
    cmocka_unit_test(a_network_says_what_its_sums_say_one_by_one),
#if defined(__x86_64__)
    cmocka_unit_test(eight_at_a_time_is_the_same_with_and_without_avx2),
    cmocka_unit_test(sixteen_at_a_time_is_the_same_as_eight),
#endif
    cmocka_unit_test(squashing_is_nearly_a_logarithm),
    cmocka_unit_test(lines_share_words),
    cmocka_unit_test(comments_stand_between_refrains),
    cmocka_unit_test(odd_lines_are_no_refrains),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
