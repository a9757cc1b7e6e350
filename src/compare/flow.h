/* flow.h - text that flows: pieces of styled text, wrapped between words.
 *
 * in     pieces of text, each with a style
 * out    lines no wider than `width`, indented
 * how    one word is held back until a space says that it is whole; words may change style inside
 * cost   linear
 * from   -
 *
 * Cannot fail.  One thread.
 */
#ifndef PLX_COMPARE_FLOW_H
#define PLX_COMPARE_FLOW_H

#include "base/str.h"

typedef struct plx_flow {
  plx_buf *out;
  int width;   // columns of a line
  int indent;  // of every line after the first
  bool colour; // write styles at all?
  int column;  // where the line stands
  int start;   // where its first word stands
  bool space;  // a space is due before the next word
  plx_buf word;
  int word_width;
  const char *style; // that the held word ends in, or NULL
} plx_flow;

// Starts a paragraph at the beginning of a line: the first line indented by `first`, the others by `rest`.
void plx_flow_start(plx_flow *f, int first, int rest);
// Adds text in a style (the parameters of an ANSI "m" sequence: "1;31"), or in none (NULL).
void plx_flow_text(plx_flow *f, const char *style, plx_str text);
void plx_flow_column(plx_flow *f, int column); // at least one blank, then blanks up to the column
void plx_flow_end(plx_flow *f);                // ends the line
void plx_flow_free(plx_flow *f);

#endif
