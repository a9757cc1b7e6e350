/* SPDX-License-Identifier: Apache-2.0 */
#include "serve/canonical.h"

// Parameters that say where the reader came from, not what is read.
static bool tracks(plx_str name) {
  return plx_str_starts(name, PLX_STR("utm_")) || plx_str_starts(name, PLX_STR("at_")) ||
         plx_str_in(name, "fbclid gclid dclid msclkid igshid mc_cid mc_eid ref ref_src cmpid cmp ocid ito ns_source ns_mchannel "
                          "ns_campaign smid sref share amp outputType taid partner feedType feedName source CMP");
}

static bool take(plx_str *s, plx_str prefix) {
  if (!plx_str_eqi(plx_str_sub(*s, 0, prefix.n), prefix)) return false;
  *s = plx_str_sub(*s, prefix.n, s->n);
  return true;
}

static plx_str host_of(plx_arena *a, plx_str authority) {
  ptrdiff_t at = plx_str_find(authority, PLX_STR("@"), 0);
  plx_str host = plx_str_lower(a, at < 0 ? authority : plx_str_sub(authority, (size_t)at + 1, authority.n));
  static const char *const front[] = {"www.", "m.", "amp."};
  for (int i = 0; i < 3; i++)
    if (plx_str_starts(host, plx_str_of(front[i])) && plx_str_find(host, PLX_STR("."), plx_str_of(front[i]).n) > 0)
      host = plx_str_sub(host, plx_str_of(front[i]).n, host.n);
  if (plx_str_ends(host, PLX_STR(":80"))) host.n -= 3;
  if (plx_str_ends(host, PLX_STR(":443"))) host.n -= 4;
  return host;
}

plx_str plx_canonical_url(plx_arena *a, plx_str url) {
  plx_buf b = {0};
  plx_str rest = plx_str_trim(url), authority, path, query, one;
  if (!take(&rest, PLX_STR("https://")) && !take(&rest, PLX_STR("http://"))) return (plx_str){0};
  plx_str_cut(&rest, '#', &query); // the fragment is left in rest and forgotten
  rest = query;
  query = (plx_str){0};
  plx_str_cut(&rest, '?', &path);
  query = rest;
  rest = path;
  plx_str_cut(&rest, '/', &authority);
  plx_buf_fmt(&b, "http://%.*s/%.*s", PLX_FMT(host_of(a, authority)), PLX_FMT(rest));
  while (b.n && b.p[b.n - 1] == '/') b.p[--b.n] = 0;
  for (char with = '?'; plx_str_cut(&query, '&', &one);) {
    plx_str name, value = one;
    plx_str_cut(&value, '=', &name);
    if (!one.n || tracks(name)) continue;
    plx_buf_fmt(&b, "%c%.*s", with, PLX_FMT(one));
    with = '&';
  }
  plx_str canonical = plx_str_copy(a, plx_buf_view(&b));
  plx_buf_free(&b);
  return authority.n ? canonical : (plx_str){0};
}
