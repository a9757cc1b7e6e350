/* weights_file.h - where the trained weights of meaning/ lie.
 *
 * in     the name of a file of model/
 * out    its bytes
 * how    looked for where the language model lies: beside $PARALLAX_MODEL, beside or above the program, installed
 * cost   one read
 * from   -
 *
 * A file that is not there gives nothing: who asks goes on by rule.
 */
#ifndef PLX_MEANING_WEIGHTS_FILE_H
#define PLX_MEANING_WEIGHTS_FILE_H

#include "base/str.h"

plx_str plx_weights_file(plx_arena *process, const char *name);

#endif
