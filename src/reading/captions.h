/* captions.h - which lines of a page are the captions of its pictures.
 *
 * in     a page's lines, and what is thought of them; then its labels
 * out    the lines that are captions
 * how    the forest's word, or half of it where the element says the same; one short line alone in a box with a picture; what was
 *        left out of the article and stands in <figure>, is called caption, or is worded as one
 * cost   O(lines + elements)
 * from   data/class_words.tsv, data/furniture.tsv; bench/reading.md
 *
 * Cannot fail.  Pure but for the page's labels.
 */
#ifndef PLX_READING_CAPTIONS_H
#define PLX_READING_CAPTIONS_H

#include "reading/line.h"

// body, caption: how likely the line is text of the article, and a caption; 0..1.
bool plx_caption_line(const plx_page *page, const plx_line *l, float body, float caption);
void plx_captions_mark(plx_page *page, plx_arena *tmp); // of an HTML page whose lines are labelled

#endif
