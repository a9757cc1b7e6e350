/* no_text.h - lines that are none of an article's text, whatever the models think of them.
 *
 * in     a line of a page, and how likely the models think it text
 * out    yes or no
 * how    rules that know what the line is: a button, a request to follow or subscribe, a bare credit, "Read more: LINK"
 * cost   O(words)
 * from   data/furniture.tsv, data/class_words.tsv; bench/reading.md
 *
 * Cannot fail.  Pure.
 */
#ifndef PLX_READING_NO_TEXT_H
#define PLX_READING_NO_TEXT_H

#include "reading/line.h"

bool plx_no_text(const plx_page *page, const plx_line *l, float body); // body: 0..1
bool plx_one_word(const plx_line *l);                                  // hundreds of letters without a blank
// What the elements around the line are called, but for the page as a whole: bits of plx_class.
unsigned plx_called(const plx_page *page, const plx_line *l);

#endif
