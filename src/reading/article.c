/* SPDX-License-Identifier: Apache-2.0 */
/* Above the first paragraph stands the head: its title (title.h), dates and names, which are told by their shape; what is left there
 * without a full stop belongs to a picture. */
#include "reading/article.h"

#include "base/map.h"
#include "base/table.h"
#include "reading/cue.h"
#include "reading/date.h"
#include "reading/dateline.h"
#include "reading/draft.h"
#include "reading/html_tree.h"
#include "reading/meta.h"
#include "reading/names.h"
#include "reading/outlet.h"
#include "reading/text.h"
#include "reading/title.h"
#include "tables.h"

enum {
  STANDFIRST_WORDS_MIN = 7,
  STANDFIRST_REACH = 3,
  HEAD_MAX = 60,
  LINE_DATES_MAX = 3,
  MASTHEAD_REACH = 6,
  TAIL_MAX = 40,
  TITLE_NORMAL_BYTES = 800,
  SIGNATURE_ABOVE = 4,
  SIGNATURE_REACH = 2,
  SIGNATURE_WORDS_MAX = 9,
  BYLINE_REACH = 3,
  BYLINE_WORDS_MAX = 12,
  TRADE_WORDS_MAX = 5,
  BELOW_REACH = 8,
  PARAGRAPH_LETTERS = 60,
  CHRONICLE_DATES = 3,
  DATED_WORDS_MAX = 24,
  DATED_NAMES_MAX = 6,
  PICTURE_REACH = 2,
  DAY_BYTES = 10
};

typedef struct writer {
  plx_page *page;
  const plx_meta *meta;
  plx_draft draft;
  plx_arena *tmp;
  uint32_t first; // line of the first body paragraph, page->n if there is none
  uint32_t title; // line of the title, page->n if none
} writer;

static plx_line *line_at(const writer *w, uint32_t i) {
  return &w->page->line[i];
}

/* --- the rest of the head --- */

// spec: reading.1
// spec: reading.20
static void take_date(writer *w, plx_line *l) {
  plx_doc *d = w->draft.doc;
  plx_date found;
  l->drop = "dateline";
  plx_str rest = l->text;
  for (int k = 0; k < LINE_DATES_MAX && plx_date_find(d->arena, rest, &found); k++) {
    // A second date on the line is another's only if it says so: "Published 7 March 2024, updated 8 March 2024".
    if (k && !found.modified && !found.published) return;
    if (found.unsure && !d->published.n) plx_doc_note_unsure(d, l->text, found.iso);
    if (found.modified && !d->modified.n) d->modified = found.iso;
    else if (!found.modified && !d->published.n) d->published = found.iso;
    else if (!found.modified && d->published.n == DAY_BYTES && plx_str_starts(found.iso, d->published))
      d->published = found.iso; // the head gives the day, the page its time
    rest = plx_str_sub(rest, found.end, rest.n);
  }
}

// Names alone on a line count next to a date, above a trade or behind a bare "By".
static bool names_by_place(const writer *w, uint32_t i) {
  const plx_line *l = line_at(w, i);
  bool marked = w->page->element && w->page->element[l->element].above & 1u << PLX_CLASS_BYLINE;
  if (marked && !l->cues && l->words <= BYLINE_WORDS_MAX && plx_byline_opens(w->draft.doc, l->text)) return true;
  if (!plx_byline_people(w->draft.doc, l->text) || l->words > 5 || l->cues) return false;
  const plx_line *above = i > 0 ? line_at(w, i - 1) : NULL, *below = i + 1 < w->page->n ? line_at(w, i + 1) : NULL;
  if (above && plx_byline_label(above->text)) return true;
  if (w->page->element || i <= w->title) return false;
  if ((above && above->date_line) || (below && below->date_line)) return true;
  return below && below->words <= TRADE_WORDS_MAX && plx_byline_trade(below->text) && plx_byline_alone(l->text);
}

