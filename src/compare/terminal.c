/* SPDX-License-Identifier: Apache-2.0 */
/* A story on one screen after the other, the most useful first: what it is, who tells it, what they share, where they
 * part, the figures, the days.  Accounts are lettered once and named by their letter from then on. */
#include "compare/terminal.h"

#include <math.h>

#include "base/utf8.h"
#include "compare/flow.h"
#include "compare/view.h"

#define BOLD  "1"
#define DIM   "2"
#define WORDS "1;4" // the words a finding rests on, inside their sentence

enum { MARGIN = 2, TEXT = 4, NESTED = 6, PLOT_MIN = 16, PLOT_MAX = 44 };
// What is shown of the long sections unless everything is asked for.
enum { CLAIMS_MAX = 10, QUOTES_MAX = 2, SINGLES_MAX = 5, FIGURES_MAX = 12, DAY_MAX = 5, ROWS_MAX = 12 };

typedef struct pen {
  const plx_story *s;
  plx_terminal how;
  plx_arena *tmp;
  plx_flow flow;
} pen;

static uint32_t cap(const pen *p, uint32_t n, uint32_t most) {
  return p->how.all || n <= most ? n : most;
}

static void line(pen *p, int indent, const char *style, plx_str text) {
  plx_flow_start(&p->flow, indent, indent);
  plx_flow_text(&p->flow, style, text);
  plx_flow_end(&p->flow);
}

static void blank(pen *p) {
  plx_buf_char(p->flow.out, '\n');
}

static void more(pen *p, int indent, uint32_t n) {
  if (n) line(p, indent, DIM, plx_str_fmt(p->tmp, "… and %u more", n));
}

static void heading(pen *p, const char *colour, const char *title) {
  blank(p);
  line(p, 0, colour, plx_str_of(title));
}

/* --- the head: title, brief, points, accounts --- */

static void add_letters(pen *p, const plx_picks *documents) {
  for (uint32_t i = 0; i < documents->n; i++) {
    if (i) plx_flow_text(&p->flow, NULL, PLX_STR(" "));
    plx_flow_text(&p->flow, BOLD, plx_view_letter(documents->v[i], p->tmp));
  }
}

// What several accounts share, in their own words, with who tells it.
static void draw_points(pen *p) {
  const plx_story *s = p->s;
  plx_flow *f = &p->flow;
  if (s->point.n) blank(p);
  for (uint32_t i = 0; i < s->point.n; i++) {
    plx_picks documents = plx_view_documents(&s->claim.v[s->point.v[i].claim], p->tmp);
    plx_flow_start(f, MARGIN, TEXT);
    plx_flow_text(f, BOLD, PLX_STR("• "));
    plx_flow_text(f, NULL, plx_view_point(s, &s->point.v[i], p->tmp));
    plx_flow_text(f, DIM, PLX_STR(" · "));
    add_letters(p, &documents);
    plx_flow_end(f);
  }
}

static void draw_head(pen *p) {
  const plx_story *s = p->s;
  uint32_t outlets = plx_view_outlets(s);
  line(p, 0, BOLD, s->title.n ? s->title : PLX_STR("A story without a title"));
  for (int i = 0; i < p->how.width; i++) plx_buf_str(p->flow.out, PLX_STR("─"));
  blank(p);
  if (s->brief.n) line(p, 0, NULL, s->brief);
  draw_points(p);
  plx_str days = plx_view_days(s, p->tmp);
  if (s->point.n || s->brief.n) blank(p);
  line(p, 0, DIM,
       plx_str_fmt(p->tmp, "%.*s%s%u account%s from %u outlet%s · %u claims", PLX_FMT(days), days.n ? " · " : "",
                   s->document.n, s->document.n == 1 ? "" : "s", outlets, outlets == 1 ? "" : "s", s->claim.n));
}

