/* refrain.h - lines that come back on a page with other numbers in them, and what stands between two of them.
 *
 * in     a measured page
 * out    PLX_REFRAIN floats a line; see the names in refrain.c
 * how    short lines by their words, and by their first and last two words alone, all numbers taken for one
 * cost   O(words + lines x REACH)
 * from   -
 *
 * Cannot fail.  Pure.  "Rating: 12 votes", "Somebody on 3 May at 4:47 pm said:", "16 hours ago in Sport": comments and
 * teasers repeat their frames, paragraphs do not.
 */
#ifndef PLX_READING_REFRAIN_H
#define PLX_READING_REFRAIN_H

#include "reading/line.h"

enum { PLX_REFRAIN = 14 };

// out [page->n][PLX_REFRAIN]
void plx_refrains_of(const plx_page *page, plx_arena *tmp, float *out);

#endif
