#!/usr/bin/python3
"""The PyTorch side of versus_pytorch.py, which starts it and sets its environment.

    pytorch_child.py MODEL THREADS FOLDER BLAS

Builds a standard model of `layerloom bench`, gives it the weights and batches that step_bench left in FOLDER, tries
which settings are fastest here, and then does as it is told on standard input, as step_bench does: "round SECONDS"
and "latency SECONDS". On start it prints "ready VERSION FIRST_LOSS THREADS SETTINGS...". BLAS is the folder of the
OpenBLAS that it must run on.
"""
import collections
import itertools
import os
import pathlib
import statistics
import sys
import time

import numpy
import torch
from torch import nn
from torch.nn import functional

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "golden"))
from make_goldens import read_safetensors  # noqa: E402


# ---- the models: modules are named as our nodes are, so our weights load as they are ---------------------------

def chain(**modules):
    return nn.Sequential(collections.OrderedDict(modules))


def lenet5():
    return chain(
        conv1=nn.Conv2d(1, 6, 5, padding=2), relu1=nn.ReLU(inplace=True), pool1=nn.MaxPool2d(2),
        conv2=nn.Conv2d(6, 16, 5), relu2=nn.ReLU(inplace=True), pool2=nn.MaxPool2d(2), flatten=nn.Flatten(),
        fc1=nn.Linear(400, 120), relu3=nn.ReLU(inplace=True), fc2=nn.Linear(120, 84), relu4=nn.ReLU(inplace=True),
        fc3=nn.Linear(84, 10))


def mlp():
    return chain(fc1=nn.Linear(784, 512), relu1=nn.ReLU(inplace=True), fc2=nn.Linear(512, 512),
                 relu2=nn.ReLU(inplace=True), fc3=nn.Linear(512, 10))


