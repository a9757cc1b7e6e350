/* file.h - whole files and folders.
 *
 * in     paths
 * out    bytes, names in byte order
 * how    read in one go below a cap; folders sorted so that every machine sees the same order
 * cost   -
 * from   POSIX
 */
#ifndef PLX_BASE_FILE_H
#define PLX_BASE_FILE_H

#include "base/err.h"
#include "base/str.h"

// The bytes of a file ("-" is standard input) into *out, cleared first.  Fails above bytes_max.
bool plx_file_read(const char *path, size_t bytes_max, plx_buf *out, plx_err *e);
bool plx_file_write(const char *path, plx_str bytes, plx_err *e); // through a temporary name: all or nothing
bool plx_file_is_folder(const char *path);
// Every regular file below a folder (not those whose name begins with '.', nor NAME.raw, which is what a store
// keeps of what it was made of), sorted by bytes; also links to folders, but none that leads back into its own path.
typedef PLX_VEC(const char *) plx_paths;
bool plx_file_walk(const char *folder, plx_arena *a, plx_paths *out, plx_err *e);

#endif
