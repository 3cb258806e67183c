#!/usr/bin/python3
"""Compares our training speed with PyTorch's: the standard models of `layerloom bench`, in turn, on the same work.

    cmake --build --preset release --target layerloom step_bench && tests/bench/versus_pytorch.py

Both sides live as long as a model is compared and train the same batches, from memory, from the same weights (their
first losses are compared). They take turns, and the one that waits is stopped; each figure is the median of the rounds.
PyTorch, Debian's python3-torch, gets its best settings:

  - OpenBLAS with OPENBLAS_NUM_THREADS=1, OMP_WAIT_POLICY=active, OMP_PROC_BIND=true; for the models of large products
    (mlp, lstm, transformer) also OpenBLAS built for OpenMP, with as many threads as there are cores;
  - tcmalloc preloaded, denormals flushed, gradients set to None, no synchronising read of the loss;
  - of 1..cores threads, channels last or not (images), oneDNN or not, one fused update of all weights (foreach) or not,
    traced or not: what is fastest here, with each OpenBLAS. The faster of both counts.

One image through LeNet-5 is compared with PyTorch eager in inference mode on one thread. Two rows more are ours alone:
LeNet-5 on two threads against one while another program holds a core, and the most memory that `layerloom train` holds.
The exit status is 1 if a "must" is missed. A busy machine gives no figure worth keeping: the load is printed, with a
warning where it is high.
"""
import argparse
import collections
import glob
import multiprocessing
import os
import pathlib
import random
import signal
import statistics
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
CORES = len(os.sched_getaffinity(0))
WARM_UP = 0.3  # seconds at the start of a turn

Case = collections.namedtuple("Case", "model, batch, must, aim, openmp")  # must and aim: ours to PyTorch's speed
CASES = [
    Case("lenet5", 64, 2.5, 3.8, False),
    Case("lenet5", 128, 2.5, 3.8, False),
    Case("mlp", 128, 1.0, 1.15, True),
    Case("resnet8", 64, 0.9, 1.1, False),
    Case("resnet20", 64, 0.9, 1.1, False),
    Case("lstm", 64, 2.0, 2.5, True),
    Case("transformer", 32, 1.1, 1.4, True),
]
LATENCY = {"microseconds": (20, 13), "ratio": (3, 5)}  # must, aim
MEGABYTES = 250
EXTRAS = ("busy", "memory")


# ---- children that take turns ---------------------------------------------------------------------------------

class Child:
    """A process that is stopped while it is not its turn: spinning threads would take the other's time."""

    def __init__(self, command, **options):
        self.process = subprocess.Popen([str(word) for word in command], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        text=True, **options)
        self.ready = self.answer("ready")
        self.process.send_signal(signal.SIGSTOP)

    def answer(self, word):
        line = self.process.stdout.readline().split()
        if not line or line[0] != word:
            raise SystemExit(f"versus_pytorch: {self.process.args[0]} ended or said {line} instead of {word}")
        return line[1:]

    def measure(self, what, seconds):
        """Its figure for "round", "latency" or "peak"; the first moments of a turn do not count."""
        self.process.send_signal(signal.SIGCONT)
        for length in (WARM_UP, seconds):
            self.process.stdin.write(f"{what} {length}\n")
            self.process.stdin.flush()
            figure = float(self.answer(what)[0])
        self.process.send_signal(signal.SIGSTOP)
        return figure

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()


class Children:
    """Everybody who takes part in a comparison, by name."""

    def __init__(self):
        self.by_name = {}

    def add(self, name, command, **options):
        self.by_name[name] = Child(command, **options)
        return self.by_name[name]

    def medians(self, what, rounds, seconds):
        """By name."""
        return {name: statistics.median(figures) for name, figures in self.figures(what, rounds, seconds).items()}

    def figures(self, what, rounds, seconds):
        """Lists by name, in the order of the rounds; whoever begins a round ends the next one."""
        figures, order = collections.defaultdict(list), list(self.by_name)
        for _ in range(rounds):
            for name in order:
                figures[name].append(self.by_name[name].measure(what, seconds))
            order.reverse()
        return figures

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for child in self.by_name.values():
            child.__exit__()


def ours_command(arguments, model, batch, threads, *more):
    return [arguments.bench, "--model", model, "--batch", batch, "--threads", threads, *more]


# ---- PyTorch's surroundings -----------------------------------------------------------------------------------

def found(pattern, package):
    paths = sorted(glob.glob(pattern))
    if not paths:
        raise SystemExit(f"versus_pytorch: {pattern} is not there, and PyTorch is fastest with it; install {package}")
    return paths[0]


