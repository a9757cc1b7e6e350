/* SPDX-License-Identifier: Apache-2.0 */
/* Dates and names are told by their shape and by where they stand; what is left above the text without a full stop belongs to a
 * picture. */
#include "reading/head.h"

#include "reading/date.h"
#include "reading/html_tree.h"
#include "reading/names.h"
#include "reading/outlet.h"
#include "reading/text.h"
#include "reading/title.h"

enum {
  STANDFIRST_WORDS_MIN = 7,
  CALLED_WORDS_MIN = 6,
  STANDFIRST_REACH = 3,
  HEAD_MAX = 60,
  LINE_DATES_MAX = 3,
  MASTHEAD_REACH = 6,
  TAIL_MAX = 40,
  SIGNATURE_ABOVE = 4,
  SIGNATURE_REACH = 2,
  SIGNATURE_WORDS_MAX = 9,
  BYLINE_REACH = 3,
  BYLINE_WORDS_MAX = 12,
  TRADE_WORDS_MAX = 5,
  NAMES_WORDS_MAX = 5,
  BELOW_REACH = 8,
  PARAGRAPH_LETTERS = 60,
  CHRONICLE_DATES = 3,
  DATED_WORDS_MAX = 24,
  DATED_NAMES_MAX = 6,
  PICTURE_REACH = 2,
  DAY_BYTES = 10,
  COUNTS_REACH = 3,
  UP_TO_DAY_WORDS_MAX = 12
};

static plx_line *line_at(const plx_head *h, uint32_t i) {
  return &h->page->line[i];
}

static uint32_t first_body(const plx_page *p) {
  uint32_t i = 0;
  while (i < p->n && p->line[i].label != PLX_LABEL_BODY) i++;
  return i;
}

