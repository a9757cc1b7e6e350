/* shared.h - which lines of a page share words with which others, and what was thought of those.
 *
 * in     a page; a judgement of each of its lines
 * out    PLX_SHARED floats a line; see the names in shared.c
 * how    the words at a line's beginning, alone and in runs of two and three, are numbered by their hashes; sums a number
 * cost   O(words), at most WORDS_MAX of a line
 * from   -
 *
 * Cannot fail.  Pure.  A teaser tells what stands nowhere else, a summary what stands again below.
 */
#ifndef PLX_READING_SHARED_H
#define PLX_READING_SHARED_H

#include "reading/line.h"

enum { PLX_SHARED = 12 };

typedef struct plx_shared {
  uint32_t *begin; // [n + 1] a line's runs in `run`
  uint32_t *run;   // numbers of runs, each once a line: 3 x the number + how many words it has - 1
  uint32_t runs;   // how many numbers there are
} plx_shared;

plx_shared plx_shared_of(const plx_page *page, plx_arena *tmp);
// p [n]: what was thought of each line, 0..1; line i's numbers go to out + i * stride.
void plx_shared_put(const plx_shared *s, const plx_page *page, const float *p, plx_arena *tmp, float *out,
                    uint32_t stride);

#endif
