/* html.h - a web page becomes a document.
 *
 * in     valid UTF-8 without NULs, HTML of any quality
 * out    one document, or one for each of several articles (several.h); what is not article is in `dropped`
 * how    tags and texts (soup.h) become lines that know where they stood (html_tree.h), under our own caps; head and
 *        JSON-LD give the fields; then as for plain text: judged (line.h) and written down (article.h)
 * cost   O(bytes)
 * from   -
 *
 * Cannot fail: a page without an article gives a document without blocks.  Any thread.
 */
#ifndef PLX_READING_HTML_H
#define PLX_READING_HTML_H

#include "reading/html_tree.h"
#include "reading/meta.h"
#include "reading/read.h"

// Appends the documents to *out, on arena `doc`.
void plx_html_read(plx_str html, plx_arena *doc, plx_docs *out);
// The last step of it, for the trainer: a page whose lines are judged.
void plx_html_write(plx_html *html, const plx_meta *meta, plx_arena *doc, plx_arena *tmp, plx_docs *out);

#endif
