import WeCom

extension CodeTrouble {
  /// What the network's way of saying it means.
  init(_ failure: ImageFetch.Failure) {
    self =
      switch failure {
      case .address(.notURL): .address(.notURL)
      case .address(.notHTTPS): .address(.notHTTPS)
      case .address(.foreignHost(let host)): .address(.foreignHost(host))
      case .address(.privateAddress(let address)): .address(.privateAddress(address))
      case .notResolved(let host): .address(.notResolved(host))
      case .redirected: .redirected
      case .status(let status): .httpStatus(status)
      case .tooLarge: .tooLarge
      case .timedOut: .timedOut
      case .unreachable: .unreachable
      }
  }
}

extension JoinWayCodes {
  /// The real ones.
  package init(fetch: ImageFetch, reader: ImageReader) {
    self.init(
      fetch: { url in
        do { return try await fetch.bytes(of: url) } catch let failure as ImageFetch.Failure {
          throw CodeTrouble(failure)
        }
      },
      read: { try await reader.texts(in: $0) })
  }
}
