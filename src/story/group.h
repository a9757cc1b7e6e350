/* group.h - which documents tell one story, as they arrive.
 *
 * in     documents in the order they came
 * out    a story id for each, at once; an id once given stays; what is seen only later (two stories were one, a
 * document stood in the wrong one) is said as moves how    the chance that two documents tell one story (alike.h), its
 * mean over a story; candidates from an inverted index (postings.h) over a sliding window cost   bounded work per
 * document, however many are held: about 60 pairs from   doc/methods/70-story.md
 *
 * Sketching is pure (any thread); placing is done by one thread, in order.  Cannot fail.
 */
#ifndef PLX_STORY_GROUP_H
#define PLX_STORY_GROUP_H

#include "reading/document.h"
#include "story/alike.h"

typedef struct plx_group plx_group;

plx_group *plx_group_new(void);
void plx_group_free(plx_group *g);

// What grouping keeps of a document: small, on the arena given, and all that placing needs.
plx_sketch *plx_group_sketch(const plx_doc *d, plx_arena *a);
// Places a document; returns the id of its story (16 hex digits), which lives as long as the group.  Writes s->crowd,
// so a sketch that is to be restored one day is kept after placing.
plx_str plx_group_place(plx_group *g, plx_sketch *s);
// Puts a document where an earlier run placed it, or moved it to, so that a store can be opened again.
void plx_group_restore(plx_group *g, const plx_sketch *s, plx_str story_id);

// A document goes where another program that groups the same documents has moved it.
void plx_group_follow(plx_group *g, uint32_t document, plx_str story_id);

// What the last placing changed for documents before it, in order of document.
typedef struct plx_group_move {
  uint32_t document; // as they came, from 0, those restored counted too
  plx_str from, to;  // stories
  bool merged;       // all that `from` had went there; else it lost this one alone
} plx_group_move;
enum { PLX_GROUP_WINDOW = 1 << 20 }; // documents held: older ones stay where they are
const plx_group_move *plx_group_moves(const plx_group *g, uint32_t *n);

// The story that the one just opened goes on from: days or weeks later, the same names in much the same words.  Absent
// where the last placing opened none, or nothing came before it.
plx_str plx_group_earlier(const plx_group *g);

// For choosing the weights: the held documents that the sketch would be compared with, and the numbers of each pair;
// writes s->crowd as for a document of that story.
typedef struct plx_group_pair {
  uint32_t document;
  float x[PLX_ALIKE_NUMBERS];
} plx_group_pair;
enum { PLX_GROUP_COMPARED = 32 };
uint32_t plx_group_look(plx_group *g, plx_sketch *s, plx_str story_id, plx_group_pair out[PLX_GROUP_COMPARED]);

#endif
