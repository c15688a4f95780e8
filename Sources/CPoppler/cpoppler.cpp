// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The other side of include/cpoppler.h, over the classes that pdftotext and pdfinfo are made of: the
// interfaces that poppler keeps stable give words without their lines and blocks.

#include "cpoppler.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <memory>
#include <string>

#include <Catalog.h>
#include <DateInfo.h>
#include <Error.h>
#include <ErrorCodes.h>
#include <GlobalParams.h>
#include <PDFDoc.h>
#include <Page.h>
#include <TextOutputDev.h>
#include <UTF.h>

struct cpoppler_document {
  std::unique_ptr<PDFDoc> pdf;
  std::string answer;
};

/// Complaints about the document that was opened last, of at most this many bytes.
static std::string complaints;
static constexpr size_t most_complaints = 64 << 10;

static void complain(ErrorCategory, Goffset, const char *message) {
  if (complaints.size() < most_complaints) complaints.append(message).append("\n");
}

static cpoppler_bytes bytes(const std::string &text) {
  return {reinterpret_cast<const uint8_t *>(text.data()), text.size()};
}

void cpoppler_prepare(void) {
  if (!globalParams) globalParams = std::make_unique<GlobalParams>();
  setErrorCallback(complain);
}

const char *cpoppler_version(void) { return POPPLER_VERSION; }

cpoppler_document *cpoppler_open(const char *path) {
  cpoppler_prepare();
  complaints.clear();
  auto document = new cpoppler_document;
  document->pdf = std::make_unique<PDFDoc>(std::make_unique<GooString>(path));
  return document;
}

void cpoppler_close(cpoppler_document *document) { delete document; }

cpoppler_state cpoppler_opened(cpoppler_document *document) {
  if (document->pdf->isOk()) return CPOPPLER_OPEN;
  return document->pdf->getErrorCode() == errEncrypted ? CPOPPLER_LOCKED : CPOPPLER_DAMAGED;
}

/// Whether a file is pinned to a page: a note with a file in it.
static bool has_file(Page *page) {
  const Object notes = page->getAnnotsObject();
  if (!notes.isArray()) return false;
  for (int i = 0; i < notes.arrayGetLength(); i++) {
    const Object note = notes.arrayGet(i);
    if (note.isDict() && note.dictLookup("Subtype").isName("FileAttachment")) return true;
  }
  return false;
}

bool cpoppler_has_files(cpoppler_document *document) {
  PDFDoc &pdf = *document->pdf;
  if (pdf.getCatalog()->numEmbeddedFiles() > 0) return true;
  for (int number = 1; number <= pdf.getNumPages(); number++) {
    Page *page = pdf.getPage(number);
    if (!page || has_file(page)) return true;
  }
  return false;
}

cpoppler_facts cpoppler_describe(cpoppler_document *document) {
  PDFDoc &pdf = *document->pdf;
  cpoppler_facts facts = {};
  facts.pages = std::max(0, pdf.getNumPages());
  facts.major_version = pdf.getPDFMajorVersion();
  facts.minor_version = pdf.getPDFMinorVersion();
  facts.forbids_copying = pdf.isEncrypted() && !pdf.okToCopy(true);
  facts.has_xfa = pdf.getCatalog()->getFormType() == Catalog::XfaForm;
  return facts;
}

/// Appends a character in UTF-8; one that is none becomes U+FFFD.
static void append(std::string &text, Unicode scalar) {
  if (scalar > 0x10FFFF || (scalar >= 0xD800 && scalar < 0xE000)) scalar = 0xFFFD;
  if (scalar < 0x80) {
    text += char(scalar);
  } else if (scalar < 0x800) {
    text += {char(0xC0 | scalar >> 6), char(0x80 | (scalar & 0x3F))};
  } else if (scalar < 0x10000) {
    text += {char(0xE0 | scalar >> 12), char(0x80 | (scalar >> 6 & 0x3F)), char(0x80 | (scalar & 0x3F))};
  } else {
    text += {char(0xF0 | scalar >> 18), char(0x80 | (scalar >> 12 & 0x3F)),
             char(0x80 | (scalar >> 6 & 0x3F)), char(0x80 | (scalar & 0x3F))};
  }
}

/// Appends a text as PDF writes texts, in whatever of its charsets.
static void append(std::string &text, const GooString &stored) {
  Unicode *scalars = nullptr;
  const int count = TextStringToUCS4(stored.toStr(), &scalars);
  for (int i = 0; i < count; i++) append(text, scalars[i]);
  gfree(scalars);
}

cpoppler_bytes cpoppler_information(cpoppler_document *document, const char *name) {
  document->answer.clear();
  if (const auto text = document->pdf->getDocInfoStringEntry(name)) append(document->answer, *text);
  return bytes(document->answer);
}

cpoppler_bytes cpoppler_date(cpoppler_document *document, const char *name) {
  document->answer.clear();
  const auto text = document->pdf->getDocInfoStringEntry(name);
  if (!text) return bytes(document->answer);
  int year, month, day, hour, minute, second, zone_hour, zone_minute;
  char zone;
  if (!parseDateString(text.get(), &year, &month, &day, &hour, &minute, &second, &zone, &zone_hour,
                       &zone_minute)) {
    return cpoppler_information(document, name);
  }
  char date[128];
  int length = snprintf(date, sizeof date, "%04d-%02d-%02dT%02d:%02d:%02d", year, month, day, hour,
                        minute, second);
  if (zone_hour == 0 && zone_minute == 0) {
    length += snprintf(date + length, sizeof date - length, "Z");
  } else {
    length += snprintf(date + length, sizeof date - length, "%c%02d", zone, zone_hour);
    if (zone_minute) snprintf(date + length, sizeof date - length, ":%02d", zone_minute);
  }
  document->answer = date;
  return bytes(document->answer);
}

