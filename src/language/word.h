/* word.h - a token as the classifiers see it: hashes of its spelling, cut in several ways.
 *
 * in     the form of a token
 * out    hashes of the word, its lower case, its first and last letters, its shape
 * how    one pass over at most PLX_WORD_CHARS_MAX code points; digits become 0, curly quotes straight ones
 * cost   about 50 ns
 * from   Weinberger et al. 2009
 *
 * Pure.
 */
#ifndef PLX_LANGUAGE_WORD_H
#define PLX_LANGUAGE_WORD_H

#include "base/str.h"

#define PLX_WORD_CHARS_MAX 64 // what a hash looks at; longer tokens are known by their first 64 characters
#define PLX_WORD_PARTS     4

typedef struct plx_word {
  uint64_t exact, lower;
  uint64_t prefix[PLX_WORD_PARTS], suffix[PLX_WORD_PARTS]; // of 1..4 letters, lower case; the whole if shorter
  uint64_t cut[PLX_WORD_PARTS];                            // lower case without the last 1..4 letters; 0 if too short
  uint64_t shape;                                          // runs of one kind: "U.S." → A.A.
  uint32_t chars, last;                                    // how many; the last one, lower case
  bool upper, all_upper, digit, hyphen;                    // begins with, is made of, holds, holds
} plx_word;

void plx_word_of(plx_str form, plx_word *w);
uint64_t plx_word_hash(plx_str s); // of any bytes, as they are

#endif
