// Licensed under the Apache License, Version 2.0; see LICENSE.

/// What errors of readers of bytes that are in no file name.
let testName = Array("test".utf8)
