/* finding.h - what accounts tell, brought to a form in which two of them can be compared.
 *
 * in     the records of a story
 * out    a finding for each event, statement, figure, length of time and remaining clause or deed-noun, with the words
 *        that tell it and weighted terms
 * how    the words are the clause or phrase itself, without the clauses that hang on it; terms are lemmas, entities by
 *        their key, pairs of neighbouring words and meanings; a term weighs more the rarer it is, in English and here
 * cost   O(tokens), and O(terms log terms)
 * from   doc/methods/70-story.md
 *
 * Cannot fail.  Pure: any thread.
 */
#ifndef PLX_COMPARE_FINDING_H
#define PLX_COMPARE_FINDING_H

#include "compare/scope.h"
#include "compare/story.h"
#include "story/bag.h"
#include "story/kin.h"

typedef enum plx_finding_kind {
  PLX_FIND_EVENT,
  PLX_FIND_STATEMENT,
  PLX_FIND_FIGURE,
  PLX_FIND_LENGTH, // how long something has lasted
  PLX_FIND_CLAUSE, // what else a clause, or a noun that stands for a deed, tells
  PLX_FIND_NOUN
} plx_finding_kind;

static inline bool plx_is_deed(plx_finding_kind k) {
  return k == PLX_FIND_EVENT || k >= PLX_FIND_CLAUSE;
}

typedef struct plx_finding {
  plx_finding_kind kind;
  uint32_t document, index; // which event, statement, figure or time of its record; of a clause or noun its token
  uint32_t statement;       // the statement it was said in (of a statement: itself), or PLX_NONE
  uint32_t head, sentence;  // token, sentence
  plx_span span;            // its words
  uint32_t first, last;     // their tokens
  plx_kin kin;              // of the trigger, or of what is counted
  float rare;               // how rare that word is in English, 0..1
  plx_bag own, around;      // terms of its words, and of its sentence
  plx_str speaker;          // who says it, by key (speaker.h); absent if nobody is named
  plx_scope scope;          // of a figure
} plx_finding;

typedef struct plx_findings {
  plx_side *side; // [documents]
  uint32_t sides;
  PLX_VEC(plx_finding) v; // by document, then kind, then place
  uint32_t terms;         // different ones
} plx_findings;

void plx_findings_of(const plx_record *const *records, uint32_t n, plx_arena *a, plx_findings *out);

// Does the statement deny something (as "refuse" and "oppose" do not)?  False for PLX_NONE.
bool plx_is_denial(const plx_record *r, uint32_t statement);
// The verb of denial that a clause hangs on ("denied that they had stored arms"), be it read as a statement or not;
// PLX_NO_TOK if there is none.
uint32_t plx_denied_by(const plx_side *s, uint32_t head);
// Told as not so; of a statement, what is said or that it is said.
bool plx_is_negated(const plx_findings *f, const plx_finding *x);
// Told as what would be: "if the attack continues".
bool plx_is_supposed(const plx_findings *f, const plx_finding *x);

#endif
