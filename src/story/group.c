/* SPDX-License-Identifier: Apache-2.0 */
// Documents stand in a ring, the newest overwriting the oldest.  Each keeps its heaviest terms, and the heaviest few of
// them are posted in an inverted index.  Of a new document the documents met most on its terms are compared; the mean
// chance over a story's documents says whether it joins.  Then what stood before is looked at again, near the new
// document alone: a story that now is one with another goes into the older of the two, and a document that is nearer
// to the new one's story than to its own moves.  A story's documents are chained, newest first.
#include "story/group.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/table.h"
#include "story/postings.h"

enum {
  POSTED = 16,                   // terms of a document in the index
  LOOKED_UP = 28,                // terms of a new document that are looked up
  STEPS = 96,                    // postings read of a term
  COMPARED = PLX_GROUP_COMPARED, // documents compared
  MEMBERS = 10,                  // newest documents of a story that are compared
  CROWD = 6,                     // nearest other stories that make a crowd
  MOVES = 2 * MEMBERS,           // moves after one document, at most
  MET = 4096,                    // slots for documents met
  WINDOW = PLX_GROUP_WINDOW,     // documents held at most; a power of two
  ID_BYTES = 16,                 // hex digits of a story's id
  CHUNK = 1 << 8                 // documents in a piece of the ring
};

// What tells that a story goes on from another, and what it is worth.
enum { THREAD_NUMBERS = 7 };
static const struct {
  plx_alike_number number;
  const char *param;
} thread_link[THREAD_NUMBERS] = {
    {PLX_ALIKE_ALL, "group_thread_all"},       {PLX_ALIKE_NAMES, "group_thread_names"},
    {PLX_ALIKE_INSIDE, "group_thread_inside"}, {PLX_ALIKE_SHARED, "group_thread_shared"},
    {PLX_ALIKE_WORDS, "group_thread_words"},   {PLX_ALIKE_DAYS, "group_thread_days"},
    {PLX_ALIKE_CROWD, "group_thread_crowd"},
};

#define NONE        UINT32_MAX
#define POSTED_FLAG 16 // beside the plx_term_flags of plx_held.what

typedef struct story {
  plx_str id;
  uint32_t last; // newest document (a serial number), or NONE where it was merged into another
} story;

struct plx_group {
  plx_arena *arena;
  plx_alike_weights w;
  double join, merge, shift; // from which mean chance a document joins, stories merge; how much nearer, to move
  plx_rare rare;
  plx_postings *postings;
  uint32_t docs;                   // so far: the next serial number
  plx_held *chunk[WINDOW / CHUNK]; // the ring; made when first reached
  PLX_VEC(story) story;
  uint32_t *by_id; // [id_mask + 1] story + 1
  uint32_t id_mask;
  plx_str earlier; // what plx_group_earlier tells
  double thread_bias, thread_link[THREAD_NUMBERS], thread_chance, thread_days_min, thread_days_max;
  char *spare; // room of an id that was taken back, or NULL
  plx_group_move move[MOVES];
  uint32_t moves;
};

// --- the ring ---

static plx_held *held_at(const plx_group *g, uint32_t serial) {
  uint32_t i = serial & (WINDOW - 1);
  return &g->chunk[i / CHUNK][i % CHUNK];
}

static bool is_held(const plx_group *g, uint32_t serial) {
  return serial != NONE && g->docs - serial <= WINDOW;
}

static void fetch(const plx_group *g, uint32_t serial) {
  const char *p = (const char *)held_at(g, serial);
  for (size_t at = 0; at < sizeof(plx_held); at += 64) __builtin_prefetch(p + at);
}

// --- making ---

plx_group *plx_group_new(void) {
  plx_arena *a = plx_arena_new();
  plx_group *g = PLX_NEW(a, plx_group);
  g->arena = a;
  g->w = plx_alike_read();
  g->join = plx_param("group_join");
  g->merge = plx_param("group_merge");
  g->shift = plx_param("group_shift");
  g->thread_bias = plx_param("group_thread_bias");
  for (int k = 0; k < THREAD_NUMBERS; k++) g->thread_link[k] = plx_param(thread_link[k].param);
  g->thread_chance = plx_param("group_thread_chance");
  g->thread_days_min = plx_param("group_thread_days_min");
  g->thread_days_max = plx_param("group_thread_days_max");
  plx_rare_begin(&g->rare, &g->w);
  g->postings = plx_postings_new(a, WINDOW, POSTED);
  g->id_mask = (1 << 10) - 1;
  g->by_id = PLX_NEWS(a, uint32_t, g->id_mask + 1);
  return g;
}

