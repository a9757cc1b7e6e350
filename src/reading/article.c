/* SPDX-License-Identifier: Apache-2.0 */
/* The head is read first (head.h); then line after line goes into blocks or into what is dropped. */
#include "reading/article.h"

#include "reading/date.h"
#include "reading/dateline.h"
#include "reading/draft.h"
#include "reading/foot.h"
#include "reading/head.h"
#include "reading/meta.h"
#include "reading/names.h"
#include "reading/outlet.h"
#include "reading/text.h"

typedef struct writer {
  plx_head head;
  plx_draft draft;
} writer;

// spec: reading.2
// "PLACE (Agency) - " is taken off the first paragraph; what remains begins with the sentence.
static plx_str cut_dateline(writer *w, const plx_line *l) {
  plx_doc *d = w->draft.doc;
  plx_dateline x = plx_dateline_of(d->arena, l->text);
  if (!x.bytes) return l->text;
  d->place = plx_str_copy(d->arena, x.place);
  plx_date on;
  if (!d->published.n && plx_date_find(d->arena, plx_str_sub(l->text, 0, x.bytes), &on)) d->published = on.iso;
  plx_str agency = plx_outlet_named(x.agency);
  if (!d->outlet.n && x.agency.n)
    d->outlet = agency.n ? agency : plx_str_copy(d->arena, x.agency); // the line itself goes
  plx_draft_drop(&w->draft, "dateline", plx_str_trim(plx_str_sub(l->text, 0, x.bytes)), l->number);
  return plx_str_sub(l->text, x.bytes, l->text.n);
}

static void write_line(writer *w, uint32_t i) {
  plx_line *l = &w->head.page->line[i];
  if (i == w->head.title) plx_draft_block(&w->draft, PLX_BLOCK_TITLE, l->text, (plx_str){0});
  else if (l->label == PLX_LABEL_OUT) plx_draft_drop(&w->draft, l->drop ? l->drop : "furniture", l->text, l->number);
  else plx_draft_block(&w->draft, l->kind, i == w->head.first ? cut_dateline(w, l) : l->text, l->time);
}

// The headline a reader sees, or the one the page gives to those who share it.  Where they differ, the latter is the
// article's own name if JSON-LD has it too, or if all else on the page is the longer, searchable wording.
static plx_str choose_title(const plx_meta *m, plx_str seen) {
  plx_str shared = m->title_shared, data = m->title_data;
  if (!shared.n || !data.n || plx_text_same_words(shared, seen) || plx_meta_with_site(shared, seen)) return seen;
  if (plx_text_same_words(shared, data)) return shared;
  return plx_text_same_words(data, seen) && plx_text_same_words(m->title_head, seen) ? shared : seen;
}

// "Headline By Jane Doe" on one line, where the page only breaks it: the headline is what the page's head says it is.
static void part_title(writer *w) {
  const plx_page *p = w->head.page;
  plx_str said = w->head.meta->title;
  if (w->head.title == p->n || !p->element || !said.n) return;
  plx_line *l = &w->head.page->line[w->head.title];
  plx_str names, rest = {0};
  size_t end = 0;
  for (size_t i = 1; i + 4 < l->text.n && !rest.n; i++) {
    plx_str behind = plx_str_sub(l->text, i + 1, l->text.n);
    if (l->text.p[i] != ' ' || !plx_byline_line(behind, &names) || !plx_person_name(names)) continue;
    if (plx_str_find(said, plx_str_sub(l->text, 0, i), 0) >= 0) rest = behind, end = i;
  }
  if (!rest.n || plx_str_find(said, rest, 0) >= 0) return;
  if (!w->draft.doc->byline.n) plx_byline_add(w->draft.doc, names);
  plx_draft_drop(&w->draft, "byline", rest, l->number);
  l->text = plx_str_sub(l->text, 0, end);
}

static void find_outlet(writer *w) {
  const plx_page *p = w->head.page;
  plx_doc *d = w->draft.doc;
  d->outlet = plx_outlet_of_url(w->head.meta->url);
  for (uint32_t i = 0; i < p->n && !d->outlet.n; i++)
    if (p->line[i].label == PLX_LABEL_OUT) d->outlet = plx_outlet_in_line(w->head.tmp, p->line[i].text);
}

plx_doc *plx_article_write(plx_page *page, const plx_meta *meta, plx_arena *doc, plx_arena *tmp) {
  writer w = {.draft = plx_draft_new(doc)};
  plx_doc *d = w.draft.doc;
  w.head = plx_head_read(page, meta, d, tmp);
  part_title(&w);
  plx_foot_cut(page, d);
  if (w.head.title < page->n) d->title = plx_str_copy(doc, choose_title(meta, page->line[w.head.title].text));
  else plx_draft_block(&w.draft, PLX_BLOCK_TITLE, d->title, (plx_str){0});
  for (uint32_t i = 0; i < page->n; i++) {
    const plx_line *l = &page->line[i];
    if (!d->standfirst.n && l->label == PLX_LABEL_BODY && l->kind == PLX_BLOCK_STANDFIRST)
      d->standfirst = plx_str_copy(doc, l->text);
    write_line(&w, i);
  }
  if (!d->outlet.n) find_outlet(&w);
  return plx_draft_finish(&w.draft);
}
