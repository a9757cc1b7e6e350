/* SPDX-License-Identifier: Apache-2.0 */
/* The terminal and the page draw the same things in the same order; what they share is decided here once, so that a
 * reader who has seen the one knows the other. */
#include "compare/view.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "compare/brief.h"

/* --- claims --- */

plx_picks plx_view_documents(const plx_claim *c, plx_arena *a) {
  plx_picks out = {0};
  for (uint32_t i = 0; i < c->accounts.n; i++) {
    uint32_t d = c->accounts.v[i].document;
    bool seen = false;
    for (uint32_t k = 0; k < out.n && !seen; k++) seen = out.v[k] == d;
    if (!seen) *plx_vec_push(a, &out) = d;
  }
  return out;
}

// Accounts stand by document, so different ones are counted at their changes.
static uint32_t document_count(const plx_claim *c) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < c->accounts.n; i++)
    n += i == 0 || c->accounts.v[i].document != c->accounts.v[i - 1].document;
  return n;
}

plx_section plx_view_section(const plx_story *s, const plx_claim *c) {
  if (document_count(c) < 2 && c->relation == PLX_AGREE) return PLX_SECTION_SINGLE; // told twice in one account
  switch (c->relation) {
  case PLX_AGREE: return document_count(c) >= s->document.n ? PLX_SECTION_ALL : PLX_SECTION_SEVERAL;
  case PLX_DIFFER: return PLX_SECTION_DIFFER;
  case PLX_CONFLICT: return PLX_SECTION_CONFLICT;
  case PLX_DENY_: return PLX_SECTION_DENY;
  case PLX_SINGLE: break;
  }
  return PLX_SECTION_SINGLE;
}

// A summary of a word or two tells a reader little: such claims stand behind the others.
static bool is_short(const plx_claim *c) {
  enum { WORDS_MIN = 4 };
  int words = c->summary.n > 0;
  for (size_t i = 0; i < c->summary.n; i++) words += c->summary.p[i] == ' ';
  return words < WORDS_MIN;
}

plx_picks plx_view_claims(const plx_story *s, plx_section section, plx_arena *a) {
  plx_picks out = {0};
  uint32_t *rank = PLX_NEWS(a, uint32_t, s->claim.n), most = s->document.n * 2 + 2;
  for (uint32_t i = 0; i < s->claim.n; i++)
    if (plx_view_section(s, &s->claim.v[i]) == section)
      rank[i] = 2 * document_count(&s->claim.v[i]) + 1 + !is_short(&s->claim.v[i]);
  for (uint32_t r = most; r > 0; r--) // one pass a rank keeps the story's order inside it
    for (uint32_t i = 0; i < s->claim.n; i++)
      if (rank[i] == r) *plx_vec_push(a, &out) = i;
  return out;
}

plx_picks plx_view_day(const plx_story *s, const plx_day *day, plx_arena *a) {
  plx_picks out = {0};
  for (int last = 0; last < 2; last++)
    for (uint32_t i = 0; i < day->claims.n; i++)
      if (is_short(&s->claim.v[day->claims.v[i]]) == last) *plx_vec_push(a, &out) = day->claims.v[i];
  return out;
}

static plx_str capital(plx_str t, plx_arena *a) {
  if (t.n == 0 || t.p[0] < 'a' || t.p[0] > 'z') return t;
  t = plx_str_copy(a, t);
  ((char *)t.p)[0] = (char)(t.p[0] - 'a' + 'A');
  return t;
}

plx_str plx_view_summary(const plx_claim *c, plx_arena *a) {
  plx_str t = c->summary;
  if (plx_str_starts(t, PLX_STR("that ")) && t.n > 5) t = plx_str_sub(t, 5, t.n - 5);
  return capital(t, a);
}

plx_str plx_view_point(const plx_story *s, const plx_point *point, plx_arena *a) {
  return plx_as_sentence(plx_span_str(s->document.v[point->document].record->doc->text, point->span), a);
}

plx_str plx_view_heading(const plx_story *s, const plx_claim *c, plx_arena *a) {
  const plx_account *first = &c->accounts.v[0];
  const plx_record *r = s->document.v[first->document].record;
  if (c->kind != PLX_CLAIM_FIGURE || c->field != PLX_FIELD_NUMBER || first->figure >= r->figure.n)
    return plx_view_summary(c, a);
  const plx_figure *f = &r->figure.v[first->figure];
  if (!f->state.n || !f->counted.n) return plx_view_summary(c, a);
  return capital(plx_str_fmt(a, "%.*s %.*s", PLX_FMT(f->counted), PLX_FMT(f->state)), a);
}

