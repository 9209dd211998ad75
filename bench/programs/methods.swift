struct Particle {
  var x: Double
  var y: Double
  var vx: Double
  var vy: Double
  var bounces = 0

  mutating func move(_ time: Double) {
    x += vx * time
    y += vy * time
    if x < 0.0 || x > 10.0 {
      vx = -vx
      bounces += 1
    }
    if y < 0.0 || y > 10.0 {
      vy = -vy
      bounces += 1
    }
  }

  func energy() -> Double { (vx * vx + vy * vy) / 2.0 }
}

func simulate(_ steps: Int) -> Double {
  var particle = Particle(x: 1.0, y: 2.0, vx: 0.75, vy: 0.5)
  var total = 0.0
  for _ in 0..<steps {
    particle.move(0.125)
    total += particle.energy()
  }
  return total + Double(particle.bounces)
}
print(simulate(2_000_000))
