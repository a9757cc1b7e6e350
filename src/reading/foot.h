/* foot.h - what stands below an article's text: contacts, notes to editors, who wrote it, what else to read.
 *
 * in     a page whose lines are labelled, and who wrote it
 * out    the labels of its last lines
 * how    a line that heads such things (data/foot_words.tsv) takes all below it along, if that is little beside the text; so does one that
 *        announces related stories (cue.h), if nothing but teasers is below; then, from the end upwards, go lines that are nothing but an
 *        address or a credit, those that begin with a writer's name, and headings with nothing else below
 * cost   O(lines)
 * from   press releases; house styles of newspapers
 *
 * Cannot fail.  Pure but for the page's labels.
 */
#ifndef PLX_READING_FOOT_H
#define PLX_READING_FOOT_H

#include "reading/line.h"

void plx_foot_cut(plx_page *page, const plx_doc *d);

#endif