def torch_environment(folder, openmp):
    environment = {**os.environ, "OMP_WAIT_POLICY": "active", "OMP_PROC_BIND": "true", "LD_LIBRARY_PATH": folder,
                   "LD_PRELOAD": found("/usr/lib/*/libtcmalloc_minimal.so.4", "libtcmalloc-minimal4")}
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        environment.pop(name, None)
    return {**environment, **({"OMP_NUM_THREADS": str(CORES)} if openmp else {"OPENBLAS_NUM_THREADS": "1"})}


def torch_settings(arguments, case):
    """(name, folder of libblas.so.3, environment) of each PyTorch that takes part."""
    pthread = arguments.openblas or found("/usr/lib/*/openblas-pthread", "libopenblas0-pthread")
    settings = [("OpenBLAS", pthread, torch_environment(pthread, False))]
    if case.openmp:
        openmp = arguments.openblas_openmp or found("/usr/lib/*/openblas-openmp", "libopenblas0-openmp")
        settings.append(("OpenBLAS-openmp", openmp, torch_environment(openmp, True)))
    return settings


# ---- what is measured -----------------------------------------------------------------------------------------

def verdict(value, must, aim, least=True):
    """A figure that must be at least (or at most) so much."""
    reached = (lambda bound: value >= bound) if least else (lambda bound: value <= bound)
    return "aim" if reached(aim) else "must" if reached(must) else "MISSED"


Row = collections.namedtuple("Row", "cells, flops, verdict")  # flops: of ours a second; None if it is no training


def check_same_work(ours, children):
    for name, child in children.items():
        ours_first, torch_first = float(ours.ready[3]), float(child.ready[1])
        if abs(ours_first - torch_first) > 1e-4 * max(1.0, abs(torch_first)):
            raise SystemExit(f"versus_pytorch: not the same work: first losses {ours_first} (ours) and {torch_first} ({name})")


def compare(arguments, case, peaks):
    """The rows of one model and batch; the peak that was measured beside them goes to `peaks`."""
    with tempfile.TemporaryDirectory() as folder, Children() as children:
        ours = children.add("ours", ours_command(arguments, case.model, case.batch, arguments.threads, "--dump", folder))
        for name, blas, environment in torch_settings(arguments, case):
            print(f"{case.model}, batch {case.batch}: trying PyTorch's settings with {name} ...", file=sys.stderr)
            children.add(name, [sys.executable, ROOT / "tests/bench/pytorch_child.py", case.model, arguments.threads,
                                folder, blas], env=environment)
        torches = {name: child for name, child in children.by_name.items() if child is not ours}
        check_same_work(ours, torches)
        version = next(iter(torches.values())).ready[0]
        print(f"{case.model}, batch {case.batch}: ours with {ours.ready[0]} threads, {ours.ready[1]}; PyTorch {version}; "
              f"first loss {ours.ready[3]}", file=sys.stderr)
        peaks.append(ours.measure("peak", 0.3))
        speeds = children.medians("round", arguments.rounds, arguments.seconds)
        best = max(torches, key=speeds.get)
        threads, *chosen = torches[best].ready[2:]
        ratio = speeds["ours"] / speeds[best]
        result = verdict(ratio, case.must, case.aim)
        rows = [Row([case.model, str(case.batch), f"{speeds['ours']:.0f}/s", f"{speeds[best]:.0f}/s", f"{ratio:.2f}",
                     f"{case.must} / {case.aim}", result,
                     f"{best}, {threads} thread{'s' if threads != '1' else ''}, {' '.join(chosen)}"],
                    speeds["ours"] * float(ours.ready[2]), result)]
        if case == CASES[0]:
            rows += latency_rows(children, arguments)
        return rows


def latency_rows(children, arguments):
    times = children.medians("latency", arguments.rounds, min(arguments.seconds, 0.5))
    ours, torch = times["ours"], min(time for name, time in times.items() if name != "ours")
    (must, aim), (must_ratio, aim_ratio) = LATENCY["microseconds"], LATENCY["ratio"]
    time_result, ratio_result = verdict(ours, must, aim, least=False), verdict(torch / ours, must_ratio, aim_ratio)
    return [Row(["lenet5, one image", "1", f"{ours:.1f} us", "", "", f"<= {must} / {aim} us", time_result, ""], None,
                time_result),
            Row(["lenet5, one image", "1", f"{ours:.1f} us", f"{torch:.1f} us", f"{torch / ours:.2f}",
                 f"{must_ratio} / {aim_ratio}", ratio_result, "eager, inference mode, 1 thread"], None, ratio_result)]


def hold_a_core(core):
    os.sched_setaffinity(0, {core})
    while True:
        pass


def interval_of_median(figures):
    """Where the median of such figures lies, 95 times in 100 (bootstrap)."""
    chance = random.Random(0)
    medians = sorted(statistics.median(chance.choices(figures, k=len(figures))) for _ in range(2000))
    return medians[50], medians[-51]


