/* inside.h - what one account tells against itself: a denial of what it has just told, and two parties at odds.
 *
 * in     findings
 * out    denials (which finding denies which event) and contrasts (which two statements stand against each other)
 * how    a denial speaks of a definite deed ("denied carrying out the attack"): the nearest deed before it of that
 *        kind.  A contrast is two parties' statements in neighbouring sentences, the second opened by "However" …
 * cost   O(findings)
 * from   doc/methods/70-story.md
 *
 * Cannot fail.  Pure: any thread.
 */
#ifndef PLX_COMPARE_INSIDE_H
#define PLX_COMPARE_INSIDE_H

#include "compare/finding.h"

typedef struct plx_two {
  uint32_t a, b; // findings
} plx_two;
typedef PLX_VEC(plx_two) plx_twos;

// Denials: a is the statement, b the event it denies.
void plx_find_denials(const plx_findings *f, plx_arena *a, plx_twos *out);
// Contrasts: a is the earlier statement, b the one that stands against it.
void plx_find_contrasts(const plx_findings *f, plx_arena *a, plx_twos *out);

#endif
