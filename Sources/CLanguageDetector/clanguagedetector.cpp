// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The other side of include/clanguagedetector.h.

#include "clanguagedetector.h"

#include <cstdio>

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>
#include <dlfcn.h>
#include <unistd.h>

namespace {

// CLD2, opened once. Its functions are looked up by the names that their types have in the ABI of C++ on Linux.
struct Library {
  decltype(&CLD2::ExtDetectLanguageSummaryCheckUTF8) detect = nullptr;
  decltype(&CLD2::LanguageCode) code = nullptr;
  decltype(&CLD2::DetectLanguageVersion) version = nullptr;

  Library() {
    // The code looks its tables up among all libraries: those of `cld2_full` must be there first, or it finds its own,
    // in which most languages are missing.
    void *tables = dlopen("libcld2_full.so.0", RTLD_NOW | RTLD_GLOBAL);
    void *library = tables ? dlopen("libcld2.so.0", RTLD_NOW | RTLD_GLOBAL) : nullptr;
    if (library) {
      find(library, detect,
           "_ZN4CLD233ExtDetectLanguageSummaryCheckUTF8EPKcibPKNS_8CLDHintsEiPNS_8LanguageEPiPdPSt6vector"
           "INS_11ResultChunkESaISA_EES7_PbS7_");
      find(library, code, "_ZN4CLD212LanguageCodeENS_8LanguageE");
      find(library, version, "_ZN4CLD221DetectLanguageVersionEv");
    }
    if (detect && code && version) return;
    const char *message = dlerror();
    fprintf(stderr, "error while loading the language detector: %s; install libcld2-0\n",
            message ? message : "a function of it is missing");
    _exit(127);
  }

  template <typename Function>
  static void find(void *library, Function &function, const char *name) {
    function = reinterpret_cast<Function>(dlsym(library, name));
  }

  static const Library &shared() {
    static const Library library;
    return library;
  }
};

}  // namespace

cld_answer cld_detect(const char *text, int32_t length) {
  const Library &library = Library::shared();
  cld_answer answer = {};
  CLD2::Language languages[3];
  int percents[3];
  double scores[3];
  CLD2::CLDHints hints = {nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
  int text_bytes = 0;
  int valid_bytes = 0;
  bool is_reliable = false;
  library.detect(text, length, true, &hints, CLD2::kCLDFlagBestEffort, languages, percents, scores, nullptr, &text_bytes,
                 &is_reliable, &valid_bytes);
  for (int i = 0; i < 3; i++) {
    answer.languages[i] = {library.code(languages[i]), percents[i], scores[i]};
  }
  answer.text_bytes = text_bytes;
  answer.is_reliable = is_reliable;
  return answer;
}

const char *cld_version(void) { return Library::shared().version(); }
