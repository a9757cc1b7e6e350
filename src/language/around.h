/* around.h - a sentence as the linear classifiers of this folder see it: each word and those around it, as hashes.
 *
 * in     the words of a sentence, what is known of them
 * out    one number a property: spelling, shape, sense, class, lists; past the ends of the sentence others
 * how    senses and classes are looked up once a sentence, for all who ask
 * cost   about six probes a word
 * from   Ratnaparkhi 1996; Ratinov & Roth 2009
 *
 * Pure.
 */
#ifndef PLX_LANGUAGE_AROUND_H
#define PLX_LANGUAGE_AROUND_H

#include "language/known.h"
#include "text/linear.h"

typedef struct plx_around {
  const plx_known_words *known;
  const plx_word *word;
  const plx_listed *listed;
  uint32_t n;
  const int32_t *sense, *class; // [n] numbers, -1 where the dictionary does not know the word
  uint64_t manner;              // how the sentence is written: hardly a capital, usual, nearly all
} plx_around;

// Lies on `a`; borrows the words.
plx_around plx_around_of(const plx_known_words *known, const plx_word *word, const plx_listed *listed, uint32_t n,
                         plx_arena *a);

// Of word i; i may lie past either end.
uint64_t plx_around_lower(const plx_around *v, int64_t i);
uint64_t plx_around_case(const plx_around *v, int64_t i); // begins with a capital, is made of them
uint64_t plx_around_shape(const plx_around *v, int64_t i);
uint64_t plx_around_lists(const plx_around *v, int64_t i);
uint64_t plx_around_sense(const plx_around *v, int64_t i);
uint64_t plx_around_class(const plx_around *v, int64_t i);

// The run of words with capitals that i is in; of i alone where it has none.
typedef struct plx_run {
  uint32_t from, to;
} plx_run;
plx_run plx_around_run(const plx_around *v, uint32_t i);

#endif
