/* elsewhere.h - counts that an account gives of another event than the one it is about.
 *
 * in     the findings of a story
 * out    figures of other events have the scope "wide", so that they contradict no count of this one
 * how    behind the lead: a deed that is named after a place or building which no lead of the story names ("the Oregon
 *        shooting"), or that happened there; a superlative; a day long before the story's first account
 * cost   O(figures x tokens of a sentence)
 * from   bench/conflict, where these were the false updates
 *
 * Cannot fail.  Changes `scope` of the findings and nothing else; any thread.
 */
#ifndef PLX_COMPARE_ELSEWHERE_H
#define PLX_COMPARE_ELSEWHERE_H

#include "compare/finding.h"

void plx_set_elsewhere_apart(plx_findings *f, plx_arena *tmp);

#endif
