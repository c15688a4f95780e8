// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Plain C functions over CLD2, whose own interface is C++. The library is opened when it is first asked, by whoever
// detects languages: a search never does, and to open it, and C++'s own library with it, takes longer than the search.
// Where it is missing, the process ends with one sentence and status 127, as the loader of programs would have had it.

#ifndef CLANGUAGEDETECTOR_H
#define CLANGUAGEDETECTOR_H

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// One language found in a text.
typedef struct {
  /// CLD2's code of the language, such as `fa`, `zh-Hant` or `un`; a static string, or null.
  const char *_Nullable code;
  /// Share of the text's letters, 0 to 100.
  int32_t percent;
  /// Score for a thousand bytes of letters: 400 to 1,800 for real text in that language.
  double score;
} cld_language;

/// What CLD2 makes of a text.
typedef struct {
  /// The three most frequent languages.
  cld_language languages[3];
  /// Number of bytes of letters that were looked at.
  int32_t text_bytes;
  /// Whether CLD2 trusts its first language.
  bool is_reliable;
} cld_answer;

/// Detects the languages of plain UTF-8 text, best effort even where the text is short. Thread-safe.
cld_answer cld_detect(const char *_Nonnull text, int32_t length);

/// CLD2's version of code and tables; a static string.
const char *_Nonnull cld_version(void);

#ifdef __cplusplus
}
#endif

#endif
