/* SPDX-License-Identifier: Apache-2.0 */
// How common a word is: of 10,000 stretches of 250 words of open text, how many have it.  Reads text on standard input
// and writes data/commonness.tsv.  The counts are facts about a language; no text is kept.
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/map.h"
#include "story/sketch.h"

enum { STRETCH = 250, LEAST = 4 };

typedef struct entry {
  plx_str word;
  uint32_t count;
} entry;

static int by_word(const void *a, const void *b) {
  return plx_str_cmp(((const entry *)a)->word, ((const entry *)b)->word);
}

static bool plain(plx_str w) {
  for (size_t i = 0; i < w.n; i++)
    if (w.p[i] < 'a' || w.p[i] > 'z') return false;
  return w.n > 1;
}

int main(void) {
  plx_buf bytes = {0};
  plx_err e = {0};
  if (!plx_file_read("-", 1u << 30, &bytes, &e)) return fprintf(stderr, "%s\n", e.msg), 1;
  plx_arena *a = plx_arena_new();
  plx_map last, df;
  plx_map_init(&last, a);
  plx_map_init(&df, a);
  plx_words r = {plx_buf_view(&bytes), 0, true};
  plx_word w;
  uint32_t n = 0;
  for (; plx_words_next(&r, &w); n++) {
    plx_str form = {w.form, w.n};
    uint32_t *seen = plx_map_put(&last, form), stretch = n / STRETCH + 1;
    if (*seen == stretch || !plain(form)) continue;
    *seen = stretch;
    ++*plx_map_put(&df, form);
  }
  entry *all = PLX_NEWS(a, entry, df.n);
  for (uint32_t i = 0; i < df.n; i++) all[i] = (entry){df.key[i], df.value[i]};
  qsort(all, df.n, sizeof *all, by_word);
  printf("# How common words are in open English text: of 10,000 stretches of %d words, how many have the word.\n"
         "# Made by train/commonness.c from %u words of EWT, GUM, MASC, ECB+ and PolNeAR (train parts); words of fewer "
         "than "
         "%d stretches left out.\nword\tper_10000\n",
         STRETCH, n, LEAST);
  double scale = 10000.0 * STRETCH / (n + 1);
  for (uint32_t i = 0; i < df.n; i++)
    if (all[i].count >= LEAST) printf("%.*s\t%.3g\n", PLX_FMT(all[i].word), all[i].count * scale);
  plx_arena_free(a);
  plx_buf_free(&bytes);
  return 0;
}