// The number in "nearly 2,000,000 people", or NAN.
static double number_in(plx_str s) {
  char digits[32];
  size_t n = 0, at = 0;
  while (at < s.n && (s.p[at] < '0' || s.p[at] > '9')) at++;
  for (; at < s.n && n + 1 < sizeof digits; at++) {
    bool more = at + 1 < s.n && s.p[at + 1] >= '0' && s.p[at + 1] <= '9';
    if ((s.p[at] >= '0' && s.p[at] <= '9') || (s.p[at] == '.' && more)) digits[n++] = s.p[at];
    else if (s.p[at] != ',' || !more) break;
  }
  digits[n] = 0;
  return n ? strtod(digits, NULL) : NAN;
}

static bool is_number(plx_str s) {
  for (size_t i = 0; i < s.n; i++)
    if (s.p[i] < '0' || s.p[i] > '9') return false;
  return s.n > 0 && s.n < 16;
}

plx_str plx_view_value(const plx_story *s, const plx_claim *c, const plx_value *v, plx_arena *a) {
  if (c->field == PLX_FIELD_NUMBER && is_number(v->value)) return plx_view_number(number_in(v->value), a);
  const plx_account *account =
      v->documents.n && c->field == PLX_FIELD_ACTOR ? plx_view_account(s, c, NULL, v->documents.v[0]) : NULL;
  const plx_record *r = account ? s->document.v[account->document].record : NULL;
  if (!r || account->event >= r->event.n) return v->value;
  const plx_event *e = &r->event.v[account->event];
  for (uint32_t i = 0; i < e->source.n; i++)
    if (plx_str_eq(e->source.v[i].actor, v->value)) return plx_span_str(r->doc->text, e->source.v[i].span);
  for (uint32_t i = 0; i < e->target.n; i++)
    if (plx_str_eq(e->target.v[i].actor, v->value)) return plx_span_str(r->doc->text, e->target.v[i].span);
  return v->value;
}

static plx_str first_told(const plx_story *s, const plx_value *v) {
  plx_str first = {0};
  for (uint32_t i = 0; i < v->documents.n; i++) {
    plx_str at = s->document.v[v->documents.v[i]].record->doc->published;
    if (at.n && (!first.n || plx_str_cmp(at, first) < 0)) first = at;
  }
  return first;
}

static bool stands_before(const plx_story *s, const plx_claim *c, const plx_value *x, const plx_value *y) {
  if (c->why == PLX_WHY_UPDATE) return plx_str_cmp(first_told(s, x), first_told(s, y)) < 0;
  return c->field == PLX_FIELD_NUMBER && number_in(x->value) < number_in(y->value);
}

plx_picks plx_view_values(const plx_story *s, const plx_claim *c, plx_arena *a) {
  plx_picks out = {0};
  for (uint32_t i = 0; i < c->values.n; i++) {
    *plx_vec_push(a, &out) = i;
    for (uint32_t k = i; k > 0 && stands_before(s, c, &c->values.v[out.v[k]], &c->values.v[out.v[k - 1]]); k--) {
      uint32_t x = out.v[k];
      out.v[k] = out.v[k - 1];
      out.v[k - 1] = x;
    }
  }
  return out;
}

static bool gives(const plx_story *s, const plx_account *account, const plx_value *value) {
  const plx_record *r = s->document.v[account->document].record;
  if (account->figure < r->figure.n && r->figure.v[account->figure].value == number_in(value->value)) return true;
  return plx_str_find(plx_span_str(r->doc->text, account->span), value->value, 0) >= 0;
}

static bool denies(const plx_story *s, const plx_account *a) {
  const plx_record *r = s->document.v[a->document].record;
  return a->statement < r->statement.n && r->statement.v[a->statement].polarity == PLX_DENY;
}

const plx_account *plx_view_account(const plx_story *s, const plx_claim *c, const plx_value *value, uint32_t document) {
  const plx_account *first = NULL;
  for (uint32_t i = 0; i < c->accounts.n; i++) {
    const plx_account *account = &c->accounts.v[i];
    if (account->document != document) continue;
    if (!first) first = account;
    if (value ? gives(s, account, value) : c->relation != PLX_DENY_ || denies(s, account)) return account;
  }
  return first;
}

/* --- words --- */

static plx_span sentence_around(const plx_record *r, plx_span words) {
  uint32_t lo = 0, hi = r->text.sentence.n;
  while (lo < hi) { // the first sentence that ends after the words begin
    uint32_t mid = lo + (hi - lo) / 2;
    if (plx_span_end(r->text.sentence.v[mid].span) <= words.at) lo = mid + 1;
    else hi = mid;
  }
  plx_span whole = words;
  for (; lo < r->text.sentence.n && r->text.sentence.v[lo].span.at < plx_span_end(words); lo++)
    whole = plx_span_join(whole, r->text.sentence.v[lo].span);
  return whole;
}