static bool take_byline(writer *w, uint32_t i) {
  plx_line *l = line_at(w, i);
  plx_str names = l->text;
  if (!plx_byline_line(l->text, &names) && !names_by_place(w, i)) return false;
  // Names the head gives are complete; names a reader sees fill in where it gives none.
  if (!w->meta->author.n && !plx_byline_add(w->draft.doc, names) && l->words > 6) return false;
  if (!w->draft.doc->outlet.n) w->draft.doc->outlet = plx_outlet_named(names); // "By Associated Press"
  l->drop = "byline";
  return true;
}

// spec: reading.8
static bool take_masthead(writer *w, plx_line *l) {
  plx_doc *d = w->draft.doc;
  plx_str names;
  if (w->page->element || l->cues || l->label != PLX_LABEL_OUT || plx_byline_line(l->text, &names) ||
      !plx_outlet_masthead(w->tmp, l->text))
    return false;
  plx_str known = plx_outlet_named(l->text);
  if (!d->outlet.n) d->outlet = known.n ? known : plx_str_copy(d->arena, l->text);
  l->drop = "furniture";
  return true;
}

// "7 March 2024 | By Jane Doe", or the other way round, or without the "By".
static void take_byline_by_date(writer *w, plx_str line) {
  plx_str names;
  if (plx_byline_signs(w->draft.doc, line)) plx_byline_add(w->draft.doc, line);
  for (plx_str rest = line, word; rest.n; plx_str_cut(&rest, ' ', &word))
    if (plx_byline_line(rest, &names) && plx_byline_opens(w->draft.doc, names)) {
      plx_byline_add(w->draft.doc, names);
      return;
    }
}

// Of an HTML page one knows where its pictures are: what is not near one belongs to none.
static bool by_picture(const writer *w, uint32_t i) {
  if (!w->page->element) return true;
  for (uint32_t k = 0; k <= PICTURE_REACH && k <= i; k++)
    if (line_at(w, i - k)->images) return true;
  return i + 1 < w->page->n && line_at(w, i + 1)->images;
}

// The same words in the same order.
static bool same_words(plx_str a, plx_str b) {
  char x[TITLE_NORMAL_BYTES], y[TITLE_NORMAL_BYTES];
  return plx_str_eq((plx_str){x, plx_cue_normal(a, x, sizeof x)}, (plx_str){y, plx_cue_normal(b, y, sizeof y)});
}

// Of an HTML page: its own element is called so, or its words are those that the page's head describes the article with.
// spec: reading.25
static bool called_standfirst(const writer *w, const plx_line *l) {
  if (!w->page->element || l->words < STANDFIRST_WORDS_MIN || l->cues || l->repeat || l->links) return false;
  const struct plx_element *e = &w->page->element[l->element];
  if (e->above & (1u << PLX_CLASS_RELATED | 1u << PLX_CLASS_NEWSLETTER | 1u << PLX_CLASS_PAYWALL)) return false;
  return e->classes & 1u << PLX_CLASS_STANDFIRST || same_words(l->text, w->meta->standfirst);
}

// A heading below the headline that the page's head describes the article with is its standfirst.
static void name_standfirst(writer *w) {
  for (uint32_t i = w->title < w->page->n ? w->title + 1 : w->page->n; i < w->page->n && i <= w->title + HEAD_MAX;
       i++) {
    plx_line *l = line_at(w, i);
    if (l->label == PLX_LABEL_BODY) return;
    if (l->label != PLX_LABEL_HEADING || l->words < STANDFIRST_WORDS_MIN || !same_words(l->text, w->meta->standfirst))
      continue;
    l->label = PLX_LABEL_BODY, l->kind = PLX_BLOCK_STANDFIRST;
    return;
  }
}

