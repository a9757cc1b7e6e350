/* soup.h - the tags and texts of an HTML page, in order, whatever its author did.
 *
 * in     UTF-8 without NULs
 * out    a token a call: a text, a start tag with its attributes, an end tag; the content of <script> and the like as one raw text
 * how    slices of the page; comments are skipped, what never closes (comment, quotation mark, tag) ends at the next '>' or is text
 * cost   O(bytes): what was looked for in vain once is not looked for again
 * from   HTML Living Standard, section 13.2.5; data/html_entities.tsv
 *
 * Cannot fail.  A soup belongs to one thread; nothing is allocated.
 */
#ifndef PLX_READING_SOUP_H
#define PLX_READING_SOUP_H

#include "base/str.h"

typedef enum plx_soup_kind { PLX_SOUP_DONE, PLX_SOUP_TEXT, PLX_SOUP_RAW, PLX_SOUP_OPEN, PLX_SOUP_CLOSE } plx_soup_kind;

enum { PLX_SOUP_ATTRIBUTES = 64, PLX_SOUP_NAME = 24 };

typedef struct plx_soup {
  plx_str page;
  size_t at;
  plx_soup_kind kind;
  plx_str text;             // of a text, raw or not: character references are still in it
  char name[PLX_SOUP_NAME]; // of a tag, in lower case, cut
  size_t name_n;
  struct {
    plx_str name, value;
  } attribute[PLX_SOUP_ATTRIBUTES];
  int attributes;
  bool closed; // of a start tag: "<br/>", or its raw content has no end and is read as markup
  int raw;     // the element whose raw content comes next, 0 if none
  size_t raw_end;
  unsigned vain; // bits: end of comment, either quotation mark, each raw element's end tag
} plx_soup;

plx_soup plx_soup_of(plx_str page);
bool plx_soup_next(plx_soup *s); // false at the end

// Character references ("&amp;", "&#8217;") written out, behind what `out` holds.  attribute: "&copy=" is left alone.
void plx_soup_decode(plx_buf *out, plx_str s, bool attribute);
// The words of a short piece of HTML, its tags gone, a blank where one breaks the line; `s` itself where there is neither tag
// nor reference in it.
plx_str plx_soup_words(plx_arena *a, plx_str s);

#endif
