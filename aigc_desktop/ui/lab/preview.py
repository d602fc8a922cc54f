"""The point that is looked at, large: a draft while it moves, the finished picture once it rests."""

from __future__ import annotations

from collections import deque

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

from aigc_desktop.ui.lab.lab import Lab
from aigc_desktop.ui.lab.looker import Looker
from aigc_desktop.ui.lab.subject import Look

REST_MS = 300
MOST_PASSED = 64


class Preview(QWidget):
    """Shows the newest picture of the focus. Until the first of a new point comes, the one before stays."""

    def __init__(self, lab: Lab, looker: Looker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Picture of the point"))
        self._lab = lab
        self._looker = looker
        self._image = QImage()
        self._shown: Look | None = None
        self._passed: deque[bytes] = deque(maxlen=MOST_PASSED)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(looker.poke)
        looker.came.connect(self._on_came)
        lab.focus_changed.connect(self._move)
        lab.subject_changed.connect(self._take_subject)

    @property
    def image(self) -> QImage:
        """What is shown."""
        return self._image

    @property
    def is_finished(self) -> bool:
        """Whether what is shown is the finished picture of the point, not a draft or an older one."""
        finished = self._lab.look_at_focus(is_draft=False)
        return finished is not None and self._shown is not None and self._shown.key == finished.key

    def wanted_now(self) -> Look | None:
        """The draft of the point, while nothing is known of it."""
        draft = self._lab.look_at_focus(is_draft=True)
        return draft if draft is not None and not self._looker.known(draft) else None

    def wanted_at_rest(self) -> Look | None:
        """The finished picture, once the point has not moved for a moment."""
        finished = self._lab.look_at_focus(is_draft=False)
        if finished is None or self._rest.isActive() or self._has_come(finished):
            return None
        return finished if not self._looker.known(finished) else None

    def stop(self) -> None:
        """Rest no more; called before the window goes."""
        self._rest.stop()

    # What Qt calls

    def sizeHint(self) -> QSize:
        return QSize(260, 260)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return width

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette().color(QPalette.ColorRole.AlternateBase))
        if not self._image.isNull():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            box = QRectF(0, 0, size.width(), size.height())
            box.moveCenter(QRectF(self.rect()).center())
            painter.drawImage(box, self._image)
        painter.end()

    # Inside

    def _take_subject(self) -> None:
        """Another model: what is shown is none of its pictures."""
        subject = self._lab.subject
        if self._shown is not None and (subject is None or subject.model != self._shown.request.model):
            self._shown, self._image = None, QImage()
            self._passed.clear()
            self.update()
        self._move()

    def _move(self) -> None:
        self._rest.start()
        self._remember_the_way()
        for is_draft in (False, True):
            look = self._lab.look_at_focus(is_draft=is_draft)
            picture = self._looker.picture(look) if look is not None else None
            if look is not None and picture is not None:
                self._show(look, picture)
                break
        self._looker.poke()

    def _on_came(self, look: Look, image: QImage) -> None:
        """Show what belongs to the point, or lies on the way to it: a little behind the hand, but moving.

        A draft that comes late does not replace the finished picture, nor an earlier point a later one.
        """
        finished = self._lab.look_at_focus(is_draft=False)
        if finished is not None and look.key == finished.key:
            self._passed.clear()
            self._show(look, image)
        elif look.key in self._passed and not self.is_finished:
            while self._passed.popleft() != look.key:
                pass
            self._show(look, image)

    def _remember_the_way(self) -> None:
        draft = self._lab.look_at_focus(is_draft=True)
        if draft is None:
            self._passed.clear()
        elif draft.key not in self._passed:
            self._passed.append(draft.key)

    def _has_come(self, look: Look) -> bool:
        return self._shown is not None and self._shown.key == look.key

    def _show(self, look: Look, image: QImage) -> None:
        self._shown, self._image = look, image
        self.update()
