// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// A dictionary in the form that it is walked in. Each place that symbols follow from has a row of
// cells, one for each of them, found by its hash; a row of one symbol is one cell. A row is made when
// a walk first comes to it, so that what a text does not touch costs nothing, and then a step is one
// read where nothing collides.

/// The words of a dictionary by their symbols, with their costs; one per thread.
struct WordTrie {
  /// What a symbol leads to.
  struct Cell {
    /// The symbol plus one; 0 in an empty cell.
    fileprivate var key: UInt16 = 0
    /// The cost of the word that ends with the symbol plus one; 0 where none ends.
    fileprivate var price: UInt16 = 0
    /// What follows.
    fileprivate(set) var row = Row.none

    /// A cell without a symbol.
    fileprivate static let empty = Cell()

    /// Whether no word goes on with the symbol.
    @inline(__always) var isEmpty: Bool { key == 0 }
    /// Whether a word ends with the symbol.
    @inline(__always) var endsWord: Bool { price != 0 }
    /// What the word costs that ends with the symbol.
    ///
    /// - Precondition: `endsWord`.
    @inline(__always) var cost: UInt32 { UInt32(price &- 1) }
    /// Whether words go on behind the symbol.
    @inline(__always) var goesOn: Bool { row.bits != 0 }
  }

  /// A row of cells.
  struct Row {
    /// 0 for no row; else, of a row that is made, the number of its first cell above 5 bits for the
    /// binary logarithm of its length; and with bit 31, of one that is not, the index of its place
    /// above 5 bits for what is pending there.
    fileprivate var bits: UInt32
    /// The row of no cells.
    static let none = Row(bits: 0)
  }

  private static let unmade: UInt32 = 1 << 31
  /// The most cells, 32 MB of them; the largest of ICU's dictionaries takes 0.77 million.
  private static let mostCells = 1 << 22

  /// Whether a place was met that ICU cannot have written; words found since may be others.
  private(set) var isDamaged = false
  /// The row of the first symbols.
  private(set) var root = Row.none
  /// First symbols that are looked up one by one before all of them are read: there are many thousand
  /// of Chinese, and a short text has few of them.
  private var rest = 0
  private static let mostSingle = 1024
  private let source: SerializedTrie
  /// All rows; cell 0 belongs to none.
  private var cells: [Cell] = [.empty]
  private var branches: [SerializedTrie.Branch] = []

  /// Makes the first row of a dictionary: of a few symbols all of them, of many none yet.
  init(_ source: SerializedTrie) {
    self.source = source
    if let count = source.manyFirst(), count > Self.mostSingle, count <= 0x8000 {
      root = emptyRow(for: count)
      rest = Self.mostSingle
    } else {
      root = row(of: .root)
    }
  }

  /// The symbol of a code point in a dictionary of bytes.
  ///
  /// Those that have none share 0xFF, as in ICU, whose symbol -1 is taken for 0xFF.
  @inline(__always)
  func symbol(of codePoint: UInt32) -> UInt8 {
    let delta = codePoint &- source.firstCodePoint
    return delta <= 0xFD ? UInt8(truncatingIfNeeded: delta) : 0xFF
  }

  /// The cell of a first symbol; an empty one where no word begins with it.
  @inline(__always)
  mutating func first(_ symbol: UInt16) -> Cell {
    let cell = find(symbol, in: root)
    return cell.isEmpty && rest > 0 ? lookUpFirst(symbol) : cell
  }

  /// Looks a first symbol up in the dictionary, and all of them once that was done often.
  private mutating func lookUpFirst(_ symbol: UInt16) -> Cell {
    rest -= 1
    if rest == 0 {
      root = row(of: .root)
      return find(symbol, in: root)
    }
    do {
      guard let branch = try source.first(symbol) else { return .empty }
      put(try cell(of: branch), in: root)
      return find(symbol, in: root)
    } catch {
      isDamaged = true
      return .empty
    }
  }

  /// The cell of a symbol in a row that is not `.none`; an empty one where the row has none.
  ///
  /// The row of the cell is made if it has one.
  @inline(__always)
  mutating func find(_ symbol: UInt16, in row: Row) -> Cell {
    let key = symbol &+ 1
    let logarithm = Int(row.bits & 31)
    let start = Int(row.bits >> 5)
    let mask = 1 << logarithm - 1
    // Knuth, The Art of Computer Programming, vol. 3, 6.4: multiplicative hashing.
    var slot = Int(key &* 40503) >> (16 - logarithm)
    var cell = cells[start + slot]
    // Ends: a row of more than one cell has an empty one.
    while cell.key != key {
      if cell.key == 0 || mask == 0 { return .empty }
      slot = (slot + 1) & mask
      cell = cells[start + slot]
    }
    return cell.row.bits & Self.unmade == 0 ? cell : makeRow(of: start + slot)
  }

  /// Makes the row that a cell leads to.
  private mutating func makeRow(of cell: Int) -> Cell {
    let bits = cells[cell].row.bits & ~Self.unmade
    cells[cell].row = row(of: .init(index: Int(bits >> 5), pending: Int(bits & 31)))
    return cells[cell]
  }

  private mutating func row(of place: SerializedTrie.Place) -> Row {
    branches.removeAll(keepingCapacity: true)
    do {
      try source.addBranches(of: place, to: &branches)
      return try rowOfBranches()
    } catch {
      isDamaged = true
      return .none
    }
  }

  private mutating func rowOfBranches() throws(DamagedTrie) -> Row {
    let count = branches.count
    guard cells.count + 3 * count < Self.mostCells, count > 0, count <= 0x8000 else {
      throw DamagedTrie()
    }
    let row = emptyRow(for: count)
    for branch in branches { put(try cell(of: branch), in: row) }
    return row
  }

  /// Makes a row with room for so many symbols.
  private mutating func emptyRow(for count: Int) -> Row {
    let start = cells.count
    // At least one cell in five stays empty where there is more than one symbol.
    let length = count > 1 ? count + count / 2 : 1
    let logarithm = Int.bitWidth - (length - 1).leadingZeroBitCount
    cells.append(contentsOf: repeatElement(.empty, count: 1 << logarithm))
    return Row(bits: UInt32(start << 5 | logarithm))
  }

  /// Puts a cell in a row that has room for it.
  private mutating func put(_ cell: Cell, in row: Row) {
    let logarithm = Int(row.bits & 31)
    let start = Int(row.bits >> 5)
    var slot = Int(cell.key &* 40503) >> (16 - logarithm)
    while cells[start + slot].key != 0 { slot = (slot + 1) & (1 << logarithm - 1) }
    cells[start + slot] = cell
  }

  private func cell(of branch: SerializedTrie.Branch) throws(DamagedTrie) -> Cell {
    let place = branch.place
    let ending = try source.ending(at: place)
    let value = ending.value ?? -1
    guard branch.symbol != 0xFFFF, (-1..<0xFFFF).contains(value) else { throw DamagedTrie() }
    let row = ending.isFinal ? 0 : Self.unmade | UInt32(place.index << 5 | place.pending)
    return Cell(key: branch.symbol + 1, price: UInt16(value + 1), row: Row(bits: row))
  }
}
