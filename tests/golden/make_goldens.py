#!/usr/bin/python3
"""Makes the figures that tests/engine/golden_test.cpp compares the engine with: PyTorch's.

Needs Debian's python3-torch. Everything is computed in float64 from weights and inputs that are exact in float32, and
stored as float32, so what is stored is the truth to 6e-8. `make_goldens.py` writes the files beside itself;
`make_goldens.py --check` makes them again in memory and compares them with the files.

  lenet5_weights.safetensors   PyTorch's own initial weights
  lenet5_x3, lenet5_x21        "input" and "target" as `layerloom trace --input` takes them
  lenet5_y3                    every activation, the loss, every gradient, as `layerloom trace --out` writes them
  lenet5_y21                   the same without the activations of the inner layers
  cases.json                   "layers": small networks; "training": optimisers
  layers.safetensors           <case>/... : input, target, weight.<parameter>, and what trace would write
  training.safetensors         <case>/float64, /float32: 100 losses; /spread: how far float32 runs stray
"""
import argparse
import functools
import json
import pathlib
import struct
import sys

import numpy as np
import torch
from torch import nn

HERE = pathlib.Path(__file__).resolve().parent
TEMPLATE = HERE.parent.parent / "resources" / "templates" / "lenet5.loom"
ACTIVATIONS = ("ReLU", "LeakyReLU", "PReLU", "ELU", "SELU", "GELU", "SiLU", "Mish", "Hardswish", "Sigmoid", "Tanh",
               "Softplus")
# Where an activation's slope jumps.
KINKS = {"ReLU": [0], "LeakyReLU": [0], "PReLU": [0], "ELU": [0], "SELU": [0], "Hardswish": [-3, 3]}
INNER = ("conv", "relu", "pool", "flatten")  # node ids whose activations lenet5_y21 leaves out


# ---- safetensors ----------------------------------------------------------------------------------------------

def safetensors_bytes(tensors):
    """8 bytes of header size, a JSON header, then the data: https://huggingface.co/docs/safetensors."""
    header, data = {}, b""
    for name, tensor in tensors.items():
        array = np.ascontiguousarray(tensor.detach().numpy() if torch.is_tensor(tensor) else tensor)
        kind = "I64" if array.dtype == np.int64 else "F32"
        raw = array.astype("<i8" if kind == "I64" else "<f4").tobytes()
        header[name] = {"dtype": kind, "shape": list(array.shape), "data_offsets": [len(data), len(data) + len(raw)]}
        data += raw
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    return struct.pack("<Q", len(text)) + text + data


def read_safetensors(raw):
    size = struct.unpack("<Q", raw[:8])[0]
    tensors = {}
    for name, entry in json.loads(raw[8:8 + size]).items():
        begin, end = (8 + size + offset for offset in entry["data_offsets"])
        kind = "<i8" if entry["dtype"] == "I64" else "<f4"
        tensors[name] = np.frombuffer(raw[begin:end], kind).reshape(entry["shape"])
    return tensors


# ---- a drawn network in PyTorch -------------------------------------------------------------------------------

def stirred(module):
    """With weights that do not start alike, so that a mix-up shows."""
    with torch.no_grad():
        for parameter in module.parameters():
            parameter += torch.randn_like(parameter) / 2
    return module


