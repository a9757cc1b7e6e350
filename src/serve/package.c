/* SPDX-License-Identifier: Apache-2.0 */
#include "serve/package.h"

#include <stdio.h>

#include "base/json.h"
#include "reading/sha256.h"
#include "store/doctor.h"
#include "tables.h"

const char *const plx_package_kinds[] = {"documents", "sentences", "entities", "statements", "figures",
                                         "events",    "claims",    "stories",  NULL};

static const char *type_of(plx_str column) {
  if (plx_str_in(column, "start end block outlets origins quad documents_n")) return "integer";
  if (plx_str_in(column, "value low high best lat lon confidence goldstein intensity")) return "number";
  return plx_str_eqz(column, "approx") ? "boolean" : "string";
}

static void write_fields(plx_json *j, const char *kind) {
  plx_json_array(j, "fields");
  for (int i = 0; i < plx_table_export.rows; i++) {
    if (!plx_str_eqz(plx_cell(&plx_table_export, i, PLX_EXPORT_KIND), kind)) continue;
    plx_str column = plx_cell(&plx_table_export, i, PLX_EXPORT_COLUMN);
    plx_json_object(j, NULL);
    plx_json_str(j, "name", column);
    plx_json_str(j, "type", plx_str_of(type_of(column)));
    plx_json_str(j, "description", plx_cell(&plx_table_export, i, PLX_EXPORT_MEANING));
    plx_json_end_object(j);
  }
  plx_json_end_array(j);
}

static void write_resource(plx_json *j, const char *kind, const char *path) {
  char name[128];
  snprintf(name, sizeof name, path, kind);
  plx_json_object(j, NULL);
  plx_json_str(j, "name", plx_str_of(kind));
  plx_json_str(j, "path", plx_str_of(name));
  plx_json_str(j, "profile", PLX_STR("tabular-data-resource"));
  plx_json_str(j, "format", PLX_STR("csv"));
  plx_json_str(j, "mediatype", PLX_STR("text/csv"));
  plx_json_str(j, "encoding", PLX_STR("utf-8"));
  plx_json_object(j, "schema");
  write_fields(j, kind);
  plx_json_array(j, "missingValues");
  plx_json_str(j, NULL, (plx_str){"", 0});
  plx_json_end_array(j);
  plx_json_end_object(j);
  plx_json_end_object(j);
}

static bool write_pipeline(void *ctx, plx_str pipeline, int64_t documents) {
  plx_json *j = ctx;
  plx_json_object(j, NULL);
  plx_json_str(j, "pipeline", pipeline);
  plx_json_int(j, "documents", documents);
  plx_json_end_object(j);
  return true;
}

// One fingerprint of all inputs: the ids, in order of arrival, are hashes of what the documents say.
static bool write_provenance(plx_json *j, plx_store *s, plx_err *e) {
  plx_arena *a = plx_arena_new();
  plx_buf all = {0};
  plx_map ids;
  plx_map_init(&ids, a);
  bool ok = plx_store_ids(s, &ids, e);
  for (uint32_t i = 0; i < ids.n; i++) plx_buf_fmt(&all, "%.*s\n", PLX_FMT(ids.key[i]));
  plx_json_object(j, "provenance");
  plx_json_str(j, "program", PLX_STR("parallax " PLX_VERSION));
  plx_json_int(j, "documents", ids.n);
  plx_json_str(j, "documents_sha256", plx_sha256_hex(a, plx_buf_view(&all)));
  plx_json_array(j, "records");
  ok = ok && plx_doctor_pipelines(s, write_pipeline, j, e);
  plx_json_end_array(j);
  plx_json_end_object(j);
  plx_buf_free(&all);
  plx_arena_free(a);
  return ok;
}

bool plx_package_write(plx_store *s, const char *path, plx_buf *out, plx_err *e) {
  plx_json j = plx_json_to(out);
  plx_arena *a = plx_arena_new();
  plx_json_object(&j, NULL);
  plx_json_str(&j, "name", PLX_STR("parallax"));
  plx_json_str(&j, "profile", PLX_STR("tabular-data-package"));
  plx_json_str(&j, "title", PLX_STR("What articles tell, as tables"));
  plx_json_str(
      &j, "description",
      PLX_STR("Spans count Unicode code points of a document's text; several values in a cell are joined by \"; \"."));
  plx_json_str(&j, "created", plx_store_now(a));
  bool ok = write_provenance(&j, s, e);
  plx_json_array(&j, "resources");
  for (int i = 0; plx_package_kinds[i]; i++) write_resource(&j, plx_package_kinds[i], path);
  plx_json_end_array(&j);
  plx_json_end_object(&j);
  plx_arena_free(a);
  return ok;
}
