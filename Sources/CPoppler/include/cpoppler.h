// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// A few plain C functions over poppler: what a PDF says of itself, how its pages are shown, and the
// words of a page with their places. Poppler is licensed under the GPL: only a program of its own may
// link this. Not thread-safe: one thread reads one document at a time.

#ifndef CPOPPLER_H
#define CPOPPLER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A PDF.
typedef struct cpoppler_document cpoppler_document;

/// Bytes that live until the next call with the same document.
typedef struct {
  const uint8_t *_Nullable bytes;
  size_t count;
} cpoppler_bytes;

/// Why a PDF cannot be read.
typedef enum {
  CPOPPLER_OPEN = 0,
  /// It is damaged.
  CPOPPLER_DAMAGED = 1,
  /// It asks for a password.
  CPOPPLER_LOCKED = 2,
} cpoppler_state;

/// What a PDF says of itself beside its texts.
typedef struct {
  /// Number of pages; 0 where none can be found.
  int32_t pages;
  /// The version of the format.
  int32_t major_version;
  int32_t minor_version;
  /// Whether it asks readers not to copy its text.
  bool forbids_copying;
  /// Whether a form of the XFA kind lies beside its pages.
  bool has_xfa;
} cpoppler_facts;

/// Edges in thousandths of a point, from below.
typedef struct {
  int32_t left, lower, right, upper;
} cpoppler_edges;

/// How a page is shown.
typedef struct {
  cpoppler_edges media;
  cpoppler_edges crop;
  /// By how many degrees it is turned clockwise.
  int32_t turn;
} cpoppler_shape;

/// What ends behind a word.
typedef enum {
  CPOPPLER_LINE_ENDS = 1,
  CPOPPLER_BLOCK_ENDS = 2,
  CPOPPLER_FLOW_ENDS = 4,
} cpoppler_end;

/// Loads the tables that all documents need; children of this process share them. Poppler's complaints
/// go nowhere until a document is opened.
void cpoppler_prepare(void);

/// The version of poppler whose headers this was built with.
const char *_Nonnull cpoppler_version(void);

/// Opens a file, whatever it is. Poppler's complaints are kept with the document that was opened last.
cpoppler_document *_Nonnull cpoppler_open(const char *_Nonnull path);

/// Gives a document back.
void cpoppler_close(cpoppler_document *_Nonnull document);

/// Whether it could be opened; nothing else may be asked of one that could not.
cpoppler_state cpoppler_opened(cpoppler_document *_Nonnull document);

/// Counts and facts.
cpoppler_facts cpoppler_describe(cpoppler_document *_Nonnull document);

/// Whether there may be files inside, in its list of them or pinned to a page: looks at all pages.
bool cpoppler_has_files(cpoppler_document *_Nonnull document);

/// A text of the document's information dictionary in UTF-8, such as `Title`; empty where it has none.
cpoppler_bytes cpoppler_information(
    cpoppler_document *_Nonnull document, const char *_Nonnull name);

/// A date of that dictionary in ISO 8601, or as it stands where it is no date.
cpoppler_bytes cpoppler_date(cpoppler_document *_Nonnull document, const char *_Nonnull name);

/// The stream of XMP; empty where there is none.
cpoppler_bytes cpoppler_metadata(cpoppler_document *_Nonnull document);

/// Poppler's complaints so far, one a line.
cpoppler_bytes cpoppler_complaints(cpoppler_document *_Nonnull document);

/// How a page is shown, by its number from 1; false where it cannot be found.
bool cpoppler_page(
    cpoppler_document *_Nonnull document, int32_t number, cpoppler_shape *_Nonnull shape);

/// What people have noted on a page and its words do not show, by its number from 1, in UTF-8: the author
/// of each note, U+001F, its text, U+001E.
cpoppler_bytes cpoppler_notes(cpoppler_document *_Nonnull document, int32_t number);

/// The words of a page in the order of reading, by its number from 1.
///
/// Little-endian numbers of 32 bits: the number of words; for each word left, upper, right and lower
/// edge in thousandths of a point from above on the turned media box, the bytes of its text, and what
/// ends behind it; then all texts in UTF-8.
cpoppler_bytes cpoppler_words(cpoppler_document *_Nonnull document, int32_t number);

#ifdef __cplusplus
}
#endif

#endif
