// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// ICU by itself, as a C program would use it: what the analyzer is measured beside.

#ifndef BARE_ICU_H
#define BARE_ICU_H

#include <stdint.h>

/// A text as UTF-16, and the services that go over it.
typedef struct bare_icu bare_icu;

/// Opens a text; null where ICU cannot, or the text is longer than 2^30 bytes.
bare_icu *bare_icu_open(const uint8_t *utf8, int64_t length);
/// Closes it.
void bare_icu_close(bare_icu *self);
/// Word boundaries over UTF-16, counted.
int64_t bare_icu_words_utf16(bare_icu *self);
/// Word boundaries over UTF-8 by a `UText`, counted.
int64_t bare_icu_words_utf8(bare_icu *self);
/// Word boundaries over UTF-16, each segment brought to NFKC_Casefold into a buffer; code units
/// counted.
int64_t bare_icu_normalized_words(bare_icu *self);

#endif
