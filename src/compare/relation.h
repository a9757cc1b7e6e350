/* relation.h - how the accounts of one claim stand to each other.
 *
 * in     findings that tell the same thing
 * out    relation, field, values and why of their claim
 * how    a rule for each kind, the surest first: a denial, then what both state and state differently
 * cost   O(n^2) in the accounts of a claim
 * from   doc/methods/70-story.md
 *
 * A conflict is said only of the same thing, of the same event, at the same time; what was told later, or of a wider
 * group, is an update or another scope.  Cannot fail.  Pure: any thread.
 */
#ifndef PLX_COMPARE_RELATION_H
#define PLX_COMPARE_RELATION_H

#include "compare/finding.h"

// member[n]: indices into f->v, by document and place, n >= 1.  Fills relation, field, why and values of *c.
// event_of: for each document and event of its record the cluster, event_of[document][event]; PLX_NONE if none.
// counts_differ: of figures, why their numbers differ; PLX_WHYS if they do not.
void plx_relate(const plx_findings *f, const uint32_t *member, uint32_t n, const uint32_t *const *event_of,
                plx_why counts_differ, plx_arena *story, plx_claim *c);

// Of figures that count one thing, why each pair differs, [n][n]; PLX_WHYS where it does not, or nobody can say.
// One cluster may hold an update and a contradiction: it becomes a claim for each.
plx_why *plx_count_whys(const plx_findings *f, const uint32_t *member, uint32_t n, const uint32_t *const *event_of,
                        plx_arena *tmp);

#endif
