// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The other side of include/cicu.h: each function hands its arguments to one service of ICU.

#include "cicu.h"

#include <cmath>
#include <cstring>
#include <new>
#include <string>

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>
#include <unicode/ubrk.h>
#include <unicode/ucal.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/ucnv_err.h>
#include <unicode/ucsdet.h>
#include <unicode/udata.h>
#include <unicode/uloc.h>
#include <unicode/ures.h>
#include <unicode/uscript.h>
#include <unicode/utext.h>
#include <unicode/utrans.h>
#include <unicode/uversion.h>

static inline UChar *units(uint16_t *text) { return reinterpret_cast<UChar *>(text); }
static inline const UChar *units(const uint16_t *text) {
  return reinterpret_cast<const UChar *>(text);
}
static inline const char *chars(const uint8_t *bytes) {
  return reinterpret_cast<const char *>(bytes);
}
static inline UErrorCode *code(int32_t *status) { return reinterpret_cast<UErrorCode *>(status); }
static_assert(sizeof(UErrorCode) == sizeof(int32_t), "a status fits its carrier");

// MARK: Versions and errors

const char *cicu_status_name(int32_t status) { return u_errorName(UErrorCode(status)); }
void cicu_icu_version(uint8_t version[4]) { u_getVersion(version); }
void cicu_unicode_version(uint8_t version[4]) { u_getUnicodeVersion(version); }

// MARK: Characters

int32_t cicu_script(uint32_t code_point) {
  UErrorCode status = U_ZERO_ERROR;
  return uscript_getScript(UChar32(code_point), &status);
}

int32_t cicu_script_extensions(uint32_t code_point, int32_t *scripts, int32_t capacity) {
  UErrorCode status = U_ZERO_ERROR;
  static_assert(sizeof(UScriptCode) == sizeof(int32_t), "a script code fits its carrier");
  return uscript_getScriptExtensions(
      UChar32(code_point), reinterpret_cast<UScriptCode *>(scripts), capacity, &status);
}

const char *cicu_script_short_name(int32_t script) {
  return uscript_getShortName(UScriptCode(script));
}
const char *cicu_script_long_name(int32_t script) { return uscript_getName(UScriptCode(script)); }
int32_t cicu_script_by_name(const char *name) {
  return u_getPropertyValueEnum(UCHAR_SCRIPT, name);
}
int32_t cicu_script_count(void) { return u_getIntPropertyMaxValue(UCHAR_SCRIPT) + 1; }
int32_t cicu_general_category(uint32_t code_point) { return u_charType(UChar32(code_point)); }
bool cicu_has_property(uint32_t code_point, int32_t property) {
  return u_hasBinaryProperty(UChar32(code_point), UProperty(property));
}
int32_t cicu_property_value(uint32_t code_point, int32_t property) {
  return u_getIntPropertyValue(UChar32(code_point), UProperty(property));
}
int32_t cicu_digit_value(uint32_t code_point) { return u_charDigitValue(UChar32(code_point)); }

const int32_t cicu_property_alphabetic = UCHAR_ALPHABETIC;
const int32_t cicu_property_ideographic = UCHAR_IDEOGRAPHIC;
const int32_t cicu_property_default_ignorable = UCHAR_DEFAULT_IGNORABLE_CODE_POINT;
const int32_t cicu_property_diacritic = UCHAR_DIACRITIC;
const int32_t cicu_property_bidi_class = UCHAR_BIDI_CLASS;
const int32_t cicu_property_grapheme_cluster_break = UCHAR_GRAPHEME_CLUSTER_BREAK;
const int32_t cicu_property_word_break = UCHAR_WORD_BREAK;
const int32_t cicu_property_line_break = UCHAR_LINE_BREAK;
const int32_t cicu_property_canonical_combining_class = UCHAR_CANONICAL_COMBINING_CLASS;
const int32_t cicu_property_joining_type = UCHAR_JOINING_TYPE;
const int32_t cicu_property_extended_pictographic = UCHAR_EXTENDED_PICTOGRAPHIC;
const int32_t cicu_property_indic_syllabic_category = UCHAR_INDIC_SYLLABIC_CATEGORY;

// MARK: Boundaries

struct cicu_break {
  UBreakIterator *iterator;
  UText text;
};

