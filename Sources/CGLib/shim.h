// GLib, for CMime alone: Swift need not see it.
#include <glib.h>
