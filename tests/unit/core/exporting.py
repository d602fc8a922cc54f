"""Exports an asset: `python exporting.py ASSET.json FORM FOLDER`; prints the code of what went wrong."""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec

from aigc_desktop.api.errors import AigcError
from aigc_desktop.core.asset_forms import export_asset
from aigc_desktop.core.records import Asset


def main(asset: str, form: str, folder: str) -> None:
    try:
        export_asset(msgspec.json.decode(Path(asset).read_bytes(), type=Asset), form, Path(folder))
    except AigcError as error:
        print(error.code)


if __name__ == "__main__":
    main(*sys.argv[1:])
