"""The XMP packet that says of every saved picture that a model made it."""

from __future__ import annotations

from datetime import UTC, datetime
from html import escape  # that of xml.sax imports a web client

from aigc_desktop.api.recipe import Recipe
from aigc_desktop.api.tasks import Task

XMP_KEY = "XML:com.adobe.xmp"

_SOURCE_TYPES = "http://cv.iptc.org/newscodes/digitalsourcetype/"
_COMPOSITES: frozenset[Task] = frozenset({"image-to-image", "inpainting"})
_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about=""
    xmlns:xmp="http://ns.adobe.com/xap/1.0/"
    xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/">
   <Iptc4xmpExt:DigitalSourceType>{source_type}</Iptc4xmpExt:DigitalSourceType>
   <xmp:CreatorTool>{tool}</xmp:CreatorTool>
   <xmp:CreateDate>{created}</xmp:CreateDate>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


def digital_source_type(task: Task) -> str:
    """IPTC's address for what a picture of `task` is: made by a model, or composed with what it made."""
    kind = "compositeWithTrainedAlgorithmicMedia" if task in _COMPOSITES else "trainedAlgorithmicMedia"
    return _SOURCE_TYPES + kind


def xmp(recipe: Recipe) -> str:
    """The XMP packet of an asset made from `recipe`."""
    return _PACKET.format(
        source_type=escape(digital_source_type(recipe.request.task), quote=False),
        tool=escape(f"AIGC Desktop {recipe.app_version}", quote=False),
        created=datetime.fromtimestamp(recipe.created_at, UTC).isoformat(timespec="seconds"),
    )
