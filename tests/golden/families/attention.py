"""MultiheadAttention and TransformerEncoderLayer."""
import torch
from torch import nn

from networks import chain, stirred


def unseen(steps):
    """True where a step may not look: at what comes after it."""
    return torch.ones(steps, steps, dtype=torch.bool).triu(1)


class SelfAttention(nn.MultiheadAttention):
    def __init__(self, p, shape):
        super().__init__(shape[-1], p.get("num_heads", 4), bias=p.get("bias", True), batch_first=True)
        self.causal = p.get("causal", False)

    def forward(self, x):
        return super().forward(x, x, x, attn_mask=unseen(x.shape[1]) if self.causal else None, need_weights=False)[0]


class Encoder(nn.TransformerEncoderLayer):
    def __init__(self, p, shape):
        super().__init__(shape[-1], p.get("nhead", 4), dim_feedforward=p["dim_feedforward"], dropout=0.0,
                         activation=p.get("activation", "relu"), norm_first=p.get("norm_first", False), batch_first=True)
        self.causal = p.get("causal", False)

    def forward(self, x):
        return super().forward(x, src_mask=unseen(x.shape[1]) if self.causal else None)


MODULES = {
    "MultiheadAttention": lambda p, shape: stirred(SelfAttention(p, shape)),
    "TransformerEncoderLayer": lambda p, shape: stirred(Encoder(p, shape)),
}


def attention(key="attention", heads=2, sources=None, **more):
    node = (key, "MultiheadAttention", {"num_heads": heads, **more})
    return node if sources is None else (*node, sources)


def encoder(key="encoder", heads=2, wide=7, sources=None, **more):
    node = (key, "TransformerEncoderLayer", {"nhead": heads, "dim_feedforward": wide, "dropout": 0.0, **more})
    return node if sources is None else (*node, sources)


def cases():
    """name -> (graph, batch, how the inputs are drawn)."""
    sequence, scores = (5, 6), ("scores", "Linear", {"out_features": 3})
    graphs = {
        "attention_two_heads": (chain(sequence, attention()), 3),
        "attention_default_heads": (chain((3, 8), ("attention", "MultiheadAttention", {})), 3),
        "attention_one_head": (chain(sequence, attention(heads=1)), 9),
        "attention_narrow_heads": (chain(sequence, attention(heads=6)), 3),
        "attention_causal": (chain(sequence, attention(causal=True)), 5),
        "attention_no_bias": (chain(sequence, attention(heads=3, bias=False)), 3),
        "attention_one_step": (chain((1, 4), attention()), 3),
        "attention_one_value": (chain((4, 1), attention(heads=1)), 3),
        "attention_long_causal": (chain((37, 4), attention(causal=True), scores, head={}), 2),
        "attention_wide": (chain((3, 40), attention(heads=2), ("last", "Select", {"dim": 1, "index": -1})), 2),
        "attention_residual": (chain(sequence, attention(), ("around", "Add", {}, ["attention", "input"]), ("norm", "LayerNorm", {})), 3),
        "attention_twice": (chain(sequence, attention("a"), ("act", "Tanh", {}), attention("b", 3, causal=True), scores, head={}), 3),
        "attention_shared_input": (chain(sequence, attention("a", 1, ["input"]), attention("b", 2, ["input"], causal=True),
                                         ("both", "Concat", {"dim": -1}, ["a", "b"]), scores, head={}), 3),
        "encoder_relu": (chain(sequence, encoder()), 3),
        "encoder_gelu": (chain(sequence, encoder(activation="gelu")), 3),
        "encoder_norm_first": (chain(sequence, encoder(norm_first=True)), 5),
        "encoder_norm_first_gelu": (chain(sequence, encoder(heads=3, norm_first=True, activation="gelu", causal=True)), 3),
        "encoder_causal": (chain(sequence, encoder(causal=True), scores, head={}), 3),
        "encoder_one_step": (chain((1, 4), encoder()), 9),
        "encoder_long": (chain((35, 4), encoder(wide=3, activation="gelu"), ("last", "Select", {"dim": 1, "index": -1})), 2),
        "encoder_wide": (chain((2, 20), encoder(heads=4, wide=33, norm_first=True)), 3),
        "encoder_stack": (chain(sequence, encoder("a", norm_first=True), encoder("b", 3, 4, causal=True), scores, head={}), 3),
        "encoder_residual": (chain(sequence, encoder(activation="gelu"), ("around", "Add", {}, ["encoder", "input"]), scores, head={}), 3),
        "encoder_after_linear": (chain((4, 3), ("fc", "Linear", {"out_features": 6}), encoder(activation="gelu")), 17),
    }
    return {name: (graph, batch, "normal") for name, (graph, batch) in graphs.items()}
