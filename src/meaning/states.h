/* states.h - in what state those are who are counted: killed, wounded, missing, displaced, arrested …
 *
 * in     a noun phrase (its head) or a bare number in a parsed sentence
 * out    a row of data/states.tsv, and the word that says so
 * how    the roles a phrase can play, each with the rows it can meet: object of "kill", subject of "die", modified by
 *        "dead", "of" after "death"; where a headline has no tree worth following, the words next to the phrase
 * cost   O(children of the head, of its governor and of that one's conjuncts)
 * from   UCDP and ACLED for what casualty recorders count
 *
 * Cannot fail.  What is denied, possible, wanted or attempted is no state.  Read-only after making: any number of
 * threads.
 */
#ifndef PLX_MEANING_STATES_H
#define PLX_MEANING_STATES_H

#include "base/map.h"
#include "meaning/trees.h"

typedef enum plx_state_how {
  PLX_STATE_VERB,   // object, or passive subject
  PLX_STATE_SELF,   // subject
  PLX_STATE_ADJ,    // predicate or modifier
  PLX_STATE_NOUN,   // "20 deaths", "the death of 20"
  PLX_STATE_SUFFER, // what is suffered
  PLX_STATE_CROWD,  // subject, of what a crowd does
  PLX_STATE_HOWS
} plx_state_how;

typedef struct plx_states {
  plx_map row[PLX_STATE_HOWS]; // lemma → row of states.tsv
  plx_map person;              // lemma → 1 for one person, 2 for many
} plx_states;

plx_states *plx_states_new(plx_arena *process);

// A state that was found; row < 0: none.
typedef struct plx_state {
  int row, rank;
  plx_str name;  // "killed"; for "left 2,000 in need of care" the words themselves
  uint32_t word; // token that says so
} plx_state;

// The state of the phrase headed by `head`, tokens first..last.
plx_state plx_state_of(const plx_states *s, const plx_trees *t, uint32_t head, uint32_t first, uint32_t last);

// What a crowd around token i is doing: "protested" where a march or protest is spoken of, else "attended".
plx_str plx_state_of_crowd(const plx_trees *t, uint32_t i);

// Is this a noun for one person ("woman"), or for people (many)?  By lemma; "-year-old" counts as one.
bool plx_state_person(const plx_states *s, const plx_trees *t, uint32_t tok, bool *many);

#endif
