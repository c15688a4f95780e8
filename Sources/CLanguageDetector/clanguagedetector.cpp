// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The other side of include/clanguagedetector.h.

#include "clanguagedetector.h"

#include <cstdio>

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

static const char *code(CLD2::Language language) { return CLD2::LanguageCode(language); }

cld_answer cld_detect(const char *text, int32_t length, cld_chunk *chunks, int32_t capacity) {
  CLD2::Language languages[3];
  int percents[3];
  double scores[3];
  CLD2::ResultChunkVector found;
  CLD2::CLDHints hints = {nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
  int text_bytes = 0;
  int valid_bytes = 0;
  bool is_reliable = false;
  CLD2::ExtDetectLanguageSummaryCheckUTF8(
      text, length, true, &hints, CLD2::kCLDFlagBestEffort, languages, percents, scores,
      capacity > 0 ? &found : nullptr, &text_bytes, &is_reliable, &valid_bytes);
  cld_answer answer = {};
  for (int i = 0; i < 3; i++) {
    answer.languages[i] = {code(languages[i]), percents[i], scores[i]};
  }
  answer.text_bytes = text_bytes;
  answer.is_reliable = is_reliable;
  answer.valid_bytes = valid_bytes;
  answer.chunk_count = int32_t(found.size());
  for (int32_t i = 0; i < answer.chunk_count && i < capacity; i++) {
    chunks[i] = {found[i].offset, found[i].bytes, code(CLD2::Language(found[i].lang1))};
  }
  return answer;
}

const char *cld_version(void) { return CLD2::DetectLanguageVersion(); }
