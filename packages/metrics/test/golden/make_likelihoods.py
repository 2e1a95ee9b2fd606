"""Computes log densities and exact log likelihoods for the importance-weighted bound with numpy and scipy.

Run in this folder: python3 make_likelihoods.py > likelihoods.json; npx biome format --write likelihoods.json
(written with numpy 1.24, scipy 1.10)

The models are x = W z + b + 0.4 e of normal e, so that log p(x) is a Gaussian integral for every pattern of spikes.
"""

import itertools
import json
import sys

import numpy as np
from scipy.special import logsumexp
from scipy.stats import multivariate_normal, norm

M, J, K, B, NOISE, ALPHA = 4, 3, 2, 8, 0.4, 0.3
rng = np.random.RandomState(11)

# Two components; some z exactly 0.
mu = rng.normal(size=(K, J)).round(3)
log_var = rng.normal(scale=0.7, size=(K, J)).round(3)
log_gamma = np.log(rng.uniform(0.1, 0.95, size=(K, J))).round(6)
z = (rng.normal(size=(B, J)) * (rng.uniform(size=(B, J)) < 0.6)).round(3)

slab = norm.logpdf(z[:, None], mu, np.exp(log_var / 2))  # [B, K, J]
spike_and_slab = np.where(z[:, None] == 0, np.log(1 - np.exp(log_gamma)), log_gamma + slab).sum(axis=2)


def log_likelihood(x, W, b, mean, variance, gamma):
    """log p(x) for z_j ~ gamma_j N(mean_j, variance_j) + (1 - gamma_j) delta, summed over all 2^J patterns of spikes."""
    terms = []
    for on in itertools.product([False, True], repeat=J):
        on = np.array(on)
        weight = np.where(on, gamma, 1 - gamma).prod()
        if weight == 0:
            continue
        covariance = W[:, on] @ np.diag(variance[on]) @ W[:, on].T + NOISE**2 * np.eye(M)
        terms.append(np.log(weight) + multivariate_normal.logpdf(x, b + W[:, on] @ mean[on], covariance))
    return logsumexp(terms, axis=0)


def exact(W, b, x):
    zero, one = np.zeros(J), np.ones(J)
    components = [log_likelihood(x, W, b, mu[k], np.exp(log_var[k]), np.exp(log_gamma[k])) for k in range(K)]
    return {
        "gaussian": log_likelihood(x, W, b, zero, one, one),
        "spikeAndSlab": log_likelihood(x, W, b, zero, one, ALPHA * one),
        "mixture": logsumexp(components, axis=0) - np.log(K),
    }


def model(W):
    b = rng.normal(size=M).round(3)
    z = np.where(rng.uniform(size=(B, J)) < 0.5, rng.normal(size=(B, J)), 0)
    x = (z @ W.T + b + NOISE * rng.normal(size=(B, M))).round(3)
    return {"weights": W, "bias": b, "x": x, "logLikelihood": exact(W, b, x)}


# Under orthogonal columns the latents stay independent given x, so that a factorised posterior can be exact.
W = np.array([[1, 1, 0.5], [1, -1, 0.5], [1, 0, -1], [0, 0, 0]])
models = {"orthogonal": model(W), "oblique": model(W + rng.normal(scale=0.2, size=(M, J)).round(3))}


def plain(x):
    if isinstance(x, dict):
        return {k: plain(v) for k, v in x.items()}
    return x.tolist() if isinstance(x, np.ndarray) else x


json.dump(
    plain(
        {
            "components": {"mu": mu, "logVar": log_var, "logGamma": log_gamma},
            "z": z,
            "logDensity": {
                "gaussian": slab.sum(axis=2),
                "spikeAndSlab": spike_and_slab,
                "gaussianMixture": logsumexp(slab.sum(axis=2), axis=1) - np.log(K),
                "spikeAndSlabMixture": logsumexp(spike_and_slab, axis=1) - np.log(K),
                "standardNormal": norm.logpdf(z).sum(axis=1),
                "fixedPrior": np.where(z == 0, np.log(1 - ALPHA), np.log(ALPHA) + norm.logpdf(z)).sum(axis=1),
            },
            "noise": NOISE,
            "alpha": ALPHA,
            "models": models,
        }
    ),
    sys.stdout,
)
