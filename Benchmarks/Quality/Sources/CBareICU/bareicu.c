// Licensed under the Apache License, Version 2.0; see LICENSE.

#include "bareicu.h"

#include <unicode/ubrk.h>

int32_t bareicu_words(const uint16_t *text, int32_t length, int32_t *ends, uint8_t *words,
                      int32_t capacity) {
  static UBreakIterator *iterator = NULL;
  UErrorCode status = U_ZERO_ERROR;
  if (iterator == NULL) { iterator = ubrk_open(UBRK_WORD, "", NULL, 0, &status); }
  if (U_FAILURE(status)) { return -1; }
  ubrk_setText(iterator, (const UChar *)text, length, &status);
  if (U_FAILURE(status)) { return -1; }
  int32_t count = 0;
  for (int32_t end = ubrk_next(iterator); end != UBRK_DONE && count < capacity;
       end = ubrk_next(iterator)) {
    ends[count] = end;
    words[count] = ubrk_getRuleStatus(iterator) >= UBRK_WORD_NONE_LIMIT;
    count += 1;
  }
  return count;
}
