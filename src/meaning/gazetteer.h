/* gazetteer.h - the names that the tables know, found in a text.
 *
 * in     data/countries, actors, regions: names and other names; those of the user's dictionary; the tokens of a document
 * out    stretches of tokens that are a known name, longest first, with the row that knows it
 * how    tokens are cut into normal words ("U.S." is us, "al-Assad" is al assad, "Sergey" is sergei); a map from the
 *        normal words of each name to its rows; letters' case is asked where a name is also a word (US, WHO, Turkey)
 * cost   making: a few ms, once; finding: about one map look-up a token
 * from   -
 *
 * Cannot fail.  Read-only after making: any number of threads.
 */
#ifndef PLX_MEANING_GAZETTEER_H
#define PLX_MEANING_GAZETTEER_H

#include "base/map.h"
#include "meaning/dictionary.h"
#include "meaning/record.h"

// A word as names are compared by: lower case, no accents, no full stops or apostrophes, common spelling.
typedef struct plx_name_word {
  plx_str norm;
  plx_span span; // bytes of the text: part of a token where that is hyphenated
  uint32_t tok;
  bool upper;  // begins with a capital
  bool caps;   // has two letters or more, all capitals
  bool joined; // a hyphen ties it to the piece before
} plx_name_word;

typedef PLX_VEC(plx_name_word) plx_name_words;

typedef enum plx_known_kind {
  PLX_KNOWN_COUNTRY,
  PLX_KNOWN_DEMONYM, // row of countries
  PLX_KNOWN_CAPITAL, // row of countries: the town, or the government that sits there
  PLX_KNOWN_ACTOR,   // row of actors
  PLX_KNOWN_REGION,  // row of regions
  PLX_KNOWN_USER     // actor of the user's dictionary
} plx_known_kind;

typedef struct plx_known {
  plx_known_kind kind;
  int row; // of the table that `kind` tells
  plx_entity_type type;
  bool caps;     // must be written in capitals: "US", "WHO", "MIT"
  bool main;     // the row's first name, not one of its other names
  uint32_t next; // another row with the same normal words, or PLX_NONE
} plx_known;

typedef struct plx_gazetteer plx_gazetteer;
// d: the user's names, preferred to ours, or NULL; borrowed.  A name that only repeats what we have is left out.
plx_gazetteer *plx_gazetteer_new(const plx_dictionary *d, plx_arena *process);

typedef enum plx_gender { PLX_GENDER_NONE, PLX_GENDER_M, PLX_GENDER_F } plx_gender;
// The gender of those who mostly bear a given name, in normal words; PLX_GENDER_NONE for what is none.
plx_gender plx_gazetteer_given(const plx_gazetteer *g, plx_str norm);

// Is the word, in lower case, a common one of the language?
bool plx_gazetteer_common(const plx_gazetteer *g, plx_str norm);

// Cuts the tokens of a text into pieces.  A possessive 's and punctuation give none that match anything.
void plx_gazetteer_cut(const plx_gazetteer *g, const plx_text *text, plx_arena *a, plx_name_words *out);
// The normal words of a phrase, blank-separated, articles at its front left off.
plx_str plx_gazetteer_norm(const plx_gazetteer *g, plx_str phrase, plx_arena *a);

// The longest known name that begins at piece `at` and is written as a name; *count pieces long.  Returns the first of
// its rows, or PLX_NONE.
uint32_t plx_gazetteer_match(const plx_gazetteer *g, const plx_name_words *p, uint32_t at, uint32_t *count);
// The first row for a phrase in normal words, whatever its case, or PLX_NONE.
uint32_t plx_gazetteer_find(const plx_gazetteer *g, plx_str norm);
const plx_known *plx_gazetteer_at(const plx_gazetteer *g, uint32_t known);

#endif
