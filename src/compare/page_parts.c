/* SPDX-License-Identifier: Apache-2.0 */
/* An account is its letter everywhere, a claim is a link to its place in the list. */
#include "compare/page_parts.h"

const char *const plx_relation_class[] = {
    [PLX_AGREE] = "is-agree", [PLX_DIFFER] = "is-differ", [PLX_CONFLICT] = "is-conflict",
    [PLX_DENY_] = "is-deny",  [PLX_SINGLE] = "is-single",
};

void plx_page_letter(const plx_page *p, uint32_t document) {
  plx_html_raw(p->out, "<abbr class=\"letter\"");
  plx_html_attr(p->out, "title", plx_view_outlet(p->s, document, p->tmp));
  plx_buf_fmt(p->out, " data-d=\"%u\">", document % 8);
  plx_html_text(p->out, plx_view_letter(document, p->tmp));
  plx_html_raw(p->out, "</abbr>");
}

void plx_page_letters(const plx_page *p, const plx_picks *documents) {
  plx_html_raw(p->out, "<span class=\"letters\">");
  for (uint32_t i = 0; i < documents->n; i++) {
    if (i) plx_html_raw(p->out, " ");
    plx_page_letter(p, documents->v[i]);
  }
  plx_html_raw(p->out, "</span>");
}

void plx_page_link(const plx_page *p, uint32_t claim, plx_str text) {
  if (claim >= p->s->claim.n) {
    plx_html_text(p->out, text);
    return;
  }
  plx_buf_fmt(p->out, "<a href=\"#c%u\" data-go=\"%u\">", claim, claim);
  plx_html_text(p->out, text);
  plx_html_raw(p->out, "</a>");
}
