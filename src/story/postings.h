/* postings.h - which held documents have a term.
 *
 * in     serial numbers of documents and their terms
 * out    of a term the newest documents that have it
 * how    a bucket is a cache line with the newest ten postings of all terms that fall there; when it is full it is
 * moved to a ring of lines and linked from the bucket; old lines are overwritten, which ends the chains that lead to
 * them cost   adding and reading touch a line per ten postings; about 130 bytes a document at 16 postings from   Zobel
 * & Moffat 2006, "Inverted files for text search engines", on chained blocks
 *
 * Cannot fail.  One writer.
 */
#ifndef PLX_STORY_POSTINGS_H
#define PLX_STORY_POSTINGS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

typedef struct plx_postings plx_postings;

// For at most `documents` held documents of `each` postings; grows up to that.
plx_postings *plx_postings_new(plx_arena *a, uint32_t documents, uint32_t each);
void plx_postings_free(plx_postings *p); // what it allocated beside that arena
void plx_postings_add(plx_postings *p, uint32_t term, uint32_t document);
// It is time for a larger table: call plx_postings_grow, then add everything held again, oldest first.
bool plx_postings_crowded(const plx_postings *p);
void plx_postings_grow(plx_postings *p);

// Asks for the memory of a term before it is needed.
void plx_postings_fetch(const plx_postings *p, uint32_t term);
// Documents with the term (and, once in ten thousand, one without it), newest first; returns how many, at most `max`.
uint32_t plx_postings_read(const plx_postings *p, uint32_t term, uint32_t max, uint32_t *document);

#endif
