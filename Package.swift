// swift-tools-version: 6.2
// Licensed under the Apache License, Version 2.0; see LICENSE.

import PackageDescription

/// Settings of every target with code of our own: unmarked unsafe code and warnings fail the build.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableExperimentalFeature("Lifetimes"),
]

/// Tests leave strict memory safety off: `Span.bytes` counts as unsafe there.
let testing: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
]

let systemPackage: Target.Dependency = .product(name: "SystemPackage", package: "swift-system")

let package = Package(
  name: "handbill",
  products: [
    .executable(name: "handbill", targets: ["handbill"]),
    .executable(name: "handbill-reader", targets: ["handbill-reader"]),
    .executable(name: "handbill-pdf-reader", targets: ["handbill-pdf-reader"]),
    .library(name: "SearchIndex", targets: ["QuerySyntax", "SearchIndex", "TextAnalysis"]),
    .library(name: "TextAnalysis", targets: ["TextAnalysis"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
  ],
  targets: [
    // Thin layers over C libraries.
    .target(
      name: "CICU",
      linkerSettings: [.linkedLibrary("icui18n"), .linkedLibrary("icuuc")]),
    .target(name: "CLanguageDetector"),
    .systemLibrary(name: "CStemmer", providers: [.apt(["libstemmer-dev"])]),
    .systemLibrary(name: "CZstandard", providers: [.apt(["libzstd-dev"])]),
    .systemLibrary(
      name: "CArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
    .systemLibrary(
      name: "CBrotli", pkgConfig: "libbrotlidec", providers: [.apt(["libbrotli-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CLeptonica", providers: [.apt(["libleptonica-dev"])]),
    .systemLibrary(name: "CZip", providers: [.apt(["libzip-dev"])]),
    .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),

    .systemLibrary(
      name: "CGLib", pkgConfig: "glib-2.0", providers: [.apt(["libgmime-3.0-dev"])]),
    // What pkg-config says of GMime, without the flags that the package manager refuses.
    .target(
      name: "CMime", dependencies: ["CGLib"],
      cSettings: [.unsafeFlags(["-I/usr/include/gmime-3.0"])],
      linkerSettings: [.linkedLibrary("gmime-3.0"), .linkedLibrary("gobject-2.0")]),

    // The headers behind pdftotext, which find each other by this folder.
    .target(
      name: "CPoppler", cxxSettings: [.unsafeFlags(["-I/usr/include/poppler"])],
      linkerSettings: [.linkedLibrary("poppler")]),

    .target(name: "CMachine"),
    .target(name: "CSocket"),

    // Rooms, from the ground up.
    .target(
      name: "FileStorage", dependencies: ["CMachine", systemPackage], swiftSettings: strict),
    .target(
      name: "OCFL",
      dependencies: [
        "FileStorage", systemPackage, .product(name: "Crypto", package: "swift-crypto"),
      ],
      swiftSettings: strict),
    .target(
      name: "TextAnalysis",
      dependencies: ["CICU", "CLanguageDetector", "CStemmer"],
      swiftSettings: strict),
    .target(name: "QuerySyntax", dependencies: ["TextAnalysis"], swiftSettings: strict),
    .target(
      name: "SearchIndex",
      dependencies: ["CZstandard", "FileStorage", "QuerySyntax", "TextAnalysis", systemPackage],
      swiftSettings: strict),
    .target(
      name: "Extraction",
      dependencies: [
        "CSocket", "FileStorage", "TextAnalysis", systemPackage,
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "Subprocess", package: "swift-subprocess"),
      ],
      swiftSettings: strict),
    .target(
      name: "ReaderProcess", dependencies: ["CSocket", "Extraction", "FileStorage", systemPackage],
      swiftSettings: strict),
    .target(
      name: "Readers",
      dependencies: [
        "CArchive", "CBrotli", "CLeptonica", "CLibXML2", "CMime", "CZip", "CZlib", "Extraction",
        "FileStorage", "ReaderProcess", "TextAnalysis", systemPackage,
      ],
      swiftSettings: strict),
    .target(
      name: "PopplerReader", dependencies: ["CPoppler", "Extraction", "ReaderProcess"],
      swiftSettings: strict),
    .executableTarget(
      name: "handbill-reader", dependencies: ["ReaderProcess", "Readers"], swiftSettings: strict),
    .executableTarget(
      name: "handbill-pdf-reader", dependencies: ["PopplerReader", "ReaderProcess"],
      swiftSettings: strict),
    .target(
      name: "Statistics", dependencies: ["SearchIndex", "TextAnalysis"], swiftSettings: strict),
    .target(
      name: "Catalog",
      dependencies: [
        "Extraction", "FileStorage", "OCFL", "QuerySyntax", "SearchIndex", "Statistics",
        "TextAnalysis", systemPackage, .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: strict),
    .target(
      name: "ReadingRoom",
      dependencies: [
        "Catalog", "FileStorage", "QuerySyntax", "SearchIndex", "TextAnalysis", systemPackage,
        .product(name: "FlyingSocks", package: "FlyingFox"),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "handbill",
      dependencies: [
        "Catalog", "Extraction", "FileStorage", "QuerySyntax", "ReadingRoom", "SearchIndex",
        "Statistics", "TextAnalysis", systemPackage,
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: strict),

    // Tests.
    .testTarget(name: "FileStorageTests", dependencies: ["FileStorage"], swiftSettings: testing),
    .testTarget(name: "OCFLTests", dependencies: ["OCFL", "FileStorage"], swiftSettings: testing),
    .testTarget(name: "TextAnalysisTests", dependencies: ["TextAnalysis"], swiftSettings: testing),
    .testTarget(name: "QuerySyntaxTests", dependencies: ["QuerySyntax"], swiftSettings: testing),
    .testTarget(
      name: "SearchIndexTests",
      dependencies: ["SearchIndex", "QuerySyntax", "TextAnalysis", "FileStorage"],
      swiftSettings: testing),
    .testTarget(
      name: "ExtractionTests",
      dependencies: [
        "CZlib", "Extraction", "FileStorage", "ReaderProcess", "Readers", "TextAnalysis",
      ],
      exclude: ["Pictures/french.png", "Pictures/french-turned.png", "Pictures/two-pages.tif"],
      swiftSettings: testing),
    .testTarget(
      name: "StatisticsTests", dependencies: ["Statistics", "SearchIndex", "TextAnalysis"],
      swiftSettings: testing),
    .testTarget(
      name: "CatalogTests",
      dependencies: [
        "Catalog", "Extraction", "FileStorage", "OCFL", "SearchIndex", "TextAnalysis",
        systemPackage, .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: testing),
    .testTarget(
      name: "ReadingRoomTests",
      dependencies: [
        "Catalog", "FileStorage", "QuerySyntax", "ReadingRoom", "SearchIndex", "TextAnalysis",
        systemPackage, .product(name: "FlyingSocks", package: "FlyingFox"),
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: testing),
    .testTarget(
      name: "HandbillTests",
      dependencies: ["handbill", "handbill-pdf-reader", "handbill-reader", "Catalog"],
      exclude: ["Snapshots"],
      swiftSettings: testing),
  ]
)
