/* ndjson.h - a document that is a document already.
 *
 * in     one JSON object with `text`
 * out    the document, its text exactly as given
 * how    members we know are read, others are carried along in `extra`; blocks are cut at blank lines unless given
 * cost   O(bytes)
 * from   CONTRACT.md, "Document"
 *
 * Fails where the line is no JSON object or has no text.  Pure.
 */
#ifndef PLX_READING_NDJSON_H
#define PLX_READING_NDJSON_H

#include "base/err.h"
#include "reading/document.h"

plx_doc *plx_ndjson_read(plx_str line, const char *input, uint64_t record, plx_arena *doc, plx_err *e);

#endif
