/* greedy.h - tags, trees and names by greedy decisions of linear classifiers: the first model, and the baseline.
 *
 * in     the words of a sentence
 * out    a tag, a head with its relation, and a name label each
 * how    tags and names from left to right; trees by arc-hybrid transitions, trained with a dynamic oracle
 * cost   about 40 us a word, linear in the sentence
 * from   Collins 2002; Kuhlmann, Gómez-Rodríguez & Satta 2011 (arc-hybrid); Goldberg & Nivre 2013 (dynamic oracle);
 *        Zhang & Nivre 2011 (features)
 *
 * Never fails.  With a learner set the same functions learn: they read the gold answer out of the sentence, decide as
 * they would, and correct the learner where they were wrong.
 */
#ifndef PLX_LANGUAGE_GREEDY_H
#define PLX_LANGUAGE_GREEDY_H

#include "language/labels.h"
#include "language/word.h"
#include "text/linear.h"

typedef struct plx_judge {
  const plx_linear *model;
  plx_learner *learner; // learning if set
} plx_judge;

typedef struct plx_seq {
  uint32_t n;
  const plx_word *word; // [n]
  uint16_t *tag;        // [n] joint tags
  int32_t *head;        // [n] 0..n-1, or n: the root
  uint8_t *rel, *ner;   // [n]
} plx_seq;

#define PLX_TREE_CLASSES (1 + 2 * PLX_REL_COUNT) // shift, left with a relation, right with a relation

// Each returns how many decisions were wrong while learning, else 0.
uint32_t plx_greedy_tag(plx_judge j, plx_seq *s, plx_arena *tmp);
uint32_t plx_greedy_tree(plx_judge j, plx_seq *s, uint64_t *seed, plx_arena *tmp); // seed: learning explores
uint32_t plx_greedy_name(plx_judge j, plx_seq *s, plx_arena *tmp);

#endif
