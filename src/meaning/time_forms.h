/* time_forms.h - the forms of calendar dates, for time_grammar.c.
 *
 * in     pieces
 * out    the fields of plx_when that a date names
 * how    each function reads one form at piece i and returns the piece after it, or i where the form is not there
 * cost   O(1)
 * from   -
 *
 * Inside time_grammar.h only.  Cannot fail.  Pure.
 */
#ifndef PLX_MEANING_TIME_FORMS_H
#define PLX_MEANING_TIME_FORMS_H

#include "language/labels.h"
#include "meaning/time_grammar.h"

// --- looking at pieces ---

static inline const plx_piece *at(const plx_time_grammar *g, uint32_t i) {
  return &g->ps.v[i < g->ps.n ? i : g->ps.n - 1];
}

static inline plx_chron chron(const plx_time_grammar *g, uint32_t i) {
  return plx_piece_chron(at(g, i));
}
static inline bool word(const plx_time_grammar *g, uint32_t i, const char *list) {
  return plx_piece_in(at(g, i), list);
}
static inline bool mark(const plx_time_grammar *g, uint32_t i, char c) {
  return plx_piece_mark(at(g, i), c);
}
static inline bool capital(const plx_time_grammar *g, uint32_t i) {
  return plx_piece_capital(&g->ps, at(g, i));
}
static inline uint32_t skip(const plx_time_grammar *g, uint32_t i, char c) {
  return mark(g, i, c) ? i + 1 : i;
}
static inline bool dash(const plx_time_grammar *g, uint32_t i) {
  return mark(g, i, '-');
}

static inline plx_upos upos(const plx_time_grammar *g, uint32_t i) {
  const plx_tok *t = &g->text->tok.v[at(g, i)->tok];
  return t->xpos.n ? (plx_upos)t->upos : PLX_UPOS_X; // X also where nothing has been tagged
}

static inline plx_when blank(uint32_t i) {
  return (plx_when){.first = i, .end = i, .year = PLX_NO_YEAR, .hour = -1};
}

// --- parts of dates: the number read goes where the pointer says ---

uint32_t plx_form_year_at(const plx_time_grammar *g, uint32_t i, int *year);
uint32_t plx_form_day_at(const plx_time_grammar *g, uint32_t i, int *day);
uint32_t plx_form_year_after(const plx_time_grammar *g, uint32_t i, plx_when *w);
bool plx_form_weekday_at(const plx_time_grammar *g, uint32_t i);

// --- dates: fill *w; `before` is the expression just before, or NULL ---

uint32_t plx_form_year(const plx_time_grammar *g, uint32_t i, plx_when *w);
uint32_t plx_form_year_tail(const plx_time_grammar *g, uint32_t i, const plx_when *before, plx_when *w);
uint32_t plx_form_life(const plx_time_grammar *g, uint32_t i, const plx_when *before, plx_when *w);
uint32_t plx_form_decade(const plx_time_grammar *g, uint32_t i, plx_when *w);
uint32_t plx_form_century(const plx_time_grammar *g, uint32_t i, plx_when *w);
uint32_t plx_form_month(const plx_time_grammar *g, uint32_t i, plx_when *w);
uint32_t plx_form_day_first(const plx_time_grammar *g, uint32_t i, plx_when *w);
uint32_t plx_form_day_list(const plx_time_grammar *g, uint32_t i, const plx_when *before, plx_when *w);
uint32_t plx_form_numeric(const plx_time_grammar *g, uint32_t i, plx_when *w);
uint32_t plx_form_digits(const plx_time_grammar *g, uint32_t i, plx_when *w);
uint32_t plx_form_weekday(const plx_time_grammar *g, uint32_t i, plx_when *w);
uint32_t plx_form_season(const plx_time_grammar *g, uint32_t i, plx_when *w);

#endif
