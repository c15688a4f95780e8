// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The only file that touches libarchive. It runs in a worker, over standard input, and gives entries
// and their bytes in blocks; it never writes a file and never follows a link. Filters that are programs
// of their own, and formats that any text could be taken for, are left out.

internal import CArchive
internal import Extraction
internal import SystemPackage

/// Which formats are looked for in the bytes.
enum ArchiveShape: Sendable {
  /// Files with names: zip, 7z, rar, tar, LHA, CAB, ISO 9660, cpio, xar.
  case files
  /// A tar, or one file without a name, behind one or several compressions.
  case tarOrStream
  /// One file without a name, whatever its bytes are.
  case stream
}

/// One entry of an archive.
struct ArchiveEntry: Sendable, Hashable {
  /// What it is.
  enum Kind: Sendable, Hashable {
    case file
    case folder
    /// A symbolic or hard link.
    case link
    /// A device, a pipe or a socket.
    case device
  }

  /// The bytes of its name: UTF-8 where the format says which charset it is, else as they stand.
  var name: [UInt8]
  /// What it is.
  var kind: Kind
  /// Whether its bytes can only be had with a password.
  var isEncrypted: Bool
  /// When it was last changed, in seconds since 1970; nil where nobody says.
  var modified: Int64?
}

/// Why an archive, or one of its entries, cannot be read on.
struct ArchiveFault: Error, Sendable, Hashable {
  /// What libarchive says.
  var message: String
  /// Whether nothing behind it can be read either.
  var isFatal: Bool
  /// Whether a password is asked for.
  var asksForPassword: Bool
}

/// An archive on standard input.
@safe final class LibArchive {
  /// The version of the library, such as `3.6.2`.
  static var version: String {
    // SAFETY: a constant string of the library that ends in a zero byte.
    let text = unsafe String(cString: archive_version_string())
    return text.split(separator: " ").last.map(String.init) ?? text
  }

  private let archive: OpaquePointer
  /// Where the next byte of the entry stands in it.
  private var position: Int64 = 0
  /// Entries in a row that could not be read at all.
  private var refusals = 0

  private static let blockBytes = 64 << 10
  /// Zeros of a sparse file that are given out together, at most.
  private static let zeroBytes: Int64 = 256 << 10

  /// Opens standard input from its first byte on.
  ///
  /// - Throws: `ArchiveFault`.
  init(_ shape: ArchiveShape) throws(ArchiveFault) {
    guard let created = unsafe archive_read_new() else {
      throw ArchiveFault(message: "there is no memory", isFatal: true, asksForPassword: false)
    }
    unsafe archive = created
    _ = handbill_names_in_utf8()
    unsafe Self.allow(shape, created)
    do { _ = try FileDescriptor.standardInput.seek(offset: 0, from: .start) } catch {
      throw ArchiveFault(message: "\(error)", isFatal: true, asksForPassword: false)
    }
    // SAFETY: `archive` is not nil and lives until `deinit`, as all calls below.
    if unsafe archive_read_open_fd(archive, 0, Self.blockBytes) != ARCHIVE_OK {
      throw fault(ARCHIVE_FATAL)
    }
  }

  deinit { unsafe archive_read_free(archive) }

  private static func allow(_ shape: ArchiveShape, _ archive: OpaquePointer) {
    // Each of these only fails where there is no memory; the format is then not found.
    _ = unsafe archive_read_support_filter_gzip(archive)
    _ = unsafe archive_read_support_filter_bzip2(archive)
    _ = unsafe archive_read_support_filter_xz(archive)
    _ = unsafe archive_read_support_filter_lzma(archive)
    _ = unsafe archive_read_support_filter_lzip(archive)
    _ = unsafe archive_read_support_filter_zstd(archive)
    _ = unsafe archive_read_support_filter_lz4(archive)
    _ = unsafe archive_read_support_filter_compress(archive)
    if shape == .files {
      _ = unsafe archive_read_support_format_zip(archive)
      _ = unsafe archive_read_support_format_7zip(archive)
      _ = unsafe archive_read_support_format_rar(archive)
      _ = unsafe archive_read_support_format_rar5(archive)
      _ = unsafe archive_read_support_format_lha(archive)
      _ = unsafe archive_read_support_format_cab(archive)
      _ = unsafe archive_read_support_format_iso9660(archive)
      _ = unsafe archive_read_support_format_cpio(archive)
      _ = unsafe archive_read_support_format_xar(archive)
    } else {
      _ = unsafe archive_read_support_format_raw(archive)
    }
    if shape != .stream { _ = unsafe archive_read_support_format_tar(archive) }
    _ = unsafe archive_read_support_format_empty(archive)
  }

