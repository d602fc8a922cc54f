"""A job in words: its title, its state, and the icon and colour that go with it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QPalette

from aigc_desktop.core.events import JobProgressed
from aigc_desktop.core.records import Job
from aigc_desktop.ui.theme import DANGER, WARNING
from aigc_desktop.ui.times import Times
from aigc_desktop.ui.words import task_name

Role = QPalette.ColorRole
translate = QCoreApplication.translate


def title_of(job: Job) -> str:
    """The prompt, or the task where there is none."""
    prompt = str(job.request.parameters.get("prompt") or "")
    return " ".join(prompt.split()) or task_name(job.request.task)


def about(job: Job, model_name: str) -> str:
    """The model, and how many results are wanted."""
    count = len(job.request.seeds)
    results = translate("JobWords", "{saved} of {count} saved").format(saved=job.saved, count=count)
    return " · ".join(part for part in (model_name, results) if part)


def state_of(job: Job) -> str:
    """The state in one word or two."""
    if job.is_quarantined:
        return translate("JobWords", "Set aside")
    return {
        "queued": translate("JobWords", "Waiting"),
        "loading": translate("JobWords", "Loading the model"),
        "running": translate("JobWords", "Running"),
        "saving": translate("JobWords", "Saving"),
        "finished": translate("JobWords", "Finished"),
        "failed": translate("JobWords", "Failed"),
        "cancelled": translate("JobWords", "Cancelled"),
    }[job.state]


def sign_of(job: Job) -> tuple[str, QPalette.ColorRole]:
    """The icon of the state and its colour."""
    if job.is_quarantined:
        return "warning", WARNING
    return {
        "queued": ("queue", Role.PlaceholderText),
        "loading": ("generate", Role.Highlight),
        "running": ("generate", Role.Highlight),
        "saving": ("generate", Role.Highlight),
        "finished": ("check", Role.Highlight),
        "failed": ("error", DANGER),
        "cancelled": ("stop", Role.PlaceholderText),
    }[job.state]


def progress_of(job: Job, progress: JobProgressed | None) -> str:
    """How far a running job is and what is left; its state while nothing is known."""
    if progress is None or job.state not in ("running", "saving"):
        return state_of(job)
    parts = [f"{progress.fraction * 100:.0f} %"]
    if progress.total:
        step = translate("JobWords", "step {step} of {total}")
        parts.append(step.format(step=progress.step, total=progress.total))
    if progress.eta_s >= 0:
        parts.append(translate("JobWords", "{time} left").format(time=Times().short(progress.eta_s)))
    return " · ".join(parts)
