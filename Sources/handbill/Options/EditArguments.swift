// Licensed under the Apache License, Version 2.0; see LICENSE.

internal import ArgumentParser
internal import Catalog
internal import FileStorage
internal import FoundationEssentials

/// Who is at work; the same for every command that writes to the archive.
struct AuthorArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Who is at work, for the log.",
      discussion: "Default: HANDBILL_USER, or your name on this machine.", valueName: "name"))
  var user: String?

  /// The person.
  ///
  /// - Throws: `CatalogError.unusable` for an empty name.
  func author() throws -> Author {
    if let user { return try Author(name: user) }
    let variable = ProcessInfo.processInfo.environment["HANDBILL_USER"] ?? ""
    return variable.isEmpty ? .login : try Author(name: variable)
  }
}

/// Who changes documents, and why.
struct EditArguments: ParsableArguments {
  @Option(
    name: [.customShort("m"), .long],
    help: ArgumentHelp("Why, for the log.", valueName: "text"))
  var message: String?

  @OptionGroup var author: AuthorArguments

  /// The options of the catalog.
  func options() throws -> EditOptions {
    var options = EditOptions()
    options.author = try author.author()
    options.message = message.flatMap { $0.isEmpty ? nil : $0 }
    options.jobs = MachineProcessors.usable
    return options
  }
}

/// A name of metadata and a value, as `--set title=Meals` takes them.
struct AssignmentArgument: Sendable {
  /// The name.
  let key: MetadataKey
  /// The value; empty to take away what is there.
  let value: String

  /// Reads `NAME=VALUE`.
  ///
  /// - Throws: a `ValidationError` that says what is taken.
  init(argument: String) throws {
    guard let sign = argument.firstIndex(of: "=") else {
      throw ValidationError(
        "'\(SafeText.inline(argument))' is no NAME=VALUE, such as title='Free meals'.")
    }
    key = try MetadataKeyArgument(argument: String(argument[..<sign])).key
    value = String(argument[argument.index(after: sign)...])
  }
}

/// A name of metadata, as `--missing place` takes it.
struct MetadataKeyArgument: Sendable {
  /// The name.
  let key: MetadataKey

  /// Reads a name.
  ///
  /// - Throws: a `ValidationError` that says what is taken.
  init(argument: String) throws {
    do throws(CatalogError) { key = try MetadataKey(argument) } catch {
      throw ValidationError(SafeText.inline("\(error)") + ".")
    }
  }
}
