// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Pictures of pages that were made once, in a folder outside the archive. All of it can be deleted at
// any time.
//
//   FOLDER/ab/abcdef…-PAGE-SIZE-VERSION     ab: the first two digits of the original's digest
//
// Files are written whole and renamed, so that several processes share a folder without a lock: one
// that looks finds a whole file or none.

package import FileStorage
internal import FoundationEssentials
package import SystemPackage

/// A folder of pictures that forgets the oldest.
package actor PictureCache {
  /// Which picture of which page.
  struct Key: Hashable, Sendable {
    /// The original's digest, as hexadecimal digits.
    var digest: String
    /// From 1.
    var page: Int
    /// How large.
    var size: PictureSize

    /// The name of its file; nil where the digest is none.
    var name: String? {
      guard digest.utf8.count >= 16, digest.utf8.count <= 128, page > 0,
        digest.utf8.allSatisfy({
          (0x30...0x39).contains($0) || (0x61...0x66).contains($0)
        })
      else { return nil }
      return "\(digest)-\(page)-\(size.rawValue)-\(PagePictures.version)"
    }
  }

  private let folder: FilePath
  private let limit: Int
  /// Bytes written since the folder was last looked through; nil before the first time.
  private var written: Int?

  /// Bytes that are kept unless somebody says otherwise.
  package static let standardLimit = 512 << 20

  /// A cache in a folder, which is made when the first picture is.
  ///
  /// - Parameters:
  ///   - folder: where.
  ///   - limit: bytes to keep; each process may be above them by a sixteenth.
  package init(_ folder: FilePath = standardFolder, limit: Int = standardLimit) {
    self.folder = folder
    self.limit = max(limit, 0)
  }

  /// `$XDG_CACHE_HOME/handbill/pictures`, or the same in `~/.cache`, or in the folder for temporary
  /// files where there is no home.
  package static var standardFolder: FilePath {
    let environment = ProcessInfo.processInfo.environment
    let base: FilePath
    if let cache = environment["XDG_CACHE_HOME"], FilePath(cache).isAbsolute {
      base = FilePath(cache)
    } else if let home = environment["HOME"], FilePath(home).isAbsolute {
      base = FilePath(home).appending(".cache")
    } else {
      base = FilePath(FileManager.default.temporaryDirectory.path)
    }
    return base.appending("handbill").appending("pictures")
  }

  /// The picture; nil where it is not here.
  func contents(_ key: Key) -> [UInt8]? {
    guard let path = path(key), let bytes = try? FileReader.contents(of: path),
      ShownPage.mediaType(of: bytes) != nil
    else { return nil }
    return bytes
  }

  /// Keeps a picture, and forgets old ones where there are too many; does nothing where the disk
  /// does not let it, for the picture can be made again.
  func keep(_ bytes: [UInt8], _ key: Key) {
    guard let path = path(key), bytes.count <= limit else { return }
    do throws(FileStorageError) {
      _ = try Folder.create(path.removingLastComponent())
      try WholeFile.write(bytes, to: path, sync: false)
    } catch {
      return
    }
    let sinceLast = (written ?? limit) + bytes.count
    written = sinceLast
    if sinceLast > limit / 16 {
      written = 0
      forgetOldest()
    }
  }

  /// Forgets all pictures of an original, as when it is purged.
  ///
  /// - Parameter digest: the original's, as hexadecimal digits.
  /// - Throws: `FileStorageError`.
  package func forget(digest: String) throws(FileStorageError) {
    let key = Key(digest: digest, page: 1, size: .page)
    guard let path = path(key), try Folder.status(path.removingLastComponent()) != nil else {
      return
    }
    let shelf = path.removingLastComponent()
    for entry in try Folder.list(shelf) where entry.name.starts(with: (digest + "-").utf8) {
      try Folder.removeFile(shelf.appending(bytes: entry.name))
    }
  }

  private func path(_ key: Key) -> FilePath? {
    key.name.map { folder.appending(String($0.prefix(2))).appending($0) }
  }

  private struct Kept {
    var path: FilePath
    var status: FileStatus

    var age: (Int64, Int64) { (status.modifiedSeconds, status.modifiedNanoseconds) }
  }

  /// Removes the oldest files until seven eighths of the limit are left.
  private func forgetOldest() {
    var kept = files()
    var total = kept.reduce(0) { $0 + $1.status.size }
    guard total > limit else { return }
    kept.sort { $0.age < $1.age }
    for file in kept {
      if total <= limit / 8 * 7 { return }
      try? Folder.removeFile(file.path)
      total -= file.status.size
    }
  }

  private func files() -> [Kept] {
    var found: [Kept] = []
    for shelf in (try? Folder.list(folder)) ?? [] where shelf.kind == .folder {
      let path = folder.appending(bytes: shelf.name)
      for entry in (try? Folder.list(path)) ?? [] where entry.kind == .file {
        let file = path.appending(bytes: entry.name)
        if let status = try? Folder.status(file) {
          found.append(Kept(path: file, status: status))
        }
      }
    }
    return found
  }
}
