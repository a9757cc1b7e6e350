/* range.h - from how few to how many: each group that accounts count, with every value and who gives it.
 *
 * in     a story with its claims
 * out    low, best and high per counted group, and the days of the story
 * how    each claim of figures of people or of a state ("killed") is a range; best is the value with most origins, of
 *        those the one told last, but none that a later day replaced; the timeline puts claims on the day they happened
 * cost   O(accounts)
 * from   casualty recorders' practice: low, best, high (e.g. UCDP codebook)
 *
 * Cannot fail.  Pure: any thread.
 */
#ifndef PLX_COMPARE_RANGE_H
#define PLX_COMPARE_RANGE_H

#include "compare/story.h"

// claim_of_event[document][event]: the claim it became, or PLX_NONE.
void plx_ranges(plx_story *s, const uint32_t *const *claim_of_event, plx_arena *story, plx_arena *tmp);
void plx_timeline(plx_story *s, plx_arena *story, plx_arena *tmp);

#endif