def busy_row(arguments):
    """LeNet-5 on two threads and on one, while another program holds one core.

    Where the second thread has nothing to win this is a tie, and turns differ by some percent: a tie is told from a
    loss by many pairs of neighbouring turns. It is a loss if the median of their ratios lies below 1 with certainty.
    """
    other = multiprocessing.Process(target=hold_a_core, args=(min(os.sched_getaffinity(0)),), daemon=True)
    with Children() as children:
        for threads in (1, 2):
            children.add(threads, ours_command(arguments, "lenet5", 64, threads))
        other.start()
        try:
            figures = children.figures("round", 8 * arguments.rounds, arguments.seconds)
        finally:
            other.kill()
            other.join()
    speeds = {threads: statistics.median(of_threads) for threads, of_threads in figures.items()}
    ratios = [two / one for one, two in zip(figures[1], figures[2])]
    least, most = interval_of_median(ratios)
    result = verdict(most, 1.0, 1.0)
    return Row(["lenet5, a core taken", "64", f"{speeds[2]:.0f}/s", "", f"{statistics.median(ratios):.3f}", "1.0", result,
                f"to {speeds[1]:.0f}/s of our 1 thread; between {least:.3f} and {most:.3f}"], None, result)


def memory_row(arguments):
    """The most memory that training LeNet-5 on MNIST for an epoch holds: the kernel's VmHWM of the process."""
    with tempfile.TemporaryDirectory() as folder:
        process = subprocess.Popen([arguments.layerloom, "train", ROOT / "resources/templates/lenet5.loom", "--data", "mnist",
                                    "--epochs", "1", "--quiet", "--run", os.path.join(folder, "run")],
                                   stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit("versus_pytorch: layerloom train failed; does LAYERLOOM_DATA name the folder that holds mnist/?")
    megabytes = usage.ru_maxrss * 1024 / 1e6
    result = verdict(megabytes, MEGABYTES, MEGABYTES, least=False)
    return Row(["lenet5, memory", "64", f"{megabytes:.0f} MB", "", "", f"< {MEGABYTES} MB", result,
                "layerloom train, MNIST"], None, result)


# ---- the report -----------------------------------------------------------------------------------------------

HEADER = ["model", "batch", "ours", "PyTorch", "ratio", "must / aim", "reached", "of peak", "PyTorch's settings"]
RIGHT = {"batch", "ours", "PyTorch", "ratio", "of peak"}


def print_table(rows, peak):
    lines = [HEADER]
    for row in rows:
        share = f"{100e-9 * row.flops / peak:.0f} %" if row.flops else ""
        lines.append([*row.cells[:7], share, row.cells[7]])
    widths = [max(len(line[i]) for line in lines) for i in range(len(HEADER))]
    for line in lines:
        cells = (cell.rjust(width) if name in RIGHT else cell.ljust(width)
                 for name, cell, width in zip(HEADER, line, widths))
        print("  ".join(cells).rstrip())


def options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--threads", type=int, default=CORES, help="ours uses so many, PyTorch its best up to that")
    parser.add_argument("--rounds", type=int, default=5, help="at least 5 for a figure to keep")
    parser.add_argument("--seconds", type=float, default=2.0, help="length of one's turn")
    parser.add_argument("--only", action="append", choices=sorted({case.model for case in CASES} | set(EXTRAS)),
                        help="may be given more than once")
    parser.add_argument("--bench", default=str(ROOT / "build/release/tests/step_bench"))
    parser.add_argument("--layerloom", default=str(ROOT / "build/release/layerloom"))
    parser.add_argument("--openblas", metavar="DIR", help="where OpenBLAS's libblas.so.3 is, if it is not installed")
    parser.add_argument("--openblas-openmp", metavar="DIR", help="the same of OpenBLAS for OpenMP")
    return parser.parse_args()


def main():
    arguments = options()
    wanted = arguments.only or [*(case.model for case in CASES), *EXTRAS]
    load = os.getloadavg()[0]
    print(f"load before: {load:.1f} on {CORES} cores" + ("; TOO BUSY for a figure to keep" if load > 0.3 else ""), flush=True)
    rows, peaks = [], []
    memory = [memory_row(arguments)] if "memory" in wanted else []  # first: it fails at once without MNIST
    for case in CASES:
        if case.model in wanted:
            rows += compare(arguments, case, peaks)
    if "busy" in wanted:
        rows.append(busy_row(arguments))
    rows += memory
    peak = max(peaks, default=0)
    if peak:
        print(f"measured peak: {peak:.1f} GFLOP/s on {arguments.threads} threads")
    print_table(rows, peak)
    return 1 if any(row.verdict == "MISSED" for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
