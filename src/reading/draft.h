/* draft.h - a document while it is being written.
 *
 * in     blocks and drops, in the order they are read
 * out    a plx_doc whose blocks are its text, joined by blank lines
 * how    one growing buffer, copied to the document's arena at the end
 * cost   the text is copied twice
 * from   CONTRACT.md, "Document"
 *
 * Cannot fail.  A draft belongs to one thread.
 */
#ifndef PLX_READING_DRAFT_H
#define PLX_READING_DRAFT_H

#include "reading/document.h"

typedef struct plx_draft {
  plx_doc *doc;
  plx_buf text;
} plx_draft;

plx_draft plx_draft_new(plx_arena *arena);
void plx_draft_block(plx_draft *w, plx_block_kind kind, plx_str text, plx_str time); // nothing if the text is empty
void plx_draft_drop(plx_draft *w, const char *kind, plx_str quote, uint32_t line);
plx_doc *plx_draft_finish(plx_draft *w); // the text is in place; the buffer is freed

// 16 hex digits of XXH3-64 over title, outlet, published and text.
plx_str plx_doc_fingerprint(plx_arena *a, const plx_doc *d);

const char *plx_block_kind_name(plx_block_kind kind);
bool plx_block_kind_of(plx_str name, plx_block_kind *kind);
// The constant with this name; "furniture" for a name we do not know.
const char *plx_drop_kind_of(plx_str name);

#endif
