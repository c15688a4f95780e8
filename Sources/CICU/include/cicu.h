// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Plain C functions over ICU 72 and later. No ICU header is included here, on purpose: ICU renames
// its functions by macro, which Swift cannot import, and its types clash with those of the ICU that
// Foundation carries. Only wrappers stand behind these functions; every decision is made in Swift.
//
// Status codes are ICU's UErrorCode: 0 is success, negative a warning, positive a failure.
// Code points are plain 32-bit numbers. Lengths and offsets are in code units of the named form.

#ifndef CICU_H
#define CICU_H

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// MARK: Versions and errors

/// The name of a status code, such as `U_BUFFER_OVERFLOW_ERROR`; a static string.
const char *_Nonnull cicu_status_name(int32_t status);
/// The four parts of the version of the ICU that is running.
void cicu_icu_version(uint8_t version[_Nonnull 4]);
/// The four parts of the version of Unicode that this ICU knows.
void cicu_unicode_version(uint8_t version[_Nonnull 4]);

// MARK: Characters

/// UScriptCode of a code point.
int32_t cicu_script(uint32_t code_point);
/// Writes the script extensions of a code point; returns how many there are, at most `capacity`
/// of which were written.
int32_t cicu_script_extensions(uint32_t code_point, int32_t *_Nonnull scripts, int32_t capacity);
/// The ISO 15924 code of a UScriptCode, or null; a static string.
const char *_Nullable cicu_script_short_name(int32_t script);
/// The long name of a UScriptCode (`Arabic`), or null; a static string.
const char *_Nullable cicu_script_long_name(int32_t script);
/// The UScriptCode of a script by its short or long name; -1 where there is none.
int32_t cicu_script_by_name(const char *_Nonnull name);
/// The number of scripts that ICU knows; UScriptCodes are below it.
int32_t cicu_script_count(void);
/// UCharCategory: the general category as a number from 0 to 29.
int32_t cicu_general_category(uint32_t code_point);
/// A binary property by UProperty number.
bool cicu_has_property(uint32_t code_point, int32_t property);
/// An enumerated property by UProperty number.
int32_t cicu_property_value(uint32_t code_point, int32_t property);
/// The value of a decimal digit in any script, 0 to 9; -1 for anything else.
int32_t cicu_digit_value(uint32_t code_point);
/// UProperty numbers of the properties used, resolved by the compiler.
extern const int32_t cicu_property_alphabetic;
extern const int32_t cicu_property_ideographic;
extern const int32_t cicu_property_default_ignorable;
extern const int32_t cicu_property_diacritic;
extern const int32_t cicu_property_bidi_class;
extern const int32_t cicu_property_grapheme_cluster_break;
extern const int32_t cicu_property_word_break;
extern const int32_t cicu_property_line_break;
extern const int32_t cicu_property_canonical_combining_class;
extern const int32_t cicu_property_joining_type;
extern const int32_t cicu_property_extended_pictographic;
extern const int32_t cicu_property_indic_syllabic_category;

// MARK: Boundaries

/// A break iterator over one text at a time.
typedef struct cicu_break cicu_break;
/// What a break iterator looks for.
typedef enum {
  cicu_break_grapheme = 0,
  cicu_break_word = 1,
  cicu_break_line = 2,
  cicu_break_sentence = 3,
} cicu_break_kind;

/// Opens a break iterator of the root locale; null with a failure in `status`.
cicu_break *_Nullable cicu_break_open(cicu_break_kind kind, int32_t *_Nonnull status);
/// Closes a break iterator.
void cicu_break_close(cicu_break *_Nonnull iterator);
/// Points a break iterator at UTF-8 bytes, which must stay in place until the next call.
/// Ill-formed bytes count as U+FFFD; boundaries are byte offsets.
int32_t cicu_break_set_utf8(cicu_break *_Nonnull iterator, const uint8_t *_Nullable text,
                            int64_t length);
/// The boundary after the current one; -1 at the end.
int32_t cicu_break_next(cicu_break *_Nonnull iterator);
/// The first boundary after `offset`; -1 at the end.
int32_t cicu_break_following(cicu_break *_Nonnull iterator, int32_t offset);
/// The rule status of the current boundary (for words: 0 none, 100 number, 200 letter, 300 kana,
/// 400 ideograph, each up to the next hundred).
int32_t cicu_break_rule_status(cicu_break *_Nonnull iterator);
/// Writes up to `capacity` next boundaries and their rule statuses; returns how many, less than
/// `capacity` only at the end of the text.
int32_t cicu_break_next_many(cicu_break *_Nonnull iterator, int32_t *_Nonnull boundaries,
                             int32_t *_Nonnull statuses, int32_t capacity);

// MARK: Dictionaries of words

/// The bytes of a dictionary that ICU's word break iterator uses, by its name without the extension
/// (`thaidict`): eight 32-bit numbers of the machine's byte order, then a trie, as ICU's
/// dictionarydata.h describes them. They stay in place for ever. Null with a failure in `status`
/// where ICU's data holds no dictionary of that name and of format 1.
const uint8_t *_Nullable cicu_dictionary(const char *_Nonnull name, int32_t *_Nonnull length,
                                         int32_t *_Nonnull status);
/// Whether ICU's data holds a trained model of words for a script, which its word break iterator
/// prefers to the dictionary; the script by its ISO 15924 code.
bool cicu_has_word_model(const char *_Nonnull script);

// MARK: Normal forms

