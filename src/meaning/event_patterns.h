/* event_patterns.h - the rows of events.tsv, and those of the user's dictionary, read once.
 *
 * in     the tables events and event_classes; verbs and sets of a dictionary
 * out    rows by trigger lemma; conditions whose sets of words are bit sets over one vocabulary
 * how    every word of the tables gets a number; a document's lemmas are numbered by the same map, so that asking
 *        "is the object one of these 40 words" is one bit
 * cost   plx_event_patterns_new a few ms and about 1 MB, once
 * from   doc/methods/60-events.md
 *
 * Aborts on a row of ours that cannot be read; a dictionary has been checked before.  Read-only after making: any number of threads.
 */
#ifndef PLX_MEANING_EVENT_PATTERNS_H
#define PLX_MEANING_EVENT_PATTERNS_H

#include "meaning/dictionary.h"
#include "meaning/event_codes.h"

#define PLX_EVENT_WORD_NONE UINT32_MAX

// Where a condition looks, and where a role is found.
typedef enum plx_slot_kind {
  PLX_SLOT_SUBJ,
  PLX_SLOT_OBJ,
  PLX_SLOT_IOBJ,
  PLX_SLOT_COMP,  // a clause it governs
  PLX_SLOT_XCOMP, // an infinitive it governs
  PLX_SLOT_MOD,   // adjectives, compounds, possessors, adverbs
  PLX_SLOT_POSS,
  PLX_SLOT_PRT,   // a particle or an adverb
  PLX_SLOT_ANY,   // anything below
  PLX_SLOT_INNER, // (roles) whoever the governed act is about
  PLX_SLOT_SAYER, // (roles) whose words they are
  PLX_SLOT_PREP   // a phrase with the preposition `word`
} plx_slot_kind;

typedef struct plx_slot {
  plx_slot_kind kind;
  uint32_t word; // of PLX_SLOT_PREP
} plx_slot;

// A member of a set that has several words, "gun_boat": the last is the one asked for.
#define PLX_PHRASE_WORDS_MAX 4
typedef struct plx_event_phrase {
  uint32_t word[PLX_PHRASE_WORDS_MAX], words;
} plx_event_phrase;

#define PLX_SLOTS_MAX 8 // alternatives in one condition
typedef struct plx_event_test {
  plx_slot slot[PLX_SLOTS_MAX];
  uint32_t slots;
  bool negated, phrase; // must not hold; look at every word of the phrase
  bool any, actor, person;
  char root;           // '1': an act whose CAMEO code begins so; 0: none
  const uint64_t *set; // bits over the vocabulary
  const plx_event_phrase *phrases;
  uint32_t phrase_count;
} plx_event_test;

#define PLX_ROLE_SLOTS_MAX 10
typedef struct plx_event_row {
  plx_str origin; // of a user's row: "mine.verbs:12"; absent for ours
  int table_row;  // of events.tsv, or -1
  char form;      // 'v', 'n', 'a', 't'
  plx_str code;   // of a plain row, or a topic; absent for an operator and for NONE
  plx_event_op op;
  plx_str base;    // "PROTEST/142": the fourth digit is the operator's, the first three are these
  uint32_t weight; // more conditions, more weight
  const plx_event_test *test;
  uint32_t tests;
  plx_slot source[PLX_ROLE_SLOTS_MAX], target[PLX_ROLE_SLOTS_MAX];
  uint32_t sources, targets;
} plx_event_row;

typedef struct plx_event_patterns {
  plx_map word; // the vocabulary
  plx_event_row *row;
  uint32_t rows;
  uint32_t *first; // [words + 1] rows_of[first[w]] .. rows_of[first[w + 1] - 1] begin with word w
  uint32_t *rows_of;
  const uint64_t *light, *container; // classes that the matcher itself asks for
} plx_event_patterns;

// d NULL: our rows alone.  The strings of a dictionary are borrowed.
void plx_event_patterns_init(plx_event_patterns *p, const plx_dictionary *d, plx_arena *process);

static inline bool plx_event_has(const uint64_t *set, uint32_t word) {
  return set && word != PLX_EVENT_WORD_NONE && (set[word / 64] >> (word % 64) & 1);
}

#endif
