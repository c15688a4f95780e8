// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// A few plain C functions over GMime: a mail taken apart into a flat list of its parts, with raw
// headers and decoded contents. What headers and contents mean in which charset is not asked here.
// Not thread-safe: one thread parses one mail at a time.

#ifndef CMIME_H
#define CMIME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// A mail with its parts.
typedef struct cmime_mail cmime_mail;

/// What a part is.
typedef enum {
  /// Content without parts of its own.
  CMIME_LEAF = 0,
  /// Parts one behind the other, which follow it in the list.
  CMIME_MULTIPART = 1,
  /// Another mail; its own parts are not in the list.
  CMIME_MESSAGE = 2,
} cmime_kind;

/// Bytes that live as long as the mail they are of.
typedef struct {
  const uint8_t *_Nullable bytes;
  size_t count;
} cmime_bytes;

/// Takes a mail apart; null where not even a header can be found. The bytes are not needed after the
/// call. At most `most_parts` parts are listed.
cmime_mail *_Nullable cmime_open(const uint8_t *_Nonnull bytes, size_t count, size_t most_parts);

/// Gives everything of a mail back.
void cmime_close(cmime_mail *_Nonnull mail);

/// Number of parts in the list; the first is the content of the mail itself.
size_t cmime_part_count(const cmime_mail *_Nonnull mail);

/// Whether there were more parts than are listed.
bool cmime_has_more(const cmime_mail *_Nonnull mail);

/// Number of the multipart that a part stands in; -1 for the first part.
ptrdiff_t cmime_parent(const cmime_mail *_Nonnull mail, size_t part);

/// What a part is.
cmime_kind cmime_part_kind(const cmime_mail *_Nonnull mail, size_t part);

/// Media type of a part, such as `text` and `plain`, as it was written; the right one where there is
/// none. Null-terminated strings that live as long as the mail.
const char *_Nonnull cmime_type(const cmime_mail *_Nonnull mail, size_t part);
const char *_Nonnull cmime_subtype(const cmime_mail *_Nonnull mail, size_t part);

/// Number of header lines of a part, or of the mail itself where `part` is -1.
size_t cmime_header_count(const cmime_mail *_Nonnull mail, ptrdiff_t part);

/// Name and raw value, still folded and encoded, of a header; null-terminated strings that live as
/// long as the mail.
const char *_Nullable cmime_header_name(const cmime_mail *_Nonnull mail, ptrdiff_t part,
                                        size_t header);
const char *_Nullable cmime_header_value(const cmime_mail *_Nonnull mail, ptrdiff_t part,
                                         size_t header);

/// The content of a leaf with its transfer encoding undone, or the whole mail that a part is.
/// Valid until the next call of this function or the end of the mail.
cmime_bytes cmime_content(cmime_mail *_Nonnull mail, size_t part);

/// Undoes uuencoding of the lines between `begin` and `end`; `target` has room for `count` bytes.
/// Returns how many were written.
size_t cmime_uudecode(const uint8_t *_Nonnull lines, size_t count, uint8_t *_Nonnull target);

/// Writes a date of a mail as ISO 8601 with zone, null-terminated, into at least 40 bytes; false where
/// it is none.
bool cmime_date(const char *_Nonnull value, char *_Nonnull target);

/// GMime's version, such as `3.2.13`.
void cmime_version(unsigned *_Nonnull major, unsigned *_Nonnull minor, unsigned *_Nonnull micro);

#endif
