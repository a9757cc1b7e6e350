/* known.h - what is known of words beside their spelling: no more than the three dictionaries, side by side.
 *
 * in     -
 * out    views of a model's sections; each may be empty
 * how    -
 * cost   -
 * from   senses.h, lists.h
 *
 * Pure.
 */
#ifndef PLX_LANGUAGE_KNOWN_H
#define PLX_LANGUAGE_KNOWN_H

#include "language/labels.h"
#include "language/lists.h"
#include "language/senses.h"
#include "language/word.h"

typedef struct plx_known_words {
  plx_senses senses;
  plx_lexicon lists, classes; // lists.h; lower-case hash → a class of words that stand in alike places
} plx_known_words;

#endif
