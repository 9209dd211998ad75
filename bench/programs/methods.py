class Particle:
    def __init__(self, x, y, vx, vy):
        self.x = x
        self.y = y
        self.vx = vx
        self.vy = vy
        self.bounces = 0

    def move(self, time):
        self.x += self.vx * time
        self.y += self.vy * time
        if self.x < 0.0 or self.x > 10.0:
            self.vx = -self.vx
            self.bounces += 1
        if self.y < 0.0 or self.y > 10.0:
            self.vy = -self.vy
            self.bounces += 1

    def energy(self):
        return (self.vx * self.vx + self.vy * self.vy) / 2.0


def simulate(steps):
    particle = Particle(1.0, 2.0, 0.75, 0.5)
    total = 0.0
    for _ in range(steps):
        particle.move(0.125)
        total += particle.energy()
    return total + float(particle.bounces)


print(simulate(2_000_000))