def make_module(kind, p, shape):
    """The torch.nn module of a node whose first input has `shape` (batch included)."""
    if kind == "Conv2d":
        keys = ("stride", "padding", "dilation", "groups", "bias")
        return nn.Conv2d(shape[1], p["out_channels"], p["kernel_size"], **{k: p[k] for k in keys if k in p})
    if kind == "MaxPool2d":
        return nn.MaxPool2d(p["kernel_size"], p.get("stride"), p.get("padding", 0))
    if kind == "AvgPool2d":
        return nn.AvgPool2d(p["kernel_size"], p.get("stride"), p.get("padding", 0),
                            count_include_pad=p.get("count_include_pad", True))
    if kind == "AdaptiveAvgPool2d":
        return nn.AdaptiveAvgPool2d(p.get("output_size", [1, 1]))
    if kind == "Upsample":
        scale = p.get("scale_factor", [2, 2])
        scale = [scale, scale] if isinstance(scale, int) else scale
        return nn.Upsample(scale_factor=tuple(float(s) for s in scale), mode=p.get("mode", "nearest"))
    if kind == "LayerNorm":
        return stirred(nn.LayerNorm(shape[-1], eps=p.get("eps", 1e-5)))
    if kind == "GroupNorm":
        return stirred(nn.GroupNorm(p.get("num_groups", 1), shape[1], eps=p.get("eps", 1e-5)))
    if kind == "Dropout2d":
        return nn.Dropout2d(p.get("p", 0.5))
    if kind == "Linear":
        return nn.Linear(shape[-1], p["out_features"], bias=p.get("bias", True))
    if kind in ACTIVATIONS:
        return getattr(nn, kind)(**p)
    if kind == "Softmax":
        return nn.Softmax(p.get("dim", -1))
    if kind == "Dropout":
        return nn.Dropout(p.get("p", 0.5))
    if kind == "Flatten":
        return nn.Flatten(p.get("start_dim", 1))
    if kind == "CrossEntropyLoss":
        return nn.CrossEntropyLoss(label_smoothing=p.get("label_smoothing", 0.0))
    raise ValueError(f"no PyTorch module for {kind}")


# What needs no module: inputs and settings to the output.
FUNCTIONS = {
    "Add": lambda inputs, p: sum(inputs[1:], inputs[0]),
    "Multiply": lambda inputs, p: functools.reduce(torch.mul, inputs),
    "Concat": lambda inputs, p: torch.cat(inputs, p.get("dim", 1)),
    "Reshape": lambda inputs, p: inputs[0].reshape(inputs[0].shape[0], *p.get("shape", [-1])),
    "Permute": lambda inputs, p: inputs[0].permute(p.get("dims", [0, 2, 1])),
    "Select": lambda inputs, p: inputs[0].select(p.get("dim", 1), p.get("index", -1)),
}


class Network(nn.Module):
    """Runs the graph of a *.loom file. Modules are built, in node order, on the first forward pass."""

    def __init__(self, graph, example):
        super().__init__()
        self.nodes = graph["nodes"]
        self.links = graph["links"]
        self.parts = nn.ModuleDict()
        self.forward(example, None)

    def sources(self, node):
        links = [link for link in self.links if link["to"] == node["id"]]
        return [link["from"] for link in sorted(links, key=lambda link: link.get("port", 0))]

    def forward(self, x, target):
        """The value of every node by id, in order; the loss under its node's id if there is a target."""
        values = {}
        for node in self.nodes:  # the cases list their nodes in an order that runs
            key, kind, params = node["id"], node["type"], node["params"]
            inputs = [values[source] for source in self.sources(node)]
            if kind == "Input":
                values[key] = x
            elif kind in FUNCTIONS:
                values[key] = FUNCTIONS[kind](inputs, params)
            else:
                if key not in self.parts:
                    self.parts[key] = make_module(kind, params, inputs[0].shape)
                if kind != "CrossEntropyLoss":
                    values[key] = self.parts[key](inputs[0])
                elif target is not None:
                    logits = inputs[0]  # (N, C), or (N, T, C) where PyTorch wants (N, C, T)
                    values[key] = self.parts[key](logits.movedim(-1, 1) if logits.dim() > 2 else logits, target)
        return values

    @property
    def loss_id(self):
        return next(node["id"] for node in self.nodes if node["type"].endswith("Loss"))

    @property
    def input_id(self):
        return next(node["id"] for node in self.nodes if node["type"] == "Input")


def parameters_of(network):
    return {name.removeprefix("parts."): value for name, value in network.named_parameters()}


def trace(network, x, target):
    """What `layerloom trace` writes: activations, loss, gradients."""
    x = x.clone().requires_grad_(True)
    network.zero_grad()
    values = network(x, target)
    loss = values.pop(network.loss_id)
    loss.backward()
    out = {f"activation.{key}": value for key, value in values.items()}
    out["loss"] = loss
    out.update({f"gradient.{key}": value.grad for key, value in parameters_of(network).items()})
    out[f"gradient.{network.input_id}"] = x.grad
    return {key: value.detach().clone() for key, value in out.items()}