static void take_meta(plx_head *h) {
  plx_doc *d = h->doc;
  const plx_meta *m = h->meta;
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

// spec: reading.32
// "Posted on: 31 July 2024 by the press office": says itself that it is the date, and heads nothing.
static bool said_date(const plx_head *h, const plx_line *l) {
  plx_date d;
  return l->words <= DATED_WORDS_MAX && !l->sentence_end && !plx_str_ends(l->text, PLX_STR(":")) &&
         plx_date_find(h->tmp, l->text, &d) && (d.published || d.modified) && d.words_beside <= DATED_NAMES_MAX;
}

// "By …" that was taken for one of the first paragraphs is the byline.
// spec: reading.16
static void take_byline_paragraph(plx_head *h) {
  for (uint32_t i = h->first, seen = 0; i + 1 < h->page->n && seen < BYLINE_REACH; i++) {
    plx_line *l = line_at(h, i);
    plx_str names;
    if (l->label != PLX_LABEL_BODY) continue;
    seen++;
    if (l->words > BYLINE_WORDS_MAX || l->sentence_end || !plx_byline_line(l->text, &names)) continue;
    if (!plx_byline_add(h->doc, names)) continue;
    l->label = PLX_LABEL_OUT, l->drop = "byline";
    break;
  }
  while (h->first < h->page->n && line_at(h, h->first)->label != PLX_LABEL_BODY) h->first++;
}

// spec: reading.1
// spec: reading.20
static void take_date(plx_head *h, plx_line *l) {
  plx_doc *d = h->doc;
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

// "Posted on …" that was taken for the first paragraph is the date line.
static void take_date_paragraph(plx_head *h) {
  plx_line *l = h->first + 1 < h->page->n ? line_at(h, h->first) : NULL;
  if (!l || !said_date(h, l)) return;
  take_date(h, l);
  l->label = PLX_LABEL_OUT;
  while (h->first < h->page->n && line_at(h, h->first)->label != PLX_LABEL_BODY) h->first++;
}

// The line above; numbers without a word ("41 207" readers) are passed over.
static const plx_line *worded_above(const plx_head *h, uint32_t i) {
  uint32_t k = i;
  while (k > 1 && i - k < COUNTS_REACH && !line_at(h, k - 1)->letters && !line_at(h, k - 1)->date_line) k--;
  return k > 0 ? line_at(h, k - 1) : NULL;
}

// Next to a date, above a trade or behind a bare "By".
static bool place_of_names(const plx_head *h, uint32_t i) {
  const plx_line *above = worded_above(h, i), *below = i + 1 < h->page->n ? line_at(h, i + 1) : NULL;
  if (above && plx_byline_label(above->text)) return true;
  if (h->page->element || i <= h->title) return false;
  if ((above && above->date_line) || (below && below->date_line)) return true;
  return below && below->words <= TRADE_WORDS_MAX && plx_byline_trade(below->text) &&
         plx_byline_alone(line_at(h, i)->text);
}

// Of an HTML page one knows where its pictures are: what is not near one belongs to none.
static bool by_picture(const plx_head *h, uint32_t i) {
  if (!h->page->element) return true;
  for (uint32_t k = 0; k <= PICTURE_REACH && k <= i; k++)
    if (line_at(h, i - k)->images) return true;
  return i + 1 < h->page->n && line_at(h, i + 1)->images;
}

// Names alone on a line count where names stand.
static bool names_by_place(const plx_head *h, uint32_t i) {
  const plx_line *l = line_at(h, i);
  bool marked = h->page->element && h->page->element[l->element].above & 1u << PLX_CLASS_BYLINE;
  if (marked && !l->cues && l->words <= BYLINE_WORDS_MAX && plx_byline_opens(h->doc, l->text)) return true;
  // What is called credit and stands by no picture credits the writers.
  bool credit = h->page->element && h->page->element[l->element].above & 1u << PLX_CLASS_CREDIT && i > h->title &&
                !(h->page->element[l->element].tags_above & PLX_IN_FIGURE) && !by_picture(h, i);
  if (credit && !l->cues && l->words <= BYLINE_WORDS_MAX && plx_byline_people(h->doc, l->text)) return true;
  return l->words <= NAMES_WORDS_MAX && !l->cues && place_of_names(h, i) && plx_byline_people(h->doc, l->text);
}

static bool take_byline(plx_head *h, uint32_t i) {
  plx_line *l = line_at(h, i);
  plx_str names = l->text;
  if (!plx_byline_line(l->text, &names) && !names_by_place(h, i)) return false;
  // Names the head gives are complete; names a reader sees fill in where it gives none.
  if (!h->meta->author.n && !plx_byline_add(h->doc, names) && l->words > 6) return false;
  if (!h->doc->outlet.n) h->doc->outlet = plx_outlet_named(names); // "By Associated Press"
  l->drop = "byline";
  return true;
}

// spec: reading.8
static bool take_masthead(plx_head *h, plx_line *l) {
  plx_doc *d = h->doc;
  plx_str names;
  if (h->page->element || l->cues || l->label != PLX_LABEL_OUT || plx_byline_line(l->text, &names) ||
      !plx_outlet_masthead(h->tmp, l->text))
    return false;
  plx_str known = plx_outlet_named(l->text);
  if (!d->outlet.n) d->outlet = known.n ? known : plx_str_copy(d->arena, l->text);
  l->drop = "furniture";
  return true;
}

// "7 March 2024 | By Jane Doe", or the other way round, or without the "By".
static void take_byline_by_date(plx_head *h, plx_str line) {
  plx_str names;
  if (plx_byline_signs(h->doc, line)) plx_byline_add(h->doc, line);
  for (plx_str rest = line, word; rest.n; plx_str_cut(&rest, ' ', &word))
    if (plx_byline_line(rest, &names) && (plx_byline_opens(h->doc, names) || plx_byline_cjk(&names))) {
      plx_byline_add(h->doc, names);
      return;
    }
}

// Of an HTML page: its own element is called so, or its words are those that the page's head describes the article with.
// spec: reading.25
static bool called_standfirst(const plx_head *h, const plx_line *l) {
  if (!h->page->element || l->words < CALLED_WORDS_MIN || l->cues || l->repeat || l->links) return false;
  const struct plx_element *e = &h->page->element[l->element];
  if (e->above & (1u << PLX_CLASS_RELATED | 1u << PLX_CLASS_NEWSLETTER | 1u << PLX_CLASS_PAYWALL)) return false;
  return e->classes & 1u << PLX_CLASS_STANDFIRST || plx_text_same_words(l->text, h->meta->standfirst);
}

// "Jane Doe · Harbour Radio · Posted: Jun 20, 2025", "Jane Doe Seville - 23 Nov 2025": a name stands before the date.
static bool signed_date(const plx_head *h, const plx_line *l) {
  plx_date d;
  if (l->words > DATED_WORDS_MAX || l->sentence_end || !plx_date_find(h->tmp, l->text, &d)) return false;
  bool near = d.words_beside <= DATED_NAMES_MAX ||
              plx_text_words(plx_str_sub(l->text, 0, d.end)) <= UP_TO_DAY_WORDS_MAX; // a second date may follow
  return near && plx_byline_signs(h->doc, l->text);
}

static void keep_standfirst(plx_head *h, plx_line *l) {
  l->label = PLX_LABEL_BODY, l->kind = PLX_BLOCK_STANDFIRST, l->drop = NULL;
  h->doc->standfirst = plx_str_copy(h->doc->arena, l->text);
}

// A heading below the headline that the page's head describes the article with is its standfirst.
static bool heads_standfirst(const plx_head *h, const plx_line *l) {
  return h->page->element && l->label == PLX_LABEL_HEADING && l->words >= STANDFIRST_WORDS_MIN &&
         plx_text_same_words(l->text, h->meta->standfirst);
}

// A line with a date, or with names.
static bool read_dated_or_named(plx_head *h, uint32_t i, bool after_title) {
  plx_line *l = line_at(h, i);
  if (!l->date_line && !(after_title && (signed_date(h, l) || said_date(h, l)))) return take_byline(h, i);
  take_date(h, l);
  if (!h->meta->author.n) take_byline_by_date(h, l->text);
  return true;
}

// A line that was left out, between the title and the text.  *names: dates and names have begun.
static void read_head_line(plx_head *h, uint32_t i, bool *names) {
  plx_line *l = line_at(h, i);
  bool after_title = h->title < h->first;
  bool standfirst = h->doc->standfirst.n > 0;
  if (after_title && take_masthead(h, l)) return;
  if (read_dated_or_named(h, i, after_title)) *names = true;
  else if (!standfirst && after_title && called_standfirst(h, l)) keep_standfirst(h, l);
  else if (l->drop || !after_title) return;
  else if (l->repeat && i > h->title) l->drop = "duplicate";
  else if (!standfirst && !*names && l->times == 1 && l->words >= STANDFIRST_WORDS_MIN &&
           i <= h->title + STANDFIRST_REACH)
    keep_standfirst(h, l);
  else if (l->words >= 5 && by_picture(h, i)) l->label = PLX_LABEL_CAPTION, l->kind = PLX_BLOCK_CAPTION;
}

// spec: reading.3
static void read_above(plx_head *h) {
  bool names = false;
  for (uint32_t i = h->title < h->first ? h->title + 1 : 0; i < h->first; i++) {
    if (line_at(h, i)->label == PLX_LABEL_OUT) read_head_line(h, i, &names);
    else if (!h->doc->standfirst.n && heads_standfirst(h, line_at(h, i))) keep_standfirst(h, line_at(h, i));
  }
}

// spec: reading.35
// Names and dates between what is called the standfirst and the text.
static void read_between(plx_head *h) {
  if (h->first >= h->page->n || line_at(h, h->first)->kind != PLX_BLOCK_STANDFIRST) return;
  for (uint32_t i = h->first + 1; i < h->page->n && i <= h->first + BELOW_REACH; i++) {
    plx_line *l = line_at(h, i);
    if (l->label == PLX_LABEL_BODY && !signed_date(h, l) && !said_date(h, l)) return;
    if (l->label == PLX_LABEL_BODY) l->label = PLX_LABEL_OUT;
    if (l->label == PLX_LABEL_OUT) read_dated_or_named(h, i, true);
  }
}

static bool of_head(plx_head *h, const plx_line *l) {
  plx_str names;
  return l->date_line || (plx_byline_line(l->text, &names) && plx_byline_opens(h->doc, names));
}

static uint32_t dates_kept(const plx_page *p) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < p->n; i++) n += p->line[i].date_line && p->line[i].label != PLX_LABEL_OUT;
  return n;
}

