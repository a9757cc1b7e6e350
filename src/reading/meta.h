/* meta.h - what a page's head says of the article: title, dates, names, outlet.
 *
 * in     <meta>, <link>, <time>, itemprop and JSON-LD as html_tree.h collected them
 * out    a plx_meta; what is not said is absent
 * how    each field has a list of sources, best first (data/meta_names.tsv); JSON-LD is mended where it is broken
 * cost   O(sayings x names)
 * from   schema.org NewsArticle; Open Graph protocol; Dublin Core
 *
 * Cannot fail.  Pure.
 */
#ifndef PLX_READING_META_H
#define PLX_READING_META_H

#include "reading/html_tree.h"

// Strings live on `doc`.  body: the text JSON-LD gives as articleBody, absent if none (on tmp).
void plx_meta_read(const plx_html *html, plx_arena *doc, plx_arena *tmp, plx_meta *meta, plx_str *body);
// A page title without the site's name behind or before it ("Bridge opens | The Example").
plx_str plx_meta_bare_title(plx_str title, plx_str site);
// Is `said` the title and, behind a separator, something short ("TITLE - Section | Site")?
bool plx_meta_with_site(plx_str said, plx_str title);

#endif
