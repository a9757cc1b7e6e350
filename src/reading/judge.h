/* judge.h - which lines are the article.
 *
 * in     a measured page, hints
 * out    each line's label, kind and drop
 * how    three forests (trees.h): is it article? the same again, knowing what was thought of its neighbours; is it a caption?
 *        Then networks over the lines (line_net.h), which have as much say as both looks
 * cost   O(lines); about 5 us a line
 * from   train/reading.c; model/reading.md
 *
 * Cannot fail.  Pure.
 */
#ifndef PLX_READING_JUDGE_H
#define PLX_READING_JUDGE_H

#include "reading/features.h"

// Judges a page by the forests for its kind (HTML if it has elements).
void plx_page_judge(plx_page *page, const plx_hints *hints, plx_arena *tmp);
// Labels out of probabilities: body[n] that a line is article text, caption[n] that it is a caption.
// Of scraped text the plain rules (plx_page_label) are asked too.
void plx_page_decide(plx_page *page, const float *body, const float *caption, plx_arena *tmp);

// The two looks' opinions of a line in one: a mean of log odds in which the second counts for more.
float plx_judge_both(float first, float second);

// What the looks think of a page's line i, 0..1, and the networks (line_net.h), in log odds, in one.
float plx_judge_all(const plx_page *page, uint32_t i, float looks, float nets);

#endif