cicu_break *cicu_break_open(cicu_break_kind kind, int32_t *status) {
  static const UBreakIteratorType types[] = {UBRK_CHARACTER, UBRK_WORD, UBRK_LINE, UBRK_SENTENCE};
  *status = U_ZERO_ERROR;
  UBreakIterator *iterator = ubrk_open(types[kind], "", nullptr, 0, code(status));
  if (U_FAILURE(*code(status))) { return nullptr; }
  return new cicu_break{iterator, UTEXT_INITIALIZER};
}

void cicu_break_close(cicu_break *self) {
  ubrk_close(self->iterator);
  utext_close(&self->text);
  delete self;
}

int32_t cicu_break_set_utf8(cicu_break *self, const uint8_t *text, int64_t length) {
  UErrorCode status = U_ZERO_ERROR;
  utext_openUTF8(&self->text, length == 0 ? "" : chars(text), length, &status);
  ubrk_setUText(self->iterator, &self->text, &status);
  return status;
}

int32_t cicu_break_next(cicu_break *self) { return ubrk_next(self->iterator); }
int32_t cicu_break_following(cicu_break *self, int32_t offset) {
  return ubrk_following(self->iterator, offset);
}
int32_t cicu_break_rule_status(cicu_break *self) { return ubrk_getRuleStatus(self->iterator); }

int32_t cicu_break_next_many(cicu_break *self, int32_t *boundaries, int32_t *statuses,
                             int32_t capacity) {
  int32_t count = 0;
  while (count < capacity) {
    int32_t boundary = ubrk_next(self->iterator);
    if (boundary == UBRK_DONE) { break; }
    boundaries[count] = boundary;
    statuses[count] = ubrk_getRuleStatus(self->iterator);
    count += 1;
  }
  return count;
}

// MARK: Dictionaries of words

/// The tree of ICU's data that break iterators use.
static const char break_data[] = U_ICUDATA_NAME "-brkitr";

static UBool U_CALLCONV is_dictionary(void *, const char *, const char *, const UDataInfo *info) {
  static const uint8_t format[] = {'D', 'i', 'c', 't'};
  return info->isBigEndian == U_IS_BIG_ENDIAN && memcmp(info->dataFormat, format, 4) == 0 &&
         info->formatVersion[0] == 1;
}

const uint8_t *cicu_dictionary(const char *name, int32_t *length, int32_t *status) {
  *status = U_ZERO_ERROR;
  UDataMemory *file =
      udata_openChoice(break_data, "dict", name, is_dictionary, nullptr, code(status));
  if (U_FAILURE(*code(status))) { return nullptr; }
  const void *memory = udata_getMemory(file);
  *length = static_cast<const int32_t *>(memory)[3]; // The whole size, as the format defines.
  return static_cast<const uint8_t *>(memory);
}

bool cicu_has_word_model(const char *script) {
  UErrorCode status = U_ZERO_ERROR;
  icu::LocalUResourceBundlePointer root(ures_open(break_data, "", &status));
  icu::LocalUResourceBundlePointer models(ures_getByKey(root.getAlias(), "lstm", nullptr, &status));
  icu::UnicodeString file = icu::ures_getUnicodeStringByKey(models.getAlias(), script, &status);
  if (U_FAILURE(status)) { return false; }
  std::string name;
  file.tempSubString(0, file.lastIndexOf(u'.')).toUTF8String(name);
  icu::LocalUResourceBundlePointer model(ures_openDirect(break_data, name.c_str(), &status));
  return U_SUCCESS(status);
}

// MARK: Normal forms

static const icu::Normalizer2 *normalizer(const cicu_normalizer *opaque) {
  return reinterpret_cast<const icu::Normalizer2 *>(opaque);
}

const cicu_normalizer *cicu_normalizer_get(cicu_normal_form form, int32_t *status) {
  *status = U_ZERO_ERROR;
  const icu::Normalizer2 *found = nullptr;
  switch (form) {
  case cicu_nfc: found = icu::Normalizer2::getNFCInstance(*code(status)); break;
  case cicu_nfd: found = icu::Normalizer2::getNFDInstance(*code(status)); break;
  case cicu_nfkc: found = icu::Normalizer2::getNFKCInstance(*code(status)); break;
  case cicu_nfkd: found = icu::Normalizer2::getNFKDInstance(*code(status)); break;
  case cicu_nfkc_casefold:
    found = icu::Normalizer2::getNFKCCasefoldInstance(*code(status));
    break;
  }
  return reinterpret_cast<const cicu_normalizer *>(found);
}

