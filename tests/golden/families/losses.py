"""The losses that take numbers: differences, and yes or no at each output."""
import numpy as np
import torch
from torch import nn

from networks import chain, exact

MODULES = {}


class NumberLoss(nn.Module):
    """A loss of (output, target) of one shape; classes become one-hot along the last axis."""

    def __init__(self, loss, shares=False):
        super().__init__()
        self.loss, self.shares = loss, shares

    def forward(self, output, target):
        if not target.is_floating_point():
            target = nn.functional.one_hot(target, output.shape[-1]).to(output.dtype)
        return self.loss(output, target)

    def draw(self, generator, output):
        """Numbers like the outputs; or shares, of which half are a plain 0 or 1."""
        if not self.shares:
            return exact(2 * generator.standard_normal(output.shape))
        hard = generator.integers(0, 2, output.shape)
        return exact(np.where(generator.random(output.shape) < 0.5, hard, generator.random(output.shape)))

    @staticmethod
    def draw_classes(generator, output):
        return torch.from_numpy(generator.integers(0, output.shape[-1], output.shape[:-1]))


LOSSES = {
    "BCEWithLogitsLoss": lambda p: NumberLoss(nn.BCEWithLogitsLoss(), shares=True),
    "MSELoss": lambda p: NumberLoss(nn.MSELoss()),
    "L1Loss": lambda p: NumberLoss(nn.L1Loss()),
    "SmoothL1Loss": lambda p: NumberLoss(nn.SmoothL1Loss(beta=p.get("beta", 1.0))),
}


def loss_cases(name, kind, params):
    def network(shape, *nodes):
        return chain(shape, *nodes, ("loss", kind, params), head=None)

    fc = ("fc", "Linear", {"out_features": 5})
    conv = ("conv", "Conv2d", {"out_channels": 2, "kernel_size": [3, 3], "padding": [1, 1]})
    return {
        f"{name}_vector": (network((7,), fc), 9, "normal"),
        f"{name}_one_number": (network((4,), ("fc", "Linear", {"out_features": 1})), 5, "normal"),
        f"{name}_one_sample": (network((6,)), 1, "normal"),
        f"{name}_sequence": (network((6, 4), fc), 3, "wide"),
        f"{name}_image": (network((3, 6, 5), conv), 10, "normal"),
        f"{name}_far": (network((10,)), 5, "huge"),
        f"{name}_classes": (network((7,), fc), 9, "normal", {"classes": True}),
        f"{name}_classes_of_a_sequence": (network((6, 4)), 3, "wide", {"classes": True}),
    }


def cases():
    return {
        **loss_cases("bce", "BCEWithLogitsLoss", {}),
        **loss_cases("mse", "MSELoss", {}),
        **loss_cases("l1", "L1Loss", {}),
        **loss_cases("smooth_l1", "SmoothL1Loss", {}),
        **loss_cases("smooth_l1_narrow", "SmoothL1Loss", {"beta": 0.3}),
        **loss_cases("smooth_l1_wide", "SmoothL1Loss", {"beta": 2.5}),
        **loss_cases("smooth_l1_zero", "SmoothL1Loss", {"beta": 0.0}),
    }
