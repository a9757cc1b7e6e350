/* diff.h - what was added to a text and what was taken out, word by word.
 *
 * in     two texts
 * out    runs of words that are in both, only in the new one, or only in the old one, in order; blanks go with the word
 *        before them, so that "same" and "added" together are the new text
 * how    the longest common subsequence, after what both begin and end with has been put aside
 * cost   O(words of the one x words of the other) of the middle; where that is more than PLX_DIFF_CELLS the whole middle
 *        counts as replaced
 * from   Hunt & McIlroy 1976
 *
 * Cannot fail.  Results on the arena given; spans are bytes: of `after`, but of `before` where the kind is removed.  Pure.
 */
#ifndef PLX_BASE_DIFF_H
#define PLX_BASE_DIFF_H

#include "base/str.h"

enum { PLX_DIFF_CELLS = 16 << 20 };

typedef enum plx_diff_kind { PLX_DIFF_SAME, PLX_DIFF_ADDED, PLX_DIFF_REMOVED } plx_diff_kind;
typedef struct plx_diff_part {
  plx_diff_kind kind;
  plx_span span;
} plx_diff_part;
typedef PLX_VEC(plx_diff_part) plx_diff_parts;

plx_diff_parts plx_diff(plx_str before, plx_str after, plx_arena *a);

#endif
