/* SPDX-License-Identifier: Apache-2.0 */
#include "reading/html.h"

#include "reading/plain.h"

plx_doc *plx_html_read(plx_str html, plx_arena *doc) {
  return plx_plain_read(html, doc);
}
