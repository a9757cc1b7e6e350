/* model.h - what a model file holds, opened.
 *
 * in     a mapped model file
 * out    views into it, and small tables unpacked beside it
 * how    one section a part; the strings of tags, features and scripts are lines of text
 * cost   a few ms
 * from   doc/formats.md
 *
 * Only language/ looks inside.  Read-only once opened.
 */
#ifndef PLX_LANGUAGE_MODEL_H
#define PLX_LANGUAGE_MODEL_H

#include "language/guess.h"
#include "language/language.h"
#include "language/model_file.h"
#include "language/net.h"
#include "text/split.h"

typedef struct plx_tag {
  plx_upos upos;
  plx_str xpos;
} plx_tag; // a joint tag: one class of the tagger

struct plx_model {
  plx_arena *arena;
  plx_model_file file;
  plx_str version;
  plx_splitter split;
  plx_known_words known;
  plx_tagger tagger;
  plx_namer namer;
  bool tagging, names; // there is a tagger, a namer
  plx_net net;
  plx_lexicon lemma, feats; // guess.h: tag and form → number of a script, of a feature set
  uint32_t tags, scripts, feat_sets;
  plx_tag *tag;       // [tags]
  plx_script *script; // [scripts]
  plx_str *feat_set;  // [feat_sets]
};

#endif
