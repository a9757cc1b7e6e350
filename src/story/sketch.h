/* sketch.h - what grouping keeps of a document.
 *
 * in     a document: title, text, published
 * out    its heaviest terms with how often and where they stand, its day
 * how    one pass over the first PLX_SKETCH_WORDS words; words lower-cased, possessive and plural s off; a term is a
 * hash cost   O(words read); about 850 bytes from   Salton & Buckley 1988; Broder 1997 for keeping hashes, not words
 *
 * Cannot fail.  Pure: any thread.  A sketch holds no pointer: its bytes (same machine) can be kept and read back.
 */
#ifndef PLX_STORY_SKETCH_H
#define PLX_STORY_SKETCH_H

#include "reading/document.h"

enum { PLX_SKETCH_TERMS = 128, PLX_SKETCH_WORDS = 700, PLX_SKETCH_LEAD = 60 };
#define PLX_NO_DAY INT32_MIN

typedef enum plx_term_flag {
  PLX_TERM_TITLE = 1, // stands in the title
  PLX_TERM_LEAD = 2,  // stands in the first PLX_SKETCH_LEAD words of the text behind the title
  PLX_TERM_NAME = 4,  // capitalised where no sentence begins
  PLX_TERM_NUMBER = 8 // has a digit
} plx_term_flag;

typedef struct plx_sketch {
  uint64_t document; // hash of its id
  int32_t day;       // published, days since 1970-01-01, or PLX_NO_DAY
  uint16_t n;        // terms
  uint16_t words;    // words read
  uint8_t weekdays;  // named in it: 1 Monday, 2 Tuesday, 4 Wednesday...
  uint8_t crowd;     // plx_group_place says: how alike the nearest other stories were, in 255ths
  uint8_t unused[6];
  uint32_t term[PLX_SKETCH_TERMS]; // rising
  uint8_t count[PLX_SKETCH_TERMS]; // 1..255
  uint8_t flags[PLX_SKETCH_TERMS]; // plx_term_flag
} plx_sketch;

void plx_sketch_make(const plx_doc *d, plx_arena *tmp, plx_sketch *out);

// The words of a text in normal form: lower case, without possessive and plural s, the commas of numbers left out.
enum { PLX_WORD_MAX = 40 };
typedef struct plx_word {
  char form[PLX_WORD_MAX]; // longer words are cut
  uint32_t n;
  bool upper, digit, starts; // first letter upper case; has a digit; begins a sentence
} plx_word;
typedef struct plx_words {
  plx_str text;
  size_t at;
  bool fresh; // a sentence begins here; true at first
} plx_words;
bool plx_words_next(plx_words *r, plx_word *w);
uint32_t plx_sketch_term(plx_str normal); // never 0

// Days since 1970-01-01 of "2016-09-28…", or PLX_NO_DAY.
int32_t plx_day_of(plx_str iso);

#endif
