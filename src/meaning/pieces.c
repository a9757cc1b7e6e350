/* SPDX-License-Identifier: Apache-2.0 */
/* The idea: tokenisers disagree about hyphens, dates and abbreviations, but all agree about what is a letter, a digit
 * and a mark.  So the grammars of numbers and times read those, and every piece remembers the token it came from. */
#include "meaning/pieces.h"

#include <string.h>

#include "base/utf8.h"
#include "tables.h"

struct plx_wordbook {
  plx_map word; // lower-case word → index into lexeme
  plx_entry *lexeme;
  uint32_t n;
  plx_map phrase; // words joined by blanks → 2 row, or 2 row + 1 for a holiday
};

static const plx_entry nothing;

// --- the lexicon ---

static const char *const numeral_names[] = {"",      "small",   "tens",     "hundred", "scale",
                                            "dozen", "ordinal", "fraction", "article", "plural"};
#define PLX_ONE(name, text) text,
static const char *const chron_names[] = {PLX_CHRON_LIST(PLX_ONE)};
#undef PLX_ONE

static uint8_t name_index(plx_str name, const char *const *names, size_t n) {
  for (size_t i = 1; i < n; i++)
    if (plx_str_eqz(name, names[i])) return (uint8_t)i;
  return 0;
}

static plx_entry *lexeme_of(plx_wordbook *l, plx_str word) {
  uint32_t i = plx_map_intern(&l->word, word);
  return &l->lexeme[i];
}

static int cell_int(plx_str s) {
  int v = 0, sign = 1;
  for (size_t i = 0; i < s.n; i++) {
    if (s.p[i] == '-' && i == 0) sign = -1;
    else if (s.p[i] >= '0' && s.p[i] <= '9') v = v * 10 + (s.p[i] - '0');
    else break;
  }
  return sign * v;
}

// The pieces of a phrase as a grammar will meet them: "new year's eve" is new year 's eve, joined by blanks.
static plx_str phrase_key(plx_str phrase, char *buf, size_t cap, uint8_t *words) {
  size_t n = 0;
  *words = 1;
  for (size_t i = 0; i < phrase.n && n + 2 < cap; i++) {
    bool blank = phrase.p[i] == ' ';
    if (phrase.p[i] == '\'') buf[n++] = ' ';
    if (blank || phrase.p[i] == '\'') ++*words;
    buf[n++] = phrase.p[i];
  }
  return (plx_str){buf, n};
}

static void add_phrase(plx_wordbook *l, plx_str phrase, uint32_t id) {
  char buf[80];
  uint8_t words;
  plx_str key = phrase_key(phrase, buf, sizeof buf, &words), first = key, rest = key;
  *plx_map_put(&l->phrase, key) = id;
  plx_str_cut(&rest, ' ', &first);
  plx_entry *x = lexeme_of(l, first);
  if (x->phrase < words) x->phrase = words;
}

plx_wordbook *plx_wordbook_new(plx_arena *a) {
  plx_wordbook *l = PLX_NEW(a, plx_wordbook);
  const plx_table *num = &plx_table_number_words, *chr = &plx_table_time_words;
  const plx_table *phr = &plx_table_time_phrases, *hol = &plx_table_holidays;
  plx_map_init(&l->word, a);
  plx_map_init(&l->phrase, a);
  l->lexeme = PLX_NEWS(a, plx_entry, (size_t)(num->rows + chr->rows + phr->rows + hol->rows));
  for (int i = 0; i < num->rows; i++) {
    plx_entry *x = lexeme_of(l, plx_cell(num, i, PLX_NUMBER_WORDS_WORD));
    x->numeral = name_index(plx_cell(num, i, PLX_NUMBER_WORDS_KIND), numeral_names, 10);
    x->number = plx_cell_num(num, i, PLX_NUMBER_WORDS_VALUE);
  }
  for (int i = 0; i < chr->rows; i++) {
    plx_entry *x = lexeme_of(l, plx_cell(chr, i, PLX_TIME_WORDS_WORD));
    x->chron = name_index(plx_cell(chr, i, PLX_TIME_WORDS_CLASS), chron_names, PLX_CHRON_COUNT);
    x->value = plx_cell(chr, i, PLX_TIME_WORDS_VALUE);
    x->chron_n = cell_int(x->value);
  }
  for (int i = 0; i < phr->rows; i++) add_phrase(l, plx_cell(phr, i, PLX_TIME_PHRASES_PHRASE), 2 * (uint32_t)i);
  for (int i = 0; i < hol->rows; i++) add_phrase(l, plx_cell(hol, i, PLX_HOLIDAYS_NAME), 2 * (uint32_t)i + 1);
  return l;
}

