// swift-tools-version: 6.2
// Licensed under the Apache License, Version 2.0; see LICENSE.

import PackageDescription

let package = Package(
  name: "Throughput",
  dependencies: [.package(name: "handbill", path: "../..")],
  targets: [
    .target(name: "CBareICU", linkerSettings: [.linkedLibrary("icuuc")]),
    .executableTarget(
      name: "Throughput",
      dependencies: ["CBareICU", .product(name: "TextAnalysis", package: "handbill")],
      swiftSettings: [.swiftLanguageMode(.v6)]),
  ]
)
