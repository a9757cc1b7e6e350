/* terminal.h - the story as text for a person at a terminal.
 *
 * in     a story, the width to draw in
 * out    lines of UTF-8, none wider than `width`
 * how    a section a question, in the order of view.h; text flows between words, quotes are cut to two or three lines
 * cost   about the size of the output
 * from   -
 *
 * Cannot fail.  Control characters and direction overrides of the text are not passed on, so no article can steer the
 * reader's terminal.
 */
#ifndef PLX_COMPARE_TERMINAL_H
#define PLX_COMPARE_TERMINAL_H

#include "compare/story.h"

enum { PLX_TERMINAL_WIDTH_MIN = 60, PLX_TERMINAL_WIDTH_MAX = 120 };

typedef struct plx_terminal {
  int width;   // columns; clamped to the limits above
  bool colour; // ANSI colours of the terminal's own palette
  bool all;    // every claim; else the long sections are cut and say by how much
} plx_terminal;

void plx_terminal_draw(const plx_story *s, plx_terminal how, plx_arena *tmp, plx_buf *out); // appends

#endif
