/* SPDX-License-Identifier: Apache-2.0 */
/* A row is found by open addressing.  In the packed form the low bits of a feature say where to look and the upper
 * half is compared, so that no strings are kept; in the learner the whole feature is compared and each weight carries
 * its running total, brought up to date only when touched (the usual lazy averaging). */
#include "text/linear.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct head {
  uint32_t classes, log2_slots, entries, zero;
} head;

bool plx_linear_open(plx_linear *m, plx_str packed) {
  head h;
  if (packed.n < sizeof h) return false;
  memcpy(&h, packed.p, sizeof h);
  if (h.log2_slots > 28 || h.classes == 0 || h.classes > PLX_LINEAR_CLASSES_MAX) return false;
  size_t slots = (size_t)1 << h.log2_slots;
  if (packed.n < sizeof h + slots * sizeof(plx_linear_slot) + (size_t)h.entries * sizeof(plx_linear_entry))
    return false;
  m->classes = h.classes;
  m->mask = (uint32_t)slots - 1;
  m->slot = (const plx_linear_slot *)(const void *)(packed.p + sizeof h);
  m->entry = (const plx_linear_entry *)(const void *)(m->slot + slots);
  uint32_t empty = 0; // a probe ends at an empty slot: there must be one; rows must end inside
  for (size_t i = 0; i < slots; i++) {
    empty += m->slot[i].first == 0;
    if (m->slot[i].first > h.entries) return false;
  }
  for (uint32_t i = 0; i < h.entries; i++)
    if ((m->entry[i].class_last & 0x7FFF) >= h.classes) return false;
  return empty > 0 && (h.entries == 0 || m->entry[h.entries - 1].class_last >> 15);
}

void plx_linear_score(const plx_linear *m, const plx_feats *f, int32_t *score) {
  memset(score, 0, m->classes * sizeof *score);
  for (int i = 0; i < f->n; i++) __builtin_prefetch(&m->slot[(uint32_t)f->v[i] & m->mask]);
  for (int i = 0; i < f->n; i++) {
    uint32_t key = (uint32_t)(f->v[i] >> 32), s = (uint32_t)f->v[i] & m->mask;
    while (m->slot[s].first && m->slot[s].key != key) s = (s + 1) & m->mask;
    if (!m->slot[s].first) continue;
    const plx_linear_entry *e = m->entry + m->slot[s].first - 1;
    do score[e->class_last & 0x7FFF] += e->weight;
    while (!(e++->class_last >> 15));
  }
}

int plx_linear_best(const int32_t *score, int classes, const uint8_t *allow) {
  int best = -1;
  for (int y = 0; y < classes; y++)
    if ((!allow || allow[y]) && (best < 0 || score[y] > score[best])) best = y;
  return best < 0 ? 0 : best;
}

// --- learning ---

enum { ENTRY_SHARE = 6 }; // an entry goes when it is less than a sixth of what keeps a whole row

typedef struct weight {
  float w, total;
  uint32_t stamp;
  uint16_t class, used;
} weight;

typedef struct row {
  uint64_t feature;
  weight *w;
  uint16_t n, cap;
  uint32_t full; // 1: the slot is taken
} row;

struct plx_learner {
  plx_arena *rows;
  plx_arena *slots; // a new one each time the table grows
  row *slot;
  uint32_t mask, n;
  uint32_t clock;
  int classes;
};

plx_learner *plx_learner_new(int classes) {
  plx_arena *a = plx_arena_new();
  plx_learner *l = PLX_NEW(a, plx_learner);
  l->rows = a;
  l->classes = classes;
  l->mask = (1u << 16) - 1;
  l->slots = plx_arena_new();
  l->slot = PLX_NEWS(l->slots, row, l->mask + 1u);
  return l;
}

void plx_learner_free(plx_learner *l) {
  if (!l) return;
  plx_arena_free(l->slots);
  plx_arena_free(l->rows);
}

int plx_learner_classes(const plx_learner *l) {
  return l->classes;
}

static row *find(const plx_learner *l, uint64_t feature) {
  uint32_t s = (uint32_t)feature & l->mask;
  while (l->slot[s].full && l->slot[s].feature != feature) s = (s + 1) & l->mask;
  return &l->slot[s];
}

static void grow(plx_learner *l) {
  const row *old = l->slot;
  plx_arena *old_slots = l->slots;
  uint32_t n = l->mask + 1;
  l->mask = 2 * n - 1;
  l->slots = plx_arena_new();
  l->slot = PLX_NEWS(l->slots, row, 2 * (size_t)n);
  for (uint32_t i = 0; i < n; i++)
    if (old[i].full) *find(l, old[i].feature) = old[i];
  plx_arena_free(old_slots);
}

void plx_learner_score(const plx_learner *l, const plx_feats *f, float *score) {
  memset(score, 0, (size_t)l->classes * sizeof *score);
  for (int i = 0; i < f->n; i++) {
    const row *r = find(l, f->v[i]);
    for (int k = 0; k < r->n; k++) score[r->w[k].class] += r->w[k].w;
  }
}

