"""The protocol of a measured process: it waits for a word on standard input, does it, and answers with a
line of JSON. `epoch` trains once through the data, `predict` predicts the 10,000 test pictures, `product`
multiplies two matrices of 1024 x 1024.

Between words a process waits and costs nothing, so that processes can take turns.
"""

import gzip
import json
import os
import pathlib
import sys
import time

import numpy as np

SIDE = 1024

# ---------------------------------------------------------------- the work


def pictures():
    """(training pictures, labels), (test pictures, labels) as bytes, from the four files of MNIST."""
    folder = pathlib.Path(os.environ["LESSON_DATA"]) / "mnist"

    def read(name, header):
        path = folder / name
        raw = path.read_bytes() if path.exists() else gzip.decompress((folder / (name + ".gz")).read_bytes())
        return np.frombuffer(raw, np.uint8, offset=header)

    def part(name):
        return read(f"{name}-images-idx3-ubyte", 16).reshape(-1, 28, 28), read(f"{name}-labels-idx1-ubyte", 8)

    return part("train"), part("t10k")


def units(work):
    """The widths of `784-20-10`."""
    return [int(width) for width in work.split("-")]


def glorot(rng, fan_in, fan_out, shape):
    limit = (6 / (fan_in + fan_out)) ** 0.5
    return rng.uniform(-limit, limit, shape).astype(np.float32)


# ---------------------------------------------------------------- the conversation


def next_word():
    return sys.stdin.readline().strip() or "quit"


def answer(**values):
    print(json.dumps(values), flush=True)


class Peer:
    """What a library's worker overrides. Everything is done when a function returns: nothing is left
    running on another thread."""

    version = ""

    def __init__(self, work, threads):
        self.work = work
        self.threads = threads

    def epoch(self):
        raise NotImplementedError

    def predict(self):
        """The 10,000 rows of probabilities."""
        raise NotImplementedError

    def product(self):
        """c = a b, of matrices made before."""
        raise NotImplementedError

    def accuracy(self):
        return float((np.asarray(self.predict()).argmax(1) == self.test[1]).mean())

    def train(self):
        """Epochs for as long as they are asked for; the first word that asks for something else."""
        word = "epoch"
        while word == "epoch":
            start = time.perf_counter()
            self.epoch()
            answer(seconds=time.perf_counter() - start)
            word = next_word()
        return word


def serve(peer):
    answer(ready=True, version=peer.version)
    word = next_word()
    while word != "quit":
        if word == "epoch":
            word = peer.train()
            continue
        if word in ("predict", "product"):
            start = time.perf_counter()
            getattr(peer, word)()
            answer(seconds=time.perf_counter() - start)
        elif word == "accuracy":
            answer(accuracy=peer.accuracy())
        else:
            answer(error=f"asked for '{word}', expected epoch, predict, product, accuracy or quit")
        word = next_word()


def main(make):
    """`worker.py` of a library: make(work, threads) is its peer. Arguments: the work and the threads."""
    work, threads = sys.argv[1], int(sys.argv[2])
    serve(make(work, threads))
