"""The first lesson as a Keras program: from its first import to its last picture.

    lesson_keras.py --epochs 20 --folder pictures
"""

import lesson_numpy as lesson
import numpy as np
import worker

import keras
from keras.layers import Dense, Flatten


def main():
    given = lesson.arguments()
    given.folder.mkdir(parents=True, exist_ok=True)
    (images, labels), (val_images, val_labels) = worker.pictures()
    print(images.shape, labels.shape, val_images.shape, val_labels.shape)
    lesson.show(images[:10], labels[:10], given.folder / "look.png")

    training_images, validation_images = images / 255.0, val_images / 255.0
    model = keras.Sequential([
        keras.Input((28, 28)), Flatten(), Dense(20, activation="relu"), Dense(10, activation="softmax")])
    model.summary()
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    history = model.fit(training_images, labels, epochs=given.epochs, verbose=2)
    lesson.plot(history.history["loss"], given.folder / "loss.png")

    print("training:  ", model.evaluate(training_images, labels, verbose=0))
    print("validation:", model.evaluate(validation_images, val_labels, verbose=0))
    classifications = model.predict(validation_images, verbose=0)
    answers = classifications.argmax(axis=1)
    wrong = np.flatnonzero(answers != val_labels)
    print(classifications[0], val_labels[0], f"{len(wrong)} of {len(answers)} pictures read wrongly")
    lesson.show(val_images[wrong[:10]], [f"{val_labels[i]}, read as {answers[i]}" for i in wrong[:10]],
                given.folder / "wrong.png")


if __name__ == "__main__":
    main()
