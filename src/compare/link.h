/* link.h - which findings of the accounts tell the same thing.
 *
 * in     findings
 * out    a cluster number for each; findings of one cluster become the accounts of one claim
 * how    pairs of one kind that share a term are scored: trigger kinship, words, sentence, type, actors, place, day,
 *        speaker, value; who is each other's best across two documents gains; then clusters grow from the surest pair,
 *        as long as the mean score between their members holds
 * cost   O(pairs that share a term); a term that more than LINK_POSTINGS findings have makes no pairs
 * from   average-link clustering; the weights are link_* of data/params.tsv
 *
 * Cannot fail.  Pure: any thread.
 */
#ifndef PLX_COMPARE_LINK_H
#define PLX_COMPARE_LINK_H

#include "compare/finding.h"

// cluster[f->v.n] out: 0.. in order of first finding.  Returns how many clusters.
uint32_t plx_link(const plx_findings *f, plx_arena *tmp, uint32_t *cluster);

#endif
