#!/usr/bin/python3
"""Makes the figures that tests/engine/golden_test.cpp compares the engine with: PyTorch's.

Needs Debian's python3-torch. Everything is computed in float64 from weights and inputs that are exact in float32, and
stored as float32, so what is stored is the truth to 6e-8. `make_goldens.py` writes the files beside itself;
`make_goldens.py --check` makes them again in memory and compares them with the files.

  lenet5_weights.safetensors   PyTorch's own initial weights
  lenet5_x3, lenet5_x21        "input" and "target" as `layerloom trace --input` takes them
  lenet5_y3                    every activation, the loss, every gradient, as `layerloom trace --out` writes them
  lenet5_y21                   the same without the activations of the inner layers
  <family>.json                the networks of families/<family>.py: "name", "batch", "graph", and "train" if they train
  <family>.safetensors         <case>/... : input, target, weight.<parameter or buffer>, what trace would write, and
                               buffer.<buffer> afterwards
  training.json                optimisers and schedules
  training.safetensors         <case>/float64, /float32: 100 losses; /spread: how far float32 runs stray
  schedules.json               the learning rate of every step (schedules.py)
"""
import argparse
import importlib
import json
import pathlib
import sys

import numpy as np
import torch

import networks
import schedules
from networks import (Network, as_double, case_figures, check_gradients, exact, kink_margin, parameters_of, read_safetensors,
                      safetensors_bytes, trace)

HERE = pathlib.Path(__file__).resolve().parent
TEMPLATE = HERE.parent.parent / "resources" / "templates" / "lenet5.loom"
INNER = ("conv", "relu", "pool", "flatten")  # node ids whose activations lenet5_y21 leaves out
FAMILIES = {path.stem: importlib.import_module(f"families.{path.stem}") for path in sorted((HERE / "families").glob("*.py"))}
for family in FAMILIES.values():
    networks.MODULES.update(family.MODULES)
    networks.FUNCTIONS.update(getattr(family, "FUNCTIONS", {}))
    networks.LOSSES.update(getattr(family, "LOSSES", {}))


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

# ---- training -----------------------------------------------------------------------------------------------

