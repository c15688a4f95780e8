// Licensed under the Apache License, Version 2.0; see LICENSE.

import Testing

@testable import handbill

@Suite struct MemoryArgumentTests {
  @Test(arguments: [
    ("16M", 16 << 20), ("256m", 256 << 20), ("1G", 1 << 30), ("1.5GiB", 3 << 29), ("2gb", 2 << 30),
    ("20000k", 20_480_000), ("33554432", 32 << 20), ("33554432B", 32 << 20), ("1T", 1 << 40),
  ])
  func `Amounts are read with their letters`(text: String, bytes: Int) throws {
    #expect(try MemoryArgument(argument: text).budget.bytes == bytes)
  }

  @Test(arguments: [
    "", "M", "B", "much", "15M", "-1G", "0", "1e9", "1..5G", "1GG", "1 G", "nan", "99999999999T",
    "٣G",
  ])
  func `What is no amount, or too little, is refused in one sentence`(text: String) {
    let error = #expect(throws: (any Error).self) { try MemoryArgument(argument: text) }
    #expect("\(error.map { "\($0)" } ?? "")".contains("256M"))
  }

  @Test func `The program names the argument and what it takes`() throws {
    try Scratch.with { scratch in
      #expect(try scratch.run("init").status == 0)
      let run = try scratch.run("index", "rebuild", "--memory", "lots")
      #expect(run.status == 2 && run.errors.contains("--memory takes"))
      #expect(try scratch.run("index", "rebuild", "--memory", "64M").status == 0)
    }
  }
}