// "Jane Doe · Harbour Radio · Posted: Jun 20, 2025", "Jane Doe Seville - 23 Nov 2025": a name stands before the date.
static bool signed_date(const writer *w, const plx_line *l) {
  plx_date d;
  if (l->words > DATED_WORDS_MAX || l->sentence_end || !plx_date_find(w->tmp, l->text, &d)) return false;
  return d.words_beside <= DATED_NAMES_MAX && plx_byline_signs(w->draft.doc, l->text);
}

// spec: reading.3
static void read_head(writer *w) {
  bool standfirst = false, names = false;
  for (uint32_t i = w->title < w->first ? w->title + 1 : 0; i < w->first; i++) {
    plx_line *l = line_at(w, i);
    bool after_title = w->title < w->first;
    if (l->label != PLX_LABEL_OUT) continue;
    if (after_title && take_masthead(w, l)) continue;
    if (l->date_line || (after_title && signed_date(w, l))) {
      take_date(w, l), names = true;
      if (!w->meta->author.n) take_byline_by_date(w, l->text);
    } else if (take_byline(w, i)) names = true;
    else if (!standfirst && after_title && called_standfirst(w, l)) {
      l->label = PLX_LABEL_BODY, l->kind = PLX_BLOCK_STANDFIRST, l->drop = NULL, standfirst = true;
      w->draft.doc->standfirst = plx_str_copy(w->draft.doc->arena, l->text);
    } else if (l->drop || !after_title) continue;
    else if (l->repeat && i > w->title) l->drop = "duplicate";
    else if (!standfirst && !names && l->times == 1 && l->words >= STANDFIRST_WORDS_MIN &&
             i <= w->title + STANDFIRST_REACH) {
      l->label = PLX_LABEL_BODY, l->kind = PLX_BLOCK_STANDFIRST, standfirst = true;
      w->draft.doc->standfirst = plx_str_copy(w->draft.doc->arena, l->text);
    } else if (l->words >= 5 && by_picture(w, i)) l->label = PLX_LABEL_CAPTION, l->kind = PLX_BLOCK_CAPTION;
  }
}

static bool of_head(writer *w, const plx_line *l) {
  plx_str names;
  return l->date_line || (plx_byline_line(l->text, &names) && plx_byline_opens(w->draft.doc, names));
}

static uint32_t dates_kept(const plx_page *p) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < p->n; i++) n += p->line[i].date_line && p->line[i].label != PLX_LABEL_OUT;
  return n;
}

// The first paragraph of scraped text is the standfirst if a byline or a date stands below it, before the second.
// spec: reading.23
static void read_below_standfirst(writer *w) {
  uint32_t end = w->first;
  if (w->page->element || w->title >= w->first || dates_kept(w->page) >= CHRONICLE_DATES) return;
  for (uint32_t i = w->first + 1; i < w->page->n && i <= w->first + BELOW_REACH; i++) {
    const plx_line *l = line_at(w, i);
    if (of_head(w, l)) end = i + 1;
    else if (l->label == PLX_LABEL_BODY && l->letters >= PARAGRAPH_LETTERS) break;
  }
  if (end == w->first) return;
  if (!w->draft.doc->standfirst.n) line_at(w, w->first)->kind = PLX_BLOCK_STANDFIRST;
  for (uint32_t i = w->first + 1; i < end; i++) {
    plx_line *l = line_at(w, i);
    if (l->date_line) take_date(w, l), take_byline_by_date(w, l->text);
    else if (!take_byline(w, i)) continue;
    l->label = PLX_LABEL_OUT;
  }
}

