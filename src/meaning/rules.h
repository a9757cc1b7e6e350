/* rules.h - statements by rule: what the table of cues and the shape of the tree say.
 *
 * in     a document as said.h lays it out
 * out    is this token a cue; which words of its sentence are source, cue, content
 * how    a word of data/cues.tsv with a clause, an object or a quotation; the subject is the source
 * cost   O(sentence) a cue
 * from   Universal Dependencies v2: ccomp, xcomp, parataxis; "according to" as a case marker
 *
 * Cannot fail.  Pure.
 */
#ifndef PLX_MEANING_RULES_H
#define PLX_MEANING_RULES_H

#include "meaning/said.h"

// Is the token the head of a cue?
bool plx_rules_cue(const plx_said *d, uint32_t tok);
// Labels for the tokens of the cue's sentence, role[0] for its first; zeroed before.
void plx_rules_roles(const plx_said *d, uint32_t cue, uint8_t *role);

#endif