static void draw_account(pen *p, uint32_t d, int outlet_width) {
  const plx_story_doc *sd = &p->s->document.v[d];
  const plx_doc *doc = sd->record->doc;
  plx_flow *f = &p->flow;
  plx_str outlet = plx_view_outlet(p->s, d, p->tmp);
  int titles = MARGIN + 3 + outlet_width + 2;
  plx_flow_start(f, MARGIN, titles);
  plx_flow_text(f, BOLD, plx_view_letter(d, p->tmp));
  plx_flow_column(f, MARGIN + 3);
  plx_flow_text(f, NULL, outlet);
  plx_flow_column(f, titles);
  plx_flow_text(f, NULL, doc->title.n ? doc->title : PLX_STR("(no title)"));
  if (doc->published.n) {
    plx_flow_text(f, NULL, PLX_STR(" "));
    plx_flow_text(f, DIM, plx_str_fmt(p->tmp, "(%.*s)", PLX_FMT(plx_view_when(doc->published, p->tmp))));
  }
  if (sd->copied_from < p->s->document.n)
    plx_flow_text(f, "33",
                  plx_str_fmt(p->tmp, " %.0f %% reprinted from %.*s", sd->share * 100,
                              PLX_FMT(plx_view_letter(sd->copied_from, p->tmp))));
  plx_flow_end(f);
}

static void draw_accounts(pen *p) {
  int widest = 0;
  for (uint32_t d = 0; d < p->s->document.n; d++) {
    int w = plx_utf8_width(plx_view_outlet(p->s, d, p->tmp));
    if (w > widest) widest = w;
  }
  heading(p, BOLD, "THE ACCOUNTS");
  for (uint32_t d = 0; d < p->s->document.n; d++) draw_account(p, d, widest > 20 ? 20 : widest);
}

/* --- claims --- */

// “… the words in their sentence …”, with who says it.
static void add_quote(pen *p, const plx_account *account) {
  plx_flow *f = &p->flow;
  plx_str speaker = plx_view_speaker(p->s, account);
  if (speaker.n) plx_flow_text(f, NULL, plx_str_fmt(p->tmp, "%.*s: ", PLX_FMT(speaker)));
  plx_quote q = plx_view_quote(p->s, account, (p->how.width - NESTED) * 2);
  plx_flow_text(f, DIM, q.cut_before ? PLX_STR("“… ") : PLX_STR("“"));
  plx_flow_text(f, DIM, q.before);
  plx_flow_text(f, WORDS, q.words);
  plx_flow_text(f, DIM, q.after);
  plx_flow_text(f, DIM, q.cut_after ? PLX_STR(" …”") : PLX_STR("”"));
}

static void draw_quote(pen *p, const plx_account *account) {
  plx_flow *f = &p->flow;
  plx_flow_start(f, TEXT, NESTED);
  plx_flow_text(f, BOLD, plx_view_letter(account->document, p->tmp));
  plx_flow_text(f, NULL, PLX_STR(" "));
  add_quote(p, account);
  plx_flow_end(f);
}

// One account a document, at most `most` of them.
static void draw_quotes(pen *p, const plx_claim *c, uint32_t most) {
  uint32_t drawn = 0, left = 0;
  for (uint32_t i = 0; i < c->accounts.n; i++) {
    if (i && c->accounts.v[i].document == c->accounts.v[i - 1].document) continue;
    if (drawn < cap(p, most + 1, most)) draw_quote(p, &c->accounts.v[i]), drawn++;
    else left++;
  }
  more(p, TEXT, left);
}

static const char *const field_name[] = {"", "number", "date", "place", "who", "certainty", "duration"};
static const char *const why_name[] = {"", "an update over time", "a different scope", "they disagree"};

