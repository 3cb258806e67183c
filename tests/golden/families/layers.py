"""Convolution, pooling, activations, norms, dense and shape layers, and the loss of classes."""
import functools

import torch
from torch import nn

from networks import chain, stirred

ACTIVATIONS = ("ReLU", "LeakyReLU", "PReLU", "ELU", "SELU", "GELU", "SiLU", "Mish", "Hardswish", "Sigmoid", "Tanh",
               "Softplus")


def pooling(kind, p, **more):
    return getattr(nn, kind)(p["kernel_size"], p.get("stride"), p.get("padding", 0), **more)


def convolution(p, shape):
    keys = ("stride", "padding", "dilation", "groups", "bias")
    return nn.Conv2d(shape[1], p["out_channels"], p["kernel_size"], **{k: p[k] for k in keys if k in p})


def upsample(p, shape):
    scale = p.get("scale_factor", [2, 2])
    scale = [scale, scale] if isinstance(scale, int) else scale
    return nn.Upsample(scale_factor=tuple(float(s) for s in scale), mode=p.get("mode", "nearest"))


class ClassLoss(nn.CrossEntropyLoss):
    """Takes (N, C), or (N, T, C) where PyTorch's wants (N, C, T)."""

    def forward(self, logits, target):
        return super().forward(logits.movedim(-1, 1) if logits.dim() > 2 else logits, target)

    @staticmethod
    def draw(generator, logits):
        return torch.from_numpy(generator.integers(0, logits.shape[-1], logits.shape[:-1]))


def activation(kind):
    return lambda p, shape: getattr(nn, kind)(**p)


MODULES = {
    "Conv2d": convolution,
    "MaxPool2d": lambda p, shape: pooling("MaxPool2d", p),
    "AvgPool2d": lambda p, shape: pooling("AvgPool2d", p, count_include_pad=p.get("count_include_pad", True)),
    "AdaptiveAvgPool2d": lambda p, shape: nn.AdaptiveAvgPool2d(p.get("output_size", [1, 1])),
    "Upsample": upsample,
    "LayerNorm": lambda p, shape: stirred(nn.LayerNorm(shape[-1], eps=p.get("eps", 1e-5))),
    "GroupNorm": lambda p, shape: stirred(nn.GroupNorm(p.get("num_groups", 1), shape[1], eps=p.get("eps", 1e-5))),
    "Dropout2d": lambda p, shape: nn.Dropout2d(p.get("p", 0.5)),
    "Linear": lambda p, shape: nn.Linear(shape[-1], p["out_features"], bias=p.get("bias", True)),
    **{kind: activation(kind) for kind in ACTIVATIONS},
    "Softmax": lambda p, shape: nn.Softmax(p.get("dim", -1)),
    "Dropout": lambda p, shape: nn.Dropout(p.get("p", 0.5)),
    "Flatten": lambda p, shape: nn.Flatten(p.get("start_dim", 1)),
}
LOSSES = {"CrossEntropyLoss": lambda p: ClassLoss(label_smoothing=p.get("label_smoothing", 0.0))}
FUNCTIONS = {
    "Add": lambda inputs, p: sum(inputs[1:], inputs[0]),
    "Multiply": lambda inputs, p: functools.reduce(torch.mul, inputs),
    "Concat": lambda inputs, p: torch.cat(inputs, p.get("dim", 1)),
    "Reshape": lambda inputs, p: inputs[0].reshape(inputs[0].shape[0], *p.get("shape", [-1])),
    "Permute": lambda inputs, p: inputs[0].permute(p.get("dims", [0, 2, 1])),
    "Select": lambda inputs, p: inputs[0].select(p.get("dim", 1), p.get("index", -1)),
}


def conv(shape, **params):
    return chain(shape, ("conv", "Conv2d", params))


def pool(shape, **params):
    return chain(shape, ("pool", "MaxPool2d", params))


