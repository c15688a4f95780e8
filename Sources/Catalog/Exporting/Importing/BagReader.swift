// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Bags of anybody: BagIt 0.93 to 1.0 (RFC 8493). A bag is validated as a whole before anything of it is
// used. Nothing is followed out of its folder.

internal import FileStorage
internal import OCFL
internal import SystemPackage

/// A bag that is whole.
struct BagReader {
  /// A file of the payload.
  struct PayloadFile {
    /// Its path from the folder of the bag, `data/` included; byte for byte as on the disk.
    var path: [UInt8]
    /// SHA-512, lower-case hexadecimal.
    var sha512: String
  }

  /// The folder.
  let path: FilePath
  /// The elements of `bag-info.txt`, in order.
  let info: [(label: String, value: String)]
  /// The payload, in the order of the bytes of the paths.
  let payload: [PayloadFile]

  /// Validates a bag.
  ///
  /// Reads every file once, whatever the number of manifests.
  /// - Throws: `CatalogError.invalidBag`, `.storage`.
  init(_ path: FilePath) throws(CatalogError) {
    var validation = BagValidation(path)
    try validation.run()
    if let fault = validation.faults.first {
      throw .invalidBag(path: path, fault: fault, others: validation.faults.count - 1)
    }
    self.path = path
    info = validation.info
    payload = validation.payload
  }

  /// The values of an element of `bag-info.txt`, whatever the case of its label.
  func values(_ label: String) -> [String] {
    info.filter { $0.label.lowercased() == label.lowercased() }.map(\.value)
  }

  /// Where a file of the payload is.
  func file(_ payload: PayloadFile) -> FilePath { path.appending(bytes: payload.path) }
}

/// The look at a bag.
private struct BagValidation {
  let path: FilePath
  private(set) var faults: [String] = []
  private(set) var info: [(label: String, value: String)] = []
  private(set) var payload: [BagReader.PayloadFile] = []
  /// The files of the bag, by path.
  private var files: Set<[UInt8]> = []
  private var octets = 0

  init(_ path: FilePath) { self.path = path }

  mutating func run() throws(CatalogError) {
    try listFiles()
    if faults.isEmpty { try readDeclaration() }
    if faults.isEmpty { try readInfo() }
    if faults.isEmpty { try check("manifest-", isPayload: true) }
    if faults.isEmpty { try check("tagmanifest-", isPayload: false) }
    if faults.isEmpty { checkOxum() }
  }

  private func shown(_ path: [UInt8]) -> String { LogicalPath.text(of: path).text }

  private mutating func listFiles() throws(CatalogError) {
    let entries = try storing { () throws(FileStorageError) in try Folder.listTree(path) }
    for entry in entries {
      switch entry.kind {
      case .file: files.insert(entry.name)
      case .folder: continue
      case .symbolicLink, .other:
        faults.append("\(shown(entry.name)) is a link or a device, which a bag cannot hold")
      }
    }
    if files.contains(Array("fetch.txt".utf8)) {
      faults.append("fetch.txt says that some of its files are still elsewhere")
    }
  }

  private func contents(_ name: [UInt8]) throws(CatalogError) -> [UInt8] {
    try storing { () throws(FileStorageError) in
      try FileReader.contents(of: path.appending(bytes: name), symbolicLinks: .refuse)
    }
  }

  private func text(_ name: String) throws(CatalogError) -> String? {
    let bytes = try contents(Array(name.utf8))
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    return String(validating: bytes[start...], as: UTF8.self)
  }

  private mutating func readDeclaration() throws(CatalogError) {
    guard let text = try text("bagit.txt") else { return faults.append("bagit.txt is no UTF-8") }
    let elements = BagText.elements(text)
    let version = elements.first { $0.label == "BagIt-Version" }?.value ?? ""
    let parts = version.split(separator: ".").map { Int($0) }
    guard parts.count == 2, let major = parts[0], let minor = parts[1] else {
      return faults.append("bagit.txt names no version of BagIt")
    }
    if (major, minor) > (1, 0) {
      return faults.append("it follows BagIt \(version), this program knows up to 1.0")
    }
    let encoding = elements.first { $0.label == "Tag-File-Character-Encoding" }?.value ?? ""
    if !["UTF-8", "UTF8", "US-ASCII", "ASCII"].contains(encoding.uppercased()) {
      faults.append("its tag files are in \"\(encoding)\", and only UTF-8 is read here")
    }
  }

