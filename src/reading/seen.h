/* seen.h - the same words again, or other words at the same address: said of a document as it comes by.
 *
 * in     documents in the order they came
 * out    a note: "duplicate" where a document before had the same words, "revision" where one had the same address and other words
 * how    hashes of the words and of the address (address.h) are remembered, SEEN_MAX documents long
 * cost   about 100 bytes a document
 * from   -
 *
 * Cannot fail.  One thread.
 */
#ifndef PLX_READING_SEEN_H
#define PLX_READING_SEEN_H

#include "reading/document.h"

typedef struct plx_seen plx_seen;

plx_seen *plx_seen_new(void);
void plx_seen_free(plx_seen *s); // NULL is fine
// input: a number for the bytes the document came from; documents out of the same bytes are no revisions of each other.
void plx_seen_look(plx_seen *s, plx_doc *d, uint64_t input);

#endif
