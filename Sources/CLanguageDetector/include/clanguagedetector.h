// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// One plain C function over CLD2, whose own interface is C++. CLD2's tables are chosen by the
// linker: `cld2_full` must come before `cld2`, or most languages are missing.

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

/// A stretch of a text in one language.
typedef struct {
  /// First byte.
  int32_t offset;
  /// Number of bytes.
  int32_t length;
  /// CLD2's code of the language; a static string, or null.
  const char *_Nullable code;
} cld_chunk;

/// What CLD2 makes of a text.
typedef struct {
  /// The three most frequent languages.
  cld_language languages[3];
  /// Number of bytes of letters that were looked at.
  int32_t text_bytes;
  /// Whether CLD2 trusts its first language.
  bool is_reliable;
  /// Bytes before the first ill-formed UTF-8; less than the length: nothing was detected.
  int32_t valid_bytes;
  /// Number of chunks found, which may be more than were written.
  int32_t chunk_count;
} cld_answer;

/// Detects the languages of plain UTF-8 text, best effort even where the text is short.
/// Up to `capacity` chunks are written. Thread-safe.
cld_answer cld_detect(const char *_Nonnull text, int32_t length, cld_chunk *_Nullable chunks,
                      int32_t capacity);

/// CLD2's version of code and tables; a static string.
const char *_Nonnull cld_version(void);

#ifdef __cplusplus
}
#endif

#endif
