/* SPDX-License-Identifier: Apache-2.0 */
/* The page reads from the top like an article about articles: what happened, how the numbers spread, then every claim
 * beside the texts it came from, then the days.  It stands alone: style and script are inside, nothing is fetched. */
#include "compare/page.h"

#include "compare/page_accounts.h"
#include "compare/page_figures.h"
#include "compare/page_parts.h"
#include "reading/sha256.h"
#include "web.h"

static const struct {
  const char *name, *mark, *filter;
} relation_words[] = {
    [PLX_AGREE] = {"agree", "=", "agree"},
    [PLX_DIFFER] = {"differ", "≠", "differ"},
    [PLX_CONFLICT] = {"contradict", "×", "contradict"},
    [PLX_DENY_] = {"denied", "¬", "denied"},
    [PLX_SINGLE] = {"one account", "1", "only one account"},
};

// In the order that the list of claims and its filters have.
static const plx_relation relation_order[] = {PLX_AGREE, PLX_CONFLICT, PLX_DIFFER, PLX_DENY_, PLX_SINGLE};
static const plx_section section_order[] = {PLX_SECTION_ALL,  PLX_SECTION_CONFLICT, PLX_SECTION_DIFFER,
                                            PLX_SECTION_DENY, PLX_SECTION_SEVERAL,  PLX_SECTION_SINGLE};
static const char *const section_title[PLX_SECTIONS] = {
    [PLX_SECTION_ALL] = "All accounts tell",      [PLX_SECTION_SEVERAL] = "Several accounts tell",
    [PLX_SECTION_DIFFER] = "The accounts differ", [PLX_SECTION_CONFLICT] = "The accounts contradict each other",
    [PLX_SECTION_DENY] = "One party denies",      [PLX_SECTION_SINGLE] = "Only one account has",
};
static const char *const field_name[] = {"", "number", "date", "place", "who", "certainty", "duration"};
static const char *const why_name[] = {"", "an update over time", "a different scope", "they disagree"};

static void raw(const plx_page *p, const char *markup) {
  plx_html_raw(p->out, markup);
}

/* --- one claim --- */

static void write_note(const plx_page *p, const plx_claim *c) {
  raw(p, "<p class=\"note\">");
  if (c->field) plx_buf_fmt(p->out, "%s · ", field_name[c->field]);
  if (c->why) plx_buf_fmt(p->out, "%s · ", why_name[c->why]);
  plx_buf_fmt(p->out, "%u outlet%s, %u origin%s", c->outlets, c->outlets == 1 ? "" : "s", c->origins,
              c->origins == 1 ? "" : "s");
  if (c->date.n) {
    raw(p, " · ");
    plx_html_element(p->out, "time", NULL, plx_view_when(c->date, p->tmp));
  }
  raw(p, "</p>\n");
}

static void write_values(const plx_page *p, const plx_claim *c) {
  if (c->values.n < 2) return;
  raw(p, "<ul class=\"values\">");
  plx_picks values = plx_view_values(p->s, c, p->tmp);
  for (uint32_t i = 0; i < values.n; i++) {
    const plx_value *v = &c->values.v[values.v[i]];
    plx_picks documents = {v->documents.v, v->documents.n, v->documents.cap};
    raw(p, "<li>");
    plx_html_element(p->out, "bdi", NULL, plx_view_value(p->s, c, v, p->tmp));
    raw(p, " ");
    plx_page_letters(p, &documents);
    raw(p, "</li>");
  }
  raw(p, "</ul>\n");
}

static void write_quote(const plx_page *p, const plx_account *account) {
  enum { COLUMNS = 320 };
  plx_quote q = plx_view_quote(p->s, account, COLUMNS);
  plx_str speaker = plx_view_speaker(p->s, account);
  plx_buf_fmt(p->out, "<li data-doc=\"%u\">", account->document);
  plx_page_letter(p, account->document);
  raw(p, " <q dir=\"auto\">");
  plx_html_text(p->out, q.cut_before ? PLX_STR("… ") : PLX_STR(""));
  plx_html_text(p->out, q.before);
  plx_html_element(p->out, "mark", NULL, q.words);
  plx_html_text(p->out, q.after);
  plx_html_text(p->out, q.cut_after ? PLX_STR(" …") : PLX_STR(""));
  raw(p, "</q>");
  if (speaker.n) {
    raw(p, " <span class=\"said\">says ");
    plx_html_element(p->out, "bdi", NULL, speaker);
    raw(p, "</span>");
  }
  raw(p, "</li>\n");
}

