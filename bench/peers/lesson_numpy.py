"""The first lesson as a NumPy program: from its first import to its last picture.

    lesson_numpy.py --epochs 20 --folder pictures
"""

import argparse
import pathlib

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
import worker
from numpy_peer import NumPy


def show(images, captions, path):
    figure, axes = plt.subplots(1, len(images), figsize=(len(images), 1.4))
    for picture, caption, axis in zip(images, captions, axes):
        axis.imshow(picture, cmap="gray_r")
        axis.set_title(caption, fontsize=8)
        axis.axis("off")
    figure.savefig(path)
    plt.close(figure)


def plot(losses, path):
    figure, axis = plt.subplots()
    axis.plot(range(1, len(losses) + 1), losses)
    axis.set_xlabel("epoch")
    axis.set_ylabel("loss")
    figure.savefig(path)
    plt.close(figure)


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--epochs", type=int, default=20)
    parser.add_argument("--folder", type=pathlib.Path, required=True)
    return parser.parse_args()


class Lesson(NumPy):
    """The same loop, which also adds up the loss and the right answers."""

    def epoch(self):
        self.sum = self.right = 0
        super().epoch()
        return self.sum / len(self.x), self.right / len(self.x)

    def backward(self, activations, y):
        p = activations[-1]
        self.sum -= np.log(p[np.arange(len(y)), y]).sum()
        self.right += (p.argmax(axis=1) == y).sum()
        super().backward(activations, y)

    def evaluate(self, x, y):
        p = self.forward(x)[-1]
        return -np.log(p[np.arange(len(y)), y]).mean(), (p.argmax(axis=1) == y).mean()


def main():
    given = arguments()
    given.folder.mkdir(parents=True, exist_ok=True)
    data = (images, labels), (val_images, val_labels) = worker.pictures()
    print(images.shape, labels.shape, val_images.shape, val_labels.shape)
    show(images[:10], labels[:10], given.folder / "look.png")

    model = Lesson("784-20-10", 1, data)
    history = []
    for number in range(given.epochs):
        loss, accuracy = model.epoch()
        history.append(loss)
        print(f"Epoch {number + 1}/{given.epochs} - loss: {loss:.4f} - accuracy: {accuracy:.4f}")
    plot(history, given.folder / "loss.png")

    print("training:  ", *model.evaluate(model.x, model.y))
    print("validation:", *model.evaluate(*model.test))
    classifications = model.predict()
    answers = classifications.argmax(axis=1)
    wrong = np.flatnonzero(answers != val_labels)
    print(classifications[0], val_labels[0], f"{len(wrong)} of {len(answers)} pictures read wrongly")
    show(val_images[wrong[:10]], [f"{val_labels[i]}, read as {answers[i]}" for i in wrong[:10]],
         given.folder / "wrong.png")


if __name__ == "__main__":
    main()