static void draw_summary(pen *p, const plx_claim *c, const char *mark, const char *colour) {
  plx_flow *f = &p->flow;
  plx_picks documents = plx_view_documents(c, p->tmp);
  plx_flow_start(f, MARGIN, TEXT);
  plx_flow_text(f, colour, plx_str_of(mark));
  plx_flow_text(f, NULL, PLX_STR(" "));
  plx_flow_text(f, BOLD, plx_view_heading(p->s, c, p->tmp));
  if (c->relation == PLX_AGREE && documents.n < p->s->document.n) {
    plx_flow_text(f, DIM, PLX_STR(" · "));
    add_letters(p, &documents);
  }
  if (c->relation == PLX_AGREE && documents.n > 1 && c->origins > 0 && c->origins < documents.n)
    plx_flow_text(f, DIM, plx_str_fmt(p->tmp, " · %u\u00a0origin%s", c->origins, c->origins == 1 ? "" : "s"));
  if (c->field || c->why)
    plx_flow_text(
        f, colour,
        plx_str_fmt(p->tmp, " [%s%s%s]", field_name[c->field], c->field && c->why ? ": " : "", why_name[c->why]));
  plx_flow_end(f);
}

// A value, who prints it, and the words of the first that does.
static void draw_value(pen *p, const plx_claim *c, const plx_value *v, const char *colour) {
  plx_flow *f = &p->flow;
  plx_picks documents = {v->documents.v, v->documents.n, v->documents.cap};
  plx_flow_start(f, TEXT, NESTED);
  plx_flow_text(f, colour, plx_view_value(p->s, c, v, p->tmp));
  plx_flow_text(f, DIM, PLX_STR(" · "));
  add_letters(p, &documents);
  plx_str told = documents.n ? p->s->document.v[documents.v[0]].record->doc->published : (plx_str){0};
  if (c->why == PLX_WHY_UPDATE && told.n)
    plx_flow_text(f, DIM, plx_str_fmt(p->tmp, " (%.*s)", PLX_FMT(plx_view_when(told, p->tmp))));
  plx_flow_text(f, DIM, PLX_STR(" · "));
  const plx_account *account = documents.n ? plx_view_account(p->s, c, v, documents.v[0]) : NULL;
  if (account) add_quote(p, account);
  plx_flow_end(f);
}

static void draw_claim(pen *p, const plx_claim *c, const char *mark, const char *colour) {
  draw_summary(p, c, mark, colour);
  bool parted = c->relation != PLX_AGREE && c->relation != PLX_SINGLE;
  plx_picks values = plx_view_values(p->s, c, p->tmp);
  for (uint32_t i = 0; parted && i < values.n; i++) draw_value(p, c, &c->values.v[values.v[i]], colour);
  if (!parted || c->values.n == 0) draw_quotes(p, c, parted ? QUOTES_MAX * 2 : QUOTES_MAX);
}

static void draw_section(pen *p, plx_section section, const char *title, const char *mark, const char *colour) {
  plx_picks claims = plx_view_claims(p->s, section, p->tmp);
  if (claims.n == 0) return;
  heading(p, plx_str_fmt(p->tmp, "1;%s", colour).p, title);
  uint32_t n = cap(p, claims.n, CLAIMS_MAX);
  for (uint32_t i = 0; i < n; i++) draw_claim(p, &p->s->claim.v[claims.v[i]], mark, colour);
  more(p, MARGIN, claims.n - n);
}

static void draw_single(pen *p, const plx_claim *c) {
  plx_flow_start(&p->flow, TEXT, NESTED);
  plx_flow_text(&p->flow, NULL, PLX_STR("· "));
  plx_flow_text(&p->flow, NULL, plx_view_summary(c, p->tmp));
  plx_flow_end(&p->flow);
}