void plx_group_free(plx_group *g) {
  if (!g) return;
  plx_postings_free(g->postings);
  plx_arena_free(g->arena);
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
  char *room = g->spare && id.n == ID_BYTES ? g->spare : PLX_NEWS(g->arena, char, id.n + 1);
  if (room == g->spare) g->spare = NULL;
  memcpy(room, id.p, id.n);
  story *s = plx_vec_push(g->arena, &g->story);
  *s = (story){.id = {room, id.n}, .last = NONE};
  put_id(g, g->story.n - 1);
  return g->story.n - 1;
}

// A story is called after its first document, so that any split of the stream into runs gives the same ids.
static uint32_t open_story(plx_group *g, uint64_t document) {
  char id[ID_BYTES + 1];
  uint32_t found;
  uint64_t h = plx_hash(&document, sizeof document);
  do {
    snprintf(id, sizeof id, "%016llx", (unsigned long long)h++);
    found = find_id(g, plx_str_of(id));
  } while (found != NONE && g->story.v[found].last != NONE);
  return found != NONE ? found : new_story(g, plx_str_of(id));
}

// The newest story is taken back, as if it had never been opened: its document went elsewhere at once.
static void take_back(plx_group *g) {
  story *s = &g->story.v[g->story.n - 1];
  uint32_t i = (uint32_t)plx_hash(s->id.p, s->id.n) & g->id_mask;
  while (g->by_id[i] != g->story.n) i = (i + 1) & g->id_mask;
  g->by_id[i] = 0; // nothing was put behind it
  g->spare = (char *)s->id.p;
  g->story.n--;
}

// --- the documents of a story ---

static void chain(plx_group *g, uint32_t index, uint32_t serial) {
  uint32_t *at = &g->story.v[index].last;
  while (is_held(g, *at) && *at > serial) at = &held_at(g, *at)->before;
  plx_held *h = held_at(g, serial);
  h->story = index;
  h->before = *at;
  *at = serial;
}

static void unchain(plx_group *g, uint32_t serial) {
  plx_held *h = held_at(g, serial);
  uint32_t *at = &g->story.v[h->story].last;
  while (*at != serial) at = &held_at(g, *at)->before;
  *at = h->before;
}

// Its newest documents, at most `max`.
static uint32_t members(const plx_group *g, uint32_t index, uint32_t max, uint32_t *out) {
  uint32_t n = 0;
  for (uint32_t d = g->story.v[index].last; n < max && is_held(g, d); d = held_at(g, d)->before) out[n++] = d;
  return n;
}

// --- documents worth comparing ---

typedef struct met {
  uint32_t document; // + 1; 0 is empty
  float score;
} met;

static void meet(met *table, uint32_t *used, uint32_t document, float score) {
  uint32_t i = (document * 2654435761u >> 8) & (MET - 1);
  while (table[i].document && table[i].document != document + 1) i = (i + 1) & (MET - 1);
  if (!table[i].document) {
    if (*used >= MET * 3 / 4) return;
    table[i].document = document + 1;
    ++*used;
  }
  table[i].score += score;
}

static bool better(const met *a, const met *b) {
  return a->score != b->score ? a->score > b->score : a->document > b->document;
}

// The documents that share most with v, best first, of equals the newest.
static uint32_t find_near(const plx_group *g, const plx_vector *v, uint32_t out[COMPARED]) {
  met table[MET] = {0}, best[COMPARED + 1];
  uint32_t used = 0, n = 0, posting[STEPS];
  float least = plx_kth(v->worth, v->held.n, LOOKED_UP - 1);
  for (uint32_t i = 0; i < v->held.n; i++)
    if (v->worth[i] >= least) plx_postings_fetch(g->postings, v->held.term[i]);
  for (uint32_t i = 0; i < v->held.n; i++) {
    if (v->worth[i] < least) continue;
    uint32_t found = plx_postings_read(g->postings, v->held.term[i], STEPS, posting);
    for (uint32_t k = 0; k < found; k++)
      if (is_held(g, posting[k])) meet(table, &used, posting[k], v->worth[i] * v->worth[i]);
  }
  for (uint32_t i = 0; i < MET; i++) {
    if (!table[i].document || (n == COMPARED && !better(&table[i], &best[n - 1]))) continue;
    uint32_t j = n < COMPARED ? n++ : n - 1;
    for (; j > 0 && better(&table[i], &best[j - 1]); j--) best[j] = best[j - 1];
    best[j] = table[i];
  }
  for (uint32_t i = 0; i < n; i++) fetch(g, out[i] = best[i].document - 1);
  return n;
}

