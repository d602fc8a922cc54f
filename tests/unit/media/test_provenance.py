from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from PIL import Image

from aigc_desktop.api.recipe import Recipe
from aigc_desktop.media.provenance import xmp

IPTC = "{http://iptc.org/std/Iptc4xmpExt/2008-02-29/}"
XMP = "{http://ns.adobe.com/xap/1.0/}"
MADE = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
COMPOSED = "http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia"


def value(packet: str, name: str) -> str | None:
    return ET.fromstring(packet).findtext(f".//{name}")


@pytest.mark.parametrize(
    ("task", "source_type"),
    [
        ("text-to-image", MADE),
        ("class-to-image", MADE),
        ("image-to-image", COMPOSED),
        ("inpainting", COMPOSED),
    ],
)
def test_the_source_type_follows_the_task(recipe: Recipe, task: str, source_type: str) -> None:
    request = msgspec.structs.replace(recipe.request, task=task)
    packet = xmp(msgspec.structs.replace(recipe, request=request))
    assert value(packet, f"{IPTC}DigitalSourceType") == source_type


def test_a_saved_picture_carries_it_and_pillow_reads_it(saved: Path) -> None:
    with Image.open(saved) as image:
        packet = image.info["XML:com.adobe.xmp"]
    assert packet.startswith('<?xpacket begin="\ufeff"')
    assert packet.endswith('<?xpacket end="w"?>')
    assert value(packet, f"{IPTC}DigitalSourceType") == MADE
    assert value(packet, f"{XMP}CreateDate") == "2026-11-18T11:06:40+00:00"


def test_markup_in_a_version_stays_text(make_recipe: Callable[..., Recipe]) -> None:
    version = "1.0 <&> \"'"
    recipe = msgspec.structs.replace(make_recipe(), app_version=version)
    assert value(xmp(recipe), f"{XMP}CreatorTool") == f"AIGC Desktop {version}"
