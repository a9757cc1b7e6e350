/* group.h - which documents tell one story, as they arrive.
 *
 * in     documents in the order they came
 * out    a story id for each, at once; an id once given stays
 * how    weighted words of title and text, nearness in time; candidates from an inverted index over a sliding window
 * cost   bounded work per document, however many are held
 * from   doc/methods.md
 *
 * Sketching is pure (any thread); placing is done by one thread, in order.  Cannot fail.
 */
#ifndef PLX_STORY_GROUP_H
#define PLX_STORY_GROUP_H

#include "reading/document.h"

typedef struct plx_group plx_group;
// What grouping keeps of a document: small, on the arena given, and all that placing needs.
typedef struct plx_sketch plx_sketch;

plx_group *plx_group_new(void);
void plx_group_free(plx_group *g);

plx_sketch *plx_group_sketch(const plx_doc *d, plx_arena *a);
// Places a document; returns the id of its story (16 hex digits), which lives as long as the group.
plx_str plx_group_place(plx_group *g, const plx_sketch *s);
// Puts a document where an earlier run placed it, so that a store can be opened again.
void plx_group_restore(plx_group *g, const plx_sketch *s, plx_str story_id);

#endif
