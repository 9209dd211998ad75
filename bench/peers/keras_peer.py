"""Keras as the course writes it; KERAS_BACKEND chooses what computes."""

import os
import time

import numpy as np
import worker

if os.environ.get("KERAS_BACKEND") == "tensorflow":
    import tensorflow as tf

import keras
from keras import layers


class Keras(worker.Peer):
    def __init__(self, work, threads):
        super().__init__(work, threads)
        backend = keras.backend.backend()
        self.version = f"Keras {keras.__version__} on "
        if backend == "tensorflow":
            tf.config.threading.set_intra_op_parallelism_threads(threads)
            tf.config.threading.set_inter_op_parallelism_threads(threads)
            self.version += f"TensorFlow {tf.__version__}"
        else:
            import jax

            self.version += f"JAX {jax.__version__}"
        keras.utils.set_random_seed(1)
        (x, y), (test, labels) = worker.pictures()
        if work == "cnn":
            x, test = x[..., None], test[..., None]
            inner = [
                layers.Input((28, 28, 1)), layers.Conv2D(32, 3, activation="relu"), layers.MaxPooling2D(),
                layers.Conv2D(64, 3, activation="relu"), layers.MaxPooling2D(), layers.Flatten()]
        else:
            inner = [layers.Input((28, 28)), layers.Flatten()]
            inner += [layers.Dense(n, activation="relu") for n in worker.units(work)[1:-1]]
        self.x, self.y, self.test = x / 255.0, y, (test / 255.0, labels)
        self.model = keras.Sequential(inner + [layers.Dense(10, activation="softmax")])
        self.model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])

    def train(self):
        """One long `fit`, held between its epochs: what a `fit` does once is not part of an epoch."""
        turn = Turn()
        turn.start = time.perf_counter()
        self.model.fit(self.x, self.y, epochs=1_000_000, verbose=0, callbacks=[turn])
        return turn.word

    def predict(self):
        return self.model.predict(self.test[0], verbose=0)


class Turn(keras.callbacks.Callback):
    """Answers after an epoch and waits for the next word."""

    def on_epoch_end(self, epoch, logs=None):
        worker.answer(seconds=time.perf_counter() - self.start)
        self.word = worker.next_word()
        if self.word != "epoch":
            self.model.stop_training = True
        self.start = time.perf_counter()


if __name__ == "__main__":
    worker.main(Keras)
