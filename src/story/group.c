/* SPDX-License-Identifier: Apache-2.0 */
// Documents stand in a ring, the newest overwriting the oldest.  Each keeps its heaviest terms, and posts the heaviest
// few of them in an inverted index that is nothing but chains through the ring: a bucket names the newest posting of a
// term, a posting the one before it.  A chain is followed for a bounded number of steps, so a word that everybody uses
// costs no more than a rare one, and a posting whose document has left the ring ends it: nothing is ever taken out.
//
// The stories met on those chains are the candidates.  The best few are compared term by term: the cosine of the
// document with the sum of the story's newest documents, all words and names by themselves, the nearest single
// document, less what the days between them cost.  How rare a term is comes from a table of common words at first and
// more and more from the stream itself.
#include "story/group.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/map.h"
#include "base/table.h"
#include "story/sketch.h"
#include "tables.h"

enum {
  HELD_TERMS = 56,  // terms kept of a document
  POSTED = 16,      // of them in the index
  LOOKED_UP = 28,   // terms of a new document that are looked up
  STEPS = 96,       // postings read of a term
  CANDIDATES = 16,  // stories compared in full
  MEMBERS = 10,     // newest documents of a story that are compared
  MET = 2048,       // slots for stories met on the chains
  WINDOW = 1 << 20, // documents held at most; a power of two
  CHUNK = 1 << 8,   // documents in a piece of the ring
  DF_SLOTS = 1 << 20
};

typedef struct held {
  uint32_t term[HELD_TERMS];  // rising
  uint8_t weight[HELD_TERMS]; // of the term without its rarity, in sixteenths
  uint8_t n;
  int32_t day;
  uint32_t story, before; // its story, and the document before it there (a serial number), or NONE
  float norm, name_norm;  // lengths of its vector and of the names in it, when it came
} held;

typedef struct posting {
  uint32_t term, before; // the posting before it in its bucket (document * POSTED + k), or NONE
} posting;

typedef struct story {
  plx_str id;
  uint32_t last, count; // newest document (a serial number), how many
  int32_t first_day, last_day;
  float norm2; // squared length of the sum of its documents' unit vectors
} story;

#define NONE UINT32_MAX

typedef struct weights {
  double title, lead, name, number, pair, rarity, unseen; // of a term
  double nearest, names, inside;                          // shares of the score
  double day, day_max, undated, follow;                   // what the days between cost
  double join, length;                                    // when to join
  double background;                                      // documents that the table of common words stands for
} weights;

typedef struct chunk {
  held doc[CHUNK];
  posting post[CHUNK * POSTED];
} chunk;

struct plx_group {
  plx_arena *arena;
  weights w;
  uint32_t docs;                // so far: the next serial number
  chunk *chunk[WINDOW / CHUNK]; // the ring; made when first reached
  uint32_t *bucket;             // [bucket_mask + 1] newest posting
  uint32_t bucket_mask;
  PLX_VEC(story) story;
  uint32_t *by_id; // [id_mask + 1] story + 1
  uint32_t id_mask;
  float *df; // [DF_SLOTS] documents with a term that falls here
  double df_docs;
};

// A document on its way in: its terms by weight, and its vector.
typedef struct vector {
  uint32_t term[PLX_SKETCH_TERMS]; // rising
  float weight[PLX_SKETCH_TERMS];  // without rarity
  float worth[PLX_SKETCH_TERMS];   // with it
  bool name[PLX_SKETCH_TERMS];
  uint16_t n;
  float norm, name_norm;
  double words;
  int32_t day;
} vector;

// --- places in the ring ---

static held *held_at(const plx_group *g, uint32_t serial) {
  uint32_t i = serial & (WINDOW - 1);
  return &g->chunk[i / CHUNK]->doc[i % CHUNK];
}

static bool is_held(const plx_group *g, uint32_t serial) {
  return serial != NONE && g->docs - serial <= WINDOW;
}

static posting *post_at(const plx_group *g, uint32_t serial, uint32_t k) {
  uint32_t i = serial & (WINDOW - 1);
  return &g->chunk[i / CHUNK]->post[i % CHUNK * POSTED + k];
}