// --- comparing ---

typedef struct nearby {
  uint32_t story;
  float nearest; // greatest cosine with a document of it
  double chance; // mean over its documents
} nearby;

typedef struct surroundings {
  uint32_t document[COMPARED], documents;
  float x[COMPARED][PLX_ALIKE_NUMBERS], chance[COMPARED];
  nearby story[COMPARED]; // nearest first
  uint32_t stories;
} surroundings;

static int nearest_first(const void *x, const void *y) {
  const nearby *a = x, *b = y;
  if (a->nearest != b->nearest) return a->nearest > b->nearest ? -1 : 1;
  return a->chance < b->chance ? -1 : a->chance > b->chance; // until chances are known: the newest document's place
}

static nearby *story_of(surroundings *s, uint32_t story) {
  for (uint32_t k = 0; k < s->stories; k++)
    if (s->story[k].story == story) return &s->story[k];
  return NULL;
}

static void look_around(const plx_group *g, const plx_vector *v, surroundings *s) {
  s->documents = find_near(g, v, s->document);
  s->stories = 0;
  for (uint32_t i = 0; i < s->documents; i++) {
    const plx_held *h = held_at(g, s->document[i]);
    plx_alike(&g->w, v, h, s->x[i]);
    float cosine = s->x[i][PLX_ALIKE_ALL];
    nearby *st = story_of(s, h->story);
    if (!st) s->story[s->stories++] = (nearby){h->story, cosine, i};
    else if (cosine > st->nearest) st->nearest = cosine;
  }
  if (s->stories) qsort(s->story, s->stories, sizeof *s->story, nearest_first);
}

// How alike the CROWD nearest stories but this one are, in 255ths.
static uint8_t crowd_without(const surroundings *s, uint32_t story) {
  double sum = 0;
  uint32_t n = 0;
  for (uint32_t k = 0; k < s->stories && n < CROWD; k++) {
    if (s->story[k].story == story) continue;
    sum += s->story[k].nearest;
    n++;
  }
  sum = 255 * sum / CROWD;
  return sum > 255 ? 255 : (uint8_t)(sum + 0.5);
}

// The chance of each pair, now that the crowd is known.
static void weigh_pairs(const plx_group *g, plx_vector *v, surroundings *s) {
  for (uint32_t i = 0; i < s->documents; i++) {
    const plx_held *h = held_at(g, s->document[i]);
    v->held.crowd = crowd_without(s, h->story);
    s->x[i][PLX_ALIKE_CROWD] = (float)(v->held.crowd + h->crowd) / 510;
    s->chance[i] = plx_alike_chance(&g->w, s->x[i]);
  }
}

static double chance_with(const plx_group *g, const plx_vector *v, uint32_t document) {
  float x[PLX_ALIKE_NUMBERS];
  plx_alike(&g->w, v, held_at(g, document), x);
  return plx_alike_chance(&g->w, x);
}

// Mean over the documents of a story: those compared already, and its newest.
static double chance_in(const plx_group *g, plx_vector *v, const surroundings *s, uint32_t story) {
  uint32_t member[MEMBERS], n = members(g, story, MEMBERS, member), count = 0;
  double sum = 0;
  v->held.crowd = crowd_without(s, story);
  for (uint32_t i = 0; i < s->documents; i++)
    if (held_at(g, s->document[i])->story == story) {
      sum += s->chance[i];
      count++;
      for (uint32_t k = 0; k < n; k++)
        if (member[k] == s->document[i]) member[k--] = member[--n];
    }
  for (uint32_t k = 0; k < n; k++) {
    sum += chance_with(g, v, member[k]);
    count++;
  }
  return sum / count;
}

static uint32_t nearest_story(const plx_group *g, plx_vector *v, surroundings *s) {
  double best = g->join;
  uint32_t found = NONE;
  for (uint32_t k = 0; k < s->stories; k++) {
    s->story[k].chance = chance_in(g, v, s, s->story[k].story);
    if (s->story[k].chance < best) continue;
    best = s->story[k].chance;
    found = s->story[k].story;
  }
  return found;
}

// --- taking in ---

static void post(plx_group *g, uint32_t serial) {
  const plx_held *h = held_at(g, serial);
  for (uint32_t i = 0; i < h->n; i++)
    if (h->what[i] & POSTED_FLAG) plx_postings_add(g->postings, h->term[i], serial);
}

