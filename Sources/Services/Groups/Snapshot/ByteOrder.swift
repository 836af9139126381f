import Foundation

/// Which of two texts comes first, byte by byte: less than 0 for the left one, 0 when they are the same.
func compare(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Int {
  if let leftStart = left.baseAddress, let rightStart = right.baseAddress {
    let order = memcmp(leftStart, rightStart, min(left.count, right.count))
    if order != 0 { return Int(order) }
  }
  return left.count - right.count
}
