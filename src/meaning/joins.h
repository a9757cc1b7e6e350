/* joins.h - which names of a document are names of one thing.
 *
 * in     names in order of the text
 * out    for each the index of the first name of its group
 * how    sieves, the surest first: same row of a table or same words; persons by last name; abbreviations by initials;
 *        "X, also known as Y"
 * cost   O(names), a few map look-ups each
 * from   Lee et al. 2013, "Deterministic coreference resolution based on entity-centric, precision-ranked rules"
 *
 * Cannot fail.
 */
#ifndef PLX_MEANING_JOINS_H
#define PLX_MEANING_JOINS_H

#include "meaning/names.h"

// Picks among rows that share a name by the countries the document speaks of, then joins.  group[n], on tmp.
uint32_t *plx_joins_of(const plx_actors *actors, const plx_text *text, plx_names *names, const plx_str *countries,
                       uint32_t country_count, plx_arena *tmp);

#endif
