/* SPDX-License-Identifier: Apache-2.0 */
// Words that stand in alike places get one number: text on standard input, lines of word, tab, number on standard output
// (parallax train --classes FILE).  Words are exchanged between classes as long as the bigrams of classes tell more of
// the text (Martin, Liermann & Ney 1998).  Words seen less than SEEN times are left out; no text is kept.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/map.h"
#include "base/utf8.h"

enum { CLASSES = 320, SEEN = 4, ROUNDS = 10, LOGS = 1 << 16, WORD_BYTES_MAX = 64 };

typedef struct pair {
  uint32_t word, count;
} pair;
typedef PLX_VEC(pair) pairs;

typedef struct texts {
  plx_arena *a;
  plx_map word;          // form → how often
  PLX_VEC(uint32_t) run; // the text as numbers of words
  pairs *after, *before; // [words] neighbours with counts
  uint32_t *class;       // [words]
  uint32_t both[CLASSES][CLASSES], one[CLASSES];
} texts;

static double n_log_n(uint32_t n) {
  static double known[LOGS];
  if (n < 2) return 0;
  if (n >= LOGS) return n * log(n);
  if (known[n] == 0) known[n] = n * log(n);
  return known[n];
}

// Letters make a word, digits become 0, any other sign is a word of its own.
static void read_text(texts *t, plx_str s) {
  char form[WORD_BYTES_MAX + 8];
  size_t n = 0;
  uint32_t last = 0;
  int len;
  for (size_t at = 0; at <= s.n; at += (size_t)len) {
    len = 1;
    uint32_t cp = at < s.n ? plx_utf8_at(s, at, &len) : ' ', kind = plx_cp_letter(cp) ? 1 : plx_cp_digit(cp) ? 2 : 0;
    if (cp == 0x2019) cp = '\'';
    if (n && (kind == 0 || kind != last || n >= WORD_BYTES_MAX)) {
      bool clitic = kind == 0 && cp == '\'' && last == 1;
      *plx_vec_push(t->a, &t->run) = plx_map_intern(&t->word, (plx_str){form, n});
      n = 0;
      if (clitic) { // "'s" stays together
        form[n++] = '\'';
        last = 1;
        continue;
      }
    }
    last = kind;
    if (kind == 0 && plx_cp_space(cp)) continue;
    n += (size_t)plx_utf8_put(form + n, kind == 2 ? '0' : plx_cp_fold(cp));
    if (kind) continue;
    *plx_vec_push(t->a, &t->run) = plx_map_intern(&t->word, (plx_str){form, n});
    n = 0;
  }
}

// Rare words become word 0, which is no word.
static void count_words(texts *t) {
  for (uint32_t i = 0; i < t->run.n; i++) t->word.value[t->run.v[i]]++;
  for (uint32_t i = 0; i < t->run.n; i++)
    if (t->word.value[t->run.v[i]] < SEEN) t->run.v[i] = 0;
}

static int by_number(const void *a, const void *b) {
  uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
  return (x > y) - (x < y);
}

static void count_pairs(texts *t) {
  uint64_t *all = malloc((t->run.n + 1) * sizeof *all); // NOLINT: a trainer's
  size_t n = 0;
  for (uint32_t i = 0; i + 1 < t->run.n; i++) all[n++] = (uint64_t)t->run.v[i] << 32 | t->run.v[i + 1];
  if (n) qsort(all, n, sizeof *all, by_number);
  for (size_t i = 0, k; i < n; i = k) {
    for (k = i + 1; k < n && all[k] == all[i];) k++;
    uint32_t a = (uint32_t)(all[i] >> 32), b = (uint32_t)all[i];
    *plx_vec_push(t->a, &t->after[a]) = (pair){b, (uint32_t)(k - i)};
    *plx_vec_push(t->a, &t->before[b]) = (pair){a, (uint32_t)(k - i)};
  }
  free(all);
}

// What stands behind (and before) word w, by class; itself apart.
static uint32_t neighbours(const texts *t, uint32_t w, uint32_t *right, uint32_t *left) {
  uint32_t self = 0;
  memset(right, 0, CLASSES * sizeof *right);
  memset(left, 0, CLASSES * sizeof *left);
  for (uint32_t i = 0; i < t->after[w].n; i++) {
    pair p = t->after[w].v[i];
    if (p.word == w) self = p.count;
    else right[t->class[p.word]] += p.count;
  }
  for (uint32_t i = 0; i < t->before[w].n; i++)
    if (t->before[w].v[i].word != w) left[t->class[t->before[w].v[i].word]] += t->before[w].v[i].count;
  return self;
}

