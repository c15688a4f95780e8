// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The program that reads foreign files for `handbill`, one process a file: its parsers are linked into
// this program, and never into the one that holds the archive.

internal import Glibc
internal import ReaderProcess
internal import Readers

exit(ReaderWork.run(FileReaders.self, Array(CommandLine.arguments.dropFirst())))
