/* speaker.h - who says something, so that two accounts can be asked whether they rest on one source.
 *
 * in     a statement of a record
 * out    what is known of its speaker; whether two speakers, of two accounts, are one source
 * how    a name, a name beside the noun ("the aid group Helping Hands"), a government's code, an office ("the health
 *        ministry", "the health minister"), police under their many words, else the noun
 * cost   O(mentions of the speaker + statements of the record)
 * from   doc/methods/70-story.md
 *
 * Cannot fail.  Pure: any thread.
 */
#ifndef PLX_COMPARE_SPEAKER_H
#define PLX_COMPARE_SPEAKER_H

#include "meaning/record.h"

typedef struct plx_speaker {
  plx_str key;          // an official's code, else name, else noun: equal across documents; absent if nobody is named
  plx_str name, beside; // keys of the speaker's name and of a name beside the noun
  plx_str actor;        // code
  plx_str office;       // "health" of a health minister or ministry
  bool police, body;    // speaks for police; is a body with a name
} plx_speaker;

// PLX_NONE gives nobody.
plx_speaker plx_speaker_of(const plx_record *r, uint32_t statement, plx_arena *a);
// Are they one source?  Never where one is nobody.
bool plx_speakers_one(const plx_speaker *x, const plx_speaker *y);

#endif
