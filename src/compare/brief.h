/* brief.h - the story in a title, one neutral sentence and five points.
 *
 * in     a story with its claims
 * out    title (of the document whose title says most of what the others' say), brief (one sentence), points (at most five)
 * how    sentences of the accounts that tell a claim which several share, early and in words that the others have too; a
 *        point must bring new words; a number that a later account replaced, or that another denies, is kept back
 * cost   O(words), O(sentences x claims)
 * from   centroid extraction (Radev et al. 2004) on claims; novelty as in maximal marginal relevance (Carbonell 1998)
 *
 * Every word stands in an account.  Cannot fail.  Pure: any thread.
 */
#ifndef PLX_COMPARE_BRIEF_H
#define PLX_COMPARE_BRIEF_H

#include "compare/story.h"

void plx_brief(plx_story *s, plx_arena *story, plx_arena *tmp);

// Words of an account as a sentence: a capital first, a full stop last.
plx_str plx_as_sentence(plx_str text, plx_arena *a);

#endif
