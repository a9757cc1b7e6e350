/* SPDX-License-Identifier: Apache-2.0 */
/* Formatted into one buffer, written once. */
#include "base/log.h"

#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

static atomic_int loudest = PLX_LOG_INFO;

void plx_log_quiet(void) {
  loudest = PLX_LOG_ERROR;
}

void plx_log(plx_log_level level, const char *what, const char *fmt, ...) {
  static const char *const name[] = {"error", "warn", "info"};
  if ((int)level > loudest) return;
  char line[1024];
  time_t now = time(NULL);
  struct tm utc;
  gmtime_r(&now, &utc);
  size_t n = strftime(line, sizeof line, "%Y-%m-%dT%H:%M:%SZ", &utc);
  n += (size_t)snprintf(line + n, sizeof line - n, " %s %s ", name[level], what);
  va_list args;
  va_start(args, fmt);
  int more = vsnprintf(line + n, sizeof line - n - 1, fmt, args);
  va_end(args);
  n += more > 0 ? (size_t)more : 0;
  if (n > sizeof line - 2) n = sizeof line - 2;
  line[n++] = '\n';
  if (write(STDERR_FILENO, line, n) < 0) return; // nowhere left to say so
}
