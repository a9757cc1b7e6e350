/* compare.h - the accounts of one story, laid side by side.
 *
 * in     the records of one story's documents
 * out    claims with their accounts and relation, origins, ranges, timeline, brief
 * how    link (story/align.h), then one pass a question: relation.c, origin.c, range.c, brief.c
 * cost   O(n^2) in the findings of one story, bounded by caps
 * from   doc/methods.md
 *
 * Cannot fail.  Results on the story arena; they borrow the records.  Pure: any thread.
 */
#ifndef PLX_COMPARE_COMPARE_H
#define PLX_COMPARE_COMPARE_H

#include "compare/story.h"

void plx_compare(const plx_record *const *records, uint32_t n, plx_arena *story, plx_arena *tmp, plx_story *out);

#endif
