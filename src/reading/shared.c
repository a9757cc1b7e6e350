/* SPDX-License-Identifier: Apache-2.0 */
/* A run is known by its hash alone: two that collide, once in many thousand pages, pass for one. */
#include "reading/shared.h"

#include <string.h>

enum { WORDS_MAX = 40, WORDS_MIN = 8, WORDS_ALL = 60000, BYTES_MAX = 400, LONG_WORD = 5, KINDS = 3, FAR = 60 };

// The numbers of a line, in order.
enum {
  SHARE,                   // [KINDS] of its runs of 1, 2, 3 words, the share that stands in other lines
  THOUGHT = SHARE + KINDS, // [KINDS] the mean of what was thought of those lines; -1: there are none
  BEST = THOUGHT + KINDS,  // the best that was thought of a line with which it shares three words
  BEFORE,                  // how far up and down the next such lines are
  AFTER,
  TOPIC, // the mean over its long words of the best that was thought of another line that has it
  ABOVE, // share of its runs of three words that stand further up, and further down
  BELOW
};

typedef struct numbering {
  uint64_t *hash; // [mask + 1] 0: free
  uint32_t *number;
  uint32_t mask, n;
} numbering;

static uint32_t number_of(numbering *t, uint64_t hash) {
  hash |= 1;
  uint32_t at = (uint32_t)(hash >> 32) & t->mask;
  while (t->hash[at] && t->hash[at] != hash) at = (at + 1) & t->mask;
  if (!t->hash[at]) t->hash[at] = hash, t->number[at] = t->n++;
  return t->number[at];
}

static uint64_t mix(uint64_t a, uint64_t b) {
  uint64_t x = (a ^ (b << 29 | b >> 35)) * 0x9E3779B97F4A7C15u;
  return x ^ x >> 31;
}

// Letters and digits of ASCII in lower case, all other bytes as they are; the rest of ASCII parts words.
static uint8_t folded(uint8_t c) {
  if (c >= 128 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) return c;
  return c >= 'A' && c <= 'Z' ? (uint8_t)(c + ('a' - 'A')) : 0;
}

typedef struct words {
  uint64_t hash[WORDS_MAX];
  size_t bytes[WORDS_MAX];
  uint32_t n;
} words;

static void cut_words(plx_str s, uint32_t most, words *w) {
  const uint64_t start = 0xCBF29CE484222325u;
  uint64_t h = start;
  size_t from = 0, end = s.n < BYTES_MAX ? s.n : BYTES_MAX;
  w->n = 0;
  for (size_t i = 0; i <= end && w->n < most; i++) {
    uint8_t c = i < end ? folded((uint8_t)s.p[i]) : 0;
    if (c) {
      h = (h ^ c) * 0x100000001B3u;
      continue;
    }
    if (i > from) w->hash[w->n] = mix(h, 7), w->bytes[w->n++] = i - from;
    from = i + 1, h = start;
  }
}

static uint32_t words_most(const plx_page *page) {
  uint32_t most = WORDS_ALL / (page->n + 1);
  return most < WORDS_MIN ? WORDS_MIN : most > WORDS_MAX ? WORDS_MAX : most;
}

// At most so many runs: a word takes two bytes with what parts it from the next.
static uint32_t runs_most(const plx_page *page, uint32_t most) {
  uint32_t all = 1;
  for (uint32_t i = 0; i < page->n; i++) {
    size_t few = page->line[i].text.n / 2 + 1;
    all += KINDS * (few < most ? (uint32_t)few : most);
  }
  return all;
}

static void add_run(plx_shared *s, numbering *t, uint32_t line, uint64_t hash, uint32_t kind) {
  uint32_t run = number_of(t, mix(hash, kind)) * KINDS + kind, *at = s->run + s->begin[line];
  for (; at < s->run + s->begin[line + 1]; at++)
    if (*at == run) return;
  s->run[s->begin[line + 1]++] = run;
}