static void write_claim(const plx_page *p, uint32_t index) {
  const plx_claim *c = &p->s->claim.v[index];
  plx_picks documents = plx_view_documents(c, p->tmp);
  plx_buf_fmt(p->out, "<li class=\"claim %s\" id=\"c%u\" data-c=\"%u\" data-r=\"%d\">", plx_relation_class[c->relation],
              index, index, c->relation);
  plx_buf_fmt(p->out, "<button type=\"button\" class=\"head\" aria-expanded=\"true\" aria-controls=\"b%u\">", index);
  plx_buf_fmt(p->out, "<span class=\"rel\"><span aria-hidden=\"true\">%s</span> %s</span> ",
              relation_words[c->relation].mark, relation_words[c->relation].name);
  plx_html_element(p->out, "span", "sum", plx_view_heading(p->s, c, p->tmp));
  raw(p, " ");
  plx_page_letters(p, &documents);
  plx_buf_fmt(p->out, "</button><div class=\"body\" id=\"b%u\">\n", index);
  write_note(p, c);
  write_values(p, c);
  raw(p, "<ul class=\"quotes\">\n");
  for (uint32_t i = 0; i < c->accounts.n; i++) write_quote(p, &c->accounts.v[i]);
  raw(p, "</ul></div></li>\n");
}

/* --- the list of claims --- */

static uint32_t count_relation(const plx_story *s, plx_relation r) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < s->claim.n; i++) n += s->claim.v[i].relation == r;
  return n;
}

static void write_filters(const plx_page *p) {
  raw(p, "<div class=\"filters\" role=\"group\" aria-label=\"Which claims to show\">\n");
  plx_buf_fmt(p->out, "<button type=\"button\" data-filter=\"-1\" aria-pressed=\"true\">all <b>%u</b></button>\n",
              p->s->claim.n);
  for (size_t i = 0; i < sizeof relation_order / sizeof *relation_order; i++) {
    plx_relation r = relation_order[i];
    uint32_t n = count_relation(p->s, r);
    if (n == 0) continue;
    plx_buf_fmt(
        p->out,
        "<button type=\"button\" class=\"%s\" data-filter=\"%d\" aria-pressed=\"false\"><span aria-hidden=\"true\">%s</span> %s <b>%u</b></button>\n",
        plx_relation_class[r], r, relation_words[r].mark, relation_words[r].filter, n);
  }
  raw(p,
      "<input type=\"search\" id=\"find\" placeholder=\"find words\" aria-label=\"Show claims that hold these words\"></div>\n");
}

static void write_claims(const plx_page *p) {
  raw(p, "<div class=\"claims\" id=\"claims\" role=\"region\" aria-labelledby=\"claims-title\" tabindex=\"-1\">\n"
         "<h2 id=\"claims-title\">Claims</h2>\n");
  write_filters(p);
  for (size_t i = 0; i < PLX_SECTIONS; i++) {
    plx_picks picks = plx_view_claims(p->s, section_order[i], p->tmp);
    if (picks.n == 0) continue;
    raw(p, "<section>");
    plx_html_element(p->out, "h3", NULL, plx_str_of(section_title[section_order[i]]));
    raw(p, "<ol>\n");
    for (uint32_t k = 0; k < picks.n; k++) write_claim(p, picks.v[k]);
    raw(p, "</ol></section>\n");
  }
  raw(p, "<p class=\"none\" hidden>No claim holds these words.</p></div>\n");
}

/* --- timeline --- */

static void write_day(const plx_page *p, const plx_day *day) {
  raw(p, "<li><h3><time");
  plx_html_attr(p->out, "datetime", day->date);
  raw(p, ">");
  plx_html_text(p->out, plx_view_when(day->date, p->tmp));
  raw(p, "</time></h3><ul>\n");
  plx_picks claims = plx_view_day(p->s, day, p->tmp);
  for (uint32_t i = 0; i < claims.n; i++) {
    const plx_claim *c = &p->s->claim.v[claims.v[i]];
    plx_picks documents = plx_view_documents(c, p->tmp);
    plx_buf_fmt(p->out, "<li class=\"%s\">", plx_relation_class[c->relation]);
    plx_page_link(p, claims.v[i], plx_view_summary(c, p->tmp));
    raw(p, " ");
    plx_page_letters(p, &documents);
    raw(p, "</li>\n");
  }
  raw(p, "</ul></li>\n");
}

static void write_timeline(const plx_page *p) {
  if (p->s->timeline.n == 0) return;
  raw(p,
      "<section id=\"timeline\" aria-labelledby=\"timeline-title\"><h2 id=\"timeline-title\">Timeline</h2>\n<ol class=\"days\">\n");
  for (uint32_t i = 0; i < p->s->timeline.n; i++) write_day(p, &p->s->timeline.v[i]);
  raw(p, "</ol></section>\n");
}

/* --- head and foot --- */

static plx_str title_of(const plx_story *s) {
  return s->title.n ? s->title : PLX_STR("A story without a title");
}

plx_str plx_page_policy(plx_arena *a) {
  plx_str style = plx_sha256_base64(a, plx_web_story_css), script = plx_sha256_base64(a, plx_web_story_js);
  return plx_str_fmt(
      a, "default-src 'none'; style-src 'sha256-%.*s'; script-src 'sha256-%.*s'; form-action 'self'; base-uri 'none'",
      PLX_FMT(style), PLX_FMT(script));
}

