#!/usr/bin/python3
"""Trains LeNet-5 (SGD 0.01, momentum 0.5) here and in PyTorch, in turn, and prints images a second and their ratio.

    cmake --build --preset release --target lenet_bench && tests/bench/lenet_vs_pytorch.py

Both live for the whole run and train the same batches, from memory, from the same weights (their first losses are
compared). Only one runs at a time: the other sleeps or is stopped. PyTorch, Debian's python3-torch, gets its best
settings: OpenBLAS (with Debian's default, the reference BLAS, it runs at half its speed, so without OpenBLAS there is
no comparison), OPENBLAS_NUM_THREADS=1 OMP_WAIT_POLICY=active OMP_PROC_BIND=true, tcmalloc preloaded, denormals flushed,
gradients set to None, no synchronising read of the loss, and whatever is fastest here of 1..cores threads, channels
last or not, oneDNN or not, one fused update of all weights (foreach) or not, traced or not.

A busy machine gives no figure worth keeping: the load is printed, and a warning where it is high.
"""
import argparse
import glob
import itertools
import os
import pathlib
import signal
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
MODEL = "LeNet-5"


# ---- the child that is PyTorch --------------------------------------------------------------------------------

def read_batches(path, batch, torch, numpy):
    kind = numpy.dtype([("pixels", "u1", (batch, 1, 28, 28)), ("labels", "<i4", batch)])
    return [(torch.from_numpy(entry["pixels"].astype("f4") / numpy.float32(255)),
             torch.from_numpy(entry["labels"].astype("i8"))) for entry in numpy.fromfile(path, kind)]


class TorchTrainer:
    def __init__(self, torch, weights, batches, threads, channels_last, onednn, foreach, traced):
        nn = torch.nn
        self.torch, self.onednn, self.step_number = torch, onednn, 0
        torch.set_num_threads(threads)
        network = nn.Sequential(
            nn.Conv2d(1, 6, 5, padding=2), nn.ReLU(inplace=True), nn.MaxPool2d(2),
            nn.Conv2d(6, 16, 5), nn.ReLU(inplace=True), nn.MaxPool2d(2), nn.Flatten(),
            nn.Linear(400, 120), nn.ReLU(inplace=True), nn.Linear(120, 84), nn.ReLU(inplace=True), nn.Linear(84, 10))
        with torch.no_grad():
            for parameter, value in zip(network.parameters(), weights):
                parameter.copy_(torch.from_numpy(value.copy()))
        layout = torch.channels_last if channels_last else torch.contiguous_format
        network = network.to(memory_format=layout)
        self.batches = [(x.contiguous(memory_format=layout), y) for x, y in batches]
        self.parameters = list(network.parameters())
        with self.backend():
            self.network = torch.jit.trace(network, self.batches[0][0]) if traced else network
        self.loss = nn.CrossEntropyLoss()
        self.optimizer = torch.optim.SGD(self.parameters, lr=0.01, momentum=0.5, foreach=foreach)

    def backend(self):
        return self.torch.backends.mkldnn.flags(enabled=self.onednn)

    def step(self):
        x, y = self.batches[self.step_number % len(self.batches)]
        self.step_number += 1
        self.optimizer.zero_grad(set_to_none=True)
        loss = self.loss(self.network(x), y)
        loss.backward()
        self.optimizer.step()
        return loss

    def round(self, seconds):
        """Images a second, and the last loss."""
        with self.backend():
            start, images = time.perf_counter(), 0
            while True:
                for _ in range(8):
                    loss = self.step()
                    images += len(self.batches[0][1])
                elapsed = time.perf_counter() - start
                if elapsed >= seconds:
                    return images / elapsed, loss.item()


def torch_child(arguments):
    import numpy
    import torch
    sys.path.insert(0, str(ROOT / "tests" / "golden"))
    import make_goldens
    if "openblas" not in pathlib.Path("/proc/self/maps").read_text():
        raise SystemExit("lenet_vs_pytorch: PyTorch runs on another BLAS than OpenBLAS; install libopenblas0-pthread")
    torch.set_flush_denormal(True)
    stored = make_goldens.read_safetensors((ROOT / "tests/golden/lenet5_weights.safetensors").read_bytes())
    weights = list(stored.values())
    batches = read_batches(arguments.batches, arguments.batch, torch, numpy)
    first = TorchTrainer(torch, weights, batches, 1, False, True, False, False)
    first_loss = first.step().item()

    def speed(settings, seconds, times):
        trainer = TorchTrainer(torch, weights, batches, *settings)
        trainer.round(seconds)
        return max(trainer.round(seconds)[0] for _ in range(times))

    print("trying PyTorch's settings ...", file=sys.stderr, flush=True)
    switches = itertools.product(range(1, arguments.threads + 1), *[(False, True)] * 4)
    quick = {settings: speed(settings, 0.25, 1) for settings in switches}
    finalists = sorted(quick, key=quick.get)[-5:]
    best = max(finalists, key=lambda settings: speed(settings, 0.5, 3))
    trainer = TorchTrainer(torch, weights, batches, *best)
    trainer.round(0.5)
    names = ("channels last", "oneDNN", "foreach", "traced")
    chosen = ", ".join(name for name, on in zip(names, best[1:]) if on) or "plain"
    print(f"ready {best[0]} {torch.__version__} {first_loss:.6f} {chosen}", flush=True)
    for line in sys.stdin:
        print("round {:.0f} {:.4f}".format(*trainer.round(float(line.split()[1]))), flush=True)


