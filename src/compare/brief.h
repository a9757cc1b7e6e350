/* brief.h - the story in a title and one neutral sentence.
 *
 * in     a story with its claims
 * out    title (of the document whose title says most of what the others' say), brief (one sentence), both in words
 * that stand in an account how    the claim that most accounts and origins share and that nobody disputes; of its
 * accounts the one whose words the other documents have too cost   O(words) from   centroid extraction (Radev et al.
 * 2004), on claims in place of sentences
 *
 * Cannot fail.  Pure: any thread.
 */
#ifndef PLX_COMPARE_BRIEF_H
#define PLX_COMPARE_BRIEF_H

#include "compare/story.h"

void plx_brief(plx_story *s, plx_arena *story, plx_arena *tmp);

#endif
