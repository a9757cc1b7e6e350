/* SPDX-License-Identifier: Apache-2.0 */
/* conform OPENAPI METHOD PATH STATUS <BODY - does a JSON reply look as OPENAPI says it does?  Checks $ref, type, required,
 * properties (a member that is not described is an error), items and enum: what our description uses.  For test/serve.sh. */
#include <jansson.h>
#include <stdio.h>
#include <string.h>

static json_t *api;
static int wrong;

static void tell(const char *where, const char *what, const char *name) {
  printf("%s: %s %s\n", where, what, name);
  wrong++;
}

static const json_t *resolve(const json_t *schema) {
  static const char prefix[] = "#/components/schemas/";
  const char *ref = json_string_value(json_object_get(schema, "$ref"));
  if (!ref) return schema;
  if (strncmp(ref, prefix, sizeof prefix - 1) != 0) return NULL;
  return json_object_get(json_object_get(json_object_get(api, "components"), "schemas"), ref + sizeof prefix - 1);
}

static int has_type(const json_t *v, const char *type) {
  if (strcmp(type, "object") == 0) return json_is_object(v);
  if (strcmp(type, "array") == 0) return json_is_array(v);
  if (strcmp(type, "string") == 0) return json_is_string(v);
  if (strcmp(type, "integer") == 0) return json_is_integer(v);
  if (strcmp(type, "number") == 0) return json_is_number(v);
  return strcmp(type, "boolean") == 0 && json_is_boolean(v);
}

static int in_enum(const json_t *v, const json_t *list) {
  for (size_t i = 0; i < json_array_size(list); i++)
    if (json_equal(v, json_array_get(list, i))) return 1;
  return 0;
}

static void check(const json_t *schema, json_t *v, const char *where);

static void check_object(const json_t *schema, json_t *v, const char *where) {
  const json_t *properties = json_object_get(schema, "properties"), *required = json_object_get(schema, "required");
  char at[512];
  const char *key;
  json_t *member;
  for (size_t i = 0; i < json_array_size(required); i++)
    if (!json_object_get(v, json_string_value(json_array_get(required, i))))
      tell(where, "lacks", json_string_value(json_array_get(required, i)));
  json_object_foreach(v, key, member) {
    snprintf(at, sizeof at, "%s.%s", where, key);
    if (json_object_get(properties, key)) check(json_object_get(properties, key), member, at);
    else if (properties && !json_is_true(json_object_get(schema, "additionalProperties")))
      tell(where, "has what is not described:", key);
  }
}

static void check(const json_t *schema, json_t *v, const char *where) {
  schema = resolve(schema);
  const char *type = json_string_value(json_object_get(schema, "type"));
  const json_t *values = json_object_get(schema, "enum");
  char at[512];
  if (!schema) return tell(where, "is described by", "nothing");
  if (type && !has_type(v, type)) return tell(where, "is no", type);
  if (values && !in_enum(v, values)) tell(where, "is none of", "its values");
  if (json_is_object(v)) check_object(schema, v, where);
  for (size_t i = 0; json_is_array(v) && i < json_array_size(v); i++) {
    snprintf(at, sizeof at, "%s[%zu]", where, i);
    if (json_object_get(schema, "items")) check(json_object_get(schema, "items"), json_array_get(v, i), at);
  }
}

int main(int argc, char **argv) {
  if (argc != 5) return fprintf(stderr, "usage: conform OPENAPI METHOD PATH STATUS <BODY\n"), 2;
  json_error_t e;
  api = json_load_file(argv[1], 0, &e);
  json_t *operation = json_object_get(json_object_get(json_object_get(api, "paths"), argv[3]), argv[2]);
  json_t *reply = json_object_get(json_object_get(operation, "responses"), argv[4]);
  json_t *schema = json_object_get(json_object_get(json_object_get(reply, "content"), "application/json"), "schema");
  json_t *body = json_loadf(stdin, JSON_DECODE_ANY, &e);
  if (!reply) tell(argv[3], "has no reply described for status", argv[4]);
  else if (schema && !body) tell(argv[3], "gave no JSON:", e.text);
  else if (schema) check(schema, body, "reply");
  json_decref(body);
  json_decref(api);
  return wrong > 0;
}
