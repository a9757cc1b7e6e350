/* tongue.h - which language a text is in.
 *
 * in     a text, what the page declares
 * out    its ISO 639-1 code ("en", "de"), "und" for one in other letters that could not be told, or absent
 * how    a text with enough of the commonest English words is English; any other is shown to CLD2; what is declared
 *        counts where the text is too short to tell
 * cost   some µs for English, about 0.2 ms for others: only the first SAMPLE_BYTES are looked at
 * from   CLD2 (Sites 2013), measured against libexttextcat in bench/reading.md
 *
 * Cannot fail.  Any thread.
 */
#ifndef PLX_READING_TONGUE_H
#define PLX_READING_TONGUE_H

#include "base/str.h"

plx_str plx_tongue_of(plx_str text, plx_str declared, plx_arena *a);
// Is this the code of a language that Parallax finds events in?  Absent counts: a few words are taken for English.
bool plx_tongue_annotated(plx_str code);

#endif
