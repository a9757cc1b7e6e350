/* decide.h - which lines are kept, and as what.
 *
 * in     a page, how likely each of its lines is article text or a caption
 * out    each line's label, kind and drop
 * how    the cut at which the page's F1 is expected to be best; rules for comments, captions, links, stamps of live blogs;
 *        of scraped text the plain rules (plx_page_label) are asked too
 * cost   O(lines)
 * from   Lipton, Elkan & Naryanaswamy 2014, "Optimal thresholding of classifiers to maximize F1 measure"
 *
 * Cannot fail.  Pure.
 */
#ifndef PLX_READING_DECIDE_H
#define PLX_READING_DECIDE_H

#include "reading/line.h"

// body, caption: [page->n], 0..1
void plx_page_decide(plx_page *page, const float *body, const float *caption, plx_arena *tmp);

#endif
