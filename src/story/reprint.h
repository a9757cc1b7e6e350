/* reprint.h - how much of one text stands in another.
 *
 * in     texts
 * out    the share of a text's runs of 8 words that the other has too, 0..1
 * how    each run is hashed; one in four hashes (those divisible by four) is kept, sorted; two lists are merged
 * cost   O(words) a text, O(runs kept) a pair; 2 bytes a word
 * from   Broder 1997, "On the resemblance and containment of documents" (sampling modulo m)
 *
 * Cannot fail.  Pure: any thread.
 */
#ifndef PLX_STORY_REPRINT_H
#define PLX_STORY_REPRINT_H

#include "base/str.h"

typedef struct plx_print {
  uint64_t *v; // rising, each once
  uint32_t n;
} plx_print;

plx_print plx_print_of(plx_str text, plx_arena *a);
double plx_print_share(const plx_print *of, const plx_print *in); // 0 where `of` has too few runs to tell

#endif
