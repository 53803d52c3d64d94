"""Made and real files for the tests of evidence."""

import shutil

import pytest
from PIL import Image, ImageDraw

from edudesk.services.evidence.decoding import Decoder


@pytest.fixture(scope="package")
def decoder():
    with Decoder() as one:
        yield one


@pytest.fixture
def photos(shared_data):
    return shared_data / "real" / "photos"


@pytest.fixture
def drawn(tmp_path):
    """Return a function that draws a small picture under a name."""

    def draw(name, size=(640, 400), mode="RGB", **saving):
        image = Image.new("RGB", size, "white")
        pen = ImageDraw.Draw(image)
        pen.rectangle((0, 0, size[0] // 2, size[1] // 3), "navy")
        pen.ellipse((size[0] // 2, size[1] // 4, size[0], size[1]), "orange")
        path = tmp_path / name
        image.convert(mode).save(path, **saving)
        return path

    return draw


@pytest.fixture
def named(tmp_path):
    """Return a function that copies a file under another name."""
    return lambda source, name: shutil.copy(source, tmp_path / name)
