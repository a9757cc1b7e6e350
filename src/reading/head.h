/* head.h - what stands above an article's text, and what of it stands elsewhere.
 *
 * in     a page whose lines are labelled, and what the page's head says of itself (nothing, for plain text)
 * out    title, standfirst, byline, dates and outlet in the document; the lines they stood in, labelled anew
 * how    the lines above the first paragraph; below it where that is the standfirst; the page's end for what is still missing
 * cost   O(lines)
 * from   CONTRACT.md, "Document"
 *
 * Cannot fail.  Pure but for the page's labels.
 */
#ifndef PLX_READING_HEAD_H
#define PLX_READING_HEAD_H

#include "reading/article.h"

typedef struct plx_head {
  plx_page *page;
  const plx_meta *meta;
  plx_doc *doc;
  plx_arena *tmp;
  uint32_t first; // line of the first body paragraph, page->n if there is none
  uint32_t title; // line of the title, page->n if none
} plx_head;

plx_head plx_head_read(plx_page *page, const plx_meta *meta, plx_doc *doc, plx_arena *tmp);

#endif
