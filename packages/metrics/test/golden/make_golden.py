"""Computes the golden values of @vsc/metrics with numpy, scipy and scikit-learn, independently of the package.

Run in this folder: python3 make_golden.py > golden.json; npx biome format --write golden.json   (written with numpy 1.24, scipy 1.10, scikit-learn 1.2)
"""

import json
import sys

import numpy as np
from scipy.stats import entropy, sem
from sklearn.linear_model import Lasso, LogisticRegression
from sklearn.metrics import balanced_accuracy_score, mutual_info_score
from sklearn.neighbors import KNeighborsClassifier
from sklearn.tree import DecisionTreeClassifier

N, ATTRIBUTE_OF = 150, np.array([0, 0, 1, 1, 1, 2])
F, J, PENALTY = len(ATTRIBUTE_OF), 5, 0.05
rng = np.random.RandomState(7)

# Three attributes; codes: one follows feature 0, one attribute 1's presence, one mixes, one is noise, one is dead.
present = (rng.uniform(size=(N, 3)) < 0.5).astype(float)
values = rng.normal(scale=0.5, size=(N, F)).round(4)
sources = present[:, ATTRIBUTE_OF] * values
codes = np.stack(
    [
        2 * sources[:, 0] + 0.05 * rng.normal(size=N),
        present[:, 1] * (1 + 0.3 * rng.normal(size=N)),
        sources[:, 3] - 0.7 * sources[:, 5] + 0.1 * rng.normal(size=N),
        rng.normal(size=N),
        np.full(N, 0.25),
    ],
    axis=1,
).round(4)
gammas = np.clip(0.1 + 0.8 * present[:, [0, 1, 1, 2, 2]] * rng.uniform(0.5, 1, size=(N, J)), 0, 1).round(4)
gammas[:, 4] = 1
terms = {"kl": rng.gamma(2, size=N).round(4), "logLikelihood": (1e6 + rng.normal(size=N)).round(4)}


def corr(a, b):
    return 0.0 if np.ptp(a) == 0 or np.ptp(b) == 0 else np.corrcoef(a, b)[0, 1]


def table(rows, columns, entry):
    return np.array([[entry(i, j) for j in range(columns)] for i in range(rows)])


A = table(F, J, lambda i, j: abs(corr(abs(sources[:, i]), abs(codes[:, j]))))
A[A < 0.07] = 0

# The order as the authors' program has it: columns in units of their own mean, 1 or less being unused.
column_mean = A.mean(axis=0) + 1e-6
feature = np.where((A / column_mean).max(axis=0) <= 1, F, (A / column_mean).argmax(axis=0))
order = sorted(range(J), key=lambda j: (feature[j], -A[:, j].max()))

within = table(F, J, lambda i, j: corr(*(c[present[:, ATTRIBUTE_OF[i]] == 1] for c in (values[:, i], codes[:, j]))))

active = [j for j in range(J) if A[:, j].max() > 0.07]
attribute_scores = np.array([[A[ATTRIBUTE_OF == a, j].max() for a in range(3)] for j in active])
ranked = np.sort(attribute_scores, axis=1)
owned = sorted({int(ATTRIBUTE_OF[A[:, j].argmax()]) for j in range(J) if A[:, j].max() >= 0.3})

signed = table(F, J, lambda i, j: corr(sources[:, i], codes[:, j]))

# The correlation of drawn spikes with attributes, each example counted twice: on with weight gamma, off with 1 - gamma.
def phi(a, j):
    on, bit = np.repeat([1.0, 0.0], N), np.tile(present[:, a], 2)
    c = np.cov(on, bit, aweights=np.concatenate([gammas[:, j], 1 - gammas[:, j]]), ddof=0)
    return c[0, 1] / np.sqrt(c[0, 0] * c[1, 1]) if c[0, 0] > 0 else 0.0


recovery = table(3, J, phi)

# Presence by one threshold on one code, a tree of one split with balanced weights: chosen on even rows, judged on odd ones.
def presence_of(a):
    S, even, odd = present[:, a], slice(0, None, 2), slice(1, None, 2)
    stump = lambda: DecisionTreeClassifier(max_depth=1, class_weight="balanced")
    fits = [stump().fit(codes[even, j : j + 1], S[even]) for j in range(J)]
    score = lambda j, rows: balanced_accuracy_score(S[rows], fits[j].predict(codes[rows, j : j + 1]))
    best = max(range(J), key=lambda j: score(j, even))
    information = mutual_info_score(S[odd], discretise(codes[odd, best]))
    return {
        "latent": best,
        "accuracy": score(best, odd),
        "mutualInformation": information,
        "normalisedMutualInformation": information / mutual_info_score(S[odd], S[odd]),
    }


def discretise(column):
    return np.digitize(column, np.histogram(column, 20)[1][:-1])


told = [presence_of(a) for a in range(3)]
info = table(J, F, lambda j, i: mutual_info_score(discretise(sources[:, i]), discretise(codes[:, j])))
H = np.array([mutual_info_score(discretise(s), discretise(s)) for s in sources.T])
info.sort(axis=0)

