/* anchor.h - the mentions that are to be linked: those a document brings, else the events found in it.
 *
 * in     a record; its document's `mentions` member, if it brought one: [{"start":…,"end":…}], in code points
 * out    anchors: span, head token, event
 * how    the head is the token of the span that hangs on one outside it, a verb or noun before others
 * cost   O(mentions log tokens)
 * from   CONTRACT.md, "align"
 *
 * Cannot fail: a mention outside the text is left out.  Pure: any thread.
 */
#ifndef PLX_STORY_ANCHOR_H
#define PLX_STORY_ANCHOR_H

#include "story/align.h"

typedef PLX_VEC(plx_anchor) plx_anchors;

// Appends the anchors of records[index], in the order the document gives them (else of the text).
void plx_anchors_of(const plx_record *r, uint32_t index, plx_arena *a, plx_anchors *out);

#endif
