/* quotes.h - which words stand between quotation marks, over sentences and paragraphs.
 *
 * in     plx_text with sentences and tokens
 * out    quotations in order, and for each token the quotation it stands in
 * how    one pass over the bytes, paragraph by paragraph; a mark opens or closes by its shape, its neighbours, its state
 * cost   O(bytes)
 * from   the habits of English newspapers: a quotation that runs over paragraphs opens again at each and closes once
 *
 * Cannot fail: a mark without a partner closes where its paragraph ends.  Single marks count only where no double ones
 * are open, and an apostrophe is never one.  Pure, any thread.
 */
#ifndef PLX_MEANING_QUOTES_H
#define PLX_MEANING_QUOTES_H

#include "text/token.h"

#define PLX_NO_QUOTE UINT32_MAX

typedef struct plx_quote {
  plx_span span;         // with its marks
  uint32_t first, count; // tokens, with the marks
  bool single;           // 'so'
  bool closed;           // its closing mark is there
  uint32_t follows;      // the quotation of the paragraph before that this one goes on with, or PLX_NO_QUOTE
} plx_quote;

typedef struct plx_quotes {
  PLX_VEC(plx_quote) quote; // in order, not overlapping
  uint32_t *of;             // [tokens] quotation the token stands in (its marks too), or PLX_NO_QUOTE
} plx_quotes;

plx_quotes plx_quotes_of(const plx_text *text, plx_arena *a);

#endif
