// Licensed under the Apache License, Version 2.0; see LICENSE.

/// Reads files that were found inside another side by side, and gives out what came of them in the
/// order of the original.
///
/// The first file is always read; those beside it are few in the whole original, however many containers
/// lie in one another: each that is open holds a file open and the text that waits for its turn.
struct PartsInOrder {
  private let run: ExtractionRun
  private let chain: [String]
  private let sink: ExtractionRun.Sink
  private var tasks: [Task<[ExtractedPart], Never>] = []
  private var count = 0

  /// Parts of the file that `chain` leads to.
  init(run: ExtractionRun, chain: [String], sink: @escaping ExtractionRun.Sink) {
    self.run = run
    self.chain = chain
    self.sink = sink
  }

  /// Gives out a part that is there already.
  mutating func add(_ part: ExtractedPart) async { await start { [part] } }

  /// Begins to read a file.
  mutating func read(_ member: SpooledMember) async {
    let (run, chain) = (run, chain)
    await start { await run.readMember(member, chain: chain) }
  }

  /// Waits for all; returns how many parts there were.
  mutating func finish() async -> Int {
    while !tasks.isEmpty { await giveOut() }
    return count
  }

  private mutating func start(_ work: @escaping @Sendable () async -> [ExtractedPart]) async {
    while !tasks.isEmpty, !run.budget.takeReader() { await giveOut() }
    tasks.append(Task(operation: work))
  }

  private mutating func giveOut() async {
    let first = tasks.removeFirst()
    let parts = await withTaskCancellationHandler {
      await first.value
    } onCancel: {
      first.cancel()
    }
    // The next one is the first now.
    if !tasks.isEmpty { run.budget.returnReader() }
    count += parts.count
    for part in parts { await sink(part) }
  }
}
