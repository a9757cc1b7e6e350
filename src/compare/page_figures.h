/* page_figures.h - the page's figures.
 *
 * in     a story
 * out    the section of the figures: a plot for those given differently, a list of the others, as HTML
 * how    see page_figures.c
 * cost   O(claims x accounts)
 * from   -
 *
 * Cannot fail.  One thread.
 */
#ifndef PLX_COMPARE_PAGE_FIGURES_H
#define PLX_COMPARE_PAGE_FIGURES_H

#include "compare/page_parts.h"

void plx_page_figures(const plx_page *p);

#endif