// What only one account has, under that account's name.
static void draw_singles(pen *p) {
  plx_picks claims = plx_view_claims(p->s, PLX_SECTION_SINGLE, p->tmp);
  if (claims.n == 0 || p->s->document.n < 2) return;
  heading(p, BOLD, "ONLY ONE ACCOUNT HAS");
  for (uint32_t d = 0; d < p->s->document.n; d++) {
    plx_picks own = {0};
    for (uint32_t i = 0; i < claims.n; i++)
      if (plx_view_account(p->s, &p->s->claim.v[claims.v[i]], NULL, d)) *plx_vec_push(p->tmp, &own) = claims.v[i];
    if (own.n == 0) continue;
    plx_str outlet = plx_view_outlet(p->s, d, p->tmp), letter = plx_view_letter(d, p->tmp);
    line(p, MARGIN, BOLD, plx_str_fmt(p->tmp, "%.*s %.*s (%u)", PLX_FMT(letter), PLX_FMT(outlet), own.n));
    uint32_t n = cap(p, own.n, SINGLES_MAX);
    for (uint32_t i = 0; i < n; i++) draw_single(p, &p->s->claim.v[own.v[i]]);
    more(p, TEXT, own.n - n);
  }
}

/* --- figures --- */

typedef struct scale {
  double from, to;
  int columns;
} scale;

// From zero, so that a dot's distance from the left is its size; a negative value moves the start.
static scale scale_of(const plx_range *r, int columns) {
  scale s = {r->low < 0 ? r->low : 0, r->high > 0 ? r->high : 1, columns};
  return s;
}

static void add_dot(pen *p, const scale *s, double v) {
  int at = (int)lround((v - s->from) / (s->to - s->from) * (s->columns - 1));
  plx_buf line = {0};
  for (int i = 0; i < s->columns; i++) plx_buf_str(&line, i == at ? PLX_STR("●") : PLX_STR("─"));
  plx_flow_text(&p->flow, "36", plx_buf_view(&line));
  plx_buf_free(&line);
}

static int value_width(pen *p, const plx_rows *rows) {
  int widest = 0;
  for (uint32_t i = 0; i < rows->n; i++) {
    int w = plx_utf8_width(plx_view_number(rows->v[i].value, p->tmp));
    if (w > widest) widest = w;
  }
  return widest;
}

// Each speaker with the letters of the accounts that quote it; an outlet's own word is its letter alone.
static void add_voices(pen *p, const plx_row *row) {
  plx_flow *f = &p->flow;
  for (uint32_t i = 0; i < row->voice.n; i++) {
    const plx_voice *v = &row->voice.v[i];
    if (i) plx_flow_text(f, DIM, PLX_STR("; "));
    add_letters(p, &v->document);
    if (v->said_by.n) plx_flow_text(f, NULL, plx_str_fmt(p->tmp, " %.*s", PLX_FMT(v->said_by)));
  }
}

static void draw_row(pen *p, const plx_row *row, const scale *s, int values) {
  plx_flow *f = &p->flow;
  plx_str value = plx_view_number(row->value, p->tmp);
  int left = TEXT + values - plx_utf8_width(value), words = TEXT + values + 2 + s->columns + 2;
  plx_flow_start(f, left, words);
  plx_flow_text(f, BOLD, value);
  plx_flow_column(f, TEXT + values + 2);
  add_dot(p, s, row->value);
  plx_flow_column(f, words);
  add_voices(p, row);
  plx_flow_end(f);
}

static void draw_range(pen *p, const plx_range *r) {
  plx_rows rows = plx_view_rows(p->s, r, p->tmp);
  int values = value_width(p, &rows), plot = (p->how.width - TEXT - values) * 2 / 5;
  scale s = scale_of(r, plot < PLOT_MIN ? PLOT_MIN : plot > PLOT_MAX ? PLOT_MAX : plot);
  plx_flow *f = &p->flow;
  plx_flow_start(f, MARGIN, TEXT);
  plx_flow_text(f, BOLD, plx_view_counted(r, p->tmp));
  plx_flow_text(f, DIM,
                plx_str_fmt(p->tmp, " · from %.*s to %.*s, best %.*s", PLX_FMT(plx_view_number(r->low, p->tmp)),
                            PLX_FMT(plx_view_number(r->high, p->tmp)), PLX_FMT(plx_view_number(r->best, p->tmp))));
  plx_flow_end(f);
  uint32_t n = cap(p, rows.n, ROWS_MAX);
  for (uint32_t i = 0; i < n; i++) draw_row(p, &rows.v[i], &s, values);
  more(p, TEXT, rows.n - n);
}