plx_shared plx_shared_of(const plx_page *page, plx_arena *tmp) {
  uint32_t most = words_most(page), room = runs_most(page, most), slots = 64;
  while (slots < room * 2) slots *= 2;
  plx_shared s = {PLX_NEWS(tmp, uint32_t, page->n + 2), PLX_NEWS(tmp, uint32_t, room), 0};
  numbering t = {PLX_NEWS(tmp, uint64_t, slots), PLX_NEWS(tmp, uint32_t, slots), slots - 1, 0};
  words w;
  for (uint32_t i = 0; i < page->n; i++) {
    s.begin[i + 1] = s.begin[i];
    cut_words(page->line[i].text, most, &w);
    for (uint32_t k = 0; k < w.n; k++) {
      if (w.bytes[k] >= LONG_WORD) add_run(&s, &t, i, w.hash[k], 0);
      uint64_t two = k ? mix(w.hash[k - 1], w.hash[k]) : 0;
      if (k) add_run(&s, &t, i, two, 1);
      if (k > 1) add_run(&s, &t, i, mix(w.hash[k - 2], two), 2);
    }
  }
  s.runs = t.n;
  return s;
}

// What is known of a run: of how many lines, and what was thought of them.
typedef struct worth {
  uint32_t lines, best_line;
  float sum, best, next; // best but one
} worth;

static worth *weigh_runs(const plx_shared *s, uint32_t lines, const float *p, plx_arena *tmp) {
  worth *w = PLX_NEWS(tmp, worth, s->runs + 1);
  for (uint32_t i = 0; i < lines; i++)
    for (uint32_t k = s->begin[i]; k < s->begin[i + 1]; k++) {
      worth *x = &w[s->run[k] / KINDS];
      x->lines++, x->sum += p[i];
      if (x->lines == 1 || p[i] > x->best) x->next = x->best, x->best = p[i], x->best_line = i;
      else if (p[i] > x->next) x->next = p[i];
    }
  return w;
}

static void put_line(const plx_shared *s, const worth *w, uint32_t i, float p, float *v) {
  uint32_t all[KINDS] = {0}, both[KINDS] = {0};
  float thought[KINDS] = {0}, best = -1, topic = 0;
  for (uint32_t k = s->begin[i]; k < s->begin[i + 1]; k++) {
    const worth *x = &w[s->run[k] / KINDS];
    uint32_t kind = s->run[k] % KINDS;
    all[kind]++;
    if (x->lines < 2) continue;
    float others = x->best_line == i ? x->next : x->best;
    both[kind]++, thought[kind] += (x->sum - p) / (float)(x->lines - 1);
    if (kind == 0) topic += others;
    if (kind == 2 && others > best) best = others;
  }
  for (int kind = 0; kind < KINDS; kind++) {
    v[SHARE + kind] = all[kind] ? (float)both[kind] / (float)all[kind] : 0;
    v[THOUGHT + kind] = both[kind] ? thought[kind] / (float)both[kind] : -1;
  }
  v[BEST] = best;
  v[TOPIC] = all[0] ? topic / (float)all[0] : 0;
}

// In lines, from i up or down to the nearest that has three words with it; `seen` [runs]: where they were last seen, + 1.
static float nearest(const plx_shared *s, uint32_t i, uint32_t *seen, float *told) {
  uint32_t least = FAR, all = 0, both = 0;
  for (uint32_t k = s->begin[i]; k < s->begin[i + 1]; k++) {
    if (s->run[k] % KINDS != KINDS - 1) continue;
    uint32_t *last = &seen[s->run[k] / KINDS], far = *last > i ? *last - 1 - i : i - (*last - 1);
    all++, both += *last != 0;
    if (*last && far < least) least = far;
    *last = i + 1;
  }
  *told = all ? (float)both / (float)all : 0;
  return (float)least;
}

void plx_shared_put(const plx_shared *s, const plx_page *page, const float *p, plx_arena *tmp, float *out,
                    uint32_t stride) {
  plx_mark mark = plx_arena_mark(tmp);
  worth *w = weigh_runs(s, page->n, p, tmp);
  uint32_t *up = PLX_NEWS(tmp, uint32_t, s->runs + 1), *down = PLX_NEWS(tmp, uint32_t, s->runs + 1);
  for (uint32_t i = 0; i < page->n; i++) {
    float *v = out + (size_t)i * stride;
    put_line(s, w, i, p[i], v);
    v[BEFORE] = nearest(s, i, up, &v[ABOVE]);
  }
  for (uint32_t i = page->n; i-- > 0;) {
    float *v = out + (size_t)i * stride;
    v[AFTER] = nearest(s, i, down, &v[BELOW]);
  }
  plx_arena_reset(tmp, mark);
}