const plx_entry *plx_wordbook_get(const plx_wordbook *l, plx_str lower) {
  uint32_t i = plx_map_index(&l->word, lower);
  return i == PLX_MAP_NONE ? NULL : &l->lexeme[i];
}

// --- cutting ---

typedef struct cutter {
  const plx_wordbook *lex;
  plx_str text;
  plx_arena *arena;
  PLX_VEC(plx_piece) out;
  char *low; // room for the lower case of all that is left
} cutter;

static bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// The ASCII stand-in of a mark.
static char mark_of(uint32_t cp) {
  if (cp < 0x80) return cp == '`' || cp == '"' ? '"' : (char)cp;
  if (cp >= 0x2010 && cp <= 0x2015) return '-';
  if (cp == 0x2212) return '-';
  if (cp == 0x2018 || cp == 0x2019) return '\'';
  if (cp == 0x201C || cp == 0x201D) return '"';
  if (cp == 0x20AC) return 'E';                                 // euro
  if (cp == 0xA3) return 'L';                                   // pound sterling
  if (cp == 0xA5) return 'Y';                                   // yen
  if (cp >= 0xBC && cp <= 0xBE) return (char)(cp - 0xBC + 'q'); // ¼ ½ ¾: q r s
  return '?';
}

// Digits, with a comma, colon or full stop where a digit follows.
static uint32_t digits_end(plx_str s, uint32_t at, uint32_t end) {
  while (at < end) {
    if (is_digit(s.p[at])) at++;
    else if (strchr(",:.", s.p[at]) && at + 1 < end && is_digit(s.p[at + 1])) at += 2;
    else break;
  }
  return at;
}

// Letters; full stops inside and after them; an apostrophe inside, but not the possessor's.
static uint32_t word_end(plx_str s, uint32_t at, uint32_t end) {
  while (at < end) {
    int n;
    uint32_t cp = plx_utf8_at(s, at, &n);
    bool letter = cp < 0x80 ? ((cp | 32) >= 'a' && (cp | 32) <= 'z') : plx_cp_letter(cp);
    bool stop = cp == '.' && end - at >= 1;
    bool clock = (cp == '\'' || cp == 0x2019) && at + (uint32_t)n + 4 < end && s.p[at + (uint32_t)n] == 'c';
    if (!letter && !stop && !clock) break;
    at += (uint32_t)n;
  }
  return at;
}

static plx_piece *push(cutter *c, plx_piece_kind kind, uint32_t at, uint32_t end, uint32_t tok) {
  plx_piece *p = plx_vec_push(c->arena, &c->out);
  plx_piece *before = c->out.n > 1 ? p - 1 : NULL;
  p->kind = (uint8_t)kind;
  p->span = plx_span_of(at, end);
  p->tok = tok;
  p->lex = &nothing;
  p->tight = before && before->kind != PLX_PIECE_END && plx_span_end(before->span) == at;
  return p;
}

static void push_word(cutter *c, uint32_t at, uint32_t end, uint32_t tok) {
  plx_piece *p = push(c, PLX_PIECE_WORD, at, end, tok);
  p->low.p = c->low;
  for (uint32_t i = at; i < end; i++) {
    char ch = c->text.p[i];
    if (ch == '.') continue;
    *c->low++ = ch >= 'A' && ch <= 'Z' ? (char)(ch + 32) : ch;
  }
  p->low.n = (size_t)(c->low - p->low.p);
  const plx_entry *x = plx_wordbook_get(c->lex, p->low);
  if (x) p->lex = x;
}

static void cut_token(cutter *c, const plx_tok *t, uint32_t tok) {
  uint32_t at = t->span.at, end = plx_span_end(t->span);
  while (at < end) {
    int n;
    uint32_t cp = plx_utf8_at(c->text, at, &n), next;
    if (cp < 0x80 && is_digit((char)cp)) {
      next = digits_end(c->text, at, end);
      plx_piece *p = push(c, PLX_PIECE_DIGITS, at, next, tok);
      p->low = plx_span_str(c->text, p->span);
    } else if (cp != '.' && (next = word_end(c->text, at, end)) > at) {
      push_word(c, at, next, tok);
    } else if (plx_cp_space(cp)) {
      next = at + (uint32_t)n;
    } else {
      next = at + (uint32_t)n;
      push(c, PLX_PIECE_MARK, at, next, tok)->mark = mark_of(cp);
    }
    at = next;
  }
}

