/* feed.h - the items of an RSS, RDF or Atom feed, each a document.
 *
 * in     valid UTF-8 XML
 * out    a document for each <item> or <entry> that has words; title, address, date, names and outlet as the feed gives them
 * how    libxml2 reads it, recovering; nothing outside the file is loaded and entities of its own are not expanded
 * cost   O(bytes); the tree is about ten times the file
 * from   RSS 2.0; RSS 1.0 (RDF); RFC 4287 (Atom); content:encoded
 *
 * Cannot fail: what is no feed gives no documents.  Pure.
 */
#ifndef PLX_READING_FEED_H
#define PLX_READING_FEED_H

#include "reading/article.h"
#include "reading/read.h"

bool plx_feed_sign(plx_str bytes); // does the first KiB hold a feed's root element?
// One item whose text is HTML more often than not; NULL if it has neither words nor a title.
plx_doc *plx_feed_document(const plx_meta *meta, plx_str html, plx_arena *doc);
// Appends the documents to *out, on arena `doc`.
void plx_feed_read(plx_str xml, plx_arena *doc, plx_docs *out);

#endif
