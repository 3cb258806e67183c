"""Conv1d and ConvTranspose2d, alone and among the layers they are used with."""
from torch import nn

from networks import chain

ONE = ("stride", "padding", "dilation", "groups", "bias")


def settings(p, *keys):
    return {key: p[key] for key in keys if key in p}


MODULES = {
    "Conv1d": lambda p, shape: nn.Conv1d(shape[1], p["out_channels"], p["kernel_size"], **settings(p, *ONE)),
    "ConvTranspose2d": lambda p, shape: nn.ConvTranspose2d(shape[1], p["out_channels"], p["kernel_size"],
                                                           **settings(p, *ONE, "output_padding")),
}


def conv1d(shape, **params):
    return chain(shape, ("conv", "Conv1d", params))


def transposed(shape, **params):
    return chain(shape, ("conv", "ConvTranspose2d", params))


def cases():
    """name -> (graph, batch, how the inputs are drawn)."""
    row, image = (3, 9), (3, 4, 5)
    sides = {"kernel_size": [4, 4], "stride": [2, 2], "padding": [1, 1]}  # doubles the size
    cases = {
        "conv1d_plain": (conv1d(row, out_channels=4, kernel_size=3), 3),
        "conv1d_1": (conv1d(row, out_channels=5, kernel_size=1), 9),
        "conv1d_stride_padding": (conv1d(row, out_channels=4, kernel_size=4, stride=2, padding=3), 5),
        "conv1d_dilation": (conv1d((2, 11), out_channels=3, kernel_size=3, dilation=4, padding=1), 3),
        "conv1d_depthwise": (conv1d((4, 7), out_channels=8, kernel_size=3, groups=4, padding=1), 3),
        "conv1d_all_at_once": (conv1d((4, 13), out_channels=6, kernel_size=3, stride=3, padding=2, dilation=2, groups=2,
                                      bias=False), 17),
        "conv1d_whole_input": (conv1d(row, out_channels=4, kernel_size=9), 2),
        "conv1d_stack": (chain((2, 12), ("a", "Conv1d", {"out_channels": 4, "kernel_size": 3, "padding": 1}),
                               ("act", "Tanh", {}),
                               ("b", "Conv1d", {"out_channels": 4, "kernel_size": 3, "dilation": 2, "padding": 2}),
                               ("add", "Add", {}, ["a", "b"]), ("last", "Select", {"dim": 2})), 5),
        "conv1d_after_linear": (chain((6, 3), ("fc", "Linear", {"out_features": 4}), ("turn", "Permute", {}),
                                      ("conv", "Conv1d", {"out_channels": 5, "kernel_size": 2}), ("back", "Permute", {}),
                                      ("scores", "Linear", {"out_features": 3}), head={}), 3),
        "transposed_plain": (transposed(image, out_channels=2, kernel_size=[3, 3]), 3),
        "transposed_1x1": (transposed(image, out_channels=5, kernel_size=1), 9),
        "transposed_double": (transposed((2, 3, 4), out_channels=3, **sides), 5),
        "transposed_output_padding": (transposed(image, out_channels=2, kernel_size=[3, 2], stride=[3, 2], padding=[1, 0],
                                                 output_padding=[2, 1]), 3),
        "transposed_dilation": (transposed((2, 3, 3), out_channels=3, kernel_size=[2, 3], dilation=[3, 2],
                                           output_padding=[1, 0]), 3),
        "transposed_gaps": (transposed(image, out_channels=2, kernel_size=[1, 2], stride=[3, 4]), 3),
        "transposed_depthwise": (transposed((4, 3, 3), out_channels=8, kernel_size=[2, 2], groups=4), 3),
        "transposed_all_at_once": (transposed((4, 3, 4), out_channels=6, kernel_size=[3, 2], stride=[2, 3], padding=[2, 1],
                                              output_padding=[1, 2], dilation=[2, 1], groups=2, bias=False), 17),
        "transposed_cropped": (transposed(image, out_channels=2, kernel_size=[3, 3], padding=[2, 3]), 3),
        "transposed_many_channels": (transposed((9, 2, 2), out_channels=11, kernel_size=[2, 2]), 2),
        "autoencoder": (chain((1, 8, 8), ("down", "Conv2d", {"out_channels": 3, **sides}), ("act", "SiLU", {}),
                              ("up", "ConvTranspose2d", {"out_channels": 2, **sides}), ("pool", "AvgPool2d", {"kernel_size": 4})),
                        5),
        "skip_connection": (chain((2, 6, 6), ("down", "Conv2d", {"out_channels": 3, **sides}),
                                  ("up", "ConvTranspose2d", {"out_channels": 2, **sides}),
                                  ("both", "Concat", {"dim": 1}, ["input", "up"]),
                                  ("pool", "AdaptiveAvgPool2d", {"output_size": 2})), 3),
    }
    return {name: (graph, batch, "normal") for name, (graph, batch) in cases.items()}
