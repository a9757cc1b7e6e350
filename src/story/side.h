/* side.h - one account of a story, indexed for laying it beside others.
 *
 * in     a record
 * out    its trees; for each token the entity it names and whether it is quoted; the words of a clause or phrase
 * how    the words are the unbroken run around the head that no other clause has
 * cost   O(tokens); the words of a clause O(its length x depth)
 * from   Universal Dependencies v2
 *
 * Cannot fail.  Lives on the arena given, borrows the record; read-only after making.
 */
#ifndef PLX_STORY_SIDE_H
#define PLX_STORY_SIDE_H

#include "meaning/record.h"
#include "meaning/trees.h"

typedef struct plx_side {
  const plx_record *record;
  plx_trees trees;
  uint32_t *entity; // [tokens] the entity that a name or pronoun here stands for, or PLX_NONE
  bool *quoted;     // [tokens]
} plx_side;

plx_side plx_side_of(const plx_record *r, plx_arena *a);

// The own words of the clause or noun phrase headed by `head`: first..last token, without the clauses that hang on it
// and without what joins it to the words before.
void plx_side_words(const plx_side *s, uint32_t head, uint32_t *first, uint32_t *last);
// The last token of first..last, less a relative clause or a second clause that ends it.
uint32_t plx_side_cut(const plx_side *s, uint32_t first, uint32_t last);
// First and last token that a span touches; false if it touches none.
bool plx_side_tokens(const plx_side *s, plx_span span, uint32_t *first, uint32_t *last);
// The lemma of a trigger in lower case, with its particle: "break down" of "broke … down".
plx_str plx_side_trigger(const plx_side *s, uint32_t head, plx_arena *a);
// The key of the entity that a token names, or absent.
plx_str plx_side_key(const plx_side *s, uint32_t i);

#endif
