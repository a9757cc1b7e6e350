/* tree.h - the best tree: one head for each word, one root, no cycles.
 *
 * in     a score for each word and each head it could have
 * out    the tree whose scores add up to the most
 * how    the best head of each word; where that is a tree, done; else the root is settled and cycles are contracted
 * cost   n^2 where there is no cycle (nearly always), else n^2 a cycle; n is capped by the sentence
 * from   Chu & Liu 1965; Edmonds 1967; one root: Zmigrod, Vieira & Cotterell 2020 argue why it matters
 *
 * Pure; ties go to the smaller index.
 */
#ifndef PLX_LANGUAGE_TREE_H
#define PLX_LANGUAGE_TREE_H

#include <stdint.h>

#include "base/arena.h"

// score [n][stride]: of head h (0..n-1, or n for the root) for word w at score[w * stride + h]; stride > n.
// head [n] out: 0..n-1, or n.
void plx_tree_best(const float *score, uint32_t stride, uint32_t n, int32_t *head, plx_arena *tmp);

#endif
