/* SPDX-License-Identifier: Apache-2.0 */
/* A figure that is given differently is a dot plot: a line a speaker, all lines on one scale from zero, so that a dot's
 * distance from the left is its size.  Figures that all accounts give alike need no plot and stand in a list. */
#include "compare/page_figures.h"

typedef struct scale {
  double from, to;
} scale;

static scale scale_of(const plx_range *r) {
  return (scale){r->low < 0 ? r->low : 0, r->high > 0 ? r->high : 1};
}

static double percent(scale s, double v) {
  return 100 * (v - s.from) / (s.to - s.from);
}

static void write_strip(const plx_page *p, const plx_range *r, double v) {
  scale s = scale_of(r);
  double low = percent(s, r->low), high = percent(s, r->high);
  plx_html_raw(
      p->out,
      "<svg class=\"strip\" height=\"20\" aria-hidden=\"true\"><line x1=\"0\" y1=\"10\" x2=\"100%\" y2=\"10\"/>");
  plx_buf_fmt(p->out, "<rect x=\"%.2f%%\" y=\"7\" width=\"%.2f%%\" height=\"6\"/>", low, high - low);
  plx_buf_fmt(p->out, "<circle cx=\"%.2f%%\" cy=\"10\" r=\"6\"%s/></svg>", percent(s, v),
              v == r->best ? " class=\"best\"" : "");
}

static void write_voices(const plx_page *p, const plx_row *row) {
  plx_html_raw(p->out, "<span class=\"who\">");
  for (uint32_t i = 0; i < row->voice.n; i++) {
    const plx_voice *v = &row->voice.v[i];
    if (i) plx_html_raw(p->out, "; ");
    plx_html_element(p->out, "bdi", NULL, v->said_by.n ? v->said_by : plx_view_outlet(p->s, v->document.v[0], p->tmp));
    plx_html_raw(p->out, " ");
    plx_page_letters(p, &v->document);
  }
  plx_html_raw(p->out, "</span>");
}

static void write_row(const plx_page *p, const plx_range *r, const plx_row *row) {
  plx_html_raw(p->out, "<li><span class=\"value\">");
  plx_page_link(p, row->claim, plx_view_number(row->value, p->tmp));
  plx_html_raw(p->out, "</span>");
  write_strip(p, r, row->value);
  write_voices(p, row);
  plx_html_raw(p->out, "</li>\n");
}

static void write_axis(const plx_page *p, const plx_range *r) {
  scale s = scale_of(r);
  plx_html_raw(p->out, "<p class=\"axis\" aria-hidden=\"true\">");
  plx_html_element(p->out, "span", NULL, plx_view_number(s.from, p->tmp));
  plx_html_element(p->out, "span", NULL, plx_view_number(s.to, p->tmp));
  plx_html_raw(p->out, "</p>");
}

static void write_range(const plx_page *p, const plx_range *r) {
  plx_rows rows = plx_view_rows(p->s, r, p->tmp);
  plx_html_raw(p->out, "<figure class=\"range\"><figcaption>");
  plx_html_element(p->out, "b", NULL, plx_view_counted(r, p->tmp));
  plx_html_element(p->out, "span", "low-high",
                   plx_str_fmt(p->tmp, "%.*s to %.*s, best %.*s", PLX_FMT(plx_view_number(r->low, p->tmp)),
                               PLX_FMT(plx_view_number(r->high, p->tmp)), PLX_FMT(plx_view_number(r->best, p->tmp))));
  if (r->claim < p->s->claim.n)
    plx_html_element(p->out, "span", "about", plx_view_summary(&p->s->claim.v[r->claim], p->tmp));
  plx_html_raw(p->out, "</figcaption><ul class=\"rows\">\n");
  for (uint32_t i = 0; i < rows.n; i++) write_row(p, r, &rows.v[i]);
  plx_html_raw(p->out, "</ul>");
  write_axis(p, r);
  plx_html_raw(p->out, "</figure>\n");
}

static void write_plain(const plx_page *p, const plx_range *r) {
  plx_rows rows = plx_view_rows(p->s, r, p->tmp);
  plx_html_raw(p->out, r->low < r->high ? "<li>about <b>" : "<li><b>");
  plx_page_link(p, rows.v[0].claim, plx_view_number(rows.v[0].value, p->tmp));
  plx_html_raw(p->out, "</b> ");
  plx_html_element(p->out, "bdi", NULL, plx_view_counted(r, p->tmp));
  plx_html_raw(p->out, " ");
  write_voices(p, &rows.v[0]);
  plx_html_raw(p->out, "</li>\n");
}

static void write_plain_list(const plx_page *p, uint32_t n, bool open) {
  plx_buf_fmt(p->out, "<details class=\"alike\"%s><summary>%u figure%s given once, or by all alike</summary><ul>\n",
              open ? " open" : "", n, n == 1 ? "" : "s");
  for (uint32_t i = 0; i < p->s->range.n; i++)
    if (p->s->range.v[i].values.n && !plx_view_spread(&p->s->range.v[i])) write_plain(p, &p->s->range.v[i]);
  plx_html_raw(p->out, "</ul></details>\n");
}

void plx_page_figures(const plx_page *p) {
  uint32_t spread = 0, plain = 0;
  for (uint32_t i = 0; i < p->s->range.n; i++) {
    if (plx_view_spread(&p->s->range.v[i])) spread++;
    else if (p->s->range.v[i].values.n) plain++;
  }
  if (spread + plain == 0) return;
  plx_html_raw(
      p->out,
      "<section id=\"figures\" aria-labelledby=\"figures-title\"><h2 id=\"figures-title\">Figures, and who gives them</h2>\n");
  if (spread) plx_html_raw(p->out, "<div class=\"ranges\">");
  for (uint32_t i = 0; i < p->s->range.n; i++)
    if (plx_view_spread(&p->s->range.v[i])) write_range(p, &p->s->range.v[i]);
  if (spread) plx_html_raw(p->out, "</div>\n");
  if (plain) write_plain_list(p, plain, spread == 0);
  plx_html_raw(p->out, "</section>\n");
}
