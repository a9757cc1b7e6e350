/* telling.h - which words tell a thing so that they can stand alone.
 *
 * in     a stretch of an account
 * out    how well it reads by itself; the sentence it stands in, without a dateline
 * how    a clause stands alone that begins with its subject, or what belongs to it, has its verb, opens no quotation that
 *        it does not close, hangs on no "if" or "because", and is not cut off in the middle of a phrase
 * cost   O(tokens)
 * from   -
 *
 * Cannot fail.  Pure: any thread.
 */
#ifndef PLX_COMPARE_TELLING_H
#define PLX_COMPARE_TELLING_H

#include "compare/story.h"

// Piece: part of a clause.  Bound: a clause about "he" or "it".  Free: one that needs nothing before it.
typedef enum plx_telling { PLX_TELLING_PIECE, PLX_TELLING_BOUND, PLX_TELLING_FREE } plx_telling;

plx_telling plx_telling_of(const plx_record *r, plx_span words);
// Does what somebody says in the words stand there with its speaker, named by more than "he"?  Without that, what somebody
// holds would be told as if it were so.
bool plx_telling_is_attributed(const plx_record *r, plx_span words);
// The sentence around the words, less "BEIRUT, Aug 4 (Northern Wire) -" and its full stop; the words where they are in none.
plx_span plx_telling_sentence(const plx_record *r, plx_span words);

#endif
