// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The program that reads PDF files for `handbill`, one process a file. Poppler is linked into it and into
// no other: it is under the GPL, and so is this program as it is built.

internal import Glibc
internal import PopplerReader
internal import ReaderProcess

exit(ReaderWork.run(PopplerReader.self, Array(CommandLine.arguments.dropFirst())))
