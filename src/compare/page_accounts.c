/* SPDX-License-Identifier: Apache-2.0 */
/* The accounts side by side, with every claim's words marked where they stand.
 *
 * Words of different claims overlap and cross, which elements cannot.  So a block is cut wherever some claim's words begin
 * or end, and each piece carries the list of all claims it belongs to: data-c="3 7".  The script lights pieces by that list. */
#include <stdlib.h>

#include "compare/page_accounts.h"

typedef struct mark {
  uint32_t at, end, claim;
} mark;
typedef PLX_VEC(mark) marks;
typedef PLX_VEC(uint32_t) cuts;

static int compare_marks(const void *a, const void *b) {
  const mark *x = a, *y = b;
  if (x->at != y->at) return x->at < y->at ? -1 : 1;
  if (x->end != y->end) return x->end < y->end ? -1 : 1;
  return x->claim < y->claim ? -1 : x->claim > y->claim;
}

static int compare_cuts(const void *a, const void *b) {
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return x < y ? -1 : x > y;
}

static marks marks_of(const plx_page *p, uint32_t document) {
  marks m = {0};
  for (uint32_t c = 0; c < p->s->claim.n; c++) {
    const plx_claim *claim = &p->s->claim.v[c];
    for (uint32_t i = 0; i < claim->accounts.n; i++) {
      const plx_account *account = &claim->accounts.v[i];
      if (account->document == document && account->span.n)
        *plx_vec_push(p->tmp, &m) = (mark){account->span.at, plx_span_end(account->span), c};
    }
  }
  if (m.n) qsort(m.v, m.n, sizeof *m.v, compare_marks);
  return m;
}

// The relation that a reader should see where several claims share words: the one that asks most of them.
static plx_relation stronger(plx_relation a, plx_relation b) {
  static const int weight[] = {
      [PLX_AGREE] = 1, [PLX_DIFFER] = 2, [PLX_CONFLICT] = 4, [PLX_DENY_] = 3, [PLX_SINGLE] = 0};
  return weight[a] >= weight[b] ? a : b;
}

static void write_piece(const plx_page *p, plx_str text, const marks *m, uint32_t at, uint32_t end) {
  plx_relation relation = PLX_SINGLE;
  plx_buf claims = {0};
  uint32_t last = PLX_NONE;
  for (uint32_t i = 0; i < m->n && m->v[i].at < end; i++) {
    if (m->v[i].end <= at || m->v[i].claim == last) continue;
    last = m->v[i].claim;
    plx_buf_fmt(&claims, claims.n ? " %u" : "%u", last);
    relation = stronger(relation, p->s->claim.v[last].relation);
  }
  if (claims.n) plx_buf_fmt(p->out, "<span class=\"w %s\" data-c=\"%s\">", plx_relation_class[relation], claims.p);
  plx_html_text(p->out, plx_str_sub(text, at, end - at));
  if (claims.n) plx_html_raw(p->out, "</span>");
  plx_buf_free(&claims);
}

static void add_cut(const plx_page *p, cuts *c, plx_span block, uint32_t at) {
  if (at > block.at && at < plx_span_end(block)) *plx_vec_push(p->tmp, c) = at;
}

static void write_marked(const plx_page *p, plx_str text, plx_span block, const marks *all) {
  marks here = {0};
  cuts cut = {0};
  for (uint32_t i = 0; i < all->n && all->v[i].at < plx_span_end(block); i++) {
    if (all->v[i].end <= block.at) continue;
    *plx_vec_push(p->tmp, &here) = all->v[i];
    add_cut(p, &cut, block, all->v[i].at);
    add_cut(p, &cut, block, all->v[i].end);
  }
  if (cut.n) qsort(cut.v, cut.n, sizeof *cut.v, compare_cuts);
  uint32_t at = block.at;
  for (uint32_t i = 0; i <= cut.n; i++) {
    uint32_t end = i < cut.n ? cut.v[i] : plx_span_end(block);
    if (end > at) write_piece(p, text, &here, at, end);
    at = end;
  }
}

