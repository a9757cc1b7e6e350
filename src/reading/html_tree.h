/* html_tree.h - a page's elements and lines, as the parser meets them.
 *
 * in     valid UTF-8 without NULs
 * out    elements (tag, parent, what class and id say), lines of text with the element each stands in, head fields
 * how    tags and texts one after the other (soup.h); no tree is built, only a stack of what is open
 * cost   O(bytes); elements, lines and depth are capped
 * from   HTML Living Standard, section 13.2.6; data/html_tags.tsv
 *
 * Cannot fail.  Any thread.
 */
#ifndef PLX_READING_HTML_TREE_H
#define PLX_READING_HTML_TREE_H

#include "base/map.h"
#include "reading/article.h"

typedef enum plx_tag_role { PLX_TAG_INLINE, PLX_TAG_BLOCK, PLX_TAG_CELL, PLX_TAG_BREAK, PLX_TAG_SKIP } plx_tag_role;

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

struct plx_element {
  uint32_t parent;  // index; element 0 is the root and its own parent
  uint32_t ordinal; // among its parent's children
  uint32_t depth;
  int tag;             // row of data/html_tags.tsv, -1 if it is not there
  unsigned classes;    // bits of plx_class, of this element
  unsigned above;      // of it and everything above it
  uint32_t tags_above; // bits of PLX_IN_*
  bool hidden;         // display:none and the like, here or above
  uint32_t names;      // its class, id, role and itemprop in one: index into plx_html.names
  bool aside;          // aria-hidden
  uint32_t shape;      // hash of its tag and names, digits aside
  float near;          // learned weights of its names' words
  float far;           // learned weights of its names' words, summed from the root
  // sums over the lines in it, not counting what is below its child elements' own lines twice
  uint32_t lines, letters, link_letters, sentences;
  uint32_t wider; // the nearest element above it that has more lines
};

enum { // tags_above
  PLX_IN_ARTICLE = 1,
  PLX_IN_MAIN = 2,
  PLX_IN_ASIDE = 4,
  PLX_IN_NAV = 8,
  PLX_IN_HEADER = 16,
  PLX_IN_FOOTER = 32,
  PLX_IN_FIGURE = 64,
  PLX_IN_FORM = 128,
  PLX_IN_LIST = 256,
  PLX_IN_TABLE = 512,
  PLX_IN_QUOTE = 1024,
  PLX_IN_SECTION = 2048,
  PLX_IN_LINK = 4096,
  PLX_IN_HEADING = 8192,
  PLX_IN_PARAGRAPH = 16384,
  PLX_IN_BUTTON = 32768
};

// One <meta>, <link>, <time> or itemprop: a name and what it says.
typedef struct plx_saying {
  plx_str name, value;
  uint32_t line; // lines already written when it was met
} plx_saying;

// What the words of an element's names are worth: looked up once a page for each distinct string.
typedef struct plx_names {
  unsigned classes;
  uint32_t shape;  // equal for names that differ only in digits ("comment-12", "comment-13")
  float near, far; // learned weights for lines close by, and for lines anywhere below
} plx_names;

typedef struct plx_html {
  plx_page page;                  // with its elements
  plx_map names;                  // the strings; number 0 is the empty one
  PLX_VEC(plx_names) names_worth; // what each is worth
  plx_str head_title;
  PLX_VEC(plx_saying) saying;
  PLX_VEC(plx_str) json; // the scripts of type application/ld+json
} plx_html;

// Lines are not measured yet (plx_page_measure).
void plx_html_tree(plx_str html, plx_arena *tmp, plx_html *out);
const char *plx_class_kind(plx_class c);
// The next word of an element's names, in lower case, into word[40]: its length, 0 at the end.  *at: where to go on.
size_t plx_names_word(plx_str names, size_t *at, char word[40]);

#endif
