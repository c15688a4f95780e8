// Licensed under the Apache License, Version 2.0; see LICENSE.

extension RecognitionModel {
  /// The models that tesseract has on this machine, by name; none where it is not installed.
  package static func installed() async -> [RecognitionModel] {
    await TesseractInstallation.current().models.sorted { $0.name < $1.name }
  }
}