static void add(plx_learner *l, row *r, int class, float step) {
  weight *w = NULL;
  for (int k = 0; k < r->n && !w; k++)
    if (r->w[k].class == class) w = &r->w[k];
  if (!w) {
    if (r->n == r->cap) {
      uint16_t cap = (uint16_t)(r->cap ? 2 * r->cap : 2);
      weight *v = PLX_NEWS(l->rows, weight, cap);
      if (r->n) memcpy(v, r->w, r->n * sizeof *v);
      r->w = v;
      r->cap = cap;
    }
    w = &r->w[r->n++];
    *w = (weight){.class = (uint16_t) class, .stamp = l->clock};
  }
  w->total += w->w * (float)(l->clock - w->stamp);
  w->stamp = l->clock;
  w->w += step;
  w->used++;
}

void plx_learner_update(plx_learner *l, const plx_feats *f, int right, int wrong) {
  l->clock++;
  if (right == wrong) return;
  for (int i = 0; i < f->n; i++) {
    if (l->n * 4ull >= l->mask * 3ull) grow(l);
    row *r = find(l, f->v[i]);
    if (!r->full) {
      *r = (row){.feature = f->v[i], .full = 1};
      l->n++;
    }
    add(l, r, right, 1);
    add(l, r, wrong, -1);
  }
}

static double average(const plx_learner *l, const weight *w) {
  return (w->total + (double)w->w * (l->clock - w->stamp)) / (l->clock ? l->clock : 1);
}

static double row_strength(const plx_learner *l, const row *r) {
  double sum = 0;
  for (int k = 0; k < r->n; k++) sum += fabs(average(l, &r->w[k]));
  return sum;
}

// The entries of a row worth keeping, as packed entries; returns how many.  none below `least`: the rows to drop.
static int row_entries(const plx_learner *l, const row *r, double least, double scale, plx_linear_entry *out) {
  int n = 0;
  if (row_strength(l, r) < least) return 0;
  for (int k = 0; k < r->n; k++) {
    double a = average(l, &r->w[k]);
    long q = lrint(a * scale);
    if (q == 0 || fabs(a) * ENTRY_SHARE < least) continue;
    out[n++] = (plx_linear_entry){r->w[k].class, (int16_t)(q > 32767 ? 32767 : q < -32767 ? -32767 : q)};
  }
  if (n) out[n - 1].class_last |= 0x8000;
  return n;
}

static int by_size(const void *a, const void *b) {
  float x = *(const float *)a, y = *(const float *)b;
  return (x < y) - (x > y);
}

// The strength of the weakest row kept when rows_max are.
static double least_strength(const plx_learner *l, uint32_t rows_max, plx_arena *tmp) {
  float *v = PLX_NEWS(tmp, float, l->n + 1u);
  uint32_t n = 0;
  for (uint32_t i = 0; i <= l->mask; i++)
    if (l->slot[i].full) v[n++] = (float)row_strength(l, &l->slot[i]);
  qsort(v, n, sizeof *v, by_size);
  return n > rows_max ? v[rows_max] : 0;
}

double plx_learner_top(const plx_learner *l) {
  double top = 0;
  for (uint32_t i = 0; i <= l->mask; i++)
    for (int k = 0; k < l->slot[i].n; k++) top = fmax(top, fabs(average(l, &l->slot[i].w[k])));
  return top > 0 ? top : 1;
}

void plx_learner_pack(const plx_learner *l, uint32_t rows_max, plx_buf *out) {
  plx_arena *tmp = plx_arena_new();
  double scale = PLX_LINEAR_WEIGHT_MAX / plx_learner_top(l), least = least_strength(l, rows_max, tmp);
  plx_linear_entry e[PLX_LINEAR_CLASSES_MAX];
  head h = {.classes = (uint32_t)l->classes, .log2_slots = 4};
  uint32_t rows = 0, at = 0;
  for (uint32_t i = 0; i <= l->mask; i++) rows += row_entries(l, &l->slot[i], least, scale, e) > 0;
  while (((uint64_t)1 << h.log2_slots) * 7 < (uint64_t)rows * 8 + 8) h.log2_slots++;
  uint32_t mask = (1u << h.log2_slots) - 1;
  plx_linear_slot *slot = PLX_NEWS(tmp, plx_linear_slot, (size_t)mask + 1);
  plx_buf entries = {0};
  for (uint32_t i = 0; i <= l->mask; i++) {
    int n = row_entries(l, &l->slot[i], least, scale, e);
    if (!n) continue;
    uint64_t f = l->slot[i].feature;
    uint32_t s = (uint32_t)f & mask;
    while (slot[s].first) s = (s + 1) & mask;
    slot[s] = (plx_linear_slot){(uint32_t)(f >> 32), at + 1};
    plx_buf_add(&entries, e, (size_t)n * sizeof *e);
    at += (uint32_t)n;
  }
  h.entries = at;
  plx_buf_add(out, &h, sizeof h);
  plx_buf_add(out, slot, ((size_t)mask + 1) * sizeof *slot);
  if (entries.n) plx_buf_add(out, entries.p, entries.n);
  plx_buf_free(&entries);
  plx_arena_free(tmp);
}
