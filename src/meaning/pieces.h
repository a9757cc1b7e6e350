/* pieces.h - a document's tokens cut as finely as numbers and dates need: "5-1/2-year" is 5 - 1 / 2 - year.
 *
 * in     plx_text, tokenised in whatever way
 * out    a flat array of words, digit runs and marks, each with its meaning as a number and as a time, if it has one
 * how    one scan of the bytes of each token; one look-up a word in a map of data/number_words.tsv and time_words.tsv
 * cost   about 60 ns a token, 64 bytes a piece on the arena given
 * from   -
 *
 * Cannot fail.  A wordbook is read-only after making: any number of threads.  The grammars of numbers.h and times.h
 * read pieces, so they do not care whether a tokeniser splits hyphens, and spaces in tokenised text do no harm.
 */
#ifndef PLX_MEANING_PIECES_H
#define PLX_MEANING_PIECES_H

#include "base/map.h"
#include "text/token.h"

typedef enum plx_numeral {
  PLX_NUM_NONE,
  PLX_NUM_SMALL, // zero .. nineteen
  PLX_NUM_TENS,
  PLX_NUM_HUNDRED,
  PLX_NUM_SCALE, // thousand, million …
  PLX_NUM_DOZEN,
  PLX_NUM_ORDINAL,
  PLX_NUM_FRACTION,
  PLX_NUM_ARTICLE,
  PLX_NUM_PLURAL // hundreds, dozens
} plx_numeral;

#define PLX_CHRON_LIST(X)                                                                                              \
  X(NONE, "")                                                                                                          \
  X(MONTH, "month")                                                                                                    \
  X(WEEKDAY, "weekday") X(WEEKDAYS, "weekdays") X(DAY_ABBR, "day_abbr") X(UNIT, "unit") X(QUARTER, "quarter")          \
      X(SEASON, "season") X(PART, "part") X(CLOCK, "clock") X(DEICTIC, "deictic") X(REL, "rel") X(THAT, "that")        \
          X(EACH, "each") X(PER, "per") X(MOD, "mod") X(AGO, "ago") X(BEFORE, "before") X(AFTER, "after")              \
              X(ERA, "era") X(ZONE, "zone") X(MERIDIAN, "meridian") X(CLOCKWORD, "clockword") X(SET, "set")            \
                  X(REF, "ref") X(VAGUE, "vague") X(FISCAL, "fiscal") X(HALF, "half") X(ARTICLE, "article")            \
                      X(OF, "of") X(LONG, "long")

#define PLX_ONE(name, text) PLX_CHRON_##name,
typedef enum plx_chron { PLX_CHRON_LIST(PLX_ONE) PLX_CHRON_COUNT } plx_chron;
#undef PLX_ONE

// What the tables know of a word.
typedef struct plx_entry {
  uint8_t numeral; // plx_numeral
  uint8_t chron;   // plx_chron
  uint8_t phrase;  // length in words of the longest fixed phrase that begins with it, 0 if none
  double number;   // its value as a number
  plx_str value;   // of time_words.tsv
  int chron_n;     // the same as a number, 0 if it is none
} plx_entry;

typedef struct plx_wordbook plx_wordbook;
plx_wordbook *plx_wordbook_new(plx_arena *process);
const plx_entry *plx_wordbook_get(const plx_wordbook *l, plx_str lower); // NULL if unknown

typedef enum plx_piece_kind {
  PLX_PIECE_END, // between sentences, and before the first and after the last
  PLX_PIECE_WORD,
  PLX_PIECE_DIGITS, // "2,000", "16:28", "10.5" are one each
  PLX_PIECE_MARK
} plx_piece_kind;

typedef struct plx_piece {
  plx_span span;
  plx_str low;          // lower case, full stops left out ("a.m." is "am")
  const plx_entry *lex; // never NULL; a lexeme of zeros for a word the tables do not know
  uint32_t tok;
  uint8_t kind; // plx_piece_kind
  char mark;    // of a mark: ASCII; all dashes are '-', all quotation marks '"', other marks '?'
  bool tight;   // nothing stands between it and the piece before
} plx_piece;

typedef struct plx_pieces {
  plx_str text;
  const plx_piece *v; // v[0] and v[n - 1] are ends, so that a grammar may look one aside
  uint32_t n;
} plx_pieces;

plx_pieces plx_pieces_of(const plx_wordbook *l, const plx_text *text, plx_arena *a);

static inline plx_chron plx_piece_chron(const plx_piece *p) {
  return (plx_chron)p->lex->chron;
}
bool plx_piece_is(const plx_piece *p, const char *word); // lower-case form
bool plx_piece_in(const plx_piece *p, const char *list); // one of these blank-separated words
bool plx_piece_mark(const plx_piece *p, char mark);
bool plx_piece_capital(const plx_pieces *ps, const plx_piece *p); // begins with an ASCII capital
// The number of a digit piece without comma, colon or full stop; -1 for anything else.
int plx_piece_int(const plx_pieces *ps, const plx_piece *p);
// The words of pieces first..end-1.
plx_span plx_pieces_span(const plx_pieces *ps, uint32_t first, uint32_t end);

// Fixed phrases of time_phrases.tsv (row) or holidays.tsv (row) that begin at piece i: the longest.  False if none.
typedef struct plx_phrase_hit {
  bool holiday;
  int row;
  uint32_t end;
} plx_phrase_hit;
bool plx_phrase_at(const plx_wordbook *l, const plx_pieces *ps, uint32_t i, plx_phrase_hit *out);

#endif