def kink_margin(network, x):
    """How far the nearest input of an activation is from its kinks, and the two largest values of a pooling window from each other
    (windows with an exact tie left out, for those are ties in any arithmetic)."""
    margin = np.inf
    values = network(x, None)
    for node in network.nodes:
        if node["type"] != "MaxPool2d" and node["type"] not in KINKS:
            continue
        value = values[network.sources(node)[0]].detach()
        if node["type"] == "MaxPool2d":
            part = network.parts[node["id"]]
            pad = part.padding if isinstance(part.padding, (list, tuple)) else [part.padding] * 2
            padded = nn.functional.pad(value, (pad[1], pad[1], pad[0], pad[0]), value=-1e9)
            n, c = padded.shape[:2]
            windows = nn.functional.unfold(padded.reshape(n * c, 1, *padded.shape[2:]), part.kernel_size,
                                           stride=part.stride)
            top = windows.topk(2, dim=1).values
            value = top[:, 0] - top[:, 1]
            value = value[value != 0]
        else:
            value = torch.cat([value - kink for kink in KINKS[node["type"]]])
        if value.numel():
            margin = min(margin, value.abs().min().item())
    return margin


def check_gradients(name, network, x, target, figures, samples=12):
    """Central differences on a few elements of every tensor: autograd and this script's wiring are not trusted."""
    generator = np.random.default_rng(1)
    tensors = {f"gradient.{key}": value for key, value in parameters_of(network).items()}
    x = x.clone()
    tensors[f"gradient.{network.input_id}"] = x
    for key, tensor in tensors.items():
        flat, expected = tensor.data.view(-1), figures[key].view(-1)
        drawable = torch.nonzero(flat).view(-1).numpy()  # blank paper is left out: pooling has ties there
        for index in generator.choice(drawable, samples):
            kept, step = flat[index].item(), 1e-7
            sides = []
            for value in (kept + step, kept - step):
                flat[index] = value
                with torch.no_grad():
                    sides.append(network(x, target)[network.loss_id].item())
            flat[index] = kept
            found = (sides[0] - sides[1]) / (2 * step)
            bound = 1e-6 * max(1e-2, expected.abs().max().item()) + 3e-8
            if abs(found - expected[index].item()) > bound:
                raise SystemExit(f"{name}: {key}[{index}]: autograd {expected[index]}, differences {found}")


def as_double(network):
    """Every weight rounded to float32, in float64."""
    network.float().double()
    return network


def exact(array):
    return torch.from_numpy(np.asarray(array, dtype=np.float32)).double()


# ---- LeNet-5 ------------------------------------------------------------------------------------------------

def lenet5_graph():
    return json.loads(TEMPLATE.read_text())["graph"]


def blots(generator, count):
    """Images like digits: blank paper (so that pooling meets exact ties) and a patch of ink in bytes / 255."""
    images = np.zeros((count, 1, 28, 28), np.float32)
    for image in images:
        top, left = generator.integers(2, 9, 2)
        ink = generator.integers(0, 256, (18, 16)).astype(np.float32) / np.float32(255)
        image[0, top:top + 18, left:left + 16] = ink
    return images


def lenet5(seed):
    torch.manual_seed(seed)
    network = as_double(Network(lenet5_graph(), torch.zeros(1, 1, 28, 28)))
    network.eval()
    generator = np.random.default_rng(seed)
    images = exact(blots(generator, 21))
    labels = torch.from_numpy(generator.integers(0, 10, 21))
    return network, images, labels


def lenet5_files():
    for seed in range(1000):  # the first seed whose ReLUs and pools decide the same in float32
        network, images, labels = lenet5(seed)
        if kink_margin(network, images) > 1e-6:
            break
    files = {"lenet5_weights": parameters_of(network)}
    for count in (3, 21):
        x, target = images[:count], labels[:count]
        figures = trace(network, x, target)
        check_gradients(f"lenet5 with {count}", network, x, target, figures)
        if count == 21:
            figures = {key: value for key, value in figures.items()
                       if not key.startswith(tuple(f"activation.{inner}" for inner in INNER))}
            del figures["activation.input"]
        files[f"lenet5_x{count}"] = {"input": x, "target": target}
        files[f"lenet5_y{count}"] = figures
    return files


