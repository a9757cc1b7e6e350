/* SPDX-License-Identifier: Apache-2.0 */
/* The library's public face (include/parallax.h): the same road as the commands take, with strings at both ends. */
#include "parallax.h"

#include <stdlib.h>

#include "compare/compare.h"
#include "compare/story_json.h"
#include "meaning/annotate.h"
#include "meaning/record_json.h"
#include "reading/document_json.h"
#include "reading/read.h"
#include "serve/dictionaries.h"

struct plx_engine {
  plx_arena *arena;
  plx_model *model;
  plx_meaning *meaning;
};

struct plx_dossier {
  const plx_engine *engine;
  plx_arena *arena, *tmp;
  PLX_VEC(const plx_record *) record;
};

const char *plx_engine_version(void) {
  return PLX_VERSION;
}

static void tell(const plx_err *e, char *why) {
  if (why) plx_err_text(e, why, PLX_WHY_SIZE);
}

static void note_line(void *ctx, const plx_err *e) {
  const plx_engine_options *o = ctx;
  char text[PLX_WHY_SIZE];
  if (o->note) o->note(o->ctx, plx_err_text(e, text, sizeof text));
}

static plx_meaning *meaning_of(const plx_engine_options *o, const plx_model *model, plx_err *e) {
  if (!o->actors && !o->verbs) return plx_meaning_new(model);
  plx_arena *process = plx_arena_new();
  plx_dictionary *d = PLX_NEW(process, plx_dictionary);
  plx_dictionary_init(d, process);
  plx_engine_options told = *o;
  if (plx_dictionaries_read(d, o->actors, o->verbs, note_line, &told, e)) return plx_meaning_with(model, d, process);
  plx_arena_free(process);
  return NULL;
}

plx_engine *plx_engine_open_with(const plx_engine_options *options, char *why) {
  plx_err e = {0};
  plx_model *model = plx_model_open(options->model, &e);
  plx_meaning *meaning = model ? meaning_of(options, model, &e) : NULL;
  if (!meaning) {
    tell(&e, why);
    plx_model_close(model);
    return NULL;
  }
  plx_arena *a = plx_arena_new();
  plx_engine *p = PLX_NEW(a, plx_engine);
  *p = (plx_engine){a, model, meaning};
  return p;
}

plx_engine *plx_engine_open(const char *model, char *why) {
  return plx_engine_open_with(&(plx_engine_options){.model = model}, why);
}

void plx_engine_close(plx_engine *p) {
  if (!p) return;
  plx_meaning_free(p->meaning);
  plx_model_close(p->model);
  plx_arena_free(p->arena);
}

void plx_engine_free_text(char *text) {
  free(text);
}

static bool read_documents(const char *name, plx_str bytes, plx_arena *doc, plx_docs *out, char *why) {
  plx_raw raw = {.path = plx_str_of(name ? name : "-"), .bytes = bytes};
  plx_err e = {0};
  if (plx_read(&raw, doc, out, &e) && out->n) return true;
  plx_fail(&e, PLX_E_INPUT, name, 0, "no article found in it");
  tell(&e, why);
  return false;
}

static void write_document(const plx_doc *d, plx_arena *tmp, plx_buf *out) {
  plx_json j = plx_json_to(out);
  plx_cpmap cp = plx_cpmap_of(tmp, d->text);
  plx_json_object(&j, NULL);
  plx_doc_members(&j, d, &cp);
  plx_json_end_object(&j);
}

static void write_annotated(const plx_meaning *meaning, plx_doc *d, plx_arena *tmp, plx_buf *out) {
  plx_record record = {.doc = d};
  plx_annotate(meaning, d, tmp, &record);
  plx_record_write(&record, PLX_PARTS_ALL, tmp, out);
}

// Reads, annotates if there is a meaning, and writes, a line a document.
static char *lines_of(const plx_meaning *meaning, const char *name, plx_str bytes, char *why) {
  plx_arena *doc = plx_arena_new(), *tmp = plx_arena_new();
  plx_docs docs = {0};
  plx_buf out = {0};
  if (read_documents(name, bytes, doc, &docs, why)) {
    for (uint32_t i = 0; i < docs.n; i++) {
      if (meaning) write_annotated(meaning, docs.v[i], tmp, &out);
      else write_document(docs.v[i], tmp, &out);
      plx_buf_char(&out, '\n');
    }
  }
  plx_arena_free(doc);
  plx_arena_free(tmp);
  return out.p; // the buffer's own memory, handed over; NULL if nothing was written
}

char *plx_engine_read(const plx_engine *p, const char *name, const void *bytes, size_t n, char *why) {
  (void)p;
  return lines_of(NULL, name, (plx_str){bytes, n}, why);
}

char *plx_engine_annotate(const plx_engine *p, const char *name, const void *bytes, size_t n, char *why) {
  return lines_of(p->meaning, name, (plx_str){bytes, n}, why);
}

plx_dossier *plx_dossier_new(const plx_engine *p) {
  plx_arena *a = plx_arena_new();
  plx_dossier *d = PLX_NEW(a, plx_dossier);
  d->engine = p;
  d->arena = a;
  d->tmp = plx_arena_new();
  return d;
}

void plx_dossier_free(plx_dossier *d) {
  if (!d) return;
  plx_arena_free(d->tmp);
  plx_arena_free(d->arena);
}

size_t plx_dossier_add(plx_dossier *d, const char *name, const void *bytes, size_t n, char *why) {
  plx_docs docs = {0};
  // Documents borrow what they were read from, so the dossier keeps it.
  plx_str kept = plx_str_copy(d->arena, (plx_str){bytes, n});
  plx_str path = plx_str_copy(d->arena, plx_str_of(name ? name : "-"));
  if (!read_documents(path.p, kept, d->arena, &docs, why)) return 0;
  for (uint32_t i = 0; i < docs.n; i++) {
    plx_record *r = PLX_NEW(d->arena, plx_record);
    plx_annotate(d->engine->meaning, docs.v[i], d->tmp, r);
    *plx_vec_push(d->arena, &d->record) = r;
  }
  return docs.n;
}

char *plx_dossier_compare(const plx_dossier *d) {
  plx_arena *arena = plx_arena_new();
  plx_story story = {0};
  plx_buf out = {0};
  plx_compare(d->record.v, d->record.n, arena, d->tmp, &story);
  plx_story_write(&story, d->tmp, &out);
  plx_arena_free(arena);
  return out.p;
}
