/* article.h - judged lines become a document.
 *
 * in     a page whose lines are labelled, and what the page's head says of itself (nothing, for plain text)
 * out    a document: title, standfirst, byline, dates, outlet and place told apart from the text; the rest in `dropped`
 * how    the lines above the first body line are the head: there stand title, standfirst, dates and names
 * cost   O(lines)
 * from   CONTRACT.md, "Document"
 *
 * Cannot fail.  Pure.
 */
#ifndef PLX_READING_ARTICLE_H
#define PLX_READING_ARTICLE_H

#include "reading/line.h"

// What a page says of itself outside its text; absent members are looked for in the lines.
typedef struct plx_meta {
  plx_str title, standfirst, published, modified, outlet, url, language, license;
  plx_str unsure; // `published` as it was written, where day and month could be meant the other way round
  plx_str title_data, title_shared,
      title_head; // in JSON-LD, for those who share the page, in <title>: what `title` is taken from
  PLX_VEC(plx_str) author;
  PLX_VEC(plx_str) desk; // where only the outlet itself is said to be the author: for want of people
} plx_meta;

plx_doc *plx_article_write(plx_page *page, const plx_meta *meta, plx_arena *doc, plx_arena *tmp);

#endif
