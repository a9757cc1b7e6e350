/* SPDX-License-Identifier: Apache-2.0 */
/* reading_words.h - what single words are worth in names of elements and in short lines.
 *
 * in     pages
 * out    weights of words; the features they make, out of fold
 * how    logistic regression by AdaGrad; words of fewer than three sites stay 0
 * cost   a few seconds a fold
 * from   Duchi, Hazan & Singer 2011
 *
 * For train/reading.c only, which is why it is all in this header.
 */
#ifndef TRAIN_READING_WORDS_H
#define TRAIN_READING_WORDS_H

#include "reading/names.h"
#include "reading_pages.h"

enum { SITES_MIN = 3, EPOCHS = 6, UP_MAX = 24, NEAR_UP = 2 };

typedef struct lexicon {
  plx_map token;              // "n:word", "f:word", "w:word"
  uint32_t *sites;            // [tokens] how many sites have it
  PLX_VEC(uint32_t) token_of; // all lines' tokens, one after the other
  uint32_t *begin;            // [rows + 1]
} lexicon;

static void add_token(lexicon *x, plx_arena *a, char kind, plx_str word, plx_map *seen, uint64_t site) {
  char key[80];
  int n = snprintf(key, sizeof key, "%c:%.*s", kind, PLX_FMT(plx_str_sub(word, 0, 60)));
  uint32_t t = plx_map_intern(&x->token, (plx_str){key, (size_t)n});
  *plx_vec_push(a, &x->token_of) = t;
  char both[120];
  int m = snprintf(both, sizeof both, "%s %llx", key, (unsigned long long)site);
  uint32_t *once = plx_map_put(seen, (plx_str){both, (size_t)m});
  if (*once) return;
  *once = 1;
  uint32_t *count = plx_map_put(&x->token, (plx_str){key, (size_t)n});
  ++*count;
}

static void line_tokens(lexicon *x, data *d, const sample *s, const plx_line *l, plx_map *seen) {
  uint64_t site = plx_hash(plx_url_host(s->url).p, plx_url_host(s->url).n);
  if (s->page.element) {
    uint32_t e = l->element;
    for (int up = 0;; up++, e = s->page.element[e].parent) {
      char word[40];
      size_t at = 0, n;
      plx_str names = s->html.names.key[s->page.element[e].names];
      while ((n = plx_names_word(names, &at, word)) > 0) {
        if (up <= NEAR_UP) add_token(x, d->arena, 'n', (plx_str){word, n}, seen, site);
        add_token(x, d->arena, 'f', (plx_str){word, n}, seen, site);
      }
      if (!e) break;
    }
  }
  if (l->words > PLX_WORDS_LEARNED_MAX) return;
  plx_str rest = l->normal, word;
  while (plx_str_cut(&rest, ' ', &word))
    if (word.n) add_token(x, d->arena, 'w', word, seen, site);
}

static void fill_lexicon(lexicon *x, data *d) {
  plx_arena *tmp = plx_arena_new();
  plx_map seen;
  plx_map_init(&seen, tmp);
  plx_map_init(&x->token, d->arena);
  x->begin = PLX_NEWS(d->arena, uint32_t, d->rows + 2);
  for (uint32_t k = 0; k < d->page.n; k++)
    for (uint32_t i = 0; i < d->page.v[k].page.n; i++) {
      x->begin[d->page.v[k].first + i] = x->token_of.n;
      line_tokens(x, d, &d->page.v[k], &d->page.v[k].page.line[i], &seen);
      x->begin[d->page.v[k].first + i + 1] = x->token_of.n;
    }
  x->sites = x->token.value;
  plx_arena_free(tmp);
}

