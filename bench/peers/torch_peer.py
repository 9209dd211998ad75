"""PyTorch: the data as tensors in memory and the fused Adam, its faster way on a processor."""

import numpy as np
import torch
import worker
from torch import nn


class Torch(worker.Peer):
    version = f"PyTorch {torch.__version__}"

    def __init__(self, work, threads):
        super().__init__(work, threads)
        torch.set_num_threads(threads)
        torch.manual_seed(1)
        if work == "product":
            self.a, self.b, self.c = (torch.rand(worker.SIDE, worker.SIDE) for _ in range(3))
            return
        (x, y), (test, labels) = worker.pictures()
        floats = lambda a: torch.from_numpy((a / 255.0).astype(np.float32))
        self.x, self.y = floats(x), torch.from_numpy(y.astype(np.int64))
        self.test = (floats(test), labels)
        if work == "cnn":
            self.x, self.test = self.x[:, None], (self.test[0][:, None], labels)
            inner = [nn.Conv2d(1, 32, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(32, 64, 3), nn.ReLU(),
                     nn.MaxPool2d(2), nn.Flatten(), nn.Linear(1600, 10)]
        else:
            sizes = worker.units(work)
            inner = [nn.Flatten()]
            for m, n in zip(sizes, sizes[1:]):
                inner += [nn.Linear(m, n), nn.ReLU()]
            inner.pop()
        self.model = nn.Sequential(*inner)
        self.optimizer = torch.optim.Adam(self.model.parameters(), lr=1e-3, eps=1e-7, fused=True)

    def epoch(self):
        self.model.train()
        order = torch.randperm(len(self.x))
        x, y = self.x[order], self.y[order]
        for start in range(0, len(x), 32):
            self.optimizer.zero_grad(set_to_none=True)
            loss = nn.functional.cross_entropy(self.model(x[start : start + 32]), y[start : start + 32])
            loss.backward()
            self.optimizer.step()

    def predict(self):
        self.model.eval()
        with torch.no_grad():
            return self.model(self.test[0]).softmax(1).numpy()

    def product(self):
        torch.mm(self.a, self.b, out=self.c)


if __name__ == "__main__":
    worker.main(Torch)