STEPS, BATCH, EPOCH = 100, 20, 10
TRAINING = {
    "sgd": {"type": "SGD", "params": {"lr": 0.1}},
    "sgd_momentum": {"type": "SGD", "params": {"lr": 0.05, "momentum": 0.5}},
    "sgd_dampening": {"type": "SGD", "params": {"lr": 0.02, "momentum": 0.9, "dampening": 0.3, "weight_decay": 0.01}},
    "sgd_nesterov": {"type": "SGD", "params": {"lr": 0.01, "momentum": 0.9, "weight_decay": 0.01, "nesterov": True}},
    "adam": {"type": "Adam", "params": {"lr": 0.0005}},
    "adam_decay": {"type": "Adam", "params": {"lr": 0.0005, "betas": [0.8, 0.99], "eps": 1e-6, "weight_decay": 0.01}},
    "adamw": {"type": "AdamW", "params": {"lr": 0.0005}},
    "adamw_decay": {"type": "AdamW", "params": {"lr": 0.0005, "betas": [0.8, 0.99], "eps": 1e-6, "weight_decay": 2.0}},
    "rmsprop": {"type": "RMSprop", "params": {"lr": 0.0001}},
    "rmsprop_momentum": {"type": "RMSprop", "params": {"lr": 0.00005, "alpha": 0.9, "eps": 1e-5, "weight_decay": 0.01,
                                                       "momentum": 0.5}},
    "rmsprop_centered": {"type": "RMSprop", "params": {"lr": 0.0001, "eps": 1e-4, "momentum": 0.3, "centered": True}},
    "adagrad": {"type": "Adagrad", "params": {"lr": 0.002}},
    "adagrad_decay": {"type": "Adagrad", "params": {"lr": 0.004, "lr_decay": 0.02, "weight_decay": 0.01,
                                                    "initial_accumulator_value": 0.05, "eps": 1e-6}},
}
# The same under a schedule, whose epoch has EPOCH steps: see schedules.py.
SCHEDULED = {
    "step": ("sgd_momentum", {"type": "StepLR", "params": {"step_size": 3, "gamma": 0.5}}),
    "exponential": ("adam", {"type": "ExponentialLR", "params": {"gamma": 0.8, "warmup_steps": 15}}),
    "cosine": ("adamw", {"type": "CosineAnnealingLR", "params": {"eta_min": 1e-5}}),
    "one_cycle": ("sgd", {"type": "OneCycleLR", "params": {}}),
    "plateau": ("sgd_momentum", {"type": "ReduceLROnPlateau",
                                 "params": {"monitor": "loss", "factor": 0.5, "patience": 1, "threshold": 0.2}}),
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


def losses(case, weights, batches, dtype, order=None):
    """The loss of every step; `order` shuffles each batch, which changes nothing but rounding."""
    network = Network(lenet5_graph(), torch.zeros(1, 1, 28, 28)).to(dtype)
    network.load_state_dict({f"parts.{key}": value.to(dtype) for key, value in weights.items()})
    optimizer = case["optimizer"]
    stepper = getattr(torch.optim, optimizer["type"])(network.parameters(), **optimizer["params"])
    rates = schedules.Rates(stepper, case["schedule"], EPOCH, STEPS)
    found = []
    for images, labels in batches:
        if order is not None:
            images, labels = images[order], labels[order]
        stepper.zero_grad()
        loss = network(torch.from_numpy(images).to(dtype), torch.from_numpy(labels))[network.loss_id]
        loss.backward()
        rates.apply()
        stepper.step()
        found.append(loss.item())
        rates.step_done(sum(found[-EPOCH:]) / EPOCH)
    return np.array(found)


def training_cases():
    common = {"batch": BATCH, "steps_per_epoch": EPOCH}
    constant = {"type": "Constant", "params": {}}
    plain = [{"name": name, **common, "optimizer": optimizer, "schedule": constant} for name, optimizer in TRAINING.items()]
    return plain + [{"name": f"{optimizer}_{name}", **common, "optimizer": TRAINING[optimizer], "schedule": schedule}
                    for name, (optimizer, schedule) in SCHEDULED.items()]


def training_figures(weights):
    batches = [made_up_batch(step) for step in range(STEPS)]
    figures = {}
    for case in training_cases():
        name = case["name"]
        truth = losses(case, weights, batches, torch.float64)
        plain = losses(case, weights, batches, torch.float32)
        spread = np.abs(plain - truth) / truth
        for seed in range(7):
            order = np.random.default_rng(seed).permutation(BATCH)
            spread = np.maximum(spread, np.abs(losses(case, weights, batches, torch.float32, order) - truth) / truth)
        figures[f"{name}/float64"] = truth
        figures[f"{name}/float32"] = plain
        figures[f"{name}/spread"] = np.maximum.accumulate(spread)
    return figures


# ---- all ----------------------------------------------------------------------------------------------------

def family_files(name):
    tensors, described = {}, []
    for key, (graph, batch, how, *settings) in FAMILIES[name].cases().items():
        tensors.update(case_figures(key, graph, batch, how, *settings))
        described.append({"name": key, "batch": batch, "graph": graph, **(settings[0] if settings else {})})
    return {f"{name}.safetensors": safetensors_bytes(tensors), f"{name}.json": one_a_line(described)}


def one_a_line(entries):
    return ("[\n" + ",\n".join(json.dumps(entry) for entry in entries) + "\n]\n").encode()


def make_all(only):
    """Yields (file name, content)."""
    lenet = lenet5_files()
    if not only or "lenet5" in only:
        yield from ((f"{name}.safetensors", safetensors_bytes(tensors)) for name, tensors in lenet.items())
    if not only or "training" in only:
        yield "training.safetensors", safetensors_bytes(training_figures(lenet["lenet5_weights"]))
        yield "training.json", one_a_line(training_cases())
        yield "schedules.json", one_a_line(schedules.figures())
    for name in FAMILIES:
        if not only or name in only:
            yield from family_files(name).items()


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
    parser.add_argument("only", nargs="*", help="lenet5, training, or families; all if left out")
    arguments = parser.parse_args()
    check = arguments.check
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    worst = 0.0
    for name, content in make_all(arguments.only):
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
