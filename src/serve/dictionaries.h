/* dictionaries.h - the user's dictionary files, by name.
 *
 * in     comma-separated paths, as --actors and --verbs give them
 * out    a filled dictionary
 * how    each file whole, in order; a bad line is noted and the rest loads
 * cost   the size of the files
 * from   -
 *
 * Fails where a file cannot be had.
 */
#ifndef PLX_SERVE_DICTIONARIES_H
#define PLX_SERVE_DICTIONARIES_H

#include "base/err.h"
#include "meaning/dictionary.h"

// Adds the files to *d (plx_dictionary_init); NULL or "" names none.
bool plx_dictionaries_read(plx_dictionary *d, const char *actors, const char *verbs, plx_dict_note *note, void *ctx,
                           plx_err *e);

#endif
