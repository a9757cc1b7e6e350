/* site.h - the store for a person in a browser: a list of stories, a page a story, a search.
 *
 * in     an open store (serve/api.h)
 * out    HTML, complete without script
 * how    the story's page is compare/page.h; the rest shares its style
 * cost   an index look-up; a story is compared anew for its page (bench/pipeline.md)
 * from   -
 */
#ifndef PLX_SERVE_SITE_H
#define PLX_SERVE_SITE_H

#include "serve/http.h"

// Handlers; ctx is a plx_api.
plx_handler plx_site_stories, plx_site_story, plx_site_search;

#endif