// Names in bold alone on the line above the text: all that a page says of its writer where the head names the outlet
// only.
static void take_signature(writer *w) {
  uint32_t from = w->title < w->first ? w->title + 1 : w->first, end = w->first + SIGNATURE_REACH;
  if (!w->page->element || w->meta->author.n || w->draft.doc->byline.n) return;
  if (from + SIGNATURE_ABOVE < w->first) from = w->first - SIGNATURE_ABOVE;
  for (uint32_t i = from; i < end && i + 1 < w->page->n; i++) {
    plx_line *l = line_at(w, i);
    bool bold = l->bold_letters * 10 >= l->text.n * 9, above_text = line_at(w, i + 1)->label == PLX_LABEL_BODY;
    if (!bold || !above_text || l->heading || l->cues || l->date_line || l->words < 2 || l->words > SIGNATURE_WORDS_MAX)
      continue;
    if (line_at(w, i + 1)->letters < 60 || !plx_byline_alone(l->text)) continue;
    if (!plx_byline_add(w->draft.doc, l->text)) continue;
    l->label = PLX_LABEL_OUT, l->drop = "byline";
    return;
  }
}

// spec: reading.5
// Dates above the title, and below the text, where the head had none.
static void read_elsewhere(writer *w) {
  plx_doc *d = w->draft.doc;
  uint32_t n = w->page->n, top = w->title < w->first ? w->title : 0;
  for (uint32_t i = top; i-- > 0 && top - i < MASTHEAD_REACH && !d->outlet.n;) take_masthead(w, line_at(w, i));
  for (uint32_t i = top; i-- > 0 && top - i < HEAD_MAX;)
    if (line_at(w, i)->date_line && !d->published.n) take_date(w, line_at(w, i));
  uint32_t tail = n > TAIL_MAX ? n - TAIL_MAX : 0;
  for (uint32_t i = tail > w->first ? tail : w->first; i < n; i++) {
    plx_line *l = line_at(w, i);
    plx_str names;
    if (l->label != PLX_LABEL_OUT) continue;
    if (l->date_line && !d->published.n && !d->modified.n) take_date(w, l);
    else if (!d->byline.n && plx_byline_line(l->text, &names)) plx_byline_add(d, names);
  }
  if (d->published.n || !d->modified.n) return;
  d->published = d->modified;
  plx_doc_note(d, "modified-only", 0, (plx_span){0},
               "only the date of a change is given, and was taken for the date of publication");
}

static void find_outlet(writer *w) {
  plx_doc *d = w->draft.doc;
  d->outlet = plx_outlet_of_url(w->meta->url);
  for (uint32_t i = 0; i < w->page->n && !d->outlet.n; i++)
    if (line_at(w, i)->label == PLX_LABEL_OUT) d->outlet = plx_outlet_in_line(w->tmp, line_at(w, i)->text);
}

/* --- writing down --- */

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
  plx_line *l = line_at(w, i);
  if (i == w->title) plx_draft_block(&w->draft, PLX_BLOCK_TITLE, l->text, (plx_str){0});
  else if (l->label == PLX_LABEL_OUT) plx_draft_drop(&w->draft, l->drop ? l->drop : "furniture", l->text, l->number);
  else plx_draft_block(&w->draft, l->kind, i == w->first ? cut_dateline(w, l) : l->text, l->time);
}

static void take_meta(writer *w) {
  plx_doc *d = w->draft.doc;
  const plx_meta *m = w->meta;
  d->outlet = plx_str_copy(d->arena, m->outlet); // what the page says of itself goes before an agency in its dateline
  d->title = plx_str_copy(d->arena, m->title);
  d->published = plx_str_copy(d->arena, m->published);
  if (m->unsure.n) plx_doc_note_unsure(d, m->unsure, m->published);
  d->modified = plx_str_copy(d->arena, m->modified);
  d->url = plx_str_copy(d->arena, m->url);
  d->language = plx_str_copy(d->arena, m->language);
  d->license = plx_str_copy(d->arena, m->license);
  for (uint32_t i = 0; i < m->author.n; i++) plx_byline_add_said(d, m->author.v[i]);
}

static uint32_t first_body(const plx_page *p) {
  uint32_t i = 0;
  while (i < p->n && p->line[i].label != PLX_LABEL_BODY) i++;
  return i;
}