def activation_cases():
    """Every activation on images and rows, near zero and far from it, alone and in the middle of a network."""
    settings = {kind: [{}] for kind in (*ACTIVATIONS[1:], "Softmax")}
    settings["LeakyReLU"] = [{}, {"negative_slope": 0.2}]
    settings["ELU"] = [{}, {"alpha": 0.7}]
    cases = {}
    for kind, variants in settings.items():
        for index, params in enumerate(variants):
            node = ("act", kind, params)
            name = kind.lower() + ("" if index == 0 else f"_{index + 1}")
            cases.update({
                f"{name}_image": (chain((3, 6, 5), node), 3, "normal"),
                f"{name}_vector": (chain((12,), node), 9, "wide"),
                f"{name}_sequence": (chain((6, 4), node), 2, "wide"),
                f"{name}_extreme": (chain((10,), node), 5, "far"),
                f"{name}_inside": (chain((7,), ("fc", "Linear", {"out_features": 5}), node, head={}), 1, "normal"),
            })
    for dim in (1, 2, -2):
        cases[f"softmax_dim_{dim}"] = (chain((3, 4, 5), ("act", "Softmax", {"dim": dim})), 3, "wide")
    return cases


def mean_cases():
    image = (2, 7, 6)
    conv3 = ("conv", "Conv2d", {"out_channels": 4, "kernel_size": [3, 3]})
    settings = {
        "avg_plain": ("AvgPool2d", {"kernel_size": [2, 2]}),
        "avg_overlap": ("AvgPool2d", {"kernel_size": [3, 2], "stride": [1, 2]}),
        "avg_gaps": ("AvgPool2d", {"kernel_size": 2, "stride": 3}),
        "avg_padding": ("AvgPool2d", {"kernel_size": [3, 4], "stride": [2, 2], "padding": [1, 2]}),
        "avg_padding_left_out": ("AvgPool2d", {"kernel_size": [3, 2], "stride": [2, 1], "padding": [1, 1],
                                               "count_include_pad": False}),
        "avg_whole": ("AvgPool2d", {"kernel_size": [7, 6]}),
        "adaptive_one": ("AdaptiveAvgPool2d", {}),
        "adaptive_uneven": ("AdaptiveAvgPool2d", {"output_size": [3, 4]}),
        "adaptive_same": ("AdaptiveAvgPool2d", {"output_size": [7, 6]}),
        "adaptive_larger": ("AdaptiveAvgPool2d", {"output_size": [9, 8]}),
        "adaptive_number": ("AdaptiveAvgPool2d", {"output_size": 2}),
        "upsample_nearest": ("Upsample", {}),
        "upsample_nearest_oblong": ("Upsample", {"scale_factor": [1, 3]}),
        "upsample_bilinear": ("Upsample", {"mode": "bilinear"}),
        "upsample_bilinear_3": ("Upsample", {"mode": "bilinear", "scale_factor": 3}),
        "upsample_bilinear_oblong": ("Upsample", {"mode": "bilinear", "scale_factor": [4, 1]}),
        "dropout2d_evaluates": ("Dropout2d", {"p": 0.7}),
    }
    cases = {name: (chain(image, ("act", kind, params)), 3, "normal") for name, (kind, params) in settings.items()}
    cases["avg_inside"] = (chain(image, conv3, ("act", "AvgPool2d", {"kernel_size": [2, 2]}),
                                 ("act2", "AvgPool2d", {"kernel_size": [2, 1]})), 2, "normal")
    cases["upsample_inside"] = (chain((2, 3, 3), ("up", "Upsample", {"mode": "bilinear"}), conv3), 2, "normal")
    cases["adaptive_inside"] = (chain(image, conv3, ("act", "AdaptiveAvgPool2d", {}), ("flatten", "Flatten", {}),
                                      head={}), 9, "normal")
    return cases