# ---- small networks -----------------------------------------------------------------------------------------

def chain(shape, *nodes, head=4):
    """Input -> nodes in a row -> loss; a node is (id, type, params[, sources]). `head` is the number of classes that
    Flatten and Linear make out of anything, or the settings of a loss that comes right after the nodes."""
    if isinstance(head, dict):
        tail = [("loss", "CrossEntropyLoss", head)]
    else:
        tail = [("flatten", "Flatten", {}), ("head", "Linear", {"out_features": head}), ("loss", "CrossEntropyLoss", {})]
    entries, links, last = [("input", "Input", {"shape": list(shape)})], [], "input"
    for key, kind, params, *sources in [*nodes, *tail]:
        entries.append((key, kind, params))
        for port, source in enumerate(sources[0] if sources else [last]):
            links.append({"from": source, "to": key, **({"port": port} if port else {})})
        last = key
    return {"nodes": [{"id": key, "type": kind, "params": params} for key, kind, params in entries], "links": links}


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


def layer_cases():
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


def draw_inputs(generator, shape, how):
    if how == "ties":
        return exact(generator.integers(-1, 2, shape))
    values = generator.standard_normal(shape)
    return exact({"normal": values, "below zero": -1 - np.abs(values), "wide": 2 * values,
                  "far": 12 * values, "huge": 300 * values}[how])


def layer_figures(name, graph, batch, how):
    for seed in range(1000):
        torch.manual_seed(seed)
        generator = np.random.default_rng(seed)
        shape = (batch, *graph["nodes"][0]["params"]["shape"])
        x = draw_inputs(generator, shape, how)
        network = as_double(Network(graph, x.float()))
        network.eval()
        if kink_margin(network, x) > 1e-5 or how == "ties":
            break
    logits = network(x, None)[network.sources(graph["nodes"][-1])[0]]
    target = torch.from_numpy(generator.integers(0, logits.shape[-1], logits.shape[:-1]))
    figures = trace(network, x, target)
    if how != "ties":  # a difference across a kink is no gradient
        check_gradients(name, network, x, target, figures)
    out = {"input": x, "target": target}
    out.update({f"weight.{key}": value for key, value in parameters_of(network).items()})
    out.update(figures)
    return {f"{name}/{key}": value for key, value in out.items()}


# ---- training -----------------------------------------------------------------------------------------------

STEPS, BATCH = 100, 20
TRAINING = {
    "sgd": {"type": "SGD", "params": {"lr": 0.1}},
    "sgd_momentum": {"type": "SGD", "params": {"lr": 0.05, "momentum": 0.5}},
    "sgd_dampening": {"type": "SGD", "params": {"lr": 0.02, "momentum": 0.9, "dampening": 0.3, "weight_decay": 0.01}},
    "sgd_nesterov": {"type": "SGD", "params": {"lr": 0.01, "momentum": 0.9, "weight_decay": 0.01, "nesterov": True}},
    "adam": {"type": "Adam", "params": {"lr": 0.0005}},
    "adam_decay": {"type": "Adam", "params": {"lr": 0.0005, "betas": [0.8, 0.99], "eps": 1e-6, "weight_decay": 0.01}},
}


def mix(x):
    """loom::mix of engine/base/rng.h."""
    with np.errstate(over="ignore"):
        x = np.asarray(x, np.uint64) + np.uint64(0x9e3779b97f4a7c15)
        x = (x ^ (x >> np.uint64(30))) * np.uint64(0xbf58476d1ce4e5b9)
        x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94d049bb133111eb)
        return x ^ (x >> np.uint64(31))


