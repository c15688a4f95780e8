#include <archive.h>
#include <archive_entry.h>
#include <locale.h>

// libarchive gives names in the charset of the C locale, and Swift programs do not set one.
static inline int handbill_names_in_utf8(void) { return setlocale(LC_CTYPE, "C.UTF-8") != 0; }
