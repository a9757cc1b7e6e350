/* since.h - what a story has that it had not at some time: documents, claims, values.
 *
 * in     a story of the store, a time
 * out    the documents that arrived since; claims that only they tell, or that they tell too; values that only they give
 * how    the comparison is read beside the times of arrival
 * cost   that of the comparison, where none is kept
 * from   CONTRACT.md, "Story"
 *
 * Fails as the store does, and where there is no such story.
 */
#ifndef PLX_SERVE_SINCE_H
#define PLX_SERVE_SINCE_H

#include "meaning/annotate.h"
#include "store/store.h"

typedef struct plx_since_document {
  plx_str id, outlet, title, published;
} plx_since_document;

typedef struct plx_since_claim {
  plx_str id, summary, relation, field;
  uint32_t accounts, fresh;     // how many there are, how many of them in new documents
  PLX_VEC(plx_str) before, now; // values that older documents give; that only new ones give
} plx_since_claim;

typedef struct plx_since {
  PLX_VEC(plx_since_document) document; // in order of arrival
  PLX_VEC(plx_since_claim) claim;       // those with an account in them, as the story has them
} plx_since;

// A UTC time or the beginning of one: "2026-11-22T21:33:05Z", "2026-11".
bool plx_since_time(plx_str time);
// New is what arrived after `time`, where `known` is NULL; else what is not among those ids.  Strings on `a`.
bool plx_since_find(plx_store *s, plx_str story, plx_str time, const plx_map *known, const plx_meaning *meaning,
                    plx_arena *a, plx_since *out, plx_err *e);
// As an object: {"time","documents":[id],"claims":[{"id","state":"new"|"more","values":[…]}]}
void plx_since_write(const plx_since *s, plx_str time, plx_buf *out);
// For a person; nothing where nothing is new.  all: long lists too, else they are cut, and say by how much.
void plx_since_draw(const plx_since *s, bool all, plx_buf *out);

#endif
