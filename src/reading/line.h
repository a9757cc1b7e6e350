/* line.h - a page as lines, whatever it was before: the one shape in which plain text and HTML are judged.
 *
 * in     -
 * out    plx_line: a line's words, how it stood on the page, and in the end the verdict on it
 * how    plain data; plain.c and html.c fill in what they see, label.c judges, article.c writes the document
 * cost   -
 * from   -
 */
#ifndef PLX_READING_LINE_H
#define PLX_READING_LINE_H

#include "reading/cue.h"
#include "reading/document.h"

enum { PLX_NORMAL_BYTES = 600 };

typedef enum plx_label {
  PLX_LABEL_OUT, // not article text; `drop` says what
  PLX_LABEL_BODY,
  PLX_LABEL_HEADING,
  PLX_LABEL_CAPTION,
  PLX_LABELS
} plx_label;

typedef struct plx_line {
  plx_str text;          // white space squeezed
  plx_str normal;        // its words in lower case (plx_cue_normal), at most PLX_NORMAL_BYTES
  uint32_t number;       // in the input, from 1
  uint32_t blank;        // empty lines before it
  bool bullet;           // began with a bullet or a list number
  int heading;           // of an HTML page: 1..6 in <h1>..<h6>, else 0
  uint32_t element;      // of an HTML page: the block it stands in
  uint32_t group;        // lines whose elements look alike up to the grandparent have the same number
  uint32_t link_letters; // of its letters, those in links
  uint32_t bold_letters; // and those in <b>, <strong>, <em>, <i>
  uint16_t links;        // how many links it has
  uint16_t images;       // pictures, films and frames between the line before and it
  int words, letters;
  bool sentence_end, lower_start;
  bool date_line;
  unsigned cues, whole_cue; // bits of plx_cue
  uint32_t times;           // how often this very line stands on the page
  bool repeat;              // it stood on the page before
  plx_str time;             // of the entry of a live blog it belongs to (entries.h)

  // the verdict
  plx_label label;
  plx_block_kind kind; // of a line that is kept
  const char *drop;    // kind of a line that is not
} plx_line;

typedef struct plx_page {
  plx_line *line;
  uint32_t n;
  struct plx_element *element; // of an HTML page (html_tree.h); NULL for plain text
  uint32_t elements;
  uint32_t groups;
} plx_page;

// Fills in all that follows from the words alone (normal … repeat).  tmp must live as long as the page.
void plx_page_measure(plx_page *page, plx_arena *tmp);
// Judges every line by plain rules: label, kind, drop (NULL where the rules know nothing against the line).
void plx_page_label(plx_page *page);

#endif