// The first paragraph of scraped text is the standfirst if a byline or a date stands below it, before the second.
// spec: reading.23
static void read_below_standfirst(plx_head *h) {
  uint32_t end = h->first;
  if (h->page->element || h->title >= h->first || dates_kept(h->page) >= CHRONICLE_DATES) return;
  for (uint32_t i = h->first + 1; i < h->page->n && i <= h->first + BELOW_REACH; i++) {
    const plx_line *l = line_at(h, i);
    if (of_head(h, l)) end = i + 1;
    else if (l->label == PLX_LABEL_BODY && l->letters >= PARAGRAPH_LETTERS) break;
  }
  if (end == h->first) return;
  if (!h->doc->standfirst.n) line_at(h, h->first)->kind = PLX_BLOCK_STANDFIRST;
  for (uint32_t i = h->first + 1; i < end; i++) {
    plx_line *l = line_at(h, i);
    if (l->date_line) take_date(h, l), take_byline_by_date(h, l->text);
    else if (!take_byline(h, i)) continue;
    l->label = PLX_LABEL_OUT;
  }
}

// Names in bold alone on the line above the text: all that a page says of its writer where the head names the outlet
// only.
static void take_signature(plx_head *h) {
  uint32_t from = h->title < h->first ? h->title + 1 : h->first, end = h->first + SIGNATURE_REACH;
  if (!h->page->element || h->meta->author.n || h->doc->byline.n) return;
  if (from + SIGNATURE_ABOVE < h->first) from = h->first - SIGNATURE_ABOVE;
  for (uint32_t i = from; i < end && i + 1 < h->page->n; i++) {
    plx_line *l = line_at(h, i);
    bool bold = l->bold_letters * 10 >= l->text.n * 9, above_text = line_at(h, i + 1)->label == PLX_LABEL_BODY;
    if (!bold || !above_text || l->heading || l->cues || l->date_line || l->words < 2 || l->words > SIGNATURE_WORDS_MAX)
      continue;
    if (line_at(h, i + 1)->letters < 60 || !plx_byline_alone(l->text)) continue;
    if (!plx_byline_add(h->doc, l->text)) continue;
    l->label = PLX_LABEL_OUT, l->drop = "byline";
    return;
  }
}

