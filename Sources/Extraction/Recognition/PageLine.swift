// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The pages of one picture, in a line: while some are recognized, the next are prepared, so that no core
// waits for another.

internal import FileStorage

/// Prepares and recognizes the pages of a picture.
struct PageLine: Sendable {
  /// Recognizes them.
  let recognizer: Recognizer
  /// Models that they are to be read with; empty to find them out.
  let languages: [String]
  /// Told of each page that is done, with the number of all.
  let advance: @Sendable (Int) -> Void

  /// What came of a picture.
  struct Result: Sendable {
    /// Each page as it was recognized, in order; nil for one that could not be prepared.
    var recognized: [RecognizedPage?] = []
    /// What could not be prepared.
    var gaps: [ExtractionGap] = []
    /// Why the preparation ended early; nil where it did not.
    var failure: ExtractionFailure?
  }

  private enum Step: Sendable {
    case prepared(Swift.Result<PicturePages, ExtractionFailure>)
    case recognized(index: Int, RecognizedPage)
  }

  /// What is done, and what is to do.
  private struct State {
    var result = Result()
    var count = 1
    var next: PageSource
    var isPreparing = false
    var waiting: [(page: PreparedPage, map: GrayPage)] = []
    var running = 0

    var isEverythingPrepared: Bool {
      next.wish.first >= count || result.failure != nil || Task.isCancelled
    }
  }

  /// Reads all pages of a picture.
  ///
  /// One page more than there are cores is recognized at a time, so that none waits for a file to be
  /// written; as many again lie prepared.
  /// - Parameter source: the picture, and how many pages are prepared at a time.
  /// - Returns: the pages, and what could not be read.
  func pages(of source: PageSource) async -> Result {
    let width = MachineProcessors.usable + 1
    return await withTaskGroup(of: Step.self) { group in
      var state = State(next: source)
      repeat {
        if !state.isPreparing, !state.isEverythingPrepared, state.waiting.count < width {
          prepareNext(&state, &group)
        }
        while state.running < width, !state.waiting.isEmpty { recognizeNext(&state, &group) }
        guard let step = await group.next() else { break }
        take(step, &state)
      } while state.isPreparing || state.running > 0 || !state.waiting.isEmpty
        || !state.isEverythingPrepared
      return state.result
    }
  }

  private func prepareNext(_ state: inout State, _ group: inout TaskGroup<Step>) {
    let source = state.next
    state.next.wish.first += source.wish.count
    state.isPreparing = true
    group.addTask {
      do throws(ExtractionFailure) {
        return .prepared(.success(try await recognizer.pages(of: source)))
      } catch {
        return .prepared(.failure(error))
      }
    }
  }

  private func recognizeNext(_ state: inout State, _ group: inout TaskGroup<Step>) {
    let (page, map) = state.waiting.removeFirst()
    let source = state.next
    state.running += 1
    group.addTask {
      let found = await recognizer.recognize(
        map, page, of: source, number: page.index + 1, languages: languages)
      return .recognized(index: page.index, found)
    }
  }

  private func take(_ step: Step, _ state: inout State) {
    switch step {
    case .prepared(.success(let some)):
      state.isPreparing = false
      state.count = max(state.count, min(some.count ?? 0, recognizer.limits.picturePages))
      state.waiting += some.pages
      state.result.gaps += some.gaps
      state.result.failure = some.failure
      state.result.recognized += Array(
        repeating: nil, count: max(0, state.count - state.result.recognized.count))
    case .prepared(.failure(let failure)):
      state.isPreparing = false
      state.result.failure = failure
    case .recognized(let index, let page):
      state.running -= 1
      if state.result.recognized.indices.contains(index) {
        state.result.recognized[index] = page
      }
      advance(state.count)
    }
  }
}
