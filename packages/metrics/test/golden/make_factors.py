"""Computes golden values of the scores that know kinds of factors, with scikit-learn, independently of @vsc/metrics.

Run in this folder: python3 make_factors.py > factors.json; npx biome format --write factors.json   (written with numpy 1.24, scipy 1.10, scikit-learn 1.2)

The scores follow disentanglement_lib (evaluation/metrics: mig.py, sap_score.py, dci.py, modularity_explicitness.py).
"""

import json
import sys

import numpy as np
from scipy.stats import entropy
from sklearn.ensemble import GradientBoostingClassifier, GradientBoostingRegressor
from sklearn.metrics import mutual_info_score, r2_score
from sklearn.svm import LinearSVC

N, KINDS = 1000, ["continuous", "continuous", "discrete", "discrete"]
rng = np.random.RandomState(3)
noise = lambda scale: scale * rng.normal(size=N)

# Codes are whole numbers: one with up to 193 values, three with few, and one that is constant. Each has at most 255 values, so
# that histograms split as exactly as sorting does.
fine = (np.clip(rng.normal(size=N), -2.4, 2.4) / 0.025).round() + 96
ten, seven, five = rng.randint(10, size=N), rng.randint(7, size=N), rng.randint(5, size=N)
codes = np.stack([fine, ten, seven, five, np.full(N, 2)], axis=1).astype(int)
factors = np.stack(
    [
        (fine * 0.02 + 0.2 * ten + noise(0.3)).round(2),
        (np.abs(seven - 3) + 0.3 * five + 0.1 * ten + noise(0.3)).round(2),
        np.clip(np.floor((ten + noise(1.5) + 0.6 * seven) / 4), 0, 3) * 0.25,
        (five + 0.4 * seven + noise(1.2) > 3.2) * 2 - 1,
    ],
    axis=1,
)
J, F = codes.shape[1], factors.shape[1]
fit = np.arange(N) % 5 != 4


def discretise(column):
    return np.digitize(column, np.histogram(column, 20)[1][:-1])


as_they_are = [discretise(y) if kind == "continuous" else np.unique(y, return_inverse=True)[1] for y, kind in zip(factors.T, KINDS)]
info = np.array([[mutual_info_score(y, discretise(z)) for z in codes.T] for y in as_they_are])  # [F, J]
info[info < 1e-12] = 0
H = np.array([mutual_info_score(y, y) for y in as_they_are])
ranked = np.sort(info, axis=1)
mig = ((ranked[:, -1] - ranked[:, -2]) / H).mean()

squares = (info**2).T
most = squares.max(axis=1)
per_code = 1 - (squares.sum(axis=1) - most) / np.where(most > 0, most * (F - 1), 1)
per_code[most == 0] = 0


def sap_of(y, kind, z):
    if kind == "continuous":
        return 0.0 if np.ptp(z) == 0 else np.corrcoef(y, z)[0, 1] ** 2
    model = LinearSVC(C=0.01, class_weight="balanced", dual=False, tol=1e-12, max_iter=1000)
    labels = np.unique(y, return_inverse=True)[1]
    model.fit(z[fit, None], labels[fit])
    lines.append({"coef": model.coef_.ravel(), "intercept": model.intercept_})
    return (model.predict(z[~fit, None]) == labels[~fit]).mean()


lines = []
sap_scores = np.array([[sap_of(y, kind, z) for z in codes.T] for y, kind in zip(factors.T, KINDS)])
ranked_sap = np.sort(sap_scores, axis=1)


def boosted(which, y, kind, seed):
    x = codes[:, which]
    if kind == "continuous":
        model = GradientBoostingRegressor(random_state=seed).fit(x[fit], y[fit])
        score = lambda rows: max(0, r2_score(y[rows], model.predict(x[rows])))
    else:
        labels = np.unique(y, return_inverse=True)[1]
        model = GradientBoostingClassifier(random_state=seed).fit(x[fit], labels[fit])
        score = lambda rows: (model.predict(x[rows]) == labels[rows]).mean()
    return model.feature_importances_, score(fit), score(~fit)


def dci(which_codes, which_factors, seed=0):
    found = [boosted(which_codes, factors[:, i], KINDS[i], seed) for i in which_factors]
    R = np.array([each[0] for each in found]).T  # [J, F], as disentanglement_lib has it
    disentanglement = (1 - entropy(R.T + 1e-11, base=R.shape[1])) * R.sum(axis=1) if R.shape[1] > 1 else R.sum(axis=1)
    completeness = (1 - entropy(R + 1e-11, base=R.shape[0])) * R.sum(axis=0) if R.shape[0] > 1 else R.sum(axis=0)
    return {
        "importance": R.T,
        "disentanglement": disentanglement.sum() / R.sum(),
        "completeness": completeness.sum() / R.sum(),
        "informativenessTrain": np.mean([each[1] for each in found]),
        "informativeness": np.mean([each[2] for each in found]),
    }


# Codes of few values never split equally well, so that no chance is in these; with the fine one scikit-learn's own importances
# differ from seed to seed by some 1e-5, and by itself it has none to share.
coarse, again = dci([1, 2, 3, 4], [1, 2, 3]), dci([1, 2, 3, 4], [1, 2, 3], seed=1)
assert abs(coarse["importance"] - again["importance"]).max() < 1e-13


def plain(x):
    if isinstance(x, dict):
        return {k: plain(v) for k, v in x.items()}
    if isinstance(x, list):
        return [plain(v) for v in x]
    return x.tolist() if isinstance(x, np.ndarray) else x


json.dump(
    plain(
        {
            "input": {"kinds": KINDS, "factors": factors, "codes": codes},
            "expected": {
                "mig": mig,
                "modularity": per_code.mean(),
                "sap": (ranked_sap[:, -1] - ranked_sap[:, -2]).mean(),
                "lines": {"ofFourClasses": lines[2], "ofTwoClasses": lines[J + 3]},
                "accuracies": sap_scores[2:],
                "dci": {"coarse": coarse, "all": dci([0, 1, 2, 3, 4], [0]), "fine": dci([0], [0, 1])},
            },
        }
    ),
    sys.stdout,
)
