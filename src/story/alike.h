/* alike.h - how likely two documents tell one story.
 *
 * in     the sketch of a document, and documents held
 * out    the numbers that speak for and against a pair, and the chance that comes of them
 * how    terms weighed by count, place, kind and rarity; cosines over all, over names, titles and leads; days of the
 *        week and numbers that both or only one of them names; a logistic sum with weights of data/params.tsv
 * cost   a vector 5 us, a pair 0.1 us; 328 bytes a document held
 * from   Salton & Buckley 1988; Radovanovic, Nanopoulos & Ivanovic 2010 on crowded neighbourhoods
 *
 * Cannot fail.  Pure: any thread, but a plx_rare has one writer.
 */
#ifndef PLX_STORY_ALIKE_H
#define PLX_STORY_ALIKE_H

#include "story/sketch.h"

enum { PLX_HELD_TERMS = 56, PLX_DF_SLOTS = 1 << 20 };

// The numbers of a pair, in the order of the group_link_* rows of data/params.tsv.
typedef enum plx_alike_number {
  PLX_ALIKE_ALL,         // cosine over all terms
  PLX_ALIKE_NAMES,       // over names and numbers
  PLX_ALIKE_TITLE,       // over the words of the titles
  PLX_ALIKE_LEAD,        // over title and lead, each word once
  PLX_ALIKE_INSIDE,      // how much of the shorter one the longer one has
  PLX_ALIKE_SHARED,      // log2 of one and the terms that both have
  PLX_ALIKE_WEEKDAY,     // both name the same day of the week
  PLX_ALIKE_NOT_WEEKDAY, // both name one, and not the same
  PLX_ALIKE_NUMBER,      // both have the same number
  PLX_ALIKE_NOT_NUMBER,  // both have one, and not the same
  PLX_ALIKE_WORDS,       // log2 of their lengths, the mean
  PLX_ALIKE_DAYS,        // log2 of one and the days between
  PLX_ALIKE_UNDATED,     // they are not known
  PLX_ALIKE_CROWD,       // how alike the other stories are that stand nearest to either
  PLX_ALIKE_NUMBERS
} plx_alike_number;

typedef struct plx_alike_weights {
  float of[256]; // weight of a term by its count and flags (plx_held.what)
  double rarity, unseen, background, days_max;
  double bias, link[PLX_ALIKE_NUMBERS];
} plx_alike_weights;
plx_alike_weights plx_alike_read(void);

// In how many documents a term stands.
typedef struct plx_rare {
  float df[PLX_DF_SLOTS]; // terms share slots
  double docs;
} plx_rare;
void plx_rare_begin(plx_rare *r, const plx_alike_weights *w); // as if `background` documents of plain English had come
void plx_rare_count(plx_rare *r, const plx_sketch *s);

// A document as it is held.
typedef struct plx_held {
  uint32_t term[PLX_HELD_TERMS]; // rising
  uint8_t what[PLX_HELD_TERMS];  // count << 5 (0: once; 7: 23 times or more) | flags
  uint8_t n, weekdays, crowd;    // crowd: in 255ths
  uint16_t words;
  int32_t day;
  float norm, names, title, lead; // lengths of its vectors when it came
  uint32_t story, before;         // group.c's
} plx_held;

// A document being compared: what is held of it, with rarities.
typedef struct plx_vector {
  plx_held held;
  float worth[PLX_HELD_TERMS], rare[PLX_HELD_TERMS];
  uint8_t slot[256]; // place of a term + 1
} plx_vector;

void plx_vector_of(const plx_rare *r, const plx_alike_weights *w, const plx_sketch *s, plx_vector *v);
void plx_vector_again(const plx_rare *r, const plx_alike_weights *w, const plx_held *h, plx_vector *v);

void plx_alike(const plx_alike_weights *w, const plx_vector *v, const plx_held *h, float x[PLX_ALIKE_NUMBERS]);
float plx_alike_chance(const plx_alike_weights *w, const float x[PLX_ALIKE_NUMBERS]);

// The k-th best of v[n], k from 0; the least if there are fewer.
float plx_kth(const float *v, uint32_t n, uint32_t k);

#endif
