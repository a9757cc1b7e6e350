/* html_tags.h - what a tag does to the flow of text and to the elements around it.
 *
 * in     a tag's name, in lower case
 * out    its row in data/html_tags.tsv, its role, its region, which open elements its start ends
 * how    each name is looked up once a page; there are 256 places for the hundred names that pages use, and on a page with
 *        many more the last ones are unknown
 * cost   a hash of the name
 * from   HTML Living Standard, section 13.2.6; AMP component reference; data/html_tags.tsv
 *
 * Cannot fail.  One page's tags belong to one thread.
 */
#ifndef PLX_READING_HTML_TAGS_H
#define PLX_READING_HTML_TAGS_H

#include "reading/soup.h"

enum { PLX_TAGS_MAX = 192, PLX_TAGS_KNOWN = 256 };

typedef enum plx_tag_role { PLX_TAG_INLINE, PLX_TAG_BLOCK, PLX_TAG_CELL, PLX_TAG_BREAK, PLX_TAG_SKIP } plx_tag_role;

// Regions: bits of what stands in such an element.
enum {
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

typedef struct plx_tag_set {
  uint64_t bits[PLX_TAGS_MAX / 64]; // by row of the table
} plx_tag_set;

typedef struct plx_tag {
  char name[PLX_SOUP_NAME];
  uint32_t name_n;
  int row; // in html_tags, -1 if it is not there
  plx_tag_role role;
  uint32_t region;                        // bits of PLX_IN_*
  bool empty, link, bold, image, closing; // closing: its start ends others
  bool apart;                             // what is in it is no part of a word outside
  plx_tag_set closes, within;
} plx_tag;

// The tags of a page so far.  Start from plx_tags_new.
typedef struct plx_tags {
  plx_tag known[PLX_TAGS_KNOWN], unknown;
} plx_tags;

plx_tags *plx_tags_new(plx_arena *tmp);
const plx_tag *plx_tag_of(plx_tags *tags, plx_str name); // good as long as the arena
int plx_tag_row(const char *name);                       // -1 if it is not there
plx_str plx_tag_name(int row);                           // "?" of -1
int plx_tag_number(int row);                             // by which the trained models know it; -1 of -1
bool plx_tag_in(const plx_tag_set *set, int row);

#endif
