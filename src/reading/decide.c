/* SPDX-License-Identifier: Apache-2.0 */
/* Judgements become labels: a cut that suits the page, then what rules know better than numbers do.  What is not article is
 * given the kind that its wording or its element announces. */
#include "reading/decide.h"

#include <math.h>
#include <string.h>

#include "base/table.h"
#include "reading/captions.h"
#include "reading/cue.h"
#include "reading/html_tree.h"
#include "reading/line_net.h"
#include "reading/no_text.h"
#include "reading/text.h"

enum {
  HEADING_WORDS_MAX = 25,
  RULES_SAY_MAX = 8,
  NAMED_SAY = 4,
  TOLD_WORDS_MIN = 10,
  STAMP_WORDS_MAX = 4,
  STAMPS_MIN = 5,
  CUT_LEAST = 40, // per cent
  CUT_MOST = 66,
  CUT_STEP = 2
};

static const float COMMENTS_ELSE = 0.2f, HEADING_LEAST = 0.3f, HEADING_SIDES = 0.7f;

// What an element's class says, as a kind of drop; the classes that name parts of an article say nothing.
static const char *class_drop(unsigned above) {
  static const plx_class order[] = {PLX_CLASS_COMMENTS, PLX_CLASS_COOKIE,     PLX_CLASS_NEWSLETTER,
                                    PLX_CLASS_PAYWALL,  PLX_CLASS_SHARE,      PLX_CLASS_ADVERTISING,
                                    PLX_CLASS_RELATED,  PLX_CLASS_NAVIGATION, PLX_CLASS_CREDIT};
  for (size_t i = 0; i < sizeof order / sizeof *order; i++)
    if (above & 1u << order[i]) return plx_class_kind(order[i]);
  return NULL;
}

// spec: reading.4
static const char *drop_kind(const plx_page *p, const plx_line *l) {
  plx_cue cue = plx_cue_first(l->cues);
  if (cue && cue != PLX_CUE_CAPTION) return plx_cue_kind(cue);
  if (plx_text_code_name(l->text)) return "furniture";
  if (!p->element) return NULL;
  const struct plx_element *e = &p->element[l->element];
  const char *kind = class_drop(e->above);
  if (kind) return kind;
  if (e->tags_above & (PLX_IN_NAV | PLX_IN_FOOTER)) return "navigation";
  if (e->tags_above & PLX_IN_ASIDE || l->link_letters * 2 > l->text.n) return "related";
  return NULL;
}

static plx_block_kind kept_kind(const plx_page *p, uint32_t i) {
  const plx_line *l = &p->line[i];
  if (l->heading && l->words <= HEADING_WORDS_MAX) return PLX_BLOCK_HEADING;
  uint32_t in = p->element ? p->element[l->element].tags_above : 0;
  if (in & PLX_IN_QUOTE) return PLX_BLOCK_QUOTE;
  if (in & PLX_IN_LIST || l->bullet) return PLX_BLOCK_LIST;
  bool next_long = i + 1 < p->n && p->line[i + 1].letters > 60;
  if (!p->element && !l->sentence_end && l->words <= 12 && l->words > 0 && next_long && l->text.p[l->text.n - 1] != ':')
    return PLX_BLOCK_HEADING;
  return PLX_BLOCK_PARAGRAPH;
}

static bool comment(const plx_page *p, const plx_line *l) {
  return plx_called(p, l) & 1u << PLX_CLASS_COMMENTS;
}

// "21:00 Ann Example", "9.15 KEY EVENT": the head of an entry of a live blog.
static bool stamp(const plx_line *l) {
  size_t n = 0, at = 0;
  while (at < l->text.n && l->text.p[at] >= '0' && l->text.p[at] <= '9') at++;
  if (at < 1 || at > 2 || at >= l->text.n || (l->text.p[at] != ':' && l->text.p[at] != '.')) return false;
  while (at + 1 + n < l->text.n && l->text.p[at + 1 + n] >= '0' && l->text.p[at + 1 + n] <= '9') n++;
  return n == 2 && l->words <= STAMP_WORDS_MAX && !l->sentence_end;
}

static bool has_stamps(const plx_page *p) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < p->n; i++) n += stamp(&p->line[i]);
  return n >= STAMPS_MIN;
}

// What readers wrote below an article looks as the article does; what the page calls comments is none, unless nothing
// else is left.
static void doubt_comments(const plx_page *page, float *body) {
  uint32_t others = 0;
  for (uint32_t i = 0; i < page->n; i++)
    others += body[i] >= COMMENTS_ELSE && page->line[i].letters >= 60 && !comment(page, &page->line[i]);
  for (uint32_t i = 0; others && i < page->n; i++)
    if (comment(page, &page->line[i])) body[i] = 0;
}

// The cut at which the page's F1 in words is expected to be best, were the judgements of its lines shares that hold: lower
// than half where little is certain (Lipton et al. 2014).
static float best_cut(const plx_page *page, const float *body) {
  double all = 0, best = 0;
  int cut = CUT_LEAST;
  for (uint32_t i = 0; i < page->n; i++) all += body[i] * page->line[i].words;
  for (int percent = CUT_LEAST; percent <= CUT_MOST; percent += CUT_STEP) {
    double right = 0, kept = 0, f1;
    for (uint32_t i = 0; i < page->n; i++)
      if (body[i] * 100 >= (float)percent) right += body[i] * page->line[i].words, kept += page->line[i].words;
    f1 = kept > 0 ? 2 * right / (kept + all) : 0;
    if (f1 > best) best = f1, cut = percent;
  }
  return (float)cut / 100;
}

