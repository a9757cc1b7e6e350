/* plain.h - text as it was scraped, page furniture and all, becomes a document.
 *
 * in     valid UTF-8
 * out    one document; what is not article is in `dropped`
 * how    lines, hard-wrapped ones joined, then judged (line.h) and written down (article.h)
 * cost   O(bytes)
 * from   -
 *
 * Cannot fail: a text with nothing but furniture gives a document without blocks.  Pure.
 */
#ifndef PLX_READING_PLAIN_H
#define PLX_READING_PLAIN_H

#include "reading/line.h"
#include "reading/read.h"

// The text's lines, not measured yet.
void plx_plain_page(plx_str text, plx_arena *tmp, plx_page *page);
void plx_plain_read(plx_str text, plx_arena *doc, plx_docs *out); // appends one document

#endif
