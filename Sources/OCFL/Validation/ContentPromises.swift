// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What the inventories of an object promise of its files, and whether the files keep it (§ 3.5.2,
// 3.5.4).

internal import FileStorage

/// Which digests the inventories of an object give for each content path.
struct ContentPromises {
  /// One digest that a file must have.
  struct Promise {
    var algorithm: DigestAlgorithm
    /// In lower case.
    var digest: String
    /// The code for a breach: `E092` for a manifest, `E093` for a fixity block.
    var code: String
    /// The inventory that gives the digest.
    var inventory: String
  }

  private(set) var byPath: [PathBytes: [Promise]] = [:]

  /// Takes in all that an inventory says; what one before has said too is kept once.
  mutating func add(_ inventory: Inventory, _ place: String) {
    add(inventory.manifest, inventory.digestAlgorithm, "E092", place)
    for (name, block) in inventory.fixity {
      if let algorithm = DigestAlgorithm(rawValue: name) { add(block, algorithm, "E093", place) }
    }
  }

  private mutating func add(
    _ block: [String: [String]], _ algorithm: DigestAlgorithm, _ code: String, _ place: String
  ) {
    for (digest, paths) in block {
      let promise = Promise(
        algorithm: algorithm, digest: digest.lowercased(), code: code, inventory: place)
      for path in paths {
        byPath[PathBytes(path), default: []].append(
          unless: {
            $0.code == code && $0.algorithm == algorithm && $0.digest == promise.digest
          }, promise)
      }
    }
  }
}

extension [ContentPromises.Promise] {
  fileprivate mutating func append(unless isKnown: (Element) -> Bool, _ promise: Element) {
    if !contains(where: isKnown) { append(promise) }
  }
}

extension ObjectValidator {
  /// Each file must be in the manifest, each path of manifest and fixity must be a file.
  mutating func checkManifest() {
    for file in contentFiles.sorted() where !namedFiles.contains(file) {
      report("E023", file.text, "the manifest does not name the file")
    }
    let missing = promises.byPath.filter { !contentFiles.contains($0.key) }
    for (path, promises) in missing.sorted(by: { $0.key < $1.key }) {
      for code in Set(promises.map(\.code)).sorted() {
        report(code, path.text, "the inventory names the file, but it is missing")
      }
    }
  }

  /// Reads every file once, for all digests that are promised of it.
  mutating func checkContent() {
    for (path, promises) in promises.byPath.sorted(by: { $0.key < $1.key })
    where contentFiles.contains(path) {
      let file = self.path.appending(bytes: path.bytes)
      do throws(OCFLError) {
        let algorithms = Set(promises.map(\.algorithm))
        let pass = try DigestAlgorithm.pass(over: file, algorithms, meter: meter)
        noteLinks(pass.status, path.text)
        check(promises, pass.digests, path.text)
      } catch {
        reportUnreadable(error)
      }
    }
  }

  private mutating func check(
    _ promises: [ContentPromises.Promise], _ found: [DigestAlgorithm: String], _ path: String
  ) {
    for promise in promises where promise.digest != found[promise.algorithm] {
      report(
        promise.code, path,
        "its \(promise.algorithm.rawValue) is \((found[promise.algorithm] ?? "").prefix(16))…, "
          + "\(promise.inventory) says \(promise.digest.prefix(16))…")
    }
  }

  /// Notes a file of several names; two of them in one object are hard links, which OCFL forbids.
  private mutating func noteLinks(_ status: FileStatus, _ path: String) {
    guard status.links > 1 else { return }
    let identity = FileIdentity(device: status.device, inode: status.inode)
    if let other = result.multiplyNamed.updateValue(path, forKey: identity) {
      report("E090", path, "it is a hard link to \(other)")
    }
  }
}
