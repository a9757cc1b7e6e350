/* cues.h - which words tell that somebody says, thinks or wants something.
 *
 * in     a document as said.h lays it out
 * out    a score a token: above 0, it heads a cue
 * how    logistic regression over the word, its neighbours, its place in the tree, the table of cues, quotation marks
 * cost   about 60 features a content word
 * from   Pareti 2015, chapter 5
 *
 * Cannot fail.  Pure.
 */
#ifndef PLX_MEANING_CUES_H
#define PLX_MEANING_CUES_H

#include "meaning/said.h"
#include "meaning/weights.h"

#define PLX_CUE_FEATURES_MAX 128

// A dash behind a quotation, as before the name under it: “…” — Her Name.
bool plx_cues_signs(const plx_said *d, uint32_t tok);
// Can a token head a cue at all?  Verbs, nouns, adjectives, adverbs, prepositions, colons.
bool plx_cues_candidate(const plx_said *d, uint32_t tok);
uint32_t plx_cues_features(const plx_said *d, uint32_t tok, uint32_t feat[PLX_CUE_FEATURES_MAX]);
float plx_cues_score(const plx_weights *w, const plx_said *d, uint32_t tok);

#endif
