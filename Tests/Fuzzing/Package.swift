// swift-tools-version: 6.2
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Fuzzing, run by Scripts/fuzz; a package of its own, since every module is built for it anew.

import PackageDescription

let package = Package(
  name: "fuzzing",
  dependencies: [.package(name: "handbill", path: "../..")],
  targets: [
    .executableTarget(
      name: "FuzzTextAnalysis",
      dependencies: [.product(name: "TextAnalysis", package: "handbill")],
      swiftSettings: [.swiftLanguageMode(.v6)],
      linkerSettings: [.unsafeFlags(["-use-ld=lld"])])
  ]
)