int32_t cicu_normalize_utf8(const cicu_normalizer *opaque, const uint8_t *text, int32_t length,
                            uint8_t *output, int32_t capacity, int32_t *needed) {
  UErrorCode status = U_ZERO_ERROR;
  icu::CheckedArrayByteSink sink(reinterpret_cast<char *>(output), capacity);
  normalizer(opaque)->normalizeUTF8(0, icu::StringPiece(chars(text), length), sink, nullptr,
                                    status);
  *needed = sink.NumberOfBytesAppended();
  if (U_SUCCESS(status) && sink.Overflowed()) { status = U_BUFFER_OVERFLOW_ERROR; }
  return status;
}

bool cicu_is_normalized_utf8(const cicu_normalizer *opaque, const uint8_t *text, int32_t length,
                             int32_t *status) {
  *status = U_ZERO_ERROR;
  return normalizer(opaque)->isNormalizedUTF8(icu::StringPiece(chars(text), length),
                                              *code(status));
}

bool cicu_has_boundary_before(const cicu_normalizer *opaque, uint32_t code_point) {
  return normalizer(opaque)->hasBoundaryBefore(UChar32(code_point));
}

int32_t cicu_decomposition(const cicu_normalizer *opaque, uint32_t code_point, uint16_t *output,
                           int32_t capacity, int32_t *status) {
  *status = U_ZERO_ERROR;
  icu::UnicodeString mapping;
  if (!normalizer(opaque)->getDecomposition(UChar32(code_point), mapping)) { return -1; }
  return mapping.extract(units(output), capacity, *code(status));
}

// MARK: Transliteration

cicu_transliterator *cicu_transliterator_open(const char *id, int32_t *status) {
  *status = U_ZERO_ERROR;
  icu::UnicodeString name = icu::UnicodeString::fromUTF8(id);
  UTransliterator *found = utrans_openU(name.getBuffer(), name.length(), UTRANS_FORWARD, nullptr,
                                        0, nullptr, code(status));
  return reinterpret_cast<cicu_transliterator *>(found);
}

void cicu_transliterator_close(cicu_transliterator *self) {
  utrans_close(reinterpret_cast<UTransliterator *>(self));
}

int32_t cicu_transliterate(const cicu_transliterator *self, uint16_t *text, int32_t *length,
                           int32_t capacity) {
  UErrorCode status = U_ZERO_ERROR;
  int32_t limit = *length;
  utrans_transUChars(reinterpret_cast<const UTransliterator *>(self), units(text), length,
                     capacity, 0, &limit, &status);
  return status;
}

// MARK: Charsets

cicu_detector *cicu_detector_open(int32_t *status) {
  *status = U_ZERO_ERROR;
  return reinterpret_cast<cicu_detector *>(ucsdet_open(code(status)));
}

void cicu_detector_close(cicu_detector *self) {
  ucsdet_close(reinterpret_cast<UCharsetDetector *>(self));
}

int32_t cicu_detect(cicu_detector *self, const uint8_t *bytes, int32_t length,
                    cicu_charset_guess *guesses, int32_t capacity, int32_t *status) {
  *status = U_ZERO_ERROR;
  UCharsetDetector *detector = reinterpret_cast<UCharsetDetector *>(self);
  ucsdet_setText(detector, chars(bytes), length, code(status));
  int32_t found = 0;
  const UCharsetMatch **matches = ucsdet_detectAll(detector, &found, code(status));
  if (U_FAILURE(*code(status))) { return 0; }
  int32_t count = found < capacity ? found : capacity;
  for (int32_t i = 0; i < count; i++) {
    guesses[i].name = ucsdet_getName(matches[i], code(status));
    guesses[i].confidence = ucsdet_getConfidence(matches[i], code(status));
  }
  return count;
}

static UConverter *converter(cicu_converter *opaque) {
  return reinterpret_cast<UConverter *>(opaque);
}

cicu_converter *cicu_converter_open(const char *name, int32_t *status) {
  *status = U_ZERO_ERROR;
  return reinterpret_cast<cicu_converter *>(ucnv_open(name, code(status)));
}