void plx_page_style(plx_buf *out) {
  plx_html_raw(out, "<style>"); // between the marks stands what the policy's hash is of, to the byte
  plx_buf_str(out, plx_web_story_css);
  plx_html_raw(out, "</style>");
}

static void write_document_head(const plx_page *p) {
  raw(p, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
         "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
         "<meta http-equiv=\"Content-Security-Policy\"");
  plx_html_attr(p->out, "content", plx_page_policy(p->tmp));
  raw(p, ">\n<meta name=\"generator\" content=\"parallax " PLX_VERSION "\">\n");
  plx_html_element(p->out, "title", NULL, title_of(p->s));
  raw(p, "\n");
  plx_page_style(p->out);
  raw(p, "\n</head>\n<body>\n<a class=\"skip\" href=\"#claims\">Skip to the claims</a>\n");
}

static void write_points(const plx_page *p) {
  if (p->s->point.n == 0) return;
  raw(p, "<ul class=\"points\">\n");
  for (uint32_t i = 0; i < p->s->point.n; i++) {
    const plx_point *x = &p->s->point.v[i];
    plx_picks documents = plx_view_documents(&p->s->claim.v[x->claim], p->tmp);
    raw(p, "<li dir=\"auto\">");
    plx_page_link(p, x->claim, plx_view_point(p->s, x, p->tmp));
    raw(p, " ");
    plx_page_letters(p, &documents);
    raw(p, "</li>\n");
  }
  raw(p, "</ul>\n");
}

static void write_top(const plx_page *p) {
  const plx_story *s = p->s;
  uint32_t outlets = plx_view_outlets(s);
  raw(p,
      "<header class=\"top\"><p class=\"brand\"><svg width=\"22\" height=\"14\" viewBox=\"0 0 22 14\" aria-hidden=\"true\">"
      "<circle cx=\"7\" cy=\"7\" r=\"6\"/><circle cx=\"15\" cy=\"7\" r=\"6\"/></svg> Parallax</p>\n"
      "<p class=\"tools\"><button type=\"button\" id=\"theme\">Dark</button><button type=\"button\" id=\"help-open\">"
      "Keys <kbd>?</kbd></button></p>\n<h1 dir=\"auto\">");
  plx_html_text(p->out, title_of(s));
  raw(p, "</h1>\n");
  if (s->brief.n) {
    raw(p, "<p class=\"brief\" dir=\"auto\">");
    plx_html_text(p->out, s->brief);
    raw(p, "</p>\n");
  }
  write_points(p);
  plx_str days = plx_view_days(s, p->tmp);
  raw(p, "<p class=\"facts\">");
  plx_html_text(p->out, days);
  plx_buf_fmt(p->out, "%s%u account%s from %u outlet%s</p></header>\n", days.n ? " · " : "", s->document.n,
              s->document.n == 1 ? "" : "s", outlets, outlets == 1 ? "" : "s");
}

static const char foot[] =
    "<footer><p>Each claim rests on the words marked in the accounts. An <b>outlet</b> is not an <b>origin</b>: two that print one agency text, "
    "or rest on one spokesman, are one origin. Made by Parallax " PLX_VERSION
    " from the accounts alone; nothing was fetched.</p></footer>\n"
    "<dialog id=\"help\" aria-labelledby=\"help-title\"><h2 id=\"help-title\">Keys</h2><dl>"
    "<dt><kbd>j</kbd> <kbd>k</kbd></dt><dd>next, previous claim; its words light up in every account</dd>"
    "<dt><kbd>n</kbd> <kbd>p</kbd></dt><dd>next, previous account that has the claim</dd>"
    "<dt><kbd>0</kbd> … <kbd>5</kbd></dt><dd>show all claims, or those of one kind</dd>"
    "<dt><kbd>/</kbd></dt><dd>find words in the claims</dd>"
    "<dt><kbd>t</kbd></dt><dd>light or dark</dd>"
    "<dt><kbd>Esc</kbd></dt><dd>let go of the claim</dd>"
    "<dt><kbd>?</kbd></dt><dd>these keys</dd></dl>"
    "<form method=\"dialog\"><button>Close</button></form></dialog>\n<p id=\"live\" role=\"status\" class=\"unseen\"></p>\n<script>";

void plx_page_write(const plx_story *s, plx_arena *tmp, plx_buf *out) {
  plx_page p = {s, tmp, out};
  write_document_head(&p);
  write_top(&p);
  raw(&p, "<main>\n");
  plx_page_figures(&p);
  raw(&p, "<div class=\"reading\" id=\"reading\">\n");
  write_claims(&p);
  plx_page_accounts(&p);
  raw(&p, "</div>\n");
  write_timeline(&p);
  raw(&p, "</main>\n");
  raw(&p, foot);
  plx_buf_str(out, plx_web_story_js);
  raw(&p, "</script>\n</body>\n</html>\n");
}
