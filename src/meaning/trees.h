/* trees.h - questions that the modules of meaning/ ask of a dependency tree.
 *
 * in     plx_text, parsed
 * out    children, subtrees, subjects, objects, noun phrases, negation, clauses
 * how    one index a document: children in the order of the text, first and last token of each subtree
 * cost   O(tokens) to build; a question costs the children of a token, or the length of the answer
 * from   Universal Dependencies v2
 *
 * Cannot fail: any heads will do, a token whose head is out of range or on a cycle counts as a root.  An index lives on
 * the arena given and borrows the text; read-only after building, any thread.  Tokens are indices into plx_text.tok;
 * PLX_NO_TOK is "there is none".
 */
#ifndef PLX_MEANING_TREES_H
#define PLX_MEANING_TREES_H

#include "language/labels.h"
#include "text/token.h"

#define PLX_NO_TOK UINT32_MAX

typedef struct plx_trees {
  const plx_text *text;
  uint32_t n;             // tokens
  uint32_t *child_at;     // [n + 1] children of token i are child[child_at[i]] .. child[child_at[i + 1] - 1]
  uint32_t *child;        // in the order of the text
  uint32_t *left, *right; // [n] first and last token of the subtree (which may have holes between them)
  uint32_t *sentence;     // [n] index of the sentence
} plx_trees;

plx_trees plx_trees_of(const plx_text *text, plx_arena *a);

// --- words ---
static inline const plx_tok *plx_tree_tok(const plx_trees *t, uint32_t i) {
  return &t->text->tok.v[i];
}
bool plx_tree_lemma_is(const plx_trees *t, uint32_t i, const char *list); // lemma is one of the blank-separated words
bool plx_tree_form_is(const plx_trees *t, uint32_t i, const char *list);  // form, ASCII case aside
bool plx_tree_feat(const plx_trees *t, uint32_t i, const char *feat);     // "Number=Plur" is among the features

// --- edges ---
uint32_t plx_tree_head(const plx_trees *t, uint32_t i); // PLX_NO_TOK for a root
// The k-th child, from 0; PLX_NO_TOK past the last.  for (k = 0; (c = plx_tree_kid(t, i, k)) != PLX_NO_TOK; k++)
uint32_t plx_tree_kid(const plx_trees *t, uint32_t i, uint32_t k);
// The first child with exactly this relation (PLX_REL_NSUBJ_PASS is not PLX_REL_NSUBJ).
uint32_t plx_tree_child(const plx_trees *t, uint32_t i, plx_rel rel);
// The first child whose universal relation this is: PLX_REL_NSUBJ finds nsubj:pass too.
uint32_t plx_tree_child_any(const plx_trees *t, uint32_t i, plx_rel universal);
bool plx_tree_under(const plx_trees *t, uint32_t i, uint32_t top); // is i in the subtree of top (or top itself)?
uint32_t plx_tree_depth(const plx_trees *t, uint32_t i);           // steps to the root

// --- clauses ---
// The verb, or the predicate with a copula, of the clause that i stands in: the nearest of i and its ancestors that
// heads a clause (root, conj of a clause, ccomp, xcomp, advcl, acl, csubj, parataxis).
uint32_t plx_tree_clause(const plx_trees *t, uint32_t i);
bool plx_tree_heads_clause(const plx_trees *t, uint32_t i);
bool plx_tree_passive(const plx_trees *t, uint32_t verb);
// "not", "n't", "never", "no longer", "without", a negative determiner on the token itself.
bool plx_tree_negated(const plx_trees *t, uint32_t i);
// The subject of a clause.  Where it has none of its own: of the clause it is coordinated with (first conjunct), of
// the governing clause for xcomp and a subjectless advcl, the noun of an acl.  PLX_NO_TOK if there is none.  A relative
// pronoun is given as it stands: see plx_tree_antecedent.
uint32_t plx_tree_subject(const plx_trees *t, uint32_t verb);
// obj, or the subject of a passive.
uint32_t plx_tree_object(const plx_trees *t, uint32_t verb);
// Who did it: the subject, or of a passive the obl:agent ("by …").
uint32_t plx_tree_agent(const plx_trees *t, uint32_t verb);
// The obl or nmod child whose case marker is this word: plx_tree_oblique(t, verb, "to").
uint32_t plx_tree_oblique(const plx_trees *t, uint32_t i, const char *marker);
// The case marker of a noun ("in", of "in spite of" the first word), PLX_NO_TOK if bare.
uint32_t plx_tree_marker(const plx_trees *t, uint32_t noun);
// The noun that a relative pronoun stands for, else i itself.
uint32_t plx_tree_antecedent(const plx_trees *t, uint32_t i);

// --- coordination ---
uint32_t plx_tree_first_conjunct(const plx_trees *t, uint32_t i); // up the chain of conj
// i (made its first conjunct) and all its conjuncts, in order, into out[max]; returns how many there are, at most max.
uint32_t plx_tree_conjuncts(const plx_trees *t, uint32_t i, uint32_t *out, uint32_t max);

// --- spans ---
// From the first to the last token of the subtree, punctuation at both edges left off.
plx_span plx_tree_span(const plx_trees *t, uint32_t i);
// The words of tokens first..last.
plx_span plx_tree_words(const plx_trees *t, uint32_t first, uint32_t last);

typedef enum plx_np_parts {
  PLX_NP_CORE = 0,    // determiners, adjectives, numbers, compounds, possessors, titles
  PLX_NP_OF = 1,      // + nmod ("of the army", "in the north")
  PLX_NP_APPOS = 2,   // + appositions
  PLX_NP_CONJ = 4,    // + coordinated phrases
  PLX_NP_CLAUSES = 8, // + acl, relative clauses
  PLX_NP_ALL = 15
} plx_np_parts;
// The stretch of a noun phrase around its head, without its case marker ("by", "of") and without edge punctuation.
plx_span plx_tree_np(const plx_trees *t, uint32_t head, plx_np_parts parts);
// The same as tokens.
void plx_tree_np_tokens(const plx_trees *t, uint32_t head, plx_np_parts parts, uint32_t *first, uint32_t *last);

#endif
