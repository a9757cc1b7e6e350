/* judge.h - how likely each line is the article, and what follows from that.
 *
 * in     a measured page, what its head says of it
 * out    each line's label, kind and drop
 * how    three forests (trees.h): is it article? the same again, knowing what was thought of its neighbours; is it a caption?
 *        Then networks over the lines (line_net.h) are heard beside both looks, and lines are kept or not (decide.h)
 * cost   O(lines); about 5 us a line
 * from   train/reading.c; model/reading.md
 *
 * Cannot fail.  Pure.
 */
#ifndef PLX_READING_JUDGE_H
#define PLX_READING_JUDGE_H

#include "reading/hints.h"
#include "reading/line.h"

// Judges a page by the forests for its kind (HTML if it has elements).
void plx_page_judge(plx_page *page, const plx_hints *hints, plx_arena *tmp);

// The two looks' opinions of a line in one: a mean of log odds in which the second counts for more.
float plx_judge_both(float first, float second);
// What the looks think of a page's line i, 0..1, and the networks, in log odds, in one.
float plx_judge_all(const plx_page *page, uint32_t i, float looks, float nets);

#endif
