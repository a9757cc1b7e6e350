/* goes_on.h - where what is said goes on: before and behind the sentence of the cue.
 *
 * in     sayings with the content of their own sentence
 * out    the same with the quotations that belong to them in other sentences and paragraphs
 * how    a quotation is taken whole; one that follows with no word between, and that no other saying claims, goes on
 * cost   O(tokens)
 * from   -
 *
 * Cannot fail.
 */
#ifndef PLX_MEANING_GOES_ON_H
#define PLX_MEANING_GOES_ON_H

#include "meaning/said.h"

void plx_goes_on(const plx_said *d, plx_sayings *s, plx_arena *tmp);

#endif
