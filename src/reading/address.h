/* address.h - one address for one article.
 *
 * in     an address as it was found
 * out    scheme and host in small letters, without "www.", "m." and the like, default port, user, fragment, tracking
 *        parameters, final slash and "/amp"; http and https are one
 * how    cut by hand; what says only how a reader came is in data/url_words.tsv
 * cost   O(bytes x rows)
 * from   RFC 3986, section 6
 *
 * Cannot fail; what is no http address gives an absent one.  Pure.
 */
#ifndef PLX_READING_ADDRESS_H
#define PLX_READING_ADDRESS_H

#include "base/str.h"

plx_str plx_address_one(plx_arena *a, plx_str url);

#endif
