// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What only the C library knows of a terminal: whether a descriptor is one, and how wide it is.
// The only file of the command line with unsafe calls.

internal import Glibc
internal import SystemPackage

/// The terminal device behind a file descriptor.
struct TerminalDevice {
  /// The descriptor; not closed here.
  let descriptor: FileDescriptor

  /// Whether somebody looks at what is written.
  var isTerminal: Bool { isatty(descriptor.rawValue) == 1 }

  /// Columns of the window; nil where the device does not say.
  var columns: Int? {
    var size = winsize()
    // SAFETY: TIOCGWINSZ writes one `winsize`, which `size` is, and keeps no pointer to it.
    let status = unsafe ioctl(descriptor.rawValue, UInt(TIOCGWINSZ), &size)
    return status == 0 && size.ws_col > 0 ? Int(size.ws_col) : nil
  }
}