class ResNet(nn.Module):
    def __init__(self, blocks):
        super().__init__()
        self.first = self.convolution("conv1", 3, 16, 3, 1)
        self.blocks, channels = [], 16
        for stage, width in enumerate((16, 32, 64), start=1):
            for number in range(1, blocks + 1):
                name, stride = f"stage{stage}_block{number}", 1 if width == channels else 2
                self.blocks.append((
                    self.convolution(f"{name}_conv1", channels, width, 3, stride),
                    self.convolution(f"{name}_conv2", width, width, 3, 1),
                    self.convolution(f"{name}_shortcut", channels, width, 1, stride) if stride > 1 else None))
                channels = width
        self.fc = nn.Linear(64, 10)

    def convolution(self, name, channels, width, kernel, stride):
        """A function that reaches the modules directly: nothing but the maths should cost time."""
        convolution = nn.Conv2d(channels, width, kernel, stride, kernel // 2, bias=False)
        norm = nn.BatchNorm2d(width)
        self.add_module(name, convolution)
        self.add_module(f"{name}_bn", norm)
        return lambda x: norm(convolution(x))

    def forward(self, x):
        x = functional.relu_(self.first(x))
        for one, two, shortcut in self.blocks:
            y = two(functional.relu_(one(x)))
            x = functional.relu_(y.add_(shortcut(x) if shortcut else x))
        return self.fc(functional.adaptive_avg_pool2d(x, 1).flatten(1))


class Lstm(nn.Module):
    def __init__(self):
        super().__init__()
        self.lstm = nn.LSTM(28, 128, batch_first=True)
        self.fc = nn.Linear(128, 10)

    def forward(self, x):
        return self.fc(self.lstm(x)[1][0][0])  # h_n of the one layer is the last output


class Transformer(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(256, 128)
        self.positions = nn.Embedding(64, 128)
        self.encoder1, self.encoder2 = (
            nn.TransformerEncoderLayer(128, 4, 512, dropout=0.0, activation="relu", batch_first=True, norm_first=False)
            for _ in range(2))
        self.fc = nn.Linear(128, 256)

    def forward(self, tokens):
        x = self.embedding(tokens) + self.positions.weight  # (batch, 64, 128)
        return self.fc(self.encoder2(self.encoder1(x))).flatten(0, 1)


Model = collections.namedtuple("Model", "make, shape, tokens, optimizer")


def sgd(parameters, foreach):
    return torch.optim.SGD(parameters, lr=0.01, momentum=0.5, foreach=foreach)


def adam(parameters, foreach):
    return torch.optim.Adam(parameters, lr=1e-3, foreach=foreach)


MODELS = {
    "lenet5": Model(lenet5, (1, 28, 28), False, sgd),
    "mlp": Model(mlp, (784,), False, sgd),
    "resnet8": Model(lambda: ResNet(1), (3, 32, 32), False, adam),
    "resnet20": Model(lambda: ResNet(3), (3, 32, 32), False, adam),
    "lstm": Model(Lstm, (28, 28), False, adam),
    "transformer": Model(Transformer, (64,), True, adam),
}


# ---- its work -------------------------------------------------------------------------------------------------

Settings = collections.namedtuple("Settings", "threads, channels_last, onednn, foreach, traced")


class Work:
    """What step_bench left: weights by name, and batches as tensors."""

    def __init__(self, name, folder):
        self.model = MODELS[name]
        self.weights = {key: torch.from_numpy(value.copy()) for key, value in
                        read_safetensors((folder / "weights.safetensors").read_bytes()).items()}
        stored = read_safetensors((folder / "batches.safetensors").read_bytes())
        inputs = torch.from_numpy(stored["input"].copy())  # (batches, batch, values)
        inputs = inputs.view(*inputs.shape[:2], *self.model.shape)
        targets = torch.from_numpy(stored["target"].astype(numpy.int64)).flatten(1)
        self.batches = list(zip(inputs.long() if self.model.tokens else inputs, targets))
        self.images = len(self.model.shape) == 3

    def network(self):
        network = self.model.make()
        missing, unexpected = network.load_state_dict(self.weights, strict=False)
        missing = [key for key in missing if not key.endswith(".num_batches_tracked")]
        if missing or unexpected:
            raise SystemExit(f"pytorch_child: weights missing: {missing}, weights too many: {unexpected}")
        return network

    @staticmethod
    def laid_out(x, channels_last):
        return x.contiguous(memory_format=torch.channels_last) if channels_last else x


class Trainer:
    def __init__(self, work, settings):
        self.settings, self.step_number = settings, 0
        network = work.network()
        if settings.channels_last:
            network = network.to(memory_format=torch.channels_last)
        self.batches = [(work.laid_out(x, settings.channels_last), y) for x, y in work.batches]
        self.loss = nn.CrossEntropyLoss()
        self.optimizer = work.model.optimizer(list(network.parameters()), settings.foreach)
        self.network = network
        if settings.traced:
            with self.backend():
                self.network = torch.jit.trace(network, self.batches[0][0], check_trace=False)
            network.load_state_dict(work.weights, strict=False)  # to trace is to run: batch norms have counted it

    def backend(self):
        torch.set_num_threads(self.settings.threads)
        return torch.backends.mkldnn.flags(enabled=self.settings.onednn)

    def step(self):
        x, y = self.batches[self.step_number % len(self.batches)]
        self.step_number += 1
        self.optimizer.zero_grad(set_to_none=True)
        loss = self.loss(self.network(x), y)
        loss.backward()
        self.optimizer.step()
        return loss

    def round(self, seconds):
        """Samples a second."""
        with self.backend():
            start, steps = time.perf_counter(), 0
            while True:
                self.step()
                steps += 1
                elapsed = time.perf_counter() - start
                if elapsed >= seconds:
                    return steps * len(self.batches[0][0]) / elapsed


class Answerer:
    """One sample at a time, eager, on one thread."""

    def __init__(self, work, channels_last, onednn):
        self.onednn = onednn
        self.network = work.network().eval()
        if channels_last:
            self.network = self.network.to(memory_format=torch.channels_last)
        self.samples = [work.laid_out(x[:1].clone(), channels_last) for x, _ in work.batches]

    def latency(self, seconds):
        """Microseconds, the median."""
        torch.set_num_threads(1)
        times, start = [], time.perf_counter()
        with torch.inference_mode(), torch.backends.mkldnn.flags(enabled=self.onednn):
            while time.perf_counter() - start < seconds:
                sample = self.samples[len(times) % len(self.samples)]
                asked = time.perf_counter()
                self.network(sample)
                times.append(time.perf_counter() - asked)
        return 1e6 * statistics.median(times)


# ---- which settings are fastest here --------------------------------------------------------------------------

def fastest_trainer(work, threads):
    def speed(settings, seconds, times):
        trainer = Trainer(work, settings)
        trainer.round(seconds)
        return max(trainer.round(seconds) for _ in range(times))

    switch = (False, True)
    all_settings = itertools.starmap(Settings, itertools.product(
        range(1, threads + 1), switch if work.images else (False,), switch, switch, switch))
    quick = {settings: speed(settings, 0.2, 1) for settings in all_settings}
    finalists = sorted(quick, key=quick.get)[-4:]
    return Trainer(work, max(finalists, key=lambda settings: speed(settings, 0.4, 3)))


def fastest_answerer(work):
    switch = (False, True)
    return min((Answerer(work, *settings) for settings in itertools.product(switch if work.images else (False,), switch)),
               key=lambda answerer: min(answerer.latency(0.2) for _ in range(2)))


def describe(settings):
    names = [name.replace("_", " ") for name in Settings._fields[1:] if getattr(settings, name)]
    return f"{settings.threads} {', '.join(names) or 'plain'}"


def main():
    name, threads, folder, blas = sys.argv[1], int(sys.argv[2]), pathlib.Path(sys.argv[3]), sys.argv[4]
    if os.path.realpath(blas) not in pathlib.Path("/proc/self/maps").read_text():
        raise SystemExit(f"pytorch_child: PyTorch runs on another BLAS than the one in {blas}")
    torch.set_flush_denormal(True)
    work = Work(name, folder)
    first_loss = Trainer(work, Settings(1, False, True, False, False)).step().item()
    trainer, answerer = fastest_trainer(work, threads), None
    trainer.round(0.3)
    print(f"ready {torch.__version__} {first_loss:.6f} {describe(trainer.settings)}", flush=True)
    for line in sys.stdin:
        what, seconds = line.split()
        if what == "latency":
            answerer = answerer or fastest_answerer(work)
            print(f"latency {answerer.latency(float(seconds)):.3f}", flush=True)
        else:
            print(f"round {trainer.round(float(seconds)):.3f}", flush=True)


if __name__ == "__main__":
    main()
