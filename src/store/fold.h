/* fold.h - names and words as they are searched for: case, accents and punctuation aside.
 *
 * in     any text
 * out    its words in normal form: "Bashar al-Assad's" is "bashar al assad s", "São Paulo" is "sao paulo"
 * how    compatibility decomposition, marks off, full case folding; all but letters and digits become one blank
 * cost   about 20 ns a code point
 * from   Unicode TR15, TR21; FTS5's unicode61 with remove_diacritics 2 cuts words alike
 *
 * Cannot fail.  Pure: any thread.
 */
#ifndef PLX_STORE_FOLD_H
#define PLX_STORE_FOLD_H

#include "base/str.h"

void plx_fold_add(plx_str s, plx_buf *out); // appends
plx_str plx_fold(plx_arena *a, plx_str s);

// The snippet of a text that has most of the words: about PLX_SNIPPET_WORDS of them, those of `words` (folded,
// blank-separated) between \x01 and \x02, "…" where it was cut.  Without words the text's beginning.
enum { PLX_SNIPPET_WORDS = 32 };
void plx_fold_snippet(plx_str text, plx_str words, plx_arena *tmp, plx_buf *out);

#endif
