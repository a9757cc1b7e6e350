/* dictionary_lines.h - what the actor and the verb files share: lines without their comments, words, notes.
 *
 * in     the bytes of a dictionary file
 * out    its lines as UTF-8, comments taken out, trimmed; the words and brackets of a line
 * how    `#` and `;` to the end of the line, `<!-- … -->` also over several lines
 * cost   one copy of the file
 * from   doc/dictionaries.md
 *
 * Cannot fail.
 */
#ifndef PLX_MEANING_DICTIONARY_LINES_H
#define PLX_MEANING_DICTIONARY_LINES_H

#include "meaning/dictionary.h"

typedef struct plx_dict_lines {
  plx_dictionary *d;
  const char *file;
  plx_str rest;
  uint32_t number;      // of the line last given, from 1
  bool in_comment;      // inside <!-- … -->
  bool headline, blank; // the line last given: begins with ###; has nothing on it, not even a comment
  plx_dict_note *note;
  void *ctx;
} plx_dict_lines;

plx_dict_lines plx_dict_lines_of(plx_dictionary *d, const char *file, plx_str bytes, plx_dict_note *note, void *ctx);
// The next line; empty lines too, for they end a block.
bool plx_dict_line(plx_dict_lines *l, plx_str *line);
// Counts the line as lost and tells of it.
void plx_dict_note_line(const plx_dict_lines *l, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
plx_str plx_dict_origin(const plx_dict_lines *l); // "mine.actors:12"

// Takes the first "(…)", "[…]" or "{…}" whose opening bracket is `open` out of *line; absent if there is none.  A bracket that is
// never closed goes to the end of the line.
plx_str plx_dict_bracket(plx_str *line, char open, plx_arena *a);
// Lower case, `_` as blanks, single blanks, none at the ends.
plx_str plx_dict_phrase(plx_str words, plx_arena *a);
// The plural by rule: "envoys", "armies", "witnesses".
plx_str plx_dict_plural(plx_str word, plx_arena *a);

#endif
