/* help.h - what a command says about itself, for the terminal and as a man page.
 *
 * in     the words of a plx_command, and the options that every command shares
 * out    text on standard output, as wide as the terminal; roff
 * how    paragraphs flow; a line of a text that begins with a blank stays a line
 * cost   -
 * from   man-pages(7)
 */
#ifndef PLX_COMMAND_HELP_H
#define PLX_COMMAND_HELP_H

#include "command/command.h"

// One of the options that more than one command takes; id stands in the `common` of those that do.
typedef struct plx_common_option {
  plx_option option;
  const char *id;
} plx_common_option;

extern const plx_common_option plx_common_options[]; // ended by a NULL name
bool plx_takes_common(const plx_command *c, const plx_common_option *o);

void plx_help_command(const plx_command *c);
void plx_help_commands(const plx_command *const *list);
void plx_man_command(const plx_command *c);
void plx_man_commands(const plx_command *const *list);

#endif
