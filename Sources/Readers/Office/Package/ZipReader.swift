// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The only file that touches libzip: a zip in memory, its members by place or name. What a member
// unpacks to is counted while it is unpacked, whatever its header says.

internal import CZip
internal import Extraction

/// A zip archive in memory, read by the places of its members.
///
/// Any bytes are taken. Not Sendable.
@safe final class ZipReader {
  /// A member by its place in the central directory.
  struct Member {
    /// The bytes of its name.
    var name: [UInt8]
    /// Its length as packed, as the directory says.
    var packedBytes: Int
    /// Whether it can only be read with a password.
    var isEncrypted: Bool
  }

  /// How the reading of a member ended.
  enum Ending {
    /// At its end, with the right checksum.
    case whole
    /// At a fault; what was before it is given.
    case damaged
    /// At the limit; what was before it is given.
    case tooLarge
  }

  /// The members in the order of the directory.
  private(set) var members: [Member] = []
  private let archive: OpaquePointer
  /// What `archive` reads from, as long as it is open.
  private let storage: UnsafeMutableBufferPointer<UInt8>

  /// Opens an archive; nil where the bytes are none that libzip follows.
  ///
  /// - Parameters:
  ///   - bytes: the whole archive.
  ///   - limit: members that are looked at, at most.
  init?(_ bytes: [UInt8], limit: Int) {
    let storage = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(1, bytes.count))
    _ = unsafe storage.update(fromContentsOf: bytes)
    var error = unsafe zip_error_t()
    // SAFETY: the buffer lives until `deinit` (or the failure below), after the archive is gone;
    // the last argument 0 says that libzip must not free it.
    let source = unsafe zip_source_buffer_create(
      storage.baseAddress, zip_uint64_t(bytes.count), 0, &error)
    guard let source = unsafe source else {
      unsafe storage.deallocate()
      return nil
    }
    guard let archive = unsafe zip_open_from_source(source, ZIP_RDONLY, &error) else {
      unsafe zip_source_free(source)
      unsafe storage.deallocate()
      return nil
    }
    unsafe self.archive = archive
    unsafe self.storage = storage
    readDirectory(limit)
  }

  deinit {
    // SAFETY: opened in `init`, closed only here; the source goes with it, and then the buffer.
    unsafe zip_discard(archive)
    unsafe storage.deallocate()
  }

  private func readDirectory(_ limit: Int) {
    let count = unsafe zip_get_num_entries(archive, 0)
    for index in 0..<max(0, min(Int(count), limit)) {
      var status = unsafe zip_stat_t()
      // SAFETY: libzip fills `status` or says that it did not; the name lives as long as the archive.
      guard unsafe zip_stat_index(archive, zip_uint64_t(index), ZIP_FL_ENC_RAW, &status) == 0,
        let name = unsafe status.name
      else {
        members.append(Member(name: [], packedBytes: 0, isEncrypted: false))
        continue
      }
      let encryption = unsafe status.encryption_method
      let packed = unsafe Int(clamping: status.comp_size)
      members.append(
        Member(
          name: unsafe Array(String(cString: name).utf8), packedBytes: packed,
          isEncrypted: encryption != ZIP_EM_NONE))
    }
  }

  /// Unpacks the member at a place in `members`, up to `limit` bytes of it.
  func contents(at index: Int, limit: Int) -> (bytes: [UInt8], ending: Ending) {
    guard members.indices.contains(index),
      let file = unsafe zip_fopen_index(archive, zip_uint64_t(index), 0)
    else { return ([], .damaged) }
    defer { unsafe zip_fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 128 << 10)
    while true {
      // SAFETY: libzip writes at most the count that is passed, which is that of the buffer.
      let count = unsafe buffer.withUnsafeMutableBytes { buffer in
        unsafe zip_fread(file, buffer.baseAddress, zip_uint64_t(buffer.count))
      }
      if count < 0 { return (bytes, .damaged) }
      if count == 0 { return (bytes, .whole) }
      bytes += buffer[..<Int(count)]
      if bytes.count > limit { return (Array(bytes[..<limit]), .tooLarge) }
    }
  }
}
