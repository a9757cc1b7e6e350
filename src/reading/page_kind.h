/* page_kind.h - says of a page that it is the stub of an article behind a paywall, or a list of articles and no article.
 *
 * in     a judged page, the document made of it
 * out    a note: "paywall", "index"
 * how    paywall: few words, and the page calls itself not free or asks to subscribe right below them.  index: many
 *        headlines that are links, and what was kept of text stands beside them instead of beside other text
 * cost   O(lines)
 * from   schema.org/isAccessibleForFree
 *
 * Cannot fail.  Pure.
 */
#ifndef PLX_READING_PAGE_KIND_H
#define PLX_READING_PAGE_KIND_H

#include "reading/html_tree.h"

void plx_page_kind_note(const plx_html *html, plx_doc *d);

#endif
