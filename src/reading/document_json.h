/* document_json.h - the document as it leaves the program.
 *
 * in     a document
 * out    the members of a JSON object, as CONTRACT.md writes it
 * how    spans turn from bytes to code points on the way
 * cost   about the size of the output
 * from   CONTRACT.md, "Document"
 *
 * Cannot fail.
 */
#ifndef PLX_READING_DOCUMENT_JSON_H
#define PLX_READING_DOCUMENT_JSON_H

#include "base/json.h"
#include "base/utf8.h"
#include "reading/document.h"

// Writes the members into the open object of j, `extra` last; the caller opens and closes the object.
void plx_doc_members(plx_json *j, const plx_doc *d, const plx_cpmap *cp);
// {"start":…,"end":…,"quote":"…"} members of a span, into the open object.
void plx_span_members(plx_json *j, plx_span s, const plx_cpmap *cp);

#endif