// The longest piece of s, from its start or up to its end, that is at most `columns` wide and cut between words.
static plx_str clip(plx_str s, int columns, bool keep_end) {
  if (plx_utf8_width(s) <= columns) return s;
  size_t at = keep_end ? s.n : 0, good = at;
  for (int width = 0, n; width <= columns;) {
    uint32_t cp = keep_end ? plx_utf8_before(s, at, &n) : plx_utf8_at(s, at, &n);
    plx_str one = plx_str_sub(s, keep_end ? at - (size_t)n : at, (size_t)n);
    if (plx_cp_space(cp)) good = at;
    width += plx_utf8_width(one);
    at = keep_end ? at - (size_t)n : at + (size_t)n;
  }
  return keep_end ? plx_str_sub(s, good, s.n - good) : plx_str_sub(s, 0, good);
}

plx_quote plx_view_quote(const plx_story *s, const plx_account *account, int columns_max) {
  const plx_record *r = s->document.v[account->document].record;
  plx_str text = r->doc->text;
  plx_span whole = sentence_around(r, account->span);
  plx_quote q = {plx_str_sub(text, whole.at, account->span.at - whole.at), plx_span_str(text, account->span),
                 plx_str_sub(text, plx_span_end(account->span), plx_span_end(whole) - plx_span_end(account->span)),
                 false, false};
  int room = columns_max - plx_utf8_width(q.words);
  if (room < 0) room = 0;
  int after = plx_utf8_width(q.after), before = plx_utf8_width(q.before);
  // Each side may have half of the room, and what the other side leaves over.
  int for_before = after < room / 2 ? room - after : room / 2;
  plx_str b = clip(q.before, for_before, true);
  plx_str e = clip(q.after, before < room / 2 ? room - before : room / 2, false);
  q.cut_before = b.n < q.before.n;
  q.cut_after = e.n < q.after.n;
  q.before = b;
  q.after = e;
  return q;
}

plx_str plx_view_speaker(const plx_story *s, const plx_account *account) {
  const plx_record *r = s->document.v[account->document].record;
  if (account->statement >= r->statement.n) return (plx_str){0};
  const plx_statement *said = &r->statement.v[account->statement];
  if (said->speaker < r->entity.n) return r->entity.v[said->speaker].name;
  return said->source.n ? plx_span_str(r->doc->text, said->source.v[0]) : (plx_str){0};
}

/* --- figures --- */

static int compare_rows(const void *a, const void *b) {
  const plx_row *x = a, *y = b;
  return (x->value > y->value) - (x->value < y->value);
}

static bool holds(const plx_picks *p, uint32_t x) {
  for (uint32_t i = 0; i < p->n; i++)
    if (p->v[i] == x) return true;
  return false;
}

static plx_row *row_of(plx_rows *rows, const plx_range_value *v, plx_arena *a) {
  for (uint32_t i = 0; i < rows->n; i++)
    if (rows->v[i].value == v->value) return &rows->v[i];
  plx_row *row = plx_vec_push(a, rows);
  *row = (plx_row){.value = v->value, .claim = v->claim};
  return row;
}

// "The police" and "police" are one voice; an outlet that speaks for itself is named by its letter already.
static plx_str voice_name(const plx_story *s, const plx_range_value *v) {
  plx_str name = v->said_by;
  if (plx_str_eqi(name, s->document.v[v->document].record->doc->outlet)) return (plx_str){0};
  bool article = name.n > 4 && plx_str_eqi(plx_str_sub(name, 0, 4), PLX_STR("the "));
  return article ? plx_str_sub(name, 4, name.n - 4) : name;
}

static plx_voice *voice_of(plx_row *row, plx_str name, plx_arena *a) {
  for (uint32_t i = 0; i < row->voice.n; i++)
    if (plx_str_eqi(row->voice.v[i].said_by, name)) return &row->voice.v[i];
  plx_voice *voice = plx_vec_push(a, &row->voice);
  voice->said_by = name;
  return voice;
}

plx_rows plx_view_rows(const plx_story *s, const plx_range *r, plx_arena *a) {
  plx_rows rows = {0};
  for (uint32_t i = 0; i < r->values.n; i++) {
    const plx_range_value *v = &r->values.v[i];
    plx_voice *voice = voice_of(row_of(&rows, v, a), voice_name(s, v), a);
    if (!holds(&voice->document, v->document)) *plx_vec_push(a, &voice->document) = v->document;
  }
  if (rows.n) qsort(rows.v, rows.n, sizeof *rows.v, compare_rows);
  return rows;
}

bool plx_view_spread(const plx_range *r) {
  for (uint32_t i = 1; i < r->values.n; i++)
    if (r->values.v[i].value != r->values.v[0].value) return true;
  return false;
}

