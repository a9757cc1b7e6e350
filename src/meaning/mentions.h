/* mentions.h - everything in a document that may name or mean somebody: names, noun phrases, pronouns, with what can be
 * told of each from its own words.
 *
 * in     a record with text, and name mentions with entities
 * out    candidates in order of the text
 * how    the head of each noun phrase and each pronoun; classes of nouns from WordNet and the table agents, gender from
 *        given names and nouns, the rest from tags and relations
 * cost   O(tokens)
 * from   Universal Dependencies; WordNet 3.0
 *
 * Cannot fail.
 */
#ifndef PLX_MEANING_MENTIONS_H
#define PLX_MEANING_MENTIONS_H

#include "meaning/actors.h"

// What a mention is to the resolver: kinds of pronoun behave differently enough to be kinds of their own.
typedef enum plx_form {
  PLX_FORM_NAME,
  PLX_FORM_NOUN,
  PLX_FORM_I,
  PLX_FORM_YOU,
  PLX_FORM_HE,
  PLX_FORM_SHE,
  PLX_FORM_IT,
  PLX_FORM_WE,
  PLX_FORM_THEY,
  PLX_FORM_THIS,
  PLX_FORM_HERE,
  PLX_FORM_ONE, // one, someone, everybody
  PLX_FORMS
} plx_form;

typedef enum plx_number { PLX_NUMBER_NONE, PLX_NUMBER_ONE, PLX_NUMBER_MANY } plx_number;
typedef enum plx_class {
  PLX_CLASS_NONE,
  PLX_CLASS_PERSON,
  PLX_CLASS_GROUP,
  PLX_CLASS_PLACE,
  PLX_CLASS_THING
} plx_class;
typedef enum plx_det {
  PLX_DET_BARE,
  PLX_DET_THE,
  PLX_DET_A,
  PLX_DET_THIS,
  PLX_DET_WHOSE, // a possessor
  PLX_DET_SOME   // numbers, quantifiers
} plx_det;
typedef enum plx_place_in { // in its clause
  PLX_IN_OTHER,
  PLX_IN_SUBJECT,
  PLX_IN_PASSIVE,
  PLX_IN_OBJECT,
  PLX_IN_OBLIQUE,
  PLX_IN_OF,
  PLX_IN_OWNER,
  PLX_IN_APPOS,
  PLX_IN_PREDICATE,
  PLX_IN_COMPOUND,
  PLX_IN_CONJ
} plx_place_in;

typedef struct plx_candidate {
  plx_mention m; // entity: of a name; PLX_NONE for the rest
  plx_form form;
  plx_gender gender;
  plx_number number;
  plx_class kind;
  plx_det det;
  plx_place_in in;
  uint32_t lemma;     // hash of the head's lemma in lower case
  uint32_t words;     // hash of all its words but the determiner
  uint32_t modifiers; // how many content words stand before the head
  uint32_t sentence, block;
  uint32_t governor; // token its head hangs on, or PLX_NONE
  uint32_t country;  // hash of the country its own words tell, 0: none
  uint32_t sort;     // of a name: state, town, other place, or hash of its sector; of a noun 0
  bool quoted;       // inside a quotation
  bool says;         // subject of a verb of saying
} plx_candidate;

typedef PLX_VEC(plx_candidate) plx_candidates;

typedef struct plx_mention_tables plx_mention_tables;
plx_mention_tables *plx_mention_tables_new(const plx_actors *actors, plx_arena *process);

void plx_mentions_find(const plx_mention_tables *t, const plx_record *r, plx_arena *tmp, plx_candidates *out);

#endif
