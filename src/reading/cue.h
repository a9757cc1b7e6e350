/* cue.h - what the words of a line give away.
 *
 * in     a line
 * out    the kind of page furniture its wording announces, or none
 * how    runs of one to six words are looked up in data/furniture.tsv, where one that long begins with such a word
 * cost   O(words), at most 60 words of a line
 * from   data/furniture.tsv
 *
 * Cannot fail.  Pure.
 */
#ifndef PLX_READING_CUE_H
#define PLX_READING_CUE_H

#include "base/str.h"

typedef enum plx_cue {
  PLX_CUE_NONE,
  PLX_CUE_SHARE,
  PLX_CUE_COMMENTS,
  PLX_CUE_NEWSLETTER,
  PLX_CUE_COOKIE,
  PLX_CUE_PAYWALL,
  PLX_CUE_ADVERTISING,
  PLX_CUE_RELATED,
  PLX_CUE_NAVIGATION,
  PLX_CUE_CREDIT,
  PLX_CUE_CAPTION,
  PLX_CUES
} plx_cue;

// normal: a line as plx_cue_normal gives it.  It may give away several: bit 1 << cue for each.  *whole: those for which the line is nothing but the cue.
unsigned plx_cues_of(plx_str normal, unsigned *whole);
// The name a cue has in `dropped`; NULL for PLX_CUE_NONE.
const char *plx_cue_kind(plx_cue cue);
// The first cue in the set, in the order above.
plx_cue plx_cue_first(unsigned cues);

// Letters and digits of `line` in lower case, one blank for anything else, none at the ends: at most `room` bytes into
// `out`.  Returns the bytes written.
size_t plx_cue_normal(plx_str line, char *out, size_t room);

#endif
