/* SPDX-License-Identifier: Apache-2.0 */
/* A line has three forms: the whole of it, its first two words, its last two.  A form that comes back THRICE is a
 * refrain; each line keeps the narrowest pair of refrains that it stands between. */
#include "reading/refrain.h"

#include <math.h>

#include "base/map.h"

enum { WORDS_MAX = 14, BYTES_MAX = 120, THRICE = 3, REACH = 30, COUNT_MAX = 30, FORMS = 3 };

// The numbers of a line, in order.
enum {
  TIMES,                    // [FORMS] how often its form stands on the page
  NUMBERED = TIMES + FORMS, // it has a number in it
  PAIR                      // the pair around it: of whole lines, and once more of parts of lines
};

// And of a pair.
enum {
  SPAN,    // lines between, 0: there is none
  COMES,   // how often the refrain comes
  NUMBER,  // it has a number in it
  LETTERS, // between the two
  EVEN,    // how many lines more or less stood before the first of them, -1: it is the first
  PAIR_NUMBERS
};

typedef struct form {
  uint32_t times, gap; // gap: lines between its last two places
  int64_t last;        // line, -1: not yet
} form;

typedef struct frames {
  plx_map number;  // of a form
  form *form;      // [number.n]
  uint32_t *of;    // [n][FORMS] a line's forms: 0 for none, else number + 1
  bool *numbered;  // [n]
  double *letters; // [n + 1] before the line
} frames;

typedef struct cut_line {
  char text[BYTES_MAX + 3]; // each word behind a blank, and one at the end
  uint32_t word[WORDS_MAX + 1], n;
  bool numbered;
} cut_line;

// Letters in lower case, any digit as 0; all else of ASCII parts words.
static char folded(char c) {
  if (c >= '0' && c <= '9') return '0';
  if (c >= 'A' && c <= 'Z') return (char)(c + ('a' - 'A'));
  return (unsigned char)c >= 128 || (c >= 'a' && c <= 'z') ? c : ' ';
}

// False if the line has no words, or too many.
static bool cut(plx_str s, cut_line *c) {
  uint32_t at = 1;
  c->n = 0, c->numbered = false, c->text[0] = ' ';
  for (size_t i = 0; i < s.n; i++) {
    char to = folded(s.p[i]), last = c->text[at - 1];
    c->numbered |= to == '0';
    if (to == last && (to == '0' || to == ' ')) continue;
    if (to != ' ' && last == ' ') {
      if (c->n == WORDS_MAX) return false;
      c->word[c->n++] = at;
    }
    c->text[at++] = to;
  }
  if (c->text[at - 1] != ' ') c->text[at++] = ' ';
  c->word[c->n] = at;
  return c->n > 0;
}

static void add_line(frames *f, const plx_line *l, uint32_t i) {
  cut_line c;
  if (l->text.n > BYTES_MAX || !cut(l->text, &c)) return;
  f->numbered[i] = c.numbered;
  for (uint32_t k = 0; k < FORMS; k++) {
    if (k && c.n < 3) return;
    uint32_t from = k == 2 ? c.n - 2 : 0, to = k == 1 ? 2 : c.n;
    char *p = c.text + c.word[from] - 1;
    *p = (char)('0' + k); // forms of two kinds do not meet
    f->of[i * FORMS + k] = 1 + plx_map_intern(&f->number, (plx_str){p, c.word[to] - c.word[from]});
    *p = ' ';
  }
}

static float few(uint32_t times) {
  return (float)(times < COUNT_MAX ? times : COUNT_MAX);
}

// Line i is the next refrain of the form: the lines between learn of the pair, if they know no narrower one.
static void enclose(const frames *f, const form *m, uint32_t i, float *pair) {
  uint32_t first = (uint32_t)m->last + 1, gap = i - first;
  for (uint32_t j = first; j < i; j++) {
    float *v = pair + (size_t)j * PLX_REFRAIN;
    if (v[SPAN] > 0 && v[SPAN] <= (float)gap) continue;
    v[SPAN] = (float)gap;
    v[COMES] = few(m->times);
    v[NUMBER] = f->numbered[i];
    v[LETTERS] = (float)(f->letters[i] - f->letters[first]);
    v[EVEN] = m->gap ? fabsf((float)m->gap - (float)gap) : -1;
  }
}

static void put_form(frames *f, uint32_t i, uint32_t k, float *out) {
  if (!f->of[i * FORMS + k]) return;
  form *m = &f->form[f->of[i * FORMS + k] - 1];
  out[(size_t)i * PLX_REFRAIN + TIMES + k] = few(m->times);
  if (m->times < THRICE) return;
  int64_t gap = m->last < 0 ? 0 : i - m->last - 1;
  if (gap > 0 && gap <= REACH) enclose(f, m, i, out + PAIR + (k ? PAIR_NUMBERS : 0));
  m->gap = (uint32_t)gap, m->last = i;
}

static void find_forms(frames *f, const plx_page *page, plx_arena *tmp) {
  size_t n = page->n;
  f->of = PLX_NEWS(tmp, uint32_t, n * FORMS + 1);
  f->numbered = PLX_NEWS(tmp, bool, n + 1);
  f->letters = PLX_NEWS(tmp, double, n + 1);
  plx_map_init(&f->number, tmp);
  for (uint32_t i = 0; i < n; i++) {
    add_line(f, &page->line[i], i);
    f->letters[i + 1] = f->letters[i] + page->line[i].letters;
  }
  f->form = PLX_NEWS(tmp, form, f->number.n + 1);
  for (uint32_t k = 0; k < f->number.n; k++) f->form[k].last = -1;
  for (size_t k = 0; k < n * FORMS; k++)
    if (f->of[k]) f->form[f->of[k] - 1].times++;
}

void plx_refrains_of(const plx_page *page, plx_arena *tmp, float *out) {
  frames f = {0};
  find_forms(&f, page, tmp);
  for (uint32_t i = 0; i < page->n; i++) {
    out[(size_t)i * PLX_REFRAIN + NUMBERED] = f.numbered[i];
    for (uint32_t k = 0; k < FORMS; k++) put_form(&f, i, k, out);
  }
}
