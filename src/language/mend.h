/* mend.h - a clause that was read as a noun: "two strikes destroyed the hospital" is no kind of strikes.
 *
 * in     a labelled run of sentences: tags, heads, relations
 * out    the same, where a sentence's root noun has a participle behind it with an object of its own: the participle is
 *        the verb of the sentence, in the past tense, and the noun its subject
 * how    "destroyed" alone is past tense or participle; a participle that says what was done to the noun has no object
 * cost   linear
 * from   UD v2: acl, amod, obj; 2 of 24,000 training sentences have such a participle, 15 of 16,000 of labelled news
 *
 * Pure.
 */
#ifndef PLX_LANGUAGE_MEND_H
#define PLX_LANGUAGE_MEND_H

#include "language/model.h"

void plx_mend(const plx_model *m, plx_net_words *w);

#endif
