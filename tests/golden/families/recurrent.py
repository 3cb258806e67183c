"""RNN, LSTM and GRU."""
import torch
from torch import nn

from networks import chain


def recurrent(kind):
    """PyTorch's module; all steps of it, or what is left at the end."""

    class Recurrent(kind):
        def __init__(self, p, shape):
            own = {"nonlinearity": p["nonlinearity"]} if "nonlinearity" in p else {}
            super().__init__(shape[2], p["hidden_size"], num_layers=p.get("num_layers", 1), batch_first=True,
                             bidirectional=p.get("bidirectional", False), **own)
            self.last = p.get("output", "sequence") == "last"

        def forward(self, x):
            steps, end = super().forward(x)
            if not self.last:
                return steps
            hidden = end[0] if isinstance(end, tuple) else end
            return torch.cat((hidden[-2], hidden[-1]), 1) if self.bidirectional else hidden[-1]

    return Recurrent


MODULES = {"RNN": recurrent(nn.RNN), "LSTM": recurrent(nn.LSTM), "GRU": recurrent(nn.GRU)}


def layer(kind, size, key="rec", sources=None, **settings):
    return (key, kind, {"hidden_size": size, **settings}, *([sources] if sources else []))


def settings_of(kind):
    """Every setting of one type, alone and together."""
    name, both, last = kind.lower(), {"bidirectional": True}, {"output": "last"}
    return {
        f"{name}_steps": (chain((4, 3), layer(kind, 5)), 3),
        f"{name}_last": (chain((4, 3), layer(kind, 5, **last)), 3),
        f"{name}_both_last": (chain((3, 2), layer(kind, 2, **both, **last)), 17),
        f"{name}_two": (chain((4, 3), layer(kind, 3, num_layers=2)), 3),
        f"{name}_three_last": (chain((4, 3), layer(kind, 2, num_layers=3, **last)), 3),
        f"{name}_two_both": (chain((3, 2), layer(kind, 3, num_layers=2, **both)), 3),
        f"{name}_two_both_last": (chain((3, 2), layer(kind, 2, num_layers=2, **both, **last)), 3),
        f"{name}_one_value": (chain((4, 1), layer(kind, 1)), 5),
        f"{name}_one_step": (chain((1, 5), layer(kind, 4, **both)), 3),
        f"{name}_odd": (chain((2, 3), layer(kind, 17, **last)), 2),
        f"{name}_long": (chain((60, 1), layer(kind, 3, **last)), 2),
        f"{name}_full_blocks": (chain((2, 2), layer(kind, 2)), 32),
    }


def compositions():
    scores = ("scores", "Linear", {"out_features": 3})
    last = {"output": "last"}
    return {
        "rnn_relu": (chain((5, 4), layer("RNN", 5, nonlinearity="relu")), 3),
        "rnn_relu_two_both_last": (chain((4, 3), layer("RNN", 3, nonlinearity="relu", num_layers=2, bidirectional=True,
                                                       **last)), 5),
        "rnn_wide": (chain((2, 17), layer("RNN", 18, **last)), 3),
        "lstm_each_step": (chain((4, 3), layer("LSTM", 4), scores, head={}), 3),
        "gru_each_step": (chain((4, 3), layer("GRU", 3, bidirectional=True), scores, head={}), 3),
        "lstm_class": (chain((4, 3), layer("LSTM", 4, **last), scores, head={}), 3),
        "recurrent_add": (chain((4, 3), layer("LSTM", 4, "a", ["input"]), layer("GRU", 4, "b", ["input"]),
                                ("add", "Add", {}, ["a", "b"])), 3),
        "recurrent_concat": (chain((4, 3), layer("RNN", 3, "a", ["input"]), layer("GRU", 4, "b", ["input"], bidirectional=True),
                                   ("concat", "Concat", {"dim": 2}, ["a", "b"])), 3),
        "recurrent_stack": (chain((4, 3), layer("GRU", 5, "a"), layer("LSTM", 4, "b", num_layers=2),
                                  layer("RNN", 3, "c", **last)), 3),
        "recurrent_around": (chain((4, 3), ("fc", "Linear", {"out_features": 4}), layer("LSTM", 4, "a"),
                                   ("add", "Add", {}, ["fc", "a"]), ("norm", "LayerNorm", {}), layer("GRU", 3, "b", **last)), 3),
        "recurrent_convolved": (chain((3, 6), ("conv", "Conv1d", {"out_channels": 4, "kernel_size": 3}), ("turn", "Permute", {}),
                                      layer("GRU", 4, **last)), 3),
    }


def cases():
    """name -> (graph, batch, how the inputs are drawn)."""
    made = {}
    for kind in MODULES:
        made.update(settings_of(kind))
    made.update(compositions())
    return {name: (graph, batch, "normal") for name, (graph, batch) in made.items()}
