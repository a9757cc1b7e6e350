/* entries.h - the entries of a live blog keep their times.
 *
 * in     a judged page, and when it was published and changed
 * out    line->time of the lines of each entry; a note "live" says how many entries there are
 * how    times are those JSON-LD gives its entries, or lines that begin with a clock time ("14:32 GMT", days told by how
 *        it jumps), or those of <time>; the text behind a time is its entry.  Only pages with ENTRIES_MIN of them are live
 *        blogs, or half as many where JSON-LD says LiveBlogPosting
 * cost   O(lines)
 * from   schema.org/LiveBlogPosting
 *
 * Cannot fail.  Pure.
 */
#ifndef PLX_READING_ENTRIES_H
#define PLX_READING_ENTRIES_H

#include "reading/html_tree.h"

// meta: when the page was published and changed.  Returns how many entries have a time; 0 if it is no live blog.
uint32_t plx_entries_time(plx_html *html, const plx_meta *meta, plx_arena *doc, plx_arena *tmp);

#endif
