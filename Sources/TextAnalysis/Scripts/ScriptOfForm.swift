// Licensed under the Apache License, Version 2.0; see LICENSE.

extension Script {
  /// The script of a form's first letter; `.common` where it has none.
  ///
  /// The same as `AnalyzedForm.script`, for forms that are met without their analysis, as in a term
  /// dictionary. Takes the form on the rung `exact`, UTF-8. O(length) at worst.
  public init(ofForm form: [UInt8]) { self.init(ofForm: form.span) }

  /// See `init(ofForm:)`.
  package init(ofForm form: Span<UInt8>) {
    var index = 0
    while index < form.count {
      let scalar = form.decodeScalar(at: index)
      index += scalar.length
      if scalar.codePoint < 0x80 {
        guard (0x61...0x7A).contains(scalar.codePoint) else { continue }
        self = .latin
        return
      }
      let script = ICU.script(of: scalar.codePoint)
      if script != .common, script != .inherited {
        self = script
        return
      }
    }
    self = .common
  }
}
