// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// ICU's own word boundaries, without anything of ours: what measurements compare with. No header of
// ICU is named here, since its types clash with those of Foundation.

#ifndef BAREICU_H
#define BAREICU_H

#include <stdint.h>

/// Writes the ends of ICU's word segments of UTF-16 text, and whether each holds a word.
///
/// At most `capacity`; returns their number, or -1 where ICU fails.
int32_t bareicu_words(const uint16_t *text, int32_t length, int32_t *ends, uint8_t *words,
                      int32_t capacity);

#endif
