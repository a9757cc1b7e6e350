/* certainty.h - did it happen, or was it planned, threatened, supposed, denied, made to depend on something?
 *
 * in     a tree, the token of a trigger
 * out    plx_certainty, whether the verb is negated or in the future, the span of its condition
 * how    auxiliaries and adverbs of the trigger, then a climb through the verbs that govern it: an infinitive is not a
 *        deed unless the verb above it says so ("began to", "managed to"); the nearest reason wins
 * cost   O(depth x children)
 * from   Saurí & Pustejovsky 2009 (FactBank); CONTRACT.md, "certainty"
 *
 * Cannot fail.  Pure.
 */
#ifndef PLX_MEANING_CERTAINTY_H
#define PLX_MEANING_CERTAINTY_H

#include "meaning/record.h"
#include "meaning/trees.h"

typedef struct plx_certainty_of {
  plx_certainty certainty;
  bool negated, future; // "did not meet"; "will meet", "is to meet"
  bool obliged;         // "must meet", "needs to meet"
  bool tried;           // "is working to", "tried to"
  plx_span condition;   // "unless the strikes end", n = 0 if there is none
} plx_certainty_of;

// `inner` is the act that an operator at `tok` governs, or PLX_NO_TOK: a condition may hang on either.
plx_certainty_of plx_certainty_find(const plx_trees *t, uint32_t tok, uint32_t inner);
const char *plx_certainty_name(plx_certainty c); // "actual", as CONTRACT.md writes it

#endif
