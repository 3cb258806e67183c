"""Layerloom's schedules by torch.optim.lr_scheduler, for make_goldens.py.

StepLR, ExponentialLR, CosineAnnealingLR and ReduceLROnPlateau step once an epoch, OneCycleLR once a step.
`warmup_steps` multiplies what the schedule says by (step + 1) / warmup_steps while that is below 1.
"""
import torch
from torch.optim import lr_scheduler

EACH_STEP = ("OneCycleLR",)
RATE = 0.1


class Rates:
    """The learning rate of every step of one optimiser."""

    def __init__(self, optimizer, schedule, steps_per_epoch, steps):
        self.optimizer, self.kind, self.steps_per_epoch = optimizer, schedule["type"], steps_per_epoch
        params = dict(schedule["params"])
        self.warmup = params.pop("warmup_steps", 0)
        params.pop("monitor", None)
        if self.kind == "CosineAnnealingLR":
            params.setdefault("T_max", steps // steps_per_epoch)
        if self.kind == "OneCycleLR":
            params.setdefault("max_lr", optimizer.param_groups[0]["lr"])
            params.update(total_steps=steps, cycle_momentum=False)
        self.schedule = None if self.kind == "Constant" else getattr(lr_scheduler, self.kind)(optimizer, **params)
        self.rate = optimizer.param_groups[0]["lr"]
        self.step, self.last = 0, steps

    def apply(self):
        """Before an optimiser's step: gives it the rate, which is returned."""
        ramp = min(1.0, (self.step + 1) / self.warmup) if self.warmup else 1.0
        self.optimizer.param_groups[0]["lr"] = self.rate * ramp
        return self.rate * ramp

    def step_done(self, watched):
        """After it. `watched`: the figure that ReduceLROnPlateau looks at, read at the end of an epoch."""
        self.step += 1
        self.optimizer.param_groups[0]["lr"] = self.rate
        if self.schedule is None or self.step == self.last:
            return
        if self.kind in EACH_STEP:
            self.schedule.step()
        elif self.step % self.steps_per_epoch == 0:
            self.schedule.step(*([watched] if self.kind == "ReduceLROnPlateau" else []))
        self.rate = self.optimizer.param_groups[0]["lr"]


# Figures at the end of 25 epochs: they fall, stay, jump, fall by less than a threshold.
WATCHED = [2.0, 1.5, 1.2, 1.3, 1.25, 1.2, 1.21, 1.19, 1.189, 1.1889, 1.1889, 0.9, 0.95, 0.96, 0.97, 0.98, 0.99, 0.8,
           0.7999, 0.79985, 0.79984, 0.79983, 0.79982, 0.79981, 0.7998]
CASES = {
    "constant": ("Constant", {}),
    "constant_warmup": ("Constant", {"warmup_steps": 7}),
    "step": ("StepLR", {"step_size": 3}),
    "step_gamma_warmup": ("StepLR", {"step_size": 1, "gamma": 0.7, "warmup_steps": 30}),
    "exponential": ("ExponentialLR", {"gamma": 0.9}),
    "exponential_warmup": ("ExponentialLR", {"gamma": 0.9, "warmup_steps": 1}),
    "cosine": ("CosineAnnealingLR", {}),
    "cosine_twice": ("CosineAnnealingLR", {"T_max": 6, "eta_min": 0.01, "warmup_steps": 9}),
    "one_cycle": ("OneCycleLR", {}),
    "one_cycle_linear": ("OneCycleLR", {"max_lr": 0.5, "pct_start": 0.45, "anneal_strategy": "linear", "div_factor": 10,
                                        "final_div_factor": 100, "warmup_steps": 5}),
    "one_cycle_falls": ("OneCycleLR", {"pct_start": 0.0}),
    "one_cycle_three": ("OneCycleLR", {"pct_start": 0.3, "three_phase": True}),
    "plateau": ("ReduceLROnPlateau", {"patience": 2}),
    "plateau_cooldown": ("ReduceLROnPlateau", {"factor": 0.5, "patience": 1, "cooldown": 2, "min_lr": 0.02, "warmup_steps": 6}),
    "plateau_absolute": ("ReduceLROnPlateau", {"patience": 1, "threshold": 0.05, "threshold_mode": "abs", "factor": 0.3}),
    "plateau_max": ("ReduceLROnPlateau", {"mode": "max", "patience": 3, "threshold": 0.1, "eps": 1e-3}),
}


def figures():
    """The rate of every step: 100 steps in epochs of 4."""
    steps_per_epoch, steps = 4, 100
    out = []
    for name, (kind, params) in CASES.items():
        optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=RATE)
        schedule = {"type": kind, "params": params}
        rates = Rates(optimizer, schedule, steps_per_epoch, steps)
        found = []
        for step in range(steps):
            found.append(float(f"{rates.apply():.12g}"))  # the same text on every machine
            optimizer.step()
            rates.step_done(WATCHED[step // steps_per_epoch])
        out.append({"name": name, "lr": RATE, "steps_per_epoch": steps_per_epoch, "watched": WATCHED,
                    "schedule": schedule, "rates": found})
    return out
