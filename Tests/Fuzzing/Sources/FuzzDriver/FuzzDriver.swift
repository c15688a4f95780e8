// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// libFuzzer's loop, for programs with a main function of their own.

@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ one: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

nonisolated(unsafe) private var check: ([UInt8]) -> Void = { _ in }

/// Calls the body with whatever libFuzzer thinks of, until the time of the command line is over; a
/// trap, or an input that takes long, ends the program.
///
/// The first `own` arguments of the command line are the program's, the others libFuzzer's.
public func fuzz(own: Int = 0, _ body: @escaping ([UInt8]) -> Void) {
  precondition(own < CommandLine.argc, "the program's own arguments are there")
  check = body
  var count = CommandLine.argc - CInt(own)
  var arguments = CommandLine.unsafeArgv + own
  arguments[0] = CommandLine.unsafeArgv[0]
  _ = runDriver(&count, &arguments) { start, count in
    check(Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
  }
}
