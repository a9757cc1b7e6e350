/* numbers.h - numbers as people write them: 2,000; twenty-one; 5-1/2; one and a half million; hundreds of thousands.
 *
 * in     pieces (pieces.h)
 * out    a value with its lower and upper reading, and whether it was exact
 * how    a small grammar, longest match: digits, fractions, number words by place value, inexact multitudes from
 *        data/vague.tsv; then what stands around it: "at least", "nearly", "or more", "between … and …", "10 to 15"
 * cost   O(length of the number); tables read once
 * from   UCDP GED codebook and ACLED codebook for inexact words (data/vague.tsv names the source of each row)
 *
 * Cannot fail.  Read-only after making: any number of threads.
 */
#ifndef PLX_MEANING_NUMBERS_H
#define PLX_MEANING_NUMBERS_H

#include "meaning/pieces.h"

typedef enum plx_number_kind {
  PLX_NUMBER_CARDINAL,
  PLX_NUMBER_ORDINAL,
  PLX_NUMBER_FRACTION, // half, a third, three quarters: a part of what is counted
  PLX_NUMBER_VAGUE     // dozens, hundreds, several
} plx_number_kind;

typedef struct plx_number {
  plx_number_kind kind;
  double value, low, high; // as in plx_figure
  bool approx;
  bool digits;             // begins with a digit
  bool range;              // low and high are both given
  bool article;            // "a", "an": one, or no number at all, as the reader sees fit
  uint32_t first, end;     // pieces, with "at least" and "or more"
  uint32_t core, core_end; // pieces of the number itself
} plx_number;

typedef struct plx_numbers plx_numbers;
plx_numbers *plx_numbers_new(const plx_wordbook *lex, plx_arena *process);

// The number that begins at piece i, longest reading, without what stands before it.  False if there is none.
// An article counts as a number only before hundred, dozen, half and the like ("a hundred"), or where `article` is set.
bool plx_number_core(const plx_numbers *n, const plx_pieces *ps, uint32_t i, bool article, plx_number *out);

// The same with its modifiers and ranges: i may be "at least", "between" or the number.
bool plx_number_read(const plx_numbers *n, const plx_pieces *ps, uint32_t i, plx_number *out);

#endif
