/* names.h - the names in a document, with their types, before they are joined.
 *
 * in     tokens with tags and name labels; the tables' names; places
 * out    plx_name: a span without article, title or demonym, its normal words, its type, the row that knows it
 * how    candidates from the tables, from the tagger's labels and from runs of capitals; a longer name wins over one
 *        inside it; the type is settled by votes of all mentions with the same normal words; then last names and other
 *        repetitions of accepted names are looked for in what is left
 * cost   O(tokens)
 * from   Ratinov & Roth 2009 (non-local features: the same words are mostly the same type in one document)
 *
 * Cannot fail.
 */
#ifndef PLX_MEANING_NAMES_H
#define PLX_MEANING_NAMES_H

#include "meaning/actors.h"
#include "meaning/places.h"

typedef struct plx_name {
  plx_span span;
  uint32_t first, count; // tokens
  plx_str norm;          // normal words
  uint32_t words;        // how many these are
  uint32_t known;        // entry of the gazetteer, or PLX_NONE
  plx_entity_type type;
  bool as_place; // a capital that is meant as the town, not as the government
  bool sure;     // labelled by the tagger or listed in a table, not only written in capitals
} plx_name;

typedef PLX_VEC(plx_name) plx_names;

// In order of the text, not overlapping.  Strings on `doc`.
void plx_names_find(const plx_actors *actors, const plx_places *places, const plx_text *text, plx_arena *doc,
                    plx_arena *tmp, plx_names *out);

// Is the word of address ("Mr", "Sheikh") a row of titles?  Its row, or -1.
int plx_names_title(plx_str form);

#endif
