/* SPDX-License-Identifier: Apache-2.0 */
/* Cut into lines, read the head, judge the lines, write the article: the same road as plain text, with more to see. */
#include "reading/html.h"

#include "reading/judge.h"
#include "reading/meta.h"

plx_doc *plx_html_read(plx_str html, plx_arena *doc) {
  plx_arena *tmp = plx_arena_new();
  plx_html page = {0};
  plx_meta meta;
  plx_str body;
  plx_html_tree(html, tmp, &page);
  plx_meta_read(&page, doc, tmp, &meta, &body);
  plx_page_measure(&page.page, tmp);
  plx_page_judge(&page.page, &(plx_hints){meta.title, body}, tmp);
  plx_doc *d = plx_article_write(&page.page, &meta, doc, tmp);
  plx_arena_free(tmp);
  return d;
}