def norm_cases():
    image, sequence = (6, 4, 3), (5, 4)
    conv6 = ("conv", "Conv2d", {"out_channels": 6, "kernel_size": [2, 2]})
    linear = ("fc", "Linear", {"out_features": 8})
    settings = {
        "layernorm_vector": ((12,), [("act", "LayerNorm", {})]),
        "layernorm_sequence": (sequence, [("act", "LayerNorm", {})]),
        "layernorm_image": (image, [("act", "LayerNorm", {})]),
        "layernorm_eps": (sequence, [("act", "LayerNorm", {"eps": 0.5})]),
        "layernorm_inside": (sequence, [linear, ("act", "LayerNorm", {}), ("gelu", "GELU", {}), ("fc2", "Linear", {"out_features": 3})]),
        # No bias: the norm takes any constant away again, so its gradient is zero but for rounding.
        "layernorm_after_conv": (image, [("conv", "Conv2d", {"out_channels": 4, "kernel_size": [2, 1], "bias": False}),
                                         ("act", "LayerNorm", {})]),
        "groupnorm_one": (image, [("act", "GroupNorm", {})]),
        "groupnorm_two": (image, [("act", "GroupNorm", {"num_groups": 2})]),
        "groupnorm_each": (image, [("act", "GroupNorm", {"num_groups": 6, "eps": 0.01})]),
        "groupnorm_vector": ((12,), [("act", "GroupNorm", {"num_groups": 3})]),
        "groupnorm_sequence": ((4, 5), [("act", "GroupNorm", {"num_groups": 2})]),
        "groupnorm_inside": (image, [conv6, ("act", "GroupNorm", {"num_groups": 3}), ("relu", "SiLU", {}),
                                     ("conv2", "Conv2d", {"out_channels": 2, "kernel_size": [2, 1]})]),
    }
    return {name: (chain(shape, *nodes), 9 if "one" in name else 3, "normal") for name, (shape, nodes) in settings.items()}


