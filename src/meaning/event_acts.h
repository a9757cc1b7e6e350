/* event_acts.h - which words of a document tell an act, and which act.
 *
 * in     a record with its trees; the compiled patterns
 * out    for each token the row that fits it best, and the CAMEO code, operators worked out
 * how    slots gather the words a condition asks about; an operator looks for the nearest act it governs; memoised
 * cost   O(tokens x rows of their lemmas x conditions); an operator looks at most at 48 words
 * from   doc/methods/60-events.md
 *
 * Cannot fail.  A view lives on `tmp` and belongs to one thread.
 */
#ifndef PLX_MEANING_EVENT_ACTS_H
#define PLX_MEANING_EVENT_ACTS_H

#include "meaning/actors.h"
#include "meaning/event_patterns.h"
#include "meaning/record.h"
#include "meaning/trees.h"

typedef struct plx_act {
  const plx_event_row *row; // NULL: no act
  plx_str code;             // absent: no act; "+crime": a topic only
  uint32_t inner;           // the token of the act an operator governs, or PLX_NO_TOK
  uint8_t state;            // of the memo
} plx_act;

typedef struct plx_event_view {
  const plx_event_patterns *p;
  const plx_event_codes *codes;
  const plx_actors *actors;
  plx_record *r;
  const plx_trees *t;
  plx_arena *tmp;
  uint32_t *word; // [tokens] the lemma's number in the vocabulary
  int8_t *known;  // [tokens] does the phrase with this head name a known actor?  -1 not asked yet
  plx_act *act;   // [tokens]
} plx_event_view;

void plx_event_view_init(plx_event_view *v, const plx_event_patterns *p, const plx_event_codes *codes,
                         const plx_actors *actors, plx_record *r, const plx_trees *t, plx_arena *tmp);

const plx_act *plx_event_act(plx_event_view *v, uint32_t tok);
// An act that can be an event: it has a code and is not a topic.
bool plx_act_is_event(const plx_act *a);

// The words that stand in a slot of a trigger, at most max; relative pronouns give what they stand for.
#define PLX_SLOT_TOKENS 16
uint32_t plx_event_slot_tokens(const plx_event_view *v, uint32_t tok, plx_slot slot, uint32_t *out, uint32_t max);
// Of a preposition's slot, when nothing stands in it: the phrase a few words further down.
uint32_t plx_event_far_tokens(const plx_event_view *v, uint32_t tok, plx_slot slot, uint32_t *out, uint32_t max);
// The verb that lends a noun its arguments ("launch" of "launch an attack"), or PLX_NO_TOK.
uint32_t plx_event_support(const plx_event_view *v, uint32_t noun);
// Does the phrase with this head name an actor with a code?
bool plx_event_known(plx_event_view *v, uint32_t head);
bool plx_event_is_noun(const plx_event_view *v, uint32_t tok);

#endif
