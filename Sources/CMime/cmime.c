// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The other side of include/cmime.h.

#include "cmime.h"

#include <stdlib.h>
#include <string.h>

#include <gmime/gmime.h>

typedef struct {
  GMimeObject *object;
  ptrdiff_t parent;
} part;

struct cmime_mail {
  GMimeMessage *message;
  GArray *parts;
  size_t most_parts;
  bool has_more;
  bool has_dos_lines;
  GByteArray *content;
};

static part *at(const cmime_mail *mail, size_t index) {
  return &g_array_index(mail->parts, part, index);
}

/// GMime nests multiparts 1,024 deep at most, so this does too.
static void list(cmime_mail *mail, GMimeObject *object, ptrdiff_t parent) {
  if (mail->parts->len >= mail->most_parts) {
    mail->has_more = true;
    return;
  }
  part found = {object, parent};
  ptrdiff_t number = mail->parts->len;
  g_array_append_val(mail->parts, found);
  if (!GMIME_IS_MULTIPART(object)) return;
  GMimeMultipart *multipart = GMIME_MULTIPART(object);
  int count = g_mime_multipart_get_count(multipart);
  for (int index = 0; index < count && !mail->has_more; index++)
    list(mail, g_mime_multipart_get_part(multipart, index), number);
}

cmime_mail *cmime_open(const uint8_t *bytes, size_t count, size_t most_parts) {
  if (count > G_MAXUINT) return NULL;
  g_mime_init();
  GMimeStream *stream = g_mime_stream_mem_new();
  // The array is lent: the stream only reads it, and is gone when this function returns, because the
  // parser copies what it keeps of a stream that does not persist.
  GByteArray lent = {(guint8 *)bytes, (guint)count};
  g_mime_stream_mem_set_byte_array(GMIME_STREAM_MEM(stream), &lent);
  GMimeParser *parser = g_mime_parser_new_with_stream(stream);
  g_mime_parser_set_persist_stream(parser, FALSE);
  GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);
  g_object_unref(parser);
  g_object_unref(stream);
  if (!message) return NULL;
  cmime_mail *mail = calloc(1, sizeof(cmime_mail));
  if (!mail) abort();
  mail->message = message;
  mail->parts = g_array_new(FALSE, FALSE, sizeof(part));
  mail->most_parts = most_parts;
  const uint8_t *end = memchr(bytes, '\n', count);
  mail->has_dos_lines = end && end > bytes && end[-1] == '\r';
  GMimeObject *root = g_mime_message_get_mime_part(message);
  if (root) list(mail, root, -1);
  return mail;
}

void cmime_close(cmime_mail *mail) {
  if (mail->content) g_byte_array_unref(mail->content);
  g_array_unref(mail->parts);
  g_object_unref(mail->message);
  free(mail);
}

size_t cmime_part_count(const cmime_mail *mail) { return mail->parts->len; }

bool cmime_has_more(const cmime_mail *mail) { return mail->has_more; }

ptrdiff_t cmime_parent(const cmime_mail *mail, size_t index) { return at(mail, index)->parent; }

cmime_kind cmime_part_kind(const cmime_mail *mail, size_t index) {
  GMimeObject *object = at(mail, index)->object;
  if (GMIME_IS_MULTIPART(object)) return CMIME_MULTIPART;
  return GMIME_IS_MESSAGE_PART(object) ? CMIME_MESSAGE : CMIME_LEAF;
}

const char *cmime_type(const cmime_mail *mail, size_t index) {
  GMimeContentType *type = g_mime_object_get_content_type(at(mail, index)->object);
  const char *name = type ? g_mime_content_type_get_media_type(type) : NULL;
  return name ? name : "text";
}

const char *cmime_subtype(const cmime_mail *mail, size_t index) {
  GMimeContentType *type = g_mime_object_get_content_type(at(mail, index)->object);
  const char *name = type ? g_mime_content_type_get_media_subtype(type) : NULL;
  return name ? name : "plain";
}

static GMimeHeaderList *headers(const cmime_mail *mail, ptrdiff_t index) {
  return g_mime_object_get_header_list(index < 0 ? GMIME_OBJECT(mail->message)
                                                 : at(mail, (size_t)index)->object);
}

size_t cmime_header_count(const cmime_mail *mail, ptrdiff_t index) {
  return (size_t)g_mime_header_list_get_count(headers(mail, index));
}

const char *cmime_header_name(const cmime_mail *mail, ptrdiff_t index, size_t header) {
  return g_mime_header_get_name(g_mime_header_list_get_header_at(headers(mail, index), (int)header));
}

const char *cmime_header_value(const cmime_mail *mail, ptrdiff_t index, size_t header) {
  return g_mime_header_get_raw_value(
      g_mime_header_list_get_header_at(headers(mail, index), (int)header));
}

cmime_bytes cmime_content(cmime_mail *mail, size_t index) {
  GMimeObject *object = at(mail, index)->object;
  if (mail->content) g_byte_array_unref(mail->content);
  mail->content = g_byte_array_new();
  GMimeStream *stream = g_mime_stream_mem_new_with_byte_array(mail->content);
  g_mime_stream_mem_set_owner(GMIME_STREAM_MEM(stream), FALSE);
  if (GMIME_IS_MESSAGE_PART(object)) {
    GMimeMessage *inner = g_mime_message_part_get_message(GMIME_MESSAGE_PART(object));
    GMimeFormatOptions *options = g_mime_format_options_new();
    if (mail->has_dos_lines)
      g_mime_format_options_set_newline_format(options, GMIME_NEWLINE_FORMAT_DOS);
    if (inner) g_mime_object_write_to_stream(GMIME_OBJECT(inner), options, stream);
    g_mime_format_options_free(options);
  } else if (GMIME_IS_PART(object)) {
    GMimeDataWrapper *content = g_mime_part_get_content(GMIME_PART(object));
    if (content) g_mime_data_wrapper_write_to_stream(content, stream);
  }
  g_object_unref(stream);
  // Of the line end before a boundary, GMime leaves the first half with a mail inside a mail.
  guint count = mail->content->len;
  if (GMIME_IS_MESSAGE_PART(object) && count > 0 && mail->content->data[count - 1] == '\r')
    g_byte_array_set_size(mail->content, count - 1);
  return (cmime_bytes){mail->content->data, mail->content->len};
}

size_t cmime_uudecode(const uint8_t *lines, size_t count, uint8_t *target) {
  int state = GMIME_UUDECODE_STATE_BEGIN;
  guint32 save = 0;
  return g_mime_encoding_uudecode_step(lines, count, target, &state, &save);
}

bool cmime_date(const char *value, char *target) {
  GDateTime *date = g_mime_utils_header_decode_date(value);
  if (!date) return false;
  gchar *text = g_date_time_format(date, "%Y-%m-%dT%H:%M:%S%:z");
  g_date_time_unref(date);
  bool fits = text && strlen(text) < 40;
  if (fits) strcpy(target, text);
  g_free(text);
  return fits;
}

void cmime_version(unsigned *major, unsigned *minor, unsigned *micro) {
  *major = gmime_major_version;
  *minor = gmime_minor_version;
  *micro = gmime_micro_version;
}
