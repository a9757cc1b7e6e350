/* SPDX-License-Identifier: Apache-2.0 */
/* Cut into lines, read the head, judge the lines, write the article: the same road as plain text, with more to see. */
#include "reading/html.h"

#include "reading/cue.h"
#include "reading/date.h"
#include "reading/entries.h"
#include "reading/judge.h"
#include "reading/meta.h"
#include "reading/page_kind.h"
#include "reading/plain.h"
#include "reading/several.h"
#include "reading/soup.h"
#include "reading/text.h"

enum { TITLE_BYTES_MAX = 600, SAID_WORDS_MIN = 40 };

// An address as a page writes it, whole; absent where that takes more than the page's own address.
static plx_str whole_address(plx_str said, plx_str page, plx_arena *doc) {
  ptrdiff_t scheme = plx_str_find(page, PLX_STR("://"), 0),
            root = scheme < 0 ? -1 : plx_str_find(page, PLX_STR("/"), (size_t)scheme + 3);
  if (plx_str_starts(said, PLX_STR("https://")) || plx_str_starts(said, PLX_STR("http://")))
    return plx_str_copy(doc, said);
  if (scheme < 0 || said.n < 2) return (plx_str){0};
  if (plx_str_starts(said, PLX_STR("//")))
    return plx_str_fmt(doc, "%.*s:%.*s", PLX_FMT(plx_str_sub(page, 0, (size_t)scheme)), PLX_FMT(said));
  if (said.p[0] == '#') return plx_str_fmt(doc, "%.*s%.*s", PLX_FMT(page), PLX_FMT(said));
  if (said.p[0] != '/') return (plx_str){0};
  return plx_str_fmt(doc, "%.*s%.*s", PLX_FMT(plx_str_sub(page, 0, root < 0 ? page.n : (size_t)root)), PLX_FMT(said));
}

// What an article among several has of its own: its headline and the time beside it; the rest is the page's.
static plx_meta part_meta(const plx_html *html, const plx_meta *of_page, const plx_part *part, plx_arena *doc) {
  plx_meta meta = {
      .title = part->title, .outlet = of_page->outlet, .language = of_page->language, .license = of_page->license};
  plx_date d;
  for (uint32_t i = 0; i < html->saying.n && !meta.published.n; i++) {
    const plx_saying *s = &html->saying.v[i];
    bool inside = s->line >= part->first && s->line < part->end && plx_str_in(s->name, "time datePublished");
    if (inside && plx_date_find(doc, s->value, &d)) meta.published = d.iso;
  }
  for (uint32_t i = 0; i < html->saying.n && !meta.url.n; i++) {
    const plx_saying *s = &html->saying.v[i];
    if (s->line >= part->first && s->line < part->end && plx_str_eqz(s->name, "permalink"))
      meta.url = whole_address(s->value, of_page->url, doc);
  }
  return meta;
}

// The page's head speaks of the part whose headline it names; of its own article in any case.
static bool head_speaks_of(const plx_meta *of_page, const plx_part *part) {
  char a[TITLE_BYTES_MAX], b[TITLE_BYTES_MAX];
  plx_str head = {a, plx_cue_normal(of_page->title, a, sizeof a)},
          shown = {b, plx_cue_normal(part->title, b, sizeof b)};
  return shown.n && (plx_str_starts(head, shown) || plx_str_starts(shown, head)) && head.n;
}

static void write_parts(const plx_html *html, const plx_meta *of_page, plx_parts_of_page *parts, plx_arena *doc,
                        plx_arena *tmp, plx_docs *out) {
  for (uint32_t i = 0; i < parts->n; i++) {
    plx_part *part = &parts->v[i];
    bool head = i == 0 && (parts->own || head_speaks_of(of_page, part));
    plx_meta meta = head ? *of_page : part_meta(html, of_page, part, doc);
    if (i == 0) meta.url = of_page->url; // the address shows the first; the others have what their headline links to
    plx_doc *d = plx_article_write(&part->page, &meta, doc, tmp);
    plx_doc_note(d, "several", 0, (plx_span){0}, "article %u of %u on its page", i + 1, parts->n);
    *plx_vec_push(doc, out) = d;
  }
}

static void write_one(plx_html *html, const plx_meta *meta, plx_arena *doc, plx_arena *tmp, plx_docs *out) {
  uint32_t entries = plx_entries_time(html, meta, doc, tmp);
  plx_doc *d = plx_article_write(&html->page, meta, doc, tmp);
  if (entries)
    plx_doc_note(d, "live", 0, (plx_span){0}, "a live blog: %u entries, their times on their blocks", entries);
  else plx_page_kind_note(html, d);
  *plx_vec_push(doc, out) = d;
}

void plx_html_write(plx_html *html, const plx_meta *meta, plx_arena *doc, plx_arena *tmp, plx_docs *out) {
  plx_parts_of_page parts = plx_several_find(&html->page, tmp);
  if (parts.n) write_parts(html, meta, &parts, doc, tmp, out);
  else write_one(html, meta, doc, tmp, out);
}

// The lines of an articleBody, which is plain text or, against the vocabulary, HTML.
static plx_page said_lines(plx_str body, plx_arena *tmp) {
  plx_html inner = {0};
  if (plx_str_find(body, PLX_STR("</p>"), 0) >= 0 || plx_str_find(body, PLX_STR("<br"), 0) >= 0)
    plx_html_tree(body, tmp, &inner);
  else plx_plain_page(plx_soup_words(tmp, body), tmp, &inner.page);
  plx_page_measure(&inner.page, tmp);
  return inner.page;
}

// A page that a program fills in the browser shows no text; what it says to machines is then all there is of it.
// spec: reading.24
static bool take_said_body(plx_page *p, plx_str body, plx_arena *tmp) {
  for (uint32_t i = 0; i < p->n; i++)
    if (p->line[i].label == PLX_LABEL_BODY) return false;
  if (!body.n || !p->element || plx_text_words(body) < SAID_WORDS_MIN) return false;
  plx_page said = said_lines(body, tmp);
  plx_line *line = PLX_NEWS(tmp, plx_line, p->n + said.n + 1);
  for (uint32_t i = 0; i < p->n; i++) line[i] = p->line[i];
  for (uint32_t i = 0; i < said.n; i++) {
    line[p->n + i] = said.line[i];
    line[p->n + i].element = 0, line[p->n + i].number = 0;
    line[p->n + i].label = PLX_LABEL_BODY, line[p->n + i].kind = PLX_BLOCK_PARAGRAPH;
  }
  p->line = line, p->n += said.n;
  return said.n > 0;
}

void plx_html_read(plx_str html, plx_arena *doc, plx_docs *out) {
  plx_arena *tmp = plx_arena_new();
  plx_html page = {0};
  plx_meta meta;
  plx_str body;
  plx_html_tree(html, tmp, &page);
  plx_meta_read(&page, doc, tmp, &meta, &body);
  plx_page_measure(&page.page, tmp);
  plx_page_judge(&page.page, &(plx_hints){meta.title, body, meta.standfirst}, tmp);
  uint32_t before = out->n;
  bool said = take_said_body(&page.page, body, tmp);
  plx_html_write(&page, &meta, doc, tmp, out);
  if (said && out->n > before)
    plx_doc_note(out->v[before], "said-text", 0, (plx_span){0},
                 "the page shows no text: it was taken from what the page says to machines (articleBody)");
  plx_arena_free(tmp);
}
