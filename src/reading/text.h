/* text.h - small questions about a line of text that several readers ask.
 *
 * in     a line
 * out    counts and yes or no
 * how    one pass each
 * cost   O(bytes)
 * from   -
 *
 * Cannot fail.  Pure.
 */
#ifndef PLX_READING_TEXT_H
#define PLX_READING_TEXT_H

#include "base/str.h"

// White space of any kind becomes one blank, none at the ends; invisible characters go.  Copies into the arena only if
// something changes.
plx_str plx_text_squeeze(plx_arena *a, plx_str s);
// Does it end as a sentence does (. ! ? … 。, quotes and brackets behind them aside)?
bool plx_text_sentence_end(plx_str s);
int plx_text_words(plx_str s);   // runs of letters and digits; a CJK character counts half, rounded up
int plx_text_letters(plx_str s); // letters; a CJK character counts three
bool plx_text_lower_start(plx_str s);
bool plx_text_opens_quote(plx_str s);

bool plx_text_same_words(plx_str a, plx_str b); // in the same order, case and signs aside; of long texts the beginning
// A style sheet's or a program's name: one word, joined by hyphens, underscores or the like.
bool plx_text_code_name(plx_str s);

// The first `most` bytes of s, or a few less so that no character is cut.
plx_str plx_text_head(plx_str s, size_t most);

#endif
