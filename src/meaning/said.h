/* said.h - one document as the finders of statements see it, and an attribution on its way to the record.
 *
 * in     a record with its text
 * out    trees, quotations, hashed words; sayings: role labels over a sentence, then stretches of tokens
 * how    built once a document, read by cues.c, roles.c, goes_on.c
 * cost   O(tokens)
 * from   PolNeAR (Newell, Margolin & Ruths 2018): an attribution is a source, a cue and a content
 *
 * Cannot fail.  Lives on the arena given; read-only after building.
 */
#ifndef PLX_MEANING_SAID_H
#define PLX_MEANING_SAID_H

#include "base/map.h"
#include "meaning/quotes.h"
#include "meaning/record.h"
#include "meaning/trees.h"

// What a token is to a cue.
typedef enum plx_role_of { PLX_SAID_NONE, PLX_SAID_SOURCE, PLX_SAID_CUE, PLX_SAID_CONTENT, PLX_SAID_ROLES } plx_role_of;

typedef enum plx_cue_class {
  PLX_CUE_NONE,
  PLX_CUE_SAY,
  PLX_CUE_ASK,
  PLX_CUE_THINK,
  PLX_CUE_WANT,
  PLX_CUE_JUDGE,
  PLX_CUE_SHOW,
  PLX_CUE_ORDER,
  PLX_CUE_DENY,
  PLX_CUE_DOUBT,
  PLX_CUE_REFUSE,
  PLX_CUE_HEDGE
} plx_cue_class;

// A row of data/cues.tsv.
typedef struct plx_cue_row {
  plx_cue_class class;
  plx_polarity polarity;
  char address; // 'o' object, 't' "to …", 0 nowhere
} plx_cue_row;

typedef struct plx_cue_table {
  plx_map map; // lemma and a letter for the part of speech, to a row + 1
  plx_cue_row *row;
  plx_map senses; // the same keys, to first + 64 second of data/senses.tsv
} plx_cue_table;

plx_cue_table plx_cue_table_new(plx_arena *process);

typedef struct plx_said_word {
  uint32_t form, lemma, xpos; // hashes of the lower-case form, the lemma, the tag
  uint8_t quoted;             // 1 inside quotation marks, 2 a mark
  uint8_t near;               // other quotations in the sentence: 8 before, 4 behind, 2 close before, 1 close behind
  uint8_t strong;             // how surely it heads a cue: 0 no, 1 hardly, 2 likely, 3 surely; set by sayings.c
  uint8_t sense[2];           // lexicographer files of WordNet (data/senses.tsv); 0 none
  plx_cue_row cue;            // what the table says of it; class PLX_CUE_NONE for most
} plx_said_word;

typedef struct plx_said {
  const plx_record *record;
  const plx_text *text;
  plx_trees trees;
  plx_quotes quotes;
  plx_said_word *word;   // [tokens]
  plx_block_kind *block; // [sentences]
} plx_said;

plx_said plx_said_of(const plx_cue_table *cues, const plx_record *r, plx_arena *tmp);

typedef struct plx_said_range {
  uint32_t first, last; // tokens, both in
} plx_said_range;
typedef PLX_VEC(plx_said_range) plx_said_ranges; // in order, apart

// One attribution.
typedef struct plx_saying {
  uint32_t cue;                           // the head of the cue
  float score;                            // of the cue: above 0 counts
  bool sure;                              // by its form alone: never judged again
  plx_said_ranges source, words, content; // `words` are the cue's
  uint32_t inside;                        // the saying it stands in, or PLX_NONE
} plx_saying;
typedef PLX_VEC(plx_saying) plx_sayings;

// The stretches of one role in labels[count] over the tokens first, first + 1, …  Punctuation that the role runs over
// stays in, punctuation at the edges goes, except quotation marks.
void plx_said_stretch(const plx_said *d, const uint8_t *labels, uint32_t first, uint32_t count, plx_role_of role,
                      plx_arena *a, plx_said_ranges *out);

#endif
