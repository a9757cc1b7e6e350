/* SPDX-License-Identifier: Apache-2.0 */
/* The first error wins: what came first is the cause, what follows is usually its echo. */
#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

bool plx_fail_at(plx_err *e, plx_code code, const char *input, uint64_t record, const char *file, int line,
                 const char *fmt, ...) {
  if (!e || e->code != PLX_OK) return false;
  e->code = code;
  e->record = record;
  e->file = file;
  e->line = line;
  snprintf(e->input, sizeof e->input, "%s", input ? input : "");
  va_list args;
  va_start(args, fmt);
  vsnprintf(e->msg, sizeof e->msg, fmt, args);
  va_end(args);
  return false;
}

char *plx_err_text(const plx_err *e, char *buf, int size) {
  const char *input = strcmp(e->input, "-") == 0 ? "standard input" : e->input;
  if (!input[0]) snprintf(buf, (size_t)size, "%s", e->msg);
  else if (e->record) snprintf(buf, (size_t)size, "%s:%llu: %s", input, (unsigned long long)e->record, e->msg);
  else snprintf(buf, (size_t)size, "%s: %s", input, e->msg);
  return buf;
}
