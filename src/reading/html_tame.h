/* html_tame.h - takes from a page what would make a parser slow, and nothing that is read.
 *
 * in     HTML in UTF-8 without NULs
 * out    the same page, tags longer than TAG_BYTES_MAX cut short (a reader sees no attribute), itself if there are none
 * how    one pass over the tags; scripts, styles and comments are stepped over
 * cost   O(bytes); copies only if something is cut
 * from   libxml2 2.9 compares each attribute of a tag with all before it
 *
 * Cannot fail.  Pure.
 */
#ifndef PLX_READING_HTML_TAME_H
#define PLX_READING_HTML_TAME_H

#include "base/str.h"

plx_str plx_html_tame(plx_str html, plx_arena *tmp);

#endif
