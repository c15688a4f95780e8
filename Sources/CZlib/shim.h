#include <zlib.h>

// inflateInit2 is a macro, which Swift cannot call.
static inline int handbill_inflate_begin(z_stream *stream, int window) {
  return inflateInit2(stream, window);
}
