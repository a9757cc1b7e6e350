/* html_tree.h - a page's elements and lines, as the parser meets them.
 *
 * in     valid UTF-8 without NULs
 * out    elements (tag, parent, what class and id say), lines of text with the element each stands in, head fields
 * how    tags and texts one after the other (soup.h); no tree is built, only a stack of what is open
 * cost   O(bytes); elements, lines and depth are capped
 * from   HTML Living Standard, section 13.2.6
 *
 * Cannot fail.  Any thread.
 */
#ifndef PLX_READING_HTML_TREE_H
#define PLX_READING_HTML_TREE_H

#include "base/map.h"
#include "reading/article.h"
#include "reading/html_names.h"
#include "reading/html_tags.h"

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

// One <meta>, <link>, <time> or itemprop: a name and what it says.
typedef struct plx_saying {
  plx_str name, value;
  uint32_t line; // lines already written when it was met
} plx_saying;

typedef struct plx_html {
  plx_page page;                  // with its elements
  plx_map names;                  // the strings; number 0 is the empty one
  PLX_VEC(plx_names) names_worth; // what each is worth: asked once a page
  plx_str head_title;
  PLX_VEC(plx_saying) saying;
  PLX_VEC(plx_str) json; // the scripts of type application/ld+json
} plx_html;

// Lines are not measured yet (plx_page_measure).
void plx_html_tree(plx_str html, plx_arena *tmp, plx_html *out);

#endif
