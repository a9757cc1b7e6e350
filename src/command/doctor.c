/* SPDX-License-Identifier: Apache-2.0 */
/* Is the store whole?  Opening it for writing has brought its schema forward already. */
#include <stdio.h>

#include "base/json.h"
#include "command/command.h"
#include "store/doctor.h"

typedef struct report {
  bool json, quiet;
  int64_t left; // wrong and not mended
} report;

static bool print_check(void *ctx, const plx_check *c) {
  report *r = ctx;
  if (c->wrong && !c->mended) r->left += c->wrong;
  if (r->json) {
    plx_buf line = {0};
    plx_json j = plx_json_to(&line);
    plx_json_object(&j, NULL);
    plx_json_str(&j, "check", plx_str_of(c->what));
    plx_json_int(&j, "wrong", c->wrong);
    plx_json_bool(&j, "mended", c->mended);
    plx_json_opt(&j, "remedy", c->detail);
    plx_json_end_object(&j);
    puts(line.p);
    plx_buf_free(&line);
  } else if (c->wrong || !r->quiet) {
    printf("%-42s %8lld%s%s%.*s\n", c->what, (long long)c->wrong, c->mended ? "  mended" : "", c->detail.n ? "  " : "",
           PLX_FMT(c->detail));
  }
  return true;
}

static bool print_pipeline(void *ctx, plx_str pipeline, int64_t documents) {
  const report *r = ctx;
  if (!r->json && !r->quiet)
    printf("%-42s %8lld  made by %.*s\n", "documents", (long long)documents, PLX_FMT(pipeline));
  return true;
}

static int run(const plx_args *a) {
  plx_store *s = plx_open_store(a, PLX_STORE_CHANGE);
  if (!s) return PLX_EXIT_FAILED;
  report r = {.json = a->json, .quiet = a->quiet};
  plx_err e = {0};
  bool ok =
      plx_doctor(s, plx_arg(a, "mend") != NULL, print_check, &r, &e) && plx_doctor_pipelines(s, print_pipeline, &r, &e);
  plx_store_close(s);
  if (!ok) return plx_report(&e);
  if (r.left && !a->quiet)
    fprintf(stderr, "parallax: %lld things are wrong in %s; `parallax doctor --mend` makes anew what is derived\n",
            (long long)r.left, a->db);
  return r.left ? PLX_EXIT_PARTLY : PLX_EXIT_DONE;
}

static const plx_option options[] = {
    {"mend", NULL, "make anew what is derived: indices, counts; no document is deleted"}, {0}};

const plx_command plx_command_doctor = {
    .name = "doctor",
    .usage = "",
    .summary = "looks whether the store is whole, and mends it",
    .text =
        "Brings an older store forward (a copy is made beside it first), then looks through all of it: the file's pages,\n"
        "rows that point at nothing, columns that cannot be read, indices and counts out of step, bytes of articles\n"
        "that are lost or changed; and tells which versions of the program made the records (`parallax annotate\n"
        "--again` makes those of older ones anew).\n"
        "Exit status 1: something is wrong and was not mended.",
    .options = options,
    .common = "json db",
    .run = run,
};
