/* origin.h - who a claim comes from, behind those who printed it.
 *
 * in     a claim with its accounts, the documents of the story
 * out    copied_from and share of each document; outlets and origins of each claim
 * how    an account that somebody is said to have told comes from that somebody (a government speaks with one voice:
 * its spokesmen and ministers are one origin); an account without a speaker comes from the agency its document credits,
 *        from the document it copies, else from its outlet.  Where somebody is named in one account, outlets that name
 *        nobody add no origin: what they tell may well come from him
 * cost   O(documents^2) for reprints, O(accounts) a claim
 * from   doc/methods/70-story.md
 *
 * Cannot fail.  Pure: any thread.
 */
#ifndef PLX_COMPARE_ORIGIN_H
#define PLX_COMPARE_ORIGIN_H

#include "compare/story.h"

void plx_reprints(plx_story *s, plx_arena *tmp);
void plx_origins(plx_story *s, plx_arena *tmp);
// How many stand behind some accounts; after plx_reprints.
uint32_t plx_origins_of(const plx_story *s, const plx_account *account, uint32_t n, plx_arena *tmp);

#endif
