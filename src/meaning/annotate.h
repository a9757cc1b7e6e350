/* annotate.h - the whole way from a document to its record, as one function that can be read aloud.
 *
 * in     a document and the models
 * out    its record: sentences, entities, times, statements, figures, events
 * how    plx_language_read, then the modules of meaning/ in the order of record.h
 * cost   see bench/pipeline
 * from   doc/methods.md
 *
 * Cannot fail.  Results on the document's arena; tmp comes back as it was.  Any number of threads may share the models.
 */
#ifndef PLX_MEANING_ANNOTATE_H
#define PLX_MEANING_ANNOTATE_H

#include "language/language.h"
#include "meaning/dictionary.h"
#include "meaning/record.h"

// What every document is read with: models, and tables turned into maps.  Process lifetime, read-only after making.
typedef struct plx_meaning plx_meaning;
plx_meaning *plx_meaning_new(const plx_model *model); // the model must outlive it
// The same with the user's dictionary, made on `process`, which the meaning takes over.
plx_meaning *plx_meaning_with(const plx_model *model, const plx_dictionary *d, plx_arena *process);
// Lines of the dictionary that could not be read.
uint32_t plx_meaning_lines_lost(const plx_meaning *m);
void plx_meaning_free(plx_meaning *m);

void plx_annotate(const plx_meaning *m, plx_doc *doc, plx_arena *tmp, plx_record *out);

#endif
