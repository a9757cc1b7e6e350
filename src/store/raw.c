/* SPDX-License-Identifier: Apache-2.0 */
#include "store/raw.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "base/file.h"
#include "store/pack.h"

enum { HEX = 64, GZIP = 15 + 16, CHUNK = 64 << 10 };

static bool is_hash(plx_str s) {
  for (size_t i = 0; i < s.n; i++)
    if (!strchr("0123456789abcdef", s.p[i])) return false; // it becomes part of a file's name
  return s.n == HEX;
}

static plx_str folder_of(const plx_store *s, plx_str sha256, plx_arena *a) {
  return plx_str_fmt(a, "%s.raw/%.2s", s->name, sha256.p);
}

static void zip(plx_str bytes, plx_buf *out) {
  z_stream z = {0};
  if (deflateInit2(&z, Z_DEFAULT_COMPRESSION, Z_DEFLATED, GZIP, 8, Z_DEFAULT_STRATEGY) != Z_OK) return;
  plx_buf_reserve(out, deflateBound(&z, bytes.n));
  z.next_in = (Bytef *)bytes.p;
  z.avail_in = (uInt)bytes.n;
  z.next_out = (Bytef *)out->p;
  z.avail_out = (uInt)out->cap;
  deflate(&z, Z_FINISH);
  out->n = z.total_out;
  deflateEnd(&z);
}

static bool unzip(plx_str bytes, plx_buf *out) {
  z_stream z = {.next_in = (Bytef *)bytes.p, .avail_in = (uInt)bytes.n};
  int code = inflateInit2(&z, GZIP);
  while (code == Z_OK && out->n < PLX_UNPACKED_MAX) {
    plx_buf_reserve(out, CHUNK + 1);
    z.next_out = (Bytef *)out->p + out->n;
    z.avail_out = CHUNK;
    code = inflate(&z, Z_NO_FLUSH);
    out->n += CHUNK - z.avail_out;
  }
  inflateEnd(&z);
  return code == Z_STREAM_END;
}

static bool keep_file(plx_store *s, plx_str sha256, plx_str bytes, plx_err *e) {
  plx_arena *a = plx_arena_new();
  plx_buf zipped = {0};
  plx_str folder = folder_of(s, sha256, a), file = plx_str_fmt(a, "%s/%.*s.gz", folder.p, PLX_FMT(sha256));
  bool ok = true;
  if (access(file.p, F_OK) != 0) {
    mkdir(plx_str_fmt(a, "%s.raw", s->name).p, 0777);
    mkdir(folder.p, 0777); // if it could not be made, writing says why
    zip(bytes, &zipped);
    ok = plx_file_write(file.p, plx_buf_view(&zipped), e);
  }
  plx_buf_free(&zipped);
  plx_arena_free(a);
  return ok;
}

static bool keep_row(plx_store *s, plx_str sha256, plx_str bytes, plx_err *e) {
  plx_buf zipped = {0};
  zip(bytes, &zipped);
  bool ok = plx_db_run(s->db, "INSERT INTO raw (sha256, bytes) VALUES (?1, ?2) ON CONFLICT DO NOTHING", e,
                       PLX_BIND_S(sha256), PLX_BIND_B(plx_buf_view(&zipped)));
  plx_buf_free(&zipped);
  return ok;
}

bool plx_raw_keep(plx_store *s, plx_str sha256, plx_str bytes, plx_err *e) {
  if (!is_hash(sha256))
    return plx_fail(e, PLX_E_STORE, s->name, 0, "bytes are kept under their SHA-256, not '%.*s'", PLX_FMT(sha256));
  return (plx_db_kind_of(s->db) == PLX_DB_SQLITE ? keep_file : keep_row)(s, sha256, bytes, e);
}

static bool take_bytes(void *ctx, const plx_db_row *r) {
  plx_buf_str(ctx, plx_db_text(r, 0));
  return false;
}

static bool read_file(plx_store *s, plx_str sha256, plx_buf *out, plx_err *e) {
  plx_arena *a = plx_arena_new();
  plx_str file = plx_str_fmt(a, "%s/%.*s.gz", folder_of(s, sha256, a).p, PLX_FMT(sha256));
  bool ok = access(file.p, F_OK) != 0 || plx_file_read(file.p, PLX_UNPACKED_MAX, out, e);
  plx_arena_free(a);
  return ok;
}

bool plx_raw_fetch(plx_store *s, plx_str sha256, plx_buf *out, bool *found, plx_err *e) {
  plx_buf zipped = {0};
  bool ok = true;
  *found = false;
  if (!is_hash(sha256)) return true;
  if (plx_db_kind_of(s->db) == PLX_DB_SQLITE) ok = read_file(s, sha256, &zipped, e);
  else ok = plx_db_query(s->db, "SELECT bytes FROM raw WHERE sha256 = ?1", take_bytes, &zipped, e, PLX_BIND_S(sha256));
  if (ok && zipped.n) {
    *found = unzip(plx_buf_view(&zipped), out);
    ok = *found || plx_fail(e, PLX_E_STORE, s->name, 0, "the bytes kept under %.*s are damaged", PLX_FMT(sha256));
  }
  plx_buf_free(&zipped);
  return ok;
}
