/* kin.h - how near two verbs or event nouns are in meaning: "broke down" and "collapse", "truce" and "ceasefire".
 *
 * in     lemmas
 * out    0 (strangers) to 1 (the same word)
 * how    data/kin.tsv, which lists the WordNet meanings of a lemma, commonest first, and what they are kinds of
 * cost   a look-up is a binary search of 22,000 rows; a comparison at most 24 x 24 numbers
 * from   WordNet 3.0 (Fellbaum 1998)
 *
 * Cannot fail.  Pure: any thread.
 */
#ifndef PLX_STORY_KIN_H
#define PLX_STORY_KIN_H

#include "base/str.h"

enum { PLX_KIN_MEANINGS_MAX = 24, PLX_KIN_KINDS_MAX = 10 };

typedef struct plx_kin {
  plx_str lemma;
  uint16_t meaning[PLX_KIN_MEANINGS_MAX], kind[PLX_KIN_KINDS_MAX]; // meanings: commonest first
  uint8_t meanings, kinds;
  bool deed; // a noun that mostly stands for a deed or happening
} plx_kin;

plx_kin plx_kin_of(plx_str lemma); // lower case; without meanings if the table does not have it
// 1 the same lemma; up to .9 a shared meaning, less the rarer it is for both; up to .5 one is a kind of the other.
double plx_kin_score(const plx_kin *a, const plx_kin *b);

#endif