static void mark_posted(plx_vector *v) {
  float least = plx_kth(v->worth, v->held.n, POSTED - 1);
  for (uint32_t i = 0, n = 0; i < v->held.n && n < POSTED; i++) {
    if (v->worth[i] < least) continue;
    v->held.what[i] |= POSTED_FLAG;
    n++;
  }
}

static void hold(plx_group *g, plx_vector *v, uint32_t index) {
  uint32_t serial = g->docs++, slot = serial & (WINDOW - 1);
  if (!g->chunk[slot / CHUNK]) g->chunk[slot / CHUNK] = PLX_NEWS(g->arena, plx_held, CHUNK);
  mark_posted(v);
  *held_at(g, serial) = v->held;
  chain(g, index, serial);
  post(g, serial);
  if (!plx_postings_crowded(g->postings)) return;
  plx_postings_grow(g->postings);
  for (uint32_t d = g->docs > WINDOW ? g->docs - WINDOW : 0; d < g->docs; d++) post(g, d);
}

// --- looking again ---

// Mean chance of a document, or of all documents of a story, with those of a story, the document left out.
static double mean_with(const plx_group *g, uint32_t document, uint32_t story) {
  uint32_t member[MEMBERS], n = members(g, story, MEMBERS, member), count = 0;
  double sum = 0;
  plx_vector v;
  plx_vector_again(&g->rare, &g->w, held_at(g, document), &v);
  for (uint32_t k = 0; k < n; k++) {
    if (member[k] == document) continue;
    sum += chance_with(g, &v, member[k]);
    count++;
  }
  return count ? sum / count : 0;
}

static double mean_between(const plx_group *g, uint32_t a, uint32_t b) {
  uint32_t member[MEMBERS], n = members(g, a, MEMBERS, member);
  double sum = 0;
  for (uint32_t k = 0; k < n; k++) sum += mean_with(g, member[k], b);
  return n ? sum / n : 0;
}

// The new document is told of by its story alone; one that moves twice, once.
static void move(plx_group *g, uint32_t document, uint32_t to, bool merged) {
  uint32_t from = held_at(g, document)->story, k = 0;
  unchain(g, document);
  chain(g, to, document);
  if (document == g->docs - 1) return;
  while (k < g->moves && g->move[k].document != document) k++;
  if (k == g->moves) g->move[g->moves++] = (plx_group_move){document, g->story.v[from].id, {0}, false};
  g->move[k].to = g->story.v[to].id;
  g->move[k].merged |= merged;
}

static uint32_t oldest(const plx_group *g, uint32_t story) {
  uint32_t d = g->story.v[story].last;
  while (is_held(g, held_at(g, d)->before)) d = held_at(g, d)->before;
  return d;
}

// The smaller goes into the larger, of equals the newer into the older.  Only small ones move.
static bool merge(plx_group *g, uint32_t a, uint32_t b) {
  uint32_t in_a[MEMBERS + 1], in_b[MEMBERS + 1], na = members(g, a, MEMBERS + 1, in_a),
                                                 nb = members(g, b, MEMBERS + 1, in_b);
  bool a_stays = na != nb ? na > nb : oldest(g, a) < oldest(g, b);
  uint32_t n = a_stays ? nb : na, *in = a_stays ? in_b : in_a;
  if (n > MEMBERS || g->moves + n > MOVES) return false;
  while (n-- > 0) move(g, in[n], a_stays ? a : b, true);
  return true;
}

static void merge_near(plx_group *g, const surroundings *s, uint32_t document) {
  for (uint32_t k = 0; k < s->stories; k++) {
    uint32_t mine = held_at(g, document)->story, other = s->story[k].story;
    if (other == mine || s->story[k].chance < g->merge / 2 || g->story.v[other].last == NONE) continue;
    if (mean_between(g, mine, other) >= g->merge) merge(g, mine, other);
  }
}

static bool alone(const plx_group *g, uint32_t document) {
  const plx_held *h = held_at(g, document);
  return g->story.v[h->story].last == document && !is_held(g, h->before);
}

// A document that is nearer to the new one's story than to its own.
static void move_near(plx_group *g, const surroundings *s, uint32_t document) {
  for (uint32_t i = 0; i < s->documents && g->moves < MOVES; i++) {
    uint32_t other = s->document[i], mine = held_at(g, document)->story, its = held_at(g, other)->story;
    if (its == mine || s->chance[i] < g->merge || alone(g, other)) continue;
    double there = mean_with(g, other, mine);
    if (there >= g->merge && there > mean_with(g, other, its) + g->shift) move(g, other, mine, false);
  }
}

