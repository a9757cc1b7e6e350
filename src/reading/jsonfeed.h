/* jsonfeed.h - the items of a JSON Feed, each a document.
 *
 * in     a parsed JSON object
 * out    a document for each item that has words
 * how    content_html goes the way of other feeds' HTML (feed.h); content_text is taken line by line
 * cost   O(bytes)
 * from   jsonfeed.org, version 1.1
 *
 * Fails where no item has words.  Pure.
 */
#ifndef PLX_READING_JSONFEED_H
#define PLX_READING_JSONFEED_H

#include "base/json.h"
#include "reading/read.h"

bool plx_jsonfeed_sign(const json_t *object);
bool plx_jsonfeed_read(const json_t *feed, const char *input, plx_arena *doc, plx_docs *out, plx_err *e);

#endif