static void put(texts *t, uint32_t c, uint32_t count, uint32_t self, const uint32_t *right, const uint32_t *left,
                int sign) {
  for (uint32_t k = 0; k < CLASSES; k++) {
    t->both[c][k] += (uint32_t)sign * right[k];
    t->both[k][c] += (uint32_t)sign * left[k];
  }
  t->both[c][c] += (uint32_t)sign * self;
  t->one[c] += (uint32_t)sign * count;
}

static double gain(const texts *t, uint32_t c, uint32_t count, uint32_t self, const uint32_t *right,
                   const uint32_t *left, const uint32_t *some, uint32_t somes) {
  double sum = -2 * (n_log_n(t->one[c] + count) - n_log_n(t->one[c]));
  for (uint32_t i = 0; i < somes; i++) {
    uint32_t k = some[i];
    if (k == c) continue;
    sum += n_log_n(t->both[c][k] + right[k]) - n_log_n(t->both[c][k]) + n_log_n(t->both[k][c] + left[k]) -
           n_log_n(t->both[k][c]);
  }
  return sum + n_log_n(t->both[c][c] + right[c] + left[c] + self) - n_log_n(t->both[c][c]);
}

// Class 0 is that of the rare words alone.
static bool move(texts *t, uint32_t w) {
  uint32_t right[CLASSES], left[CLASSES], some[CLASSES], somes = 0, was = t->class[w], best = was;
  uint32_t self = neighbours(t, w, right, left);
  for (uint32_t k = 0; k < CLASSES; k++)
    if (right[k] || left[k]) some[somes++] = k;
  put(t, was, t->word.value[w], self, right, left, -1);
  double top = gain(t, was, t->word.value[w], self, right, left, some, somes);
  for (uint32_t c = 1; c < CLASSES; c++) {
    double v = c == was ? top : gain(t, c, t->word.value[w], self, right, left, some, somes);
    if (v > top + 1e-9) top = v, best = c;
  }
  put(t, best, t->word.value[w], self, right, left, 1);
  t->class[w] = best;
  return best != was;
}

static const plx_map *sorting;
static int by_count(const void *a, const void *b) {
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b, i = sorting->value[x], k = sorting->value[y];
  return i != k ? (i < k) - (i > k) : (x > y) - (x < y);
}

static void exchange(texts *t, uint32_t *order, uint32_t n) {
  for (uint32_t i = 0; i < t->run.n; i++) {
    uint32_t c = t->class[t->run.v[i]];
    t->one[c]++;
    if (i) t->both[t->class[t->run.v[i - 1]]][c]++;
  }
  for (int round = 0; round < ROUNDS; round++) {
    uint32_t moved = 0;
    for (uint32_t i = 0; i < n; i++) moved += move(t, order[i]);
    fprintf(stderr, "round %d: %u of %u words moved\n", round + 1, moved, n);
    if (moved * 200 < n) break;
  }
}

int main(void) {
  plx_buf bytes = {0};
  plx_err e = {0};
  if (!plx_file_read("-", 1u << 30, &bytes, &e)) return fprintf(stderr, "%s\n", e.msg), 1;
  plx_arena *a = plx_arena_new();
  texts *t = PLX_NEW(a, texts);
  t->a = a;
  plx_map_init(&t->word, a);
  plx_map_intern(&t->word, PLX_STR("\n"));
  read_text(t, plx_buf_view(&bytes));
  count_words(t);
  t->after = PLX_NEWS(a, pairs, t->word.n);
  t->before = PLX_NEWS(a, pairs, t->word.n);
  t->class = PLX_NEWS(a, uint32_t, t->word.n);
  count_pairs(t);
  uint32_t *order = PLX_NEWS(a, uint32_t, t->word.n), n = 0;
  for (uint32_t w = 1; w < t->word.n; w++)
    if (t->word.value[w] >= SEEN) order[n++] = w;
  sorting = &t->word;
  if (n) qsort(order, n, sizeof *order, by_count);
  for (uint32_t i = 0; i < n; i++) t->class[order[i]] = 1 + i % (CLASSES - 1);
  fprintf(stderr, "%u words of text, %u different ones seen %d times\n", t->run.n, n, SEEN);
  exchange(t, order, n);
  for (uint32_t i = 0; i < n; i++) printf("%.*s\t%u\n", PLX_FMT(t->word.key[order[i]]), t->class[order[i]]);
  plx_arena_free(a);
  plx_buf_free(&bytes);
  return 0;
}
