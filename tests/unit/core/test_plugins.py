from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from aigc_desktop.api.errors import AigcError
from aigc_desktop.core.plugins import Plugins, discover

Install = Callable[..., Path]


def found(site: Path) -> Plugins:
    return discover([str(site)])


def error_of(site: Path) -> str:
    (plugin,) = found(site).installed
    assert plugin.error is not None
    assert plugin.error.message
    assert plugin.error.hint
    assert plugin.error.plugin
    assert not found(site).generators
    assert not found(site).refs("torch")
    return plugin.error.code


def test_a_plugin_is_found(site: Path, install: Install) -> None:
    package = install("our-plugin", id="ours", generator="gen")
    plugins = found(site)
    (plugin,) = plugins.installed
    assert (plugin.id, plugin.version, plugin.distribution) == ("ours", "1.2", "our-plugin")
    assert plugin.package == package
    assert not plugin.is_first_party
    assert plugins.generator("gen").plugin is plugin
    assert plugins.generator("gen").manifest.family == "diffusion"
    (ref,) = plugins.refs("torch")
    assert (ref.id, ref.version, ref.hooks) == ("ours", "1.2", "our_plugin.hooks")
    assert plugins.refs("onnx") == ()


def test_no_plugin_is_imported(site: Path, install: Install, monkeypatch: pytest.MonkeyPatch) -> None:
    trap = site / "imported"
    install("trapped", code=f"open({str(trap)!r}, 'w')")
    monkeypatch.syspath_prepend(str(site))
    assert "trapped" in discover().generators
    assert "trapped" in found(site).generators
    assert "trapped" not in sys.modules
    assert not trap.exists()


@pytest.mark.parametrize(
    "manifest", ["", "not toml [", 'id = "x"', "id = 3\n", "\0", "unknown = 1\n", "[[generators]]\n" * 10]
)
def test_a_broken_manifest_is_an_error_as_data(site: Path, install: Install, manifest: str) -> None:
    install("broken", manifest=manifest)
    assert error_of(site) == "plugin.manifest"


@pytest.mark.parametrize(
    "value",
    [
        "gone:aigc_plugin.toml",
        "bad:other.toml",
        "bad.sub:aigc_plugin.toml",
        "bad",
        "os:aigc_plugin.toml",
        "§§",
    ],
)
def test_a_bad_entry_point_is_an_error_as_data(site: Path, install: Install, value: str) -> None:
    install("bad", value=value)
    assert error_of(site) == "plugin.manifest"


def test_a_manifest_that_is_gone_huge_or_not_text(site: Path, install: Install) -> None:
    manifest = install("broken") / "aigc_plugin.toml"
    manifest.write_bytes(b"#" * 2_000_000)
    assert error_of(site) == "plugin.manifest"
    manifest.write_bytes(b"\xff\xfe")
    assert error_of(site) == "plugin.manifest"
    manifest.unlink()
    assert error_of(site) == "plugin.manifest"


def test_hooks_outside_the_own_package_are_refused(site: Path, install: Install) -> None:
    manifest = install("sly") / "aigc_plugin.toml"
    manifest.write_text(manifest.read_text().replace("sly.hooks", "other.hooks"))
    assert error_of(site) == "plugin.manifest"


def test_another_api_version_is_named(site: Path, install: Install) -> None:
    manifest = install("late") / "aigc_plugin.toml"
    manifest.write_text(manifest.read_text().replace("api_version = 1", "api_version = 99"))
    assert error_of(site) == "plugin.api_version"


@pytest.mark.parametrize("same", ["id", "generator"])
def test_of_two_that_claim_one_id_the_first_wins(site: Path, install: Install, same: str) -> None:
    install("bbb", **{same: "shared"})
    install("aaa", **{same: "shared"})
    plugins = found(site)
    assert [(p.distribution, p.error.code if p.error else "") for p in plugins.installed] == [
        ("aaa", ""),
        ("bbb", "plugin.duplicate"),
    ]
    assert {entry.plugin.distribution for entry in plugins.generators.values()} == {"aaa"}
    assert len(plugins.refs("torch")) == 1


def test_nobody_takes_an_id_from_ours(site: Path, install: Install) -> None:
    install("aaa", generator="diffusion")
    install("aigc-diffusion", id="diffusion", generator="diffusion")
    assert found(site).generator("diffusion").plugin.is_first_party


def test_an_unknown_generator_lists_the_known(site: Path, install: Install) -> None:
    install("known")
    with pytest.raises(AigcError, match="nonsense") as caught:
        found(site).generator("nonsense")
    assert caught.value.code == "generator.unknown"
    assert "known" in caught.value.hint


def test_broken_distributions_of_others_do_not_stop_it(site: Path, install: Install) -> None:
    install("good")
    for number, content in enumerate((b"\xff\xfe[aigc_desktop.plugins]", b"[aigc_desktop.plugins]\nno sign")):
        info = site / f"other{number}-1.dist-info"
        info.mkdir()
        (info / "entry_points.txt").write_bytes(content)
    assert list(found(site).generators) == ["good"]
