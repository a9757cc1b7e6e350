/* hints.h - what a page says of itself, and how much of a line it says.
 *
 * in     the title, standfirst and article text that the page's head or JSON-LD gives; a line
 * out    shares of the line's words, and of its runs of three, that stand there
 * how    words in lower case (plx_cue_normal), in hash maps
 * cost   O(words)
 * from   -
 *
 * Cannot fail.  Pure.
 */
#ifndef PLX_READING_HINTS_H
#define PLX_READING_HINTS_H

#include "base/map.h"

typedef struct plx_hints {
  plx_str title, body, standfirst; // absent if unknown
} plx_hints;

typedef struct plx_hinted {
  plx_map title, standfirst; // words
  plx_map body;              // runs of three words
} plx_hinted;

plx_hinted plx_hinted_by(const plx_hints *hints, plx_arena *tmp);
// 0..1.  normal: a line as plx_cue_normal gives it.
double plx_hinted_words(const plx_map *words, plx_str normal);
double plx_hinted_runs(const plx_map *runs, plx_str line, plx_arena *tmp);

#endif