// A figure on which all that give it agree needs no plot: one line.
static void draw_plain_figure(pen *p, const plx_range *r) {
  plx_rows rows = plx_view_rows(p->s, r, p->tmp);
  plx_flow *f = &p->flow;
  plx_flow_start(f, MARGIN, TEXT);
  if (r->low < r->high) plx_flow_text(f, NULL, PLX_STR("about "));
  plx_flow_text(f, BOLD, plx_view_number(rows.v[0].value, p->tmp));
  plx_flow_text(f, NULL, PLX_STR(" "));
  plx_flow_text(f, NULL, plx_view_counted(r, p->tmp));
  plx_flow_text(f, DIM, PLX_STR(" · "));
  add_voices(p, &rows.v[0]);
  plx_flow_end(f);
}

static void draw_figures(pen *p) {
  const plx_story *s = p->s;
  if (s->range.n == 0) return;
  heading(p, BOLD, "FIGURES, AND WHO GIVES THEM");
  uint32_t plain = 0, left = 0;
  for (uint32_t i = 0; i < s->range.n; i++)
    if (plx_view_spread(&s->range.v[i])) draw_range(p, &s->range.v[i]);
  for (uint32_t i = 0; i < s->range.n; i++) {
    if (s->range.v[i].values.n == 0 || plx_view_spread(&s->range.v[i])) continue;
    if (plain < cap(p, s->range.n, FIGURES_MAX)) draw_plain_figure(p, &s->range.v[i]), plain++;
    else left++;
  }
  more(p, MARGIN, left);
}

/* --- the days --- */

static void draw_timeline(pen *p) {
  const plx_story *s = p->s;
  if (s->timeline.n == 0) return;
  heading(p, BOLD, "TIMELINE");
  for (uint32_t i = 0; i < s->timeline.n; i++) {
    const plx_day *day = &s->timeline.v[i];
    line(p, MARGIN, BOLD, plx_view_when(day->date, p->tmp));
    uint32_t n = cap(p, day->claims.n, DAY_MAX);
    plx_picks claims = plx_view_day(s, day, p->tmp);
    for (uint32_t k = 0; k < n; k++) draw_single(p, &s->claim.v[claims.v[k]]);
    more(p, TEXT, day->claims.n - n);
  }
}

static void clamp_width(plx_terminal *how) {
  if (how->width < PLX_TERMINAL_WIDTH_MIN) how->width = PLX_TERMINAL_WIDTH_MIN;
  if (how->width > PLX_TERMINAL_WIDTH_MAX) how->width = PLX_TERMINAL_WIDTH_MAX;
}

void plx_terminal_draw(const plx_story *s, plx_terminal how, plx_arena *tmp, plx_buf *out) {
  clamp_width(&how);
  pen p = {s, how, tmp, {.out = out, .width = how.width, .colour = how.colour}};
  draw_head(&p);
  draw_accounts(&p);
  draw_section(&p, PLX_SECTION_ALL, "ALL ACCOUNTS TELL", "=", "32");
  draw_section(&p, PLX_SECTION_CONFLICT, "THE ACCOUNTS CONTRADICT EACH OTHER", "×", "31");
  draw_section(&p, PLX_SECTION_DIFFER, "THE ACCOUNTS DIFFER", "≠", "33");
  draw_section(&p, PLX_SECTION_DENY, "ONE PARTY DENIES", "¬", "35");
  draw_figures(&p);
  draw_section(&p, PLX_SECTION_SEVERAL, "SEVERAL ACCOUNTS TELL", "=", "32");
  draw_singles(&p);
  draw_timeline(&p);
  plx_flow_free(&p.flow);
}
