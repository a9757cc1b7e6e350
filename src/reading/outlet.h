/* outlet.h - which paper, agency or station this is.
 *
 * in     a name as a page gives it, a web address, a line of page furniture
 * out    the outlet's name
 * how    known outlets by name, alias and host (data/outlets.tsv); unknown ones keep the name the page gives
 * cost   O(rows) a question: asked a few times a document
 * from   data/outlets.tsv
 *
 * Cannot fail.  Pure.
 */
#ifndef PLX_READING_OUTLET_H
#define PLX_READING_OUTLET_H

#include "base/str.h"

// The full name of a known outlet with this name or alias, or absent.
plx_str plx_outlet_named(plx_str name);
// The known outlet at this address, or absent.
plx_str plx_outlet_of_url(plx_str url);
// The outlet a line of furniture speaks of as its own ("Join other Example readers", "© 2019 Example"): only names the
// table knows.
plx_str plx_outlet_in_line(plx_arena *a, plx_str line);
// Is the line a masthead: one to five capitalised words, one of them a word outlets have in their names?
bool plx_outlet_masthead(plx_arena *a, plx_str line);
// The host of a web address without "www.", or absent.
plx_str plx_url_host(plx_str url);

#endif
