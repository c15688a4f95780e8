// Licensed under the Apache License, Version 2.0; see LICENSE.

extension Script {
  /// The script of a form's first letter; `.common` where it has none.
  ///
  /// The same as `AnalyzedForm.script`, for forms that are met without their analysis, as in a term
  /// dictionary. Takes the form on the rung `exact`, UTF-8. O(length) at worst.
  public init(ofForm form: [UInt8]) {
    var codePoints: [UInt32] = []
    codePoints.decode(form.span)
    self.init(ofCodePoints: codePoints)
  }

  /// See `init(ofForm:)`; takes the form as code points.
  init(ofCodePoints codePoints: [UInt32]) {
    for codePoint in codePoints where codePoint > 0x40 {
      let isLatin = (0x61...0x7A).contains(codePoint)
      if codePoint < 0x80 && !isLatin { continue }
      let script = isLatin ? Script.latin : ICU.script(of: codePoint)
      if script != .common, script != .inherited {
        self = script
        return
      }
    }
    self = .common
  }
}
