/* SPDX-License-Identifier: Apache-2.0 */
/* One escape for both places text can stand in, so that no caller has to know which one it is in. */
#include "compare/html.h"

#include "base/utf8.h"

void plx_html_raw(plx_buf *out, const char *markup) {
  plx_buf_str(out, plx_str_of(markup));
}

static void put_character(plx_buf *out, uint32_t cp) {
  char bytes[4];
  switch (cp) {
  case '&': plx_html_raw(out, "&amp;"); return;
  case '<': plx_html_raw(out, "&lt;"); return;
  case '>': plx_html_raw(out, "&gt;"); return;
  case '"': plx_html_raw(out, "&quot;"); return;
  case '\'': plx_html_raw(out, "&#39;"); return;
  default: break;
  }
  bool control = (cp < 0x20 && cp != '\n' && cp != '\t') || (cp >= 0x7F && cp < 0xA0);
  if (!control) plx_buf_add(out, bytes, (size_t)plx_utf8_put(bytes, cp));
}

void plx_html_text(plx_buf *out, plx_str text) {
  int n;
  for (size_t at = 0; at < text.n; at += (size_t)n) put_character(out, plx_utf8_at(text, at, &n));
}

void plx_html_attr(plx_buf *out, const char *name, plx_str value) {
  plx_buf_fmt(out, " %s=\"", name);
  plx_html_text(out, value);
  plx_buf_char(out, '"');
}

void plx_html_element(plx_buf *out, const char *tag, const char *css_class, plx_str text) {
  plx_buf_fmt(out, css_class ? "<%s class=\"%s\">" : "<%s>", tag, css_class);
  plx_html_text(out, text);
  plx_buf_fmt(out, "</%s>", tag);
}