def shape_cases():
    image, sequence = (4, 6, 5), (5, 4)
    wide = ("wide", "Conv2d", {"out_channels": 3, "kernel_size": [3, 3], "padding": [1, 1]}, ["input"])
    narrow = ("narrow", "Conv2d", {"out_channels": 2, "kernel_size": [1, 1]}, ["input"])
    same = ("same", "Conv2d", {"out_channels": 4, "kernel_size": [1, 1]}, ["input"])
    long = ("long", "Linear", {"out_features": 7}, ["input"])
    cases = {
        "multiply_images": chain(image, same, ("act", "Multiply", {}, ["input", "same"])),
        "multiply_three": chain((6,), ("a", "Linear", {"out_features": 6}, ["input"]),
                                ("b", "Sigmoid", {}, ["a"]), ("act", "Multiply", {}, ["a", "b", "input"])),
        "multiply_square": chain((6,), ("a", "Linear", {"out_features": 5}), ("act", "Multiply", {}, ["a", "a"])),
        "multiply_gate": chain(sequence, ("a", "Linear", {"out_features": 3}, ["input"]),
                               ("b", "Linear", {"out_features": 3}, ["input"]), ("gate", "Sigmoid", {}, ["b"]),
                               ("act", "Multiply", {}, ["gate", "a"])),
        "multiply_inputs": chain(image, ("act", "Multiply", {}, ["input", "input", "input"])),
        "concat_channels": chain(image, wide, narrow, ("act", "Concat", {}, ["wide", "input", "narrow"])),
        "concat_then_conv": chain(image, wide, narrow, ("act", "Concat", {"dim": 1}, ["wide", "narrow"]),
                                  ("conv", "Conv2d", {"out_channels": 2, "kernel_size": [2, 2]})),
        "concat_rows_of_images": chain(image, ("pool", "MaxPool2d", {"kernel_size": [2, 1]}, ["input"]),
                                       ("act", "Concat", {"dim": 2}, ["input", "pool"])),
        "concat_columns_of_images": chain(image, ("pool", "MaxPool2d", {"kernel_size": [1, 2]}, ["input"]),
                                          ("act", "Concat", {"dim": -1}, ["pool", "input"])),
        "concat_vectors": chain((6,), long, ("act", "Concat", {}, ["input", "long"])),
        "concat_sequences": chain(sequence, long, ("act", "Concat", {"dim": 2}, ["long", "input", "long"])),
        "reshape_flat": chain(image, ("act", "Reshape", {})),
        "reshape_image": chain((60,), ("act", "Reshape", {"shape": [3, 4, 5]}),
                               ("conv", "Conv2d", {"out_channels": 2, "kernel_size": [2, 2]})),
        "reshape_open": chain(image, ("act", "Reshape", {"shape": [8, -1]}), long[:3]),
        "reshape_after_conv": chain(image, wide, ("act", "Reshape", {"shape": [6, 15]}, ["wide"]), long[:3]),
        "reshape_shared": chain((12,), ("act", "Reshape", {"shape": [3, 4]}, ["input"]), ("relu", "Sigmoid", {}, ["act"]),
                                ("add", "Add", {}, ["act", "relu"])),
        "permute_sequence": chain(sequence, ("act", "Permute", {}), long[:3]),
        "permute_last_first": chain(image, ("act", "Permute", {"dims": [0, 3, 1, 2]})),
        "permute_back": chain(image, ("act", "Permute", {"dims": [0, 2, 3, 1]})),
        "permute_negative": chain(image, ("act", "Permute", {"dims": [0, -1, -2, 1]})),
        "permute_nothing": chain(image, ("act", "Permute", {"dims": [0, 1, 2, 3]})),
        "select_last_step": chain(sequence, ("act", "Select", {})),
        "select_first_step": chain(sequence, long[:3], ("act", "Select", {"dim": 1, "index": 0})),
        "select_column": chain(image, ("act", "Select", {"dim": -1, "index": 3})),
        "select_row": chain(image, wide, ("act", "Select", {"dim": 2, "index": -2}, ["wide"])),
        "select_channel_twice": chain(image, ("act", "Select", {"dim": 1, "index": 1}, ["input"]),
                                      ("other", "Select", {"dim": 1, "index": 2}, ["input"]),
                                      ("add", "Add", {}, ["act", "other"])),
    }
    return {name: (graph, 3, "normal") for name, graph in cases.items()}


