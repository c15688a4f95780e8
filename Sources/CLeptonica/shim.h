// Leptonica: decodes pictures of many formats and straightens them for text recognition.
#include <leptonica/allheaders.h>
