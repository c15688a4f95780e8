// swift-tools-version: 6.2
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// A writer and its readers under the thread sanitizer, run by Scripts/races; a package of its own,
// since every module is built for it anew.

import PackageDescription

let package = Package(
  name: "races",
  dependencies: [.package(name: "handbill", path: "../..")],
  targets: [
    .target(name: "CMutexSanitizer"),
    .executableTarget(
      name: "Races",
      dependencies: ["CMutexSanitizer", .product(name: "SearchIndex", package: "handbill")],
      swiftSettings: [.swiftLanguageMode(.v6)]),
  ]
)