static uint32_t bucket_of(const plx_group *g, uint32_t term) {
  return (term * 2654435761u >> 7) & g->bucket_mask;
}

// --- making ---

static weights read_weights(void) {
#define READ(name) .name = plx_param("group_" #name)
  return (weights){READ(title),   READ(lead),    READ(name),  READ(number), READ(pair),      READ(rarity),
                   READ(unseen),  READ(nearest), READ(names), READ(inside), READ(day),       READ(day_max),
                   READ(undated), READ(follow),  READ(join),  READ(length), READ(background)};
#undef READ
}

static uint32_t df_slot(uint32_t term) {
  return (term ^ term >> 12) & (DF_SLOTS - 1);
}

static void read_common_words(plx_group *g) {
  const plx_table *t = &plx_table_commonness;
  for (int i = 0; i < t->rows; i++) {
    uint32_t term = plx_sketch_term(plx_cell(t, i, PLX_COMMONNESS_WORD));
    g->df[df_slot(term)] += (float)(plx_cell_num(t, i, PLX_COMMONNESS_PER_10000) / 10000 * g->w.background);
  }
  g->df_docs = g->w.background;
}

static void new_buckets(plx_group *g, uint32_t size) {
  g->bucket = PLX_NEWS(g->arena, uint32_t, size);
  g->bucket_mask = size - 1;
  memset(g->bucket, 0xff, size * sizeof *g->bucket);
}

plx_group *plx_group_new(void) {
  plx_arena *a = plx_arena_new();
  plx_group *g = PLX_NEW(a, plx_group);
  g->arena = a;
  g->w = read_weights();
  g->df = PLX_NEWS(a, float, DF_SLOTS);
  read_common_words(g);
  new_buckets(g, 1 << 13);
  g->id_mask = (1 << 10) - 1;
  g->by_id = PLX_NEWS(a, uint32_t, g->id_mask + 1);
  return g;
}

void plx_group_free(plx_group *g) {
  if (g) plx_arena_free(g->arena);
}

plx_sketch *plx_group_sketch(const plx_doc *d, plx_arena *a) {
  plx_sketch *s = PLX_NEW(a, plx_sketch);
  plx_sketch_make(d, a, s);
  return s;
}

// --- stories by id ---

static void put_id(plx_group *g, uint32_t index) {
  uint32_t i = (uint32_t)plx_hash(g->story.v[index].id.p, g->story.v[index].id.n) & g->id_mask;
  while (g->by_id[i]) i = (i + 1) & g->id_mask;
  g->by_id[i] = index + 1;
}

static uint32_t find_id(const plx_group *g, plx_str id) {
  uint32_t i = (uint32_t)plx_hash(id.p, id.n) & g->id_mask;
  for (; g->by_id[i]; i = (i + 1) & g->id_mask)
    if (plx_str_eq(g->story.v[g->by_id[i] - 1].id, id)) return g->by_id[i] - 1;
  return NONE;
}

static uint32_t new_story(plx_group *g, plx_str id) {
  if (2 * (g->story.n + 1) > g->id_mask) {
    g->id_mask = 2 * g->id_mask + 1;
    g->by_id = PLX_NEWS(g->arena, uint32_t, (size_t)g->id_mask + 1);
    for (uint32_t i = 0; i < g->story.n; i++) put_id(g, i);
  }
  story *s = plx_vec_push(g->arena, &g->story);
  *s = (story){.id = plx_str_copy(g->arena, id), .last = NONE, .first_day = PLX_NO_DAY, .last_day = PLX_NO_DAY};
  put_id(g, g->story.n - 1);
  return g->story.n - 1;
}

// A story is called after its first document, so that any split of the stream into runs gives the same ids.
static uint32_t open_story(plx_group *g, uint64_t document) {
  char id[17];
  uint64_t h = plx_hash(&document, sizeof document);
  do {
    snprintf(id, sizeof id, "%016llx", (unsigned long long)h++);
  } while (find_id(g, plx_str_of(id)) != NONE);
  return new_story(g, plx_str_of(id));
}