# ---- the parent -----------------------------------------------------------------------------------------------

class Child:
    """A process that is stopped while it is not its turn: spinning threads would take the other's time."""

    def __init__(self, command, **options):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, **options)
        self.ready = self.answer("ready")
        self.process.send_signal(signal.SIGSTOP)

    def answer(self, word):
        line = self.process.stdout.readline().split()
        if not line or line[0] != word:
            raise SystemExit(f"lenet_vs_pytorch: {self.process.args[0]} ended or said {line} instead of {word}")
        return line[1:]

    def round(self, seconds, warm_up):
        self.process.send_signal(signal.SIGCONT)
        for length in (warm_up, seconds):
            self.process.stdin.write(f"round {length}\n")
            self.process.stdin.flush()
            speed, loss = (float(word) for word in self.answer("round"))
        self.process.send_signal(signal.SIGSTOP)
        return speed, loss

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()


def torch_environment(openblas):
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_WAIT_POLICY": "active", "OMP_PROC_BIND": "true"}
    environment.pop("OMP_NUM_THREADS", None)
    allocators = glob.glob("/usr/lib/*/libtcmalloc_minimal.so.4")
    if not allocators:
        raise SystemExit("lenet_vs_pytorch: PyTorch is fastest with tcmalloc; install libtcmalloc-minimal4")
    folders = [openblas] if openblas else glob.glob("/usr/lib/*/openblas-pthread")
    if not folders:
        raise SystemExit("lenet_vs_pytorch: PyTorch is fastest with OpenBLAS; install libopenblas0-pthread")
    return {**environment, "LD_PRELOAD": allocators[0], "LD_LIBRARY_PATH": folders[0]}


def describe(arguments, ours, torch):
    threads, isa, *data, ours_first = ours.ready
    torch_threads, version, torch_first, *chosen = torch.ready
    if abs(float(ours_first) - float(torch_first)) > 1e-4:
        raise SystemExit(f"lenet_vs_pytorch: not the same work: first losses {ours_first} and {torch_first}")
    print(f"{MODEL}, batch {arguments.batch}, {' '.join(data)}; first losses {ours_first} and {torch_first}")
    print(f"ours: {threads} threads, {isa}")
    print(f"PyTorch {version}: {torch_threads} threads, {' '.join(chosen)}", flush=True)


def compare(arguments):
    speeds = {"ours": [], "torch": []}
    with tempfile.TemporaryDirectory() as folder:
        batches = os.path.join(folder, "batches")
        common = ["--threads", str(arguments.threads), "--batch", str(arguments.batch)]
        torch_command = [sys.executable, __file__, "--child", "--batches", batches, *common]
        with Child([arguments.bench, *common, "--data", arguments.data, "--dump", batches]) as ours, \
                Child(torch_command, env=torch_environment(arguments.openblas)) as torch:
            describe(arguments, ours, torch)
            for number in range(1, arguments.rounds + 1):
                turns = [("ours", ours), ("torch", torch)]
                for name, child in turns if number % 2 else reversed(turns):
                    speeds[name].append(child.round(arguments.seconds, 0.3)[0])
                print(f"round {number}: ours {speeds['ours'][-1]:8.0f}  PyTorch {speeds['torch'][-1]:8.0f}  "
                      f"ratio {speeds['ours'][-1] / speeds['torch'][-1]:.2f}", flush=True)
    return speeds


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cores = len(os.sched_getaffinity(0))
    parser.add_argument("--threads", type=int, default=cores, help="ours uses so many, PyTorch its best up to that")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--seconds", type=float, default=2.0, help="length of one's turn")
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--data", default="mnist" if os.environ.get("LAYERLOOM_DATA") else "digits")
    parser.add_argument("--bench", default=str(ROOT / "build/release/tests/lenet_bench"))
    parser.add_argument("--openblas", metavar="DIR", help="where OpenBLAS's libblas.so.3 is, if it is not installed")
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--batches", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.child:
        torch_child(arguments)
        return 0
    load = os.getloadavg()[0]
    print(f"load before: {load:.1f} on {cores} cores" + ("; TOO BUSY for a figure to keep" if load > 0.3 else ""))
    speeds = compare(arguments)
    ours, torch = (statistics.median(speeds[name]) for name in ("ours", "torch"))
    print(f"median: ours {ours:.0f} images/s, PyTorch {torch:.0f} images/s, ratio {ours / torch:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
