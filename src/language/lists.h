/* lists.h - what lists of names know of the words of a sentence.
 *
 * in     the forms of a sentence
 * out    for each word: the lists that hold the longest name it is part of and its place in that name, and the lists
 *        that hold the word alone
 * how    from left to right, the longest name first; letters in lower case, whatever stands between them counts as one
 *        cut, so that "al-Sadr" and "al - Sadr" are one; names lie hashed, with their beginnings, in a lexicon
 * cost   about two probes a word
 * from   Ratinov & Roth 2009; the tables of data/ (names, actors, cities, countries, regions, …) and WordNet 3.0's
 *        instances, learned into the model by train, not needed afterwards
 *
 * Pure.  A name is at most PLX_LIST_WORDS_MAX words long.
 */
#ifndef PLX_LANGUAGE_LISTS_H
#define PLX_LANGUAGE_LISTS_H

#include "base/err.h"
#include "text/lexicon.h"

typedef enum plx_list {
  PLX_LIST_GIVEN,  // given names
  PLX_LIST_FAMILY, // family names
  PLX_LIST_PERSON, // persons by their full names
  PLX_LIST_LAND,   // continents, countries, states, regions, seas
  PLX_LIST_CITY,   // larger towns, and well-known places in them
  PLX_LIST_TOWN,   // smaller towns
  PLX_LIST_BODY,   // public bodies, parties, teams, schools
  PLX_LIST_FIRM,   // companies, brands
  PLX_LIST_MEDIA,  // newspapers, broadcasters
  PLX_LIST_PEOPLE, // inhabitants: "French"
  PLX_LISTS
} plx_list;

enum { PLX_LIST_WORDS_MAX = 8 };

typedef enum plx_list_place {
  PLX_LIST_NOWHERE,
  PLX_LIST_WHOLE,
  PLX_LIST_FIRST,
  PLX_LIST_INSIDE,
  PLX_LIST_LAST
} plx_list_place;

typedef struct plx_listed {
  uint16_t lists, alone; // one bit a list: of the name the word is part of, of the word by itself
  uint8_t place;         // in that name
} plx_listed;

// mark [n].  x without names (mask 0): all nowhere.
void plx_lists_mark(const plx_lexicon *x, const plx_str *form, uint32_t n, plx_listed *mark);

// Appends the packed lexicon of all names of the tables and, if wordnet is a folder, of WordNet's instances.
bool plx_lists_learn(const char *wordnet, plx_arena *tmp, plx_buf *out, plx_err *e);

#endif