// --- the vector of a document ---

static double rarity(const plx_group *g, uint32_t term) {
  double df = g->df[df_slot(term)], idf = log((g->df_docs + 1) / (df + 0.5));
  return idf <= 0 ? 0 : pow(idf, g->w.rarity) * (df < 0.5 ? g->w.unseen : 1);
}

static double term_weight(const weights *w, uint8_t count, uint8_t flags) {
  double x = 1 + log2(count);
  if (flags & PLX_TERM_TITLE) x *= w->title;
  if (flags & PLX_TERM_LEAD) x *= w->lead;
  if (flags & PLX_TERM_PAIR)
    x *= w->pair;
  else if (flags & PLX_TERM_NUMBER)
    x *= w->number;
  else if (flags & PLX_TERM_NAME)
    x *= w->name;
  return x > 15.9 ? 15.9 : x;
}

// The worth of the k-th best of v[n], k from 0; n if there are fewer.
static float kth(const float *v, uint32_t n, uint32_t k) {
  float best[PLX_SKETCH_TERMS];
  uint32_t m = 0;
  for (uint32_t i = 0; i < n; i++) {
    uint32_t j = m < k + 1 ? m++ : k + 1;
    if (j > k) {
      if (v[i] <= best[k]) continue;
      j = k;
    }
    for (; j > 0 && best[j - 1] < v[i]; j--) best[j] = best[j - 1];
    best[j] = v[i];
  }
  return m ? best[m - 1] : 0;
}

static void weigh(const plx_group *g, const plx_sketch *s, vector *v) {
  *v = (vector){.day = s->day, .words = s->words, .n = s->n};
  for (uint32_t i = 0; i < s->n; i++) {
    v->term[i] = s->term[i];
    // rounded as it will be held
    v->weight[i] = (float)(floor(16 * term_weight(&g->w, s->count[i], s->flags[i]) + 0.5) / 16);
    v->worth[i] = (float)(v->weight[i] * rarity(g, s->term[i]));
    v->name[i] = s->flags[i] & (PLX_TERM_NAME | PLX_TERM_PAIR | PLX_TERM_NUMBER);
  }
}

// Only the HELD_TERMS heaviest stay.
static void cut(vector *v) {
  float least = kth(v->worth, v->n, HELD_TERMS - 1);
  uint32_t n = 0;
  double sum = 0, names = 0;
  for (uint32_t i = 0; i < v->n && n < HELD_TERMS; i++) {
    if (v->worth[i] < least || v->worth[i] <= 0) continue;
    v->term[n] = v->term[i];
    v->weight[n] = v->weight[i];
    v->name[n] = v->name[i];
    v->worth[n] = v->worth[i];
    sum += (double)v->worth[n] * v->worth[n];
    if (v->name[n]) names += (double)v->worth[n] * v->worth[n];
    n++;
  }
  v->n = (uint16_t)n;
  v->norm = (float)sqrt(sum);
  v->name_norm = (float)sqrt(names);
}

// --- candidates ---

typedef struct met {
  uint32_t story; // + 1; 0 is empty
  float score, heaviest;
  uint32_t document; // that shares the heaviest term, the newest of them (a serial number)
} met;

static void meet(met *table, uint32_t *used, uint32_t story_index, uint32_t document, float score) {
  uint32_t i = (story_index * 2654435761u >> 8) & (MET - 1);
  while (table[i].story && table[i].story != story_index + 1) i = (i + 1) & (MET - 1);
  if (!table[i].story) {
    if (*used >= MET / 2) return;
    table[i].story = story_index + 1;
    ++*used;
  }
  table[i].score += score;
  if (score <= table[i].heaviest) return;
  table[i].heaviest = score;
  table[i].document = document;
}

