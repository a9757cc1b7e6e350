/* names.h - the people in a byline.
 *
 * in     "By Ann Example and Bob Sample, Science Editor", "Reporting by Ann Example; editing by Bob Sample"
 * out    their names, people only, as written
 * how    cut at commas, semicolons and the words for "and" (data/byline_words.tsv); what is no name (a title, a desk, an
 *        address) is left out
 * cost   O(bytes)
 * from   -
 *
 * Cannot fail.  Pure.
 */
#ifndef PLX_READING_NAMES_H
#define PLX_READING_NAMES_H

#include "reading/document.h"

// Is the line a byline ("By …", "Von …", "Reporting by …")?  *names: the part that names people.
bool plx_byline_line(plx_str line, plx_str *names);
// Is it nothing but what opens a byline ("By", "Written by:")?
bool plx_byline_label(plx_str line);
// Is it what machines write where no name was given ("admin")?
bool plx_byline_nobody(plx_str name);
// Adds the names in `names` to d->byline, each once.  Returns how many were added.
int plx_byline_add(plx_doc *d, plx_str names);
// Does a person's name stand first, whatever follows it ("Jane Doe, Middle East editor")?
bool plx_byline_opens(plx_doc *d, plx_str names);
// The same of a name that is plainly one, no place and no house ("Jane Doe, 7 March 2024").
bool plx_byline_signs(plx_doc *d, plx_str line);
// Does it begin with a name in Han or Hangul, up to the first blank?  *names: that name.
bool plx_byline_cjk(plx_str *names);
// Does it begin with a trade ("Journalist")?
bool plx_byline_trade(plx_str line);
// Does it name people, and beside them only what they are and where they work ("Jane Doe Reporter", "Jane Doe and AP")?
bool plx_byline_people(plx_doc *d, plx_str line);
// Adds authors as a page's head names them, which may be an agency or a desk: cut only where every part is a person.
void plx_byline_add_said(plx_doc *d, plx_str names);
// Of a line of nothing but names: are they no heading and no place?  Begins with a given name, or has no common word.
bool plx_byline_alone(plx_str line);
// Two to five capitalised words, no sentence, no digits.
bool plx_person_name(plx_str s);

#endif
