// swift-tools-version: 6.2
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Fuzzing, run by Scripts/fuzz; a package of its own, since every module is built for it anew.

import PackageDescription

/// A program that libFuzzer drives; `@testable` imports need `-enable-testing`.
func fuzzer(_ name: String, product: String) -> Target {
  .executableTarget(
    name: name, dependencies: ["FuzzDriver", .product(name: product, package: "handbill")],
    swiftSettings: [.swiftLanguageMode(.v6)], linkerSettings: [.unsafeFlags(["-use-ld=lld"])])
}

let package = Package(
  name: "fuzzing",
  dependencies: [.package(name: "handbill", path: "../..")],
  targets: [
    .target(name: "FuzzDriver", swiftSettings: [.swiftLanguageMode(.v6)]),
    fuzzer("FuzzTextAnalysis", product: "TextAnalysis"),
    fuzzer("FuzzQuerySyntax", product: "SearchIndex"),
    fuzzer("FuzzAutomata", product: "SearchIndex"),
    fuzzer("FuzzFormats", product: "SearchIndex"),
  ]
)
