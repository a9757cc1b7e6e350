/* goes_on.h - where what is said goes on: before and behind the sentence of the cue.
 *
 * in     sayings with the content of their own sentence
 * out    the same with what belongs to them in other sentences and paragraphs
 * how    sentence by sentence away from the cue, as long as a logistic regression says "more of it": quotation marks
 *        left open, marks at once behind, nobody else speaking, a colon or a name that opened a turn of talk
 * cost   about 30 features a sentence tried; a saying tries one more than it takes
 * from   -
 *
 * Cannot fail.
 */
#ifndef PLX_MEANING_GOES_ON_H
#define PLX_MEANING_GOES_ON_H

#include "meaning/said.h"
#include "meaning/weights.h"

#define PLX_GOES_ON_FEATURES_MAX 64
#define PLX_GOES_ON_SENTENCES    40 // no turn of talk is longer, each way

// Which tokens are taken, and by whom.
typedef struct plx_claims {
  const plx_said *d;
  uint32_t *content; // [tokens] saying + 1, 0 for nobody
  uint32_t *other;   // [tokens] the same for sources and cues
} plx_claims;

plx_claims plx_claims_of(const plx_said *d, const plx_sayings *s, plx_arena *tmp);

// Does saying `index` go on in `sentence`?  forwards: the sentence stands behind the cue's; taken: sentences so far.
uint32_t plx_goes_on_features(const plx_claims *c, const plx_sayings *s, uint32_t index, uint32_t sentence,
                              bool forwards, uint32_t taken, uint32_t feat[PLX_GOES_ON_FEATURES_MAX]);
// What of a sentence would be taken: all of it, or where it begins with a quotation the quoted part.
plx_said_range plx_goes_on_part(const plx_said *d, uint32_t sentence);

void plx_goes_on(const plx_weights *w, const plx_said *d, plx_sayings *s, plx_arena *tmp);

#endif