  private mutating func readInfo() throws(CatalogError) {
    guard files.contains(Array("bag-info.txt".utf8)) else { return }
    guard let text = try text("bag-info.txt") else {
      return faults.append("bag-info.txt is no UTF-8")
    }
    info = BagText.elements(text)
  }

  /// Checks the files that one kind of manifest lists.
  private mutating func check(_ prefix: String, isPayload: Bool) throws(CatalogError) {
    var promises: [[UInt8]: [DigestAlgorithm: String]] = [:]
    var manifests = 0
    for algorithm in DigestAlgorithm.allCases {
      let name = Array("\(prefix)\(algorithm.rawValue).txt".utf8)
      guard files.contains(name) else { continue }
      manifests += 1
      for (path, digest) in try entries(of: name, isPayload: isPayload) {
        promises[path, default: [:]][algorithm] = digest
      }
    }
    if isPayload && manifests == 0 {
      return faults.append("it has no manifest in md5, sha1, sha256 or sha512")
    }
    if isPayload {
      for path in files where path.starts(with: Array("data/".utf8)) && promises[path] == nil {
        faults.append("\(shown(path)) is in no manifest")
      }
    }
    faults.sort()
    if !faults.isEmpty { return }
    for (path, digests) in promises.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      if isPayload && digests.count < manifests {
        faults.append("\(shown(path)) is not in every manifest")
      }
      try check(path, digests, isPayload: isPayload)
    }
  }

  /// The paths and digests of a manifest.
  private mutating func entries(
    of name: [UInt8], isPayload: Bool
  ) throws(CatalogError) -> [([UInt8], String)] {
    var entries: [([UInt8], String)] = []
    for line in BagText.entries(try contents(name)) {
      guard let listed = BagText.safe(line.path), isPayload == listed.starts(with: "data/".utf8)
      else {
        faults.append("\(shown(name)) names \"\(shown(line.path))\", which is not a file of it")
        continue
      }
      guard let found = onDisk(listed) else {
        faults.append("\(shown(listed)) is missing")
        continue
      }
      entries.append((found, line.digest))
    }
    return entries
  }

  /// The file that a manifest means: percent-decoded as RFC 8493 wants it, else as it stands there, as
  /// some programs write it.
  private func onDisk(_ listed: [UInt8]) -> [UInt8]? {
    let decoded = BagText.decoded(listed)
    if files.contains(decoded), BagText.safe(decoded) != nil { return decoded }
    return files.contains(listed) ? listed : nil
  }

  private mutating func check(
    _ name: [UInt8], _ digests: [DigestAlgorithm: String], isPayload: Bool
  ) throws(CatalogError) {
    let file = path.appending(bytes: name)
    let wanted = Set(digests.keys).union(isPayload ? [.sha512] : [])
    let found = try ArchiveStore.archived { () throws(OCFLError) in
      try DigestAlgorithm.digests(of: file, wanted)
    }
    for (algorithm, digest) in digests where found[algorithm] != digest.lowercased() {
      faults.append("\(shown(name)) has another \(algorithm.rawValue) than its manifest says")
    }
    if isPayload {
      let size = try storing { () throws(FileStorageError) in try Folder.status(file)?.size ?? 0 }
      octets += size
      payload.append(BagReader.PayloadFile(path: name, sha512: found[.sha512] ?? ""))
    }
  }

  private mutating func checkOxum() {
    for element in info where element.label.lowercased() == "payload-oxum" {
      if element.value != "\(octets).\(payload.count)" {
        faults.append(
          "its Payload-Oxum is \(element.value), but it holds \(octets).\(payload.count)")
      }
    }
  }
}
