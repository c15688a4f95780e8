// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import FoundationEssentials

/// How many programs run at a time, whoever wants them: three for each two processor cores.
///
/// Files inside files, pages and documents are read side by side; without this, each level would
/// multiply the processes of the one above. A sandbox waits for the kernel while it is set up and taken
/// down: with one program more than cores, no core waits with it.
actor ChildSlots {
  /// The slots of this machine.
  static let shared = ChildSlots(count: ProcessInfo.processInfo.activeProcessorCount * 3 / 2)

  private var free: Int
  private var waiting: [CheckedContinuation<Void, Never>] = []

  /// Makes so many slots, at least 1.
  init(count: Int) { free = max(1, count) }

  /// Runs `body` in a slot, as soon as there is one.
  nonisolated func whileHeld<Result: Sendable, Failure: Error>(
    _ body: () async throws(Failure) -> Result
  ) async throws(Failure) -> Result {
    await take()
    do throws(Failure) {
      let result = try await body()
      await giveBack()
      return result
    } catch {
      await giveBack()
      throw error
    }
  }

  private func take() async {
    if free > 0 {
      free -= 1
      return
    }
    await withCheckedContinuation { waiting.append($0) }
  }

  private func giveBack() {
    if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
  }
}