plx_str plx_view_counted(const plx_range *r, plx_arena *a) {
  if (!r->counted.n || !r->state.n) return r->counted.n ? r->counted : r->state.n ? r->state : PLX_STR("a number");
  return plx_str_fmt(a, "%.*s %.*s", PLX_FMT(r->counted), PLX_FMT(r->state));
}

/* --- names, numbers, dates --- */

plx_str plx_view_letter(uint32_t document, plx_arena *a) {
  char letters[8];
  int at = sizeof letters;
  for (uint32_t n = document + 1; n > 0 && at > 0; n = (n - 1) / 26) letters[--at] = (char)('A' + (n - 1) % 26);
  return plx_str_copy(a, (plx_str){letters + at, sizeof letters - (size_t)at});
}

plx_str plx_view_outlet(const plx_story *s, uint32_t document, plx_arena *a) {
  const plx_doc *d = s->document.v[document].record->doc;
  if (d->outlet.n) return d->outlet;
  if (!d->path.n || plx_str_eqz(d->path, "-"))
    return plx_str_fmt(a, "account %.*s", PLX_FMT(plx_view_letter(document, a)));
  size_t slash = d->path.n;
  while (slash > 0 && d->path.p[slash - 1] != '/') slash--;
  return plx_str_sub(d->path, slash, d->path.n - slash);
}

plx_str plx_view_number(double v, plx_arena *a) {
  char digits[64], out[96];
  bool whole = fabs(v) < 1e15 && v == floor(v);
  int n = snprintf(digits, sizeof digits, whole ? "%.0f" : "%.10g", fabs(v)), to = 0;
  int integer = 0;
  while (integer < n && digits[integer] >= '0' && digits[integer] <= '9') integer++;
  if (v < 0) to += snprintf(out, sizeof out, "−");
  for (int i = 0; i < n; i++) {
    if (i > 0 && i < integer && integer > 3 && (integer - i) % 3 == 0) out[to++] = ',';
    out[to++] = digits[i];
  }
  return plx_str_copy(a, (plx_str){out, (size_t)to});
}

static const char *const months[] = {"January", "February", "March",     "April",   "May",      "June",
                                     "July",    "August",   "September", "October", "November", "December"};

typedef struct day {
  int year, month, day; // day 0: the month as a whole
} day;

static int digits_at(plx_str s, size_t at, size_t n) {
  int v = 0;
  if (at + n > s.n) return -1;
  for (size_t i = at; i < at + n; i++) {
    if (s.p[i] < '0' || s.p[i] > '9') return -1;
    v = v * 10 + (s.p[i] - '0');
  }
  return v;
}

static bool read_day(plx_str iso, day *d) {
  *d = (day){digits_at(iso, 0, 4), digits_at(iso, 5, 2), iso.n > 7 ? digits_at(iso, 8, 2) : 0};
  return iso.n >= 7 && iso.p[4] == '-' && d->year >= 0 && d->month >= 1 && d->month <= 12 && d->day >= 0 &&
         d->day <= 31;
}

plx_str plx_view_when(plx_str iso, plx_arena *a) {
  day d;
  if (!read_day(iso, &d)) return iso;
  plx_str name = d.day ? plx_str_fmt(a, "%d %s %d", d.day, months[d.month - 1], d.year)
                       : plx_str_fmt(a, "%s %d", months[d.month - 1], d.year);
  int hour = digits_at(iso, 11, 2), minute = digits_at(iso, 14, 2);
  if (iso.n < 16 || iso.p[10] != 'T' || hour < 0 || minute < 0) return name;
  return plx_str_fmt(a, "%.*s, %02d:%02d", PLX_FMT(name), hour, minute);
}

plx_str plx_view_days(const plx_story *s, plx_arena *a) {
  day from, to;
  plx_str first = plx_view_when(s->from, a), last = plx_view_when(s->to, a);
  if (!s->to.n || plx_str_eq(s->from, s->to)) return first;
  if (!s->from.n) return last;
  if (!read_day(s->from, &from) || !read_day(s->to, &to) || from.year != to.year || !from.day)
    return plx_str_fmt(a, "%.*s – %.*s", PLX_FMT(first), PLX_FMT(last));
  if (from.month == to.month) return plx_str_fmt(a, "%d – %.*s", from.day, PLX_FMT(last));
  return plx_str_fmt(a, "%d %s – %.*s", from.day, months[from.month - 1], PLX_FMT(last));
}

uint32_t plx_view_outlets(const plx_story *s) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < s->document.n; i++) {
    plx_str name = s->document.v[i].record->doc->outlet;
    bool seen = false;
    for (uint32_t k = 0; k < i && !seen; k++) seen = name.n && plx_str_eqi(s->document.v[k].record->doc->outlet, name);
    n += !seen;
  }
  return n;
}
