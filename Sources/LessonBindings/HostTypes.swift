// This file lets the engine's types pass between a cell and the library.

import LessonInterpreter
import LessonKit
import Neural

extension Tensor: HostType {}
extension Tensor.DType: HostType {
  /// As a cell would see it, if it had a name there.
  public static var scriptName: String { "DType" }
}
extension Activation: HostType {}
extension Initializer: HostType {}
extension Loss: HostType {}
extension Metric: HostType {}
extension Optimizer: HostType {}
extension Dense: HostType {}
extension Dropout: HostType {}
extension Flatten: HostType {}
extension Input: HostType {}
extension ActivationLayer: HostType {}
extension Sequential: HostType {}
extension History: HostType {}
extension Evaluation: HostType {}
extension Summary: HostType {}
