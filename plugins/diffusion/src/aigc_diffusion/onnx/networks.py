"""The three networks of a Stable Diffusion model in ONNX, as Optimum lays them out."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from aigc_desktop.api import AigcError, Model, Runtime
from aigc_desktop.api.onnx_network import OnnxNetwork, Placed

Floats = NDArray[np.floating]


class Networks:
    """Text encoder, UNet and decoder of the VAE, each in a session of its own."""

    def __init__(self, model: Model, runtime: Runtime) -> None:
        """Load all three; raises AigcError when one cannot be."""
        folder = Path(model.path)
        self._text, self._unet, self._decoder = (
            OnnxNetwork(_file(model, folder / name), runtime)
            for name in ("text_encoder", "unet", "vae_decoder")
        )
        decoder = model.config["vae_decoder/config.json"]
        self._scaling = float(decoder.get("scaling_factor", 0.18215))
        self._shift = float(decoder.get("shift_factor") or 0.0)
        self.channels = int(decoder.get("latent_channels", 4))
        self._is_scalar = self._unet.rank("timestep") == 0

    def read(self, ids: NDArray[np.int64]) -> Floats:
        """What the text encoder makes of tokens: (n, length, width)."""
        hidden = self._text.run({"input_ids": ids}, ["last_hidden_state"])[0]
        return np.asarray(hidden, np.float32)

    def place(self, hidden: Floats) -> Placed:
        """Keep what was read on the device, where every step uses it."""
        return self._unet.place("encoder_hidden_states", hidden)

    def predict(self, latents: Floats, timestep: float, hidden: Placed) -> Floats:
        """One call of the UNet: latents (n, channels, h, w) to what it predicts, of the same shape."""
        time = np.array(timestep if self._is_scalar else [timestep])
        arrays = {"sample": latents, "timestep": time, "encoder_hidden_states": hidden}
        predicted = np.asarray(self._unet.run(arrays)[0], np.float32)
        if predicted.shape != latents.shape:
            raise AigcError(
                "model.inputs",
                f"The UNet gives {predicted.shape} for latents of {latents.shape}.",
                "Export the model again, with its own configuration files.",
            )
        return predicted

    def decode(self, latents: Floats) -> Floats:
        """Pixels from -1 to 1, (n, 3, H, W), of latents as the UNet sees them."""
        scaled = latents / self._scaling + self._shift
        return np.asarray(self._decoder.run({"latent_sample": scaled})[0], np.float32)


def _file(model: Model, folder: Path) -> Path:
    file = folder / "model.onnx"
    if not file.is_file():
        raise AigcError(
            "model.incomplete",
            f"“{model.name}” is not complete: {folder.name}/model.onnx is missing.",
            "Export or copy the whole model folder again.",
        )
    return file
