// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Nothing to call: the target takes effect by being linked.
