/* jsonld.h - JSON-LD as pages really have it.
 *
 * in     the text of a <script type="application/ld+json">
 * out    its value, and the object in it that describes the article
 * how    parsed as it is; if that fails, mended (comments, raw line breaks, trailing commas) and parsed again; if that
 *        fails too, of an article the few members this program asks for are picked out
 * cost   O(bytes)
 * from   JSON-LD 1.1; schema.org
 *
 * Cannot fail: what cannot be mended gives NULL.  Pure.
 */
#ifndef PLX_READING_JSONLD_H
#define PLX_READING_JSONLD_H

#include "base/json.h"

json_t *plx_jsonld_parse(plx_arena *tmp, plx_str script); // the caller json_decrefs it; NULL if beyond mending
// The object that describes an article, anywhere in arrays, @graph or mainEntity; borrowed; NULL if there is none.
// `title`: only one with whose headline this begins; absent: the first.
const json_t *plx_jsonld_article(const json_t *root, plx_str title);

// The object with this "@id" in arrays or @graph; borrowed; NULL if there is none.
const json_t *plx_jsonld_by_id(const json_t *root, plx_str id);

#endif
