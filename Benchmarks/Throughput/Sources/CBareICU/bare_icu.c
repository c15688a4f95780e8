// Licensed under the Apache License, Version 2.0; see LICENSE.

#include "include/bare_icu.h"

#include <stdlib.h>
#include <unicode/ubrk.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utext.h>

struct bare_icu {
  const uint8_t *utf8;
  int64_t utf8_length;
  UChar *units;
  int32_t length;
  UBreakIterator *iterator;
  const UNormalizer2 *normalizer;
};

bare_icu *bare_icu_open(const uint8_t *utf8, int64_t length) {
  if (length > 1 << 30) { return NULL; }
  bare_icu *self = calloc(1, sizeof *self);
  if (self == NULL) { return NULL; }
  UErrorCode status = U_ZERO_ERROR;
  self->utf8 = utf8;
  self->utf8_length = length;
  self->units = malloc(sizeof(UChar) * (size_t)(length + 1));
  if (self->units != NULL) {
    u_strFromUTF8WithSub(self->units, (int32_t)length + 1, &self->length, (const char *)utf8,
                         (int32_t)length, 0xFFFD, NULL, &status);
  }
  self->iterator = ubrk_open(UBRK_WORD, "", NULL, 0, &status);
  self->normalizer = unorm2_getNFKCCasefoldInstance(&status);
  if (self->units == NULL || U_FAILURE(status)) {
    bare_icu_close(self);
    return NULL;
  }
  return self;
}

void bare_icu_close(bare_icu *self) {
  if (self->iterator != NULL) { ubrk_close(self->iterator); }
  free(self->units);
  free(self);
}

static int64_t count_boundaries(UBreakIterator *iterator) {
  int64_t count = 0;
  while (ubrk_next(iterator) != UBRK_DONE) { count++; }
  return count;
}

int64_t bare_icu_words_utf16(bare_icu *self) {
  UErrorCode status = U_ZERO_ERROR;
  ubrk_setText(self->iterator, self->units, self->length, &status);
  return U_FAILURE(status) ? -1 : count_boundaries(self->iterator);
}

int64_t bare_icu_words_utf8(bare_icu *self) {
  UErrorCode status = U_ZERO_ERROR;
  UText text = UTEXT_INITIALIZER;
  utext_openUTF8(&text, (const char *)self->utf8, self->utf8_length, &status);
  ubrk_setUText(self->iterator, &text, &status);
  int64_t count = U_FAILURE(status) ? -1 : count_boundaries(self->iterator);
  utext_close(&text);
  return count;
}

int64_t bare_icu_normalized_words(bare_icu *self) {
  UErrorCode status = U_ZERO_ERROR;
  UChar buffer[1024];
  int64_t count = 0;
  ubrk_setText(self->iterator, self->units, self->length, &status);
  int32_t start = 0;
  for (int32_t end = ubrk_next(self->iterator); end != UBRK_DONE && U_SUCCESS(status);
       end = ubrk_next(self->iterator)) {
    if (ubrk_getRuleStatus(self->iterator) >= UBRK_WORD_NONE_LIMIT) {
      count += unorm2_normalize(self->normalizer, self->units + start, end - start, buffer, 1024,
                                &status);
      if (status == U_BUFFER_OVERFLOW_ERROR) { status = U_ZERO_ERROR; }
    }
    start = end;
  }
  return U_FAILURE(status) ? -1 : count;
}
