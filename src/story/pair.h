/* pair.h - what speaks for two mentions of events being one event.
 *
 * in     mentions in records
 * out    numbers for a pair: kinship of triggers, words of clause, sentence, neighbourhood and document, subjects and
 *        objects, names, numbers, nearness
 * how    each mention is made ready once (bags, arguments), a pair is a few merges of short sorted lists
 * cost   O(tokens) a mention; about 1 us a pair
 * from   the features of Cybulska & Vossen 2015 and of lemma baselines with arguments, on bags of our own
 *
 * Cannot fail.  Read-only once made: any thread.
 */
#ifndef PLX_STORY_PAIR_H
#define PLX_STORY_PAIR_H

#include "story/align.h"
#include "story/bag.h"
#include "story/kin.h"

enum { PLX_PAIR_FEATURES = 32 };

typedef struct plx_ready {
  uint32_t record, head, sentence;
  plx_span span;
  plx_kin kin;
  float rare;
  uint8_t upos;
  plx_bag own, around, near; // its clause, its sentence, the sentences beside it too
  uint32_t subject, object;  // hashes of entity key or lemma, 0 if none
  uint32_t *name, names;     // hashes of the entities in its sentence, rising
  uint32_t *number, numbers; // of the numbers
  uint32_t *time, times;     // of the times
  float often;               // log of how many mentions of the story have its lemma
} plx_ready;

typedef struct plx_pairs {
  plx_ready *v; // [n]
  uint32_t n;
  plx_bag *document; // [records]
} plx_pairs;

void plx_pairs_of(const plx_record *const *records, uint32_t record_count, const plx_anchor *anchor, uint32_t n,
                  plx_arena *a, plx_pairs *out);
// Could they be one at all?  Cheap; false for most pairs.
bool plx_pair_possible(const plx_pairs *p, uint32_t i, uint32_t j);
void plx_pair_features(const plx_pairs *p, uint32_t i, uint32_t j, float x[PLX_PAIR_FEATURES]);

#endif
