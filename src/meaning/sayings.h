/* sayings.h - all attributions of a document: cues scored, roles given, continued, nested.
 *
 * in     a document as said.h lays it out; the trained weights, or none
 * out    sayings in the order of their cues
 * how    cues.h, roles.h, goes_on.h one after the other; without weights rules.h
 * cost   that of its parts
 * from   PolNeAR (Newell, Margolin & Ruths 2018)
 *
 * Cannot fail.  Results on tmp.  Pure but for `strong` of the document's words, which it sets.
 */
#ifndef PLX_MEANING_SAYINGS_H
#define PLX_MEANING_SAYINGS_H

#include "meaning/said_model.h"

void plx_sayings_find(const plx_said_model *m, plx_said *d, plx_sayings *out, plx_arena *tmp);

// The first half of it: every word that could be a cue, with the roles of its sentence; nothing judged yet.
void plx_sayings_try(const plx_said_model *m, plx_said *d, plx_sayings *out, plx_arena *tmp);

// How surely a word of this score heads a cue: plx_said_word.strong.
uint8_t plx_sayings_strong(float score);
bool plx_saying_holds(const plx_saying *s, uint32_t tok); // is it in the content?

#endif