static bool says_published(const plx_head *h, const plx_line *l) {
  plx_date d;
  return plx_date_find(h->tmp, l->text, &d) && d.published;
}

// spec: reading.5
// Dates above the title, and below the text, where the head had none.
static void read_elsewhere(plx_head *h) {
  plx_doc *d = h->doc;
  uint32_t n = h->page->n, top = h->title < h->first ? h->title : 0;
  for (uint32_t i = top; i-- > 0 && top - i < MASTHEAD_REACH && !d->outlet.n;) take_masthead(h, line_at(h, i));
  for (uint32_t i = top; i-- > 0 && top - i < HEAD_MAX;)
    if (line_at(h, i)->date_line && !d->published.n) take_date(h, line_at(h, i));
  uint32_t tail = n > TAIL_MAX ? n - TAIL_MAX : 0;
  for (uint32_t i = tail > h->first ? tail : h->first; i < n; i++) {
    plx_line *l = line_at(h, i);
    plx_str names;
    if (l->label != PLX_LABEL_OUT) continue;
    if (l->date_line && !d->published.n && (!d->modified.n || says_published(h, l))) take_date(h, l);
    else if (!d->byline.n && plx_byline_line(l->text, &names)) plx_byline_add(d, names);
  }
  if (d->published.n || !d->modified.n) return;
  d->published = d->modified;
  plx_doc_note(d, "modified-only", 0, (plx_span){0},
               "only the date of a change is given, and was taken for the date of publication");
}

static void add_desk(plx_head *h) {
  for (uint32_t i = 0; i < h->meta->desk.n; i++) plx_byline_add_said(h->doc, h->meta->desk.v[i]);
}

plx_head plx_head_read(plx_page *page, const plx_meta *meta, plx_doc *doc, plx_arena *tmp) {
  plx_head h = {.page = page, .meta = meta, .doc = doc, .tmp = tmp, .first = first_body(page)};
  h.title = plx_title_line(page, h.first, meta->title, doc, tmp);
  take_meta(&h);
  take_byline_paragraph(&h);
  take_date_paragraph(&h);
  read_above(&h);
  read_between(&h);
  read_below_standfirst(&h);
  take_signature(&h);
  read_elsewhere(&h);
  if (!doc->byline.n) add_desk(&h);
  return h;
}
