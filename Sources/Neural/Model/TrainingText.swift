/// The numbers of training as Keras 2 writes them on the console.
public enum TrainingText {
  /// A loss or metric: four digits after the point, with an exponent at or below 0.001: `0.8844`,
  /// `6.5078e-05`.
  public static func value(_ value: Double) -> String {
    if value.isNaN { return "nan" }
    if value.isInfinite { return value < 0 ? "-inf" : "inf" }
    if value.magnitude > 1e-3 { return DecimalRounding.fixed(value, digits: 4) }
    return DecimalRounding.scientific(value, digits: 4)
  }

  /// `loss: 0.4116 - accuracy: 0.8844`.
  public static func logs(_ logs: [Log]) -> String {
    logs.map { "\($0.name): \(value($0.value))" }.joined(separator: " - ")
  }

  /// `1875/1875 [==============================]`: 30 wide, `>` at the head of what is done.
  public static func bar(step: Int, steps: Int) -> String {
    let width = 30
    let all = max(1, steps)
    let now = min(max(0, step), all)
    let done = Int(Double(width) * Double(now) / Double(all))
    var bar = ""
    if done > 0 {
      bar = String(repeating: "=", count: done - 1) + (now < all ? ">" : "=")
    }
    bar += String(repeating: ".", count: width - done)
    let total = String(all)
    let count = String(now)
    let padding = String(repeating: " ", count: max(0, total.utf8.count - count.utf8.count))
    return "\(padding)\(count)/\(total) [\(bar)]"
  }

  /// The line of an epoch that is done, with the seconds it took as the caller measured them:
  /// `1875/1875 [====...] - 7s 4ms/step - loss: 0.4116 - accuracy: 0.8844`.
  public static func epoch(steps: Int, seconds: Double, logs: [Log]) -> String {
    "\(bar(step: steps, steps: steps)) - \(whole(seconds))s \(perStep(seconds / Double(max(1, steps))))"
      + " - " + self.logs(logs)
  }

  /// `4ms/step`, `2s/step`, `310us/step`.
  static func perStep(_ seconds: Double) -> String {
    if seconds >= 1 || seconds == 0 { return "\(whole(seconds))s/step" }
    if seconds >= 1e-3 { return "\(whole(seconds * 1e3))ms/step" }
    return "\(whole(seconds * 1e6))us/step"
  }

  /// To the nearest whole number; no time is that long, but a number may be.
  private static func whole(_ value: Double) -> String {
    value.isFinite ? DecimalRounding.fixed(value, digits: 0) : "0"
  }
}
