/* SPDX-License-Identifier: Apache-2.0 */
/* parallax.h - read news, find out what happened, compare the accounts.
 *
 * in     bytes of articles: text, HTML, NDJSON documents
 * out    JSON as the program writes it: documents, annotated documents, stories
 * how    one engine holds the models; it is read-only, any number of threads may share it
 * cost   opening: some milliseconds; a document: see bench/pipeline.md
 *
 *     char why[PLX_WHY_SIZE];
 *     plx_engine *p = plx_engine_open(NULL, why);
 *     char *json = plx_engine_annotate(p, "a.txt", bytes, n, why);
 *     …
 *     plx_engine_free_text(json);
 *     plx_engine_close(p);
 *
 * A function that fails returns NULL and leaves a sentence in `why` (PLX_WHY_SIZE bytes; NULL if you do not care): what
 * is wrong, where, and what to do about it.  All text is UTF-8, NUL-terminated; spans in it count Unicode code points.
 */
#ifndef PARALLAX_H
#define PARALLAX_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define PLX_PUBLIC __attribute__((visibility("default")))
#else
#define PLX_PUBLIC
#endif

enum { PLX_WHY_SIZE = 1024 };

typedef struct plx_engine plx_engine;
// Some documents that tell one story.  Belongs to one thread at a time.
typedef struct plx_dossier plx_dossier;

PLX_PUBLIC const char *plx_engine_version(void);

// Opens the models.  model NULL: $PARALLAX_MODEL, else the model beside the program, else the installed one.
PLX_PUBLIC plx_engine *plx_engine_open(const char *model, char *why);

// What an engine may be opened with besides.  Start from {0}; what is NULL is as plx_engine_open has it.
typedef struct plx_engine_options {
  const char *model;
  const char *actors, *verbs; // dictionary files of PETRARCH's formats, parted by commas (doc/dictionaries.md)
  // Told of each line of a dictionary that cannot be read ("mine.actors:12: …"); the others load.  NULL: not told.
  void (*note)(void *ctx, const char *message);
  void *ctx;
} plx_engine_options;
PLX_PUBLIC plx_engine *plx_engine_open_with(const plx_engine_options *options, char *why);
PLX_PUBLIC void plx_engine_close(plx_engine *p); // NULL is fine; close after the dossiers made with it

// The documents in n bytes of one input, one JSON object a line.  `name` is the path or URL to record, and for messages.
PLX_PUBLIC char *plx_engine_read(const plx_engine *p, const char *name, const void *bytes, size_t n, char *why);
// The same documents with what was found in them.
PLX_PUBLIC char *plx_engine_annotate(const plx_engine *p, const char *name, const void *bytes, size_t n, char *why);
PLX_PUBLIC void plx_engine_free_text(char *text); // NULL is fine

PLX_PUBLIC plx_dossier *plx_dossier_new(const plx_engine *p);
PLX_PUBLIC void plx_dossier_free(plx_dossier *d); // NULL is fine
// Adds the documents in n bytes; returns how many, 0 if there are none (and why).
PLX_PUBLIC size_t plx_dossier_add(plx_dossier *d, const char *name, const void *bytes, size_t n, char *why);
// The story its documents tell, as JSON.  More may be added afterwards.
PLX_PUBLIC char *plx_dossier_compare(const plx_dossier *d);

#ifdef __cplusplus
}
#endif
#endif
