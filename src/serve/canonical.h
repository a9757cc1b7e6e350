/* canonical.h - one address for one article.
 *
 * in     an address as it was found
 * out    scheme and host in small letters, without "www.", "m." and "amp.", default port, user, fragment, tracking
 *        parameters and final slash; http and https are one
 * how    cut by hand; parameters that only say where a reader came from are in a list here
 * cost   O(bytes)
 * from   RFC 3986, section 6
 *
 * Cannot fail; what is no http address gives an absent one.  Pure.
 */
#ifndef PLX_SERVE_CANONICAL_H
#define PLX_SERVE_CANONICAL_H

#include "base/str.h"

plx_str plx_canonical_url(plx_arena *a, plx_str url);

#endif
