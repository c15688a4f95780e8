// swift-tools-version: 6.2
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The program behind Scripts/bench-engines. A package of its own: nobody who builds Handbill pays for it.

import PackageDescription

let package = Package(
  name: "engine",
  products: [.executable(name: "engine-bench", targets: ["EngineBench"])],
  dependencies: [.package(name: "handbill", path: "../..")],
  targets: [
    .systemLibrary(name: "CMalloc"),
    .executableTarget(
      name: "EngineBench",
      dependencies: ["CMalloc", .product(name: "SearchIndex", package: "handbill")],
      swiftSettings: [.swiftLanguageMode(.v6)])
  ]
)
