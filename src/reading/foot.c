/* SPDX-License-Identifier: Apache-2.0 */
/* What heads the foot is looked for from below, as far up as the foot may reach; its words count only on a short line. */
#include "reading/foot.h"

#include "base/table.h"
#include "reading/names.h"
#include "tables.h"

enum {
  HEAD_WORDS_MAX = 14,
  PHRASE_WORDS_MAX = 5,
  // the text above has at least so many times the foot's letters
  HEAD_SHARE = 3,
  RELATED_SHARE = 2,
  RELATED_WORDS_MAX = 8,
  TEASER_WORDS_MAX = 25,
  END_SHARE = 1,
  END_REACH = 6,
  ADDRESS_WORDS_MAX = 10,
  CREDIT_WORDS_MAX = 45,
  PORTRAIT_WORDS_MAX = 90,
  PORTRAIT_REACH = 3
};

static bool kept(const plx_line *l) {
  return l->label == PLX_LABEL_BODY || l->label == PLX_LABEL_HEADING;
}

static void leave_out(plx_line *l, const char *kind) {
  l->label = PLX_LABEL_OUT, l->drop = kind;
}

// How the table calls the words it begins with; absent if it has none.
static plx_str begins(plx_str normal) {
  plx_str how = {0};
  int words = 0;
  for (size_t i = 0; i <= normal.n && words < PHRASE_WORDS_MAX; i++) {
    if (i < normal.n && normal.p[i] != ' ') continue;
    words++;
    int row = plx_table_find(&plx_table_foot_words, plx_str_sub(normal, 0, i));
    if (row < 0) continue;
    plx_str is = plx_cell(&plx_table_foot_words, row, PLX_FOOT_WORDS_HOW);
    if (plx_str_eqz(is, "head") || i == normal.n) how = is;
  }
  return how;
}

// "Notes to editors", "Media contact: …", "ENDS": how many times the letters below it the text above must have; 0: no such line.
static int heads_foot(const plx_line *l) {
  plx_str how = l->words > 0 && l->words <= HEAD_WORDS_MAX ? begins(l->normal) : (plx_str){0};
  return !how.n ? 0 : plx_str_eqz(how, "head") ? HEAD_SHARE : END_SHARE;
}

// "You may also like", "Related coverage:"
static bool heads_related(const plx_line *l) {
  return l->cues & 1u << PLX_CUE_RELATED && l->words <= RELATED_WORDS_MAX && !l->sentence_end;
}

// A link, or as short as a headline: those ask, but do not end as sentences do.
static bool teaser(const plx_line *l) {
  bool sentence = l->sentence_end && !plx_str_ends(l->text, PLX_STR("?"));
  return l->link_letters * 2 > l->text.n || (l->words <= TEASER_WORDS_MAX && !sentence);
}

static bool of_address(char c) {
  return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z') || (unsigned char)c >= 0x80;
}

// "Jane Doe is a professor of law at …", of Jane Doe, who wrote it; "Jane Doe: And what then?" is what she says.
static bool portrait(const plx_line *l, const plx_doc *d) {
  if (l->words > PORTRAIT_WORDS_MAX) return false;
  for (uint32_t i = 0; i < d->byline.n; i++) {
    plx_str name = d->byline.v[i];
    // "Human Rights Watch called on …": an outlet that signs is no person.
    if (!plx_person_name(name) || !plx_byline_alone(name) || plx_str_eqi(name, d->outlet)) continue;
    if (l->text.n > name.n && plx_str_eqi(plx_str_sub(l->text, 0, name.n), name) && !of_address(l->text.p[name.n]) &&
        l->text.p[name.n] != ':')
      return true;
  }
  return false;
}

// name@example.org
static bool has_mail(plx_str s) {
  for (size_t i = 1; i + 1 < s.n; i++) {
    if (s.p[i] != '@' || !of_address(s.p[i - 1])) continue;
    size_t end = i + 1;
    while (end < s.n && (of_address(s.p[end]) || s.p[end] == '-')) end++;
    if (end > i + 1 && end + 1 < s.n && s.p[end] == '.' && of_address(s.p[end + 1])) return true;
  }
  return false;
}

// Nothing but where to write or to call: "jane.doe@example.org", "Press office: +41 22 000 00 00", "www.example.org".
static bool address(const plx_line *l) {
  if (l->words > ADDRESS_WORDS_MAX) return false;
  if (has_mail(l->text)) return true;
  return plx_str_starts(l->text, PLX_STR("www.")) && plx_str_find(l->text, PLX_STR(" "), 0) < 0;
}

// Where the foot begins by its words; page->n if nowhere.
static uint32_t foot_begin(const plx_page *p, const plx_doc *d) {
  uint32_t from = p->n, seen = 0;
  int all = 0, below = 0;
  bool teasers = true; // and what belongs to a foot anyway: nothing else below
  for (uint32_t i = 0; i < p->n; i++) all += kept(&p->line[i]) ? p->line[i].letters : 0;
  for (uint32_t i = p->n; i-- > 0 && below * (END_SHARE + 1) <= all;) {
    const plx_line *l = &p->line[i];
    if (below && teasers && heads_related(l) && below * (RELATED_SHARE + 1) <= all) from = i;
    if (!kept(l)) continue;
    below += l->letters;
    int share = seen++ < PORTRAIT_REACH && portrait(l, d) ? HEAD_SHARE : heads_foot(l);
    if (share && below * (share + 1) <= all) from = i;
    teasers &= share || teaser(l) || address(l);
  }
  return from;
}

// "… contributed to this report.", "© The Ferry Post 2024"
static bool credit(const plx_line *l) {
  bool rights = plx_str_starts(l->text, PLX_STR("©")) && l->words <= ADDRESS_WORDS_MAX;
  return rights || (l->cues & 1u << PLX_CUE_CREDIT && l->words <= CREDIT_WORDS_MAX);
}

// spec: reading.31
void plx_foot_cut(plx_page *page, const plx_doc *d) {
  uint32_t from = foot_begin(page, d), seen = 0;
  const char *kind = "credit";
  for (uint32_t i = from; i < page->n; i++) {
    plx_line *l = &page->line[i];
    kind = heads_related(l) ? "related" : heads_foot(l) ? "credit" : kind;
    if (kept(l)) leave_out(l, kind);
  }
  bool cut = from < page->n; // something below was left out: a heading above it heads nothing
  for (uint32_t i = page->n; i-- > 0 && seen < END_REACH;) {
    plx_line *l = &page->line[i];
    if (!kept(l)) continue;
    seen++;
    if (!address(l) && !credit(l) && !portrait(l, d) && !(cut && l->label == PLX_LABEL_HEADING)) break;
    leave_out(l, "credit"), cut = true;
  }
}
