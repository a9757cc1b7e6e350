/* SPDX-License-Identifier: Apache-2.0 */
#include "serve/dictionaries.h"

#include "base/file.h"

enum { DICTIONARY_BYTES_MAX = 256 << 20 };

typedef void add_file(plx_dictionary *d, const char *file, plx_str bytes, plx_dict_note *note, void *ctx);

static bool read_list(plx_dictionary *d, const char *list, add_file *add, plx_dict_note *note, void *ctx, plx_err *e) {
  plx_str rest = plx_str_of(list), path;
  plx_buf bytes = {0};
  bool ok = true;
  while (ok && plx_str_cut(&rest, ',', &path)) {
    if (!plx_str_trim(path).n) continue;
    const char *name = plx_str_copy(d->arena, plx_str_trim(path)).p;
    ok = plx_file_read(name, DICTIONARY_BYTES_MAX, &bytes, e);
    if (ok) add(d, name, plx_buf_view(&bytes), note, ctx);
  }
  plx_buf_free(&bytes);
  return ok;
}

bool plx_dictionaries_read(plx_dictionary *d, const char *actors, const char *verbs, plx_dict_note *note, void *ctx,
                           plx_err *e) {
  return read_list(d, actors, plx_dictionary_add_actors, note, ctx, e) &&
         read_list(d, verbs, plx_dictionary_add_verbs, note, ctx, e);
}
