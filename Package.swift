// swift-tools-version: 6.2
import PackageDescription

/// The house, top to bottom. A target may import only what its line names; arrows point down (docs/architecture.md).
let package = Package(
  name: "groupdesk",
  products: [
    .executable(name: "groupdesk", targets: ["groupdesk"]),
    // For tests alone: preloaded into the program, it stops it in the middle of a commit.
    .library(name: "KillSwitch", type: .dynamic, targets: ["KillSwitch"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0"),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.0"),
  ],
  targets: [
    .executableTarget(
      name: "groupdesk",
      dependencies: [
        "Console", "Interface", "Terminal", "CExecutor", "QRCodes",
        "Model", "Screen", "Settings", "Services", "Simulator", "Words", "Queue", "Storage", "WeCom",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "Logging", package: "swift-log"),
      ]),
    .executableTarget(
      name: "fuzz",
      dependencies: [
        "Model", "QRCodes", "Screen", "Settings", "Services", "Simulator", "Storage", "Terminal", "Words", "WeCom",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Subprocess", package: "swift-subprocess"),
      ],
      resources: ["code.gif", "code.jpeg", "lossless.webp", "lossy.webp"].map { .embedInCode("Inputs/Images/\($0)") }),
    .executableTarget(
      name: "simulation",
      dependencies: [
        "Model", "Services", "Simulator", "Queue", "Storage", "WeCom",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .target(
      name: "Simulator",
      dependencies: [
        "QRCodes",
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ]),
    .target(
      name: "Settings",
      dependencies: ["Screen", "Processes", "Model"],
      resources: ["default", "dark", "light", "high-contrast", "mono"].map {
        .embedInCode("Themes/Embedded/\($0).toml")
      }),
    .target(name: "Words", dependencies: ["Services", "Storage", "Settings", "WeCom", "Model"]),
    .target(name: "Services", dependencies: ["Queue", "Storage", "WeCom", "Processes", "Model"]),
    .target(name: "Queue", dependencies: ["Storage", "Model"]),
    .target(
      name: "Storage",
      dependencies: [
        "Model",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ]),
    .target(
      name: "WeCom",
      dependencies: [
        "Model",
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ]),
    .target(
      name: "Console",
      dependencies: [
        "Interface", "Screen", "Words", "Services", "Settings", "Queue", "Storage", "WeCom", "QRCodes", "Model",
      ]),
    .target(name: "Terminal", dependencies: ["Screen", "Model", "CTerminal"]),
    .target(name: "Interface", dependencies: ["Screen", "Model"]),
    .target(
      name: "Processes", dependencies: ["CMemoryFile", .product(name: "Subprocess", package: "swift-subprocess")]),
    .target(name: "Screen", dependencies: ["Model"]),
    .target(name: "Model", dependencies: ["CLocale"]),
    .target(name: "QRCodes", dependencies: ["Model", "CQRCode", "CImage"]),
    .target(name: "CLocale"),
    .target(name: "CExecutor"),
    .target(name: "CMemoryFile"),
    .target(name: "CTerminal", linkerSettings: [.linkedLibrary("ncursesw")]),
    .target(name: "CQRCode", linkerSettings: [.linkedLibrary("qrencode")]),
    .target(name: "CImage", linkerSettings: [.linkedLibrary("gd"), .linkedLibrary("zbar")]),

    .testTarget(name: "ModelTests", dependencies: ["Model", "Screen"]),
    .testTarget(name: "QRCodesTests", dependencies: ["QRCodes", "CImage"]),
    .testTarget(name: "InterfaceTests", dependencies: ["Interface", "Screen", "Model"]),
    .testTarget(name: "TerminalTests", dependencies: ["Terminal", "Screen", "Model"]),
    .testTarget(
      name: "WeComTests",
      dependencies: [
        "WeCom", "Model", "Simulator",
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ]),
    .testTarget(
      name: "SimulatorTests",
      dependencies: ["Simulator", .product(name: "AsyncHTTPClient", package: "async-http-client")]),
    .testTarget(
      name: "StorageTests",
      dependencies: ["Storage", "Model", .product(name: "GRDB", package: "GRDB.swift")]),
    .testTarget(name: "QueueTests", dependencies: ["Queue", "Storage", "Model"]),
    .testTarget(
      name: "ServicesTests",
      dependencies: [
        "Services", "Queue", "Storage", "WeCom", "Model", "Simulator",
        .product(name: "Logging", package: "swift-log"),
      ]),
    .testTarget(
      name: "ConsoleTests",
      dependencies: [
        "Console", "Interface", "Screen", "Words", "Services", "Settings", "Queue", "Storage", "WeCom", "Simulator",
        "Model",
        .product(name: "Logging", package: "swift-log"),
      ],
      exclude: ["Snapshots"]),
    .testTarget(
      name: "SimulationTests", dependencies: ["simulation", "Services", "Storage", "Model"], exclude: ["Corpus"]),
    .testTarget(name: "SettingsTests", dependencies: ["Settings", "Screen", "Model"]),
    .testTarget(
      name: "WordsTests",
      dependencies: ["Words", "Services", "Queue", "Storage", "Settings", "WeCom", "Model"]),
    .testTarget(
      name: "FuzzTests",
      dependencies: ["fuzz", "Simulator", "WeCom", .product(name: "Subprocess", package: "swift-subprocess")],
      exclude: ["Corpus"]),
    .testTarget(
      name: "CommandLineTests",
      dependencies: [
        "groupdesk", "Simulator", "Services", "Queue", "Storage", "WeCom", "QRCodes", "CImage", "Model",
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "Subprocess", package: "swift-subprocess"),
      ]),
    .target(name: "KillSwitch", path: "Tests/KillSwitch"),
  ],
  swiftLanguageModes: [.v6]
)