r2 = table(J, F, lambda j, i: corr(sources[:, i], codes[:, j]) ** 2)
r2.sort(axis=0)

fit = np.arange(N) % 5 != 4
scale = np.where(codes[fit].std(axis=0) > 0, codes[fit].std(axis=0), 1)
X = (codes - codes[fit].mean(axis=0)) / scale
Y = (sources - sources[fit].mean(axis=0)) / sources[fit].std(axis=0)
R, explained = np.zeros((J, F)), []
for i in range(F):
    model = Lasso(alpha=PENALTY, fit_intercept=False, tol=1e-14, max_iter=100_000).fit(X[fit], Y[fit, i])
    R[:, i] = abs(model.coef_)
    error, total = ((Y[~fit, i] - model.predict(X[~fit])) ** 2).sum(), (Y[~fit, i] ** 2).sum()
    explained.append(max(0, 1 - error / total))
weight = R.sum()
disentanglement = ((1 - entropy(R.T + 1e-11, base=F)) * R.sum(axis=1)).sum() / weight
completeness = ((1 - entropy(R + 1e-11, base=J)) * R.sum(axis=0)).sum() / weight

# Modularity: the last code is dead, and counts as 0.
squares = table(J, F, lambda j, i: mutual_info_score(discretise(sources[:, i]), discretise(codes[:, j])) ** 2)[:4]
modularity = (1 - (squares.sum(axis=1) - squares.max(axis=1)) / (squares.max(axis=1) * (F - 1))).sum() / J

total_correlation = -np.linalg.slogdet(np.corrcoef(codes[:, :4].T))[1] / 2

# Batches for the FactorVAE score: for each feature 12 batches of 8 examples, a random one and its nearest in that feature.
batches = [
    [np.argsort(abs(values[:, i] - values[rng.randint(N), i]), kind="stable")[:8] for _ in range(12)] for i in range(F)
]
tables = np.zeros((2, F, 4))  # votes that make the classifier, votes that are scored
for i in range(F):
    for b in range(12):
        tables[int(b % 3 == 2), i, (codes[batches[i][b], :4].var(axis=0, ddof=1) / codes[:, :4].var(axis=0, ddof=1)).argmin()] += 1
factor_vae = tables[1][tables[0].argmax(axis=0), np.arange(4)].sum() / tables[1].sum()

# Classes: 10, 20, 30 for none, one, both of the first two attributes, for some examples at random.
labels = np.where(rng.uniform(size=N) < 0.2, rng.randint(3, size=N), present[:, 0] + present[:, 1]).astype(int) * 10 + 10
train, test = np.arange(N) < 90, np.arange(N) >= 90
logistic = LogisticRegression(C=1 / 0.5, multi_class="multinomial", solver="newton-cg", tol=1e-8, max_iter=10_000)
logistic.fit(codes[train], labels[train])
knn = KNeighborsClassifier(n_neighbors=5).fit(codes[train], labels[train])


def plain(x):
    if isinstance(x, dict):
        return {k: plain(v) for k, v in x.items()}
    if isinstance(x, list):
        return [plain(v) for v in x]
    return x.tolist() if isinstance(x, np.ndarray) else x


json.dump(
    plain(
        {
            "input": {
                "attributeOf": ATTRIBUTE_OF,
                "present": present.astype(int),
                "values": values,
                "codes": codes,
                "gammas": gammas,
                "terms": terms,
                "batches": batches,
                "labels": labels,
            },
            "expected": {
                "correlationMatrix": A,
                "latentOrder": order,
                "withinAttributeMatrix": within,
                "activeLatents": active,
                "correlationContrast": (ranked[:, -1] - ranked[:, :-1].mean(axis=1)).mean(),
                "attributesOwned": owned,
                "meanBestCorrelation": A.max(axis=1).mean(),
                "signedCorrelationMatrix": signed,
                "spikeRecovery": recovery,
                "presence": {"perAttribute": told, "accuracy": np.mean([t["accuracy"] for t in told])},
                "spikeVariation": gammas.std(axis=0),
                "meanSpikeProbability": gammas.mean(axis=0),
                "terms": {k: {"mean": v.mean(), "standardError": sem(v)} for k, v in terms.items()},
                "mig": ((info[-1] - info[-2]) / H).mean(),
                "sap": (r2[-1] - r2[-2]).mean(),
                "modularity": modularity,
                "factorVaeScore": factor_vae,
                "gaussianTotalCorrelation": total_correlation,
                "logisticRegression": {
                    "penalty": 0.5,
                    "weights": logistic.coef_,
                    "intercepts": logistic.intercept_,
                    "accuracy": logistic.score(codes[test], labels[test]),
                },
                "knnAccuracy": knn.score(codes[test], labels[test]),
                "lassoDci": {
                    "penalty": PENALTY,
                    "importance": R.T,
                    "disentanglement": disentanglement,
                    "completeness": completeness,
                    "informativeness": np.mean(explained),
                },
            },
        }
    ),
    sys.stdout,
)
