// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// What is in a folder, with names as the disk holds them.

internal import Glibc
package import SystemPackage

extension Folder {
  /// The names in a folder, without `.` and `..`, in the order of their bytes.
  ///
  /// - Throws: `FileStorageError.failed`.
  package static func list(_ path: FilePath) throws(FileStorageError) -> [FolderEntry] {
    let path = path.named
    if let faults = FileFaults.current { try faults.before(.list, path) }
    // SAFETY: the C string is valid for the call; the stream is closed below on every way out.
    guard let stream = unsafe path.withPlatformString({ unsafe opendir($0) }) else {
      throw .failed(operation: .list, path: path, errno: errno)
    }
    defer { unsafe closedir(stream) }
    var entries: [FolderEntry] = []
    while true {
      errno = 0
      // SAFETY: the entry is valid until the next call on the same stream; its bytes are copied.
      guard let entry = unsafe readdir(stream) else {
        if errno != 0 { throw .failed(operation: .list, path: path, errno: errno) }
        break
      }
      let name = unsafe Self.name(of: entry)
      if name == [0x2E] || name == [0x2E, 0x2E] { continue }
      let kind = try unsafe kind(type: entry.pointee.d_type, path.appending(bytes: name))
      entries.append(FolderEntry(name: name, kind: kind))
    }
    return entries.sorted { $0.name.lexicographicallyPrecedes($1.name) }
  }

  /// The bytes of the name of a directory entry.
  private static func name(of entry: UnsafeMutablePointer<dirent>) -> [UInt8] {
    // SAFETY: `d_name` ends with a 0 byte inside the entry, as readdir(3) promises. The address is
    // taken from the entry itself and not from a copy: entries are cut after the name.
    guard let offset = MemoryLayout<dirent>.offset(of: \dirent.d_name) else { return [] }
    let start = unsafe UnsafeRawPointer(entry).advanced(by: offset)
    let length = unsafe strlen(start.assumingMemoryBound(to: CChar.self))
    return unsafe [UInt8](UnsafeRawBufferPointer(start: start, count: length))
  }

  private static func kind(
    type: UInt8, _ path: @autoclosure () -> FilePath
  ) throws(FileStorageError) -> FileKind {
    switch Int(type) {
    case Int(DT_REG): .file
    case Int(DT_DIR): .folder
    case Int(DT_LNK): .symbolicLink
    case Int(DT_UNKNOWN): try status(path())?.kind ?? .other
    default: .other
    }
  }

  /// Everything below a folder, each with its path from there; a folder comes before what is in it.
  ///
  /// In the order of bytes inside each folder; never follows a symbolic link. Memory grows with the
  /// number of names.
  /// - Throws: `FileStorageError.failed`.
  package static func listTree(_ path: FilePath) throws(FileStorageError) -> [FolderEntry] {
    var all: [FolderEntry] = []
    try listTree(path, prefix: [], into: &all)
    return all
  }

  private static func listTree(
    _ path: FilePath, prefix: [UInt8], into all: inout [FolderEntry]
  ) throws(FileStorageError) {
    for entry in try list(path) {
      let name = prefix + entry.name
      all.append(FolderEntry(name: name, kind: entry.kind))
      if entry.kind == .folder {
        try listTree(path.appending(bytes: entry.name), prefix: name + [0x2F], into: &all)
      }
    }
  }
}

extension FilePath {
  /// Makes a path from the bytes of a name; nil where they hold a 0, which no path can.
  package init?(bytes: [UInt8]) {
    if bytes.contains(0) { return nil }
    // SAFETY: the array ends with the 0 that a C string needs.
    let characters = (bytes + [0]).map { CChar(bitPattern: $0) }
    self = unsafe characters.withUnsafeBufferPointer { buffer in
      unsafe buffer.baseAddress.map { unsafe FilePath(platformString: $0) } ?? FilePath()
    }
  }

  /// The bytes of the path, as the disk holds them.
  package var bytes: [UInt8] {
    // SAFETY: the string ends with a 0; the bytes before it are copied.
    unsafe withPlatformString { start in
      unsafe [UInt8](UnsafeRawBufferPointer(start: start, count: strlen(start)))
    }
  }

  /// This path with a relative path added, given by its bytes.
  ///
  /// - Precondition: `bytes` holds no 0.
  package func appending(bytes: [UInt8]) -> FilePath {
    let whole = isEmpty ? bytes.drop { $0 == 0x2F } + [] : self.bytes + [0x2F] + bytes
    guard let path = FilePath(bytes: Array(whole)) else {
      preconditionFailure("a file name holds no 0 byte")
    }
    return path
  }

  /// The bytes of the last part of the path; empty for a root and for the empty path.
  package var lastNameBytes: [UInt8] {
    guard let last = lastComponent else { return [] }
    return FilePath(root: nil, [last]).bytes
  }

  /// The folder that holds this name; `.` for a name alone.
  package var parent: FilePath { removingLastComponent().named }

  /// The path, or `.` where it is empty, which the system would not accept.
  var named: FilePath { isEmpty ? "." : self }
}
