/* SPDX-License-Identifier: Apache-2.0 */
/* Pages that are no article are kept like all others; but who counts words, or waits for the rest, must know. */
#include "reading/page_kind.h"

#include <string.h>

#include "base/table.h"
#include "reading/cue.h"

enum { HEADLINE_WORDS_MIN = 4, HEADLINE_WORDS_MAX = 25, TEXT_WORDS_MIN = 8, TEASER_WORDS_MAX = 45 };

/* --- paywall --- */

static bool says_false(plx_str s) {
  s = plx_str_trim(s);
  return plx_str_eqi(s, PLX_STR("false")) || plx_str_eqi(s, PLX_STR("no"));
}

// "isAccessibleForFree": false, "False", in JSON-LD whatever its shape, or as an itemprop; article:content_tier "locked".
static bool said_closed(const plx_html *html) {
  static const char word[] = "isAccessibleForFree";
  for (uint32_t i = 0; i < html->saying.n; i++)
    if ((plx_str_eqi(html->saying.v[i].name, plx_str_of(word)) && says_false(html->saying.v[i].value)) ||
        (plx_str_eqi(html->saying.v[i].name, PLX_STR("article:content_tier")) &&
         plx_str_eqi(plx_str_trim(html->saying.v[i].value), PLX_STR("locked"))))
      return true;
  for (uint32_t i = 0; i < html->json.n; i++) {
    ptrdiff_t at =
        plx_str_find(html->json.v[i], plx_str_of(word), 0); // the first: the article's own, before those of its parts
    if (at < 0) continue;
    plx_str value = plx_str_sub(html->json.v[i], (size_t)at + sizeof word, 24);
    while (value.n && strchr("\": \t\r\n", value.p[0])) value = plx_str_sub(value, 1, value.n);
    if (plx_str_eqi(plx_str_sub(value, 0, 5), PLX_STR("false"))) return true;
  }
  return false;
}

static int kept_words(const plx_page *p, uint32_t *last) {
  int words = 0;
  *last = p->n;
  for (uint32_t i = 0; i < p->n; i++)
    if (p->line[i].label == PLX_LABEL_BODY) words += p->line[i].words, *last = i;
  return words;
}

// A line right below the text that asks to subscribe or to sign in.
static bool wall_below(const plx_page *p, uint32_t last) {
  uint32_t reach = (uint32_t)plx_param("reading_paywall_reach");
  for (uint32_t i = last + 1; i < p->n && i <= last + reach; i++) {
    const plx_line *l = &p->line[i];
    bool closed = l->cues & 1u << PLX_CUE_PAYWALL || p->element[l->element].above & 1u << PLX_CLASS_PAYWALL;
    if (l->label == PLX_LABEL_OUT && closed && l->words >= 3) return true;
  }
  return false;
}

static void note_paywall(const plx_html *html, plx_doc *d) {
  uint32_t last;
  int words = kept_words(&html->page, &last);
  if (words > plx_param("reading_paywall_words")) return;
  bool closed = said_closed(html), wall = last < html->page.n && wall_below(&html->page, last);
  if (closed || wall)
    plx_doc_note(d, "paywall", 0, (plx_span){0},
                 "only %d words of text are there%s: the rest seems to be behind a paywall", words,
                 closed ? ", and the page says it is not free" : ", and then it asks to subscribe");
}

/* --- index --- */

// Nearly all of it is a link, and it is as long as headlines are.
static bool headline_link(const plx_line *l) {
  return l->words >= HEADLINE_WORDS_MIN && l->words <= HEADLINE_WORDS_MAX &&
         l->link_letters * 10 >= (uint32_t)l->letters * 9;
}

static bool text(const plx_line *l) {
  return l->label == PLX_LABEL_BODY && l->words >= TEXT_WORDS_MIN && !headline_link(l);
}

// The next line up or down that is a headline's link or text, short lines between (dates, names, sections) aside.
static const plx_line *beside(const plx_page *p, uint32_t i, int step) {
  for (int k = 1; k <= 4; k++) {
    uint32_t j = i + (uint32_t)(step * k);
    if (j >= p->n) return NULL;
    if (text(&p->line[j]) || headline_link(&p->line[j])) return &p->line[j];
  }
  return NULL;
}

static void note_index(const plx_html *html, plx_doc *d) {
  const plx_page *p = &html->page;
  int links = 0, texts = 0, alone = 0, words = 0;
  for (uint32_t i = 0; i < p->n; i++) {
    links += headline_link(&p->line[i]);
    if (!text(&p->line[i])) continue;
    const plx_line *up = beside(p, i, -1), *down = beside(p, i, 1);
    texts++;
    words += p->line[i].words;
    alone += (!up || headline_link(up)) && (!down || headline_link(down));
  }
  if (links < plx_param("reading_index_links")) return;
  bool teasers = texts >= 4 && alone >= plx_param("reading_index_alone") * texts && words <= TEASER_WORDS_MAX * texts;
  bool bare = texts < 4 && words < plx_param("reading_index_words");
  if (teasers || bare)
    plx_doc_note(d, "index", 0, (plx_span){0}, "a list of %d headlines rather than an article", links);
}

// spec: reading.12
void plx_page_kind_note(const plx_html *html, plx_doc *d) {
  uint32_t before = d->notes.n;
  note_index(html, d);
  if (d->notes.n == before) note_paywall(html, d);
}
