/* page.h - the story as one HTML page that needs nothing else.
 *
 * in     a story
 * out    HTML5 with its style and script inside: no file, font or address beside it
 * how    head, figures as dot plots, claims beside the accounts they came from, timeline; page_accounts.c lays each claim's
 *        words into the text, web/story.js lights them
 * cost   the accounts' text, and each claim's words twice
 * from   WCAG 2.2 AA; HTML Living Standard
 *
 * Cannot fail.  All text is escaped (html.h).  Without script the page still shows everything.
 */
#ifndef PLX_COMPARE_PAGE_H
#define PLX_COMPARE_PAGE_H

#include "compare/story.h"

void plx_page_write(const plx_story *s, plx_arena *tmp, plx_buf *out); // appends
// What a browser may run of such a page, and of any page with plx_page_style: its own style and script, known by their
// hashes, and nothing else.  So no text of an article can become script, even if it were not escaped.
plx_str plx_page_policy(plx_arena *a);
void plx_page_style(plx_buf *out); // appends the style element

#endif
