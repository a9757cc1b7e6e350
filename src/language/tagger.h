/* tagger.h - a second opinion on tags: what a word and its neighbours say, each for itself.
 *
 * in     the words of a sentence, what is known of them, the tags and the tree that the network gave them
 * out    a bonus a word and tag, added to the network's scores
 * how    an averaged perceptron over words, endings, senses, classes, lists, runs of capitals, the tags beside, the head
 * cost   some eighty probes a word
 * from   Collins 2002; Toutanova et al. 2003 (tags on both sides).  Like namer.h: it keeps single words that the network
 *        forgets, and errs elsewhere
 *
 * Pure.  Learning belongs to one thread.
 */
#ifndef PLX_LANGUAGE_TAGGER_H
#define PLX_LANGUAGE_TAGGER_H

#include "language/around.h"

typedef struct plx_tagger {
  plx_linear words;
  float scale; // of a score, beside the network's
} plx_tagger;

bool plx_tagger_open(plx_tagger *m, plx_str packed, uint32_t tags); // borrowed, 8-aligned

// The first opinion on a sentence.
typedef struct plx_first_opinion {
  const uint16_t *tag; // [n]
  const int32_t *head; // [n], -1: the root
  const uint8_t *rel;  // [n]
  int32_t first;       // the head that is the sentence's first word
} plx_first_opinion;

// One sentence.  score [n][columns], of which the first `tags` are added to.
void plx_tagger_add(const plx_tagger *m, const plx_around *v, plx_first_opinion said, float *score, uint32_t columns);

// --- learning ---
typedef struct plx_tagger_learner plx_tagger_learner;
plx_tagger_learner *plx_tagger_learner_new(uint32_t tags); // at most PLX_LINEAR_CLASSES_MAX
void plx_tagger_learner_free(plx_tagger_learner *l);
// A sentence with its gold tags; returns how many were wrong.
uint32_t plx_tagger_learner_study(plx_tagger_learner *l, const plx_around *v, plx_first_opinion said,
                                  const uint16_t *tag);
// weight: what the mean lead of a tag is worth beside the network's scores.
void plx_tagger_learner_pack(const plx_tagger_learner *l, double weight, plx_buf *out);

#endif
