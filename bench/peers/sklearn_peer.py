"""scikit-learn's `MLPClassifier`, one epoch at a time."""

import warnings

import numpy as np
import sklearn
import worker
from sklearn.neural_network import MLPClassifier


class ScikitLearn(worker.Peer):
    version = f"scikit-learn {sklearn.__version__}"

    def __init__(self, work, threads):
        super().__init__(work, threads)
        (x, self.y), (test, labels) = worker.pictures()
        flat = lambda a: (a.reshape(len(a), -1) / 255.0).astype(np.float32)
        self.x, self.test = flat(x), (flat(test), labels)
        # Without its penalty on the weights, which the others do not have.
        self.model = MLPClassifier(
            hidden_layer_sizes=worker.units(work)[1:-1], batch_size=32, alpha=0, random_state=1)

    def epoch(self):
        self.model.partial_fit(self.x, self.y, classes=np.arange(10))

    def predict(self):
        return self.model.predict_proba(self.test[0])


if __name__ == "__main__":
    warnings.filterwarnings("ignore")
    worker.main(ScikitLearn)
