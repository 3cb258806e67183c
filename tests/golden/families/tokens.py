"""Embedding and PositionalEncoding."""
import torch
from torch import nn

from networks import TOKENS, chain


class Embedding(nn.Embedding):
    """Takes tokens as numbers, as they arrive in the engine."""

    def forward(self, x):
        return super().forward(x.long())


class PositionalEncoding(nn.Module):
    """Learned as nn.Embedding(max_length, width) over 0, 1, 2 ... is; or Vaswani et al. 2017, section 3.5."""

    def __init__(self, p, shape):
        super().__init__()
        steps, width = shape[1:]
        if p.get("kind", "sinusoidal") == "learned":
            self.weight = nn.Parameter(torch.randn(p["max_length"], width))
        else:
            position = torch.arange(steps, dtype=torch.float64)[:, None]
            wave = torch.exp(torch.arange(0, width, 2, dtype=torch.float64) * (-torch.log(torch.tensor(1e4).double()) / width))
            table = torch.zeros(steps, width, dtype=torch.float64)
            table[:, 0::2] = torch.sin(position * wave)
            table[:, 1::2] = torch.cos(position * wave)[:, :width // 2]
            self.table = table  # no buffer, which float() would round

    def forward(self, x):
        return x + (self.weight[:x.shape[1]] if hasattr(self, "weight") else self.table.to(x.dtype))


MODULES = {
    "Embedding": lambda p, shape: Embedding(p["num_embeddings"], p["embedding_dim"]),
    "PositionalEncoding": PositionalEncoding,
}


def embed(width, count=TOKENS):
    return ("embed", "Embedding", {"num_embeddings": count, "embedding_dim": width})


def embedding_cases():
    row, scores = (6,), ("scores", "Linear", {"out_features": 3})
    learned = ("places", "PositionalEncoding", {"kind": "learned", "max_length": 8})
    waves = ("places", "PositionalEncoding", {})
    return {
        "embedding_row": (chain(row, embed(5)), 3),
        "embedding_one_value": (chain(row, embed(1)), 9),
        "embedding_wide": (chain((3,), embed(37)), 17),
        "embedding_larger_table": (chain(row, embed(4, 19)), 3),
        "embedding_one_token": (chain((1,), embed(6)), 5),
        "embedding_two_axes": (chain((2, 3), embed(4)), 3),
        "embedding_first_step": (chain((2, 4), ("row", "Select", {"dim": 1, "index": 0}), embed(3)), 3),
        "embedding_two_branches": (chain(row, embed(4), ("a", "Linear", {"out_features": 5}, ["embed"]), ("act", "Tanh", {}),
                                         ("b", "Linear", {"out_features": 5}, ["embed"]), ("add", "Add", {}, ["act", "b"])), 5),
        "embedding_two_tables": (chain(row, ("embed", "Embedding", {"num_embeddings": 11, "embedding_dim": 4}, ["input"]),
                                       ("other", "Embedding", {"num_embeddings": 12, "embedding_dim": 4}, ["input"]),
                                       ("add", "Add", {}, ["embed", "other"])), 3),
        "embedding_conv1d": (chain((7,), embed(4), ("turn", "Permute", {}),
                                   ("conv", "Conv1d", {"out_channels": 3, "kernel_size": 3, "padding": 1})), 3),
        "tokens_learned_places": (chain(row, embed(5), learned, scores, head={}), 5),
        "tokens_waves": (chain(row, embed(5), waves, scores, head={}), 5),
        "tokens_shared_places": (chain(row, embed(4), learned, ("a", "Linear", {"out_features": 4}),
                                       ("add", "Add", {}, ["a", "places", "embed"]), scores, head={}), 3),
    }


def position_cases():
    sequence = (5, 6)
    return {
        "waves_even": (chain(sequence, ("places", "PositionalEncoding", {})), 3),
        "waves_odd": (chain((7, 5), ("places", "PositionalEncoding", {"kind": "sinusoidal", "max_length": 7})), 3),
        "waves_one_value": (chain((4, 1), ("places", "PositionalEncoding", {})), 9),
        "waves_long": (chain((90, 2), ("places", "PositionalEncoding", {}), ("last", "Select", {"dim": 1, "index": -1})), 2),
        "places_exact": (chain(sequence, ("places", "PositionalEncoding", {"kind": "learned", "max_length": 5})), 3),
        "places_longer": (chain(sequence, ("places", "PositionalEncoding", {"kind": "learned", "max_length": 9})), 17),
        "places_one_step": (chain((1, 4), ("places", "PositionalEncoding", {"kind": "learned", "max_length": 3})), 3),
        "places_after_linear": (chain((5, 3), ("fc", "Linear", {"out_features": 4}),
                                      ("places", "PositionalEncoding", {"kind": "learned", "max_length": 6}),
                                      ("scores", "Linear", {"out_features": 3}), head={}), 3),
        "places_both": (chain(sequence, ("a", "PositionalEncoding", {"kind": "learned", "max_length": 5}, ["input"]),
                              ("b", "PositionalEncoding", {}, ["input"]), ("add", "Multiply", {}, ["a", "b"])), 3),
    }


def cases():
    """name -> (graph, batch, how the inputs are drawn)."""
    return {**{name: (graph, batch, "tokens") for name, (graph, batch) in embedding_cases().items()},
            **{name: (graph, batch, "normal") for name, (graph, batch) in position_cases().items()}}