def made_up_batch(step):
    """Tiles of 4x4 pixels, of which each class lights its own quarter, under noise, in bytes / 255; golden_test.cpp makes the same bytes."""
    samples = np.arange(step * BATCH, (step + 1) * BATCH, dtype=np.uint64)
    labels = mix(samples + np.uint64(1 << 40)) % np.uint64(10)
    row, column = np.divmod(np.arange(784), 28)
    tile = (row // 4 * 7 + column // 4).astype(np.uint64)
    dark = mix(labels[:, None] * np.uint64(49) + tile + np.uint64(1 << 41)) >> np.uint64(62)
    noise = mix(samples[:, None] * np.uint64(784) + np.arange(784, dtype=np.uint64)) >> np.uint64(56)
    pixels = np.where(dark == 0, 160, 0).astype(np.float32) + (noise * np.uint64(3) // np.uint64(8)).astype(np.float32)
    return pixels.reshape(BATCH, 1, 28, 28) / np.float32(255), labels.astype(np.int64)


def losses(optimizer, weights, batches, dtype, order=None):
    """The loss of every step; `order` shuffles each batch, which changes nothing but rounding."""
    network = Network(lenet5_graph(), torch.zeros(1, 1, 28, 28)).to(dtype)
    network.load_state_dict({f"parts.{key}": value.to(dtype) for key, value in weights.items()})
    stepper = getattr(torch.optim, optimizer["type"])(network.parameters(), **optimizer["params"])
    found = []
    for images, labels in batches:
        if order is not None:
            images, labels = images[order], labels[order]
        stepper.zero_grad()
        loss = network(torch.from_numpy(images).to(dtype), torch.from_numpy(labels))[network.loss_id]
        loss.backward()
        stepper.step()
        found.append(loss.item())
    return np.array(found)


def training_figures(weights):
    batches = [made_up_batch(step) for step in range(STEPS)]
    figures = {}
    for name, optimizer in TRAINING.items():
        truth = losses(optimizer, weights, batches, torch.float64)
        plain = losses(optimizer, weights, batches, torch.float32)
        spread = np.abs(plain - truth) / truth
        for seed in range(7):
            order = np.random.default_rng(seed).permutation(BATCH)
            spread = np.maximum(spread, np.abs(losses(optimizer, weights, batches, torch.float32, order) - truth) / truth)
        figures[f"{name}/float64"] = truth
        figures[f"{name}/float32"] = plain
        figures[f"{name}/spread"] = np.maximum.accumulate(spread)
    return figures


# ---- all ----------------------------------------------------------------------------------------------------

def make_all():
    files = lenet5_files()
    weights = files["lenet5_weights"]
    cases = layer_cases()
    files["layers"] = {}
    for name, case in cases.items():
        files["layers"].update(layer_figures(name, *case))
    files["training"] = training_figures(weights)
    made = {f"{name}.safetensors": safetensors_bytes(tensors) for name, tensors in files.items()}
    description = {
        "layers": [{"name": name, "batch": batch, "graph": graph} for name, (graph, batch, _) in cases.items()],
        "training": [{"name": name, "optimizer": optimizer} for name, optimizer in TRAINING.items()],
        "batch": BATCH,
    }
    made["cases.json"] = (json.dumps(description, indent=1) + "\n").encode()
    return made


def difference(name, made, kept):
    """The largest relative difference of a tensor, or infinity where the files do not match at all."""
    if not name.endswith(".safetensors"):
        return 0.0 if made == kept else np.inf
    made, kept = read_safetensors(made), read_safetensors(kept)
    if list(made) != list(kept) or any(made[key].shape != kept[key].shape for key in made):
        return np.inf
    keys = [key for key in made if not key.endswith(("/float32", "/spread"))]  # those depend on the machine
    scale = {key: max(np.abs(made[key]).max(), 1e-30) for key in keys}
    return max(np.abs(made[key] - kept[key]).max() / scale[key] for key in keys)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="compare with the files instead of writing them")
    check = parser.parse_args().check
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    worst = 0.0
    for name, content in make_all().items():
        if check:
            found = difference(name, content, (HERE / name).read_bytes())
            worst = max(worst, found)
            print(f"{name:30} {'differs' if found > 1e-6 else 'agrees'} ({found:.1e})")
        else:
            (HERE / name).write_bytes(content)
            print(f"{name:30} {len(content)} bytes")
    return 1 if worst > 1e-6 else 0


if __name__ == "__main__":
    sys.exit(main())
