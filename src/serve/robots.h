/* robots.h - what a site asks robots not to fetch.
 *
 * in     the text of a robots.txt
 * out    may this path be fetched? and how long to wait between fetches
 * how    the group that names us, else that of "*"; the longest rule that fits wins, Allow before Disallow; * and $ as
 *        in the standard
 * cost   O(lines x length of the path)
 * from   RFC 9309; Crawl-delay as it is commonly used
 *
 * Cannot fail: what is no rule is passed over.  Pure.
 */
#ifndef PLX_SERVE_ROBOTS_H
#define PLX_SERVE_ROBOTS_H

#include "base/str.h"

enum { PLX_ROBOTS_BYTES_MAX = 500 << 10 }; // what lies behind is not looked at (RFC 9309, 2.5)

// agent: the product's name, without version: "parallax".  path: with its query.
bool plx_robots_allow(plx_str robots, plx_str agent, plx_str path);
int plx_robots_delay_s(plx_str robots, plx_str agent); // 0: it does not say

#endif
