/* SPDX-License-Identifier: Apache-2.0 */
/* To take English for another language costs a whole annotation, to take another for English a poor one: so a text must
 * be long, or not in Latin letters, or declared to be what it seems, before it is called anything but English. */
#include "reading/tongue.h"

#include "base/utf8.h"
#include "reading/text.h"

enum { SAMPLE_BYTES = 2000, LETTERS_MIN = 50, LETTERS_LEAST = 20, PERCENT_MIN = 65, WORDS_MIN = 12 };

// CLD2 speaks C++, but these functions take and give plain C types: their linker names are all that is needed.
int cld2_detect(const char *text, int bytes, bool plain, int language[3], int percent[3], int *bytes_read,
                bool *reliable) __asm__("_ZN4CLD221DetectLanguageSummaryEPKcibPNS_8LanguageEPiS4_Pb");
const char *cld2_code(int language) __asm__("_ZN4CLD212LanguageCodeENS_8LanguageE");

static const char common[] =
    "the of and to in that is was for on with said it as he at by from are has have be his an were not this which "
    "but they will who had their been";

// "the" is in no other language what it is in English: one word in twenty.
static bool plainly_english(plx_str s) {
  int words = 0, the = 0, all = 0;
  for (size_t i = 0; i < s.n;) {
    char word[8];
    size_t n = 0;
    for (; i < s.n && ((s.p[i] | 32) < 'a' || (s.p[i] | 32) > 'z'); i++) {
    }
    for (; i < s.n && (s.p[i] | 32) >= 'a' && (s.p[i] | 32) <= 'z'; i++, n++)
      if (n < sizeof word) word[n] = (char)(s.p[i] | 32);
    if (!n) break;
    words++;
    if (n > 6) continue;
    the += plx_str_eqz((plx_str){word, n}, "the");
    all += plx_str_in((plx_str){word, n}, common);
  }
  return words >= WORDS_MIN && the * 40 >= words && all * 5 >= words;
}

// "de-AT", "DE_at" → "de"; what is no code is absent.
static plx_str bare_code(plx_str s, plx_arena *a) {
  size_t n = 0;
  while (n < s.n && s.p[n] != '-' && s.p[n] != '_') n++;
  if (n < 2 || n > 3) return (plx_str){0};
  for (size_t i = 0; i < n; i++)
    if ((s.p[i] | 32) < 'a' || (s.p[i] | 32) > 'z') return (plx_str){0};
  return plx_str_lower(a, (plx_str){s.p, n});
}

// CLD2 calls some by names that ISO has given up; a page that declares Bokmål or Nynorsk is not contradicted by "no".
static plx_str modern(plx_str code, plx_str declared) {
  if (plx_str_eqz(code, "iw")) return PLX_STR("he");
  bool norse = plx_str_eqz(code, "no") && plx_str_in(declared, "nb nn");
  return norse ? declared : code;
}

static bool latin(plx_str s) {
  size_t wide = 0;
  for (size_t i = 0; i < s.n; i++) wide += (unsigned char)s.p[i] >= 0xCD; // Greek and whatever comes after it
  return wide * 5 <= s.n;
}

// spec: reading.9
plx_str plx_tongue_of(plx_str text, plx_str declared, plx_arena *a) {
  plx_str sample = plx_text_head(text, SAMPLE_BYTES), given = bare_code(declared, a);
  if (plainly_english(sample)) return PLX_STR("en");
  int language[3], percent[3], read, letters = plx_text_letters(sample);
  bool reliable = false;
  cld2_detect(sample.p ? sample.p : "", (int)sample.n, true, language, percent, &read, &reliable);
  plx_str code = modern(bare_code(plx_str_of(cld2_code(language[0])), a), given);
  bool unknown = !code.n || plx_str_eqz(code, "un");
  if (!latin(sample)) return unknown ? (given.n ? given : PLX_STR("und")) : code; // whichever it is, it is not English
  if (unknown) return given;
  if (!reliable || percent[0] < PERCENT_MIN || letters < LETTERS_LEAST) return given;
  return letters >= LETTERS_MIN || plx_str_eqz(code, "en") || plx_str_eq(code, given) ? code : given;
}

bool plx_tongue_annotated(plx_str code) {
  return !code.n || plx_str_eqz(code, "en");
}