cpoppler_bytes cpoppler_metadata(cpoppler_document *document) {
  const auto text = document->pdf->readMetadata();
  document->answer = text ? text->toStr() : std::string();
  return bytes(document->answer);
}

cpoppler_bytes cpoppler_complaints(cpoppler_document *) { return bytes(complaints); }

/// A coordinate in thousandths, cut off as decimal digits are; a kilometre or so at most.
static int32_t thousandths(double value) {
  if (!std::isfinite(value)) return 0;
  const double rounded = std::copysign(std::fabs(value) * 1000 + 0.0005, value);
  return int32_t(std::clamp(rounded, -1e9, 1e9));
}

static cpoppler_edges edges(const PDFRectangle &box) {
  const auto [left, right] = std::minmax(box.x1, box.x2);
  const auto [lower, upper] = std::minmax(box.y1, box.y2);
  return {thousandths(left), thousandths(lower), thousandths(right), thousandths(upper)};
}

bool cpoppler_page(cpoppler_document *document, int32_t number, cpoppler_shape *shape) {
  Page *page = document->pdf->getPage(number);
  if (!page) return false;
  *shape = {edges(*page->getMediaBox()), edges(*page->getCropBox()), page->getRotate()};
  return true;
}

/// Whether the text of a note of this kind is shown nowhere on the page until somebody opens it.
static bool is_closed(const Object &kind) {
  static constexpr const char *kinds[] = {
      "Caret", "Circle", "FileAttachment", "Highlight", "Ink", "Line", "PolyLine", "Polygon",
      "Sound", "Square", "Squiggly", "Stamp", "StrikeOut", "Text", "Underline"};
  return std::any_of(std::begin(kinds), std::end(kinds),
                     [&](const char *name) { return kind.isName(name); });
}

/// Appends a text of a note without the characters that end it.
static void append_part(std::string &answer, const Object &part, char end) {
  std::string text;
  if (part.isString()) append(text, *part.getString());
  std::replace(text.begin(), text.end(), '\x1E', ' ');
  std::replace(text.begin(), text.end(), '\x1F', ' ');
  answer += text + end;
}

/// Most bytes of the notes of a page.
static constexpr size_t most_notes = 16 << 20;

cpoppler_bytes cpoppler_notes(cpoppler_document *document, int32_t number) {
  document->answer.clear();
  Page *page = document->pdf->getPage(number);
  const Object notes = page ? page->getAnnotsObject() : Object();
  const int count = notes.isArray() ? notes.arrayGetLength() : 0;
  for (int i = 0; i < count && document->answer.size() < most_notes; i++) {
    const Object note = notes.arrayGet(i);
    if (!note.isDict() || !is_closed(note.dictLookup("Subtype"))) continue;
    const Object text = note.dictLookup("Contents");
    if (!text.isString()) continue;
    append_part(document->answer, note.dictLookup("T"), '\x1F');
    append_part(document->answer, text, '\x1E');
  }
  return bytes(document->answer);
}

static void append_number(std::string &bytes, uint32_t value) {
  bytes += {char(value), char(value >> 8), char(value >> 16), char(value >> 24)};
}

/// Appends a word's place, and its text to the texts.
static void append(std::string &places, std::string &texts, const TextWord &word, uint32_t ends) {
  double left, upper, right, lower;
  word.getBBox(&left, &upper, &right, &lower);
  for (double edge : {left, upper, right, lower}) append_number(places, uint32_t(thousandths(edge)));
  const size_t start = texts.size();
  for (int i = 0; i < word.getLength(); i++) append(texts, *word.getChar(i));
  append_number(places, uint32_t(texts.size() - start));
  append_number(places, ends);
}

cpoppler_bytes cpoppler_words(cpoppler_document *document, int32_t number) {
  TextOutputDev device(nullptr, false, 0, false, false, false);
  document->pdf->displayPage(&device, number, 72, 72, 0, true, false, false);
  std::string places, texts;
  uint32_t count = 0;
  for (const TextFlow *flow = device.getFlows(); flow; flow = flow->getNext()) {
    for (const TextBlock *block = flow->getBlocks(); block; block = block->getNext()) {
      for (const TextLine *line = block->getLines(); line; line = line->getNext()) {
        for (const TextWord *word = line->getWords(); word; word = word->getNext()) {
          uint32_t ends = 0;
          if (!word->getNext()) {
            ends = CPOPPLER_LINE_ENDS;
            if (!line->getNext()) ends |= CPOPPLER_BLOCK_ENDS;
            if (!line->getNext() && !block->getNext()) ends |= CPOPPLER_FLOW_ENDS;
          }
          append(places, texts, *word, ends);
          count++;
        }
      }
    }
  }
  document->answer.clear();
  append_number(document->answer, count);
  document->answer += places;
  document->answer += texts;
  return bytes(document->answer);
}
