// Licensed under the Apache License, Version 2.0; see LICENSE.

extension Script {
  /// The script of a form's first letter; `.common` where it has none.
  ///
  /// The same as `AnalyzedForm.script`, for forms that are met without their analysis, as in a term
  /// dictionary. Takes the form on the rung `exact`, UTF-8. O(length) at worst.
  public init(ofForm form: [UInt8]) {
    for scalar in String(decoding: form, as: UTF8.self).unicodeScalars where scalar.value > 0x40 {
      let isLatin = (0x61...0x7A).contains(scalar.value)
      if scalar.value < 0x80 && !isLatin { continue }
      let script = isLatin ? Script.latin : ICU.script(of: scalar.value)
      if script != .common, script != .inherited {
        self = script
        return
      }
    }
    self = .common
  }
}
