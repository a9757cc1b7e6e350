/* ndjson.h - a document that is a document already, or the object in which another tool keeps one.
 *
 * in     one JSON object with `text`, or with the members that --map or data/field_names.tsv name; a JSON Feed; what a
 *        news service answers, with a list of such objects in it
 * out    the document, its text exactly as given; of a JSON Feed (jsonfeed.h) or a list a document an item
 * how    members we know are read, others are carried along in `extra`; blocks are cut at blank lines unless given
 * cost   O(bytes)
 * from   CONTRACT.md, "Document"
 *
 * Fails where it is no JSON object, beyond mending (json_mend.h), or has no text; the message names the members there
 * are.  Of a list those without text are noted on its first document ("no-text").  Pure.
 */
#ifndef PLX_READING_NDJSON_H
#define PLX_READING_NDJSON_H

#include "reading/fields.h"
#include "reading/read.h"

bool plx_ndjson_read(plx_str line, const char *input, uint64_t record, const plx_fields *fields, plx_arena *doc,
                     plx_docs *out, plx_err *e);

#endif
