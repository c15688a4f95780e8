// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import CMachine

/// The processors that this process may use.
package enum MachineProcessors {
  /// How many there are, at least 1: those that it may run on, which may be fewer than the machine has.
  ///
  /// Source: sched_getaffinity(2).
  package static var usable: Int { max(Int(cmachine_usable_processors()), 1) }
}
