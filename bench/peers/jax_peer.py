"""JAX by hand: one compiled function is one epoch, a `lax.scan` over the batches of a shuffled order.

This is the fastest way that we know to train such a network in Python.
"""

import functools

import jax
import jax.numpy as jnp
import numpy as np
import worker


def forward(parameters, x):
    for w, b in parameters[:-1]:
        x = jax.nn.relu(x @ w + b)
    w, b = parameters[-1]
    return x @ w + b


def loss(parameters, x, y):
    shares = jax.nn.log_softmax(forward(parameters, x))
    return -jnp.take_along_axis(shares, y[:, None], axis=1).mean()


def step(state, x, y):
    parameters, first, second, steps = state
    steps += 1
    value, gradients = jax.value_and_grad(loss)(parameters, x, y)
    rate = 1e-3 * jnp.sqrt(1 - 0.999**steps) / (1 - 0.9**steps)
    each = jax.tree.map
    first = each(lambda m, g: m + (g - m) * 0.1, first, gradients)
    second = each(lambda v, g: v + (g * g - v) * 0.001, second, gradients)
    parameters = each(lambda p, m, v: p - rate * m / (jnp.sqrt(v) + 1e-7), parameters, first, second)
    return (parameters, first, second, steps), value


@functools.partial(jax.jit, donate_argnums=0)
def epoch(state, key, x, y):
    order = jax.random.permutation(key, len(x))

    def body(state, batch):
        chosen = jax.lax.dynamic_slice(order, (batch * 32,), (32,))
        return step(state, x[chosen], y[chosen])

    return jax.lax.scan(body, state, jnp.arange(len(x) // 32))


class JAX(worker.Peer):
    version = f"JAX {jax.__version__}"

    def __init__(self, work, threads):
        super().__init__(work, threads)
        (x, y), (test, labels) = worker.pictures()
        flat = lambda a: (a.reshape(len(a), -1) / 255.0).astype(np.float32)
        self.x, self.y = jnp.asarray(flat(x)), jnp.asarray(y.astype(np.int32))
        self.test = (jnp.asarray(flat(test)), labels)
        rng, sizes = np.random.default_rng(1), worker.units(work)
        parameters = [
            (jnp.asarray(worker.glorot(rng, m, n, (m, n))), jnp.zeros(n)) for m, n in zip(sizes, sizes[1:])
        ]
        zeros = lambda: jax.tree.map(jnp.zeros_like, parameters)
        self.state = (parameters, zeros(), zeros(), jnp.int32(0))
        self.key = jax.random.key(1)
        self.probabilities = jax.jit(lambda parameters, x: jax.nn.softmax(forward(parameters, x)))

    def epoch(self):
        self.key, key = jax.random.split(self.key)
        self.state, losses = epoch(self.state, key, self.x, self.y)
        jax.block_until_ready((self.state, losses))

    def predict(self):
        return np.asarray(self.probabilities(self.state[0], self.test[0]))


if __name__ == "__main__":
    worker.main(JAX)