static void follow(const plx_group *g, uint32_t term, float score, met *table, uint32_t *used) {
  uint32_t p = g->bucket[bucket_of(g, term)];
  for (int step = 0; step < STEPS && p != NONE; step++) {
    uint32_t serial = p / POSTED;
    if (!is_held(g, serial)) return;
    const posting *post = post_at(g, serial, p % POSTED);
    if (post->term == term) meet(table, used, held_at(g, serial)->story, serial, score);
    p = post->before;
  }
}

// The stories that share most with v, best first.
static uint32_t candidates(const plx_group *g, const vector *v, met out[CANDIDATES]) {
  met table[MET] = {0}, best[CANDIDATES + 1];
  uint32_t used = 0, n = 0;
  float least = kth(v->worth, v->n, LOOKED_UP - 1);
  for (uint32_t i = 0; i < v->n; i++)
    if (v->worth[i] >= least) follow(g, v->term[i], v->worth[i] * v->worth[i], table, &used);
  for (uint32_t i = 0; i < MET; i++) {
    if (!table[i].story) continue;
    uint32_t j = n;
    for (; j > 0 && (best[j - 1].score < table[i].score ||
                     (best[j - 1].score == table[i].score && best[j - 1].story > table[i].story));
         j--)
      best[j] = best[j - 1];
    best[j] = table[i];
    if (n < CANDIDATES) n++;
  }
  for (uint32_t i = 0; i < n; i++) out[i] = best[i];
  return n;
}

// --- comparing ---

typedef struct near_by {
  double dot, names; // cosine with one held document: all terms, names alone
  double inside;     // the same over the shorter vector alone: how much of it the longer one has
} near_by;

static near_by compare(const vector *v, const held *h) {
  double dot = 0, names = 0;
  for (uint32_t i = 0, j = 0; i < v->n && j < h->n;) {
    if (v->term[i] == h->term[j]) {
      double x = (double)v->worth[i] * (v->worth[i] / v->weight[i]) * h->weight[j] / 16;
      dot += x;
      if (v->name[i]) names += x;
      i++, j++;
    } else if (v->term[i] < h->term[j]) {
      i++;
    } else {
      j++;
    }
  }
  double all = (double)v->norm * h->norm, named = (double)v->name_norm * h->name_norm;
  double least = v->norm < h->norm ? v->norm : h->norm;
  return (near_by){all > 0 ? dot / all : 0, named > 0 ? names / named : 0, least > 0 ? dot / (least * least) : 0};
}

typedef struct nearness {
  double sum; // of the cosines with the story's documents, as if all had been compared
  double names;
  double score; // the document against the story, without the days between
} nearness;

// met_document: one of the story that is compared too, however old, or NONE.
static nearness compare_story(const plx_group *g, const vector *v, const story *s, uint32_t met_document) {
  double sum = 0, nearest = 0, names = 0, inside = 0;
  uint32_t n = 0;
  for (uint32_t d = s->last; n < MEMBERS && is_held(g, d); d = held_at(g, d)->before, n++) {
    near_by x = compare(v, held_at(g, d));
    sum += x.dot;
    if (x.dot > nearest) nearest = x.dot;
    if (x.names > names) names = x.names;
    if (x.inside > inside) inside = x.inside;
  }
  if (is_held(g, met_document)) {
    near_by x = compare(v, held_at(g, met_document));
    if (x.dot > nearest) nearest = x.dot;
    if (x.names > names) names = x.names;
    if (x.inside > inside) inside = x.inside;
  }
  if (!n) return (nearness){0, 0, 0};
  sum *= (double)s->count / n;
  double centre = sum / sqrt(s->norm2);
  const weights *w = &g->w;
  double score =
      (1 - w->nearest - w->names - w->inside) * centre + w->nearest * nearest + w->names * names + w->inside * inside;
  return (nearness){sum, names, score};
}

// What the days between a document and a story cost; not to know them costs something too.
static double apart(const weights *w, const vector *v, const story *s) {
  if (v->day == PLX_NO_DAY || s->last_day == PLX_NO_DAY) return w->undated;
  int32_t days = v->day > s->last_day ? v->day - s->last_day : v->day < s->first_day ? s->first_day - v->day : 0;
  double cost = w->day * log2(1 + days);
  return cost > w->day_max ? w->day_max : cost;
}

