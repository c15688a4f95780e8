// swift-tools-version: 6.2
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The program behind Scripts/quality. A package of its own: nobody who builds Handbill pays for it.

import PackageDescription

let package = Package(
  name: "quality",
  dependencies: [.package(name: "handbill", path: "../..")],
  targets: [
    .target(name: "CBareICU", linkerSettings: [.linkedLibrary("icuuc")]),
    .executableTarget(
      name: "Quality",
      dependencies: [
        "CBareICU",
        .product(name: "SearchIndex", package: "handbill"),
        .product(name: "TextAnalysis", package: "handbill"),
      ],
      swiftSettings: [.swiftLanguageMode(.v6)]),
  ]
)
