/* SPDX-License-Identifier: Apache-2.0 */
/* The file lies where the language model lies: beside $PARALLAX_MODEL, beside or above the program, or installed. */
#include "meaning/said_model.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/table.h"

#define NAME      "statements.bin"
#define BYTES_MAX (16u << 20)

static plx_str read_at(plx_arena *a, plx_str folder, const char *below) {
  plx_str path = plx_str_fmt(a, "%.*s%s" NAME, PLX_FMT(folder), below);
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

static plx_str find_bytes(plx_arena *a) {
  static const char *const below[] = {"model/", "../model/", "../../model/", "../../../model/",
                                      "../share/parallax/model/"};
  plx_str named = plx_str_of(getenv("PARALLAX_MODEL")), got;
  if (named.n && (got = read_at(a, folder_of(named), "")).n) return got;
  char exe[PATH_MAX];
  ssize_t n = readlink("/proc/self/exe", exe, sizeof exe);
  for (size_t i = 0; n > 0 && i < sizeof below / sizeof *below; i++)
    if ((got = read_at(a, folder_of((plx_str){exe, (size_t)n}), below[i])).n) return got;
  return read_at(a, PLX_STR(PLX_PREFIX), "/share/parallax/model/");
}

void plx_said_model_open(plx_said_model *m, plx_arena *process) {
  *m = (plx_said_model){0};
  plx_str bytes = find_bytes(process);
  plx_said_model got = {.there = true};
  if (bytes.n && plx_weights_read(&got.cue, &bytes, NULL) && plx_weights_read(&got.roles.token, &bytes, NULL) &&
      plx_weights_read(&got.roles.joint, &bytes, NULL) && plx_weights_read(&got.goes_on, &bytes, NULL) &&
      plx_weights_read(&got.holds, &bytes, NULL) && plx_weights_read(&got.source, &bytes, NULL) &&
      got.cue.outputs == 1 && got.roles.token.outputs == PLX_SAID_ROLES && got.roles.joint.outputs == PLX_SAID_ROLES &&
      got.goes_on.outputs == 1 && got.holds.outputs == 1 && got.source.outputs == 1)
    *m = got;
  m->cue_min = (float)plx_param("said_cue_min");
  m->holds_min = (float)plx_param("said_min");
}
