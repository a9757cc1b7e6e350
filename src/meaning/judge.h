/* judge.h - second thoughts about an attribution, when its roles are known.
 *
 * in     a saying with roles, the sayings around it
 * out    does it hold?  who is its source, if the words around the cue named none?
 * how    two logistic regressions: one over cue, source and content together; one over the nominals that could be
 *        the source, of which the best is taken if it is likelier than not
 * cost   about 40 features a saying, about 30 a candidate
 * from   O'Keefe et al. 2012 for the features of speakers
 *
 * Cannot fail.  Pure.
 */
#ifndef PLX_MEANING_JUDGE_H
#define PLX_MEANING_JUDGE_H

#include "meaning/said.h"
#include "meaning/weights.h"

#define PLX_JUDGE_FEATURES_MAX 64
#define PLX_JUDGE_CANDIDATES   24

uint32_t plx_judge_features(const plx_said *d, const plx_sayings *all, uint32_t index,
                            uint32_t feat[PLX_JUDGE_FEATURES_MAX]);

// Nominals of the sentence and of the one before that could be the source, in order of the text; heads.
uint32_t plx_judge_candidates(const plx_said *d, const plx_sayings *all, uint32_t index,
                              uint32_t out[PLX_JUDGE_CANDIDATES]);
uint32_t plx_judge_source_features(const plx_said *d, const plx_sayings *all, uint32_t index, uint32_t candidate,
                                   uint32_t feat[PLX_JUDGE_FEATURES_MAX]);

// Gives every saying without a source the best candidate that scores above 0.
void plx_judge_sources(const plx_weights *w, const plx_said *d, plx_sayings *all, plx_arena *tmp);

#endif
