"""Batch normalisation, evaluating with running statistics and training with the batch's own."""
import torch
from torch import nn

from networks import chain, stirred


def moved(module):
    """With weights and running statistics that are not those of the start."""
    stirred(module)
    module.running_mean += torch.randn_like(module.running_mean) / 2
    module.running_var *= 0.5 + torch.rand_like(module.running_var)
    return module


def batch_norm(kind):
    keys = ("eps", "momentum", "affine")
    return lambda p, shape: moved(getattr(nn, kind)(shape[1], **{k: p[k] for k in keys if k in p}))


MODULES = {kind: batch_norm(kind) for kind in ("BatchNorm1d", "BatchNorm2d")}


def cases():
    image, signal, vector = (3, 4, 5), (4, 5), (6,)
    settings = {
        "plain": {},
        "eps": {"eps": 0.1},
        "momentum": {"momentum": 0.7},
        "no_affine": {"affine": False},
        "all_at_once": {"eps": 0.01, "momentum": 1.0, "affine": False},
    }
    cases = {}
    for mode, train in (("evaluates", {}), ("trains", {"train": True})):
        for name, p in settings.items():
            cases[f"batchnorm2d_{name}_{mode}"] = (chain(image, ("bn", "BatchNorm2d", p), head=3), 5, "normal", train)
            cases[f"batchnorm1d_{name}_{mode}"] = (chain(signal if name == "eps" else vector, ("bn", "BatchNorm1d", p), head=3),
                                                   7, "wide", train)
        conv = {"kernel_size": [3, 3], "padding": [1, 1], "bias": False}
        cases[f"batchnorm_residual_{mode}"] = (
            chain(image, ("conv", "Conv2d", {"out_channels": 4, **conv}), ("bn", "BatchNorm2d", {}), ("relu", "ReLU", {}),
                  ("conv2", "Conv2d", {"out_channels": 4, **conv}), ("bn2", "BatchNorm2d", {}),
                  ("add", "Add", {}, ["bn2", "relu"]), ("pool", "AdaptiveAvgPool2d", {}), ("flatten", "Flatten", {}),
                  ("fc", "Linear", {"out_features": 3}), head={}), 9, "normal", train)
        cases[f"batchnorm_one_image_{mode}"] = (chain(image, ("bn", "BatchNorm2d", {}), head=3), 1, "normal", train)
        cases[f"batchnorm_many_{mode}"] = (chain((2,), ("bn", "BatchNorm1d", {}), head={}), 37, "normal", train)
    return cases
