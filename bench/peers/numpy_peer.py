"""NumPy: a training loop as one writes it by hand, with Adam updating in place."""

import numpy as np
import worker

FLOAT = np.float32


class NumPy(worker.Peer):
    version = f"NumPy {np.__version__}"

    def __init__(self, work, threads, data=None):
        super().__init__(work, threads)
        self.rng = np.random.default_rng(1)
        if work == "product":
            shape = (worker.SIDE, worker.SIDE)
            self.a, self.b = (self.rng.uniform(-1, 1, shape).astype(FLOAT) for _ in range(2))
            self.c = np.empty(shape, FLOAT)
            return
        (x, self.y), (test, labels) = data or worker.pictures()
        self.x = (x.reshape(len(x), -1) / 255.0).astype(FLOAT)
        self.test = ((test.reshape(len(test), -1) / 255.0).astype(FLOAT), labels)
        sizes = worker.units(work)
        self.weights = [worker.glorot(self.rng, m, n, (m, n)) for m, n in zip(sizes, sizes[1:])]
        self.biases = [np.zeros(n, FLOAT) for n in sizes[1:]]
        self.parameters = self.weights + self.biases
        self.first = [np.zeros_like(p) for p in self.parameters]
        self.second = [np.zeros_like(p) for p in self.parameters]
        self.scratch = [np.empty_like(p) for p in self.parameters]
        self.steps = 0

    def forward(self, x):
        """All activations, the last of them probabilities."""
        activations = [x]
        for w, b in zip(self.weights, self.biases):
            z = activations[-1] @ w
            z += b
            if w is not self.weights[-1]:
                np.maximum(z, 0, out=z)
            activations.append(z)
        p = activations[-1]
        p -= p.max(axis=1, keepdims=True)
        np.exp(p, out=p)
        p /= p.sum(axis=1, keepdims=True)
        return activations

    def step(self, x, y):
        self.backward(self.forward(x), y)

    def backward(self, activations, y):
        """Gradients by every parameter, and the update; writes over the activations."""
        d = activations[-1]
        d[np.arange(len(y)), y] -= 1
        d *= FLOAT(1 / len(y))
        gradients = []
        for layer in reversed(range(len(self.weights))):
            a = activations[layer]
            gradients.insert(0, (a.T @ d, d.sum(axis=0)))
            if layer:
                d = d @ self.weights[layer].T
                d *= a > 0
        by_weight, by_bias = zip(*gradients)
        self.update(by_weight + by_bias)

    def update(self, gradients):
        self.steps += 1
        rate = FLOAT(1e-3 * np.sqrt(1 - 0.999**self.steps) / (1 - 0.9**self.steps))
        for p, m, v, t, g in zip(self.parameters, self.first, self.second, self.scratch, gradients):
            np.subtract(g, m, out=t)
            t *= FLOAT(0.1)
            m += t
            np.multiply(g, g, out=t)
            t -= v
            t *= FLOAT(0.001)
            v += t
            np.sqrt(v, out=t)
            t += FLOAT(1e-7)
            np.divide(m, t, out=t)
            t *= rate
            p -= t

    def epoch(self):
        order = self.rng.permutation(len(self.x))
        x, y = self.x[order], self.y[order]
        for start in range(0, len(x), 32):
            self.step(x[start : start + 32], y[start : start + 32])

    def predict(self):
        return self.forward(self.test[0])[-1]

    def product(self):
        np.matmul(self.a, self.b, out=self.c)


if __name__ == "__main__":
    worker.main(NumPy)
