"""The peer of our diffusion in ONNX Runtime: three raw sessions with I/O binding and DDIM in NumPy.

Noise is drawn as we draw it, so that the pictures can be compared.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from PIL import Image
from tokenizers import Tokenizer

from aigc_desktop.api.noise import normal
from tests.benchmarks.plain.loop import Draw, main


class Pipeline:
    def __init__(self, folder: Path) -> None:
        self.text, self.unet, self.decoder = (
            onnxruntime.InferenceSession(folder / name / "model.onnx", providers=["CPUExecutionProvider"])
            for name in ("text_encoder", "unet", "vae_decoder")
        )
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer/tokenizer.json"))
        told = json.loads((folder / "tokenizer/tokenizer_config.json").read_text())
        pad = self.tokenizer.token_to_id(told["pad_token"])
        self.tokenizer.enable_padding(
            length=told["model_max_length"], pad_id=pad, pad_token=told["pad_token"]
        )
        self.tokenizer.enable_truncation(told["model_max_length"])
        decoder = json.loads((folder / "vae_decoder/config.json").read_text())
        self.channels, self.scaling = decoder["latent_channels"], decoder["scaling_factor"]
        self.side = json.loads((folder / "unet/config.json").read_text())["sample_size"]
        config = json.loads((folder / "scheduler/scheduler_config.json").read_text())
        root = np.sqrt(
            np.cumprod(1 - np.linspace(config["beta_start"] ** 0.5, config["beta_end"] ** 0.5, 1000) ** 2)
        )
        self.kept = ((root - root[-1]) * root[0] / (root[0] - root[-1])) ** 2  # zero terminal SNR

    def draw(self, arguments: dict[str, Any], seed: int) -> Image.Image:
        ids = [self.tokenizer.encode(text).ids for text in ("", arguments["prompt"])]
        hidden = self.text.run(["last_hidden_state"], {"input_ids": np.array(ids, np.int64)})[0]
        binding = self.unet.io_binding()
        binding.bind_cpu_input("encoder_hidden_states", hidden)
        shape = (1, self.channels, self.side, self.side)
        x = normal(seed, shape)
        steps = arguments["steps"]
        for time_now in np.arange(1000, 0, -1000 / steps).round().astype(int) - 1:
            binding.bind_cpu_input("sample", np.concatenate([x, x]))
            binding.bind_cpu_input("timestep", np.array([time_now], np.float32))
            binding.bind_output("out_sample")
            self.unet.run_with_iobinding(binding)
            without, having = np.split(binding.copy_outputs_to_cpu()[0], 2)
            v = without + arguments["guidance_scale"] * (having - without)
            later = time_now - 1000 // steps
            now, after = self.kept[time_now], self.kept[later] if later >= 0 else 1.0
            finished, noise = now**0.5 * x - (1 - now) ** 0.5 * v, now**0.5 * v + (1 - now) ** 0.5 * x
            x = (after**0.5 * finished + (1 - after) ** 0.5 * noise).astype(np.float32)
        pixels = self.decoder.run(None, {"latent_sample": x / np.float32(self.scaling)})[0][0]
        return Image.fromarray(
            ((pixels.transpose(1, 2, 0) / 2 + 0.5).clip(0, 1) * 255).round().astype("uint8")
        )


def load(task: dict[str, Any]) -> Draw:
    pipeline = Pipeline(Path(task["model"]))
    return lambda seed: pipeline.draw(task["parameters"], seed)


if __name__ == "__main__":
    main(load)
