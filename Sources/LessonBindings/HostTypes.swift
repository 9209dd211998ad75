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
extension LearningRateSchedule: HostType {}
extension Divergence: HostType {}
extension Regularizer: HostType {}
extension Padding: HostType {}
extension Monitor: HostType {}
extension MonitorMode: HostType {}
extension EarlyStopping: HostType {}
extension ReduceLROnPlateau: HostType {}
extension LearningRateScheduler: HostType {}
extension BestWeights: HostType {}
extension CSVLogger: HostType {}
extension EpochCallback: HostType {}
extension Log: HostType {}
extension Initializer: HostType {}
extension Loss: HostType {}
extension Metric: HostType {}
extension Optimizer: HostType {}
/// Every layer; what all of them have is declared once, for `any Layer`.
extension LayerCore: HostType {
  /// The type's Swift name; `Layer` for a layer of any type.
  public static var scriptName: String {
    self == LayerCore.self ? "Layer" : String(describing: self)
  }
}
extension Philox: HostType {}
extension Sequential: HostType {}
extension History: HostType {}
extension Evaluation: HostType {}
extension Summary: HostType {}
