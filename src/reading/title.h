/* title.h - which line is the headline.
 *
 * in     a judged page, where its first paragraph stands, what its head calls it
 * out    the line, page->n if none
 * how    with a title in the head: the line that says the same.  Without one: each line above the text is weighed by its words in
 *        common with the text, its length, its place, its signs and what stands around it
 * cost   O(words of the head and of the first paragraphs)
 * from   weights: a multinomial logit over the lines above the text, fitted on plain_near_dev, plain_full_dev and wcxb_dev
 *        (bench/reading.md)
 *
 * Cannot fail.  Pure.
 */
#ifndef PLX_READING_TITLE_H
#define PLX_READING_TITLE_H

#include "reading/line.h"

// first: the line of the first paragraph.  d: whose outlet, if known, is no headline.
uint32_t plx_title_line(const plx_page *page, uint32_t first, plx_str said, plx_doc *d, plx_arena *tmp);

#endif