def cases():
    """name -> (graph, batch, how the inputs are drawn)."""
    image = (3, 6, 5)
    linear = ("fc", "Linear", {"out_features": 5})
    return {
        "conv_plain": (conv(image, out_channels=4, kernel_size=[3, 3]), 3, "normal"),
        "conv_1x1": (conv(image, out_channels=5, kernel_size=1), 5, "normal"),
        "conv_stride_padding": (conv(image, out_channels=4, kernel_size=[3, 3], stride=[2, 2], padding=[1, 1]), 5, "normal"),
        "conv_oblong": (conv(image, out_channels=3, kernel_size=[2, 5], stride=[1, 2], padding=[1, 2]), 3, "normal"),
        "conv_stride_over_kernel": (conv(image, out_channels=2, kernel_size=[2, 1], stride=[3, 4]), 3, "normal"),
        "conv_wide_padding": (conv((2, 4, 5), out_channels=3, kernel_size=[3, 3], padding=[2, 2]), 3, "normal"),
        "conv_dilation": (conv((2, 9, 8), out_channels=3, kernel_size=[3, 2], dilation=[2, 3], padding=[1, 0]), 3, "normal"),
        "conv_all_at_once": (conv((4, 7, 5), out_channels=6, kernel_size=[3, 2], stride=[2, 1], padding=[2, 1],
                                  dilation=[2, 3], groups=2, bias=False), 9, "normal"),
        "conv_groups": (conv((4, 6, 5), out_channels=6, kernel_size=[3, 3], groups=2), 3, "normal"),
        "conv_depthwise": (conv((5, 4, 4), out_channels=10, kernel_size=[3, 3], groups=5, padding=[1, 1]), 3, "normal"),
        "conv_no_bias": (conv(image, out_channels=4, kernel_size=[3, 3], bias=False), 3, "normal"),
        "conv_whole_input": (conv(image, out_channels=4, kernel_size=[6, 5]), 3, "normal"),
        "conv_many_channels": (conv((17, 3, 3), out_channels=19, kernel_size=[2, 2]), 2, "normal"),
        "pool_plain": (pool(image, kernel_size=[2, 2]), 9, "normal"),
        "pool_overlap": (pool(image, kernel_size=[3, 3], stride=[2, 1]), 3, "normal"),
        "pool_gaps": (pool(image, kernel_size=2, stride=3), 3, "normal"),
        "pool_padding": (pool(image, kernel_size=[3, 2], stride=[2, 2], padding=[1, 1]), 3, "below zero"),
        "pool_ties": (pool((2, 6, 7), kernel_size=[3, 3], stride=[1, 2], padding=[1, 1]), 5, "ties"),
        "relu_image": (chain(image, ("relu", "ReLU", {})), 3, "normal"),
        "relu_at_zero": (chain((12,), ("relu", "ReLU", {})), 5, "ties"),
        "linear_vector": (chain((7,), linear, ("relu", "ReLU", {}), head={}), 9, "normal"),
        "linear_sequence": (chain((6, 7), linear), 3, "normal"),
        "linear_no_bias": (chain((7,), ("fc", "Linear", {"out_features": 5, "bias": False}), head={}), 3, "normal"),
        "linear_wide": (chain((37,), ("fc", "Linear", {"out_features": 19}), ("relu", "ReLU", {}),
                              ("fc2", "Linear", {"out_features": 10}), head={}), 9, "normal"),
        "add_two_images": (chain(image, ("a", "Conv2d", {"out_channels": 4, "kernel_size": [3, 3], "padding": [1, 1]}, ["input"]),
                                 ("b", "Conv2d", {"out_channels": 4, "kernel_size": [1, 1]}, ["input"]),
                                 ("add", "Add", {}, ["a", "b"])), 3, "normal"),
        "add_three": (chain((6,), ("a", "Linear", {"out_features": 6}, ["input"]), ("b", "Linear", {"out_features": 6}, ["a"]),
                            ("add", "Add", {}, ["a", "b", "input"])), 3, "normal"),
        "add_to_itself": (chain((6,), ("fc", "Linear", {"out_features": 5}), ("add", "Add", {}, ["fc", "fc"])), 3, "normal"),
        "add_input_to_itself": (chain(image, ("add", "Add", {}, ["input", "input"])), 3, "normal"),
        "residual_block": (chain((3, 5, 4), ("a", "Conv2d", {"out_channels": 5, "kernel_size": [3, 3], "padding": [1, 1]}),
                                 ("relu_a", "ReLU", {}),
                                 ("b", "Conv2d", {"out_channels": 5, "kernel_size": [3, 3], "padding": [1, 1]}),
                                 ("add", "Add", {}, ["b", "relu_a"]), ("relu_b", "ReLU", {}),
                                 ("pool", "MaxPool2d", {"kernel_size": [2, 2]})), 5, "normal"),
        "dropout_evaluates": (chain(image, ("drop", "Dropout", {"p": 0.7})), 3, "normal"),
        "flatten_from_2": (chain(image, ("flat", "Flatten", {"start_dim": 2}), linear), 3, "normal"),
        "loss_only": (chain((10,), head={}), 9, "normal"),
        "loss_smoothed": (chain((10,), head={"label_smoothing": 0.1}), 5, "normal"),
        "loss_sure": (chain((10,), head={}), 5, "huge"),
        "loss_sequence": (chain((6, 4), head={}), 3, "normal"),
        "loss_one_class": (chain((1,), head={}), 3, "normal"),
        **activation_cases(),
        **shape_cases(),
        **mean_cases(),
        **norm_cases(),
    }