static const struct {
  const char *open, *close;
} block_tag[PLX_BLOCK_KINDS] = {
    [PLX_BLOCK_TITLE] = {"<h3 dir=\"auto\">", "</h3>\n"},
    [PLX_BLOCK_STANDFIRST] = {"<p class=\"standfirst\" dir=\"auto\">", "</p>\n"},
    [PLX_BLOCK_HEADING] = {"<h4 dir=\"auto\">", "</h4>\n"},
    [PLX_BLOCK_PARAGRAPH] = {"<p dir=\"auto\">", "</p>\n"},
    [PLX_BLOCK_LIST] = {"<p class=\"item\" dir=\"auto\">", "</p>\n"},
    [PLX_BLOCK_QUOTE] = {"<blockquote dir=\"auto\">", "</blockquote>\n"},
    [PLX_BLOCK_CAPTION] = {"<p class=\"caption\" dir=\"auto\">", "</p>\n"},
};

static void write_block(const plx_page *p, const plx_doc *d, plx_block b, const marks *m) {
  plx_html_raw(p->out, block_tag[b.kind].open);
  write_marked(p, d->text, b.span, m);
  plx_html_raw(p->out, block_tag[b.kind].close);
}

// A document that came with its text has no blocks: its paragraphs are what blank lines part.
static void write_paragraphs(const plx_page *p, const plx_doc *d, const marks *m) {
  bool titled = d->title.n && plx_str_starts(d->text, d->title);
  if (d->title.n && !titled) plx_html_element(p->out, "h3", NULL, d->title);
  for (size_t at = 0; at < d->text.n;) {
    ptrdiff_t stop = plx_str_find(d->text, PLX_STR("\n\n"), at);
    size_t end = stop < 0 ? d->text.n : (size_t)stop;
    plx_block b = {
        at == 0 && titled ? PLX_BLOCK_TITLE : PLX_BLOCK_PARAGRAPH, {(uint32_t)at, (uint32_t)(end - at)}, {0}};
    if (end > at) write_block(p, d, b, m);
    at = end + 2;
  }
}

static void write_account_head(const plx_page *p, uint32_t document) {
  const plx_story_doc *sd = &p->s->document.v[document];
  const plx_doc *d = sd->record->doc;
  plx_html_raw(p->out, "<header>");
  plx_page_letter(p, document);
  plx_html_element(p->out, "b", "outlet", plx_view_outlet(p->s, document, p->tmp));
  if (d->published.n) {
    plx_html_raw(p->out, "<time");
    plx_html_attr(p->out, "datetime", d->published);
    plx_html_raw(p->out, ">");
    plx_html_text(p->out, plx_view_when(d->published, p->tmp));
    plx_html_raw(p->out, "</time>");
  }
  if (sd->copied_from < p->s->document.n) {
    plx_buf_fmt(p->out, "<span class=\"copied\">%.0f %% reprinted from ", sd->share * 100);
    plx_page_letter(p, sd->copied_from);
    plx_html_raw(p->out, "</span>");
  }
  plx_html_raw(p->out, "</header>\n");
}

static void write_account(const plx_page *p, uint32_t document) {
  const plx_doc *d = p->s->document.v[document].record->doc;
  marks m = marks_of(p, document);
  plx_buf_fmt(p->out, "<article class=\"account\" id=\"d%u\" data-doc=\"%u\" tabindex=\"0\"", document, document);
  plx_html_attr(p->out, "aria-label", plx_view_outlet(p->s, document, p->tmp));
  plx_html_raw(p->out, ">");
  write_account_head(p, document);
  plx_html_raw(p->out, "<div class=\"text\"");
  if (d->language.n) plx_html_attr(p->out, "lang", d->language);
  plx_html_raw(p->out, ">\n");
  for (uint32_t i = 0; i < d->blocks.n; i++) write_block(p, d, d->blocks.v[i], &m);
  if (d->blocks.n == 0) write_paragraphs(p, d, &m);
  plx_html_raw(p->out, "</div></article>\n");
}

void plx_page_accounts(const plx_page *p) {
  plx_html_raw(p->out, "<div class=\"accounts\" id=\"accounts\" role=\"group\" aria-label=\"The accounts\">\n");
  for (uint32_t d = 0; d < p->s->document.n; d++) write_account(p, d);
  plx_html_raw(p->out, "</div>\n");
}
