/* repeat.h - claims that tell again what another claim tells.
 *
 * in     the claims of a story
 * out    of each the claim that has all of its words, or itself
 * how    the deed, the number and the statement of one sentence are found apart; where each account's words of one
 *        stand in the words that the same accounts have in another, a reader sees one claim
 * cost   O(claims^2 x accounts)
 * from   -
 *
 * Cannot fail.  Pure: any thread.
 */
#ifndef PLX_COMPARE_REPEAT_H
#define PLX_COMPARE_REPEAT_H

#include "compare/story.h"

// The claim that repeats nothing itself and tells all that this one does; the claim itself if there is none.
uint32_t plx_repeat_of(const plx_story *s, uint32_t claim);
// Gives the claim what the repetition knew besides: its day, the findings in the same words, and what of its words
// stands elsewhere in their sentences.
void plx_repeat_take(plx_claim *c, const plx_claim *repetition, plx_arena *story);

#endif
