// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import ArgumentParser
internal import Extraction

/// Which fields of JSON lines, or columns of tables, mean what.
struct RecordArguments: ParsableArguments {
  @Option(
    name: .customLong("text-field"),
    help: ArgumentHelp(
      "A field of records that is their text, such as body or meta.abstract; may be repeated. With it, CSV and TSV are read row by row.",
      valueName: "name"))
  var texts: [String] = []

  @Option(help: ArgumentHelp("The field that names a record.", valueName: "name"))
  var idField: String?

  @Option(help: ArgumentHelp("The field of its title.", valueName: "name"))
  var titleField: String?

  @Option(help: ArgumentHelp("The field of its language.", valueName: "name"))
  var langField: String?

  @Option(help: ArgumentHelp("The field of its date.", valueName: "name"))
  var dateField: String?

  @Option(help: ArgumentHelp("The field that says where it comes from.", valueName: "name"))
  var sourceField: String?

  /// The choice; nil where nothing was chosen.
  var fields: RecordFields? {
    var fields = RecordFields()
    fields.text = texts
    fields.id = idField
    fields.title = titleField
    fields.language = langField
    fields.date = dateField
    fields.source = sourceField
    return fields == RecordFields() ? nil : fields
  }
}
