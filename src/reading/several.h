/* several.h - a page that holds several whole articles is cut into them.
 *
 * in     a judged page
 * out    for each article the lines that are its own, and its headline; none if the page has one article, as nearly all do
 * how    outermost <article> elements with a headline of the page's highest rank and ARTICLE_WORDS_MIN words of text each;
 *        or an article outside of them, and such elements below it
 * cost   O(lines x depth)
 * from   HTML Living Standard, "The article element"
 *
 * Cannot fail.  Pure.
 */
#ifndef PLX_READING_SEVERAL_H
#define PLX_READING_SEVERAL_H

#include "reading/html_tree.h"

typedef struct plx_part {
  plx_page page; // its lines, copied; the first article also has the lines that belong to none
  plx_str title;
  uint32_t first, end; // lines of the whole page it was found in
} plx_part;
typedef struct plx_parts_of_page {
  plx_part *v;
  uint32_t n, cap;
  bool own; // the first is the page's own, and all that the page's head says is said of it
} plx_parts_of_page;

plx_parts_of_page plx_several_find(const plx_page *page, plx_arena *tmp);

#endif
