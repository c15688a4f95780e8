// Licensed under the Apache License, Version 2.0; see LICENSE.

/// The program as files of layout name it.
package enum LayoutProgram {
  /// Its name.
  ///
  /// In files that bear it, the space between words is exactly that of the text.
  package static let name = "Handbill"
}
