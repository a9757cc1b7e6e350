/* second_look.h - what a line's surroundings were thought of, as numbers.
 *
 * in     a page, a judgement of each of its lines
 * out    PLX_FEATURES_NEAR floats a line
 * how    the judgements of neighbours, of the containers, of lines that look alike, stand under the same heading or share
 *        words (shared.h)
 * cost   O(lines + elements)
 * from   Kou & Cohen 2007, "Stacked graphical models for efficient inference in Markov random fields"
 *
 * Cannot fail.  Pure.  The order is part of the trained model: train again after changing it.
 */
#ifndef PLX_READING_SECOND_LOOK_H
#define PLX_READING_SECOND_LOOK_H

#include "reading/shared.h"

enum { PLX_NEAR_OWN = 32, PLX_FEATURES_NEAR = PLX_NEAR_OWN + PLX_SHARED };

// p [n]: what was thought of each line, 0..1.  out: [n][PLX_FEATURES_NEAR], zeroed; the page as plx_features_of left it.
void plx_second_look(const plx_page *page, const plx_shared *shared, const float *p, plx_arena *tmp, float *out);

#endif