  /// Whether the archive has turned out to be a single file without a name.
  var isStream: Bool { unsafe archive_format(archive) == ARCHIVE_FORMAT_RAW }

  /// Whether it has turned out that names or contents ask for a password.
  var isEncrypted: Bool { unsafe archive_read_has_encrypted_entries(archive) > 0 }

  /// Bytes behind the compressions that have been gone through, those passed over with them.
  var unpackedBytes: Int64 { unsafe archive_filter_bytes(archive, 0) }

  /// The next entry; nil behind the last.
  ///
  /// - Throws: `ArchiveFault`; where it is not fatal, the entry behind can be asked for.
  func next() throws(ArchiveFault) -> ArchiveEntry? {
    var found: OpaquePointer?
    // SAFETY: `found` is written where the status says so, and belongs to the archive.
    let status = unsafe archive_read_next_header(archive, &found)
    if status == ARCHIVE_EOF { return nil }
    guard status == ARCHIVE_OK || status == ARCHIVE_WARN, let found = unsafe found else {
      refusals += 1
      throw fault(refusals < 100 ? status : ARCHIVE_FATAL)
    }
    refusals = 0
    position = 0
    pending.bytes = []
    return unsafe Self.describe(found)
  }

  /// The next bytes of the entry, never none; nil behind the last.
  ///
  /// Holes of sparse files are zeros.
  /// - Throws: `ArchiveFault`.
  func bytes() throws(ArchiveFault) -> [UInt8]? {
    while true {
      if let zeros = pending.takeZeros(Self.zeroBytes, &position) { return zeros }
      if let bytes = pending.take(&position) { return bytes }
      var start: UnsafeRawPointer?
      var count = 0
      var offset: Int64 = 0
      let status = unsafe archive_read_data_block(archive, &start, &count, &offset)
      if status == ARCHIVE_EOF { return nil }
      if status == ARCHIVE_RETRY { continue }
      guard status == ARCHIVE_OK else { throw fault(status) }
      guard let first = unsafe start, count > 0 else { continue }
      // SAFETY: libarchive gives `count` readable bytes until the next call; they are copied here.
      let block = unsafe [UInt8](UnsafeRawBufferPointer(start: first, count: count))
      pending = PendingBlock(bytes: block, offset: offset)
    }
  }

  /// The block that was read and not yet given out: a hole may stand before it.
  private var pending = PendingBlock(bytes: [], offset: 0)

  private struct PendingBlock {
    var bytes: [UInt8]
    var offset: Int64

    func takeZeros(_ most: Int64, _ position: inout Int64) -> [UInt8]? {
      guard !bytes.isEmpty, offset > position else { return nil }
      let count = min(offset - position, most)
      position += count
      return [UInt8](repeating: 0, count: Int(count))
    }

    mutating func take(_ position: inout Int64) -> [UInt8]? {
      guard !bytes.isEmpty else { return nil }
      defer { bytes = [] }
      position = position.addingReportingOverflow(Int64(bytes.count)).partialValue
      return bytes
    }
  }

  private static func describe(_ entry: OpaquePointer) -> ArchiveEntry {
    let kind: ArchiveEntry.Kind =
      if unsafe archive_entry_hardlink(entry) != nil || archive_entry_symlink(entry) != nil {
        .link
      } else {
        switch unsafe archive_entry_filetype(entry) & 0o170000 {
        case 0o040000: .folder
        case 0o120000: .link
        case 0o020000, 0o060000, 0o010000, 0o140000: .device
        default: .file
        }
      }
    let isDated = unsafe archive_entry_mtime_is_set(entry) != 0
    return ArchiveEntry(
      name: unsafe name(of: entry), kind: kind,
      isEncrypted: unsafe archive_entry_is_encrypted(entry) != 0,
      modified: isDated ? Int64(unsafe archive_entry_mtime(entry)) : nil)
  }

  private static func name(of entry: OpaquePointer) -> [UInt8] {
    guard let name = unsafe archive_entry_pathname(entry) ?? archive_entry_pathname_utf8(entry)
    else { return [] }
    // SAFETY: libarchive's names end in a zero byte, behind which nothing is read.
    var result: [UInt8] = []
    var next = unsafe name
    while unsafe next.pointee != 0 {
      result.append(UInt8(bitPattern: unsafe next.pointee))
      unsafe next += 1
    }
    return result
  }

  private func fault(_ status: Int32) -> ArchiveFault {
    // SAFETY: null, or a string that ends in a zero byte and lives until the next call.
    let message = unsafe archive_error_string(archive).map { unsafe String(cString: $0) } ?? ""
    let words = message.lowercased()
    return ArchiveFault(
      message: message, isFatal: status == ARCHIVE_FATAL,
      asksForPassword: isEncrypted && words.contains("crypt") || words.contains("passphrase"))
  }
}
