/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as a model file: refused or opened, never more than that.  The header is mended first, so that bytes get
 * past the checksum and reach the parts. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/map.h"
#include "language/language.h"

static void mend(plx_buf *b) {
  uint64_t size = b->n, checksum = plx_hash(b->p + 32, b->n - 32);
  uint32_t version = 1;
  memcpy(b->p, "PLXMODEL", 8);
  memcpy(b->p + 8, &version, sizeof version);
  memcpy(b->p + 16, &size, sizeof size);
  memcpy(b->p + 24, &checksum, sizeof checksum);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  char path[] = "/tmp/plx-fuzz-XXXXXX";
  int fd = mkstemp(path);
  plx_buf b = {0};
  plx_err e = {0};
  if (fd < 0) return 0;
  close(fd);
  plx_buf_add(&b, data, size);
  if (b.n >= 32) mend(&b);
  if (plx_file_write(path, plx_buf_view(&b), &e)) plx_model_close(plx_model_open(path, &e));
  unlink(path);
  plx_buf_free(&b);
  return 0;
}

#include "main.inc"