/// A normal form; ICU owns it for ever.
typedef struct cicu_normalizer cicu_normalizer;
/// The forms offered.
typedef enum {
  cicu_nfc = 0,
  cicu_nfd = 1,
  cicu_nfkc = 2,
  cicu_nfkd = 3,
  cicu_nfkc_casefold = 4,
} cicu_normal_form;

/// The normalizer of a form; null with a failure in `status`.
const cicu_normalizer *_Nullable cicu_normalizer_get(cicu_normal_form form,
                                                     int32_t *_Nonnull status);
/// Normalizes UTF-8 into `output`; `*needed` is the full length even where it did not fit.
/// Ill-formed bytes become U+FFFD.
int32_t cicu_normalize_utf8(const cicu_normalizer *_Nonnull normalizer,
                            const uint8_t *_Nullable text, int32_t length,
                            uint8_t *_Nullable output, int32_t capacity, int32_t *_Nonnull needed);
/// Whether UTF-8 text is in the normal form already (full check).
bool cicu_is_normalized_utf8(const cicu_normalizer *_Nonnull normalizer,
                             const uint8_t *_Nullable text, int32_t length,
                             int32_t *_Nonnull status);
/// Whether a code point never interacts with what stands before it.
bool cicu_has_boundary_before(const cicu_normalizer *_Nonnull normalizer, uint32_t code_point);
/// The raw canonical decomposition or mapping of one code point in UTF-16; -1 where it has none.
int32_t cicu_decomposition(const cicu_normalizer *_Nonnull normalizer, uint32_t code_point,
                           uint16_t *_Nonnull output, int32_t capacity, int32_t *_Nonnull status);

// MARK: Transliteration

/// A transliterator.
typedef struct cicu_transliterator cicu_transliterator;
/// Opens a transliterator by its id (`Any-Latin; Latin-ASCII`); null with a failure in `status`.
cicu_transliterator *_Nullable cicu_transliterator_open(const char *_Nonnull id,
                                                        int32_t *_Nonnull status);
/// Closes a transliterator.
void cicu_transliterator_close(cicu_transliterator *_Nonnull transliterator);
/// Rewrites UTF-16 text in place; `*length` becomes the new length, which may pass `capacity`, with
/// U_BUFFER_OVERFLOW_ERROR.
int32_t cicu_transliterate(const cicu_transliterator *_Nonnull transliterator,
                           uint16_t *_Nonnull text, int32_t *_Nonnull length, int32_t capacity);

// MARK: Charsets

/// A charset detector.
typedef struct cicu_detector cicu_detector;
/// One guess of the detector; the name is a static string.
typedef struct {
  const char *_Nullable name;
  int32_t confidence;
} cicu_charset_guess;

/// Opens a charset detector; null with a failure in `status`.
cicu_detector *_Nullable cicu_detector_open(int32_t *_Nonnull status);
/// Closes a charset detector.
void cicu_detector_close(cicu_detector *_Nonnull detector);
/// Writes up to `capacity` guesses, best first; returns how many were written.
int32_t cicu_detect(cicu_detector *_Nonnull detector, const uint8_t *_Nonnull bytes, int32_t length,
                    cicu_charset_guess *_Nonnull guesses, int32_t capacity,
                    int32_t *_Nonnull status);

/// A converter between one charset and UTF-16.
typedef struct cicu_converter cicu_converter;
/// Opens a converter by any name or alias of the charset; null with a failure in `status`.
cicu_converter *_Nullable cicu_converter_open(const char *_Nonnull name, int32_t *_Nonnull status);
/// Closes a converter.
void cicu_converter_close(cicu_converter *_Nonnull converter);
/// The preferred MIME or IANA name of any alias of a charset; null where it has none.
const char *_Nullable cicu_charset_standard_name(const char *_Nonnull alias);
/// Decodes all of `bytes` into UTF-16; illegal and unassigned sequences each become one U+FFFD and
/// are counted. `*needed` is the full length in code units even where it did not fit.
int32_t cicu_decode(cicu_converter *_Nonnull converter, const uint8_t *_Nullable bytes,
                    int32_t length, uint16_t *_Nullable output, int32_t capacity,
                    int32_t *_Nonnull needed, int32_t *_Nonnull illegal,
                    int32_t *_Nonnull unassigned);
/// Encodes all of a UTF-16 text; what the charset cannot write is left out and counted.
int32_t cicu_encode(cicu_converter *_Nonnull converter, const uint16_t *_Nullable text,
                    int32_t length, uint8_t *_Nullable output, int32_t capacity,
                    int32_t *_Nonnull needed, int32_t *_Nonnull unencodable);

// MARK: Names of languages

/// The name of a language in a display language, UTF-16; the code itself where ICU knows no name.
/// Returns the full length even where it did not fit.
int32_t cicu_display_language(const char *_Nonnull language, const char *_Nonnull display,
                              uint16_t *_Nullable output, int32_t capacity,
                              int32_t *_Nonnull status);
/// The ISO 639 codes of all languages that ICU knows; a static array that ends with null.
const char *_Nullable const *_Nonnull cicu_language_codes(void);
/// The ISO 639-2 code of a language, or an empty string; a static string.
const char *_Nonnull cicu_three_letter_code(const char *_Nonnull language);

// MARK: Calendars

/// Writes the first day of `count` months from the first month of a year on, in days since
/// 1970-01-01. `locale` names the calendar (`@calendar=islamic-umalqura`), which has
/// `months_a_year`; Gregorian calendars are proleptic.
int32_t cicu_month_starts(const char *_Nonnull locale, int32_t first_year, int32_t months_a_year,
                          int32_t *_Nonnull output, int32_t count);

#ifdef __cplusplus
}
#endif

#endif
