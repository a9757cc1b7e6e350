/* SPDX-License-Identifier: Apache-2.0 */
/* Finding and opening the model.  Every table is checked here once, so that the hot paths need not look. */
#include "language/model.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MODEL_NAME "en.plxm"

static uint32_t lines_of(plx_str s, plx_arena *a, plx_str **out) {
  PLX_VEC(plx_str) v = {0};
  plx_str line;
  while (plx_str_cut(&s, '\n', &line))
    if (line.n || s.p) *plx_vec_push(a, &v) = line;
  *out = v.v;
  return v.n;
}

static bool open_tags(plx_model *m) {
  plx_str *line;
  m->tags = lines_of(plx_model_section(&m->file, "tags"), m->arena, &line);
  m->tag = PLX_NEWS(m->arena, plx_tag, m->tags + 1);
  for (uint32_t i = 0; i < m->tags; i++) {
    plx_str upos, rest = line[i];
    if (!plx_str_cut(&rest, '\t', &upos)) return false;
    m->tag[i] = (plx_tag){plx_upos_of(upos), rest.n ? rest : (plx_str){0}};
  }
  return m->tags > 0;
}

static bool open_scripts(plx_model *m) {
  plx_str *line;
  m->scripts = lines_of(plx_model_section(&m->file, "scripts"), m->arena, &line);
  m->script = PLX_NEWS(m->arena, plx_script, m->scripts + 1);
  for (uint32_t i = 0; i < m->scripts; i++)
    if (!plx_script_parse(line[i], &m->script[i])) return false;
  return true;
}

static bool values_below(const plx_lexicon *x, uint32_t n) {
  for (uint32_t i = 0; i <= x->mask; i++)
    if (x->slot[i].value > n) return false;
  return true;
}

// PART says which one it is at, for the message, and gives up where one is broken.
#define PART(name, ok)                                                                                                 \
  if (*part = name, !(ok)) return false

static bool open_net(plx_model *m, const char **part) {
  const plx_model_file *f = &m->file;
  plx_senses *senses = &m->known.senses;
  senses->any = plx_lexicon_open(&senses->common, plx_model_section(f, "common")) &&
                plx_lexicon_open(&senses->proper, plx_model_section(f, "proper"));
  if (!plx_lexicon_open(&m->known.lists, plx_model_section(f, "lists"))) m->known.lists = (plx_lexicon){0};
  if (!plx_lexicon_open(&m->known.classes, plx_model_section(f, "classes"))) m->known.classes = (plx_lexicon){0};
  m->tagging = plx_tagger_open(&m->tagger, plx_model_section(f, "tagger"), m->tags);
  m->names = plx_namer_open(&m->namer, plx_model_section(f, "namer"));
  PART("net", plx_net_open(&m->net, plx_model_section(f, "net"), plx_model_section(f, "features"), m->arena));
  PART("net", m->net.tags == m->tags);
  return true;
}

static bool open_parts(plx_model *m, const char **part) {
  const plx_model_file *f = &m->file;
  PART("token", plx_linear_open(&m->split.token, plx_model_section(f, "token")) && m->split.token.classes == 2);
  PART("sentence",
       plx_linear_open(&m->split.sentence, plx_model_section(f, "sentence")) && m->split.sentence.classes == 2);
  PART("joined", plx_lexicon_open(&m->split.joined, plx_model_section(f, "joined")));
  if (!plx_lexicon_open(&m->split.shorts, plx_model_section(f, "shorts"))) m->split.shorts = (plx_lexicon){0};
  PART("tags", open_tags(m));
  PART("scripts", open_scripts(m));
  PART("lemma", plx_lexicon_open(&m->lemma, plx_model_section(f, "lemma")) && values_below(&m->lemma, m->scripts));
  m->feat_sets = lines_of(plx_model_section(f, "featsets"), m->arena, &m->feat_set);
  PART("feats", plx_lexicon_open(&m->feats, plx_model_section(f, "feats")) && values_below(&m->feats, m->feat_sets));
  m->version = plx_str_trim(plx_model_section(f, "version"));
  return open_net(m, part);
}

static bool there(const char *path) {
  return access(path, R_OK) == 0;
}

// Beside the program as it lies after `make` (build/parallax, model/) and after `make install`.
static bool find_model(char path[PATH_MAX]) {
  static const char *const beside[] = {"model/", "../model/", "../../model/", "../../../model/",
                                       "../share/parallax/model/"};
  char exe[PATH_MAX - 64];
  ssize_t n = readlink("/proc/self/exe", exe, sizeof exe - 1);
  while (n > 0 && exe[n - 1] != '/') n--;
  for (size_t i = 0; n > 0 && i < sizeof beside / sizeof *beside; i++) {
    memcpy(path, exe, (size_t)n);
    strcpy(stpcpy(path + n, beside[i]), MODEL_NAME);
    if (there(path)) return true;
  }
  strcpy(path, PLX_PREFIX "/share/parallax/model/" MODEL_NAME);
  return there(path);
}

plx_model *plx_model_open(const char *path, plx_err *e) {
  char found[PATH_MAX];
  if (!path) path = getenv("PARALLAX_MODEL");
  if (!path || !*path) {
    path = found;
    if (!find_model(found)) {
      plx_fail(e, PLX_E_SYSTEM, MODEL_NAME, 0, "no model found: name one with --model FILE or PARALLAX_MODEL");
      return NULL;
    }
  }
  plx_arena *a = plx_arena_new();
  plx_model *m = PLX_NEW(a, plx_model);
  m->arena = a;
  const char *part = "";
  if (plx_model_map(path, &m->file, e)) {
    if (open_parts(m, &part)) return m;
    plx_fail(e, PLX_E_FORMAT, path, 0, "the part \"%s\" of the model is missing or broken", part);
  }
  plx_model_close(m);
  return NULL;
}

void plx_model_close(plx_model *m) {
  if (!m) return;
  plx_model_unmap(&m->file);
  plx_arena_free(m->arena);
}

plx_str plx_model_version(const plx_model *m) {
  return m->version;
}
