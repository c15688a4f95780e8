// Licensed under the Apache License, Version 2.0; see LICENSE.

#ifndef CMEMORY_H
#define CMEMORY_H

/// Has blocks of a megabyte and more given back to the system as they are freed, where the C library can be
/// told to.
void cmemory_give_back_large_blocks(void);

#endif