plx_pieces plx_pieces_of(const plx_wordbook *l, const plx_text *text, plx_arena *a) {
  cutter c = {.lex = l, .text = text->bytes, .arena = a, .low = plx_arena_alloc(a, text->bytes.n + 1)};
  c.out.v = PLX_NEWS(a, plx_piece, text->tok.n + text->tok.n / 4 + text->sentence.n + 8);
  c.out.cap = text->tok.n + text->tok.n / 4 + text->sentence.n + 8;
  push(&c, PLX_PIECE_END, 0, 0, 0);
  for (uint32_t s = 0; s < text->sentence.n; s++) {
    const plx_sentence *sent = &text->sentence.v[s];
    for (uint32_t i = sent->first; i < sent->first + sent->count; i++) cut_token(&c, &text->tok.v[i], i);
    uint32_t end = plx_span_end(sent->span);
    push(&c, PLX_PIECE_END, end, end, sent->first + sent->count - 1);
  }
  for (int i = 0; i < 3; i++) push(&c, PLX_PIECE_END, (uint32_t)text->bytes.n, (uint32_t)text->bytes.n, 0);
  return (plx_pieces){text->bytes, c.out.v, c.out.n};
}

// --- asking ---

bool plx_piece_is(const plx_piece *p, const char *word) {
  return p->kind == PLX_PIECE_WORD && plx_str_eqz(p->low, word);
}

bool plx_piece_in(const plx_piece *p, const char *list) {
  return p->kind == PLX_PIECE_WORD && plx_str_in(p->low, list);
}

bool plx_piece_mark(const plx_piece *p, char mark) {
  return p->kind == PLX_PIECE_MARK && p->mark == mark;
}

bool plx_piece_capital(const plx_pieces *ps, const plx_piece *p) {
  char c = p->span.n ? ps->text.p[p->span.at] : 'a';
  return c >= 'A' && c <= 'Z';
}

int plx_piece_int(const plx_pieces *ps, const plx_piece *p) {
  (void)ps;
  if (p->kind != PLX_PIECE_DIGITS || p->low.n > 8) return -1;
  int v = 0;
  for (size_t i = 0; i < p->low.n; i++) {
    if (!is_digit(p->low.p[i])) return -1;
    v = v * 10 + (p->low.p[i] - '0');
  }
  return v;
}

plx_span plx_pieces_span(const plx_pieces *ps, uint32_t first, uint32_t end) {
  return end > first ? plx_span_of(ps->v[first].span.at, plx_span_end(ps->v[end - 1].span)) : (plx_span){0, 0};
}

// "new year's eve" is met as new year 's eve, or as new year ' s eve; both join to one key.
bool plx_phrase_at(const plx_wordbook *l, const plx_pieces *ps, uint32_t i, plx_phrase_hit *out) {
  char key[80];
  size_t n = 0;
  uint32_t longest = ps->v[i].lex->phrase, words = 0;
  bool found = false;
  for (uint32_t k = i; words < longest && k < ps->n && ps->v[k].kind != PLX_PIECE_END; k++) {
    const plx_piece *p = &ps->v[k];
    bool glued = k > i && p->tight && plx_piece_mark(p - 1, '\'');
    if (p->kind == PLX_PIECE_MARK && p->mark != '\'' && p->mark != '-') break;
    if (n + p->low.n + 2 >= sizeof key) break;
    if (plx_piece_mark(p, '-')) continue;
    if (n > 0 && !glued) key[n++] = ' ';
    if (p->kind == PLX_PIECE_MARK) {
      key[n++] = '\'';
      continue;
    }
    memcpy(key + n, p->low.p, p->low.n);
    n += p->low.n;
    words++;
    const uint32_t *id = plx_map_get(&l->phrase, (plx_str){key, n});
    if (!id) continue;
    *out = (plx_phrase_hit){*id & 1, (int)(*id >> 1), k + 1};
    found = true;
  }
  return found;
}
