// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Swift's `Mutex` takes a free lock in code of ours, which the sanitizer sees, but waits for a taken
// one in the library Synchronization, which is not built for it: every lock that had to be waited
// for would be reported as a race. These functions stand before the library's, of the same names,
// and tell the sanitizer what they do. The names are those of Swift 6's stable ABI on Linux.

#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdbool.h>
#include <stdint.h>

#include "mutex_sanitizer.h"

#define LOCK "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define TRY_LOCK "$s15Synchronization12_MutexHandleV12_tryLockSlowSbyF"
#define UNLOCK "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"

#define SWIFT __attribute__((swiftcall))
#define SELF __attribute__((swift_context))

extern void __tsan_acquire(void *address);
extern void __tsan_release(void *address);

typedef SWIFT void (*Lock)(uint32_t thread, SELF void *mutex);
typedef SWIFT bool (*TryLock)(SELF void *mutex);
typedef SWIFT void (*Unlock)(SELF void *mutex);

static Lock wait_for_lock;
static TryLock try_lock;
static Unlock wake_waiter;

__attribute__((constructor)) static void find_library(void) {
  wait_for_lock = (Lock)dlsym(RTLD_NEXT, LOCK);
  try_lock = (TryLock)dlsym(RTLD_NEXT, TRY_LOCK);
  wake_waiter = (Unlock)dlsym(RTLD_NEXT, UNLOCK);
}

SWIFT void sanitized_lock(uint32_t thread, SELF void *mutex) __asm__(LOCK);
SWIFT bool sanitized_try_lock(SELF void *mutex) __asm__(TRY_LOCK);
SWIFT void sanitized_unlock(SELF void *mutex) __asm__(UNLOCK);

SWIFT void sanitized_lock(uint32_t thread, SELF void *mutex) {
  wait_for_lock(thread, mutex);
  __tsan_acquire(mutex);
}

SWIFT bool sanitized_try_lock(SELF void *mutex) {
  bool taken = try_lock(mutex);
  if (taken) __tsan_acquire(mutex);
  return taken;
}

SWIFT void sanitized_unlock(SELF void *mutex) {
  __tsan_release(mutex);
  wake_waiter(mutex);
}