// AdaGrad over the lines of other folds; tokens of few sites stay 0.
static float *regress(const lexicon *x, const data *d, int without) {
  float *w = plx_xrealloc(NULL, (x->token.n + 1) * sizeof *w), *g2 = plx_xrealloc(NULL, (x->token.n + 1) * sizeof *g2),
        bias = -2, bias2 = 1;
  for (uint32_t t = 0; t < x->token.n; t++) w[t] = 0, g2[t] = 1;
  uint64_t dice = 88172645463325252ull;
  for (uint64_t step = 0; step < (uint64_t)EPOCHS * d->rows; step++) {
    dice ^= dice << 13, dice ^= dice >> 7, dice ^= dice << 17;
    uint32_t r = (uint32_t)(dice % d->rows);
    if (d->fold[r] == without || d->weight[r] <= 0) continue;
    double z = bias;
    for (uint32_t i = x->begin[r]; i < x->begin[r + 1]; i++) z += w[x->token_of.v[i]];
    float g = d->weight[r] * (float)(1 / (1 + exp(-z)) - d->body[r]);
    bias2 += g * g;
    bias -= 0.05f * g / sqrtf(bias2);
    for (uint32_t i = x->begin[r]; i < x->begin[r + 1]; i++) {
      uint32_t t = x->token_of.v[i];
      if (x->sites[t] < SITES_MIN) continue;
      float gt = g + 0.003f * w[t];
      g2[t] += gt * gt;
      w[t] -= 0.1f * gt / sqrtf(g2[t]);
    }
  }
  free(g2);
  return w;
}

static void fill_learned(data *d, const lexicon *x) {
  for (int k = 0; k < FOLDS; k++) {
    float *w = regress(x, d, k);
    for (uint32_t r = 0; r < d->rows; r++) {
      if (d->fold[r] != k) continue;
      float *v = d->x + (size_t)r * PLX_FEATURES + PLX_FEATURE_LEARNED;
      v[0] = v[1] = v[2] = 0;
      for (uint32_t i = x->begin[r]; i < x->begin[r + 1]; i++) {
        uint32_t t = x->token_of.v[i];
        char kind = x->token.key[t].p[0];
        v[kind == 'n' ? 0 : kind == 'f' ? 1 : 2] += w[t];
      }
    }
    free(w);
  }
  for (uint32_t k = 0; k < d->page.n; k++)
    plx_features_headed(&d->page.v[k].page, d->x + (size_t)d->page.v[k].first * PLX_FEATURES);
}

static const lexicon *sorting;
static int by_word(const void *a, const void *b) {
  plx_str x = sorting->token.key[*(const uint32_t *)a], y = sorting->token.key[*(const uint32_t *)b];
  return plx_str_cmp(plx_str_sub(x, 2, x.n), plx_str_sub(y, 2, y.n));
}

static float kept_weight(const lexicon *x, const float *w, char kind, plx_str word) {
  char key[80];
  int n = snprintf(key, sizeof key, "%c:%.*s", kind, PLX_FMT(word));
  uint32_t t = plx_map_index(&x->token, (plx_str){key, (size_t)n});
  return t == PLX_MAP_NONE || x->sites[t] < SITES_MIN ? 0 : w[t];
}

// head: the comment and column lines; rows are added behind it.
static void write_words(const char *path, const char *head, const lexicon *x, const float *w, bool names) {
  FILE *o = fopen(path, "w");
  if (!o) exit(1);
  fputs(head, o);
  uint32_t *order = plx_xrealloc(NULL, (x->token.n + 1) * sizeof *order);
  for (uint32_t t = 0; t < x->token.n; t++) order[t] = t;
  sorting = x;
  qsort(order, x->token.n, sizeof *order, by_word);
  for (uint32_t i = 0; i < x->token.n; i++) {
    uint32_t t = order[i];
    plx_str key = x->token.key[t], word = plx_str_sub(key, 2, key.n);
    if (x->sites[t] < SITES_MIN || key.p[0] != (names ? 'f' : 'w')) continue;
    float near = names ? kept_weight(x, w, 'n', word) : 0;
    if (fabsf(w[t]) < 0.04f && fabsf(near) < 0.04f) continue;
    if (names) fprintf(o, "%.*s\t%.3g\t%.3g\n", PLX_FMT(word), near, w[t]);
    else fprintf(o, "%.*s\t%.3g\n", PLX_FMT(word), w[t]);
  }
  free(order);
  fclose(o);
}

#endif
