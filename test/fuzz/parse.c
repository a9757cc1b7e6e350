/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as plain text, and as CoNLL-U: cut, labelled, written, read back. */
#include <stdlib.h>

#include "language/conllu.h"
#include "language/language.h"

static const plx_model *model_once(void) {
  static plx_model *model;
  plx_err e = {0};
  if (!model) model = plx_model_open(NULL, &e);
  if (!model) exit(3);
  return model;
}

static void write_all(const plx_text *t, const plx_bank *b, plx_buf *out) {
  for (uint32_t s = 0; s < t->sentence.n; s++) plx_conllu_write(t, b, s, out);
}

static bool read_bank(plx_str bytes, plx_arena *a, plx_bank *b) {
  plx_err e = {0};
  plx_lines in = plx_lines_str(bytes, "fuzz");
  bool more, ok = plx_conllu_read(&in, UINT32_MAX, a, b, &more, &e);
  plx_lines_free(&in);
  return ok;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  plx_arena *a = plx_arena_new(), *tmp = plx_arena_new();
  plx_str bytes = {(const char *)data, size};
  plx_buf out = {0};
  plx_text t;
  plx_bank given = {0}, again = {0};
  plx_language_read(model_once(), bytes, NULL, 0, a, tmp, &t);
  write_all(&t, NULL, &out);
  if (read_bank(bytes, a, &given)) {
    plx_language_label(model_once(), &given.text, a, tmp);
    plx_buf_clear(&out);
    write_all(&given.text, &given, &out);
    if (!read_bank(plx_buf_view(&out), a, &again) || again.text.tok.n != given.text.tok.n) abort();
  }
  plx_buf_free(&out);
  plx_arena_free(tmp);
  plx_arena_free(a);
  return 0;
}

#include "main.inc"
