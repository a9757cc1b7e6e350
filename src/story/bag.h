/* bag.h - the words of a stretch of text as weighted terms, and how alike two such bags are.
 *
 * in     tokens of an account
 * out    a bag: terms rising by number, each with a weight
 * how    terms are lemmas, entities by their key, pairs of neighbouring words and, more faintly, meanings of a word; a
 *        term weighs more the rarer it is, in English and in the story
 * cost   O(tokens log tokens) to make, O(terms) to compare
 * from   Salton & Buckley 1988
 *
 * Cannot fail.  A bagger belongs to one thread; bags are read-only once weighed.
 */
#ifndef PLX_STORY_BAG_H
#define PLX_STORY_BAG_H

#include "base/map.h"
#include "story/side.h"

typedef struct plx_bag_term {
  uint32_t id;
  float weight;
  bool quoted; // a pair of words inside quotation marks
} plx_bag_term;

typedef struct plx_bag {
  plx_bag_term *v; // rising by id, each once
  uint32_t n;
  float norm;
} plx_bag;

typedef struct plx_bagger {
  plx_arena *a;
  plx_map terms;
  PLX_VEC(float) prior;   // [terms] rarity in English, 0..1
  PLX_VEC(uint32_t) here; // [terms] bags of own words that have it
  uint32_t bags;
} plx_bagger;

void plx_bagger_init(plx_bagger *m, plx_arena *a);
// The terms of the tokens first..last but `without` (PLX_NO_TOK: all).  `own`: the words of a finding, with pairs of
// neighbours, counted; else words around it.  Weights come with plx_bag_weigh, when all bags are there.
plx_bag plx_bag_of(plx_bagger *m, const plx_side *s, uint32_t first, uint32_t last, uint32_t without, bool own);
void plx_bag_weigh(const plx_bagger *m, plx_bag *b);

// How alike two bags are, 0..1: the cosine, or a part of how much of the smaller one the larger one has.
double plx_bag_alike(const plx_bag *a, const plx_bag *b);
// Pairs of neighbouring words that both have, at least one of them inside quotation marks.
uint32_t plx_bag_quoted(const plx_bag *a, const plx_bag *b);

// The token's lemma carries meaning: a noun, name, adjective, number, or a verb that is no auxiliary or "do", "say".
bool plx_tells(const plx_tok *t);
// How rare a lemma is in English, 0 (everywhere) to 1 (not among 15,000 words).
double plx_rarity(plx_str lemma);

#endif
