"""The diagonal Gaussian that an encoder answers: a mean and the logarithm of a variance for each latent."""

from __future__ import annotations

from dataclasses import dataclass

import torch

_LEAST, _MOST = -30.0, 20.0


@dataclass(frozen=True)
class DiagonalGaussian:
    """q(z|x) of Kingma & Welling 2014, "Auto-Encoding Variational Bayes". Both tensors: (N, latent size)."""

    mean: torch.Tensor
    log_variance: torch.Tensor

    @staticmethod
    def of(parameters: torch.Tensor) -> DiagonalGaussian:
        """Means and log variances side by side, (N, 2 * latent size), taken apart.

        The log variance is kept from -30 to 20, within which its exponential is a number in every precision
        that the encoder is trained in.
        """
        mean, log_variance = parameters.float().chunk(2, dim=1)
        return DiagonalGaussian(mean, log_variance.clamp(_LEAST, _MOST))

    def sample(self, noise: torch.Tensor) -> torch.Tensor:
        """z = mean + sigma * noise, the reparametrisation of section 2.4; noise is standard normal."""
        return self.mean + torch.exp(self.log_variance / 2) * noise

    def kl(self) -> torch.Tensor:
        """KL(q || N(0, I)) of each latent in nats, (N, latent size): appendix B, with the sign turned."""
        return (self.mean.square() + self.log_variance.exp() - 1 - self.log_variance) / 2