// The headline a reader sees, or the one the page gives to those who share it.  Where they differ, the latter is the
// article's own name if JSON-LD has it too, or if all else on the page is the longer, searchable wording.
static plx_str choose_title(const plx_meta *m, plx_str seen) {
  plx_str shared = m->title_shared, data = m->title_data;
  if (!shared.n || !data.n || same_words(shared, seen) || plx_meta_with_site(shared, seen)) return seen;
  if (same_words(shared, data)) return shared;
  return same_words(data, seen) && same_words(m->title_head, seen) ? shared : seen;
}

// "By …" that was taken for one of the first paragraphs is the byline.
// spec: reading.16
static void take_byline_paragraph(writer *w) {
  for (uint32_t i = w->first, seen = 0; i + 1 < w->page->n && seen < BYLINE_REACH; i++) {
    plx_line *l = line_at(w, i);
    plx_str names;
    if (l->label != PLX_LABEL_BODY) continue;
    seen++;
    if (l->words > BYLINE_WORDS_MAX || l->sentence_end || !plx_byline_line(l->text, &names)) continue;
    if (!plx_byline_add(w->draft.doc, names)) continue;
    l->label = PLX_LABEL_OUT, l->drop = "byline";
    break;
  }
  while (w->first < w->page->n && line_at(w, w->first)->label != PLX_LABEL_BODY) w->first++;
}

static void add_desk(writer *w) {
  for (uint32_t i = 0; i < w->meta->desk.n; i++) plx_byline_add_said(w->draft.doc, w->meta->desk.v[i]);
}

// "Headline By Jane Doe" on one line, where the page only breaks it: the headline is what the page's head says it is.
static void part_title(writer *w) {
  if (w->title == w->page->n || !w->page->element || !w->meta->title.n) return;
  plx_line *l = line_at(w, w->title);
  plx_str names, rest = {0};
  size_t end = 0;
  for (size_t i = 1; i + 4 < l->text.n && !rest.n; i++) {
    plx_str behind = plx_str_sub(l->text, i + 1, l->text.n);
    if (l->text.p[i] != ' ' || !plx_byline_line(behind, &names) || !plx_person_name(names)) continue;
    if (plx_str_find(w->meta->title, plx_str_sub(l->text, 0, i), 0) >= 0) rest = behind, end = i;
  }
  if (!rest.n || plx_str_find(w->meta->title, rest, 0) >= 0) return;
  if (!w->meta->author.n) plx_byline_add(w->draft.doc, names);
  plx_draft_drop(&w->draft, "byline", rest, l->number);
  l->text = plx_str_sub(l->text, 0, end);
}

plx_doc *plx_article_write(plx_page *page, const plx_meta *meta, plx_arena *doc, plx_arena *tmp) {
  writer w = {page, meta, plx_draft_new(doc), tmp, first_body(page), 0};
  plx_doc *d = w.draft.doc;
  w.title = plx_title_line(page, w.first, meta->title, d, tmp);
  take_meta(&w);
  part_title(&w);
  take_byline_paragraph(&w);
  if (page->element) name_standfirst(&w);
  read_head(&w);
  read_below_standfirst(&w);
  take_signature(&w);
  read_elsewhere(&w);
  if (!d->byline.n) add_desk(&w);
  if (w.title < page->n) d->title = plx_str_copy(doc, choose_title(meta, line_at(&w, w.title)->text));
  else plx_draft_block(&w.draft, PLX_BLOCK_TITLE, d->title, (plx_str){0});
  for (uint32_t i = 0; i < page->n; i++) {
    const plx_line *l = line_at(&w, i);
    if (!d->standfirst.n && l->label == PLX_LABEL_BODY && l->kind == PLX_BLOCK_STANDFIRST)
      d->standfirst = plx_str_copy(doc, l->text);
    write_line(&w, i);
  }
  if (!d->outlet.n) find_outlet(&w);
  return plx_draft_finish(&w.draft);
}
