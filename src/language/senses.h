/* senses.h - what a dictionary knows of a word that no treebank showed us.
 *
 * in     a word
 * out    the number of its set of senses: which parts of speech it can be, and what kind of thing (noun.person,
 *        verb.communication, …) it mostly is; another number for words of names (a person, a place, a group)
 * how    a lexicon from hashed words, tried as written and with the usual endings taken off
 * cost   one to five probes
 * from   WordNet 3.0 (Fellbaum 1998), its lexicographer files; learned into the model by train, not needed afterwards
 *
 * Pure.
 */
#ifndef PLX_LANGUAGE_SENSES_H
#define PLX_LANGUAGE_SENSES_H

#include "base/err.h"
#include "language/word.h"
#include "text/lexicon.h"

typedef struct plx_senses {
  plx_lexicon common, proper;
  bool any;
} plx_senses;

// -1 where the dictionary does not know the word.
int32_t plx_senses_common(const plx_senses *s, const plx_word *w);
int32_t plx_senses_proper(const plx_senses *s, const plx_word *w);

// Reads the folder of WordNet's index.* and data.* files and appends the two packed lexicons.
bool plx_senses_learn_common(const char *folder, plx_arena *tmp, plx_buf *out, plx_err *e);
bool plx_senses_learn_proper(const char *folder, plx_arena *tmp, plx_buf *out, plx_err *e);

#endif
