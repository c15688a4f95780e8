// Licensed under the Apache License, Version 2.0; see LICENSE.

#ifndef CMACHINE_H
#define CMACHINE_H

/// Has blocks of a megabyte and more given back to the system as they are freed, where the C library can be
/// told to.
void cmachine_give_back_large_blocks(void);

/// The processors that this process may run on; less than 1 where that is not known.
int cmachine_usable_processors(void);

#endif