static int by_document(const void *x, const void *y) {
  const plx_group_move *a = x, *b = y;
  return a->document < b->document ? -1 : a->document > b->document;
}

// What came back to where it was has not moved.
static void settle_moves(plx_group *g) {
  uint32_t n = 0;
  for (uint32_t k = 0; k < g->moves; k++)
    if (!plx_str_eq(g->move[k].from, g->move[k].to)) g->move[n++] = g->move[k];
  g->moves = n;
  if (n) qsort(g->move, n, sizeof *g->move, by_document);
}

const plx_group_move *plx_group_moves(const plx_group *g, uint32_t *n) {
  *n = g->moves;
  return g->move;
}

// --- threads ---

// The chance that one of two stories goes on from the other.
static double thread_chance(const plx_group *g, const float x[PLX_ALIKE_NUMBERS]) {
  double sum = g->thread_bias;
  for (int k = 0; k < THREAD_NUMBERS; k++) sum += g->thread_link[k] * x[thread_link[k].number];
  return 1 / (1 + exp(-sum));
}

// The story of the earlier document from which this one most likely goes on, if that is likely enough.
static plx_str earlier_story(const plx_group *g, const surroundings *s, uint32_t document) {
  const plx_held *h = held_at(g, document);
  uint32_t found = NONE;
  double best = g->thread_chance;
  for (uint32_t i = 0; i < s->documents; i++) {
    const plx_held *o = held_at(g, s->document[i]);
    if (o->story == h->story || o->day == PLX_NO_DAY || h->day == PLX_NO_DAY) continue;
    double days = (double)h->day - o->day;
    if (days < g->thread_days_min || days > g->thread_days_max) continue;
    double chance = thread_chance(g, s->x[i]);
    if (chance <= best) continue;
    best = chance;
    found = o->story;
  }
  return found == NONE ? (plx_str){0} : g->story.v[found].id;
}

plx_str plx_group_earlier(const plx_group *g) {
  return g->earlier;
}

// --- the three ways in ---

plx_str plx_group_place(plx_group *g, plx_sketch *s) {
  plx_vector v;
  surroundings around;
  plx_vector_of(&g->rare, &g->w, s, &v);
  look_around(g, &v, &around);
  weigh_pairs(g, &v, &around);
  uint32_t index = nearest_story(g, &v, &around), document = g->docs, stories = g->story.n;
  bool opened = index == NONE;
  if (opened) index = open_story(g, s->document);
  v.held.crowd = s->crowd = crowd_without(&around, index);
  hold(g, &v, index);
  plx_rare_count(&g->rare, s);
  g->moves = 0;
  move_near(g, &around, document);
  merge_near(g, &around, document);
  settle_moves(g);
  g->earlier = (plx_str){0};
  if (opened && g->story.v[index].last == document) g->earlier = earlier_story(g, &around, document);
  if (g->story.n > stories && g->story.v[index].last == NONE) take_back(g);
  return g->story.v[held_at(g, document)->story].id;
}

void plx_group_restore(plx_group *g, const plx_sketch *s, plx_str story_id) {
  plx_vector v;
  plx_vector_of(&g->rare, &g->w, s, &v);
  uint32_t index = find_id(g, story_id);
  if (index == NONE) index = new_story(g, story_id);
  hold(g, &v, index);
  plx_rare_count(&g->rare, s);
  g->moves = 0;
}

void plx_group_follow(plx_group *g, uint32_t document, plx_str story_id) {
  if (!is_held(g, document)) return;
  uint32_t index = find_id(g, story_id);
  if (index == NONE) index = new_story(g, story_id);
  unchain(g, document);
  chain(g, index, document);
}

uint32_t plx_group_look(plx_group *g, plx_sketch *s, plx_str story_id, plx_group_pair out[PLX_GROUP_COMPARED]) {
  plx_vector v;
  surroundings around;
  plx_vector_of(&g->rare, &g->w, s, &v);
  look_around(g, &v, &around);
  weigh_pairs(g, &v, &around);
  for (uint32_t i = 0; i < around.documents; i++) {
    out[i].document = around.document[i];
    memcpy(out[i].x, around.x[i], sizeof out[i].x);
  }
  s->crowd = crowd_without(&around, find_id(g, story_id));
  return around.documents;
}
