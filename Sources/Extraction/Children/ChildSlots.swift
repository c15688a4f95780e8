// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// How much of the machine the programs that read files may take together. Each runs under a limit of
// address space; the limits of all that run at a time fit into one amount, so that no file, however
// hostile, and no number of files at once can take more.

internal import FileStorage

/// How many programs run at a time, whoever wants them: three for each two processor cores, and no more
/// than there is memory for.
///
/// Files inside files, pages and documents are read side by side; without this, each level would
/// multiply the processes of the one above. A sandbox waits for the kernel while it is set up and taken
/// down: with one program more than cores, no core waits with it.
actor ChildSlots {
  /// The slots of this machine: three for each two cores, and half of the memory that this process may use.
  static let shared = ChildSlots(
    count: MachineProcessors.usable * 3 / 2,
    memory: MachineMemory.usable / 2)

  /// The least address space, in bytes, with which every program starts and reads ordinary files.
  static let leastMemory = 1 << 30

  /// Memory of all programs together, in bytes.
  nonisolated let memory: Int
  private var free: Int
  private var freeMemory: Int
  private var waiting: [Waiting] = []

  private struct Waiting {
    var memory: Int
    var turn: CheckedContinuation<Void, Never>
  }

  /// Makes so many slots, at least 1, for programs that take so many bytes together, at least
  /// `leastMemory`.
  init(count: Int, memory: Int) {
    self.memory = max(Self.leastMemory, memory)
    free = max(1, count)
    freeMemory = self.memory
  }

  /// Runs `body` in a slot, as soon as there is one, in the order of asking.
  ///
  /// - Parameters:
  ///   - memory: what the program may take, in bytes; more than all counts as all.
  ///   - body: what is done in the slot.
  /// - Returns: what `body` gives.
  /// - Throws: what `body` throws.
  nonisolated func whileHeld<Result: Sendable, Failure: Error>(
    memory: Int, _ body: () async throws(Failure) -> Result
  ) async throws(Failure) -> Result {
    let memory = min(memory, self.memory)
    await take(memory)
    do throws(Failure) {
      let result = try await body()
      await giveBack(memory)
      return result
    } catch {
      await giveBack(memory)
      throw error
    }
  }

  private func take(_ memory: Int) async {
    if waiting.isEmpty, fits(memory) { return reserve(memory) }
    await withCheckedContinuation { waiting.append(Waiting(memory: memory, turn: $0)) }
  }

  private func giveBack(_ memory: Int) {
    free += 1
    freeMemory += memory
    while let first = waiting.first, fits(first.memory) {
      reserve(first.memory)
      waiting.removeFirst().turn.resume()
    }
  }

  private func fits(_ memory: Int) -> Bool { free > 0 && memory <= freeMemory }

  private func reserve(_ memory: Int) {
    free -= 1
    freeMemory -= memory
  }
}