// A page that was called an article has one: where nothing reaches half, the likeliest lines are it.
static float threshold(const plx_page *page, const float *body) {
  const float least = 0.005f;
  float most = 0;
  for (uint32_t i = 0; i < page->n; i++) {
    const plx_line *l = &page->line[i];
    if (l->letters >= 60 && !plx_one_word(l) && body[i] > most) most = body[i];
  }
  return most >= 0.5f ? best_cut(page, body) : most < least ? 0.5f : 0.7f * most;
}

// The rules know what the line is, not only that it looks like none of an article.
static bool named(const plx_line *l) {
  return l->drop && !plx_str_eqz(PLX_STR("furniture"), l->drop) && !plx_str_eqz(PLX_STR("duplicate"), l->drop);
}

// Scraped text has little to see but wording: there the plain rules (label.c) have a say, the more the shorter the
// page, since forests know only whole pages.  In log odds.
static float with_rules(const plx_line *l, double say, float p) {
  bool keep = l->label == PLX_LABEL_BODY || l->label == PLX_LABEL_HEADING;
  if (l->label == PLX_LABEL_OUT && named(l)) say *= NAMED_SAY;
  if (l->label == PLX_LABEL_OUT && !l->drop) say /= 4; // the rules know nothing against it
  if (say > RULES_SAY_MAX) say = RULES_SAY_MAX;
  return 1 / (1 + expf(-(plx_log_odds(p) + (float)(keep ? say : -say))));
}

static void ask_rules(plx_page *page, const float *body, float *out) {
  const double few = plx_param("reading_rules_lines") / (page->n + 1), say = 2 * few * few;
  plx_page_label(page);
  for (uint32_t i = 0; i < page->n; i++) out[i] = with_rules(&page->line[i], say, body[i]);
}

// The first kept line is the standfirst if its own element is called so and more text follows.
static void find_standfirst(plx_page *p) {
  for (uint32_t i = 0; i + 1 < p->n; i++) {
    plx_line *l = &p->line[i];
    if (l->label != PLX_LABEL_BODY) continue;
    if (l->kind == PLX_BLOCK_PARAGRAPH && p->element[l->element].classes & 1u << PLX_CLASS_STANDFIRST)
      l->kind = PLX_BLOCK_STANDFIRST;
    return;
  }
}

static float at(const plx_page *p, const float *body, int64_t i) {
  return i < 0 || i >= p->n ? 0 : body[i];
}

// A heading with text on both sides is part of it, if there is anything for it at all.
static bool between(const plx_page *p, const float *body, uint32_t i) {
  return p->line[i].heading && body[i] > HEADING_LEAST && at(p, body, (int64_t)i - 1) > HEADING_SIDES &&
         at(p, body, (int64_t)i + 1) > HEADING_SIDES;
}

// The same words right after themselves are told once; further apart they may be meant so (terms, product by product).
// spec: reading.17
static void drop_told(plx_page *page) {
  plx_line *before = NULL;
  for (uint32_t i = 0; i < page->n; i++) {
    plx_line *l = &page->line[i];
    if (l->label != PLX_LABEL_BODY) continue;
    if (before && l->words >= TOLD_WORDS_MIN && plx_str_eq(before->text, l->text))
      l->label = PLX_LABEL_OUT, l->drop = "duplicate";
    else before = l;
  }
}

void plx_page_decide(plx_page *page, const float *judged, const float *caption, plx_arena *tmp) {
  float *body = PLX_NEWS(tmp, float, page->n + 1);
  if (page->element) memcpy(body, judged, page->n * sizeof *body), doubt_comments(page, body);
  else ask_rules(page, judged, body);
  float enough = threshold(page, body);
  bool stamps = has_stamps(page);
  bool begun = false; // below the headline a paragraph has been kept: a date before it belongs to the head
  for (uint32_t i = 0; i < page->n; i++) {
    plx_line *l = &page->line[i];
    bool head = stamps && stamp(l);
    const char *ruled = head ? "dateline" : page->element || l->label != PLX_LABEL_OUT ? NULL : l->drop;
    if (l->heading == 1) begun = false;
    bool keep = (body[i] >= enough || between(page, body, i)) && (begun || !l->date_line) && !head &&
                !plx_no_text(page, l, body[i]);
    begun |= keep && l->letters >= 60;
    if (plx_caption_line(page, l, body[i], caption[i])) {
      l->label = PLX_LABEL_CAPTION;
      l->kind = PLX_BLOCK_CAPTION;
      l->drop = NULL;
    } else if (keep) {
      l->kind = kept_kind(page, i);
      l->label = l->kind == PLX_BLOCK_HEADING ? PLX_LABEL_HEADING : PLX_LABEL_BODY;
      l->drop = NULL;
    } else l->label = PLX_LABEL_OUT, l->drop = ruled ? ruled : drop_kind(page, l);
  }
  drop_told(page);
  if (page->element) plx_captions_mark(page, tmp), find_standfirst(page);
}