static uint32_t nearest_story(const plx_group *g, const vector *v, double *sum) {
  met candidate[CANDIDATES];
  uint32_t n = candidates(g, v, candidate), found = NONE;
  double best = g->w.join + g->w.length * log2((v->words + 20) / 120);
  for (uint32_t i = 0; i < n; i++) {
    const story *s = &g->story.v[candidate[i].story - 1];
    nearness x = compare_story(g, v, s, candidate[i].document);
    x.score -= apart(&g->w, v, s) * (1 - g->w.follow * x.names);
    if (x.score <= best) continue;
    best = x.score;
    found = candidate[i].story - 1;
    *sum = x.sum;
  }
  return found;
}

// --- taking in ---

static void rebuild_buckets(plx_group *g) {
  new_buckets(g, 4 * (g->bucket_mask + 1));
  for (uint32_t d = 0; d < g->docs; d++)
    for (uint32_t k = 0; k < POSTED; k++) {
      posting *p = post_at(g, d, k);
      if (!p->term) continue;
      uint32_t b = bucket_of(g, p->term);
      p->before = g->bucket[b];
      g->bucket[b] = d * POSTED + k;
    }
}

static void post(plx_group *g, uint32_t serial, const vector *v) {
  float least = kth(v->worth, v->n, POSTED - 1);
  uint32_t k = 0;
  for (uint32_t i = 0; i < v->n && k < POSTED; i++) {
    if (v->worth[i] < least) continue;
    uint32_t b = bucket_of(g, v->term[i]);
    *post_at(g, serial, k) = (posting){v->term[i], g->bucket[b]};
    g->bucket[b] = serial * POSTED + k++;
  }
  for (; k < POSTED; k++) *post_at(g, serial, k) = (posting){0, NONE};
}

static void hold(plx_group *g, const vector *v, uint32_t index, double sum) {
  uint32_t serial = g->docs++, slot = serial & (WINDOW - 1);
  if (!g->chunk[slot / CHUNK]) g->chunk[slot / CHUNK] = PLX_NEW(g->arena, chunk);
  story *s = &g->story.v[index];
  held *h = held_at(g, serial);
  *h = (held){
      .n = (uint8_t)v->n, .day = v->day, .story = index, .before = s->last, .norm = v->norm, .name_norm = v->name_norm};
  for (uint32_t i = 0; i < v->n; i++) {
    h->term[i] = v->term[i];
    h->weight[i] = (uint8_t)(16 * v->weight[i]);
  }
  s->norm2 += (float)(1 + 2 * sum);
  s->last = serial;
  s->count++;
  if (v->day != PLX_NO_DAY) {
    if (s->first_day == PLX_NO_DAY || v->day < s->first_day) s->first_day = v->day;
    if (s->last_day == PLX_NO_DAY || v->day > s->last_day) s->last_day = v->day;
  }
  post(g, serial, v);
  if (g->docs * 4 > g->bucket_mask && g->docs < WINDOW) rebuild_buckets(g);
}

static void count_terms(plx_group *g, const plx_sketch *s) {
  for (uint32_t i = 0; i < s->n; i++) g->df[df_slot(s->term[i])] += 1;
  g->df_docs += 1;
}

plx_str plx_group_place(plx_group *g, const plx_sketch *s) {
  vector v;
  double sum = 0;
  weigh(g, s, &v);
  cut(&v);
  uint32_t index = nearest_story(g, &v, &sum);
  if (index == NONE) index = open_story(g, s->document);
  hold(g, &v, index, sum);
  count_terms(g, s);
  return g->story.v[index].id;
}

void plx_group_restore(plx_group *g, const plx_sketch *s, plx_str story_id) {
  vector v;
  weigh(g, s, &v);
  cut(&v);
  uint32_t index = find_id(g, story_id);
  if (index == NONE) index = new_story(g, story_id);
  hold(g, &v, index, g->story.v[index].count ? compare_story(g, &v, &g->story.v[index], NONE).sum : 0);
  count_terms(g, s);
}
