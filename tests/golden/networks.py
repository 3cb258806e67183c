"""Drawn networks in PyTorch and their figures: what every family of goldens is made with.

A family is a module families/<name>.py with cases(): name -> (graph, batch, how the inputs are drawn[, settings]),
MODULES: layer type -> function of (settings, shape of the first input with the batch) that makes its torch.nn module, and
perhaps FUNCTIONS and LOSSES. `"train": True` in a case's settings runs it in training mode and keeps its buffers;
`"classes": True` gives classes to a loss of numbers.
"""
import json
import struct

import numpy as np
import torch
from torch import nn

# Where an activation's slope jumps.
KINKS = {"ReLU": [0], "LeakyReLU": [0], "PReLU": [0], "ELU": [0], "SELU": [0], "Hardswish": [-3, 3]}

# What all families together know; make_goldens.py fills them.
MODULES = {}  # layer type: (settings, shape of the first input, batch included) -> module
FUNCTIONS = {}  # what needs no module: (inputs, settings) -> output
LOSSES = {}  # loss type: (settings) -> module of (output, target), whose draw(generator, output) makes a target


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



# ---- a drawn network ------------------------------------------------------------------------------------------

def stirred(module):
    """With weights that do not start alike, so that a mix-up shows."""
    with torch.no_grad():
        for parameter in module.parameters():
            parameter += torch.randn_like(parameter) / 2
    return module


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
                if key not in self.parts:  # on the first pass
                    self.parts[key] = LOSSES[kind](params) if kind in LOSSES else MODULES[kind](params, inputs[0].shape)
                if kind not in LOSSES:
                    values[key] = self.parts[key](inputs[0])
                elif target is not None:
                    values[key] = self.parts[key](inputs[0], target)
        return values

    @property
    def loss_id(self):
        return next(node["id"] for node in self.nodes if node["type"].endswith("Loss"))

    @property
    def input_id(self):
        return next(node["id"] for node in self.nodes if node["type"] == "Input")


def parameters_of(network):
    return {name.removeprefix("parts."): value for name, value in network.named_parameters()}


def buffers_of(network):
    """Running statistics; what counts batches is not among them."""
    return {name.removeprefix("parts."): value for name, value in network.named_buffers() if value.is_floating_point()}


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
    if x.grad is not None:  # tokens have none
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
    if f"gradient.{network.input_id}" in figures:
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
            rounding = 3e-8 * max(1.0, abs(sides[0]))  # of the losses, over the step
            bound = 1e-6 * max(1e-2, expected.abs().max().item()) + rounding
            if abs(found - expected[index].item()) > bound:
                raise SystemExit(f"{name}: {key}[{index}]: autograd {expected[index]}, differences {found}")


def as_double(network):
    """Every weight rounded to float32, in float64."""
    network.float().double()
    return network


def exact(array):
    return torch.from_numpy(np.asarray(array, dtype=np.float32)).double()


# ---- the figures of a case ------------------------------------------------------------------------------------

def chain(shape, *nodes, head=4):
    """Input -> nodes in a row -> loss; a node is (id, type, params[, sources]). `head` is the number of classes that
    Flatten and Linear make out of anything, the settings of a loss that comes right after the nodes, or None if the loss is
    the last of the nodes."""
    if head is None:
        tail = []
    elif isinstance(head, dict):
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


TOKENS = 11  # a vocabulary


def draw_inputs(generator, shape, how):
    if how == "ties":
        return exact(generator.integers(-1, 2, shape))
    if how == "tokens":
        return exact(generator.integers(0, TOKENS, shape))
    values = generator.standard_normal(shape)
    return exact({"normal": values, "below zero": -1 - np.abs(values), "wide": 2 * values,
                  "far": 12 * values, "huge": 300 * values}[how])


def case_figures(name, graph, batch, how, settings=None):
    training = bool(settings and settings.get("train"))
    for seed in range(1000):
        torch.manual_seed(seed)
        generator = np.random.default_rng(seed)
        shape = (batch, *graph["nodes"][0]["params"]["shape"])
        x = draw_inputs(generator, shape, how)
        network = as_double(Network(graph, x.float()))
        network.train(training)
        start = {key: value.clone() for key, value in network.state_dict().items()}
        if kink_margin(network, x) > 1e-5 or how == "ties":
            break
    logits = network(x, None)[network.sources(graph["nodes"][-1])[0]]
    loss = network.parts[network.loss_id]
    target = (loss.draw_classes if settings and settings.get("classes") else loss.draw)(generator, logits)
    network.load_state_dict(start)  # running statistics have moved
    figures = trace(network, x, target)
    if training:
        figures.update({f"buffer.{key}": value for key, value in buffers_of(network).items()})
    figures = {key: value.clone() for key, value in figures.items()}
    if how != "ties":  # a difference across a kink is no gradient
        check_gradients(name, network, x, target, figures)
    out = {"input": x, "target": target}
    network.load_state_dict(start)
    out.update({f"weight.{key}": value for key, value in (parameters_of(network) | buffers_of(network)).items()})
    out.update(figures)
    return {f"{name}/{key}": value for key, value in out.items()}
