"""Runs what examples/export-and-run.ts exported: python examples/run_exported.py FOLDER

Needs numpy and onnxruntime.
"""

import sys
from pathlib import Path

import numpy as np
import onnxruntime as ort

folder = Path(sys.argv[1])
encoder = ort.InferenceSession(folder / "encoder.onnx")
decoder = ort.InferenceSession(folder / "decoder.onnx")

x = np.load(folder / "x.npy")
posterior = dict(zip([output.name for output in encoder.get_outputs()], encoder.run(None, {"x": x})))

# the likeliest code: a latent is on where its spike probability is above one half
z = np.where(posterior["gamma"] > 0.5, posterior["mu"], 0).astype(np.float32)
mean = decoder.run(["mean"], {"z": z})[0]
print(f"{np.count_nonzero(z)} latents on in {len(x)} images, error per pixel {np.abs(mean - x).mean():.4f}")
