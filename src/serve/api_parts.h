/* api_parts.h - what the files of the API share.
 *
 * in     requests
 * out    handlers, by file; helpers
 * how    api.c holds the table of routes
 * cost   -
 * from   web/openapi.json
 */
#ifndef PLX_SERVE_API_PARTS_H
#define PLX_SERVE_API_PARTS_H

#include "base/json.h"
#include "serve/api.h"
#include "store/find.h"

// A reply that tells the error: 400 for the caller's, 500 for ours.
void plx_api_fail(plx_api *a, plx_reply *r, const plx_err *e);
// The conditions of find.h out of a query string, with sort, cursor and limit.
bool plx_api_query(const plx_request *q, plx_query *out, plx_err *e);
plx_each_stored plx_api_write_hit; // ctx is a plx_json
plx_each_term plx_api_write_term;  // the same
// Type, actor and country of an entity out of its "PER|RUS GOV|RUS".
void plx_api_write_detail(plx_json *j, plx_str detail);

plx_handler plx_api_get_stories, plx_api_get_story, plx_api_get_story_documents, plx_api_get_revisions,
    plx_api_get_since, plx_api_get_places, plx_api_get_voices, plx_api_get_feed,
    plx_api_get_changes;                            // api_stories.c, api_story.c, api_graph.c, api_live.c
plx_handler plx_api_get_search, plx_api_get_facets; // api_find.c
plx_handler plx_api_get_entity, plx_api_get_pairs;  // api_actors.c

plx_handler plx_api_get_reviews, plx_api_post_review, plx_api_get_review_queue, plx_api_get_review_conflicts,
    plx_api_get_review_agreement, plx_api_get_review_export; // api_review.c

#endif
