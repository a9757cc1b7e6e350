/* evaluate.h - how much of an analysis is right, as the CoNLL 2018 shared task counts.
 *
 * in     a gold treebank, and an analysis of the same text with tokens and sentences of its own
 * out    counts of what is right, in gold, and in the analysis
 * how    both are laid over the text without its white space; words pair when their spans are equal, inside multiword
 *        tokens by the longest common subsequence of their forms
 * cost   linear
 * from   Zeman et al. 2018, section 5
 *
 * Fails where the two texts differ.  Pure.
 */
#ifndef PLX_LANGUAGE_EVALUATE_H
#define PLX_LANGUAGE_EVALUATE_H

#include "language/conllu.h"

typedef enum plx_measure {
  PLX_MEASURE_SENTENCES,
  PLX_MEASURE_WORDS,
  PLX_MEASURE_UPOS,
  PLX_MEASURE_XPOS,
  PLX_MEASURE_LEMMA,
  PLX_MEASURE_UAS,
  PLX_MEASURE_LAS,     // the universal part of a relation
  PLX_MEASURE_LAS_SUB, // all of it
  PLX_MEASURE_NAMES,   // exact span and type; gold must have names
  PLX_MEASURES
} plx_measure;

typedef struct plx_score {
  uint32_t right, gold, said;
} plx_score;

const char *plx_measure_name(plx_measure m);
double plx_score_f1(plx_score s); // in percent
// joined spans of either side may be NULL banks: then there are no multiword tokens.
bool plx_evaluate(const plx_text *gold, const plx_bank *gold_bank, const plx_text *said, const plx_bank *said_bank,
                  plx_score out[PLX_MEASURES], plx_arena *tmp, plx_err *e);

#endif