void cicu_converter_close(cicu_converter *self) { ucnv_close(converter(self)); }

const char *cicu_charset_standard_name(const char *alias) {
  UErrorCode status = U_ZERO_ERROR;
  const char *name = ucnv_getStandardName(alias, "MIME", &status);
  if (name != nullptr) { return name; }
  status = U_ZERO_ERROR;
  return ucnv_getStandardName(alias, "IANA", &status);
}

struct Losses {
  int32_t illegal;
  int32_t unassigned;
};

static void count_and_replace(const void *context, UConverterToUnicodeArgs *args, const char *,
                              int32_t, UConverterCallbackReason reason, UErrorCode *status) {
  if (reason > UCNV_IRREGULAR) { return; }
  Losses *losses = static_cast<Losses *>(const_cast<void *>(context));
  (reason == UCNV_UNASSIGNED ? losses->unassigned : losses->illegal) += 1;
  *status = U_ZERO_ERROR;
  static const UChar replacement[] = {0xFFFD};
  ucnv_cbToUWriteUChars(args, replacement, 1, 0, status);
}

static void count_and_skip(const void *context, UConverterFromUnicodeArgs *, const UChar *,
                           int32_t, UChar32, UConverterCallbackReason reason, UErrorCode *status) {
  if (reason > UCNV_IRREGULAR) { return; }
  Losses *losses = static_cast<Losses *>(const_cast<void *>(context));
  losses->unassigned += 1;
  *status = U_ZERO_ERROR;
}

int32_t cicu_decode(cicu_converter *self, const uint8_t *bytes, int32_t length, uint16_t *output,
                    int32_t capacity, int32_t *needed, int32_t *illegal, int32_t *unassigned) {
  UErrorCode status = U_ZERO_ERROR;
  Losses losses = {0, 0};
  ucnv_setToUCallBack(converter(self), count_and_replace, &losses, nullptr, nullptr, &status);
  *needed = ucnv_toUChars(converter(self), units(output), capacity, chars(bytes), length, &status);
  *illegal = losses.illegal;
  *unassigned = losses.unassigned;
  return status;
}

int32_t cicu_encode(cicu_converter *self, const uint16_t *text, int32_t length, uint8_t *output,
                    int32_t capacity, int32_t *needed, int32_t *unencodable) {
  UErrorCode status = U_ZERO_ERROR;
  Losses losses = {0, 0};
  ucnv_setFromUCallBack(converter(self), count_and_skip, &losses, nullptr, nullptr, &status);
  *needed = ucnv_fromUChars(converter(self), reinterpret_cast<char *>(output), capacity,
                            units(text), length, &status);
  *unencodable = losses.unassigned;
  return status;
}

// MARK: Names of languages

int32_t cicu_display_language(const char *language, const char *display, uint16_t *output,
                              int32_t capacity, int32_t *status) {
  *status = U_ZERO_ERROR;
  return uloc_getDisplayLanguage(language, display, units(output), capacity, code(status));
}

const char *const *cicu_language_codes(void) { return uloc_getISOLanguages(); }
const char *cicu_three_letter_code(const char *language) { return uloc_getISO3Language(language); }

// MARK: Calendars

int32_t cicu_month_starts(const char *locale, int32_t first_year, int32_t months_a_year,
                          int32_t *output, int32_t count) {
  UErrorCode status = U_ZERO_ERROR;
  const UChar zone[] = {'U', 'T', 'C', 0};
  UCalendar *calendar = ucal_open(zone, -1, locale, UCAL_DEFAULT, &status);
  if (U_FAILURE(status)) { return status; }
  UErrorCode ignored = U_ZERO_ERROR;
  ucal_setGregorianChange(calendar, -1e17, &ignored);
  for (int32_t index = 0; index < count && U_SUCCESS(status); index += 1) {
    ucal_clear(calendar);
    ucal_set(calendar, UCAL_YEAR, first_year + index / months_a_year);
    ucal_set(calendar, UCAL_MONTH, index % months_a_year);
    ucal_set(calendar, UCAL_DATE, 1);
    output[index] = static_cast<int32_t>(std::floor(ucal_getMillis(calendar, &status) / 86400000));
  }
  ucal_close(calendar);
  return status;
}
