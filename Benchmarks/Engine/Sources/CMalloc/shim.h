// Licensed under the Apache License, Version 2.0; see LICENSE.

// glibc's settings of its allocator, which Swift's Glibc leaves out.
#include <malloc.h>
