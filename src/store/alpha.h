/* alpha.h - how far coders agree, chance taken off.
 *
 * in     values that coders gave to units, as numbers; any number of coders a unit
 * out    Krippendorff's alpha for nominal values: 1 all agree, 0 as chance would, below 0 worse than that
 * how    coincidences: each pair of values within a unit of m values weighs 1 / (m - 1)
 * cost   O(ratings log ratings)
 * from   Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability", whose examples are in test_review.c
 *
 * Pure.
 */
#ifndef PLX_STORE_ALPHA_H
#define PLX_STORE_ALPHA_H

#include "base/str.h"

typedef struct plx_rating {
  uint32_t unit, value;
} plx_rating;

// Sorts the ratings.  *units: those with two values or more.  False where alpha is not defined: nobody shares a unit, or
// all values are one.
bool plx_alpha_nominal(plx_rating *r, uint32_t n, uint32_t values, double *alpha, uint32_t *units);

#endif
