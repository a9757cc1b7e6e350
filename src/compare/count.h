/* count.h - what two counts have to do with each other.
 *
 * in     findings that are figures
 * out    do they count the same kind of thing; can both be right; are they set against each other in the text
 * how    the noun that is counted, the state, the scope, the ranges that two numbers allow, and who says them where
 * cost   O(1), but rivals: the speakers of two figures
 * from   doc/methods/70-story.md
 *
 * Cannot fail.  Pure: any thread.
 */
#ifndef PLX_COMPARE_COUNT_H
#define PLX_COMPARE_COUNT_H

#include "compare/finding.h"

const plx_figure *plx_figure_of(const plx_findings *f, const plx_finding *x);

// Same: the same word, or two that stand for anybody ("people", "others").  Wider: one group can hold the other.
typedef enum plx_counted { PLX_COUNTED_OTHER, PLX_COUNTED_WIDER, PLX_COUNTED_SAME } plx_counted;
plx_counted plx_counted_alike(const plx_finding *a, const plx_finding *b);
// The same state, or two words for one ("wounded", "injured").
bool plx_states_alike(plx_str a, plx_str b);
// Do the two figures allow the same number?  Ranges that overlap do, and round numbers near an exact one.
bool plx_figures_agree(const plx_figure *a, const plx_figure *b);
// "Many", "several": a number that allows too much to be told from another.
bool plx_figure_vague(const plx_figure *x);
// Each covers the whole of what happened, no part of it and no more; and where the numbers are one or two apart, both or
// neither count whoever did it.
bool plx_scopes_alike(const plx_findings *f, const plx_finding *a, const plx_finding *b);

// Two counts of one thing that two speakers give side by side in one account, and that cannot both be right.
bool plx_figures_rival(const plx_findings *f, const plx_finding *a, const plx_finding *b);
// A number and the one that is named only to be put aside ("253 died, not 359").
bool plx_figures_put_aside(const plx_findings *f, const plx_finding *a, const plx_finding *b);
// Either of these.
bool plx_figures_against(const plx_findings *f, const plx_finding *a, const plx_finding *b);

#endif
