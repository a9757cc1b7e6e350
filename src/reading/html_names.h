/* html_names.h - what the class, id, role and itemprop of an element give away.
 *
 * in     such names as the page writes them: "post-content entryBody"
 * out    the parts of a page they speak of, how telling their words are, a number alike for names that differ in digits
 * how    words are cut at signs, digits and capitals, and looked up in data/class_words.tsv and data/reading_names.tsv
 * cost   O(bytes); a page's distinct names are asked once each (html_tree.h)
 * from   data/class_words.tsv; the weights are train/reading.c's
 *
 * Cannot fail.  Pure.
 */
#ifndef PLX_READING_HTML_NAMES_H
#define PLX_READING_HTML_NAMES_H

#include "base/str.h"

// What class, id and role say, by data/class_words.tsv.
typedef enum plx_class {
  PLX_CLASS_COMMENTS,
  PLX_CLASS_SHARE,
  PLX_CLASS_RELATED,
  PLX_CLASS_ADVERTISING,
  PLX_CLASS_NEWSLETTER,
  PLX_CLASS_COOKIE,
  PLX_CLASS_PAYWALL,
  PLX_CLASS_NAVIGATION,
  PLX_CLASS_CREDIT,
  PLX_CLASS_CAPTION,
  PLX_CLASS_BYLINE,
  PLX_CLASS_DATELINE,
  PLX_CLASS_TITLE,
  PLX_CLASS_STANDFIRST,
  PLX_CLASS_BODY,
  PLX_CLASS_TAGS,
  PLX_CLASS_HIDDEN,
  PLX_CLASS_QUOTE,
  PLX_CLASSES
} plx_class;

// What the words of an element's names are worth.
typedef struct plx_names {
  unsigned classes;
  uint32_t shape;  // equal for names that differ only in digits ("comment-12", "comment-13")
  float near, far; // learned weights for lines close by, and for lines anywhere below
} plx_names;

plx_names plx_names_worth(plx_str names);
const char *plx_class_kind(plx_class c);
// The next word of an element's names, in lower case, into word[40]: its length, 0 at the end.  *at: where to go on.
size_t plx_names_word(plx_str names, size_t *at, char word[40]);

#endif
