// Debian's libxml2 is built with ICU, and its headers would bring ICU's types with them, which clash
// with those of Foundation's own ICU. Without them only the layout of an encoding handler differs,
// which nothing here looks into.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/tree.h>
#include <libxml/parserInternals.h>
