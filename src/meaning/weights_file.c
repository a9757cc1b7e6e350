/* SPDX-License-Identifier: Apache-2.0 */
#include "meaning/weights_file.h"

#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"

#define BYTES_MAX (16u << 20)

static plx_str read_at(plx_arena *a, plx_str folder, const char *below, const char *name) {
  plx_str path = plx_str_fmt(a, "%.*s%s%s", PLX_FMT(folder), below, name);
  plx_buf bytes = {0};
  plx_str got = {0};
  if (access(path.p, R_OK) == 0 && plx_file_read(path.p, BYTES_MAX, &bytes, NULL))
    got = plx_str_copy(a, plx_buf_view(&bytes));
  plx_buf_free(&bytes);
  return got;
}

static plx_str folder_of(plx_str path) {
  while (path.n && path.p[path.n - 1] != '/') path.n--;
  return path;
}

plx_str plx_weights_file(plx_arena *a, const char *name) {
  static const char *const below[] = {"model/", "../model/", "../../model/", "../../../model/",
                                      "../share/parallax/model/"};
  plx_str named = plx_str_of(getenv("PARALLAX_MODEL")), got;
  if (named.n && (got = read_at(a, folder_of(named), "", name)).n) return got;
  char exe[PATH_MAX];
  ssize_t n = readlink("/proc/self/exe", exe, sizeof exe);
  for (size_t i = 0; n > 0 && i < sizeof below / sizeof *below; i++)
    if ((got = read_at(a, folder_of((plx_str){exe, (size_t)n}), below[i], name)).n) return got;
  return read_at(a, PLX_STR(PLX_PREFIX), "/share/parallax/model/", name);
}
